"""Correcting who a person is, with the reason; earlier versions stay in sight."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.records.actions.people import correct_details
from thidua.records.queries.pages import person_page
from thidua.web.access import page
from thidua.web.numbers import whole
from thidua.web.records.adding import DETAILS, details_of, place_of
from thidua.web.records.fields import boxes, problems_of, read, shown_of, typed_of
from thidua.web.records.readers import officers, require_readable, require_writer
from thidua.web.visit import PageRequest


@page(rule=officers, methods=("GET", "POST"))
def change(request: PageRequest, person_id: int) -> HttpResponse:
    require_readable(request, person_id)
    found = person_page(person_id, request.visit.at)
    require_writer(request, found.organisation_id)
    values = {
        "full_name": found.full_name,
        "gender": found.gender,
        "birth_date": found.birth_date,
        "staff_code": found.staff_code,
    }
    typed = shown_of(DETAILS, values)
    seen, reason = found.number, ""
    faults: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        typed, reason = typed_of(DETAILS, request.POST), request.POST.get("ly_do", "")
        seen = whole(request.POST.get("ban", ""))
        told, faults = read(DETAILS, typed)
        if not faults:
            try:
                correct_details(
                    actor=request.visit.actor, at=request.visit.at, person_id=person_id, seen_number=seen,
                    words=details_of(told), reason=reason,
                )  # fmt: skip
            except Refused as refused:
                place = place_of(refused)
                faults = {place: refused.verdict.sentence} if place else {}
                problems = [] if place else [("ly-do", refused.verdict.sentence)]
            else:
                return HttpResponseRedirect(f"{reverse('person', args=[person_id])}?da-ghi")
    problems = [*problems_of(DETAILS, faults), *problems]
    context = {
        "person": found,
        "boxes": boxes(DETAILS, typed, faults),
        "seen": seen,
        "reason": reason,
        "problems": problems,
    }
    return render(request, "records/details.html", context, status=400 if problems else 200)
