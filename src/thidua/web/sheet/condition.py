"""Điều kiện ngoài điểm: what the criteria set says of them, what was recorded, and the unit's own declaration."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.sentences_vi import effect_words
from thidua.core.verdict import Refused
from thidua.sheets.actions.condition import declare_condition
from thidua.sheets.enums import Stage
from thidua.sheets.queries import ConditionFacts, DraftSheet, draft_sheet, sheet_of
from thidua.sheets.rules import can_declare
from thidua.sheets.values import SheetFacts
from thidua.web.access import page
from thidua.web.access_rules import own_sheet
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class Condition:
    """A knock-out of the set with its latest record; `may_change`: the unit itself may still declare or take back."""

    code: str
    title: str
    effect: str
    holds: bool
    by_unit: bool
    record: ConditionFacts | None
    may_change: bool


def conditions_of(request: PageRequest, facts: SheetFacts, draft: DraftSheet) -> list[Condition]:
    """All conditions of the set in its order."""
    criteria = request.campaign.frozen_criteria
    titles = {band.code: band.title for band in criteria.grades.bands} if criteria.grades else {}
    may = bool(can_declare(request.visit.actor, request.campaign, facts, request.visit.at))
    found = []
    for item in criteria.knock_outs:
        record = draft.conditions.get(item.code)
        by_unit = record is None or record.stage is Stage.SELF
        found.append(
            Condition(
                code=item.code,
                title=item.title,
                effect=effect_words(item.effect.kind, item.effect.grade, titles),
                holds=record is not None and record.holds,
                by_unit=by_unit,
                record=record,
                may_change=may and by_unit,
            )
        )
    return found


@page(rule=own_sheet, methods=("GET", "POST"), campaign=True)
def sheet_condition(request: PageRequest) -> HttpResponse:
    """The form for declaring a condition, or taking a declaration back, with its reason."""
    visit, campaign = request.visit, request.campaign
    year = campaign.year
    if not campaign.launched:
        return HttpResponseRedirect(reverse("sheet", args=[year.cluster_code, year.year]))
    problems: list[tuple[str, str]] = []
    code, reason = request.POST.get("dieu-kien", ""), request.POST.get("ly-do", "")
    if request.method == "POST":
        try:
            declare_condition(
                actor=visit.actor,
                at=visit.at,
                campaign_id=campaign.id,
                organisation_id=visit.actor.organisation_id or 0,
                code=code,
                holds=request.POST.get("viec") != "rut",
                reason=reason,
            )
        except Refused as refused:
            problems = [("ly-do", refused.verdict.sentence)]
        else:
            address = reverse("sheet", args=[year.cluster_code, year.year])
            return HttpResponseRedirect(f"{address}#dieu-kien")
    facts = sheet_of(campaign.id, visit.actor.organisation_id or 0)
    context = {
        "conditions": conditions_of(request, facts, draft_sheet(campaign, facts)),
        "verdict": can_declare(visit.actor, campaign, facts, visit.at),
        "problems": problems,
        "chosen": code,
        "reason": reason,
    }
    return render(request, "sheet/condition.html", context, status=403 if problems else 200)
