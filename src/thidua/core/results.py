"""Results of a ranking as values. Points are whole numbers of 10^-decimals inside, Decimals on the outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from thidua.core.claims import Claims, UnitClaims
from thidua.core.grading import Held
from thidua.core.model import CriteriaSet, Warning
from thidua.core.numbers import unscaled
from thidua.core.points import Table


@dataclass(frozen=True, slots=True)
class LeafResult:
    """Points of a leaf (None: missing) out of its maximum."""

    points: Decimal | None
    max: Decimal


@dataclass(frozen=True)
class UnitResult:
    """One unit's line of the ranking. `list_key`: the class or block whose list it is in, "" for one list; `separator`:
    0 when the ranked figure sets it apart from the unit before it in its list, n when the n-th tie-break code does,
    None for the first of a list, a tie, or a unit without a rank. `grade_earned`: the grade of the figures alone,
    before effects and shares of the list."""

    unit: UnitClaims
    position: int
    table: Table = field(repr=False)
    list_key: str
    rank: int | None
    tied: bool
    separator: int | None
    grade: str | None
    total: Decimal
    base: Decimal
    bonus: Decimal
    deduction: Decimal
    max_assigned: Decimal
    percent: Decimal | None
    excluded: bool
    effects: tuple[Held, ...]
    grade_earned: str | None
    missing: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.unit.code

    @property
    def title(self) -> str:
        return self.unit.title

    @property
    def complete(self) -> bool:
        """Whether every base leaf assigned to the unit has been scored."""
        return not self.missing

    @cached_property
    def groups(self) -> dict[str, Decimal]:
        """Points of every group of the base that exists for the unit's class, in document order."""
        criteria, table = self.table.criteria, self.table
        return {
            group.code: unscaled(table.printed(group.code, self.position), criteria.decimals)
            for group in criteria.all_groups
            if group.exists_for(self.unit.class_code)
        }

    @cached_property
    def leaves(self) -> dict[str, LeafResult]:
        """Leaves in set order: claimed or missing, not those left out or not claimed."""
        decimals = self.table.criteria.decimals
        return {
            code: LeafResult(None if points is None else unscaled(points, decimals), unscaled(most, decimals))
            for code, points, most in self.table.leaf_figures(self.position)
        }


@dataclass(frozen=True)
class Result:
    """A ranking: `units` by list and rank, the unranked last. The claims and the set are its inputs."""

    criteria: CriteriaSet
    claims: Claims
    table: Table = field(repr=False)
    units: tuple[UnitResult, ...]
    warnings: tuple[Warning, ...]

    @cached_property
    def by_code(self) -> Mapping[str, UnitResult]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}
