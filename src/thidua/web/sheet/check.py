"""Kiểm tra trước khi nộp: everything once more, what is missing, the declaration; the head submits."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import Act, SheetState
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.enums import Role
from thidua.sheets.actions.submission import submit
from thidua.sheets.facts import draft_hash
from thidua.sheets.queries import draft_sheet, sheet_of
from thidua.sheets.rules import can_submit, complete_enough
from thidua.web.access import page
from thidua.web.access_rules import own_sheet
from thidua.web.sheet.condition import conditions_of
from thidua.web.sheet.rows import gaps, sections_of
from thidua.web.sheet.totals import totals_of
from thidua.web.visit import PageRequest


@page(rule=own_sheet, methods=("GET", "POST"), campaign=True)
def sheet_check(request: PageRequest) -> HttpResponse:
    """POST submits what this page showed; sent twice, the second finds the receipt of the first."""
    campaign, actor = request.campaign, request.visit.actor
    year = campaign.year
    if not campaign.launched:
        return HttpResponseRedirect(reverse("sheet", args=[year.cluster_code, year.year]))
    problems: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        try:
            submit(
                actor=actor,
                at=request.visit.at,
                campaign_id=campaign.id,
                organisation_id=actor.organisation_id or 0,
                declared=request.POST.get("cam-doan") == "co",
                checked_sha256=request.POST.get("ma-ban", ""),
            )
        except Conflict as conflict:
            problems, status = [("", conflict.sentence)], 409
        except Refused as refused:
            anchor = "cam-doan" if refused.verdict.code == "not_declared" else ""
            problems, status = [(anchor, refused.verdict.sentence)], 403
    facts = sheet_of(campaign.id, actor.organisation_id or 0)
    if request.method == "POST" and actor.role == Role.UNIT_HEAD and facts.submitted:
        return HttpResponseRedirect(reverse("receipt", args=[year.cluster_code, year.year]))
    draft = draft_sheet(campaign, facts)
    sections = sections_of(campaign, draft, {})
    window = campaign.calendar.window(Act.SELF_SCORE)
    explained = tuple(code for code in draft.preview.evidence_absent if code not in draft.unexplained)
    off = tuple(code for code, leaf in draft.preview.leaves.items() if not leaf.assigned)
    context = {
        "totals": totals_of(campaign, draft, sections, request.visit.at),
        "explained": gaps(campaign, draft, explained),
        "not_assigned": gaps(campaign, draft, off),
        "conditions": [line for line in conditions_of(request, facts, draft) if line.holds],
        "complete": complete_enough(draft.preview.missing, draft.unexplained),
        "verdict": can_submit(actor, campaign, facts, request.visit.at),
        "is_draft": facts.state is SheetState.DRAFT,
        "sha256": draft_hash(campaign, facts, draft),
        "deadline": window.last_day if window else None,
        "declared": request.POST.get("cam-doan") == "co",
        "problems": problems,
    }
    return render(request, "sheet/check.html", context, status=status)
