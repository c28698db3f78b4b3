"""Thẩm định: every unit with how far its verification has come, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from thidua.core.phases import Act, SheetState
from thidua.core.verdict import Verdict
from thidua.organisations.enums import Role
from thidua.organisations.queries import Unit
from thidua.sheets.queries import (
    conditions_of_campaign,
    latest_conditions,
    self_scoring_is_over,
    sheets_of_campaign,
    trails_of_campaign,
    verifier_seats,
)
from thidua.sheets.rules import can_name_team, can_read_submitted
from thidua.sheets.values import LeafTrail, SheetFacts
from thidua.web.access import page
from thidua.web.verify.readers import readers
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit. `kind` and `words` say its state; counts are None while the viewer may not read the sheet."""

    unit: Unit
    submitted_at: datetime | None
    kind: str
    words: str
    verified: int | None
    total: int
    changed: int
    waiting: int
    explained: int
    knock_outs: int
    own: bool
    may_open: Verdict


@page(rule=readers, campaign=True)
def verify(request: PageRequest) -> HttpResponse:
    """The units assigned to a member of the team; all of them for those who follow the year."""
    visit, campaign = request.visit, request.campaign
    if not campaign.launched:
        return render(request, "verify/units.html", {"lines": [], "is_member": False, "over": False, **_team(request)})
    seats = verifier_seats(campaign_id=campaign.id)
    assigned = {unit for seat in seats if seat.user_id == visit.actor.user_id for unit in seat.units}
    is_member = visit.actor.role == Role.VERIFIER
    over = self_scoring_is_over(campaign, visit.at)
    trails, conditions = trails_of_campaign(campaign.id), conditions_of_campaign(campaign.id)
    lines = []
    for unit, sheet in sheets_of_campaign(campaign):
        own = unit.id == visit.actor.organisation_id
        if is_member and unit.id not in assigned and not own:
            continue
        may_open = can_read_submitted(visit.actor, campaign, sheet, assigned=unit.id in assigned, over=over)
        known = trails.get(sheet.id or 0, {}) if may_open else {}
        holds = sum(record.holds for record in latest_conditions(conditions.get(sheet.id or 0, [])).values())
        lines.append(_line(unit, sheet, known, holds if may_open else 0, own=own and is_member, may_open=may_open))
    context = {"lines": lines, "is_member": is_member, "over": over, **_team(request)}
    return render(request, "verify/units.html", context)


def _team(request: PageRequest) -> dict[str, object]:
    campaign = request.campaign
    return {
        "has_team": bool(verifier_seats(campaign_id=campaign.id)),
        "may_name": can_name_team(request.visit.actor, campaign),
        "window": campaign.calendar.window(Act.VERIFY),
        "in_time": campaign.calendar.check(Act.VERIFY, request.visit.at),
    }


def _line(
    unit: Unit, sheet: SheetFacts, trails: Mapping[str, LeafTrail], knock_outs: int, *, own: bool, may_open: Verdict
) -> UnitLine:
    verified = sum(trail.verified for trail in trails.values())
    questions = [trail for trail in trails.values() if trail.open_question]
    explained = sum(trail.reply is not None for trail in questions)
    kind, words = _state(sheet, len(trails), verified, len(questions), explained)
    return UnitLine(
        unit=unit,
        submitted_at=sheet.submission.submitted_at if sheet.submission else None,
        kind=kind,
        words=words,
        verified=verified if trails else None,
        total=len(trails),
        changed=sum(trail.verified and trail.changed for trail in trails.values()),
        waiting=len(questions) - explained,
        explained=explained,
        knock_outs=knock_outs,
        own=own,
        may_open=may_open,
    )


def _state(sheet: SheetFacts, total: int, verified: int, questions: int, explained: int) -> tuple[str, str]:
    if sheet.submission is None:
        return "missing", "chưa nộp bảng"
    if sheet.state is SheetState.SETTLED:
        return "ok", "đã chốt"
    if explained:
        return "warn", "chờ tổ kết luận"
    if questions:
        return "warn", "chờ đơn vị giải trình"
    if not verified:
        return "missing", "chưa thẩm định"
    if verified < total:
        return "differs", "đang thẩm định"
    return "differs", "chờ chốt"
