"""An auditor says why a record is looked into; from then on it may be read for an hour."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.models import Chain
from thidua.core.verdict import Refused, require
from thidua.core.vn import clean
from thidua.organisations.actor import Actor
from thidua.records.chain import records_chain
from thidua.records.models import Person
from thidua.records.queries.access import clusters_of, reason_holds
from thidua.records.queries.histories import histories_of
from thidua.records.rules.access import NOT_YOURS, may_give_reason
from thidua.records.rules.people import acceptable_reason


@transaction.atomic
def read_as_auditor(
    *, actor: Actor, at: datetime, organisation_id: int, reason: str, person_id: int | None = None
) -> None:
    """Log why an auditor opens a person's record, or (without `person_id`) the unit's list and its own history: once
    per auditor, record and hour. Refused: a unit outside the cluster, a person of another unit, no reason, the person's
    name in it."""
    require(may_give_reason(actor, clusters_of(organisation_id, at)))
    names: tuple[str, ...] = ()
    if person_id is not None:
        if not Person.objects.filter(pk=person_id, organisation_id=organisation_id).exists():
            raise Refused(NOT_YOURS)
        names = histories_of([person_id])[person_id].names
    text = clean(reason)
    require(acceptable_reason(text, names=names))
    chain = records_chain(organisation_id)
    Chain.objects.select_for_update().filter(code=chain).first()  # two tabs at once: the second looks again
    if reason_holds(actor, at, organisation_id=organisation_id, person_id=person_id):
        return
    record(
        chain=chain,
        action="records.read_record",
        actor=actor,
        at=at,
        facts={
            "organisation": str(organisation_id),
            "person": str(person_id) if person_id is not None else None,
            "reason": text,
        },
    )
