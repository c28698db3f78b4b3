"""Writing the history: a fact is appended, corrected by a new row, or declared void; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from thidua.audit.actions import record
from thidua.audit.append_only import AppendOnly
from thidua.core.phases import local_date
from thidua.core.verdict import Conflict, Refused, Verdict, first_no, no, require
from thidua.core.vn import clean
from thidua.organisations.actor import Actor
from thidua.organisations.models import Organisation
from thidua.records.actions.locking import locked_history
from thidua.records.actions.rows import append
from thidua.records.chain import records_chain
from thidua.records.contents import Content, EmploymentContent, PeriodContent, Subject, WorkContent
from thidua.records.enums import FactKind
from thidua.records.history import Held, History
from thidua.records.models import Person
from thidua.records.queries.authors import authors_of_unit, same_work_exists
from thidua.records.queries.rows import content_of, is_revoked, rows, subject_of
from thidua.records.rules.authors import may_be_authors
from thidua.records.rules.contents import fits, normal
from thidua.records.rules.contradictions import may_change, may_fall, may_stand
from thidua.records.rules.people import acceptable_reason
from thidua.records.words import said

ENDED = "Ghi ngày kết thúc"


@transaction.atomic
def write_fact(*, actor: Actor, at: datetime, subject: Subject, content: Content) -> int:
    """Append a fact about a person, or about a unit itself (its works too); audited. Returns the id of its row.

    Refused with the sentence of `rules.contents` or `rules.contradictions`. An employment that began last makes its
    unit the one in charge of the record.
    """
    history = locked_history(actor, subject)
    content = _judged(history, content, local_date(at))
    written = append(actor=actor, at=at, subject=subject, content=content)
    keep_unit_in_charge(history.plus(written[0].pk, content))
    _record(actor, at, "records.write_fact", history, content, written)
    return written[0].pk


@transaction.atomic
def correct_fact(*, actor: Actor, at: datetime, fact: FactKind, row_id: int, content: Content, reason: str) -> int:
    """Append the row that replaces `row_id`, with the reason; audited. Returns the new id.

    A row that was corrected or voided meanwhile raises `Conflict` with both versions, unless both say the same.
    """
    history, held = _open(actor, fact, row_id)
    content = normal(content)
    if (later := _later(fact, row_id)) is not None:
        if not later.is_void and content_of(later, fact) == content:
            return int(later.pk)  # the same sent twice: a double click
        raise _changed_meanwhile(later, fact, mine=said(content))
    require(may_change(held))
    if type(content) is not type(held.content) or content == held.content:
        raise Refused(no("same_content", "Bản ghi chưa có gì thay đổi."))
    content = _judged(history, content, local_date(at), replacing=held)
    return _replace(actor, at, "records.correct_fact", history, held, content, reason=_reason(reason, history))


@transaction.atomic
def void_fact(*, actor: Actor, at: datetime, fact: FactKind, row_id: int, reason: str) -> None:
    """Say that there was no such fact: the row stays in the history, struck out, with the reason; audited.

    Refused where other rows rest on it. Raises `Conflict` when somebody corrected it meanwhile.
    """
    history, held = _open(actor, fact, row_id)
    if (later := _later(fact, row_id)) is not None:
        if later.is_void:
            return  # struck out already
        raise _changed_meanwhile(later, fact, mine="bỏ bản ghi này")
    require(first_no(may_change(held), may_fall(history, held)))
    _replace(actor, at, "records.void_fact", history, held, held.content, reason=_reason(reason, history), is_void=True)


@transaction.atomic
def end_fact(*, actor: Actor, at: datetime, fact: FactKind, row_id: int, last_date: date, reason: str = "") -> int:
    """Write the last day of an employment, leave, discipline or pending matter that is still going on."""
    _, held = _open(actor, fact, row_id)
    content = held.content
    if not isinstance(content, PeriodContent):
        raise Refused(no("no_period", f"“{fact.label}” không có ngày kết thúc."))
    if content.last_date is not None:
        raise Refused(no("ended", f"Đã có ngày kết thúc: {said(content)}. Nếu ghi nhầm, hãy sửa bản ghi."))
    return correct_fact(
        actor=actor, at=at, fact=fact, row_id=row_id, content=replace(content, last_date=last_date),
        reason=clean(reason) or ENDED,
    )  # fmt: skip


@transaction.atomic
def change_employment(*, actor: Actor, at: datetime, person_id: int, content: EmploymentContent) -> int:
    """The person goes on in another position, department or unit: the employment under way ends on the day before, and
    the new one is written. Returns its id."""
    history = locked_history(actor, Subject.person(person_id))
    for held in history.of(EmploymentContent):
        if held.content.last_date is None and held.content.since_date < content.since_date:
            end_fact(
                actor=actor, at=at, fact=FactKind.EMPLOYMENT, row_id=held.id,
                last_date=content.since_date - timedelta(days=1),
            )  # fmt: skip
    return write_fact(actor=actor, at=at, subject=Subject.person(person_id), content=content)


def _judged(history: History, content: Content, today: date, *, replacing: Held[Content] | None = None) -> Content:
    """`content` in the form that is stored, or Refused."""
    content = normal(content)
    require(fits(content, history.subject, today))
    if isinstance(content, WorkContent):
        require(_work(history.organisation_id, content, replacing))
    if isinstance(content, EmploymentContent) and content.organisation_id is not None:
        require(_known_unit(content.organisation_id))
    require(may_stand(history, content, replacing=replacing.id if replacing else None))
    return content


def _work(organisation_id: int, content: WorkContent, replacing: Held[Content] | None) -> Verdict:
    before = replacing.content.authors if replacing and isinstance(replacing.content, WorkContent) else ()
    known = authors_of_unit(organisation_id, [author.person_id for author in content.authors])
    if same_work_exists(organisation_id, content, besides=replacing.id if replacing else None):
        return no("work_twice", f"Đơn vị đã có {said(content)}. Nếu ghi nhầm, hãy sửa bản ghi đó.")
    return may_be_authors(content, known, before={author.person_id for author in before})


def _known_unit(organisation_id: int) -> Verdict:
    found = Organisation.objects.filter(pk=organisation_id).exists()
    return Verdict(found, "unknown_unit", "" if found else "Không tìm thấy đơn vị này.")


def _open(actor: Actor, fact: FactKind, row_id: int) -> tuple[History, Held[Content]]:
    """The history of the row's subject, locked, and the row as it was written. Refused: a row that is void."""
    history = locked_history(actor, subject_of(fact, row_id))
    row = rows(fact).get(pk=row_id)
    if row.is_void:
        raise Refused(no("void", "Bản ghi này đã được bỏ. Nếu có thật, hãy ghi bản ghi mới."))
    return history, Held(row.pk, content_of(row, fact), is_revoked(row))


def _later(fact: FactKind, row_id: int) -> Any:
    """The row that replaced this one, asked after the lock; None while it is in force."""
    return rows(fact).filter(corrects_id=row_id).first()


def _changed_meanwhile(later: Any, fact: FactKind, *, mine: str) -> Conflict:
    theirs = (
        f"bỏ bản ghi này – {later.reason}" if later.is_void else f"{said(content_of(later, fact))} – {later.reason}"
    )
    return Conflict(
        "Bản ghi này vừa được sửa ở nơi khác. Hãy xem cả hai bản; chưa có gì bị ghi đè.",
        mine={str(fact.label): mine},
        theirs={str(fact.label): theirs},
    )


def _replace(
    actor: Actor,
    at: datetime,
    action: str,
    history: History,
    held: Held[Content],
    content: Content,
    *,
    reason: str,
    is_void: bool = False,
) -> int:
    written = append(
        actor=actor, at=at, subject=history.subject, content=content, corrects_id=held.id, reason=reason,
        is_void=is_void,
    )  # fmt: skip
    rest = history.without(held.id, type(content))
    keep_unit_in_charge(rest if is_void else rest.plus(written[0].pk, content))
    _record(actor, at, action, history, content, written, corrects=held.id)
    return written[0].pk


def _reason(reason: str, history: History) -> str:
    text = clean(reason)
    require(acceptable_reason(text, names=history.names))
    return text


def keep_unit_in_charge(history: History) -> None:
    """The unit of the employment that began last keeps the record. A code that another unit gave is left behind."""
    if history.subject.person_id is None:
        return
    units = [row.content for row in history.of(EmploymentContent) if row.content.organisation_id is not None]
    latest = max(units, key=lambda content: content.since_date, default=None)
    if latest is not None and latest.organisation_id != history.organisation_id:
        Person.objects.filter(pk=history.subject.person_id).update(
            organisation_id=latest.organisation_id, staff_code=""
        )


def _record(
    actor: Actor,
    at: datetime,
    action: str,
    history: History,
    content: Content,
    written: Sequence[AppendOnly],
    *,
    corrects: int | None = None,
) -> None:
    facts = {"fact": content.fact.value, "row": str(written[0].pk)}
    if history.subject.person_id is not None:
        facts["person"] = str(history.subject.person_id)
    if corrects is not None:
        facts["corrects"] = str(corrects)
    record(chain=records_chain(history.organisation_id), action=action, actor=actor, at=at, facts=facts, rows=written)
