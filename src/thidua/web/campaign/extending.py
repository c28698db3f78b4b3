"""The head lengthens a deadline for the whole cluster, with a reason."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import extend_window
from thidua.campaigns.rules import EXTENDABLE, can_extend
from thidua.core.phases import ACT_NAMES, Act
from thidua.core.verdict import Refused, Verdict
from thidua.core.vn import parse_date
from thidua.web.access import page
from thidua.web.visit import PageRequest


def extenders(request: PageRequest) -> Verdict:
    return can_extend(request.visit.actor, request.campaign)


@page(rule=extenders, methods=("GET", "POST"), campaign=True)
def extend(request: PageRequest) -> HttpResponse:
    """Which deadline, until when, why; what was typed comes back when something is wrong."""
    campaign, visit = request.campaign, request.visit
    typed = {name: request.POST.get(name, "") for name in ("viec", "ngay", "ly_do")}
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            last_day = parse_date(typed["ngay"])
            act = Act(typed["viec"])
        except ValueError as error:
            known = typed["viec"] in set(Act)
            problems = [("ngay", str(error))] if known else [("viec-verify", "Hãy chọn thời gian cần gia hạn.")]
        else:
            try:
                extend_window(
                    actor=visit.actor,
                    at=visit.at,
                    campaign_id=campaign.id,
                    act=act,
                    last_day=last_day,
                    reason=typed["ly_do"],
                )
            except Refused as refused:
                problems = [("ly-do" if refused.verdict.code == "no_reason" else "ngay", refused.verdict.sentence)]
            else:
                return HttpResponseRedirect(reverse("campaign", args=[campaign.year.cluster_code, campaign.year.year]))
    windows = [
        (act.value, ACT_NAMES[act].capitalize(), campaign.calendar.windows[act])
        for act in EXTENDABLE
        if act in campaign.calendar.windows
    ]
    context = {"windows": windows, "typed": typed, "problems": problems}
    return render(request, "campaign/extend.html", context, status=400 if problems else 200)
