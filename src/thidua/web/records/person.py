"""A person's record: who they are, what the law says of them this year and next, and the whole history."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.records.contents import Subject
from thidua.records.enums import Gender
from thidua.records.queries.access import own_record
from thidua.records.queries.advice import advice_for
from thidua.records.queries.pages import person_page
from thidua.records.rules.access import can_revoke, can_write_record
from thidua.web.access import page
from thidua.web.records.advice_rows import advice_groups, regimes_of
from thidua.web.records.book import reason_page
from thidua.web.records.history_rows import history_groups
from thidua.web.records.readers import NO_RECORD, book_query, readers, require_readable
from thidua.web.visit import PageRequest


@page(rule=readers)
def own(request: PageRequest) -> HttpResponse:
    """The visitor's own record, whatever their hat in the unit."""
    person_id = own_record(request.visit.actor)
    if person_id is None:
        raise Refused(NO_RECORD)
    return HttpResponseRedirect(reverse("person", args=[person_id]))


@page(rule=readers)
def one_person(request: PageRequest, person_id: int) -> HttpResponse:
    """For the unit's officers, the person, and an auditor who said why; the same 404 for others and for nobody."""
    visit = request.visit
    verdict = require_readable(request, person_id)
    found = person_page(person_id, visit.at)
    if not verdict:
        return reason_page(request, unit_id=found.organisation_id, what="hồ sơ của một cán bộ", person_id=person_id)
    keeps = can_write_record(visit.actor, found.organisation_id).allowed
    is_own = found.user_id is not None and found.user_id == visit.user_id
    advice = () if found.is_erased else advice_for(Subject.person(person_id), visit.at)
    context = {
        "person": found,
        "gender": dict(Gender.choices).get(found.gender, "") if found.gender else "",
        "groups": history_groups(found.groups),
        "years": advice,
        "advice": advice_groups(advice),
        "regimes": regimes_of(advice),
        "writes": keeps and not found.is_erased,
        "revokes": can_revoke(visit.actor, found.organisation_id).allowed,
        "opens_data": keeps or is_own,
        "book": f"{reverse('people')}{book_query(visit.actor, found.organisation_id)}" if keeps or not is_own else "",
        "added": "da-them" in request.GET,
        "saved": "da-ghi" in request.GET,
    }
    return render(request, "records/person.html", context)
