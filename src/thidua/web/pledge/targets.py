"""A unit enters its targets before its leader signs the pledge."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import set_targets
from thidua.campaigns.queries import signed_targets_of, targets_of
from thidua.campaigns.rules import can_set_targets
from thidua.campaigns.values import CampaignFacts
from thidua.core.rule_words_vi import rule_in_words
from thidua.core.verdict import Refused, Verdict, no
from thidua.organisations.enums import UNIT_ROLES
from thidua.organisations.rules import may_act_for_own_unit
from thidua.web.access import page
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One leaf's target as typed."""

    code: str
    title: str
    max: Decimal
    rule: str
    unit: str
    typed: str
    revision: int


def own_unit(request: PageRequest) -> Verdict:
    """A unit's own people."""
    actor = request.visit.actor
    if actor.organisation_id is None or actor.role not in UNIT_ROLES:
        return no("not_unit", "Trang này dành cho người của các đơn vị thành viên.")
    return may_act_for_own_unit(actor, actor.organisation_id)


@page(rule=own_unit, methods=("GET", "POST"), campaign=True)
def targets(request: PageRequest) -> HttpResponse:
    """All targets of the unit on one form; what was typed comes back when something is wrong."""
    campaign, visit = request.campaign, request.visit
    unit = visit.actor.organisation_id or 0
    signed = signed_targets_of(campaign.id, unit)
    current = targets_of(campaign.id, unit)
    verdict = can_set_targets(visit.actor, campaign, unit, visit.at)
    if signed:
        verdict = no("signed", "Đơn vị đã ký giao ước: chỉ tiêu đã khóa theo chữ ký.")
    typed = {code: current[code].value.replace(".", ",") if code in current else "" for code in campaign.target_leaves}
    revisions = {code: current[code].revision if code in current else 0 for code in campaign.target_leaves}
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        typed = {code: request.POST.get(f"chi-tieu-{code}", "") for code in campaign.target_leaves}
        revisions = {code: whole(request.POST.get(f"lan-{code}", "")) for code in campaign.target_leaves}
        try:
            set_targets(
                actor=visit.actor,
                at=visit.at,
                campaign_id=campaign.id,
                organisation_id=unit,
                values=typed,
                revisions=revisions,
            )
        except Refused as refused:
            problems = [(_anchor(campaign, refused.verdict.sentence), refused.verdict.sentence)]
        else:
            address = reverse("targets", args=[campaign.year.cluster_code, campaign.year.year])
            return HttpResponseRedirect(f"{address}?da-luu")
    context = {
        "rows": [_row(campaign, code, typed[code], revisions[code]) for code in campaign.target_leaves],
        "verdict": verdict,
        "problems": problems,
        "saved": "da-luu" in request.GET,
        "complete": all(code in current for code in campaign.target_leaves),
        "signed": bool(signed),
    }
    return render(request, "pledge/targets.html", context, status=400 if problems else 200)


def _row(campaign: CampaignFacts, code: str, typed: str, revision: int) -> TargetRow:
    criteria = campaign.criteria
    assert criteria is not None
    leaf = criteria.leaf(code)
    units = {indicator.code: indicator.unit for indicator in criteria.indicators}
    return TargetRow(
        code=code,
        title=leaf.title,
        max=leaf.max,
        rule=rule_in_words(leaf, criteria),
        unit=units.get(leaf.fill.get("actual", ""), ""),
        typed=typed,
        revision=revision,
    )


def _anchor(campaign: CampaignFacts, sentence: str) -> str:
    """The field that a refusal speaks of."""
    return next((f"chi-tieu-{code}" for code in campaign.target_leaves if code in sentence), "")
