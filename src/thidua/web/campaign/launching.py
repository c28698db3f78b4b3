"""Launching: what freezes is said, confirmed, hashed; then the page that says what was frozen."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import launch
from thidua.campaigns.queries import pledge_of
from thidua.campaigns.rules import can_launch, can_prepare
from thidua.core.verdict import YES, Verdict, no
from thidua.organisations.queries import members_of_year
from thidua.web.access import page
from thidua.web.access_rules import signed_in
from thidua.web.campaign.overview import calendar_lines
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest


def may_read_launch(request: PageRequest) -> Verdict:
    """Before the launch those who prepare it; afterwards every member reads what was frozen."""
    if request.campaign.launched:
        return signed_in(request)
    if can_prepare(request.visit.actor, request.campaign):
        return YES
    return no("not_yet", "Cụm chưa phát động. Trang này dành cho Thư ký cụm và Cụm trưởng chuẩn bị phát động.")


@page(rule=may_read_launch, methods=("GET", "POST"), campaign=True)
def launching(request: PageRequest) -> HttpResponse:
    """Check the answers, say what freezes, confirm. A second press finds the campaign launched and shows that."""
    campaign, visit = request.campaign, request.visit
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and not campaign.launched:
        if request.POST.get("xac_nhan"):
            launch(
                actor=visit.actor,
                at=visit.at,
                campaign_id=campaign.id,
                revision=whole(request.POST.get("lan_sua", "")),
            )
            return HttpResponseRedirect(reverse("launch", args=[campaign.year.cluster_code, campaign.year.year]))
        problems = [("xac-nhan", "Hãy đánh dấu xác nhận đã đọc nội dung sẽ khóa.")]
    context = {
        "verdict": can_launch(visit.actor, campaign, visit.at),
        "calendar": calendar_lines(campaign, visit.at),
        "members": members_of_year(campaign.year.id),
        "leaves": len(campaign.criteria.base_leaves()) if campaign.criteria else 0,
        "pledge": pledge_of(campaign.id),
        "problems": problems,
    }
    template = "campaign/launched.html" if campaign.launched else "campaign/launch.html"
    return render(request, template, context)
