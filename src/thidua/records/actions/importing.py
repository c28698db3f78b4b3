"""Taking a workbook into the records: the whole of it in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.append_only import AppendOnly
from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no, require
from thidua.organisations.actor import Actor
from thidua.records.actions.locking import locked_people, locked_unit
from thidua.records.actions.people import search_columns
from thidua.records.actions.rows import new_row
from thidua.records.chain import records_chain
from thidua.records.contents import Subject, WorkContent
from thidua.records.importing.cells import SheetLike
from thidua.records.importing.plan import Line, NewPerson, Plan
from thidua.records.models import Authorship, ImportDraft, Person, PersonDetails
from thidua.records.models.written_once import Fact
from thidua.records.queries.importing import own_drafts, plan_import
from thidua.records.queries.rows import MODELS
from thidua.records.rules.access import can_write_record
from thidua.records.rules.people import one_line
from thidua.records.values import PersonWords

KEPT_FOR = timedelta(days=2)
FILE_GONE = no("no_file", "Tệp này đã được nạp hoặc đã bỏ. Hãy xem lại sổ, cần thì tải tệp lên lần nữa.")
_CHANGED = no("changed", "Sổ vừa thay đổi nên kết quả khác với bản xem trước. Hãy xem lại rồi ghi.")
_ROWS_AN_ENTRY = 500
_A_STATEMENT = 200
T = TypeVar("T")


@transaction.atomic
def receive_file(*, actor: Actor, at: datetime, file_name: str, content: bytes) -> int:
    """Keep an uploaded workbook until it is taken; it takes the place of the actor's earlier one. Returns its id, which
    no other file has had: a page that shows an earlier file cannot take this one."""
    unit_id, user_id = _writer(actor)
    locked_unit(actor, unit_id)
    ImportDraft.objects.filter(created_at__lt=at - KEPT_FOR).delete()
    own_drafts(actor).delete()
    draft = ImportDraft.objects.create(
        organisation_id=unit_id,
        user_id=user_id,
        file_name=one_line(file_name)[-200:] or "bang-tinh.xlsx",
        content=content,
        created_at=at,
    )
    return draft.pk


@transaction.atomic
def drop_file(*, actor: Actor, draft_id: int) -> None:
    """Forget the file: nothing of it was taken."""
    own_drafts(actor).filter(pk=draft_id).delete()


@transaction.atomic
def take_import(
    *,
    actor: Actor,
    at: datetime,
    draft_id: int,
    sheets: Sequence[SheetLike],
    answers: Mapping[str, str],
    encoding: str = "",
    seen_sha256: str = "",
) -> Plan:
    """Write everything that the workbook says, judged once more under lock; the file is then gone. Audited, with the
    hash of every row. Returns the plan that was carried out.

    `seen_sha256` is that of the plan which the person has seen. Refused as a whole: a fault, an unanswered doubt,
    nothing new, a plan that is no longer the one seen, a file that is no longer there (taken already). The unit in
    charge of a record stays what it is: whoever stands in the unit's book has their latest employment here, and the
    file adds employments of this unit or of places outside.
    """
    unit_id, _ = _writer(actor)
    locked_unit(actor, unit_id)
    draft = own_drafts(actor).select_for_update().filter(pk=draft_id).first()
    if draft is None:
        raise Refused(FILE_GONE)
    locked_people(Person.objects.filter(organisation_id=unit_id).values_list("pk", flat=True))
    plan = plan_import(organisation_id=unit_id, sheets=sheets, answers=answers, encoding=encoding, today=local_date(at))
    require(plan.may_be_taken)
    if seen_sha256 not in ("", plan.sha256):
        raise Refused(_CHANGED)
    written = _write(actor, at, unit_id, plan.lines, _add(actor, at, unit_id, plan.people))
    file_sha256 = hashlib.sha256(bytes(draft.content)).hexdigest()
    for part in _parts(written, _ROWS_AN_ENTRY):
        record(
            chain=records_chain(unit_id),
            action="records.import_history",
            actor=actor,
            at=at,
            facts={
                "rows": str(len(part)),
                "of": str(len(written)),
                "people": str(len(plan.people)),
                "file_sha256": file_sha256,
            },
            rows=part,
        )
    draft.delete()
    return plan


def _writer(actor: Actor) -> tuple[int, int]:
    """The unit and the account of somebody who writes records."""
    require(can_write_record(actor, actor.organisation_id))
    assert actor.organisation_id is not None  # what the rule has just said
    assert actor.user_id is not None  # no unit's role is held by nobody
    return actor.organisation_id, actor.user_id


def _add(actor: Actor, at: datetime, unit_id: int, people: Sequence[NewPerson]) -> dict[int, int]:
    """Open the records of new people; from the number of the plan to the id."""
    rows = []
    for person in people:
        words = PersonWords(person.full_name, person.gender, person.birth_date, person.staff_code)
        rows.append(Person(organisation_id=unit_id, **search_columns(words)))
    Person.objects.bulk_create(rows, batch_size=_A_STATEMENT)
    PersonDetails.objects.bulk_create(
        [
            PersonDetails(
                person=row,
                number=1,
                full_name=person.full_name,
                gender=person.gender,
                birth_date=person.birth_date,
                written_at=at,
                written_by_id=actor.user_id,
            )
            for row, person in zip(rows, people, strict=True)
        ],
        batch_size=_A_STATEMENT,
    )
    return {person.number: row.pk for row, person in zip(rows, people, strict=True)}


def _write(actor: Actor, at: datetime, unit_id: int, lines: Sequence[Line], ids: Mapping[int, int]) -> list[AppendOnly]:
    """Insert the rows kind by kind, a few hundred in one statement; authors after their works."""
    by_kind: dict[type[Fact], list[tuple[Line, Fact]]] = {}
    for line in lines:
        subject = Subject.unit(unit_id) if line.subject is None else Subject.person(_id(line.subject, ids))
        row = new_row(actor=actor, at=at, subject=subject, content=line.content)
        by_kind.setdefault(MODELS[line.content.fact], []).append((line, row))
    written: list[AppendOnly] = []
    authorships: list[Authorship] = []
    for model, pairs in by_kind.items():
        model._default_manager.bulk_create([row for _, row in pairs], batch_size=_A_STATEMENT)
        written.extend(row for _, row in pairs)
        for line, row in pairs:
            if isinstance(line.content, WorkContent):
                authorships.extend(
                    Authorship(work_id=row.pk, person_id=_id(author.person_id, ids), share=author.share)
                    for author in line.content.authors
                )
    Authorship.objects.bulk_create(authorships, batch_size=_A_STATEMENT)
    return [*written, *authorships]


def _id(number: int, ids: Mapping[int, int]) -> int:
    return number if number > 0 else ids[number]


def _parts(rows: Iterable[T], size: int) -> Iterable[list[T]]:
    source = iter(rows)
    while part := list(islice(source, size)):
        yield part
