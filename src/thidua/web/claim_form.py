"""The fields of one claim on a screen, by the rule of its leaf, and the claim typed into them.

`claim_form` says what `components/claim_fields.html` draws; `typed_claim` reads the same fields back from a POST as a
raw claim of text, which `sheets.facts.typed_claim` checks. A raw claim shown again keeps what was typed, faulty or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from thidua.core.criteria import ClaimField, Option, claim_fields
from thidua.core.errors import InputError
from thidua.core.model import BASE, CriteriaSet, Leaf
from thidua.core.numbers import NUMBER
from thidua.core.scoring.panel import Mean
from thidua.core.sentences_vi import number

NONE = "khong-co"
"""The value of the box that says "none", which is a claim; nothing ticked is no claim."""

_LABELS = {
    "points": "Điểm",
    "actual": "Kết quả thực hiện",
    "count": "Số lượng",
    "level": "Mức",
    "met": "Kết quả",
    "achieved": "Thành tích đạt được",
    "events": "Số lần vi phạm",
    "counts": "Số lần",
    "plus": "Số lần cộng",
    "minus": "Số lần trừ",
    "days_late": "Số ngày chậm",
    "submitted": "Việc nộp",
    "scores": "Điểm của từng người chấm",
}
_UNITS = {"points": "điểm", "days_late": "ngày", "plus": "lần", "minus": "lần"}
_NOBODY = {"events": "Không có vi phạm", "counts": "Không có", "achieved": "Không có thành tích"}


class Typed(Protocol):
    """What a POST gives: a Django QueryDict, for one."""

    def get(self, key: str, default: str, /) -> str: ...
    def getlist(self, key: str, /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a control; `value` is the text of its own number box where it has one (`kind` counts)."""

    id: str
    name: str
    code: str
    label: str
    points: str
    chosen: bool
    value: str
    problem: str


@dataclass(frozen=True, slots=True)
class Control:
    """One field of the claim. `kind`: number | choice | boxes | counts | not-submitted | scores.

    `nothing` is the box that claims "none" for boxes and counts, or None where leaving all blank says the same.
    """

    id: str
    name: str
    kind: str
    label: str
    unit: str
    value: str
    options: tuple[Choice, ...]
    nothing: Choice | None
    problem: str


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """Every control of one leaf's claim, in the order of a form.

    `not_assigned` is the box for a leaf that was not assigned to the unit this year; only base leaves have it.
    """

    id: str
    code: str
    title: str
    controls: tuple[Control, ...]
    not_assigned: Choice | None
    problem: str

    @property
    def first_id(self) -> str:
        """Where a link from the error summary leads."""
        return self.controls[0].id if self.controls else self.not_assigned.id if self.not_assigned else ""


def claim_form(
    criteria: CriteriaSet,
    code: str,
    claim: Mapping[str, Any] | None,
    *,
    problems: Iterable[InputError] = (),
    own_assignment: bool = True,
) -> ClaimForm:
    """The controls of a leaf with the values of `claim`: a stored claim, or a raw one that was just refused.

    `problems` are the faults that `core` found in it; each stands at its field. The target is never among the
    controls: the signature froze it (decision 4).
    """
    leaf = criteria.leaf(code)
    faults: dict[str, str] = {}
    for problem in problems:
        faults.setdefault(problem.path, problem.message)
    values = dict(claim or {})
    if not faults:
        numbers = {field.name for field in claim_fields(leaf) if field.kind in ("decimal", "whole", "counts", "scores")}
        values |= {name: _with_comma(value) for name, value in values.items() if name in numbers}
    controls = tuple(
        _control(criteria, leaf, field, values, faults) for field in claim_fields(leaf) if field.name != "target"
    )
    names = {field.name for field in claim_fields(leaf) if field.name != "target"}
    rest = " ".join(message for path, message in faults.items() if _field_of(path) not in names)
    box = None
    if leaf.part == BASE and own_assignment:
        box = _choice(leaf, "assigned", "no", "Không giao trong năm", chosen=values.get("assigned") is False)
    return ClaimForm(_id(code), code, leaf.title, controls, box, rest)


def typed_claim(criteria: CriteriaSet, code: str, data: Typed) -> dict[str, Any]:
    """The raw claim of a leaf from a POST: text as typed, {} when nothing was. Unknown fields are not looked at."""
    leaf = criteria.leaf(code)
    if leaf.part == BASE and data.get(field_name(code, "assigned"), ""):
        return {"assigned": False}
    raw: dict[str, Any] = {}
    for field in claim_fields(leaf):
        if field.name != "target":
            value = _typed_value(code, field, data)
            if value is not None:
                raw[field.name] = value
    if raw.get("submitted") is False:
        raw.pop("days_late", None)
    return raw


def is_typed(criteria: CriteriaSet, code: str, data: Typed) -> bool:
    """Whether the POST carries this leaf at all: its hidden marker does."""
    return code in criteria.leaves and bool(data.get(field_name(code, "co"), ""))


def field_name(code: str, field: str, option: str = "") -> str:
    """The name of an input; `code` and option codes keep their own spelling."""
    return f"{code}:{field}:{option}" if option else f"{code}:{field}"


def _typed_value(code: str, field: ClaimField, data: Typed) -> Any:
    name = field_name(code, field.name)
    if field.kind == "counts":
        counts = {}
        for option in field.options:
            text = data.get(field_name(code, field.name, option.code), "").strip()
            if text:
                counts[option.code] = text
        return counts if counts or data.get(field_name(code, field.name, NONE), "") else None
    if field.kind == "multi-choice":
        chosen = [item for item in data.getlist(name) if item != NONE]
        return chosen if chosen or NONE in data.getlist(name) else None
    if field.kind == "scores":
        scores = [item.strip() or None for item in data.getlist(name)]
        while scores and scores[-1] is None:
            scores.pop()
        return scores or None
    text = data.get(name, "").strip()
    if field.kind == "flag":
        return {"yes": True, "no": False}.get(text)
    return text or None


def _control(
    criteria: CriteriaSet, leaf: Leaf, field: ClaimField, claim: Mapping[str, Any], faults: Mapping[str, str]
) -> Control:
    value = claim.get(field.name)
    kind, shown = "number", ""
    options: tuple[Choice, ...] = ()
    nothing: Choice | None = None
    if field.kind == "choice":
        kind = "choice"
        options = tuple(
            _choice(
                leaf, field.name, option.code, option.label, points=number(option.points), chosen=value == option.code
            )
            for option in field.options
        )
    elif field.kind == "flag" and field.name == "submitted":
        kind = "not-submitted"
        options = (_choice(leaf, field.name, "no", "Không nộp", chosen=value is False),)
    elif field.kind == "flag":
        kind = "choice"
        options = (
            _choice(leaf, field.name, "yes", "Đạt", chosen=value is True),
            _choice(leaf, field.name, "no", "Không đạt", chosen=value is False),
        )
    elif field.kind == "multi-choice":
        kind = "boxes"
        chosen = value if isinstance(value, (list, tuple)) else ()
        options = tuple(
            _choice(
                leaf, field.name, option.code, option.label, points=number(option.points), chosen=option.code in chosen
            )
            for option in field.options
        )
        nothing = _nothing(leaf, field, chosen=value is not None and not chosen)
    elif field.kind == "counts":
        kind = "counts"
        counts = value if isinstance(value, Mapping) else {}
        options = tuple(
            _choice(
                leaf,
                f"{field.name}:{option.code}",
                option.code,
                option.label,
                points=number(option.points),
                value=_text(counts.get(option.code)),
                problem=faults.get(f"{field.name}.{option.code}", ""),
            )
            for option in field.options
        )
        nothing = _nothing(leaf, field, chosen=value is not None and not counts)
    elif field.kind == "scores":
        kind = "scores"
        options = _score_boxes(leaf, field, value if isinstance(value, (list, tuple)) else (), faults)
    else:
        shown = _text(value)
    told = {f"{field.name}.{option.code}" for option in options} if kind in ("counts", "scores") else set()
    problem = " ".join(
        message for path, message in faults.items() if _field_of(path) == field.name and path not in told
    )
    return Control(
        id=_id(leaf.code, field.name),
        name=field_name(leaf.code, field.name),
        kind=kind,
        label=_LABELS.get(field.name, field.name),
        unit=_UNITS.get(field.name, "") or _indicator_unit(criteria, leaf, field.name),
        value=shown,
        options=options,
        nothing=nothing,
        problem=problem,
    )


def _score_boxes(leaf: Leaf, field: ClaimField, scores: Iterable[Any], faults: Mapping[str, str]) -> tuple[Choice, ...]:
    """A box for each scorer: as many as the rule weighs, else two more than there are scores."""
    given = [_text(score) for score in scores]
    rule = leaf.rule
    wanted = len(given) + 2
    if isinstance(rule, Mean):
        wanted = len(rule.weights) if rule.weights else max(wanted, rule.scorers_min, 3)
    given += [""] * (wanted - len(given))
    return tuple(
        Choice(
            id=f"{_id(leaf.code, field.name)}-{index}",
            name=field_name(leaf.code, field.name),
            code=str(index),
            label=f"Người chấm {index + 1}",
            points="",
            chosen=False,
            value=text,
            problem=faults.get(f"{field.name}.{index}", ""),
        )
        for index, text in enumerate(given)
    )


def _nothing(leaf: Leaf, field: ClaimField, *, chosen: bool) -> Choice | None:
    if leaf.part != BASE:
        return None
    name = field.name if field.kind == "multi-choice" else f"{field.name}:{NONE}"
    return _choice(leaf, name, NONE, _NOBODY.get(field.name, "Không có"), chosen=chosen)


def _option(leaf: Leaf, field: ClaimField, option: Option, *, chosen: bool) -> Choice:
    return _choice(leaf, field.name, option.code, option.label, points=number(option.points), chosen=chosen)


def _choice(
    leaf: Leaf,
    name: str,
    code: str,
    label: str,
    *,
    points: str = "",
    chosen: bool = False,
    value: str = "",
    problem: str = "",
) -> Choice:
    own_name = field_name(leaf.code, name)
    own_id = _id(own_name) if name.endswith(code) else _id(own_name, code)
    return Choice(own_id, own_name, code, label, points, chosen, value, problem)


def _indicator_unit(criteria: CriteriaSet, leaf: Leaf, name: str) -> str:
    if name not in ("actual", "count"):
        return ""
    wanted = leaf.fill.get(name)
    units = [indicator.unit for indicator in criteria.indicators if indicator.code == wanted]
    return units[0] if units else "%" if "(%" in leaf.title else ""


def _id(*parts: str) -> str:
    """An id that a link can name: letters, digits, dashes; codes may hold dots and spaces."""
    return "khai-" + "".join(char if char.isalnum() else "-" for char in "-".join(parts))


def _with_comma(value: Any) -> Any:
    """A stored number with the decimal comma. Refused text is shown as it was typed: "1.000" is not "1,000"."""
    if isinstance(value, str):
        return value.replace(".", ",") if NUMBER.fullmatch(value) else value
    if isinstance(value, Mapping):
        return {key: _with_comma(item) for key, item in value.items()}
    return [_with_comma(item) for item in value] if isinstance(value, (list, tuple)) else value


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _field_of(path: str) -> str:
    return path.split(".", 1)[0]
