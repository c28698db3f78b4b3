"""The people of a unit's book, to choose from or to be recognised by: all of them, in three queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.models import Employment, Person
from thidua.records.queries.people import details_in_force


@dataclass(frozen=True, slots=True)
class BookPerson:
    """Somebody of the book; `department` is that of today."""

    id: int
    name: str
    staff_code: str
    birth_date: date | None
    department: str


def people_in_book(organisation_id: int, *, on: date) -> list[BookPerson]:
    """Everybody whose data was not erased, in the order of lists of people."""
    rows = Person.objects.filter(organisation_id=organisation_id, erased_at=None).order_by("sort_key", "pk")
    codes = dict(rows.values_list("pk", "staff_code"))
    details = details_in_force(codes)
    working = Employment.objects.filter(
        Q(last_date__isnull=True) | Q(last_date__gte=on),
        person_id__in=codes,
        since_date__lte=on,
        corrected_by__isnull=True,
        is_void=False,
    )
    departments = dict(working.values_list("person_id", "department"))
    return [
        BookPerson(pk, details[pk].full_name, code, details[pk].birth_date, departments.get(pk, ""))
        for pk, code in codes.items()
        if pk in details
    ]


def people_to_choose(actor: Actor, *, on: date) -> list[BookPerson]:
    """The people of the officer's own unit; nobody for other hats."""
    if actor.role not in (Role.UNIT_EDITOR, Role.UNIT_HEAD) or actor.organisation_id is None:
        return []
    return people_in_book(actor.organisation_id, on=on)
