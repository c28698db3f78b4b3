"""The record of the unit itself, as a collective."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.organisations.enums import Role
from thidua.records.contents import Subject
from thidua.records.queries.advice import advice_for
from thidua.records.queries.pages import unit_page
from thidua.records.rules.access import can_revoke, can_write_record
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.records.advice_rows import advice_groups, regimes_of
from thidua.web.records.book import reason_page
from thidua.web.records.history_rows import history_groups
from thidua.web.records.readers import asked_unit, book_query, readable_unit, watched_units
from thidua.web.visit import PageRequest


@page(rule=roles(Role.UNIT_EDITOR, Role.UNIT_HEAD, Role.AUDITOR))
def collective(request: PageRequest) -> HttpResponse:
    """What the law says of the unit this year and next, and its history."""
    visit = request.visit
    unit = asked_unit(request)
    if unit is None:
        return render(request, "records/units.html", {"units": watched_units(visit.actor, request)})
    verdict = readable_unit(request, unit)
    if not verdict:
        return reason_page(request, unit_id=unit.id, what=f"hồ sơ tập thể của {unit.name}", to="tap-the")
    advice = advice_for(Subject.unit(unit.id), visit.at)
    context = {
        "unit": unit,
        "groups": history_groups(unit_page(unit.id, visit.at).groups),
        "years": advice,
        "advice": advice_groups(advice),
        "regimes": regimes_of(advice),
        "writes": can_write_record(visit.actor, unit.id).allowed,
        "revokes": can_revoke(visit.actor, unit.id).allowed,
        "person": None,
        "book": f"{reverse('people')}{book_query(visit.actor, unit.id)}",
        "saved": "da-ghi" in request.GET,
    }
    return render(request, "records/collective.html", context)
