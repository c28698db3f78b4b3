"""The shape of `thidua.law/1`: regime files and overlays, key by key. Every block that holds a value says its article
(`cite`), how far it was checked (`evidence`) and where it was read (`source`)."""

from __future__ import annotations

import re
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.law.conditions.base import Kind
from thidua.core.law.conditions.registry import KINDS
from thidua.core.law.facts import SUBJECTS
from thidua.core.law.values_shape import FILLED, Day, Share, Whole
from thidua.core.shape import Flag, ListOf, MapOf, Number, Plain, Record, Shape, Text, describe, join, one_of
from thidua.core.tree import Tree

LAW_FORMAT = "thidua.law/1"
EVIDENCE = ("S", "M", "I")
LEVELS = ("base", "ministry_province", "state")
ISSUERS = ("ministry", "province", "academy", "cluster")
COMBINATORS = ("all_of", "any_of")

GROUND: dict[str, Shape] = {
    "cite": FILLED,
    "evidence": one_of(*EVIDENCE),
    "source": ListOf(FILLED),
    "from": Day(),
    "to": Day(),
    "note": FILLED,
}
"""What any block with a value may say about it; what it must say is checked by `grounds`."""


def _format(text: str) -> str | None:
    return None if text == LAW_FORMAT else f"Định dạng là “{text}”: tệp này phải ghi format: {LAW_FORMAT}."


def _code(text: str) -> str | None:
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", text):
        return None
    return f"Mã “{text}” chỉ được gồm chữ không dấu, chữ số, gạch nối và gạch dưới."


CODE = Text(_code)


class Block(Record):
    """A record that carries its ground."""

    def __init__(self, required: dict[str, Shape], optional: dict[str, Shape] | None = None) -> None:
        super().__init__(required, {**GROUND, **(optional or {})})


class Nullable(Block):
    """A block whose keys must be written, though they may be null: null says that the value is not known."""

    def __init__(self, written: dict[str, Shape], optional: dict[str, Shape] | None = None) -> None:
        super().__init__({}, {**written, **(optional or {})})
        self.written = tuple(written)

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Plain] | None:
        if isinstance(tree, dict):
            for key in self.written:
                if key not in tree:
                    errors.add(join(path, key), f"Thiếu “{key}”: ghi giá trị, hoặc null khi chưa biết.")
        return super().read(tree, path, errors)


class ConditionShape:
    """A condition, or a combinator of them (`any_of`, `all_of`). The parameters are those of its type."""

    def __init__(self, more: dict[str, Shape] | None = None) -> None:
        more = more or {}
        self.leaves = {name: self._leaf(kind, more) for name, kind in KINDS.items()}
        inner = ListOf(self if not more else ConditionShape())
        self.combinator = Record(
            {"type": one_of(*COMBINATORS), "of": inner}, {"label": FILLED, "cite": FILLED, "note": FILLED, **more}
        )

    @staticmethod
    def _leaf(kind: type[Kind], more: dict[str, Shape]) -> Nullable:
        # `subject` means whose discipline in one type; elsewhere, for which subject the condition is written
        subject: dict[str, Shape] = {} if "subject" in kind.NEEDED else {"subject": one_of(*SUBJECTS)}
        free: dict[str, Shape] = {"type": FILLED, "meaning": FILLED, **subject, **kind.FREE, **more}
        return Nullable(dict(kind.NEEDED), free)

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Any] | None:
        if not isinstance(tree, dict):
            errors.add(path, f"Điều kiện phải là các cặp khóa: giá trị có type, đang là {describe(tree)}.")
            return None
        named = tree.get("type")
        shape: Record | None = None
        if isinstance(named, str):
            shape = self.combinator if named in COMBINATORS else self.leaves.get(named)
        if shape is None:
            known = ", ".join((*KINDS, *COMBINATORS))
            errors.add(join(path, "type"), f"Không có loại điều kiện {describe(named)}: chọn một trong {known}.")
            return None
        if shape is self.combinator and tree.get("of") == []:
            errors.add(join(path, "of"), "Danh sách điều kiện trống: ghi ít nhất một điều kiện.")
        return shape.read(tree, path, errors)


DECIDED_BY = Block({"text": FILLED})
QUOTA = Block({}, {"kind": one_of("share", "per_cluster"), "pct": Share(), "of": FILLED, "rounding": one_of("down")})
VOTE = Nullable({"min_share_pct": Share(), "secret_ballot": Flag()}, {"basis": one_of("all_members")})
PRIZE = Nullable(
    {"individual": Number(), "collective": Number(), "is_cap": Flag()}, {"household": Number(), "unit": FILLED}
)
DOSSIER = Block({"items": ListOf(FILLED)}, {"copies": Whole(1, 100), "electronic_file": Flag()})
TIMING = Block({}, {"submit": FILLED, "deadline": FILLED, "processing_working_days": Whole(1, 1_000)})
BLOCKS: dict[str, Shape] = {
    "quota": QUOTA,
    "vote_threshold": VOTE,
    "prize_multiple": PRIZE,
    "dossier": DOSSIER,
    "timing": TIMING,
}
AWARD = Record(
    {
        "name": FILLED,
        "kind": one_of("title", "commendation"),
        "subjects": ListOf(one_of(*SUBJECTS)),
        "level": one_of(*LEVELS),
        "decided_by": DECIDED_BY,
        "criteria": ListOf(ConditionShape()),
    },
    {**BLOCKS, "note": FILLED},
)
SOURCE = Record({"title": FILLED}, {"address": FILLED})
IN_FORCE = Record({"from": Day()}, {"to": Day()})
LAW_TEXT = Record({"code": CODE, "title": FILLED, "evidence": one_of(*EVIDENCE), "source": ListOf(FILLED)})
DRAFT = Record({"award": CODE, "text": FILLED, "source": ListOf(FILLED)}, {"status": FILLED})
_COMMON: dict[str, Shape] = {
    "format": Text(_format),
    "code": CODE,
    "title": FILLED,
    "in_force": IN_FORCE,
    "sources": MapOf(SOURCE),
}
REGIME = Record(
    {**_COMMON, "kind": one_of("regime"), "texts": ListOf(LAW_TEXT), "awards": MapOf(AWARD)},
    {"note": FILLED, "drafts": ListOf(DRAFT)},
)
OVERLAY_AWARD = Record({}, {"criteria": ListOf(ConditionShape({"fills": FILLED})), **BLOCKS, "note": FILLED})
OVERLAY = Record(
    {
        **_COMMON,
        "kind": one_of("overlay"),
        "issuer": Record({"level": one_of(*ISSUERS), "name": FILLED}),
        "regimes": ListOf(CODE),
        "awards": MapOf(OVERLAY_AWARD),
    },
    {
        "parent": CODE,
        "applies_to": Record({}, {"clusters": ListOf(CODE), "organisations": ListOf(CODE)}),
        "texts": ListOf(LAW_TEXT),
        "note": FILLED,
    },
)
