"""The bar of one unit: its groups one after another, as shares of what was assigned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.model import CriteriaSet

_STEPS = 5
_GAP = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Rect:
    """A piece of a bar, as SVG attributes in a box 100 wide."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade's least figure on the scale of the bar."""

    x: str
    title: str
    least: str


def bar_of(criteria: CriteriaSet, unit: Mapping[str, Any], scale: Decimal) -> tuple[Rect, ...]:
    """Pieces of a unit's bar: `scale` points fill it. Deductions are cut off at its end."""
    if not scale:
        return ()
    pieces: list[Rect] = []
    at = Decimal(0)
    for place, group in enumerate(criteria.groups):
        if group.code in unit["groups"]:
            at = _add(pieces, f"s{place % _STEPS + 1}", at, Decimal(unit["groups"][group.code]) * 100 / scale)
    at = _add(pieces, "bonus", at, Decimal(unit["bonus"]) * 100 / scale)
    lost = Decimal(unit["deduction"]) * 100 / scale
    if lost:
        _add(pieces, "cut", max(Decimal(0), at - lost), lost)
    return tuple(pieces)


def grade_marks(criteria: CriteriaSet, scale: Decimal) -> tuple[Mark, ...]:
    """The two highest grades on the scale of the bars; none where classes have their own."""
    grades = criteria.grades
    if grades is None or criteria.classes:
        return ()
    marks = []
    for band in grades.bands[:2]:
        least = band.minimum_for(None)
        x = least if grades.by == "percent" else least * 100 / scale if scale else least
        unit = " %" if grades.by == "percent" else " điểm"
        marks.append(Mark(f"{x:.2f}", band.title, f"{least:f}".replace(".", ",") + unit))
    return tuple(marks)


def group_colours(criteria: CriteriaSet) -> Sequence[tuple[str, str, str]]:
    """(class of the colour, code, title) of each top group, for the legend."""
    return [(f"s{place % _STEPS + 1}", group.code, group.title) for place, group in enumerate(criteria.groups)]


def _add(pieces: list[Rect], kind: str, at: Decimal, width: Decimal) -> Decimal:
    """Put a piece at `at`, a hair narrower than its share; returns where the next one begins."""
    if width <= 0:
        return at
    shown = width - _GAP if width > 2 * _GAP and kind != "cut" else width
    pieces.append(Rect(kind, f"{at:.2f}", f"{shown:.2f}"))
    return at + width
