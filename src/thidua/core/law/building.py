"""Plain blocks of a law file → objects: grounds checked against the file's sources and dates, conditions compiled.

What is checked here is meaning (the shape has been read): every value has a source and dates, its article unless it is
from memory, and every award that is named exists.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.law.conditions.base import Names, NotKnown, OnlyFor, Rule
from thidua.core.law.conditions.registry import KINDS
from thidua.core.law.model import (
    Authority,
    Award,
    Dossier,
    Draft,
    LawText,
    PrizeMultiple,
    Quota,
    Timing,
    VoteThreshold,
)
from thidua.core.law.nodes import Ground, Group, Leaf, Node, Source
from thidua.core.law.shape import COMBINATORS, GROUND
from thidua.core.law.values_shape import unknown_award
from thidua.core.shape import join
from thidua.core.vn import date_text

Plain = Mapping[str, Any]
NAMING_AWARDS = ("title", "award", "after")
"""Parameters that hold the code of an award."""

_NOT_PARAMETERS = frozenset((*GROUND, "type", "fills"))


@dataclass(frozen=True, slots=True)
class Span:
    """The dates of a file."""

    first: date
    last: date | None


class Builder:
    """Builds the blocks of one file; what is wrong goes to `errors` at its path."""

    def __init__(
        self, *, sources: Mapping[str, Source], span: Span, names: Names, errors: ErrorList, overlay: str | None = None
    ) -> None:
        self.sources, self.span, self.names, self.errors, self.overlay = sources, span, names, errors, overlay
        self.used: set[str] = set()

    def award(self, code: str, row: Plain) -> Award | None:
        """The award, or None where a fault was found in it (then `errors` has grown)."""
        before, path = len(self.errors), join("awards", code)
        if row.get("subjects") == []:
            self.errors.add(join(path, "subjects"), "Danh sách đối tượng trống: ghi ít nhất một đối tượng.")
        decided_by = row.get("decided_by") or {}
        ground = self.ground(decided_by, join(path, "decided_by"))
        criteria = self.nodes(row.get("criteria"), join(path, "criteria"))
        if row.get("criteria") == []:
            self.errors.add(join(path, "criteria"), "Danh sách điều kiện trống: ghi ít nhất một điều kiện.")
        blocks = self.blocks(row, path)
        if len(self.errors) > before or ground is None:
            return None
        return Award(
            code=code,
            name=row["name"],
            kind=row["kind"],
            subjects=tuple(row["subjects"]),
            level=row["level"],
            decided_by=Authority(decided_by["text"], ground),
            criteria=criteria,
            note=row.get("note") or "",
            **blocks,
        )

    def ground(self, row: Plain, path: str) -> Ground | None:
        """The ground of a block: refused without evidence, a source, or an article where it claims to be read."""
        before = len(self.errors)
        evidence, cite = row.get("evidence"), row.get("cite")
        if evidence is None:
            self._missing(row, path, "evidence", "Thiếu “evidence”: ghi S (đã đọc), M (ghi nhớ) hoặc I (suy ra).")
        if cite is None and evidence in ("S", "I"):
            self._missing(row, path, "cite", "Thiếu “cite”: ghi điều khoản; chỉ giá trị ghi nhớ (M) mới được bỏ trống.")
        if not row.get("source"):
            self._missing(row, path, "source", "Thiếu “source”: giá trị nào cũng phải có nguồn.")
        sources = self.named_sources(row.get("source"), join(path, "source"))
        first, last = self._dates(row, path)
        if len(self.errors) > before or evidence is None:
            return None
        return Ground(cite, evidence, sources, first, last, row.get("note") or "")

    def _missing(self, row: Plain, path: str, key: str, sentence: str) -> None:
        """A value that was written wrongly has its fault already."""
        if row.get(key) is None and key in row and self._told(join(path, key)):
            return
        self.errors.add(join(path, key), sentence)

    def _told(self, path: str) -> bool:
        return any(error.path == path or error.path.startswith(f"{path}.") for error in self.errors.errors)

    def named_sources(self, codes: Sequence[str | None] | None, path: str) -> tuple[Source, ...]:
        """The sources of these keys."""
        found = []
        for code in codes or ():
            if code is None:
                continue
            self.used.add(code)
            source = self.sources.get(code)
            if source is None:
                self.errors.add(path, f"Nguồn “{code}” không có trong sources: khai báo nguồn này hoặc sửa lại mã.")
            else:
                found.append(source)
        return tuple(found)

    def _dates(self, row: Plain, path: str) -> tuple[date, date | None]:
        first, last = row.get("from") or self.span.first, row.get("to") or self.span.last
        if first < self.span.first or (self.span.last is not None and first > self.span.last):
            self.errors.add(join(path, "from"), f"Ngày {date_text(first)} nằm ngoài thời gian hiệu lực của tệp.")
        elif last is not None and last < first:
            self.errors.add(
                join(path, "to"), f"Ngày hết hiệu lực {date_text(last)} trước ngày có hiệu lực {date_text(first)}."
            )
        elif last is not None and self.span.last is not None and last > self.span.last:
            self.errors.add(join(path, "to"), f"Ngày {date_text(last)} nằm ngoài thời gian hiệu lực của tệp.")
        return first, last

    def nodes(self, rows: Sequence[Plain | None] | None, path: str, route: str | None = None) -> tuple[Node, ...]:
        """Conditions and combinators of a list; faulty ones are left out."""
        found = (self.node(row, join(path, index), route) for index, row in enumerate(rows or ()) if row is not None)
        return tuple(node for node in found if node is not None)

    def node(self, row: Plain, path: str, route: str | None = None) -> Node | None:
        """One condition, or a combinator with what is below it."""
        if row.get("type") in COMBINATORS:
            label = row.get("label")
            children = self.nodes(row.get("of"), join(path, "of"), label or route)
            return Group(row["type"], children, label, row.get("cite"), row.get("note") or "")
        ground = self.ground(row, path)
        values = {key: value for key, value in row.items() if key not in _NOT_PARAMETERS and not key.startswith("x-")}
        for key in NAMING_AWARDS:
            code = values.get(key)
            if code is not None and code not in self.names:
                self.errors.add(join(path, key), unknown_award(code, self.names))
                ground = None
        if ground is None:
            return None
        kind = KINDS.get(row.get("type") or "")
        if kind is None or self._told(path):
            return None
        subject = None if "subject" in kind.NEEDED else values.get("subject")
        rule: Rule = kind.rule(values, self.names) if kind.known(values) else NotKnown(kind.type)
        if subject is not None:
            rule = OnlyFor(subject, rule)
        return Leaf(kind.type, values, subject, ground, rule, route, self.overlay)

    def blocks(self, row: Plain, path: str) -> dict[str, Any]:
        """Quota, vote, prize, dossier and timing of an award; None where the file has none."""
        return {
            "quota": self._block(row, path, "quota", _quota),
            "vote_threshold": self._block(row, path, "vote_threshold", _vote),
            "prize_multiple": self._block(row, path, "prize_multiple", _prize),
            "dossier": self._block(row, path, "dossier", _dossier),
            "timing": self._block(row, path, "timing", _timing),
        }

    def _block(self, row: Plain, path: str, key: str, build: Any) -> Any:
        block, where = row.get(key), join(path, key)
        if block is None:
            return None
        ground = self.ground(block, where)
        if key == "quota" and block.get("of") is not None and block["of"] not in self.names:
            self.errors.add(join(where, "of"), unknown_award(block["of"], self.names))
        return None if ground is None or self._told(where) else build(block, ground)

    def texts(self, rows: Sequence[Plain | None] | None) -> tuple[LawText, ...]:
        """The documents that the file rests on."""
        found = []
        for row in rows or ():
            if row is not None and row.get("code") is not None:
                sources = self.named_sources(row.get("source"), f"texts.{row['code']}.source")
                found.append(LawText(row["code"], row.get("title") or "", row.get("evidence") or "", sources))
        return tuple(found)

    def drafts(self, rows: Sequence[Plain | None] | None) -> tuple[Draft, ...]:
        """What drafts say; it judges nothing."""
        found = []
        for index, row in enumerate(rows or ()):
            if row is not None:
                sources = self.named_sources(row.get("source"), f"drafts.{index}.source")
                found.append(Draft(row.get("award") or "", row.get("text") or "", row.get("status") or "", sources))
        return tuple(found)

    def check_unused_sources(self) -> None:
        """A source that no value names is a slip; told when nothing else is wrong, for a faulty value may have named
        it."""
        for code in () if len(self.errors) else self.sources:
            if code not in self.used:
                self.errors.add(join("sources", code), "Không giá trị nào dùng nguồn này: bỏ đi, hoặc ghi vào source.")


def sources_of(rows: Mapping[str, Plain | None] | None) -> dict[str, Source]:
    """The sources of a file by key."""
    return {
        code: Source(code, row.get("title") or "", row.get("address"))
        for code, row in (rows or {}).items()
        if row is not None
    }


def _quota(block: Plain, ground: Ground) -> Quota:
    return Quota(block.get("kind") or "share", block.get("pct"), block.get("of"), ground)


def _vote(block: Plain, ground: Ground) -> VoteThreshold:
    return VoteThreshold(block["min_share_pct"], block["secret_ballot"], ground)


def _prize(block: Plain, ground: Ground) -> PrizeMultiple:
    multiples = (block["individual"], block["collective"], block.get("household"))
    return PrizeMultiple(*multiples, block["is_cap"] is True, ground)


def _dossier(block: Plain, ground: Ground) -> Dossier:
    return Dossier(tuple(block.get("items") or ()), block.get("copies"), block.get("electronic_file"), ground)


def _timing(block: Plain, ground: Ground) -> Timing:
    return Timing(block.get("submit"), block.get("deadline"), block.get("processing_working_days"), ground)
