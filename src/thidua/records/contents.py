"""What a row of the history says, by kind: frozen values that forms make, rules judge and rows store.

Field names are those of the columns. Days are inclusive; years are award years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from types import MappingProxyType
from typing import ClassVar

from thidua.records.enums import Basis, FactKind


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose history: a person's, or that of a unit as a collective. Exactly one of the two is named."""

    person_id: int | None = None
    organisation_id: int | None = None

    @classmethod
    def person(cls, person_id: int) -> Subject:
        return cls(person_id=person_id)

    @classmethod
    def unit(cls, organisation_id: int) -> Subject:
        return cls(organisation_id=organisation_id)

    @property
    def is_person(self) -> bool:
        return self.person_id is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """`fact` names the kind of row; the columns have the names of the fields."""

    fact: ClassVar[FactKind]

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        return tuple(item.name for item in fields(cls))


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Content):
    """Established by a decision; what is not known of it stays empty."""

    decision_number: str = ""
    decision_date: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(Content):
    """From a day to a last day; None: still going on."""

    since_date: date
    last_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingContent(Decided):
    fact: ClassVar[FactKind] = FactKind.RATING
    year: int
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourContent(Decided):
    """A title or commendation by its code of the law, for the years `from_year` to `to_year`."""

    fact: ClassVar[FactKind] = FactKind.HONOUR
    award_code: str
    from_year: int
    to_year: int
    basis: str = Basis.MERIT.value


@dataclass(frozen=True, slots=True, kw_only=True)
class DisciplineContent(Decided):
    fact: ClassVar[FactKind] = FactKind.DISCIPLINE
    level: str
    since_date: date
    last_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldContent(Period):
    fact: ClassVar[FactKind] = FactKind.HOLD
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveContent(Period):
    fact: ClassVar[FactKind] = FactKind.LEAVE
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EmploymentContent(Period):
    """In a unit of this installation, or at a place outside it that `employer` names."""

    fact: ClassVar[FactKind] = FactKind.EMPLOYMENT
    organisation_id: int | None = None
    employer: str = ""
    department: str = ""
    position: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFiguresContent(Content):
    """How many members a collective had in a year, and how many of them have a title (by award code) or a rating
    (by level: that level or better)."""

    fact: ClassVar[FactKind] = FactKind.MEMBER_FIGURES
    year: int
    members: int
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Author:
    """One author of a work; `share` in percent where the decision names one."""

    person_id: int
    share: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkContent(Decided):
    """An initiative or a topic of a unit. Without authors it is the collective's own. `accepted` and `applied` are of
    topics alone; None: nobody said."""

    fact: ClassVar[FactKind] = FactKind.WORK
    kind: str
    title: str
    scope: str
    year: int
    accepted: bool | None = None
    applied: bool | None = None
    authors: tuple[Author, ...] = ()


PeriodContent = EmploymentContent | LeaveContent | DisciplineContent | HoldContent
"""Lasts from `since_date` to `last_date`."""

CONTENTS: Mapping[FactKind, type[Content]] = MappingProxyType(
    {
        content.fact: content
        for content in (
            EmploymentContent,
            RatingContent,
            HonourContent,
            WorkContent,
            MemberFiguresContent,
            LeaveContent,
            DisciplineContent,
            HoldContent,
        )
    }
)
