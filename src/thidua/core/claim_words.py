"""A claim said in a few words, for a person who compares two of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.core.criteria import claim_fields
from thidua.core.model import CriteriaSet
from thidua.core.scoring.base import ClaimField

_FLAGS = {"met": ("đạt", "không đạt"), "submitted": ("có nộp", "không nộp")}
_NAMES = {"plus": "cộng", "minus": "trừ", "days_late": "số ngày chậm", "scores": "điểm các thành viên"}


def claim_in_words(criteria: CriteriaSet, code: str, claim: Mapping[str, Any]) -> str:
    """ "43 / 46", "Tốt", "cham giao an: 2", "không giao"; an empty claim is "chưa chấm"."""
    if claim.get("assigned") is False:
        return "không giao trong năm"
    if "target" in claim:
        target = "không có chỉ tiêu" if claim["target"] is None else _number(claim["target"])
        return f"{_number(claim.get('actual', ''))} / {target}"
    parts = [
        _said(field, claim[field.name])
        for field in claim_fields(criteria.leaf(code))
        if claim.get(field.name) is not None
    ]
    return "; ".join(part for part in parts if part) or "chưa chấm"


def _said(field: ClaimField, value: Any) -> str:
    if field.kind == "flag":
        yes, no = _FLAGS.get(field.name, ("có", "không"))
        return yes if value else no
    labels = {option.code: option.label for option in field.options}
    if field.kind == "choice":
        return labels.get(value, str(value))
    if field.kind == "multi-choice":
        return ", ".join(labels.get(item, str(item)) for item in value) or "không có"
    if field.kind == "counts":
        told = [f"{labels.get(key, key)}: {_number(count)}" for key, count in value.items() if str(count) != "0"]
        return ", ".join(told) or "không có"
    if field.kind == "scores":
        return f"{_NAMES['scores']}: " + "; ".join("vắng" if item is None else _number(item) for item in value)
    name = _NAMES.get(field.name)
    return f"{name}: {_number(value)}" if name else _number(value)


def _number(value: Any) -> str:
    return str(value).replace(".", ",")
