"""Explanations said in Vietnamese. One template a code; numbers take the decimal comma."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from thidua.core.explanation import Explanation

_TEMPLATES: dict[str, str] = {
    "missing": "chưa chấm",
    "not_claimed": "không khai",
    "not_assigned.reduce_max": "không giao: không tính vào điểm và không tính vào điểm tối đa",
    "not_assigned.full_marks": "không giao: được đủ {points}",
    "not_assigned.zero": "không giao: tính {points}",
    "judged.points": "chấm {claimed} trên {max} → {points}",
    "pass_fail.met": "đạt → {points}",
    "pass_fail.not_met": "không đạt → {points}",
    "levels.level": "mức {level} → {points}",
    "ratio.nothing": "thực hiện 0, càng ít càng tốt → đạt tối đa {points}",
    "ratio.full": "{actual}/{target} = {percent} % → đạt tối đa {points}",
    "ratio.part": "{actual}/{target} = {percent} % × {max} → {points}",
    "ratio.below_start": "{actual}/{target} = {percent} %, dưới {start} % → {points}",
    "ratio.lower_full": "{target}/{actual} = {percent} % (càng ít càng tốt) → đạt tối đa {points}",
    "ratio.lower_part": "{target}/{actual} = {percent} % (càng ít càng tốt) × {max} → {points}",
    "ratio.lower_below_start": "{target}/{actual} = {percent} % (càng ít càng tốt), dưới {start} % → {points}",
    "bands.value_min": "{actual}, mức từ {edge} → {points}",
    "bands.value_max": "{actual}, mức đến {edge} → {points}",
    "bands.value_none": "{actual}, không thuộc mức nào → {points}",
    "bands.percent_min": "{actual}/{target} = {percent} %, mức từ {edge} % → {points}",
    "bands.percent_max": "{actual}/{target} = {percent} %, mức đến {edge} % → {points}",
    "bands.percent_none": "{actual}/{target} = {percent} %, không thuộc mức nào → {points}",
    "per_unit.sum": "{count} × {each} → {points}",
    "per_unit.capped": "{count} × {each} = {product}, tối đa {max} → {points}",
    "deduct.none": "không vi phạm → giữ đủ {points}",
    "deduct.events": "{max} − {terms} = {left}{effects} → {points}",
    "deduct.below_zero": "{max} − {terms} = {left}, không thấp hơn 0{effects} → {points}",
    "plus_minus.sum": "{plus_count} × {plus} − {minus_count} × {minus} → {points}",
    "plus_minus.capped": "{plus_count} × {plus} − {minus_count} × {minus} = {raw}, tối đa {max} → {points}",
    "plus_minus.raised": "{plus_count} × {plus} − {minus_count} × {minus} = {raw}, thấp nhất {least} → {points}",
    "best_of.none": "không có thành tích → {points}",
    "best_of.one": "{option} → {points}",
    "best_of.best": "cao nhất trong {count}: {option} → {points}",
    "sum_of.none": "không có → {points}",
    "sum_of.sum": "{terms} → {points}",
    "sum_of.capped": "{terms} = {total}, tối đa {max} → {points}",
    "on_time.in_time": "đúng hạn → đủ {points}",
    "on_time.late": "chậm {days} ngày, không trừ điểm → {points}",
    "on_time.late_flat": "chậm {days} ngày: {max} − {flat} → {points}",
    "on_time.late_days": "chậm {days} ngày: {max} − {days} × {per_day} → {points}",
    "on_time.late_flat_days": "chậm {days} ngày: {max} − {flat} − {days} × {per_day} → {points}",
    "on_time.too_late": "chậm {days} ngày, quá {limit} ngày → {points}",
    "on_time.not_submitted": "không nộp → {points}",
    "mean.plain": "trung bình của {scores} = {mean} → {points}",
    "mean.weighted": "trung bình có hệ số của {scores} = {mean} → {points}",
    "mean.too_few": "chưa đủ {least} người chấm: chưa tính điểm",
    "relative.reached": "{actual}/{target} = {percent} %, đạt chỉ tiêu → {points}",
    "relative.below": "{actual}/{target} = {percent} % × {share} → {points}",
    "relative.leader": "{actual}/{target} = {percent} %, cao nhất → đạt tối đa {points}",
    "relative.above": "{actual}/{target} = {percent} %, cao nhất là {best} % → {points}",
    "relative.above_open": "{actual}/{target} = {percent} %: từ {share} đến {max}, biết sau khi các đơn vị đã nộp",
    "relative.no_target": "không có chỉ tiêu: {actual} so với cao nhất {best} → {points}",
    "relative.no_target_zero": "không có chỉ tiêu và chưa đơn vị nào có kết quả → {points}",
    "relative.no_target_open": "không có chỉ tiêu: từ 0 đến {max}, biết sau khi các đơn vị đã nộp",
    "in_force.self": "Điểm đơn vị tự chấm đang có hiệu lực: chưa có bước nào sau đó{replaced}.",
    "in_force.cross": "Điểm thẩm định đang có hiệu lực{over}{replaced}.",
    "in_force.settled": "Điểm đã thống nhất với đơn vị đang có hiệu lực{over}{replaced}.",
    "in_force.council": "Điểm do Hội đồng quyết định đang có hiệu lực{over}{replaced}.",
}

STAGE_NAMES = {"self": "tự chấm", "cross": "thẩm định", "settled": "thống nhất", "council": "Hội đồng quyết định"}


def sentence(explanation: Explanation) -> str:
    """The Vietnamese sentence of an explanation ("44/40 = 110 % → đạt tối đa 8,00"). Raises KeyError for a code that
    has none."""
    return _TEMPLATES[explanation.code].format_map(
        {name: _said(name, value) for name, value in explanation.params.items()}
    )


def number(value: Decimal | int) -> str:
    """A number as an office writes it: decimal comma, a true minus, digits as they are."""
    return format(value, "f").replace(".", ",").replace("-", "−") if isinstance(value, Decimal) else str(value)


def _said(name: str, value: object) -> str:
    if name == "terms" and isinstance(value, tuple):
        return _terms(value)
    if name == "effects" and isinstance(value, tuple):
        return "".join(f"; {effect_words(kind, grade)}" for kind, grade in value)
    if name == "scores" and isinstance(value, tuple):
        return f"({'; '.join('vắng' if score is None else number(score) for score in value)})"
    if name == "over" and isinstance(value, tuple):
        return f", thay cho điểm {', '.join(STAGE_NAMES[stage] for stage in value)}" if value else ""
    if name == "replaced":
        return f"; đã sửa {value} lần ở bước này" if value else ""
    return number(value) if isinstance(value, (Decimal, int)) else str(value)


def _terms(terms: Iterable[tuple[int, Decimal, str]]) -> str:
    said = [f"{count} × {number(points)} ({label})" for count, points, label in terms]
    return said[0] if len(said) == 1 else f"({' + '.join(said)})"


def effect_words(kind: str, grade: str | None = None, titles: Mapping[str, str] | None = None) -> str:
    """What an effect outside the points does."""
    if kind == "exclude":
        return "không xét thi đua"
    if kind == "lower_grade":
        return "hạ một bậc xếp loại"
    return f"xếp loại không quá {(titles or {}).get(grade or '', grade)}"
