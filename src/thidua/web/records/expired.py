"""Personal data kept past its term: seen by those who keep the book, cleared by the head."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.records.actions.retention import clear_expired
from thidua.records.queries.retention import expired_data
from thidua.records.rules.access import can_answer_request
from thidua.web.access import page
from thidua.web.numbers import whole
from thidua.web.records.readers import officers
from thidua.web.visit import PageRequest


@page(rule=officers, methods=("GET", "POST"))
def expired(request: PageRequest) -> HttpResponse:
    """Who has left, what is still kept of them, and the head's button."""
    visit = request.visit
    unit_id = visit.actor.organisation_id or 0
    if request.method == "POST":
        cleared = clear_expired(actor=visit.actor, at=visit.at, organisation_id=unit_id)
        return HttpResponseRedirect(f"{reverse('records-expired')}?da-xoa={cleared}")
    context = {
        "lines": expired_data(visit.actor, unit_id, visit.at),
        "verdict": can_answer_request(visit.actor, unit_id),
        "cleared": whole(request.GET.get("da-xoa", "")),
    }
    return render(request, "records/expired.html", context)
