"""Bàn thẩm định: one unit's sheet, leaf by leaf, with the evidence beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.queries import signed_targets_of
from thidua.core.errors import InputError, InputErrors
from thidua.core.phases import Act, local_date
from thidua.core.verdict import Conflict, Refused, Verdict, first_no, require
from thidua.organisations.queries import Unit, own_units
from thidua.sheets.queries import condition_records, is_assigned, self_scoring_is_over, sheets_of_campaign, trails_of
from thidua.sheets.rules import can_read_submitted, can_settle, can_verify, may_settle_leaf, ready_to_settle
from thidua.sheets.values import LeafTrail, SheetFacts
from thidua.web.access import page
from thidua.web.claim_form import typed_claim
from thidua.web.verify.conditions import condition_lines
from thidua.web.verify.desk_acts import DONE, do
from thidua.web.verify.desk_leaf import evidence_panel, leaf_panel
from thidua.web.verify.desk_rows import anchor_of, desk_rows
from thidua.web.verify.readers import readers
from thidua.web.verify.steps import People
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class Desk:
    """The sheet on the desk and what this hat may do with it now."""

    unit: Unit
    sheet: SheetFacts
    may_verify: Verdict
    may_settle: Verdict


@dataclass(slots=True)
class Failure:
    """Why an act was not done, with everything that was typed."""

    status: int
    title: str
    sentences: list[tuple[str, str]] = field(default_factory=list)
    faults: tuple[InputError, ...] = ()
    versions: list[tuple[str, str, str]] = field(default_factory=list)


@page(rule=readers, methods=("GET", "POST"), campaign=True)
def verify_desk(request: PageRequest, unit: str) -> HttpResponse:
    """The desk of one unit. What is typed is kept when an act is refused or somebody else was faster."""
    desk = _open(request, unit)
    wanted = request.POST.get("tieu-chi") or request.GET.get("tieu-chi", "")
    failure = None
    if request.method == "POST":
        act = request.POST.get("viec", "")
        try:
            do(request, desk.unit.id, act, wanted)
        except Refused as refused:
            failure = Failure(403, "Chưa ghi được", [("ly-do", refused.verdict.sentence)])
        except InputErrors as found:
            failure = Failure(422, "Số liệu chưa đúng", faults=found.errors)
        except Conflict as conflict:
            failure = Failure(409, "Nội dung vừa thay đổi", [("ban-khac", conflict.sentence)])
            failure.versions = [
                (label, conflict.mine.get(label, ""), conflict.theirs.get(label, "")) for label in conflict.mine
            ]
        else:
            return _onward(request, desk, act, wanted)
    return _draw(request, desk, wanted, failure)


def _open(request: PageRequest, code: str) -> Desk:
    visit, campaign = request.visit, request.campaign
    found = next((line for line in sheets_of_campaign(campaign) if line[0].code == code), None)
    if found is None or not campaign.launched:
        raise Http404("Không có đơn vị này trong cụm.")
    unit, sheet = found
    assigned = is_assigned(campaign.id, visit.actor.user_id, unit.id)
    over = self_scoring_is_over(campaign, visit.at)
    require(can_read_submitted(visit.actor, campaign, sheet, assigned=assigned, over=over))
    theirs = own_units(visit.actor.user_id, on=local_date(visit.at))
    asked: dict[str, Any] = {"assigned": assigned, "over": over, "own_units": theirs}
    return Desk(
        unit=unit,
        sheet=sheet,
        may_verify=can_verify(visit.actor, campaign, sheet, visit.at, **asked),
        may_settle=can_settle(visit.actor, campaign, sheet, visit.at, **asked),
    )


def _onward(request: PageRequest, desk: Desk, act: str, code: str) -> HttpResponse:
    """To the next leaf that waits, saying what was saved."""
    trails = trails_of(desk.sheet)
    words = {"xong": act}
    anchor = DONE[act].anchor
    if DONE[act].about_a_leaf:
        following = desk_rows(request.campaign.frozen_criteria, trails, code).next_after(code)
        words |= {"tieu-chi": following, "da-luu": code}
        anchor = anchor_of(following)
    address = reverse(
        "verify-desk", args=[request.campaign.year.cluster_code, request.campaign.year.year, desk.unit.code]
    )
    return HttpResponseRedirect(f"{address}?{urlencode(words)}#{anchor}")


def _draw(request: PageRequest, desk: Desk, wanted: str, failure: Failure | None) -> HttpResponse:
    campaign, criteria = request.campaign, request.campaign.frozen_criteria
    trails = trails_of(desk.sheet)
    if wanted not in trails:
        wanted = _first(criteria.leaves, trails)
    records = condition_records(desk.sheet)
    people = People(trails.values(), records, on=campaign.year.period_to)
    rows = desk_rows(criteria, trails, wanted)
    trail = trails[wanted]
    raw, reason = None, ""
    if failure is not None and request.POST.get("tieu-chi") == wanted:
        raw, reason = typed_claim(criteria, wanted, request.POST), request.POST.get("ly-do", "")
    panel = leaf_panel(
        criteria,
        trail,
        rows,
        people,
        targets=signed_targets_of(campaign.id, desk.unit.id),
        typed=raw,
        reason=reason,
        faults=failure.faults if failure else (),
        may_settle=first_no(
            desk.may_settle,
            may_settle_leaf(trail, may_still_reply=bool(campaign.calendar.check(Act.VERIFY, request.visit.at))),
        ),
    )
    if failure is not None and failure.faults:
        failure.sentences = [(panel.form.first_id, fault.message) for fault in failure.faults]
    saved = request.GET.get("da-luu", "")
    window = campaign.calendar.window(Act.VERIFY)
    context = {
        "desk": True,
        "unit": desk.unit,
        "sheet": desk.sheet,
        "rows": rows,
        "panel": panel,
        "evidence": evidence_panel(trail, request.GET.get("minh-chung", "")),
        "may_verify": desk.may_verify,
        "may_settle": desk.may_settle,
        "settle_verdict": first_no(desk.may_settle, ready_to_settle(trails[code] for code in rows.codes)),
        "conditions": condition_lines(criteria, records, people),
        "failure": failure,
        "problems": failure.sentences if failure else [],
        "condition_reason": request.POST.get("ly-do", "") if request.POST.get("dieu-kien") else "",
        "condition_code": request.POST.get("dieu-kien", ""),
        "saved": trails[saved].latest if saved in trails else None,
        "done": DONE[request.GET["xong"]].words if request.GET.get("xong") in DONE else "",
        "window": window,
        "days_left": window.days_left(request.visit.at) if window else None,
    }
    return render(request, "verify/desk.html", context, status=failure.status if failure else 200)


def _first(order: Mapping[str, object], trails: Mapping[str, LeafTrail]) -> str:
    """The first leaf that waits for verification, else the first of all."""
    codes = [code for code in order if code in trails]
    return next((code for code in codes if not trails[code].verified), codes[0])
