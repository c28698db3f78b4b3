"""Lists of people: by given name in Vietnamese order, found without diacritics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Max, OuterRef, QuerySet, Subquery

from thidua.core.phases import local_date
from thidua.core.vn import fold, name_sort_key
from thidua.organisations.actor import Actor
from thidua.records.models import Employment, Person, PersonDetails
from thidua.records.queries.access import people_visible_to
from thidua.records.values import PersonWords
from thidua.records.words import NOBODY

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line of a list. `employed`: works in the unit on that day; else the last employment is told."""

    id: int
    full_name: str
    gender: str
    birth_date: date | None
    staff_code: str
    department: str
    position: str
    employed: bool
    is_erased: bool
    has_account: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of a list; `total` counts all that fit the search."""

    lines: tuple[PersonLine, ...]
    page: int
    pages: int
    total: int


def people_of(
    actor: Actor, organisation_id: int, at: datetime, *, search: str = "", page: int = 1, per_page: int = PER_PAGE
) -> PeoplePage:
    """The people of a unit that this actor may see, in a fixed number of queries. Every word of `search` must be found
    in the name or staff code; capitals and diacritics do not matter. A page past the end is the last one."""
    people = people_visible_to(actor, at).filter(organisation_id=organisation_id)
    for word in fold(search).split():
        people = people.filter(search_text__contains=word)
    total = people.count()
    pages = max(1, -(-total // per_page))
    page = min(max(page, 1), pages)
    rows = people.order_by(F("erased_at").asc(nulls_first=True), "sort_key", "pk")
    shown = rows[(page - 1) * per_page : page * per_page]
    return PeoplePage(tuple(_lines(shown, organisation_id, local_date(at))), page, pages, total)


def _lines(people: QuerySet[Person], organisation_id: int, today: date) -> list[PersonLine]:
    rows = list(people)
    details = details_in_force(row.pk for row in rows)
    employments: dict[int, Employment] = {}
    for employment in Employment.objects.filter(
        person_id__in=[row.pk for row in rows],
        organisation_id=organisation_id,
        corrected_by__isnull=True,
        is_void=False,
    ).order_by("since_date"):
        employments[employment.person_id] = employment
    return [_line(row, details.get(row.pk), employments.get(row.pk), today) for row in rows]


def _line(row: Person, details: PersonDetails | None, work: Employment | None, today: date) -> PersonLine:
    return PersonLine(
        id=row.pk,
        full_name=shown_name(details),
        gender=details.gender if details else "",
        birth_date=details.birth_date if details else None,
        staff_code=row.staff_code,
        department=work.department if work else "",
        position=work.position if work else "",
        employed=work is not None and work.since_date <= today and (work.last_date is None or today <= work.last_date),
        is_erased=row.erased_at is not None,
        has_account=row.user_id is not None,
    )


def details_in_force(person_ids: Iterable[int]) -> dict[int, PersonDetails]:
    """The greatest version of each person, in one query."""
    latest = (
        PersonDetails.objects.filter(person_id=OuterRef("person_id"))
        .order_by()
        .values("person_id")
        .annotate(latest=Max("number"))
        .values("latest")
    )
    rows = PersonDetails.objects.filter(person_id__in=set(person_ids), number=Subquery(latest))
    return {row.person_id: row for row in rows}


def names_of_people(person_ids: Iterable[int]) -> dict[int, str]:
    """Names in force by id, in one query; an erased person is called as the pages call them."""
    return {pk: shown_name(row) for pk, row in details_in_force(person_ids).items()}


def shown_name(details: PersonDetails | None) -> str:
    return details.full_name if details and details.full_name else NOBODY


def staff_code_is_taken(organisation_id: int, staff_code: str, *, besides: int | None) -> bool:
    """Whether another person of the unit has this code."""
    if not staff_code:
        return False
    others = Person.objects.exclude(pk=besides or 0)
    return others.filter(organisation_id=organisation_id, staff_code=staff_code).exists()


def same_person_in_unit(organisation_id: int, words: PersonWords) -> bool:
    """Whether somebody of the same name is in the unit's book, whose day of birth does not tell them apart."""
    same_name = Person.objects.filter(organisation_id=organisation_id, sort_key=name_sort_key(words.full_name))
    births = {row.birth_date for row in details_in_force(same_name.values_list("pk", flat=True)).values()}
    return bool(births) and (words.birth_date is None or bool(births & {None, words.birth_date}))
