"""Histories in force, for the rules: of many people in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.records.contents import Content, Subject
from thidua.records.history import Held, History
from thidua.records.models import Person, PersonDetails
from thidua.records.queries.rows import OF_PEOPLE, OF_UNITS, content_of, in_force, is_revoked


def histories_of(person_ids: Iterable[int]) -> dict[int, History]:
    """The history of each of these people; nothing for an id that is nobody's."""
    wanted = set(person_ids)
    held: dict[int, list[Held[Content]]] = {}
    for kind in OF_PEOPLE:
        for row in in_force(kind).filter(person_id__in=wanted).order_by("pk"):
            held.setdefault(row.person_id, []).append(Held(row.pk, content_of(row, kind), is_revoked(row)))
    versions: dict[int, list[PersonDetails]] = {}
    for details in PersonDetails.objects.filter(person_id__in=wanted).order_by("number"):
        versions.setdefault(details.person_id, []).append(details)
    units = dict(Person.objects.filter(pk__in=wanted).values_list("pk", "organisation_id"))
    return {
        person_id: History(
            subject=Subject.person(person_id),
            organisation_id=organisation_id,
            held=tuple(held.get(person_id, ())),
            names=tuple({details.full_name for details in versions.get(person_id, ()) if details.full_name}),
            birth_date=versions[person_id][-1].birth_date if person_id in versions else None,
        )
        for person_id, organisation_id in units.items()
    }


def history_of_unit(organisation_id: int) -> History:
    """The history of a unit as a collective."""
    held = [
        Held(row.pk, content_of(row, kind), is_revoked(row))
        for kind in OF_UNITS
        for row in in_force(kind).filter(organisation_id=organisation_id).order_by("pk")
    ]
    return History(subject=Subject.unit(organisation_id), organisation_id=organisation_id, held=tuple(held))
