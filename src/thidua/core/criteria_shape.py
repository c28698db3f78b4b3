"""The shape of `thidua.criteria/1` (criteria sets) and of `thidua.claims/1` (claims), key by key."""

from __future__ import annotations

import re
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.shape import (
    Anything,
    Either,
    Flag,
    ListOf,
    MapOf,
    Number,
    Record,
    Shape,
    Text,
    describe,
    element_path,
    join,
    one_of,
)
from thidua.core.tree import Tree

CRITERIA_FORMAT = "thidua.criteria/1"
CLAIMS_FORMAT = "thidua.claims/1"
EFFECTS = ("exclude", "lower_grade", "cap_grade")


def _format(expected: str) -> Text:
    def check(text: str) -> str | None:
        return None if text == expected else f"Định dạng là “{text}”: tệp này phải ghi format: {expected}."

    return Text(check)


def _set_code(text: str) -> str | None:
    if re.fullmatch(r"[a-z0-9-]+", text):
        return None
    return f"Mã “{text}” chỉ được gồm chữ a–z không dấu, chữ số và dấu gạch nối."


def _spaceless(text: str) -> str | None:
    if text and not re.search(r"\s", text):
        return None
    return "Mã không được để trống." if not text.strip() else f"Mã “{text}” có dấu cách: viết liền."


def _filled(text: str) -> str | None:
    return None if text.strip() else "Mã không được để trống."


TEXT, NUMBER, FLAG = Text(), Number(), Flag()
CODE = Text(_spaceless)
FILLED = Text(_filled)
NUMBER_BY_CLASS = Either(MapOf(NUMBER), NUMBER)
EVENT = Either(Record({"points": NUMBER}, {"at_most": NUMBER, "effect": one_of(*EFFECTS), "grade": TEXT}), NUMBER)
BAND_OF_RULE = Record({"points": NUMBER}, {"min": NUMBER, "max": NUMBER})

RULE_PARAMETERS: dict[str, tuple[dict[str, Shape], dict[str, Shape]]] = {
    "judged": ({}, {}),
    "pass_fail": ({}, {}),
    "levels": ({"levels": MapOf(NUMBER)}, {}),
    "ratio": ({}, {"target": NUMBER, "start": NUMBER, "better": one_of("higher", "lower")}),
    "bands": ({"bands": ListOf(BAND_OF_RULE)}, {"measure": one_of("value", "percent"), "target": NUMBER}),
    "per_unit": ({"points_each": NUMBER}, {}),
    "deduct": ({"events": MapOf(EVENT)}, {}),
    "plus_minus": ({"plus": NUMBER, "minus": NUMBER}, {"min": NUMBER}),
    "best_of": ({"options": MapOf(NUMBER)}, {}),
    "sum_of": ({"options": MapOf(NUMBER)}, {}),
    "on_time": ({}, {"per_day": NUMBER, "flat": NUMBER, "zero_after_days": NUMBER}),
    "mean": ({}, {"scorers_min": NUMBER, "weights": ListOf(NUMBER)}),
    "relative": ({}, {"share": NUMBER}),
}
_RULES: dict[str, Record] = {
    kind: Record({"kind": TEXT, **required}, optional) for kind, (required, optional) in RULE_PARAMETERS.items()
}


class _Rule:
    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        if not isinstance(tree, dict):
            errors.add(path, f"Quy tắc phải là các cặp khóa: giá trị có kind, đang là {describe(tree)}.")
            return None
        kind = tree.get("kind")
        if kind is None:
            errors.add(join(path, "kind"), "Thiếu “kind”: chọn loại quy tắc tính điểm.")
            return None
        record = _RULES.get(kind) if isinstance(kind, str) else None
        if record is None:
            known = ", ".join(_RULES)
            errors.add(join(path, "kind"), f"Không có loại quy tắc {describe(kind)}: chọn một trong {known}.")
            return None
        return record.read(tree, path, errors)


class _Nodes:
    """A list of nodes. Whatever its depth, a node's path is the part and its code: `criteria.I.1`."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> list[Any] | None:
        return self.read_in(tree, path, path, errors)

    def read_in(self, tree: Tree, path: str, part: str, errors: ErrorList) -> list[Any] | None:
        if not isinstance(tree, list):
            errors.add(path, f"Ở đây phải là một danh sách tiêu chí, đang là {describe(tree)}.")
            return None
        result = []
        for index, element in enumerate(tree):
            has_code = isinstance(element, dict) and isinstance(element.get("code"), str) and element["code"]
            where = element_path(part if has_code else path, element, index)
            result.append(self._node(element, where, part, errors))
        return result

    def _node(self, tree: Tree, path: str, part: str, errors: ErrorList) -> dict[str, Any] | None:
        if not isinstance(tree, dict):
            errors.add(path, f"Tiêu chí phải là các cặp khóa: giá trị, đang là {describe(tree)}.")
            return None
        group, leaf = "children" in tree, "rule" in tree
        if group == leaf:
            errors.add(
                path,
                "Có cả children và rule: nhóm chỉ có children, tiêu chí chỉ có rule."
                if group
                else "Thiếu rule (tiêu chí) hoặc children (nhóm): khai báo một trong hai.",
            )
        record = _Node(_GROUP if group else _LEAF if leaf else _BARE, part)
        known = {key: item for key, item in tree.items() if not (group and leaf) or key != "rule"}
        return record.read(tree if len(known) == len(tree) else known, path, errors)


class _Node(Record):
    def __init__(self, shape: Record, part: str) -> None:
        self.required, self.shapes, self.part = shape.required, shape.shapes, part

    def _read_item(self, shape: Shape, key: str, item: Tree, path: str, errors: ErrorList) -> Any:
        if key == "children":
            return NODES.read_in(item, join(path, key), self.part, errors)
        return shape.read(item, join(path, key), errors)


NODES = _Nodes()
_NODE_KEYS: dict[str, Shape] = {"title": TEXT, "classes": ListOf(TEXT)}
_GROUP = Record({"code": CODE, "children": NODES}, {**_NODE_KEYS, "max": NUMBER, "cap": FLAG})
_LEAF = Record(
    {"code": CODE, "max": NUMBER, "rule": _Rule()},
    {
        **_NODE_KEYS,
        "evidence": one_of("required", "optional", "none"),
        "evidence_note": TEXT,
        "fill": MapOf(TEXT),
        "tasks": ListOf(TEXT),
    },
)
_BARE = Record({"code": CODE}, {**_GROUP.shapes, **_LEAF.shapes})
_PART = Record({"items": NODES}, {"cap": NUMBER})

CRITERIA = Record(
    {"format": _format(CRITERIA_FORMAT), "code": Text(_set_code), "criteria": NODES},
    {
        "title": TEXT,
        "organiser": TEXT,
        "source": Record({}, {"kind": one_of("issued", "practice", "proposal"), "note": TEXT}),
        "period": Record({}, {"from": TEXT, "to": TEXT}),
        "total": NUMBER_BY_CLASS,
        "sum_mismatch_note": TEXT,
        "decimals": NUMBER,
        "step": NUMBER,
        "not_assigned": one_of("reduce_max", "full_marks", "zero"),
        "ceiling": one_of("none", "total"),
        "classes": ListOf(Record({"code": FILLED}, {"title": TEXT})),
        "indicators": ListOf(
            Record(
                {"code": FILLED},
                {
                    "title": TEXT,
                    "unit": TEXT,
                    "kind": one_of("count", "percent", "money", "days", "yes_no"),
                    "from": NUMBER,
                    "to": NUMBER,
                },
            )
        ),
        "bonus": _PART,
        "deductions": _PART,
        "knock_outs": ListOf(Record({"code": CODE, "effect": one_of(*EFFECTS)}, {"title": TEXT, "grade": TEXT})),
        "grades": Record(
            {
                "bands": ListOf(
                    Record(
                        {"code": FILLED, "min": NUMBER_BY_CLASS},
                        {
                            "title": TEXT,
                            "requires": ListOf(Record({"code": TEXT, "min_percent": NUMBER})),
                            "share_max": NUMBER,
                        },
                    )
                )
            },
            {"by": one_of("points", "percent"), "clip": one_of("total")},
        ),
        "ranking": Record(
            {},
            {
                "by": one_of("points", "percent"),
                "within": one_of("all", "class", "block"),
                "ties": one_of("standard", "dense"),
                "tie_break": ListOf(TEXT),
                "incomplete": one_of("exclude", "include"),
            },
        ),
    },
)

_CLAIM_FIELDS: dict[str, Shape] = {
    "assigned": FLAG,
    "note": TEXT,
    "evidence": ListOf(TEXT),
    "points": NUMBER,
    "met": FLAG,
    "level": TEXT,
    "actual": NUMBER,
    "target": NUMBER,
    "count": NUMBER,
    "events": MapOf(NUMBER),
    "plus": NUMBER,
    "minus": NUMBER,
    "achieved": ListOf(TEXT),
    "counts": MapOf(NUMBER),
    "days_late": NUMBER,
    "submitted": FLAG,
}


class _Scores:
    def read(self, tree: Tree, path: str, errors: ErrorList) -> list[Any] | None:
        if not isinstance(tree, list):
            errors.add(path, f"Ở đây phải là danh sách điểm, đang là {describe(tree)}.")
            return None
        return [
            None if item is None else NUMBER.read(item, join(path, index), errors) for index, item in enumerate(tree)
        ]


class _Claims:
    """Claims by leaf code; a null claim is one that nobody has made yet. What stands under a key beginning `x-` and
    is no claim is a free value."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        return MapOf(_Claim()).read(tree, path, errors)


class _Claim:
    def read(self, tree: Tree, path: str, errors: ErrorList) -> Any:
        if tree is None:
            return None
        if path.rpartition(".")[2].startswith("x-"):
            trial = ErrorList("")
            CLAIM.read(tree, path, trial)
            if len(trial):
                return Anything().read(tree, path, errors)
        return CLAIM.read(tree, path, errors)


CLAIM = Record({}, {**_CLAIM_FIELDS, "scores": _Scores()})

_UNIT_HEAD: dict[str, Shape] = {
    "title": TEXT,
    "class": TEXT,
    "block": TEXT,
    "knock_outs": ListOf(TEXT),
}


def _claims_record(claims: Shape) -> Record:
    unit = Record({"code": FILLED}, {**_UNIT_HEAD, "claims": claims, "bonus": claims, "deductions": claims})
    return Record(
        {"format": _format(CLAIMS_FORMAT), "criteria_set": TEXT, "units": ListOf(unit)},
        {"stage": one_of("self", "cross", "council")},
    )


class _Untouched:
    def read(self, tree: Tree, path: str, errors: ErrorList) -> Tree:
        return tree


CLAIMS = _claims_record(_Claims())
CLAIMS_HEAD = _claims_record(_Untouched())
"""Claims whose single claims are left as read: `claims` reads them by the rule of each leaf."""
