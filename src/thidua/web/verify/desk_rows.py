"""What the verification desk draws: every leaf with its own and its verified points side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.model import CriteriaSet, Group, Leaf, Node, walk
from thidua.core.preview import LeafPreview, Preview, Span, preview
from thidua.sheets.enums import Stage
from thidua.sheets.values import LeafTrail


@dataclass(frozen=True, slots=True)
class Points:
    """A figure, or the interval in which a relative leaf lies until all units are known."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class LeafRow:
    """One leaf. `kind` and `words` say its state; `tick`: the value of its box, "" where there is nothing to agree."""

    code: str
    title: str
    anchor: str
    own: Points | None
    verified: Points | None
    delta: Decimal | None
    kind: str
    words: str
    tick: str
    assigned: bool
    current: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group above its leaves; `verified` is None while a leaf of it is not verified."""

    code: str
    title: str
    own: Points | None
    verified: Points | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DeskRows:
    """Rows in the order of the set: (group row, None) or (None, leaf row)."""

    rows: tuple[tuple[GroupRow | None, LeafRow | None], ...]
    own: Preview
    now: Preview
    codes: tuple[str, ...]
    verified: int

    @property
    def total(self) -> int:
        return len(self.codes)

    def next_after(self, code: str) -> str:
        """The next leaf that is not verified yet, from `code` on and around; `code` itself when none is left."""
        waiting = [row.code for _, row in self.rows if row is not None and row.tick]
        if not waiting:
            return code
        later = self.codes[self.codes.index(code) + 1 :] if code in self.codes else self.codes
        return next((item for item in later if item in waiting), waiting[0])


def anchor_of(code: str) -> str:
    """The id of a leaf's row."""
    return "tc-" + "".join(char if char.isalnum() else "-" for char in code.lower())


def desk_rows(criteria: CriteriaSet, trails: Mapping[str, LeafTrail], current: str) -> DeskRows:
    """Rows of a submitted sheet. Points are computed by the core from the claims, the unit's own and those in force."""
    own = preview(criteria, {code: _with_evidence(trail, trail.self_entry.claim) for code, trail in trails.items()})
    now = preview(criteria, {code: _with_evidence(trail, trail.in_force.claim) for code, trail in trails.items()})
    rows: list[tuple[GroupRow | None, LeafRow | None]] = []
    for top in criteria.criteria:
        for node in walk(top):
            rows += _node_rows(node, trails, own, now, current)
    for title, part, spans in (
        ("Điểm thưởng", criteria.bonus, (own.bonus, now.bonus)),
        ("Điểm trừ", criteria.deductions, (own.deduction, now.deduction)),
    ):
        leaves = [leaf for item in part.items for leaf in walk(item) if isinstance(leaf, Leaf) and leaf.code in trails]
        if leaves:
            rows.append((_group_row("", title, [leaf.code for leaf in leaves], trails, *spans), None))
            rows += [(None, _leaf_row(leaf, trails[leaf.code], own, now, current)) for leaf in leaves]
    codes = tuple(row.code for _, row in rows if row is not None)
    return DeskRows(tuple(rows), own, now, codes, sum(trails[code].verified for code in codes))


def _with_evidence(trail: LeafTrail, claim: Mapping[str, Any]) -> dict[str, Any]:
    files = [file["title"] for file in trail.latest.evidence]
    return {**claim, "evidence": files} if files else dict(claim)


def _node_rows(
    node: Node, trails: Mapping[str, LeafTrail], own: Preview, now: Preview, current: str
) -> list[tuple[GroupRow | None, LeafRow | None]]:
    if isinstance(node, Group):
        codes = [leaf.code for leaf in walk(node) if isinstance(leaf, Leaf) and leaf.code in trails]
        spans = own.groups.get(node.code), now.groups.get(node.code)
        return [(_group_row(node.code, node.title, codes, trails, *spans), None)]
    if node.code not in trails:
        return []
    return [(None, _leaf_row(node, trails[node.code], own, now, current))]


def _group_row(
    code: str, title: str, codes: list[str], trails: Mapping[str, LeafTrail], own: Span | None, now: Span | None
) -> GroupRow:
    done = sum(trails[item].verified for item in codes)
    all_done = done == len(codes)
    return GroupRow(code, title, _points(own), _points(now) if all_done else None, done, len(codes))


def _points(span: Span | None) -> Points | None:
    return Points(span.low, span.high) if span is not None else None


def _leaf_points(leaf: LeafPreview) -> Points | None:
    return Points(leaf.low, leaf.high) if leaf.low is not None and leaf.high is not None else None


def _leaf_row(leaf: Leaf, trail: LeafTrail, own: Preview, now: Preview, current: str) -> LeafRow:
    own_points, now_points = _leaf_points(own.leaves[leaf.code]), _leaf_points(now.leaves[leaf.code])
    delta = None
    if trail.verified and own_points and now_points and own_points.exact and now_points.exact:
        delta = now_points.low - own_points.low or None
    kind, words = _state(trail)
    return LeafRow(
        code=leaf.code,
        title=leaf.title,
        anchor=anchor_of(leaf.code),
        own=own_points,
        verified=now_points if trail.verified else None,
        delta=delta,
        kind=kind,
        words=words,
        tick="" if trail.verified else f"{trail.latest.id}:{leaf.code}",
        assigned=now.leaves[leaf.code].assigned,
        current=leaf.code == current,
    )


def _state(trail: LeafTrail) -> tuple[str, str]:
    if not trail.verified:
        return "missing", "chưa thẩm định"
    if trail.latest.stage is Stage.SETTLED:
        return "ok", "đã kết luận"
    if not trail.changed:
        return "ok", "đồng ý"
    if trail.reply is None:
        return "differs", "đã sửa, chờ đơn vị"
    if trail.reply.accepts:
        return "ok", "đã sửa, đơn vị nhất trí"
    return "warn", "đơn vị giải trình"
