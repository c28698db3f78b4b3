"""The cluster's year at a glance: theme, tasks, calendar, members and how far each has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from thidua.campaigns.queries import board, reads_whole_year
from thidua.campaigns.rules import can_extend, can_launch, can_prepare
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import ACT_NAMES, EVENTS, Act, SheetState, Window
from thidua.organisations.actor import Actor
from thidua.sheets.queries import sheets_of_campaign
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member as this viewer may see it: whether a sheet was submitted is the officers' and the unit's own."""

    name: str
    roles: str
    signed_at: datetime | None
    sheet: str


@dataclass(frozen=True, slots=True)
class CalendarLine:
    name: str
    window: Window
    is_event: bool
    state: str


@page(rule=in_cluster, campaign=True)
def overview(request: PageRequest) -> HttpResponse:
    """Screen "Toàn cảnh năm", in the breadth that this hat may see."""
    campaign, visit = request.campaign, request.visit
    members = _members(campaign, visit.actor)
    context = {
        "members": members,
        "signed": sum(1 for line in members if line.signed_at),
        "calendar": calendar_lines(campaign, visit.at),
        "can_prepare": can_prepare(visit.actor, campaign),
        "can_extend": can_extend(visit.actor, campaign),
        "can_launch": can_launch(visit.actor, campaign, visit.at),
        "shows_sheets": reads_whole_year(visit.actor),
        "state": campaign.state.value,
    }
    return render(request, "campaign/overview.html", context)


def calendar_lines(campaign: CampaignFacts, at: datetime) -> list[CalendarLine]:
    """Windows and events in the order of the year."""
    lines = []
    for act in Act:
        window = campaign.calendar.window(act)
        if window is not None:
            state = "đang mở" if window.is_open(at) else "đã đóng" if at >= window.closes else "chưa mở"
            if act in EVENTS:
                state = "hôm nay" if window.is_open(at) else "đã qua" if at >= window.closes else "chưa tới"
            lines.append(CalendarLine(ACT_NAMES[act].capitalize(), window, act in EVENTS, state))
    return lines


def _members(campaign: CampaignFacts, actor: Actor) -> list[MemberLine]:
    sheets = {unit.id: sheet for unit, sheet in sheets_of_campaign(campaign)}
    whole = reads_whole_year(actor)
    lines = []
    for line in board(campaign):
        roles = []
        if line.unit.id == campaign.year.head_id:
            roles.append("Cụm trưởng")
        if line.unit.id in campaign.year.deputy_ids:
            roles.append("Cụm phó")
        sheet = sheets[line.unit.id]
        told = ""
        if whole or line.unit.id == actor.organisation_id:
            told = "chưa nộp"
            if sheet.submission is not None:
                told = "đã chốt thẩm định" if sheet.state is SheetState.SETTLED else "đã nộp"
        signed_at = line.signature.signed_at if line.signature else None
        lines.append(MemberLine(line.unit.name, ", ".join(roles), signed_at, told))
    return lines
