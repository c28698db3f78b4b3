"""Correcting who a person is, with the reason; earlier versions stay in sight."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.records.actions.people import correct_details
from thidua.records.queries.pages import person_page
from thidua.records.rules.access import ERASED
from thidua.web.access import page
from thidua.web.fields import Field, TypedForm
from thidua.web.numbers import whole
from thidua.web.records.adding import DETAILS, PLACES, details_of
from thidua.web.records.readers import officers, require_readable, require_writer
from thidua.web.visit import PageRequest

_REASON = Field("ly_do", "Lý do sửa", "long", required=True, most=500, hint="Ví dụ: theo giấy khai sinh.")
_PLACES = {**PLACES, "no_reason": "ly_do", "reason_too_long": "ly_do"}


@page(rule=officers, methods=("GET", "POST"))
def change(request: PageRequest, person_id: int) -> HttpResponse:
    """A new version; of two people who correct at once the second gets both versions."""
    require_readable(request, person_id)
    found = person_page(person_id, request.visit.at)
    require_writer(request, found.organisation_id)
    if found.is_erased:
        raise Refused(ERASED)
    fields = (*DETAILS, _REASON)
    values = {one.name: getattr(found, one.name) for one in DETAILS}
    form, seen = TypedForm.showing(fields, values), found.number
    if request.method == "POST":
        form, seen = TypedForm.sent(fields, request.POST), whole(request.POST.get("ban", ""))
        if not form.faults:
            try:
                correct_details(
                    actor=request.visit.actor, at=request.visit.at, person_id=person_id, seen_number=seen,
                    words=details_of(form.values), reason=form.values[_REASON.name],
                )  # fmt: skip
            except Refused as refused:
                form.refuse(refused.verdict, _PLACES)
            else:
                return HttpResponseRedirect(f"{reverse('person', args=[person_id])}?da-ghi")
    context = {"person": found, "boxes": form.boxes, "seen": seen, "problems": form.problems}
    return render(request, "records/details.html", context, status=400 if form.faults else 200)
