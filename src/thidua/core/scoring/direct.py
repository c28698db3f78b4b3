"""Points given directly: judged by people, passed or failed, one of several levels."""

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
    Option,
    Rule,
    RuleFaults,
    best_first,
    listed,
    vi,
)
from thidua.core.shape import describe
from thidua.core.tree import Tree


@dataclass(frozen=True)
class Judged(Rule):
    """Points as claimed, in [0, M], a multiple of the set's step when it has one."""

    kind = "judged"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Judged:
        return cls()

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (ClaimField("points", "decimal", low=ZERO, high=maximum),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        points = reader.number(raw.get("points"), "points", low=ZERO, high=maximum)
        if points is not None and step is not None and Fraction(points) % Fraction(step):
            reader.fault("points", f"Điểm {vi(points)} không đúng bước chấm: chấm theo bội số của {vi(step)}.")
            return None
        return points

    def points(self, claim: Decimal, maximum: Decimal) -> Fraction:
        return Fraction(claim)


@dataclass(frozen=True)
class PassFail(Rule):
    """M when met, 0 when not."""

    kind = "pass_fail"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> PassFail:
        return cls()

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (ClaimField("met", "flag"),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        met = raw.get("met")
        if isinstance(met, bool):
            return met
        reader.fault("met", f"Ở đây phải là true (đạt) hoặc false (không đạt), đang là {describe(met)}.")
        return None

    def points(self, claim: bool, maximum: Decimal) -> Fraction:
        return Fraction(maximum) if claim else Fraction(0)


@dataclass(frozen=True)
class Levels(Rule):
    """The points of the level claimed."""

    levels: Mapping[str, Decimal]

    kind = "levels"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Levels:
        levels = parameters.get("levels")
        faults.points("levels", levels, maximum)
        return cls(levels or {})

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        options = tuple(Option(name, name, points) for name, points in best_first(self.levels))
        return (ClaimField("level", "choice", options),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        level = reader.text(raw.get("level"), "level")
        if level is not None and level not in self.levels:
            reader.fault("level", f"Không có mức “{level}” trong quy tắc: {listed(self.levels)}.")
            return None
        return level

    def points(self, claim: str, maximum: Decimal) -> Fraction:
        return Fraction(self.levels[claim])
