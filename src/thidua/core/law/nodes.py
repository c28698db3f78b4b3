"""Conditions as a tree, and the ground that every value of the law rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from thidua.core.law.conditions.base import Rule


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read. Memory and inference have a title only."""

    code: str
    title: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Ground:
    """What a value rests on. `cite`: the article in full Vietnamese, None only where nothing was checked; `evidence`:
    S read in a source, M from memory, I inferred; in force from `first` to `last` (None: still)."""

    cite: str | None
    evidence: str
    sources: tuple[Source, ...]
    first: date
    last: date | None
    note: str = ""

    @property
    def verified(self) -> bool:
        """Whether somebody read it."""
        return self.evidence == "S"

    def holds_on(self, day: date) -> bool:
        """Whether it is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One condition. `values` are its parameters as the file writes them; `route` is the nearest label above it;
    `overlay` the local rule set that it comes from, None for a national condition."""

    type: str
    values: Mapping[str, Any]
    subject: str | None
    ground: Ground
    rule: Rule
    route: str | None = None
    overlay: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions of which all, or any one, must be met. op: all_of | any_of."""

    op: str
    children: tuple[Node, ...]
    label: str | None = None
    cite: str | None = None
    note: str = ""


Node: TypeAlias = Leaf | Group


def leaves_of(nodes: tuple[Node, ...]) -> Iterator[Leaf]:
    """Every leaf below these nodes, in file order."""
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        else:
            yield from leaves_of(node.children)


def nodes_on(nodes: tuple[Node, ...], day: date) -> tuple[Node, ...]:
    """These nodes with only the leaves in force on a day."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, Leaf):
            if node.ground.holds_on(day):
                kept.append(node)
        elif children := nodes_on(node.children, day):
            kept.append(replace(node, children=children))
    return tuple(kept)
