"""The draft plan: theme, focal tasks, grounds, place."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import edit_plan
from thidua.campaigns.rules import can_prepare, ready_to_launch
from thidua.core.verdict import Refused, Verdict
from thidua.web.access import page
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

_SPARE_ROWS = 3


def drafters(request: PageRequest) -> Verdict:
    """The secretary and the head, until the launch."""
    return can_prepare(request.visit.actor, request.campaign)


@page(rule=drafters, methods=("GET", "POST"), campaign=True)
def plan(request: PageRequest) -> HttpResponse:
    """Typed rows come back as typed when something is wrong."""
    campaign = request.campaign
    tasks = [(task.code, task.title) for task in campaign.tasks]
    context = {
        "theme": campaign.theme,
        "legal_bases": "\n".join(campaign.legal_bases),
        "place": campaign.place,
        "revision": campaign.revision,
        "problems": [],
        "ready": ready_to_launch(campaign),
        "saved": "da-luu" in request.GET,
    }
    if request.method == "POST":
        tasks = list(zip(request.POST.getlist("ma"), request.POST.getlist("noi_dung"), strict=False))
        context |= {
            "theme": request.POST.get("chu_de", ""),
            "legal_bases": request.POST.get("can_cu", ""),
            "place": request.POST.get("noi", ""),
            "revision": request.POST.get("lan_sua", ""),
        }
        try:
            edit_plan(
                actor=request.visit.actor,
                at=request.visit.at,
                campaign_id=campaign.id,
                revision=whole(request.POST.get("lan_sua", "")),
                theme=str(context["theme"]),
                tasks=tasks,
                legal_bases=str(context["legal_bases"]).splitlines(),
                place=str(context["place"]),
            )
        except Refused as refused:
            context["problems"] = [("nhiem-vu", refused.verdict.sentence)]
        else:
            address = reverse("plan", args=[campaign.year.cluster_code, campaign.year.year])
            return HttpResponseRedirect(f"{address}?da-luu")
    context["tasks"] = [*tasks, *[("", "")] * _SPARE_ROWS]
    return render(request, "campaign/plan.html", context)
