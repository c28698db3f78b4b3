"""The conditions of an award ready for judging: the leaves in file order, and how their states combine."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from thidua.core.law.conditions.base import MET
from thidua.core.law.facts import Facts
from thidua.core.law.nodes import Leaf, Node

Combined: TypeAlias = "int | tuple[Callable[[Iterable[int]], int], tuple[Any, ...]]"
"""A leaf by its place, or min (all of) or max (any of) over others: failed < unknown < met."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """`leaves` in file order; `tests` are the functions of their rules; `tree` combines their states, and is None where
    plain "all of" does."""

    leaves: tuple[Leaf, ...]
    tests: tuple[Callable[[Facts], int], ...]
    tree: Combined | None

    def states(self, facts: Facts) -> list[int]:
        """The state of every leaf."""
        return [test(facts) for test in self.tests]

    def combine(self, states: list[int]) -> int:
        """The state of all conditions together; met where there are none."""
        if self.tree is None:
            return min(states, default=MET)
        return _combine(self.tree, states)


def _combine(tree: Combined, states: list[int]) -> int:
    if isinstance(tree, int):
        return states[tree]
    of, children = tree
    return of([_combine(child, states) for child in children])


def compiled(nodes: tuple[Node, ...]) -> Compiled:
    """The criteria of an award: all of `nodes`."""
    leaves: list[Leaf] = []
    places = tuple(_placed(node, leaves) for node in nodes)
    flat = all(isinstance(place, int) for place in places)
    return Compiled(tuple(leaves), tuple(leaf.rule.state for leaf in leaves), None if flat else (min, places))


def _placed(node: Node, leaves: list[Leaf]) -> Combined:
    if isinstance(node, Leaf):
        leaves.append(node)
        return len(leaves) - 1
    return (min if node.op == "all_of" else max, tuple(_placed(child, leaves) for child in node.children))
