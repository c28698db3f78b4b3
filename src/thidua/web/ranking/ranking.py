"""Bảng xếp hạng: from the adopted snapshot alone, each rank explained; published by the head of the cluster."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import Act
from thidua.core.verdict import Refused, no
from thidua.council.actions import publish_ranking
from thidua.council.queries import snapshot_of
from thidua.council.rules import can_publish, can_read_ranking
from thidua.organisations.enums import Role
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.ranking.table import rank_table
from thidua.web.visit import PageRequest


@page(rule=in_cluster, methods=("GET", "POST"), campaign=True)
def ranking(request: PageRequest) -> HttpResponse:
    """The ranking for those who may read it; for the others, when it is to be expected."""
    visit, campaign = request.visit, request.campaign
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        try:
            if request.POST.get("xac-nhan") != "co":
                raise Refused(no("not_confirmed", "Hãy đánh dấu xác nhận trước khi công bố."))
            publish_ranking(actor=visit.actor, at=visit.at, campaign_id=campaign.id)
        except Refused as refused:
            problems = [("cong-bo", refused.verdict.sentence)]
        else:
            address = reverse("ranking", args=[campaign.year.cluster_code, campaign.year.year])
            return HttpResponseRedirect(f"{address}?da-cong-bo")
    snapshot = snapshot_of(campaign.id)
    readable = can_read_ranking(visit.actor, campaign, snapshot)
    status = 403 if problems else 200
    if snapshot is None or not readable:
        waiting = {
            "window": campaign.calendar.window(Act.PUBLISH),
            "adopted": snapshot is not None,
            "problems": problems,
        }
        return render(request, "ranking/not_yet.html", waiting, status=status)
    context = {
        "desk": True,
        "wide_print": True,
        "snapshot": snapshot,
        "table": rank_table(snapshot),
        "proposal": snapshot.criteria.source.get("kind") == "proposal",
        "may_publish": can_publish(visit.actor, campaign, visit.at),
        "is_head": visit.actor.leads_year(campaign.year.id, Role.CLUSTER_HEAD),
        "problems": problems,
        "just_published": "da-cong-bo" in request.GET and snapshot.published_at is not None,
    }
    return render(request, "ranking/ranking.html", context, status=status)
