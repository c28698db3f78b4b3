"""Writing a fact into a history, correcting it with a reason, striking it out."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused
from thidua.records.actions.facts import correct_fact, void_fact, write_fact
from thidua.records.contents import Author, Content, Subject
from thidua.records.enums import FactKind
from thidua.records.queries.choosing import people_to_choose
from thidua.records.queries.facts import FactToChange, fact_to_change, unit_of_person
from thidua.records.queries.people import names_of_people
from thidua.web.access import page
from thidua.web.numbers import whole
from thidua.web.records.fact_fields import authors_in, content_from, fact_fields, values_of
from thidua.web.records.fields import Field, boxes, problems_of, read, shown_of, typed_of
from thidua.web.records.readers import officers, require_writer
from thidua.web.visit import PageRequest

_OF_PEOPLE = (
    FactKind.EMPLOYMENT, FactKind.RATING, FactKind.HONOUR, FactKind.WORK, FactKind.LEAVE, FactKind.DISCIPLINE,
    FactKind.HOLD,
)  # fmt: skip
_OF_UNITS = (FactKind.RATING, FactKind.HONOUR, FactKind.WORK, FactKind.MEMBER_FIGURES, FactKind.HOLD)


@page(rule=officers, methods=("GET", "POST"))
def new_of_person(request: PageRequest, person_id: int, kind: str) -> HttpResponse:
    """A fact about a person of the unit."""
    fact = _kind(kind, _OF_PEOPLE)
    unit_id = unit_of_person(person_id)
    if unit_id is None:
        raise Http404("Không có hồ sơ này.")
    require_writer(request, unit_id)
    name = names_of_people([person_id]).get(person_id, "")
    subject = Subject.unit(unit_id) if fact is FactKind.WORK else Subject.person(person_id)
    return _form(request, fact, subject, back=reverse("person", args=[person_id]), whose=name, author=person_id)


@page(rule=officers, methods=("GET", "POST"))
def new_of_unit(request: PageRequest, kind: str) -> HttpResponse:
    """A fact about the unit itself."""
    fact = _kind(kind, _OF_UNITS)
    unit_id = request.visit.actor.organisation_id or 0
    return _form(request, fact, Subject.unit(unit_id), back=reverse("unit-record"), whose="Tập thể đơn vị")


@page(rule=officers, methods=("GET", "POST"))
def change(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    """A correction: the row stays in the history, the new one says why."""
    found = _found(request, kind, row_id)
    return _form(request, found.fact, found.subject, back=_back(found), whose=_whose(found), correcting=found)


@page(rule=officers, methods=("POST",))
def void(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    """There was no such fact: it is struck out, with the reason."""
    found = _found(request, kind, row_id)
    reason = request.POST.get("ly_do_bo", "")
    try:
        void_fact(actor=request.visit.actor, at=request.visit.at, fact=found.fact, row_id=row_id, reason=reason)
    except Refused as refused:
        return _form(
            request, found.fact, found.subject, back=_back(found), whose=_whose(found), correcting=found,
            voiding=refused.verdict.sentence,
        )  # fmt: skip
    return HttpResponseRedirect(f"{_back(found)}?da-ghi")


def _kind(text: str, allowed: tuple[FactKind, ...]) -> FactKind:
    if text not in {kind.value for kind in allowed}:
        raise Http404("Không có loại bản ghi này.")
    return FactKind(text)


def _found(request: PageRequest, kind: str, row_id: int) -> FactToChange:
    """The row, of the visitor's own unit; 404 for another's as for none."""
    found = fact_to_change(_kind(kind, tuple(FactKind)), row_id)
    if found is None:
        raise Http404("Không có bản ghi này.")
    require_writer(request, found.organisation_id)
    return found


def _back(found: FactToChange) -> str:
    person_id = found.subject.person_id or next(iter(authors_in(found.content)), None)
    return reverse("unit-record") if person_id is None else reverse("person", args=[person_id])


def _whose(found: FactToChange) -> str:
    person_id = found.subject.person_id
    return "Tập thể đơn vị" if person_id is None else names_of_people([person_id]).get(person_id, "")


def _form(
    request: PageRequest,
    fact: FactKind,
    subject: Subject,
    *,
    back: str,
    whose: str,
    correcting: FactToChange | None = None,
    author: int | None = None,
    voiding: str = "",
) -> HttpResponse:
    visit = request.visit
    fields = fact_fields(fact, of_person=subject.is_person or (author is not None))
    before = correcting.content if correcting else None
    shares = authors_in(before) if before is not None else ({author: None} if author is not None else {})
    typed = shown_of(fields, values_of(before)) if before is not None else {}
    reason = ""
    faults: dict[str, str] = {}
    problems: list[tuple[str, str]] = [("ly-do-bo", voiding)] if voiding else []
    if request.method == "POST" and not voiding:
        typed = typed_of(fields, request.POST)
        reason = request.POST.get("ly_do", "")
        shares = {
            whole(text): whole(request.POST.get(f"phan-{text}", "")) or None for text in request.POST.getlist("tac_gia")
        }
        values, faults = read(fields, typed)
        if not faults:
            content = content_from(
                fact, values, unit_id=visit.actor.organisation_id or 0, before=before,
                authors=[Author(person_id, share) for person_id, share in shares.items()],
            )  # fmt: skip
            try:
                _write(request, fact, subject, content, correcting, reason)
            except Refused as refused:
                problems = [(_anchor(refused, fields), refused.verdict.sentence)]
            else:
                return HttpResponseRedirect(f"{back}?da-ghi")
    problems = [*problems_of(fields, faults), *problems]
    context = {
        "label": fact.label,
        "whose": whose,
        "boxes": boxes(fields, typed, faults),
        "correcting": correcting,
        "reason": reason,
        "void_reason": request.POST.get("ly_do_bo", ""),
        "is_work": fact is FactKind.WORK,
        "people": people_to_choose(visit.actor, on=local_date(visit.at)) if fact is FactKind.WORK else [],
        "shares": shares,
        "problems": problems,
        "back": back,
    }
    return render(request, "records/fact.html", context, status=400 if problems else 200)


def _write(
    request: PageRequest,
    fact: FactKind,
    subject: Subject,
    content: Content,
    correcting: FactToChange | None,
    reason: str,
) -> None:
    actor, at = request.visit.actor, request.visit.at
    if correcting is None:
        write_fact(actor=actor, at=at, subject=subject, content=content)
    else:
        correct_fact(actor=actor, at=at, fact=fact, row_id=correcting.row_id, content=content, reason=reason)


_PLACES = {
    "no_reason": "ly-do", "reason_too_long": "ly-do", "names_person": "ly-do", "same_content": "ly-do",
    "decided_later": "decision-date", "years_reversed": "to-year", "period_reversed": "last-date",
    "unknown_award": "award-code", "award_not_for_subject": "award-code", "given_twice": "award-code",
    "no_title": "title", "author_twice": "tac-gia", "shares_above_100": "tac-gia", "bad_share": "tac-gia",
}  # fmt: skip


def _anchor(refused: Refused, fields: tuple[Field, ...]) -> str:
    return _PLACES.get(refused.verdict.code, fields[0].anchor)
