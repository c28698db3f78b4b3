"""A regime as objects: awards, their conditions and the dated values around them, each with its ground."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from thidua.core.law.compiled import Compiled, compiled
from thidua.core.law.conditions.base import Names
from thidua.core.law.nodes import Ground, Node, Source, leaves_of, nodes_on


@dataclass(frozen=True, slots=True)
class Authority:
    """Who decides on the award."""

    text: str
    ground: Ground


@dataclass(frozen=True, slots=True)
class Quota:
    """At most `pct` percent of the `of` (an award code) on the list; None: no figure. kind: share | per_cluster."""

    kind: str
    pct: Decimal | None
    of: str | None
    ground: Ground


@dataclass(frozen=True, slots=True)
class VoteThreshold:
    """At least `min_share_pct` percent of ALL members of the council; None: not known."""

    min_share_pct: Decimal | None
    secret_ballot: bool | None
    ground: Ground


@dataclass(frozen=True, slots=True)
class PrizeMultiple:
    """Multiples of the base salary by subject; None: no prize known. `is_cap`: at most that much."""

    individual: Decimal | None
    collective: Decimal | None
    household: Decimal | None
    is_cap: bool
    ground: Ground

    def of(self, subject: str) -> Decimal | None:
        """The multiple for a subject."""
        return {"individual": self.individual, "collective": self.collective, "household": self.household}[subject]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The papers of a dossier, by code; how many sets, and whether an electronic file is asked (None: not known)."""

    items: tuple[str, ...]
    copies: int | None
    electronic_file: bool | None
    ground: Ground


@dataclass(frozen=True, slots=True)
class Timing:
    """When the dossier is due, in words, and the working days of processing; None: not known."""

    submit: str | None
    deadline: str | None
    processing_working_days: int | None
    ground: Ground


@dataclass(frozen=True)
class Award:
    """An award as one regime has it, and, in a `Regime`, as it stands on a day. kind: title | commendation."""

    code: str
    name: str
    kind: str
    subjects: tuple[str, ...]
    level: str
    decided_by: Authority
    criteria: tuple[Node, ...]
    quota: Quota | None
    vote_threshold: VoteThreshold | None
    prize_multiple: PrizeMultiple | None
    dossier: Dossier | None
    timing: Timing | None
    note: str = ""

    @cached_property
    def compiled(self) -> Compiled:
        """The conditions ready for judging."""
        return compiled(self.criteria)

    def on(self, day: date) -> Award:
        """The award with only what is in force on that day."""
        return replace(
            self,
            criteria=nodes_on(self.criteria, day),
            quota=_if_on(self.quota, day),
            vote_threshold=_if_on(self.vote_threshold, day),
            prize_multiple=_if_on(self.prize_multiple, day),
            dossier=_if_on(self.dossier, day),
            timing=_if_on(self.timing, day),
        )

    def days_of_change(self) -> Iterator[date]:
        """First days on which something of the award changes."""
        blocks = (self.quota, self.vote_threshold, self.prize_multiple, self.dossier, self.timing)
        grounds = [leaf.ground for leaf in leaves_of(self.criteria)]
        grounds += [block.ground for block in blocks if block is not None]
        for ground in grounds:
            yield ground.first
            if ground.last is not None and ground.last < date.max:
                yield date.fromordinal(ground.last.toordinal() + 1)


Grounded = TypeVar("Grounded", Quota, VoteThreshold, PrizeMultiple, Dossier, Timing)


def _if_on(block: Grounded | None, day: date) -> Grounded | None:
    return block if block is not None and block.ground.holds_on(day) else None


@dataclass(frozen=True, slots=True)
class LawText:
    """A document that a regime rests on."""

    code: str
    title: str
    evidence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft said about an award; it judges nothing."""

    award: str
    text: str
    status: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Regime:
    """The national law between two dates. In a regime without awards no rule is loaded yet."""

    code: str
    title: str
    first: date
    last: date | None
    note: str
    texts: tuple[LawText, ...]
    drafts: tuple[Draft, ...]
    awards: Mapping[str, Award]
    names: Names
    hold: Ground | None = None
    """What makes a pending matter a hold; None where no article is known."""
    overlays: tuple[str, ...] = ()
    """Codes of the local rule sets that are worked in."""

    def holds_on(self, day: date) -> bool:
        """Whether the regime is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def award(self, code: str) -> Award:
        """The award of this code. Raises KeyError where the regime has none."""
        return self.awards[code]
