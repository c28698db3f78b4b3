"""The list of a unit's people, found without diacritics; an auditor says first why it is opened."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.organisations.enums import Role
from thidua.records.actions.reading import read_as_auditor
from thidua.records.queries.access import own_record
from thidua.records.queries.people import people_of
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.numbers import whole
from thidua.web.records.readers import (
    NO_RECORD,
    OFFICERS,
    asked_unit,
    readable_unit,
    readers,
    require_readable,
    watched_units,
)
from thidua.web.visit import PageRequest


@page(rule=readers)
def people(request: PageRequest) -> HttpResponse:
    """Fifty people a page, by given name. A member of staff goes to their own record instead."""
    visit = request.visit
    if visit.actor.role == Role.UNIT_MEMBER:
        own = own_record(visit.actor)
        if own is None:
            raise Refused(NO_RECORD)
        return HttpResponseRedirect(reverse("person", args=[own]))
    unit = asked_unit(request)
    if unit is None:
        return render(request, "records/units.html", {"units": watched_units(visit.actor, request)})
    verdict = readable_unit(request, unit)
    if not verdict:
        return reason_page(request, unit_id=unit.id, what=f"danh sách cán bộ của {unit.name}")
    search = request.GET.get("tim", "").strip()[:100]
    found = people_of(visit.actor, unit.id, visit.at, search=search, page=max(1, whole(request.GET.get("trang", "1"))))
    context = {
        "unit": unit,
        "found": found,
        "search": search,
        "writes": visit.actor.role in OFFICERS,
        "query": f"don-vi={unit.id}&" if visit.actor.role == Role.AUDITOR else "",
        "taken": whole(request.GET.get("da-nap", "")),
    }
    return render(request, "records/book.html", context)


@page(rule=roles(Role.AUDITOR), methods=("POST",))
def give_reason(request: PageRequest) -> HttpResponse:
    """The auditor's reason, logged; then the page that was asked for."""
    visit = request.visit
    unit = asked_unit(request)
    if unit is None:
        raise Http404("Không có đơn vị này trong cụm.")
    person_id = whole(request.POST.get("nguoi", "")) or None
    if person_id is not None:
        require_readable(request, person_id)
    reason = request.POST.get("ly_do", "")
    try:
        read_as_auditor(actor=visit.actor, at=visit.at, organisation_id=unit.id, reason=reason, person_id=person_id)
    except Refused as refused:
        if refused.verdict.code not in ("no_reason", "reason_too_long", "names_person"):
            raise
        what = "hồ sơ này" if person_id else f"danh sách cán bộ của {unit.name}"
        problems = [("ly-do", refused.verdict.sentence)]
        return reason_page(request, unit_id=unit.id, what=what, person_id=person_id, typed=reason, problems=problems)
    if person_id is not None:
        return HttpResponseRedirect(reverse("person", args=[person_id]))
    where = "unit-record" if request.POST.get("den") == "tap-the" else "people"
    return HttpResponseRedirect(f"{reverse(where)}?don-vi={unit.id}")


def reason_page(
    request: PageRequest,
    *,
    unit_id: int,
    what: str,
    person_id: int | None = None,
    typed: str = "",
    problems: list[tuple[str, str]] | None = None,
    to: str = "",
) -> HttpResponse:
    """Asks the auditor why; the answer opens the page for an hour and stays in the unit's log."""
    context = {
        "unit_id": unit_id,
        "what": what,
        "person_id": person_id,
        "typed": typed,
        "problems": problems or [],
        "to": to or request.POST.get("den", ""),
    }
    return render(request, "records/reason.html", context, status=400 if problems else 200)
