"""Compared with the best unit: the one rule whose points depend on who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.scoring.base import ONE, ZERO, ClaimField, ClaimReader, Rule, RuleFaults
from thidua.core.tree import Tree

TOLERANCE = Fraction(1, 10_000)
"""Ratios closer than this are equal: just on target, or level with the best."""

Compared = tuple[Decimal, Decimal | None]
"""(actual, target above 0 or None)."""


@dataclass(frozen=True, slots=True)
class Field:
    """The participants that a unit is compared with: the greatest actual/target among those that have a target (None
    when none has), and the greatest actual among those that have none."""

    best_ratio: Fraction | None
    best_actual: Fraction | None


@dataclass(frozen=True)
class Relative(Rule):
    """With a target, reaching it gives share·M and the leader M; without one, M × actual / the greatest actual."""

    share: Decimal

    kind = "relative"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Relative:
        share = parameters.get("share")
        faults.within("share", share, low=ZERO, high=ONE)
        return cls(Decimal("0.5") if share is None else share)

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (
            ClaimField("actual", "decimal", low=ZERO),
            ClaimField("target", "decimal", required=False, low=ZERO),
        )

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        actual = reader.number(raw.get("actual"), "actual", low=ZERO)
        if raw.get("target") is None:
            return None if actual is None else (actual, None)
        target = reader.number(raw.get("target"), "target", low=ZERO)
        return None if actual is None or target is None else (actual, target or None)

    def field(self, claims: Iterable[Compared]) -> Field:
        """What the participants are compared with, from all their claims."""
        ratios, actuals = [], []
        for actual, target in claims:
            if target is None:
                actuals.append(Fraction(actual))
            else:
                ratios.append(Fraction(actual) / Fraction(target))
        return Field(max(ratios, default=None), max(actuals, default=None))

    def points(self, claim: Compared, maximum: Decimal) -> Fraction:
        """Points of a unit that takes part alone."""
        return self.points_in(claim, maximum, self.field([claim]))

    def points_in(self, claim: Compared, maximum: Decimal, field: Field) -> Fraction:
        """Exact points among the participants that `field` sums up; the unit's own claim is one of them."""
        full, share = Fraction(maximum), Fraction(self.share)
        actual, target = claim
        if target is None:
            best = field.best_actual
            return full * Fraction(actual) / best if best else Fraction(0)
        ratio = Fraction(actual) / Fraction(target)
        if abs(ratio - 1) <= TOLERANCE:
            return share * full
        if ratio < 1:
            return share * full * ratio
        best_ratio = field.best_ratio or ratio
        if best_ratio - ratio <= TOLERANCE:
            return full
        return min(full, share * full + (1 - share) * full * (ratio - 1) / (best_ratio - 1))

    def bounds(self, claim: Compared, maximum: Decimal) -> tuple[Fraction, Fraction]:
        """Between which points a claim lies before the claims of the others are known."""
        full, share = Fraction(maximum), Fraction(self.share)
        actual, target = claim
        if target is None:
            return Fraction(0), full
        ratio = Fraction(actual) / Fraction(target)
        if ratio <= 1 or ratio - 1 <= TOLERANCE:
            exact = self.points_in(claim, maximum, Field(None, None))
            return exact, exact
        return share * full, full
