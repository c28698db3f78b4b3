"""The conditions of an award ready for judging: the leaves in file order, and how their states combine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from thidua.core.law.conditions.base import FAILED, MET
from thidua.core.law.facts import Facts
from thidua.core.law.nodes import Leaf, Node

Combined: TypeAlias = "int | tuple[bool, tuple[Any, ...]]"
"""A leaf by its place, or (whether all of them must be met, others)."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """`leaves` in file order; `tests` are the functions of their rules; `tree` says how the states combine."""

    leaves: tuple[Leaf, ...]
    tests: tuple[Callable[[Facts], int], ...]
    tree: Combined

    def states(self, facts: Facts) -> list[int]:
        """The state of every leaf."""
        return [test(facts) for test in self.tests]

    def combine(self, states: list[int]) -> int:
        """The state of all conditions together; met where there are none. "All of" is the least, "any of" the greatest:
        failed < unknown < met."""
        return _combined(self.tree, states)

    def state(self, facts: Facts) -> int:
        """The same, looking at no more leaves than decide it."""
        return _decided(self.tree, self.tests, facts)


def _combined(tree: Combined, states: list[int]) -> int:
    if isinstance(tree, int):
        return states[tree]
    every, children = tree
    found = [_combined(child, states) for child in children]
    return min(found, default=MET) if every else max(found)


def _decided(tree: Combined, tests: tuple[Callable[[Facts], int], ...], facts: Facts) -> int:
    if isinstance(tree, int):
        return tests[tree](facts)
    every, children = tree
    state = MET if every else FAILED
    for child in children:
        found = tests[child](facts) if isinstance(child, int) else _decided(child, tests, facts)
        if found == (FAILED if every else MET):
            return found
        if (found < state) == every:
            state = found
    return state


def compiled(nodes: tuple[Node, ...]) -> Compiled:
    """The criteria of an award: all of `nodes`."""
    leaves: list[Leaf] = []
    places = tuple(_placed(node, leaves) for node in nodes)
    return Compiled(tuple(leaves), tuple(leaf.rule.state for leaf in leaves), (True, places))


def _placed(node: Node, leaves: list[Leaf]) -> Combined:
    if isinstance(node, Leaf):
        leaves.append(node)
        return len(leaves) - 1
    return (node.op == "all_of", tuple(_placed(child, leaves) for child in node.children))
