"""The log of a unit's records: who wrote, corrected, looked, imported."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.organisations.enums import Role
from thidua.records.queries.access import may_read_log, may_read_unit
from thidua.records.queries.log import PER_PAGE, record_log
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.numbers import whole
from thidua.web.records.readers import asked_unit, book_query, watched_units
from thidua.web.visit import PageRequest


@page(rule=roles(Role.UNIT_EDITOR, Role.UNIT_HEAD, Role.AUDITOR))
def record_history(request: PageRequest) -> HttpResponse:
    """The newest acts first; an auditor who has not said why sees them without names."""
    visit = request.visit
    unit = asked_unit(request)
    if unit is None:
        return render(request, "records/units.html", {"units": watched_units(visit.actor, request)})
    verdict = may_read_log(visit.actor, unit.id, visit.at)
    if not verdict:
        if verdict.code == "not_yours":
            raise Http404("Không có nhật ký này.")
        raise Refused(verdict)
    with_names = may_read_unit(visit.actor, unit.id, visit.at).allowed
    before = whole(request.GET.get("truoc", "")) or None
    lines = record_log(unit.id, before=before, limit=PER_PAGE + 1, with_names=with_names)
    context = {
        "unit": unit,
        "lines": lines[:PER_PAGE],
        "more": lines[PER_PAGE - 1].seq if len(lines) > PER_PAGE else None,
        "query": f"don-vi={unit.id}&" if visit.actor.role == Role.AUDITOR else "",
        "book": f"{reverse('people')}{book_query(visit.actor, unit.id)}",
        "with_names": with_names,
    }
    return render(request, "records/log.html", context)
