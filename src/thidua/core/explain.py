"""The reason behind each leaf's points, as a code with parameters; `sentences_vi` says it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.explanation import Explanation
from thidua.core.model import BASE, Leaf
from thidua.core.numbers import exact, plain, rounded, unscaled
from thidua.core.results import UnitResult
from thidua.core.scoring.base import State
from thidua.core.scoring.compared import TOLERANCE, Field, Relative
from thidua.core.scoring.counted import BestOf, PerUnit, PlusMinus, SumOf
from thidua.core.scoring.deducted import NOT_SUBMITTED, Deduct, OnTime
from thidua.core.scoring.direct import Judged, Levels, PassFail
from thidua.core.scoring.measured import Bands, Ratio
from thidua.core.scoring.panel import SCALE, Mean

Said = tuple[str, dict[str, object]]


def short(value: Decimal | Fraction | int) -> Decimal:
    """A number as an explanation shows it: exact when it has at most four places, else rounded to two."""
    number = Fraction(value)
    places = 4 if (number * 10**4).denominator == 1 else 2
    return exact(plain(unscaled(rounded(number, places), places)))


def explain_unit_leaf(unit: UnitResult, leaf_code: str) -> Explanation:
    """The reason behind a unit's points on a leaf in a ranking. Raises KeyError for an unknown leaf."""
    table = unit.table
    leaf = table.criteria.leaf(leaf_code)
    column = table.columns[leaf_code]
    return explain_leaf(
        leaf,
        table.claims.columns[leaf_code][unit.position],
        points=unscaled(column.values[unit.position], table.criteria.decimals),
        not_assigned=table.criteria.not_assigned,
        field=column.field,
    )


def explain_leaf(
    leaf: Leaf, claim: Any, *, points: Decimal, not_assigned: str = "reduce_max", field: Field | None = None
) -> Explanation:
    """The reason behind the rounded `points` of a prepared claim. `field` sums up the participants of a relative leaf;
    without it the others are not known yet, and the explanation says between which points the leaf lies."""
    if claim is None:
        return Explanation("missing" if leaf.part == BASE else "not_claimed")
    if claim is State.NOT_ASSIGNED:
        return Explanation(f"not_assigned.{not_assigned}", {"points": points})
    if claim is State.TOO_FEW:
        least = leaf.rule.scorers_min if isinstance(leaf.rule, Mean) else 1
        return Explanation("mean.too_few", {"least": least})
    if isinstance(leaf.rule, Relative):
        code, params = _relative(leaf.rule, leaf, claim, points, field)
    else:
        code, params = _BY_KIND[leaf.rule.kind](leaf.rule, leaf, claim)
    return Explanation(f"{leaf.rule.kind}.{code}", {"points": points, "max": leaf.max, **params})


def _judged(rule: Judged, leaf: Leaf, claim: Decimal) -> Said:
    return "points", {"claimed": short(claim)}


def _pass_fail(rule: PassFail, leaf: Leaf, claim: bool) -> Said:
    return ("met" if claim else "not_met"), {}


def _levels(rule: Levels, leaf: Leaf, claim: str) -> Said:
    return "level", {"level": claim}


def _ratio(rule: Ratio, leaf: Leaf, claim: tuple[Decimal, Decimal]) -> Said:
    share = rule.share(claim)
    if share is None:
        return "nothing", {}
    params: dict[str, object] = {"actual": short(claim[0]), "target": short(claim[1]), "percent": short(share * 100)}
    lower = "lower_" if rule.better == "lower" else ""
    if share < Fraction(rule.start):
        return f"{lower}below_start", {**params, "start": short(Fraction(rule.start) * 100)}
    return f"{lower}{'full' if share >= 1 else 'part'}", params


def _bands(rule: Bands, leaf: Leaf, claim: tuple[Decimal, Decimal | None]) -> Said:
    actual, target = claim
    params: dict[str, object] = {"actual": short(actual), "percent": short(rule.measured(claim))}
    unit = "value"
    if target is not None:
        params["target"], unit = short(target), "percent"
    band = rule.band(claim)
    if band is None:
        return f"{unit}_none", params
    return f"{unit}_{'max' if rule.lower else 'min'}", {**params, "edge": short(band.edge)}


def _per_unit(rule: PerUnit, leaf: Leaf, claim: Decimal) -> Said:
    product = Fraction(claim) * Fraction(rule.points_each)
    params: dict[str, object] = {
        "count": short(claim),
        "each": short(rule.points_each),
        "product": short(product),
    }
    return ("capped" if product > Fraction(leaf.max) else "sum"), params


def _deduct(rule: Deduct, leaf: Leaf, claim: tuple[tuple[str, int], ...]) -> Said:
    if not claim:
        return "none", {}
    terms = []
    for code, count in claim:
        event = rule.events[code]
        counted = count if event.at_most is None else min(count, event.at_most)
        terms.append((counted, short(event.points), leaf.label(code)))
    lost = sum((rule.lost(code, count) for code, count in claim), Fraction(0))
    left = Fraction(leaf.max) - lost
    effects = tuple((effect.kind, effect.grade) for effect in rule.effects(claim))
    return ("below_zero" if left < 0 else "events"), {"terms": tuple(terms), "left": short(left), "effects": effects}


def _plus_minus(rule: PlusMinus, leaf: Leaf, claim: tuple[int, int]) -> Said:
    raw = claim[0] * Fraction(rule.plus) - claim[1] * Fraction(rule.minus)
    params: dict[str, object] = {
        "plus_count": claim[0],
        "plus": short(rule.plus),
        "minus_count": claim[1],
        "minus": short(rule.minus),
        "raw": short(raw),
        "least": short(rule.least),
    }
    if raw > Fraction(leaf.max):
        return "capped", params
    return ("raised" if raw < Fraction(rule.least) else "sum"), params


def _best_of(rule: BestOf, leaf: Leaf, claim: tuple[str, ...]) -> Said:
    best = rule.best(claim)
    if best is None:
        return "none", {}
    return ("one" if len(claim) == 1 else "best"), {"option": leaf.label(best), "count": len(claim)}


def _sum_of(rule: SumOf, leaf: Leaf, claim: tuple[tuple[str, int], ...]) -> Said:
    if not claim:
        return "none", {}
    total = sum((count * Fraction(rule.options[code]) for code, count in claim), Fraction(0))
    terms = tuple((count, short(rule.options[code]), leaf.label(code)) for code, count in claim)
    return ("capped" if total > Fraction(leaf.max) else "sum"), {"terms": terms, "total": short(total)}


def _on_time(rule: OnTime, leaf: Leaf, claim: int) -> Said:
    if claim == NOT_SUBMITTED:
        return "not_submitted", {}
    if claim == 0:
        return "in_time", {}
    params: dict[str, object] = {"days": claim, "flat": short(rule.flat), "per_day": short(rule.per_day)}
    if rule.zero_after_days is not None and claim > rule.zero_after_days:
        return "too_late", {**params, "limit": rule.zero_after_days}
    return "late" + ("_flat" if rule.flat else "") + ("_days" if rule.per_day else ""), params


def _mean(rule: Mean, leaf: Leaf, claim: tuple[int | Fraction | None, ...]) -> Said:
    scores = tuple(None if score is None else short(Fraction(score) / SCALE) for score in claim)
    present = sum(score is not None for score in scores)
    params: dict[str, object] = {
        "scores": scores,
        "present": present,
        "invited": len(scores),
        "mean": short(rule.points(claim, leaf.max)),
    }
    return ("weighted" if rule.weights else "plain"), params


def _relative(
    rule: Relative, leaf: Leaf, claim: tuple[Decimal, Decimal | None], points: Decimal, field: Field | None
) -> Said:
    actual, target = claim
    share = short(Fraction(rule.share) * Fraction(leaf.max))
    params: dict[str, object] = {"actual": short(actual), "share": share}
    if target is None:
        if field is None:
            return "no_target_open", params
        best = field.best_actual
        return ("no_target", {**params, "best": short(best)}) if best else ("no_target_zero", params)
    ratio = Fraction(actual) / Fraction(target)
    params |= {"target": short(target), "percent": short(ratio * 100)}
    if abs(ratio - 1) <= TOLERANCE:
        return "reached", params
    if ratio < 1:
        return "below", params
    if field is None:
        return "above_open", params
    best_ratio = field.best_ratio or ratio
    if best_ratio - ratio <= TOLERANCE:
        return "leader", params
    return "above", {**params, "best": short(best_ratio * 100)}


_BY_KIND: dict[str, Callable[[Any, Leaf, Any], Said]] = {
    "judged": _judged,
    "pass_fail": _pass_fail,
    "levels": _levels,
    "ratio": _ratio,
    "bands": _bands,
    "per_unit": _per_unit,
    "deduct": _deduct,
    "plus_minus": _plus_minus,
    "best_of": _best_of,
    "sum_of": _sum_of,
    "on_time": _on_time,
    "mean": _mean,
}
