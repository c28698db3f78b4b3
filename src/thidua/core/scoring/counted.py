"""Things counted: each adds points, pluses and minuses, the best one only, the sum of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.scoring.base import (
    ZERO,
    ClaimField,
    ClaimReader,
    Counts,
    Rule,
    RuleFaults,
    capped,
    listed,
    options_of,
)
from thidua.core.shape import describe
from thidua.core.tree import Tree


@dataclass(frozen=True)
class PerUnit(Rule):
    """min(M, count × points_each); the count may be fractional."""

    points_each: Decimal

    kind = "per_unit"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> PerUnit:
        each = parameters.get("points_each")
        faults.positive("points_each", each)
        return cls(ZERO if each is None else each)

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (ClaimField("count", "decimal", low=ZERO),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        return reader.number(raw.get("count"), "count", low=ZERO)

    def points(self, claim: Decimal, maximum: Decimal) -> Fraction:
        return capped(Fraction(claim) * Fraction(self.points_each), maximum)


@dataclass(frozen=True)
class PlusMinus(Rule):
    """n·plus − n·minus, kept within [min, M]; min may be negative. At least one of the two counts is claimed."""

    plus: Decimal
    minus: Decimal
    least: Decimal

    kind = "plus_minus"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> PlusMinus:
        plus, minus, least = (parameters.get(name) for name in ("plus", "minus", "min"))
        faults.within("plus", plus, low=ZERO)
        faults.within("minus", minus, low=ZERO)
        faults.within("min", least, high=maximum)
        return cls(*(ZERO if value is None else value for value in (plus, minus, least)))

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return tuple(ClaimField(name, "whole", required=False, low=ZERO) for name in ("plus", "minus"))

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        given = {name: raw[name] for name in ("plus", "minus") if raw.get(name) is not None}
        if not given:
            reader.fault("", "Chưa có số lần cộng hay trừ: ghi “plus”, “minus” hoặc cả hai.")
            return None
        counts = {name: reader.whole(item, name) for name, item in given.items()}
        plus, minus = counts.get("plus", 0), counts.get("minus", 0)
        return None if plus is None or minus is None else (plus, minus)

    def points(self, claim: tuple[int, int], maximum: Decimal) -> Fraction:
        raw = claim[0] * Fraction(self.plus) - claim[1] * Fraction(self.minus)
        return max(Fraction(self.least), capped(raw, maximum))


@dataclass(frozen=True)
class BestOf(Rule):
    """The points of the best achievement only; none: 0."""

    options: Mapping[str, Decimal]

    kind = "best_of"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> BestOf:
        options = parameters.get("options")
        faults.points("options", options, maximum)
        return cls(options or {})

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (ClaimField("achieved", "multi-choice", options_of(self.options)),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        achieved = raw.get("achieved")
        if not isinstance(achieved, list):
            reader.fault("achieved", f"Ở đây phải là danh sách mã thành tích, đang là {describe(achieved)}.")
            return None
        codes, sound = set(), True
        for index, item in enumerate(achieved):
            code = reader.text(item, f"achieved.{index}")
            if code is None:
                sound = False
            elif code not in self.options:
                message = f"Không có thành tích “{code}” trong quy tắc: {listed(self.options)}."
                reader.fault(f"achieved.{code}", message)
                sound = False
            else:
                codes.add(code)
        return tuple(sorted(codes)) if sound else None

    def best(self, claim: tuple[str, ...]) -> str | None:
        """The code that counts; the first of the rule among equals."""
        achieved = [code for code in self.options if code in claim]
        return max(achieved, key=lambda code: self.options[code], default=None)

    def points(self, claim: tuple[str, ...], maximum: Decimal) -> Fraction:
        best = self.best(claim)
        return Fraction(0) if best is None else Fraction(self.options[best])


@dataclass(frozen=True)
class SumOf(Rule):
    """min(M, Σ count × points)."""

    options: Mapping[str, Decimal]

    kind = "sum_of"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> SumOf:
        options = parameters.get("options")
        # One of an option may be worth more than M: the sum is cut, so only the sign is a fault.
        faults.points("options", options, None)
        return cls(options or {})

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (ClaimField("counts", "counts", options_of(self.options)),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        return reader.counts(raw.get("counts"), "counts", self.options, "mục")

    def points(self, claim: Counts, maximum: Decimal) -> Fraction:
        return capped(sum((count * Fraction(self.options[code]) for code, count in claim), Fraction(0)), maximum)
