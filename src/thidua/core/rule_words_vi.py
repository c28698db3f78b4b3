"""The rule of a leaf in words, as a score sheet shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from thidua.core.model import CriteriaSet, Leaf
from thidua.core.numbers import exact, plain
from thidua.core.scoring.base import best_first
from thidua.core.scoring.compared import Relative
from thidua.core.scoring.counted import BestOf, PerUnit, PlusMinus, SumOf
from thidua.core.scoring.deducted import Deduct, Event, OnTime
from thidua.core.scoring.direct import Judged, Levels, PassFail
from thidua.core.scoring.measured import Bands, Ratio
from thidua.core.scoring.panel import Mean
from thidua.core.sentences_vi import effect_words, number

_HALF = Decimal("0.5")


def rule_in_words(leaf: Leaf, criteria: CriteriaSet | None = None, *, target: Decimal | None = None) -> str:
    """What the rule asks and gives, one or two Vietnamese sentences. The set lends its step, the units of its
    indicators and the titles of its grades; `target` is the unit's own, where the rule leaves it to the pledge."""
    return _WORDS[leaf.rule.kind](leaf.rule, _Words(leaf, criteria, target))


def evidence_in_words(leaf: Leaf) -> str:
    """Whether evidence is asked for."""
    return {
        "required": "Minh chứng bắt buộc.",
        "optional": "Minh chứng không bắt buộc.",
        "none": "Không cần minh chứng.",
    }[leaf.evidence]


def _n(value: Decimal) -> str:
    return number(exact(plain(value)))


class _Words:
    def __init__(self, leaf: Leaf, criteria: CriteriaSet | None, target: Decimal | None) -> None:
        self.max = _n(leaf.max)
        self.label = leaf.label
        self.step = criteria.step if criteria else None
        self.target = target
        indicators = {item.code: item for item in criteria.indicators} if criteria else {}
        found = [indicators[code].unit for code in leaf.fill.values() if code in indicators]
        # A set without indicators says "(%)" in the title of a percentage.
        self.unit = found[0] if found else "%" if "(%" in leaf.title else ""
        grades = criteria.grades if criteria else None
        self.grades: Mapping[str, str] = {band.code: band.title for band in grades.bands} if grades else {}

    def with_unit(self, value: Decimal, unit: str | None = None) -> str:
        unit = self.unit if unit is None else unit
        return f"{_n(value)} {unit}".rstrip()


def _judged(rule: Judged, words: _Words) -> str:
    step = f", mỗi bậc {_n(words.step)}" if words.step is not None else ""
    return f"Đơn vị tự đánh giá từ 0 đến {words.max}{step}."


def _pass_fail(rule: PassFail, words: _Words) -> str:
    return f"Đạt {words.max} điểm, không đạt 0 điểm."


def _table(table: Mapping[str, Decimal], label: Callable[[str], str]) -> str:
    return " · ".join(f"{label(code)} {_n(points)}" for code, points in best_first(table))


def _levels(rule: Levels, words: _Words) -> str:
    return f"{_table(rule.levels, str)}."


def _ratio(rule: Ratio, words: _Words) -> str:
    target = rule.target if rule.target is not None else words.target
    goal = words.with_unit(target) if target is not None else ""
    if rule.target is None:
        goal = f"chỉ tiêu giao ước {goal}".rstrip()
    said = f"Tính theo tỷ lệ so với {goal}"
    if rule.better == "lower":
        said += "; càng ít càng tốt"
    if rule.start == _HALF:
        said += "; dưới một nửa mức này được 0 điểm"
    elif rule.start:
        said += f"; dưới {_n(rule.start * 100)} % mức này được 0 điểm"
    return f"{said}."


def _bands(rule: Bands, words: _Words) -> str:
    unit = "%" if rule.measure == "percent" else words.unit
    side = "đến" if rule.lower else "từ"
    steps = [f"{side} {words.with_unit(band.edge, unit)}: {_n(band.points)}" for band in rule.bands]
    said = " · ".join(steps) + " điểm."
    if rule.measure == "percent":
        target = rule.target if rule.target is not None else words.target
        goal = f" {words.with_unit(target)}" if target is not None else ""
        return f"So với chỉ tiêu{goal}: {said}"
    return said[0].upper() + said[1:]


def _per_unit(rule: PerUnit, words: _Words) -> str:
    unit = words.unit if words.unit and words.unit != "%" else "lượt"
    return f"Mỗi {unit} {_n(rule.points_each)} điểm, tối đa {words.max} điểm."


def _event(code: str, event: Event, words: _Words) -> str:
    said = f"{words.label(code)}: "
    if event.points:
        said += f"trừ {_n(event.points)} mỗi lần"
        if event.at_most is not None:
            said += f", tính nhiều nhất {event.at_most} lần"
    if event.effect is not None:
        effect = effect_words(event.effect.kind, event.effect.grade, words.grades)
        said += f" và {effect}" if event.points else effect
    return said if event.points or event.effect is not None else f"{said}không trừ điểm"


def _deduct(rule: Deduct, words: _Words) -> str:
    events = " · ".join(_event(code, event, words) for code, event in rule.by_weight())
    return f"Bắt đầu từ {words.max} điểm. {events[:1].upper()}{events[1:]}."


def _plus_minus(rule: PlusMinus, words: _Words) -> str:
    return (
        f"Mỗi lần cộng {_n(rule.plus)} điểm, mỗi lần trừ {_n(rule.minus)} điểm; "
        f"từ {_n(rule.least)} đến {words.max} điểm."
    )


def _best_of(rule: BestOf, words: _Words) -> str:
    return f"Tính mức cao nhất: {_table(rule.options, words.label)}."


def _sum_of(rule: SumOf, words: _Words) -> str:
    return f"Cộng từng lần: {_table(rule.options, words.label)}; tối đa {words.max} điểm."


def _on_time(rule: OnTime, words: _Words) -> str:
    said = []
    if rule.flat:
        said.append(f"chậm trừ {_n(rule.flat)} điểm")
    if rule.per_day:
        said.append(f"mỗi ngày chậm trừ {_n(rule.per_day)} điểm")
    if rule.zero_after_days is not None:
        said.append(f"chậm quá {rule.zero_after_days} ngày được 0 điểm")
    said = said or [f"nộp được {words.max} điểm"]
    text = "; ".join([*said, "không nộp được 0 điểm"])
    return f"{text[0].upper()}{text[1:]}."


def _mean(rule: Mean, words: _Words) -> str:
    said = "Trung bình có hệ số" if rule.weights else "Trung bình"
    least = f"; cần ít nhất {rule.scorers_min} người chấm" if rule.scorers_min > 1 else ""
    return f"{said} điểm của những người chấm, từ 0 đến {words.max}{least}."


def _relative(rule: Relative, words: _Words) -> str:
    goal = f" {words.with_unit(words.target)}" if words.target else ""
    if rule.share == _HALF:
        reached = "được nửa số điểm"
    else:
        reached = f"được {_n(rule.share * 100)} % số điểm"
    return f"So chỉ tiêu giao ước{goal} và so đơn vị cao nhất: đủ chỉ tiêu {reached}, cao nhất được {words.max} điểm."


_WORDS: dict[str, Callable[[Any, _Words], str]] = {
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
    "relative": _relative,
}
