"""What an import is judged by: the file kept since its upload, and the unit's book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from thidua.organisations.actor import Actor
from thidua.records.contents import WorkContent
from thidua.records.enums import FactKind
from thidua.records.importing.cells import SheetLike
from thidua.records.importing.matching import Known
from thidua.records.importing.plan import Plan
from thidua.records.importing.planning import Planner
from thidua.records.importing.reading import read_filled
from thidua.records.models import ImportDraft
from thidua.records.queries.choosing import people_in_book
from thidua.records.queries.histories import histories_of, history_of_unit
from thidua.records.queries.rows import content_of, in_force


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file waiting to be taken."""

    id: int
    file_name: str
    content: bytes
    created_at: datetime


def own_drafts(actor: Actor) -> QuerySet[ImportDraft]:
    """The actor's own files for the actor's own unit: everything about received files begins here."""
    if actor.user_id is None or actor.organisation_id is None:
        return ImportDraft.objects.none()
    return ImportDraft.objects.filter(user_id=actor.user_id, organisation_id=actor.organisation_id)


def received_file(actor: Actor, draft_id: int) -> ReceivedFile | None:
    """None when the file is gone or was never theirs."""
    row = own_drafts(actor).filter(pk=draft_id).first()
    return None if row is None else ReceivedFile(row.pk, row.file_name, bytes(row.content), row.created_at)


def plan_import(
    *,
    organisation_id: int,
    sheets: Sequence[SheetLike],
    answers: Mapping[str, str],
    encoding: str,
    today: date,
) -> Plan:
    """What the workbook would do to the unit's book today; nothing is written. A fixed number of queries."""
    filled = read_filled(sheets, organisation_id=organisation_id, encoding=encoding)
    people = people_in_book(organisation_id, on=today)
    works = [
        content
        for row in in_force(FactKind.WORK).filter(organisation_id=organisation_id)
        if isinstance(content := content_of(row, FactKind.WORK), WorkContent)
    ]
    planner = Planner(
        organisation_id=organisation_id,
        people=[Known(f"cu:{one.id}", one.name, one.staff_code, one.birth_date, one.department) for one in people],
        histories=histories_of(one.id for one in people),
        unit=history_of_unit(organisation_id),
        works=works,
        answers=answers,
        today=today,
    )
    return planner.plan(filled)
