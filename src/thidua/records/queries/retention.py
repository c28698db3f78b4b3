"""What a unit still keeps past its term, and how long each sort of a person's data is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from thidua.core.law.retention import national_terms, terms_on
from thidua.core.phases import local_date
from thidua.organisations.actor import Actor
from thidua.records.contents import EmploymentContent
from thidua.records.models import Employment, IdentityNumber, PartyMembership, Person, PersonDetails
from thidua.records.queries.access import people_visible_to
from thidua.records.queries.histories import histories_of
from thidua.records.queries.people import names_of_people
from thidua.records.rules.erasure import Erasure, FieldLine, erasure_on, expired_on


@dataclass(frozen=True, slots=True)
class ExpiredLine:
    """Somebody who has left, and what is kept of them past its term."""

    person_id: int
    full_name: str
    fields: tuple[FieldLine, ...]

    @property
    def labels(self) -> str:
        return ", ".join(line.label[:1].lower() + line.label[1:] for line in self.fields)


def expired_data(actor: Actor, organisation_id: int, at: datetime) -> list[ExpiredLine]:
    """By given name, the people of the unit whose data may be cleared today; in a fixed number of queries."""
    today = local_date(at)
    working = Employment.objects.filter(
        Q(last_date__isnull=True) | Q(last_date__gte=today),
        person_id=OuterRef("pk"),
        corrected_by__isnull=True,
        is_void=False,
    )
    gone = people_visible_to(actor, at).filter(~Exists(working), organisation_id=organisation_id, erased_at=None)
    ids = list(gone.order_by("sort_key", "pk").values_list("pk", flat=True))
    histories, held, names = histories_of(ids), held_by(ids), names_of_people(ids)
    terms = terms_on(today, national_terms())
    found = []
    for person_id in ids:
        employments = [row.content for row in histories[person_id].of(EmploymentContent)]
        fields = expired_on(today, held[person_id], employments, terms)
        if fields:
            found.append(ExpiredLine(person_id, names[person_id], fields))
    return found


def kept_of(person_id: int, at: datetime) -> Erasure:
    """What of a person's own data could be erased today, and until when the rest is kept."""
    today = local_date(at)
    employments = [row.content for row in histories_of([person_id])[person_id].of(EmploymentContent)]
    return erasure_on(today, held_by([person_id])[person_id], employments, terms_on(today, national_terms()))


def held_by(person_ids: list[int]) -> dict[int, set[str]]:
    """By person, the sorts of data that any version of the record still holds; in four queries."""
    held: dict[int, set[str]] = {person_id: set() for person_id in person_ids}
    for details in PersonDetails.objects.filter(person_id__in=person_ids):
        told = {
            "full_name": details.full_name != "",
            "gender": details.gender != "",
            "birth_date": details.birth_date is not None,
        }
        held[details.person_id] |= {field for field, is_held in told.items() if is_held}
    for person_id, staff_code, user_id in Person.objects.filter(pk__in=person_ids).values_list(
        "pk", "staff_code", "user_id"
    ):
        held[person_id] |= ({"staff_code"} if staff_code else set()) | ({"account"} if user_id else set())
    for model, field in ((IdentityNumber, "identity_number"), (PartyMembership, "party_membership")):
        for person_id in model._default_manager.filter(person_id__in=person_ids).values_list("person_id", flat=True):
            held[person_id].add(field)
    return held
