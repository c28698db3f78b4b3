"""The row that serialises the writers of one record, and the rule that lets them in."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from thidua.core.verdict import Refused, require
from thidua.organisations.actor import Actor
from thidua.organisations.models import Organisation
from thidua.records.contents import Subject
from thidua.records.history import History
from thidua.records.models import Person
from thidua.records.queries.histories import histories_of, history_of_unit
from thidua.records.rules.access import ERASED, NOT_YOURS, can_write_record


def locked_person(actor: Actor, person_id: int, *, erased_too: bool = False) -> Person:
    """The person's row, locked until the end of the transaction, for a writer of the unit in charge.

    Refused with one and the same sentence: another unit's person, and nobody. Refused: a person whose data was erased,
    unless that does not matter.
    """
    _in_transaction()
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    require(can_write_record(actor, person.organisation_id if person else None))
    if person is None:
        raise Refused(NOT_YOURS)
    if person.erased_at is not None and not erased_too:
        raise Refused(ERASED)
    return person


def locked_people(person_ids: Iterable[int]) -> dict[int, Person]:
    """Rows of several people, locked in the order of their ids so that two writers never wait for one another."""
    _in_transaction()
    rows = Person.objects.select_for_update().filter(pk__in=set(person_ids)).order_by("pk")
    return {row.pk: row for row in rows}


def locked_unit(actor: Actor, organisation_id: int) -> None:
    """One writer at a time for what a unit holds as a whole: its own history, its works, its people's codes."""
    _in_transaction()
    require(can_write_record(actor, organisation_id))
    # Rows that point at the organisation may be written meanwhile: its key does not change.
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)


def locked_history(actor: Actor, subject: Subject) -> History:
    """The history in force of a person or unit, which nobody else changes until the transaction ends."""
    if subject.person_id is not None:
        locked_person(actor, subject.person_id)
        return histories_of([subject.person_id])[subject.person_id]
    if subject.organisation_id is None:
        raise Refused(NOT_YOURS)
    locked_unit(actor, subject.organisation_id)
    return history_of_unit(subject.organisation_id)


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("records are locked inside a transaction")
