"""What a person asks about their own data: a copy of it, or its erasure (Nghị định số 13/2023/NĐ-CP)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.audit.actions import record
from thidua.core.canonical import canonical_json
from thidua.core.law.retention import Term, national_terms, terms_on
from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import clean, date_text
from thidua.organisations.actor import Actor
from thidua.organisations.queries import units
from thidua.records.actions.erasing import empty_fields
from thidua.records.actions.locking import locked_person
from thidua.records.chain import records_chain
from thidua.records.contents import EmploymentContent
from thidua.records.enums import RequestKind
from thidua.records.models import (
    DataRequest,
    IdentityNumber,
    Person,
    RequestOutcome,
)
from thidua.records.queries.export import export_text
from thidua.records.queries.histories import histories_of
from thidua.records.queries.pages import person_page
from thidua.records.queries.retention import held_by
from thidua.records.rules.access import NOT_YOURS, RecordOwner, can_answer_request, can_file_request
from thidua.records.rules.erasure import FieldLine, erasure_on
from thidua.records.rules.people import acceptable_reason
from thidua.records.sealing import KeyLost, unseal

_LONGEST_WAIT = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class RequestAnswer:
    """What was done. `export` is the copy as JSON text, kept nowhere; `erased` and `kept` are sorts of data."""

    granted: bool
    reason: str = ""
    export: str = ""
    erased: tuple[FieldLine, ...] = ()
    kept: tuple[FieldLine, ...] = ()


@transaction.atomic
def receive_request(*, actor: Actor, at: datetime, person_id: int, kind: RequestKind, received_date: date) -> int:
    """Write down that a person asked, on a day; by the person themselves or the unit's editor or head; audited. Returns
    the request's id.

    Refused: a day in the future, the same request still waiting for its answer.
    """
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None:
        raise Refused(NOT_YOURS)
    require(can_file_request(actor, RecordOwner(person.organisation_id, user_id=person.user_id)))
    if received_date > local_date(at):
        raise Refused(no("bad_day", f"Ngày nhận {date_text(received_date)} ở tương lai."))
    if local_date(at) - received_date > _LONGEST_WAIT:
        raise Refused(no("bad_day", f"Ngày nhận {date_text(received_date)} đã quá một năm. Hãy kiểm tra lại năm."))
    if DataRequest.objects.filter(person=person, kind=kind, outcome__isnull=True).exists():
        raise Refused(no("already_asked", "Yêu cầu này đã được ghi và đang chờ giải quyết."))
    row = DataRequest.objects.create(
        person=person, kind=kind, received_date=received_date, written_at=at, written_by_id=actor.user_id
    )
    record(
        chain=records_chain(person.organisation_id),
        action="records.receive_request",
        actor=actor,
        at=at,
        facts={"person": str(person.pk), "request": str(row.pk), "kind": kind.value},
        rows=[row],
    )
    return row.pk


@transaction.atomic
def answer_request(
    *,
    actor: Actor,
    at: datetime,
    request_id: int,
    granted: bool = True,
    reason: str = "",
    terms: tuple[Term, ...] | None = None,
) -> RequestAnswer:
    """Carry out a request, or refuse it with a reason; by the unit's head; audited with the sorts of data alone.

    Access gives everything that is kept, the identity number too. Erasure empties what `terms` (those of the project
    unless the unit decided its own) allow today, says until when the rest is kept, and is answered with a refusal when
    nothing may go yet. The history holds no name and stays, so the log can still be proved. Refused: answered already.
    """
    request = DataRequest.objects.filter(pk=request_id).first()
    if request is None:
        raise Refused(NOT_YOURS)
    person = locked_person(actor, request.person_id, erased_too=True)
    require(can_answer_request(actor, person.organisation_id))
    if RequestOutcome.objects.filter(request=request).exists():
        raise Refused(no("answered", "Yêu cầu này đã được giải quyết."))
    if not granted:
        text = clean(reason)
        require(acceptable_reason(text, names=histories_of([person.pk])[person.pk].names))
        answer = RequestAnswer(granted=False, reason=text)
    elif request.kind == RequestKind.ACCESS:
        answer = RequestAnswer(granted=True, export=_copy(person, at))
    else:
        answer = _erase(person, at, national_terms() if terms is None else terms)
    fields = [line.field for line in answer.erased]
    outcome = RequestOutcome.objects.create(
        request=request,
        granted=answer.granted,
        reason=answer.reason,
        erased=canonical_json(fields),
        written_at=at,
        written_by_id=actor.user_id,
    )
    record(
        chain=records_chain(person.organisation_id),
        action="records.answer_request",
        actor=actor,
        at=at,
        facts={
            "person": str(person.pk),
            "request": str(request.pk),
            "kind": request.kind,
            "granted": answer.granted,
            "erased": fields,
        },
        rows=[outcome],
    )
    return answer


def _copy(person: Person, at: datetime) -> str:
    identity = IdentityNumber.objects.filter(person=person).first()
    try:
        number = unseal(bytes(identity.sealed)) if identity else ""
    except KeyLost:
        number = f"không mở được, ba số cuối là {identity.tail}" if identity else ""
    unit = units([person.organisation_id], on=local_date(at))[person.organisation_id]
    return export_text(person_page(person.pk, at), unit=unit.name, identity_number=number)


def _erase(person: Person, at: datetime, terms: tuple[Term, ...]) -> RequestAnswer:
    today = local_date(at)
    employments = [row.content for row in histories_of([person.pk])[person.pk].of(EmploymentContent)]
    erasure = erasure_on(today, held_by([person.pk])[person.pk], employments, terms_on(today, terms))
    if not erasure.now:
        return RequestAnswer(granted=False, reason=erasure.refusal, kept=erasure.kept)
    empty_fields(person, {line.field for line in erasure.now}, at)
    return RequestAnswer(granted=True, erased=erasure.now, kept=erasure.kept)
