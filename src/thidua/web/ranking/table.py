"""The ranking as the page draws it: every figure is the text of the snapshot, every sentence comes from its claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.rank_words_vi import rank_in_words
from thidua.core.results import Result
from thidua.council.ranking import is_reproduced, ranked_again
from thidua.council.values import SnapshotFacts
from thidua.council.words import ranking_rule
from thidua.web.ranking.bars import Mark, Rect, bar_of, grade_marks, group_colours

TOP = 3
"""Ranks that wear the double seal."""


@dataclass(frozen=True, slots=True)
class RankRow:
    """One unit's two rows. Figures are text as the snapshot has them; `groups` in the order of the columns;
    `bonus` and `deduction` are "" when there is none."""

    code: str
    title: str
    rank: int | None
    top: bool
    tied: bool
    excluded: bool
    groups: tuple[str, ...]
    bonus: str
    deduction: str
    total: str
    max_assigned: str
    percent: str
    missing: tuple[str, ...]
    grade: str
    grade_changed: bool
    sentences: tuple[str, ...]
    bar: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class RankList:
    """The units of one list (of a class or block, or the only one), or those without a rank."""

    title: str
    rows: tuple[RankRow, ...]


@dataclass(frozen=True, slots=True)
class RankTable:
    """`columns` are (code, title, maximum) of the top groups; `reproduced`: ranking again gave the stored result."""

    columns: tuple[tuple[str, str, str], ...]
    colours: tuple[tuple[str, str, str], ...]
    marks: tuple[Mark, ...]
    lists: tuple[RankList, ...]
    rule: str
    has_bonus: bool
    has_deductions: bool
    reproduced: bool

    @property
    def width(self) -> int:
        """Columns of the table."""
        return 6 + len(self.columns) + self.has_bonus + self.has_deductions - 1


def rank_table(snapshot: SnapshotFacts) -> RankTable:
    """The table of an adopted ranking."""
    criteria, ranked = snapshot.criteria, ranked_again(snapshot)
    most = max((Decimal(unit["total"]) for unit in snapshot.result["units"]), default=Decimal(0))
    rows = [(unit, _row(snapshot, ranked, unit, most)) for unit in snapshot.result["units"]]
    titles = {item.code: item.title for item in criteria.classes}
    lists: dict[str, list[RankRow]] = {}
    for unit, row in rows:
        if row.rank is not None:
            lists.setdefault(ranked.by_code[unit["code"]].list_key, []).append(row)
    found = [RankList(titles.get(key, key), tuple(members)) for key, members in lists.items()]
    for title, excluded in (("Chưa xếp hạng", False), ("Không xét thi đua", True)):
        left = tuple(row for _, row in rows if row.rank is None and row.excluded is excluded)
        if left:
            found.append(RankList(title, left))
    return RankTable(
        columns=tuple(
            (group.code, group.title, f"{group.max:f}".replace(".", ",") if group.max is not None else "")
            for group in criteria.groups
        ),
        colours=tuple(group_colours(criteria)),
        marks=grade_marks(criteria, most),
        lists=tuple(found),
        rule=ranking_rule(criteria),
        has_bonus=bool(criteria.bonus.items),
        has_deductions=bool(criteria.deductions.items),
        reproduced=is_reproduced(snapshot, ranked),
    )


def _row(snapshot: SnapshotFacts, ranked: Result, unit: Mapping[str, Any], most: Decimal) -> RankRow:
    criteria, line = snapshot.criteria, ranked.by_code[unit["code"]]
    scale = Decimal(unit["max_assigned"]) if criteria.ranking.by == "percent" else most
    grades = {band.code: band.title for band in criteria.grades.bands} if criteria.grades else {}
    return RankRow(
        code=unit["code"],
        title=line.title,
        rank=unit["rank"],
        top=unit["rank"] is not None and unit["rank"] <= TOP,
        tied=unit["tied"],
        excluded=unit["excluded"],
        groups=tuple(unit["groups"].get(group.code, "") for group in criteria.groups),
        bonus=_unless_zero(unit["bonus"]),
        deduction=_unless_zero(unit["deduction"]),
        total=unit["total"],
        max_assigned=unit["max_assigned"],
        percent=unit["percent"] or "",
        missing=tuple(unit["missing"]),
        grade=grades.get(unit["grade"] or "", ""),
        grade_changed=line.grade != line.grade_earned,
        sentences=rank_in_words(ranked, unit["code"]),
        bar=bar_of(criteria, unit, scale),
    )


def _unless_zero(figure: str) -> str:
    return figure if Decimal(figure) else ""
