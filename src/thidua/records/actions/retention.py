"""Clearing what is kept past its term."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit.actions import record
from thidua.core.verdict import Refused, no, require
from thidua.organisations.actor import Actor
from thidua.records.actions.erasing import empty_fields
from thidua.records.actions.locking import locked_people, locked_unit
from thidua.records.chain import records_chain
from thidua.records.queries.retention import expired_data
from thidua.records.rules.access import can_answer_request


@transaction.atomic
def clear_expired(*, actor: Actor, at: datetime, organisation_id: int) -> int:
    """Empty the data whose term is over, of everybody who has left the unit; by its head; audited for each person with
    the sorts of data alone. Returns how many people it touched. Refused: nothing is past its term."""
    require(can_answer_request(actor, organisation_id))
    locked_unit(actor, organisation_id)
    lines = expired_data(actor, organisation_id, at)
    if not lines:
        raise Refused(no("nothing_expired", "Không còn dữ liệu nào quá thời hạn lưu."))
    people = locked_people(line.person_id for line in lines)
    for line in lines:
        fields = sorted(one.field for one in line.fields)
        empty_fields(people[line.person_id], fields, at)
        record(
            chain=records_chain(organisation_id),
            action="records.clear_expired",
            actor=actor,
            at=at,
            facts={"person": str(line.person_id), "erased": fields},
        )
    return len(lines)
