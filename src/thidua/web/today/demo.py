"""The demonstration's own controls: move the clock forward, start again at the launch."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import ACT_NAMES, VIETNAM, Act
from thidua.core.verdict import YES, Refused, no, require
from thidua.core.vn import parse_date
from thidua.organisations.actions import move_demo_clock
from thidua.web.access import page
from thidua.web.access_rules import demonstration
from thidua.web.visit import PageRequest

_OFFICE_OPENS = time(8, 0)
_ON_POSTGRESQL = "Trên PostgreSQL, quản trị dựng lại bằng lệnh thidua demo --at launch trong một cơ sở dữ liệu mới."


@dataclass(frozen=True, slots=True)
class Moment:
    """A day worth going to: the first of a window, or an event."""

    label: str
    day: str


def demo_moments(campaigns: list[CampaignFacts], at: datetime) -> list[Moment]:
    """The next steps of the year, to which the clock can be moved with one press."""
    found: dict[datetime, list[str]] = {}
    for campaign in campaigns[:1]:
        for act, window in campaign.calendar.windows.items():
            if window.opens > at and act is not Act.MIDYEAR:
                found.setdefault(window.opens, []).append(ACT_NAMES[act])
    return [Moment(", ".join(found[opens]), f"{opens.astimezone(VIETNAM):%d/%m/%Y}") for opens in sorted(found)]


@page(rule=demonstration, methods=("POST",))
def move_clock(request: PageRequest) -> HttpResponse:
    """Forward to 08:00 of a day, or by one hour; never back."""
    at = request.visit.at
    typed = request.POST.get("ngay", "").strip()
    if typed:
        try:
            to = datetime.combine(parse_date(typed), _OFFICE_OPENS, VIETNAM)
        except ValueError as error:
            raise Refused(no("bad_date", str(error))) from error
        if to < at and to.date() == at.astimezone(VIETNAM).date():
            raise Refused(no("clock_backwards", "Đồng hồ trình diễn đã ở trong ngày này rồi."))
    else:
        to = at + timedelta(hours=1)
    move_demo_clock(actor=request.visit.actor, at=at, to=to)
    return HttpResponseRedirect(reverse("home"))


@page(rule=demonstration, methods=("GET", "POST"))
def start_again(request: PageRequest) -> HttpResponse:
    """Build a fresh demonstration standing just before the launch; the server swaps it in when it is ready."""
    here = YES if connection.vendor == "sqlite" else no("not_sqlite", _ON_POSTGRESQL)
    if request.method == "POST":
        require(here)
    building = settings.THIDUA_DATA / "demo-next.building"
    if request.method == "POST" and not building.exists():
        building.touch()
        subprocess.Popen(
            [sys.executable, "-m", "thidua.cli.main", "demo", "--at", "launch", "--next"],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    context = {"verdict": here, "building": building.exists() or (settings.THIDUA_DATA / "demo-next.ready").exists()}
    return render(request, "today/demo_again.html", context)
