"""A figure measured against a target or against bands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.scoring.base import ZERO, ClaimField, ClaimReader, Rule, RuleFaults, vi
from thidua.core.tree import Tree

Measured = tuple[Decimal, Decimal | None]
"""(actual, target); the target is the rule's own where it has one, None where none is used."""


def read_target(raw: Mapping[str, Tree], reader: ClaimReader, own: Decimal | None) -> Decimal | None:
    """The target in force: the rule's, or the claim's, which must be above 0. None after a fault."""
    if own is not None:
        if "target" in raw:
            reader.fault("target", f"Chỉ tiêu {vi(own)} đã ghi trong quy tắc: bỏ “target” ở bản khai.")
            return None
        return own
    if raw.get("target") is None:
        reader.fault("target", "Thiếu chỉ tiêu: ghi “target” lớn hơn 0.")
        return None
    target = reader.number(raw.get("target"), "target")
    if target is not None and target <= 0:
        reader.fault("target", f"Chỉ tiêu {vi(target)} không dùng được: phải lớn hơn 0.")
        return None
    return target


@dataclass(frozen=True)
class Ratio(Rule):
    """M × min(1, x), x = actual/target (better: lower: target/actual, and M when actual is 0); 0 when x < start."""

    target: Decimal | None
    start: Decimal
    better: str

    kind = "ratio"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Ratio:
        target, start = parameters.get("target"), parameters.get("start")
        faults.positive("target", target)
        faults.within("start", start, low=ZERO)
        return cls(target, ZERO if start is None else start, parameters.get("better") or "higher")

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        actual = ClaimField("actual", "decimal", low=ZERO)
        return (actual,) if self.target is not None else (actual, ClaimField("target", "decimal", low=ZERO))

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        actual = reader.number(raw.get("actual"), "actual", low=ZERO)
        target = read_target(raw, reader, self.target)
        return None if actual is None or target is None else (actual, target)

    def share(self, claim: Measured) -> Fraction | None:
        """x; None stands for "lower is better and nothing happened", which is full marks."""
        actual, target = Fraction(claim[0]), Fraction(claim[1] or 0)
        if self.better == "higher":
            return actual / target
        return target / actual if actual else None

    def points(self, claim: Measured, maximum: Decimal) -> Fraction:
        share = self.share(claim)
        if share is None:
            return Fraction(maximum)
        return Fraction(0) if share < Fraction(self.start) else Fraction(maximum) * min(Fraction(1), share)


@dataclass(frozen=True)
class Band:
    """From `edge` on (or up to it, when lower is better) the leaf gives `points`."""

    edge: Decimal
    points: Decimal


@dataclass(frozen=True)
class Bands(Rule):
    """The points of the band with the greatest min ≤ x (lower is better: the least max ≥ x); outside all: 0."""

    bands: tuple[Band, ...]
    measure: str
    target: Decimal | None
    lower: bool

    kind = "bands"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Bands:
        measure, target = parameters.get("measure") or "value", parameters.get("target")
        faults.positive("target", target)
        if measure == "value" and target is not None:
            faults.add("target", "Chỉ tiêu chỉ dùng với measure: percent: thêm measure: percent hoặc bỏ target.")
        rows = [row for row in parameters.get("bands") or () if row is not None]
        if parameters.get("bands") == []:
            faults.add("bands", "Danh sách trống: khai báo ít nhất một mức.")
        lower = any(row.get("max") is not None for row in rows)
        edges: set[Decimal] = set()
        bands = []
        for index, row in enumerate(rows):
            edge, points = row.get("max" if lower else "min"), row.get("points")
            faults.within(f"bands.{index}.points", points, low=ZERO, high=maximum)
            if lower and row.get("min") is not None:
                faults.add(f"bands.{index}.min", "Mọi mức dùng min, hoặc mọi mức dùng max: không dùng lẫn.")
            elif edge is None:
                name = "max" if lower else "min"
                faults.add(f"bands.{index}.{name}", f"Thiếu “{name}”: khai báo ngưỡng của mức này.")
            elif edge in edges:
                faults.add(f"bands.{index}.{'max' if lower else 'min'}", f"Ngưỡng {vi(edge)} trùng mức khác.")
            if edge is not None and points is not None:
                edges.add(edge)
                bands.append(Band(edge, points))
        bands.sort(key=lambda band: band.edge, reverse=not lower)
        return cls(tuple(bands), measure, target, lower)

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        actual = ClaimField("actual", "decimal")
        if self.measure == "value" or self.target is not None:
            return (actual,)
        return (actual, ClaimField("target", "decimal", low=ZERO))

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        actual = reader.number(raw.get("actual"), "actual")
        if self.measure == "value":
            if "target" in raw:
                reader.fault("target", "Quy tắc này so số thực hiện với các mức, không dùng chỉ tiêu: bỏ “target”.")
                return None
            return None if actual is None else (actual, None)
        target = read_target(raw, reader, self.target)
        return None if actual is None or target is None else (actual, target)

    def measured(self, claim: Measured) -> Fraction:
        """x: the figure itself, or its percent of the target."""
        actual, target = claim
        return Fraction(actual) if target is None else Fraction(actual) * 100 / Fraction(target)

    def band(self, claim: Measured) -> Band | None:
        """The band that the claim falls in."""
        x = self.measured(claim)
        for band in self.bands:
            edge = Fraction(band.edge)
            if x <= edge if self.lower else x >= edge:
                return band
        return None

    def points(self, claim: Measured, maximum: Decimal) -> Fraction:
        band = self.band(claim)
        return Fraction(0) if band is None else Fraction(band.points)
