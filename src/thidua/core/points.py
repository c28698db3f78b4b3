"""Claims of all units → points of every leaf, group and part, in whole numbers.

A leaf's points are whole numbers of 10^-decimals: they are rounded here, once. Sums are whole numbers of
10^-`scale_places` of the set, so that caps with more places stay exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import Any

from thidua.core.claims import Claims
from thidua.core.model import BASE, CriteriaSet, Leaf, Node, Part
from thidua.core.numbers import round_half_away, rounded
from thidua.core.scoring.base import State
from thidua.core.scoring.compared import Field, Relative
from thidua.core.scoring.panel import Mean

_STATES = {type(None), State}


class Gap(Enum):
    """Why a unit has no points of its own on a leaf."""

    MISSING = "missing"  # assigned, nobody has scored it yet: counts 0
    LEFT_OUT = "left out"  # not assigned, out of points and maximum
    OTHER = "other"  # outside the unit's class, or a bonus or deduction not claimed


@dataclass(frozen=True, slots=True)
class Column:
    """One leaf over all units: rounded points (0 in a gap), the gaps, and for a relative leaf its participants."""

    values: list[int]
    gaps: Mapping[int, Gap]
    field: Field | None


class Table:
    """Points of every leaf and sum for every unit, by position in the claims."""

    def __init__(self, criteria: CriteriaSet, claims: Claims) -> None:
        self.criteria = criteria
        self.claims = claims
        self._finer = 10 ** (criteria.scale_places - criteria.decimals)
        self.columns = {code: self._column(leaf, claims.columns[code]) for code, leaf in criteria.leaves.items()}
        self.sums: dict[str, list[int]] = {}
        self.base = self._add_up(criteria.criteria)
        self.bonus = self._part(criteria.bonus)
        self.deductions = self._part(criteria.deductions)
        self._left_out: dict[int, set[str]] = {}
        self._missing: dict[int, list[str]] = {}
        for code, column in self.columns.items():
            for position, gap in column.gaps.items():
                if gap is Gap.LEFT_OUT:
                    self._left_out.setdefault(position, set()).add(code)
                elif gap is Gap.MISSING:
                    self._missing.setdefault(position, []).append(code)
        self._full: dict[tuple[str, str | None], int] = {}

    def missing(self, position: int) -> tuple[str, ...]:
        """Base leaves that nobody has scored, in set order."""
        return tuple(self._missing.get(position, ()))

    def left_out(self, position: int) -> set[str]:
        """Base leaves not assigned to the unit and taken out of its maximum."""
        return self._left_out.get(position, set())

    @property
    def any_left_out(self) -> bool:
        return bool(self._left_out)

    def printed(self, code: str, position: int) -> int:
        """Points of a group or leaf as printed: whole numbers of 10^-decimals."""
        return round_half_away(self.sums[code][position], self._finer)

    def coarse(self, value: int) -> int:
        """A sum of this table as printed."""
        return round_half_away(value, self._finer)

    def scaled(self, value: Any) -> int:
        """A maximum or cap of the set in the whole numbers of sums."""
        return rounded(Fraction(value), self.criteria.scale_places)

    def max_assigned(self, position: int) -> int:
        """Σ max of the unit's base leaves, in the whole numbers of sums; a capped group gives no more than its max."""
        return sum(self.node_max(node, position) for node in self.criteria.criteria)

    def node_max(self, node: Node, position: int) -> int:
        """The assigned maximum of one node, in the whole numbers of sums."""
        class_code = self.claims.units[position].class_code
        left_out = self._left_out.get(position)
        if left_out:
            return self._node_max(node, class_code, left_out)
        known = self._full.get((node.code, class_code))
        if known is None:
            known = self._full[node.code, class_code] = self._node_max(node, class_code, set())
        return known

    def _node_max(self, node: Node, class_code: str | None, left_out: set[str]) -> int:
        if not node.exists_for(class_code):
            return 0
        if isinstance(node, Leaf):
            return 0 if node.code in left_out else self.scaled(node.max)
        below = sum(self._node_max(child, class_code, left_out) for child in node.children)
        return min(self.scaled(node.max), below) if node.cap and node.max is not None else below

    @cached_property
    def _leaf_maxima(self) -> list[tuple[str, int, Column]]:
        decimals = self.criteria.decimals
        return [
            (code, rounded(Fraction(leaf.max), decimals), self.columns[code])
            for code, leaf in self.criteria.leaves.items()
        ]

    def leaf_figures(self, position: int) -> Iterator[tuple[str, int | None, int]]:
        """(code, printed points or None when missing, printed maximum) of each leaf that a result shows."""
        for code, most, column in self._leaf_maxima:
            gap = column.gaps.get(position) if column.gaps else None
            if gap is None:
                yield code, column.values[position], most
            elif gap is Gap.MISSING:
                yield code, None, most

    def _add_up(self, nodes: Sequence[Node]) -> list[int]:
        columns = [self._node(node) for node in nodes]
        if not columns:
            return [0] * len(self.claims.units)
        return columns[0] if len(columns) == 1 else list(map(sum, zip(*columns, strict=True)))

    def _node(self, node: Node) -> list[int]:
        if isinstance(node, Leaf):
            values = self.columns[node.code].values
            if self._finer != 1:
                values = [value * self._finer for value in values]
        else:
            values = self._add_up(node.children)
            if node.cap and node.max is not None:
                most = self.scaled(node.max)
                values = [min(value, most) for value in values]
        self.sums[node.code] = values
        return values

    def _part(self, part: Part) -> list[int]:
        values = self._add_up(part.items)
        if part.cap is None:
            return values
        cap = self.scaled(part.cap)
        return [min(value, cap) for value in values]

    def _column(self, leaf: Leaf, claims: list[Any]) -> Column:
        decimals = self.criteria.decimals
        gaps: dict[int, Gap] = {}
        fixed: dict[int, int] = {}
        if not _STATES.isdisjoint(map(type, claims)):
            for position, claim in enumerate(claims):
                if claim is None or isinstance(claim, State):
                    self._state(leaf, claim, position, gaps, fixed)
        if gaps or fixed:
            present = [claim for n, claim in enumerate(claims) if n not in gaps and n not in fixed]
        else:
            present = claims
        field = leaf.rule.field(present) if isinstance(leaf.rule, Relative) else None
        points = leaf_points(leaf, present, decimals, field)
        if gaps or fixed:
            rest = iter(points)
            points = [0 if n in gaps else fixed[n] if n in fixed else next(rest) for n in range(len(claims))]
        return Column(points, gaps, field)

    def _state(
        self, leaf: Leaf, claim: State | None, position: int, gaps: dict[int, Gap], fixed: dict[int, int]
    ) -> None:
        policy = self.criteria.not_assigned
        if claim is State.NOT_ASSIGNED:
            if policy == "reduce_max":
                gaps[position] = Gap.LEFT_OUT
            else:
                full = policy == "full_marks"
                fixed[position] = rounded(Fraction(leaf.max), self.criteria.decimals) if full else 0
        elif not leaf.exists_for(self.claims.units[position].class_code):
            gaps[position] = Gap.OTHER
        elif leaf.part == BASE:
            gaps[position] = Gap.MISSING
        elif claim is State.TOO_FEW:
            fixed[position] = 0
        else:
            gaps[position] = Gap.OTHER


def leaf_points(leaf: Leaf, claims: Sequence[Any], decimals: int, field: Field | None) -> list[int]:
    """Rounded points of prepared claims, in whole numbers of 10^-decimals; equal claims are worked out once."""
    if not claims:
        return []
    rule = leaf.rule
    if isinstance(rule, Mean):
        column = rule.rounded_column(claims, decimals)
        if column is not None:
            return column
    known: dict[Any, int] = {}
    for claim in set(claims):
        if isinstance(rule, Relative) and field is not None:
            exact = rule.points_in(claim, leaf.max, field)
        else:
            exact = rule.points(claim, leaf.max)
        known[claim] = rounded(exact, decimals)
    return [known[claim] for claim in claims]
