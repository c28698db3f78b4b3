"""Writing a fact into a history, correcting it with a reason, striking it out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Conflict, Refused, no
from thidua.records.actions.facts import change_employment, correct_fact, end_fact, void_fact, write_fact
from thidua.records.contents import Content, EmploymentContent, PeriodContent, Subject
from thidua.records.enums import FactKind
from thidua.records.queries.facts import FactToChange, fact_to_change, unit_of_person
from thidua.records.queries.people import names_of_people
from thidua.web.access import page
from thidua.web.errors.pages import conflict_page
from thidua.web.fields import Field, TypedForm
from thidua.web.records.authors import author_choices, authors_of, typed_shares
from thidua.web.records.fact_fields import (
    AUTHORS,
    REASON,
    REASON_TO_END,
    VOID_REASON,
    authors_in,
    content_from,
    fact_fields,
    place_of,
    values_of,
)
from thidua.web.records.readers import officers, require_writer
from thidua.web.visit import PageRequest

_OF_PEOPLE = (
    FactKind.EMPLOYMENT, FactKind.RATING, FactKind.HONOUR, FactKind.WORK, FactKind.LEAVE, FactKind.DISCIPLINE,
    FactKind.HOLD,
)  # fmt: skip
_OF_UNITS = (FactKind.RATING, FactKind.HONOUR, FactKind.WORK, FactKind.MEMBER_FIGURES, FactKind.HOLD)
_COLLECTIVE = "Hồ sơ tập thể"


@dataclass(frozen=True, slots=True)
class FactCase:
    """What a form is about: `back` is the record's page, `whose` its name; `author` is the person whose page a new work
    is written from; `correcting` is the row that a correction replaces."""

    fact: FactKind
    subject: Subject
    back: str
    whose: str
    author: int | None = None
    correcting: FactToChange | None = None

    @property
    def before(self) -> Content | None:
        return self.correcting.content if self.correcting else None

    @property
    def fields(self) -> tuple[Field, ...]:
        boxes = fact_fields(self.fact, of_person=self.subject.is_person or self.author is not None)
        if self.before is None:
            return boxes
        still_open = isinstance(self.before, PeriodContent) and self.before.last_date is None
        return (*boxes, REASON_TO_END if still_open else REASON)


@page(rule=officers, methods=("GET", "POST"))
def new_of_person(request: PageRequest, person_id: int, kind: str) -> HttpResponse:
    """A fact about a person of the unit."""
    fact = _kind(kind, _OF_PEOPLE)
    unit_id = unit_of_person(person_id)
    if unit_id is None:
        raise Http404("Không có hồ sơ này.")
    require_writer(request, unit_id)
    return _answer(
        request,
        FactCase(
            fact,
            Subject.unit(unit_id) if fact is FactKind.WORK else Subject.person(person_id),
            back=reverse("person", args=[person_id]),
            whose=names_of_people([person_id])[person_id],
            author=person_id,
        ),
    )


@page(rule=officers, methods=("GET", "POST"))
def new_of_unit(request: PageRequest, kind: str) -> HttpResponse:
    """A fact about the unit itself."""
    subject = Subject.unit(request.visit.actor.organisation_id or 0)
    return _answer(request, FactCase(_kind(kind, _OF_UNITS), subject, reverse("unit-record"), _COLLECTIVE))


@page(rule=officers, methods=("GET", "POST"))
def change(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    """A correction: the row stays in the history, the new one says why. What is closed is not offered for changing; a
    form that was open meanwhile is answered with both versions."""
    case = _case_of(request, kind, row_id)
    if request.method != "POST" and case.correcting is not None and case.correcting.closed:
        raise Refused(no("closed", case.correcting.closed))
    return _answer(request, case)


@page(rule=officers, methods=("POST",))
def void(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    """There was no such fact: it is struck out, with the reason."""
    case = _case_of(request, kind, row_id)
    form = TypedForm.sent((VOID_REASON,), request.POST)
    if not form.faults:
        try:
            void_fact(
                actor=request.visit.actor, at=request.visit.at, fact=case.fact, row_id=row_id,
                reason=form.values[VOID_REASON.name],
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused.verdict, {}, otherwise=VOID_REASON.name)
        except Conflict as conflict:
            return conflict_page(request, conflict, again=case.back)
        else:
            return HttpResponseRedirect(f"{case.back}?da-ghi")
    shown = TypedForm.showing(case.fields, values_of(case.before) if case.before else {})
    return _show(request, case, shown, _shares_before(case), voiding=form)


def _kind(text: str, allowed: tuple[FactKind, ...]) -> FactKind:
    if text not in {kind.value for kind in allowed}:
        raise Http404("Không có loại bản ghi này.")
    return FactKind(text)


def _case_of(request: PageRequest, kind: str, row_id: int) -> FactCase:
    """The row, of the visitor's own unit; 404 for another's as for none."""
    found = fact_to_change(_kind(kind, tuple(FactKind)), row_id)
    if found is None:
        raise Http404("Không có hồ sơ này.")
    require_writer(request, found.organisation_id)
    person_id = found.subject.person_id or _author_in_book(found)
    if person_id is None:
        return FactCase(found.fact, found.subject, reverse("unit-record"), _COLLECTIVE, correcting=found)
    name = names_of_people([person_id])[person_id]
    return FactCase(found.fact, found.subject, reverse("person", args=[person_id]), name, correcting=found)


def _author_in_book(found: FactToChange) -> int | None:
    """The first author whose record the unit still keeps: there the corrected work is seen."""
    return next((pk for pk in authors_in(found.content) if unit_of_person(pk) == found.organisation_id), None)


def _shares_before(case: FactCase) -> dict[int, str]:
    if case.before is None:
        return {case.author: ""} if case.author is not None else {}
    return {person_id: str(share or "") for person_id, share in authors_in(case.before).items()}


def _answer(request: PageRequest, case: FactCase) -> HttpResponse:
    shares = _shares_before(case)
    if request.method != "POST":
        return _show(request, case, _opened(case), shares)
    form = TypedForm.sent(case.fields, request.POST)
    shares = typed_shares(request.POST)
    try:
        authors = authors_of(shares)
    except ValueError as error:
        form.faults[AUTHORS] = str(error)
    if not form.faults:
        reason = form.values.pop(REASON.name, "")
        content = content_from(
            case.fact, form.values, unit_id=request.visit.actor.organisation_id or 0, before=case.before,
            authors=authors,
        )  # fmt: skip
        try:
            _write(request, case, content, reason)
        except Refused as refused:
            form.refuse(refused.verdict, {}, otherwise=place_of(refused.verdict.code, case.fields))
        except Conflict as conflict:
            return conflict_page(request, conflict, again=case.back)
        else:
            return HttpResponseRedirect(f"{case.back}?da-ghi")
    return _show(request, case, form, shares)


def _opened(case: FactCase) -> TypedForm:
    if case.before is None:
        return TypedForm.empty(case.fields)
    return TypedForm.showing(case.fields, values_of(case.before))


def _write(request: PageRequest, case: FactCase, content: Content, reason: str) -> None:
    actor, at = request.visit.actor, request.visit.at
    if case.correcting is not None:
        row_id, before = case.correcting.row_id, case.before
        if isinstance(content, PeriodContent) and content.last_date and content == _ended(before, content):
            end_fact(actor=actor, at=at, fact=case.fact, row_id=row_id, last_date=content.last_date, reason=reason)
        else:
            correct_fact(actor=actor, at=at, fact=case.fact, row_id=row_id, content=content, reason=reason)
    elif isinstance(content, EmploymentContent) and content.last_date is None and case.subject.person_id is not None:
        change_employment(actor=actor, at=at, person_id=case.subject.person_id, content=content)
    else:
        write_fact(actor=actor, at=at, subject=case.subject, content=content)


def _ended(before: Content | None, content: PeriodContent) -> Content | None:
    """The row as it was, with the last day that the form says; None where it had one already."""
    if not isinstance(before, PeriodContent) or before.last_date is not None:
        return None
    return replace(before, last_date=content.last_date)


def _show(
    request: PageRequest, case: FactCase, form: TypedForm, shares: dict[int, str], *, voiding: TypedForm | None = None
) -> HttpResponse:
    voided = voiding or TypedForm.empty((VOID_REASON,))
    is_work = case.fact is FactKind.WORK
    count = len(case.fields) - (1 if case.correcting else 0)
    context = {
        "label": case.fact.label,
        "whose": case.whose,
        "back": case.back,
        "boxes": form.boxes[:count],
        "reason": form.boxes[count:],
        "correcting": case.correcting,
        "void_reason": voided.boxes,
        "is_voiding": bool(voided.faults),
        "changes_job": case.fact is FactKind.EMPLOYMENT and case.correcting is None,
        "people": author_choices(request, shares, before=authors_in(case.before)) if is_work else [],
        "is_work": is_work,
        "authors_fault": form.faults.get(AUTHORS, ""),
        "problems": [*form.problems, *voided.problems],
    }
    return render(request, "records/fact.html", context, status=400 if context["problems"] else 200)
