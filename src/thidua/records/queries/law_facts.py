"""The history in force as the facts that the law judges: of many people in a fixed number of queries."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.law.facts import DISCIPLINE_PLACE, Facts, InitiativeMade, TitleHeld, TopicDone
from thidua.core.law.nodes import leaves_of
from thidua.core.law.regimes import law
from thidua.core.phases import local_date
from thidua.records.contents import Subject
from thidua.records.enums import WorkKind
from thidua.records.models import (
    Authorship,
    Discipline,
    Employment,
    Hold,
    Honour,
    Leave,
    MemberFigures,
    Rating,
    Work,
)
from thidua.records.service import months_of_service

IN_FORCE = Q(corrected_by__isnull=True, is_void=False)
"""Rows that no other row corrects and that are not void."""
HOLDS_TRUE = IN_FORCE & Q(revocation__isnull=True)
"""The same for titles: one that was taken away counts no more."""


def facts_for(subject: Subject, year: int, at: datetime) -> Facts:
    """The facts about one person or unit for the award year `year`, as the records tell them at `at`.

    Titles and works of later years are left out; a pending matter counts while it lasts on the day of `at`; a
    discipline counts when it was in force on any day of the year. Whether the subject registered, ranked or led a
    movement is not in the records: unknown.
    """
    if subject.person_id is not None:
        return facts_of_people([subject.person_id], year, at)[subject.person_id]
    assert subject.organisation_id is not None
    return facts_of_unit(subject.organisation_id, year, at)


def facts_of_people(person_ids: Iterable[int] | QuerySet[Any], year: int, at: datetime) -> dict[int, Facts]:
    """The facts about each of these people, in seven queries. `person_ids` may be a query of ids."""
    wanted = person_ids if isinstance(person_ids, QuerySet) else list(person_ids)
    gathered: defaultdict[int, _Gathered] = defaultdict(_Gathered)
    of_them = Q(person_id__in=wanted)
    for person_id, of_year, level in Rating.objects.filter(IN_FORCE & of_them).values_list(
        "person_id", "year", "level"
    ):
        gathered[person_id].ratings[of_year] = level
    for person_id, code, from_year, to_year, basis in (
        Honour.objects.filter(HOLDS_TRUE & of_them, to_year__lte=year)
        .order_by("pk")
        .values_list("person_id", "award_code", "from_year", "to_year", "basis")
    ):
        gathered[person_id].titles.append(TitleHeld(code, from_year, to_year, basis))
    _gather_works(gathered, of_them, year)
    _gather_periods(gathered, of_them, year, local_date(at))
    ids = wanted if not isinstance(wanted, QuerySet) else gathered.keys() | set(wanted)
    return {person_id: gathered[person_id].facts("individual", year) for person_id in ids}


def facts_of_unit(organisation_id: int, year: int, at: datetime) -> Facts:
    """The facts about a unit as a collective; of its works those that name no author are its own."""
    own = Q(organisation_id=organisation_id)
    gathered = _Gathered()
    gathered.ratings.update(Rating.objects.filter(IN_FORCE & own).values_list("year", "level"))
    titles = Honour.objects.filter(HOLDS_TRUE & own, to_year__lte=year).order_by("pk")
    gathered.titles.extend(
        TitleHeld(*title) for title in titles.values_list("award_code", "from_year", "to_year", "basis")
    )
    works = Work.objects.filter(IN_FORCE & own, year__lte=year, authorships__isnull=True).order_by("pk")
    for work in works.values_list("kind", "scope", "year", "accepted", "applied"):
        gathered.add_work(*work)
    gathered.pending.extend(
        Hold.objects.filter(IN_FORCE & own & _lasts_on(local_date(at))).values_list("kind", flat=True)
    )
    gathered.months = 12
    figures = MemberFigures.objects.filter(IN_FORCE & own, year=year).first()
    if figures is not None:
        counts = {code: int(number) for code, number in json.loads(figures.counts).items()}
        gathered.members = {"n": figures.members, **counts}
    return gathered.facts("collective", year, member_discipline=_worst_of_members(organisation_id, year))


@dataclass(slots=True)
class _Gathered:
    """What the rows say of one subject."""

    ratings: dict[int, str] = field(default_factory=dict)
    titles: list[TitleHeld] = field(default_factory=list)
    initiatives: list[InitiativeMade] = field(default_factory=list)
    topics: list[TopicDone] = field(default_factory=list)
    leave: list[str] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    discipline: str = "none"
    months: int = 0
    members: Mapping[str, int] | None = None

    def add_work(self, kind: str, scope: str, year: int, accepted: bool | None, applied: bool | None) -> None:
        if kind == WorkKind.INITIATIVE:
            self.initiatives.append(InitiativeMade(scope, year))
        else:
            self.topics.append(TopicDone(scope, year, accepted, applied))

    def add_discipline(self, level: str) -> None:
        self.discipline = max(self.discipline, level, key=DISCIPLINE_PLACE.__getitem__)

    def facts(self, subject: str, year: int, *, member_discipline: str = "none") -> Facts:
        return Facts(
            subject=subject,
            year=year,
            ratings=self.ratings,
            titles=tuple(self.titles),
            initiatives=tuple(self.initiatives),
            topics=tuple(self.topics),
            months=self.months,
            leave=tuple(sorted(set(self.leave))),
            pending=tuple(sorted(set(self.pending))),
            max_discipline=self.discipline,
            member_discipline=member_discipline,
            members=self.members,
        )


def _gather_works(gathered: Mapping[int, _Gathered], of_them: Q, year: int) -> None:
    signed = Authorship.objects.filter(
        of_them, work__corrected_by__isnull=True, work__is_void=False, work__year__lte=year
    ).order_by("work_id")
    for person_id, kind, scope, of_year, accepted, applied in signed.values_list(
        "person_id", "work__kind", "work__scope", "work__year", "work__accepted", "work__applied"
    ):
        gathered[person_id].add_work(kind, scope, of_year, accepted, applied)


def _gather_periods(gathered: Mapping[int, _Gathered], of_them: Q, year: int, today: date) -> None:
    """Holds of today, disciplines and leave of the year, and the months that employments less leave make."""
    for person_id, kind in Hold.objects.filter(IN_FORCE & of_them & _lasts_on(today)).values_list("person_id", "kind"):
        gathered[person_id].pending.append(kind)
    touching = IN_FORCE & of_them & _touches(year)
    for person_id, level in Discipline.objects.filter(touching).values_list("person_id", "level"):
        gathered[person_id].add_discipline(level)
    away: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    counted = leave_that_counts(year)
    for person_id, kind, since, last in Leave.objects.filter(touching).values_list(
        "person_id", "kind", "since_date", "last_date"
    ):
        gathered[person_id].leave.append(kind)
        if kind not in counted:
            away[person_id].append((since, last))
    at_work: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    for person_id, since, last in Employment.objects.filter(touching).values_list(
        "person_id", "since_date", "last_date"
    ):
        at_work[person_id].append((since, last))
    for person_id, periods in at_work.items():
        gathered[person_id].months = months_of_service(year, periods, away[person_id])


def leave_that_counts(year: int) -> frozenset[str]:
    """Kinds of leave of which the regime at the end of that year says that they count as service."""
    first = law().regimes[0].first
    regime = law().on(max(date(year, 12, 31), first))
    return frozenset(
        leaf.values["leave"]
        for award in law().awards_of(regime).values()
        for leaf in leaves_of(award.criteria)
        if leaf.type == "leave_counts" and leaf.values.get("counts")
    )


def _worst_of_members(organisation_id: int, year: int) -> str:
    """The highest discipline within the year of anybody who worked in the unit then."""
    members = Employment.objects.filter(IN_FORCE & _touches(year), organisation_id=organisation_id)
    gathered = _Gathered()
    for level in Discipline.objects.filter(
        IN_FORCE & _touches(year), person_id__in=members.values("person_id")
    ).values_list("level", flat=True):
        gathered.add_discipline(level)
    return gathered.discipline


def _lasts_on(day: date) -> Q:
    return Q(since_date__lte=day) & (Q(last_date__isnull=True) | Q(last_date__gte=day))


def _touches(year: int) -> Q:
    """The period has a day in the year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return Q(since_date__lte=last) & (Q(last_date__isnull=True) | Q(last_date__gte=first))
