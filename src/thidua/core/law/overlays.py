"""Local rule sets (overlays) by a ministry, a province, an academy or a cluster: files of the same shape as a regime.

An overlay adds conditions (all of them count, with the national ones), fills national values that are null and rules
that the law leaves to others, and may tighten; it never removes or loosens a national condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.errors import ErrorList, InputError, InputErrors
from thidua.core.law.building import Builder, sources_of
from thidua.core.law.conditions.base import Names
from thidua.core.law.loading import read_law_file, span_of
from thidua.core.law.nodes import Ground, Node, leaves_of
from thidua.core.law.shape import OVERLAY
from thidua.core.shape import join


@dataclass(frozen=True, slots=True)
class OverlayCondition:
    """A condition that is added, or that takes the place of the national one named by `fills` (a type, or
    label/type). `path` is its place in the file."""

    node: Node
    fills: str | None
    path: str


@dataclass(frozen=True, slots=True)
class OverlayAward:
    """What an overlay says of one award: conditions, and blocks by key (quota, vote_threshold, …)."""

    conditions: tuple[OverlayCondition, ...]
    blocks: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Overlay:
    """A local rule set. `regimes`: the national regimes it stands on; `parent`: the overlay it stands on; `clusters`
    and `organisations`: for whom it is, everybody when both are empty. `file` names it in errors."""

    code: str
    title: str
    issuer_level: str
    issuer: str
    regimes: tuple[str, ...]
    parent: str | None
    clusters: frozenset[str]
    organisations: frozenset[str]
    first: date
    last: date | None
    awards: Mapping[str, OverlayAward]
    file: str

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def days_of_change(self) -> Iterator[date]:
        """First days on which something of it begins or has ended."""
        spans = [(self.first, self.last)]
        for award in self.awards.values():
            grounds: list[Ground] = [leaf.ground for item in award.conditions for leaf in leaves_of((item.node,))]
            grounds += [block.ground for block in award.blocks.values() if block is not None]
            spans += [(ground.first, ground.last) for ground in grounds]
        for first, last in spans:
            yield first
            if last is not None and last < date.max:
                yield date.fromordinal(last.toordinal() + 1)


def read_overlay(data: bytes, *, file: str, names: Names) -> Overlay:
    """One overlay file; `names` are the awards of the law. Raises InputErrors with every fault of the file itself: its
    shape, a value without date, article or source, an end before the start, an unknown award."""
    item = read_law_file(data, file=file, shape=OVERLAY)
    plain, errors = item.plain, item.errors
    span = span_of(plain, errors)
    if span is None:
        errors.raise_if_any()
        raise InputErrors([InputError(file, "in_force", "Thiếu thời gian hiệu lực.")])
    code = plain.get("code") or ""
    sources = sources_of(plain.get("sources"))
    builder = Builder(sources=sources, span=span, names=names, errors=errors, overlay=code)
    awards = {
        award: _award(row, join("awards", award), builder)
        for award, row in (plain.get("awards") or {}).items()
        if row is not None
    }
    builder.texts(plain.get("texts"))
    _check_filled(plain, errors)
    builder.check_unused_sources()
    errors.raise_if_any()
    applies_to = plain.get("applies_to") or {}
    return Overlay(
        code=code,
        title=plain["title"],
        issuer_level=plain["issuer"]["level"],
        issuer=plain["issuer"]["name"],
        regimes=tuple(plain["regimes"]),
        parent=plain.get("parent"),
        clusters=frozenset(applies_to.get("clusters") or ()),
        organisations=frozenset(applies_to.get("organisations") or ()),
        first=span.first,
        last=span.last,
        awards=awards,
        file=file,
    )


def _check_filled(plain: Mapping[str, Any], errors: ErrorList) -> None:
    if plain.get("regimes") == []:
        errors.add("regimes", "Danh sách trống: ghi ít nhất một giai đoạn luật mà quy định này dựa vào.")
    if plain.get("awards") == {}:
        errors.add("awards", "Chưa có danh hiệu, hình thức nào: quy định riêng phải nói về ít nhất một.")


def _award(row: Mapping[str, Any], path: str, builder: Builder) -> OverlayAward:
    conditions = []
    for index, item in enumerate(row.get("criteria") or ()):
        where = join(join(path, "criteria"), index)
        node = None if item is None else builder.node(item, where)
        if node is not None:
            conditions.append(OverlayCondition(node, item.get("fills"), where))
    return OverlayAward(tuple(conditions), builder.blocks(row, path))


def overlays_for(
    overlays: Iterable[Overlay], *, cluster: str | None = None, organisation: str | None = None
) -> tuple[Overlay, ...]:
    """The overlays that are for an organisation of a cluster, with those that they stand on."""
    known = {overlay.code: overlay for overlay in overlays}
    chosen: dict[str, Overlay] = {}

    def take(overlay: Overlay) -> None:
        if overlay.code not in chosen:
            chosen[overlay.code] = overlay
            if overlay.parent in known:
                take(known[overlay.parent])

    for overlay in known.values():
        everybody = not overlay.clusters and not overlay.organisations
        if everybody or cluster in overlay.clusters or organisation in overlay.organisations:
            take(overlay)
    return tuple(overlay for overlay in known.values() if overlay.code in chosen)
