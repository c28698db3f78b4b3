"""Scores of several people: their mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.numbers import round_half_away
from thidua.core.scoring.base import ONE, ZERO, ClaimField, ClaimReader, Rule, RuleFaults, State, vi
from thidua.core.shape import describe
from thidua.core.tree import Tree

SCALE = 10**6
"""A prepared score is a whole number of millionths (a Fraction only when it has more places): a thousand units with
five scorers each are summed in whole numbers."""

Scores = tuple[int | Fraction | None, ...]


@dataclass(frozen=True)
class Mean(Rule):
    """The (weighted) mean of the scores that are not null; with fewer than `scorers_min` the claim is missing."""

    scorers_min: int
    weights: tuple[Decimal, ...] | None

    kind = "mean"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Mean:
        least, weights = parameters.get("scorers_min"), parameters.get("weights")
        faults.within("scorers_min", least, low=ONE)
        if least is not None and least != least.to_integral_value():
            faults.add("scorers_min", f"Số {vi(least)} không phải là số nguyên: ghi số người chấm ít nhất.")
        if weights == []:
            faults.add("weights", "Danh sách trống: khai báo hệ số cho từng người chấm, hoặc bỏ weights.")
        for index, weight in enumerate(weights or ()):
            faults.positive(f"weights.{index}", weight)
        return cls(1 if least is None else int(least), None if weights is None else tuple(weights))

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (ClaimField("scores", "scores", low=ZERO, high=maximum),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        scores = raw.get("scores")
        if not isinstance(scores, list):
            reader.fault("scores", f"Ở đây phải là danh sách điểm, đang là {describe(scores)}.")
            return None
        seen = reader.memo(self)
        try:
            claim: Scores | None = tuple(map(seen.__getitem__, scores))
        except (KeyError, TypeError):
            claim = self._read_each(scores, reader, seen, maximum)
        if claim is None:
            return None
        if self.weights is not None and len(claim) != len(self.weights):
            reader.fault(
                "scores", f"Có {len(claim)} điểm mà quy tắc có {len(self.weights)} hệ số: ghi đủ, vắng ghi null."
            )
            return None
        if len(claim) - claim.count(None) < self.scorers_min:
            return State.TOO_FEW
        return claim

    def _read_each(
        self, scores: list[Tree], reader: ClaimReader, seen: dict[Any, Any], maximum: Decimal
    ) -> Scores | None:
        claim: list[int | Fraction | None] = []
        sound = True
        for index, score in enumerate(scores):
            if score is None:
                claim.append(None)
                continue
            value = reader.number(score, f"scores.{index}", low=ZERO, high=maximum)
            if value is None:
                sound = False
            else:
                exact = Fraction(value) * SCALE
                seen[str(score)] = exact.numerator if exact.denominator == 1 else exact
                claim.append(seen[str(score)])
        seen[None] = None
        return tuple(claim) if sound else None

    def points(self, claim: Scores, maximum: Decimal) -> Fraction:
        weights = [Fraction(weight) for weight in self.weights] if self.weights else [Fraction(1)] * len(claim)
        pairs = [(score, weight) for score, weight in zip(claim, weights, strict=True) if score is not None]
        total = sum((score * weight for score, weight in pairs), Fraction(0))
        return total / sum(weight for _, weight in pairs) / SCALE

    def rounded_column(self, claims: Sequence[Scores], decimals: int) -> list[int] | None:
        """Rounded points of many complete claims at once, in whole numbers; None when they need the general way."""
        if self.weights is not None or len({len(claim) for claim in claims}) != 1:
            return None
        try:
            totals = [sum(claim) for claim in claims]  # type: ignore[arg-type]
        except TypeError:  # a null among the scores
            return None
        distinct = set(totals)
        if not all(type(total) is int for total in distinct):
            return None
        scale, divisor = 10**decimals, len(claims[0]) * SCALE
        known = {total: round_half_away(int(total) * scale, divisor) for total in distinct}
        return [known[total] for total in totals]
