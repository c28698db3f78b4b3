"""How each condition of a judgement stands, as a tree that can be laid beside that of another regime.

A branch that is written for another sort of subject is left out: it is no way for this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thidua.core.law.advice import lacking
from thidua.core.law.condition_words_vi import requirement
from thidua.core.law.conditions.base import MET, OTHER_SUBJECT, STATE_NAMES, Names
from thidua.core.law.judging import Judgement, Reason
from thidua.core.law.nodes import Leaf, Node

_NOT_ASKED = "not_required"


@dataclass(frozen=True)
class Term:
    """One condition: what it asks in words, and why it is met or not. `alternative`: it would do by itself, in place of
    others; `about`: the title or work that it speaks of. A term is itself alone: two are never the same."""

    reason: Reason
    words: str
    about: object = None
    alternative: bool = False

    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def type(self) -> str:
        """The type of the condition, or what it is outside the conditions: pending, quota, vote."""
        return self.reason.condition

    @property
    def told(self) -> tuple[object, object]:
        """What its sentence is made of: two terms that tell the same are no change to anybody."""
        return self.reason.code, self.reason.params

    @property
    def state(self) -> int:
        """FAILED, UNKNOWN or MET."""
        return STATE_NAMES.index(self.reason.state)


@dataclass(frozen=True, slots=True)
class Branch:
    """Conditions of which all, or any one, must be met."""

    any_of: bool
    children: tuple[Term | Branch, ...]

    @property
    def state(self) -> int:
        """FAILED, UNKNOWN or MET."""
        return (max if self.any_of else min)(child.state for child in self.children)


@dataclass(frozen=True)
class Standing:
    """A judgement taken apart. `blocking` are the reasons that stand in the way, by identity."""

    judgement: Judgement
    roots: tuple[Term | Branch, ...]
    blocking: frozenset[int]

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every condition that asks something, in file order."""
        return tuple(term for term in terms_of(self.roots) if term.type != _NOT_ASKED)

    @property
    def waived(self) -> tuple[Reason, ...]:
        """The remarks that something is expressly not asked."""
        return tuple(term.reason for term in terms_of(self.roots) if term.type == _NOT_ASKED)

    def blocks(self, term: Term) -> bool:
        """Whether the condition stands in the way."""
        return id(term.reason) in self.blocking

    @property
    def choices(self) -> Iterator[Branch]:
        """Every "any of" that is in no other one."""
        yield from _choices(self.roots)


def standing(judgement: Judgement, names: Names) -> Standing:
    """How the conditions of a judgement stand. `names` say the awards: one set for both sides of a comparison, so that
    a new name alone is no new condition."""
    assert judgement.rules is not None
    reader = _Reader(iter(judgement.reasons), names)
    roots = [node for node in map(reader.node, judgement.rules.criteria) if node is not None]
    # what stands around the conditions has its figures in the sentence's parameters, and no words of its own
    around = [Term(reason, f"{reason.code} {sorted(reason.params.items())}") for reason in reader.reasons]
    blocking = frozenset(id(reason) for lack in lacking(judgement) for way in lack.alternatives for reason in way)
    return Standing(judgement, (*roots, *around), blocking)


class _Reader:
    def __init__(self, reasons: Iterator[Reason], names: Names) -> None:
        self.reasons, self.names = reasons, names

    def node(self, node: Node, *, alternative: bool = False) -> Term | Branch | None:
        """What is written in the file, with its states; None for what is written for another subject."""
        if isinstance(node, Leaf):
            return self._leaf(node, next(self.reasons), alternative)
        any_of = node.op == "any_of"
        children = [self.node(child, alternative=any_of) for child in node.children]
        kept = tuple(child for child in children if child is not None)
        if not kept or (not any_of and len(kept) < len(children)):
            return None
        return Branch(any_of, kept)

    def _leaf(self, leaf: Leaf, reason: Reason, alternative: bool) -> Term | None:
        if reason.code == OTHER_SUBJECT:
            return None
        about = leaf.values.get("title") or leaf.values.get("award") or leaf.values.get("rating")
        return Term(reason, requirement(leaf, self.names), about, alternative)


def terms_of(nodes: Iterable[Term | Branch]) -> Iterator[Term]:
    """Every condition below these nodes."""
    for node in nodes:
        if isinstance(node, Term):
            yield node
        else:
            yield from terms_of(node.children)


def met_ways(choice: Branch) -> list[list[Term]]:
    """The branches of a choice that are met, each as its conditions that are."""
    ways = [child for child in choice.children if child.state == MET]
    return [[term for term in terms_of([way]) if term.state == MET] for way in ways]


def _choices(nodes: Iterable[Term | Branch]) -> Iterator[Branch]:
    for node in nodes:
        if isinstance(node, Branch):
            if node.any_of:
                yield node
            else:
                yield from _choices(node.children)
