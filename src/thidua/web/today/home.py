"""Việc của tôi: what to do, what others owe, what changed."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from thidua.campaigns.queries import campaign_facts, campaigns_visible_to
from thidua.core.phases import CampaignState, local_date
from thidua.organisations.enums import Role
from thidua.web.access import page
from thidua.web.access_rules import signed_in
from thidua.web.today.book_tasks import book_tasks
from thidua.web.today.demo import demo_moments
from thidua.web.today.news import news
from thidua.web.today.tasks import TASKED, task_lists
from thidua.web.visit import PageRequest

_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


@page(rule=signed_in)
def home(request: PageRequest) -> HttpResponse:
    """The first screen after signing in."""
    visit = request.visit
    lines = campaigns_visible_to(visit.actor)
    open_lines = [line for line in lines if line.state is not CampaignState.PUBLISHED]
    shown = open_lines if open_lines and visit.actor.role in TASKED else (open_lines or lines)[:1]
    campaigns = [campaign_facts(line.id) for line in shown]
    if campaigns:
        request.campaign = campaigns[0]
    tasks = task_lists(visit.actor, campaigns, visit.at)
    tasks.mine.extend(book_tasks(visit.actor))
    since = request.session.get("since")
    context = {
        "tasks": tasks,
        "primary": next((task for task in tasks.mine if not task.blocked), None),
        "years": lines,
        "news": news(visit.actor, campaigns[0], datetime.fromisoformat(since) if since else None) if campaigns else [],
        "since": datetime.fromisoformat(since) if since else None,
        "weekday": _WEEKDAYS[local_date(visit.at).weekday()],
        "is_admin": visit.actor.role == Role.ADMIN,
        "moments": demo_moments(campaigns, visit.at) if visit.is_demo else [],
    }
    return render(request, "today/home.html", context)
