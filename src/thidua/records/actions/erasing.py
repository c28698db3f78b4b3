"""Emptying a person's own data, sort by sort, in every version of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from thidua.records.models import Idea, IdentityNumber, PartyMembership, Person, PersonDetails


def empty_fields(person: Person, fields: Collection[str], at: datetime) -> None:
    """Without the name nobody is found any more: the account, the code and the words of searching go with it."""
    details = PersonDetails.objects.filter(person=person)
    if "gender" in fields:
        details.update(gender="")
    if "birth_date" in fields:
        details.update(birth_date=None)
    if "identity_number" in fields:
        IdentityNumber.objects.filter(person=person).delete()
    if "party_membership" in fields:
        PartyMembership.objects.filter(person=person).delete()
    if "full_name" in fields:
        # Ideas sent before the account was linked hang on the account alone: they go with the person's name.
        if person.user_id is not None:
            Idea.objects.filter(user_id=person.user_id, person=None).update(person=person)
        details.update(full_name="", reason="")
        Person.objects.filter(pk=person.pk).update(
            user_id=None, staff_code="", sort_key="", search_text="", erased_at=at
        )
