"""What an import would do, as its page shows it and its taking carries it out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from thidua.core.canonical import sha256_hex
from thidua.core.verdict import YES, Verdict, no
from thidua.records.contents import Content
from thidua.records.enums import FactKind
from thidua.records.importing.faults import CellFault
from thidua.records.importing.matching import Doubt
from thidua.records.importing.old_fonts import Legacy


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody whom the import adds; `number` is what their history is filed under until the row has an id."""

    number: int
    full_name: str
    gender: str
    birth_date: date | None
    staff_code: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row that will be written: of whom (a person's id, a new person's negative number, None for the unit)."""

    sheet: str
    address: str
    subject: int | None
    whose: str
    content: Content
    words: str


@dataclass(frozen=True, slots=True)
class Plan:
    """It can be carried out when there is neither a fault nor an unanswered doubt nor an old font to be decided on.
    `already` rows are in the book as the file says; `skipped` rows are left out by an answer."""

    people: tuple[NewPerson, ...]
    lines: tuple[Line, ...]
    faults: tuple[CellFault, ...]
    doubts: tuple[Doubt, ...]
    legacy: Legacy | None
    already: int
    skipped: int
    ignored: tuple[str, ...]

    @property
    def open_doubts(self) -> int:
        return sum(not doubt.chosen for doubt in self.doubts)

    @property
    def may_be_taken(self) -> Verdict:
        """Whether everything is settled, or what is still to be done."""
        if self.legacy is not None:
            return no("old_font", "Tệp có chữ gõ bằng phông cũ: hãy chọn chuyển sang Unicode hay giữ nguyên.")
        if self.faults or self.open_doubts:
            return no("not_ready", "Tệp còn lỗi hoặc chỗ chưa rõ nên chưa ghi gì vào sổ. Hãy xem danh sách bên dưới.")
        if not self.lines:
            return no("nothing_new", "Trong tệp không có dòng nào mới: sổ giữ nguyên.")
        return YES

    @property
    def ready(self) -> bool:
        return self.may_be_taken.allowed

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows of each kind, in the order of a record's page."""
        found = Counter(line.content.fact for line in self.lines)
        return [(str(kind.label), found[kind]) for kind in FactKind if found[kind]]

    @property
    def sha256(self) -> str:
        """Changes with anything that would be written: who has seen the plan sends it back."""
        return sha256_hex(repr((self.people, [(line.subject, line.content) for line in self.lines])))
