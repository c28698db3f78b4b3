"""The history as its tables show it: what happened, and the decision behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.core.vn import date_text
from thidua.records.contents import Content, Decided
from thidua.records.values import FactGroup, FactLine


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A fact with its decision in words, "" where none is known."""

    line: FactLine
    decision: str

    @property
    def trail(self) -> str:
        """What the earlier versions of a corrected fact are called."""
        if self.line.is_void:
            return "Vì sao bỏ"
        return f"Đã sửa {len(self.line.versions) - 1} lần"


@dataclass(frozen=True, slots=True)
class HistoryGroup:
    """The facts of one kind."""

    kind: str
    label: str
    rows: tuple[HistoryRow, ...]


def history_groups(groups: Iterable[FactGroup]) -> list[HistoryGroup]:
    return [
        HistoryGroup(
            group.fact.value, group.label, tuple(HistoryRow(line, decision_words(line.content)) for line in group.lines)
        )
        for group in groups
    ]


def decision_words(content: Content) -> str:
    """ "Quyết định số 12/QĐ-TCT ngày 15/12/2021, Trường Chính trị tỉnh A"."""
    if not isinstance(content, Decided):
        return ""
    number = f"số {content.decision_number}" if content.decision_number else ""
    day = f"ngày {date_text(content.decision_date)}" if content.decision_date else ""
    decided = " ".join(part for part in (number, day) if part)
    return ", ".join(part for part in (f"Quyết định {decided}" if decided else "", content.issuer) if part)
