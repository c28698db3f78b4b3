"""Bảng tự chấm: the score sheet of the actor's own unit, saved whole by one button or by autosave in batches."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from thidua.core.phases import Act
from thidua.core.verdict import Conflict, Refused, Verdict, no
from thidua.sheets.actions.drafting import save_draft
from thidua.sheets.queries import DraftSheet, draft_sheet, sheet_of
from thidua.sheets.rules import can_add_evidence, can_draft
from thidua.sheets.values import SheetFacts
from thidua.web.access import page
from thidua.web.access_rules import own_sheet
from thidua.web.sheet.condition import conditions_of
from thidua.web.sheet.registers import offers_of
from thidua.web.sheet.rows import anchor_of, sections_of
from thidua.web.sheet.totals import totals_of
from thidua.web.sheet.typed import TypedLeaf, TypedSheet, read_typed
from thidua.web.sheet.versions import versions_page
from thidua.web.templatetags.vn import hour
from thidua.web.visit import PageRequest


@page(rule=own_sheet, methods=("GET", "POST"), campaign=True)
def sheet(request: PageRequest) -> HttpResponse:
    """GET shows the sheet; POST saves what was typed and comes back to the same place."""
    if not request.campaign.launched:
        return render(request, "sheet/not_yet.html")
    unit_id = request.visit.actor.organisation_id or 0
    facts = sheet_of(request.campaign.id, unit_id)
    draft = draft_sheet(request.campaign, facts)
    if request.method != "POST":
        return _page(request, facts, draft)
    typed = read_typed(request.POST, request.campaign, facts, draft)
    autosave = "X-Autosave" in request.headers
    try:
        _save(request, typed)
    except Conflict as conflict:
        if autosave:
            return JsonResponse({"sentence": conflict.sentence, "leaves": list(conflict.mine)}, status=409)
        return versions_page(request, conflict)
    except Refused as refused:
        if autosave:
            return JsonResponse({"sentence": refused.verdict.sentence, "code": refused.verdict.code}, status=403)
        return _page(request, facts, draft, typed=typed.leaves, refusal=refused.verdict, status=403)
    if typed.changes:
        facts = sheet_of(request.campaign.id, unit_id)
        draft = draft_sheet(request.campaign, facts)
    if autosave:
        return _batch(request, draft, typed)
    if typed.faulty:
        return _page(request, facts, draft, typed=typed.faulty, status=422)
    place = request.POST.get("ve", "")
    address = reverse("sheet", args=[request.campaign.year.cluster_code, request.campaign.year.year])
    return HttpResponseRedirect(f"{address}#{place}" if place.replace("-", "").isalnum() else address)


def _save(request: PageRequest, typed: TypedSheet) -> None:
    """Refused where the form was made for another unit than the hat worn now, or the rule of drafting says no."""
    actor, campaign = request.visit.actor, request.campaign
    if request.POST.get("don-vi") != str(actor.organisation_id):
        sentence = "Trang này mở khi bạn làm việc cho một đơn vị khác. Hãy đổi lại vai, hoặc mở lại trang."
        raise Refused(no("other_unit", sentence))
    if typed.changes:
        save_draft(
            actor=actor,
            at=request.visit.at,
            campaign_id=campaign.id,
            organisation_id=actor.organisation_id or 0,
            changes=typed.changes,
        )


def _page(
    request: PageRequest,
    facts: SheetFacts,
    draft: DraftSheet,
    *,
    typed: Mapping[str, TypedLeaf] | None = None,
    refusal: Verdict | None = None,
    status: int = 200,
) -> HttpResponse:
    """The sheet; `typed` leaves stand there as they were typed, though the window may have closed meanwhile."""
    visit, campaign = request.visit, request.campaign
    typed = typed or {}
    verdict = can_draft(visit.actor, campaign, facts, visit.at)
    offers = offers_of(campaign, visit.actor.organisation_id or 0, visit.at)
    sections = sections_of(campaign, draft, typed, offers)
    window = campaign.calendar.window(Act.SELF_SCORE)
    problems = [("", refusal.sentence)] if refusal is not None else []
    problems += [(anchor_of(code), f"{code}: {fault.message}") for code, leaf in typed.items() for fault in leaf.faults]
    context = {
        "desk": True,
        "totals": totals_of(campaign, draft, sections, visit.at),
        "editable": bool(verdict) or bool(typed),
        "verdict": verdict,
        "can_link": bool(can_add_evidence(visit.actor, campaign, facts, visit.at)),
        "problems": problems,
        "unit_id": visit.actor.organisation_id,
        "deadline": window.last_day if window else None,
        "submission": facts.submission,
        "conditions": conditions_of(request, facts, draft),
    }
    return render(request, "sheet/score.html", context, status=status)


def _batch(request: PageRequest, draft: DraftSheet, typed: TypedSheet) -> HttpResponse:
    """The answer to an autosave: the rows again, the total, and what could not be saved."""
    campaign = request.campaign
    sections = sections_of(campaign, draft, typed.faulty)
    rows = {row.code: row for section in sections for row in section.rows}
    shown = {"editable": True, "can_link": True, "campaign": campaign}
    totals = totals_of(campaign, draft, sections, request.visit.at)
    return JsonResponse(
        {
            "saved_at": hour(request.visit.at),
            "rows": {
                code: render_to_string("components/score_row.html", {"row": rows[code], **shown})
                for code in typed.leaves
            },
            "groups": {
                section.anchor: render_to_string("sheet/group_head.html", {"section": section}) for section in sections
            },
            "total": render_to_string("sheet/total.html", {"totals": totals}),
            "more": render_to_string("sheet/total_more.html", {"totals": totals, "campaign": campaign}),
            "faulty": list(typed.faulty),
        }
    )
