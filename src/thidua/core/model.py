"""What a criteria set is, once read and checked: frozen values in the words of the domain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from thidua.core.canonical import sha256_hex
from thidua.core.numbers import places
from thidua.core.scoring.base import ClaimField, Effect, Rule, readable

BASE, BONUS, DEDUCTIONS = "base", "bonus", "deductions"


@dataclass(frozen=True)
class Leaf:
    """A criterion that is scored. `classes` None: it exists for every class; `part`: base | bonus | deductions;
    `groups`: codes of the groups above it, outermost first; `labels`: words for the codes of its rule (`x-labels`)."""

    code: str
    title: str
    max: Decimal
    rule: Rule
    part: str
    groups: tuple[str, ...]
    classes: frozenset[str] | None = None
    evidence: str = "optional"
    evidence_note: str = ""
    fill: Mapping[str, str] = field(default_factory=dict)
    tasks: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, code: str) -> str:
        """A code of the rule (an event, an option) in words: as the set's `x-labels` has it, else made readable."""
        return self.labels.get(code) or readable(code)

    def fields(self, step: Decimal | None) -> tuple[ClaimField, ...]:
        """The fields of a claim for this leaf, their options in words."""
        return tuple(
            replace(item, options=tuple(replace(option, label=self.label(option.code)) for option in item.options))
            for item in self.rule.fields(self.max, step)
        )

    def exists_for(self, class_code: str | None) -> bool:
        """Whether the leaf exists for a unit of this class."""
        return self.classes is None or class_code in self.classes


@dataclass(frozen=True)
class Group:
    """A group: the sum of its children, cut at `max` when `cap`."""

    code: str
    title: str
    max: Decimal | None
    cap: bool
    children: tuple[Node, ...]
    part: str
    groups: tuple[str, ...]
    classes: frozenset[str] | None = None

    def exists_for(self, class_code: str | None) -> bool:
        """Whether the group exists for a unit of this class."""
        return self.classes is None or class_code in self.classes


Node: TypeAlias = Leaf | Group


@dataclass(frozen=True)
class Part:
    """Bonus or deductions: items and an optional cap on their sum."""

    items: tuple[Node, ...] = ()
    cap: Decimal | None = None


@dataclass(frozen=True)
class UnitClass:
    """A kind of unit scored differently."""

    code: str
    title: str


@dataclass(frozen=True)
class Indicator:
    """A figure that units report through the year. kind: count | percent | money | days | yes_no.

    `register` (`x-register` in the set): the book that already knows the figure, "" where none does."""

    code: str
    title: str
    unit: str
    kind: str
    low: Decimal | None
    high: Decimal | None
    register: str = ""


@dataclass(frozen=True)
class KnockOut:
    """A condition outside the points."""

    code: str
    title: str
    effect: Effect


@dataclass(frozen=True)
class Requirement:
    """At least `min_percent` of the assigned maximum of a group or leaf."""

    code: str
    min_percent: Decimal


@dataclass(frozen=True)
class GradeBand:
    """A grade. `minimum` by class, with `default` for the others; `share_max` in percent of the ranked units."""

    code: str
    title: str
    minimum: Mapping[str, Decimal]
    requires: tuple[Requirement, ...]
    share_max: Decimal | None

    def minimum_for(self, class_code: str | None) -> Decimal:
        """The least figure that earns the grade."""
        return for_class(self.minimum, class_code)


@dataclass(frozen=True)
class Grades:
    """Grades, best first. by: points | percent; `clip`: the figure is cut at the declared total, or at 100 percent."""

    by: str
    clip: bool
    bands: tuple[GradeBand, ...]

    def index(self, code: str) -> int:
        """Place of a grade, 0 the best."""
        return next(index for index, band in enumerate(self.bands) if band.code == code)


@dataclass(frozen=True)
class Ranking:
    """How units are ranked. by: points | percent; within: all | class | block; ties: standard | dense."""

    by: str = "points"
    within: str = "all"
    ties: str = "standard"
    tie_break: tuple[str, ...] = ()
    incomplete: str = "exclude"


@dataclass(frozen=True)
class Warning:
    """Something to look at that does not refuse the input. `declared` and `sum` are there for sum_mismatch."""

    code: str
    path: str
    declared: Decimal | None = None
    sum: Decimal | None = None


DEFAULT = "default"


def for_class(values: Mapping[str, Decimal], class_code: str | None) -> Decimal:
    """The value for a class in a table that may have a default."""
    return values[class_code] if class_code is not None and class_code in values else values[DEFAULT]


@dataclass(frozen=True)
class CriteriaSet:
    """A criteria set, checked. `canonical` is its canonical JSON, the text that is hashed and stored."""

    code: str
    title: str
    organiser: str
    source: Mapping[str, Any]
    period: Mapping[str, str]
    total: Mapping[str, Decimal]
    sum_mismatch_note: str
    decimals: int
    step: Decimal | None
    not_assigned: str
    ceiling: str
    classes: tuple[UnitClass, ...]
    indicators: tuple[Indicator, ...]
    criteria: tuple[Node, ...]
    bonus: Part
    deductions: Part
    knock_outs: tuple[KnockOut, ...]
    grades: Grades | None
    ranking: Ranking
    warnings: tuple[Warning, ...]
    canonical: str

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the canonical form."""
        return sha256_hex(self.canonical)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by code: base, bonus, deductions, in set order."""
        tops = (*self.criteria, *self.bonus.items, *self.deductions.items)
        return {node.code: node for top in tops for node in walk(top)}

    @cached_property
    def leaves(self) -> dict[str, Leaf]:
        """Every leaf by code, in set order."""
        return {code: node for code, node in self.nodes.items() if isinstance(node, Leaf)}

    @cached_property
    def scale_places(self) -> int:
        """Decimal places in which every sum of this set is a whole number."""
        bounds = [node.max for node in self.nodes.values() if node.max is not None]
        bounds += [cap for cap in (self.bonus.cap, self.deductions.cap) if cap is not None]
        return max(self.decimals, places([*bounds, *self.total.values()]))

    def leaf(self, code: str) -> Leaf:
        """The leaf of this code. Raises KeyError."""
        return self.leaves[code]

    def node(self, code: str) -> Node:
        """The group or leaf of this code. Raises KeyError."""
        return self.nodes[code]

    def knock_out(self, code: str) -> KnockOut:
        """The knock-out of this code. Raises KeyError."""
        return {item.code: item for item in self.knock_outs}[code]

    def base_leaves(self, class_code: str | None = None) -> tuple[Leaf, ...]:
        """Leaves of the base in set order: all of them, or those that exist for a class."""
        return self._part(BASE, class_code)

    @property
    def bonus_leaves(self) -> tuple[Leaf, ...]:
        return self._part(BONUS, None)

    @property
    def deduction_leaves(self) -> tuple[Leaf, ...]:
        return self._part(DEDUCTIONS, None)

    def _part(self, part: str, class_code: str | None) -> tuple[Leaf, ...]:
        return tuple(
            leaf
            for leaf in self.leaves.values()
            if leaf.part == part and (class_code is None or leaf.exists_for(class_code))
        )

    @property
    def groups(self) -> tuple[Group, ...]:
        """Top groups of the base in document order; nested ones are their children."""
        return tuple(node for node in self.criteria if isinstance(node, Group))

    @cached_property
    def all_groups(self) -> tuple[Group, ...]:
        """Every group of the base in document order, each before those inside it."""
        return tuple(node for node in self.nodes.values() if isinstance(node, Group) and node.part == BASE)

    def total_for(self, class_code: str | None) -> Decimal | None:
        """The declared maximum for a class; None when none is declared."""
        if class_code in self.total or DEFAULT in self.total:
            return for_class(self.total, class_code)
        return None

    def claim_fields(self, leaf: Leaf) -> tuple[ClaimField, ...]:
        """The fields that a claim for this leaf has."""
        return leaf.fields(self.step)


def walk(node: Node) -> Iterator[Node]:
    """A node and everything below it, in document order."""
    yield node
    if isinstance(node, Group):
        for child in node.children:
            yield from walk(child)
