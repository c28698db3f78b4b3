"""Phiên họp bình xét: opening, attendance and quorum, what still waits, the ranking to be adopted."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import CampaignState
from thidua.core.rank_words_vi import rank_in_words
from thidua.core.results import UnitResult
from thidua.core.verdict import Conflict, Refused, Verdict, no
from thidua.council.actions import adopt_ranking, record_attendance
from thidua.council.enums import MeetingState
from thidua.council.queries import meeting_of, snapshot_of, unsettled
from thidua.council.ranking import Standing, standing_of
from thidua.council.rules import can_adopt, can_open_meeting, can_read_meeting, can_record_attendance
from thidua.council.values import MeetingFacts, SeatFacts
from thidua.organisations.queries import units
from thidua.sheets.queries import sheets_of_campaign
from thidua.web.access import page
from thidua.web.council.opening import open_session, opening_form
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class SeatLine:
    seat: SeatFacts
    unit_name: str


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One unit of the ranking that would be adopted now."""

    unit: UnitResult
    grade: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    sha256: str
    lines: tuple[PreviewLine, ...]


def meeting_readers(request: PageRequest) -> Verdict:
    """Those who sit or lead; the other members once the ranking is published."""
    return can_read_meeting(request.visit.actor, request.campaign)


@page(rule=meeting_readers, methods=("GET", "POST"), campaign=True)
def council(request: PageRequest) -> HttpResponse:
    """The session of the year, in whatever state it is."""
    problems: list[tuple[str, str]] = []
    versions: list[tuple[str, str, str]] = []
    status = 200
    if request.method == "POST":
        act = request.POST.get("viec", "")
        try:
            _do(request, act)
        except Refused as refused:
            problems, status = [("phien-hop", refused.verdict.sentence)], 403
        except Conflict as conflict:
            problems, status = [("ban-khac", conflict.sentence)], 409
            versions = [(label, mine, "".join(conflict.theirs.values())) for label, mine in conflict.mine.items()]
        else:
            year = request.campaign.year
            address = reverse("council", args=[year.cluster_code, year.year])
            return HttpResponseRedirect(f"{address}?xong={act}")
    context = {**_content(request), "problems": problems, "versions": versions, "done": request.GET.get("xong", "")}
    return render(request, "council/session.html", context, status=status)


def _do(request: PageRequest, act: str) -> None:
    visit, campaign = request.visit, request.campaign
    if act == "mo-phien":
        open_session(request)
    elif act == "diem-danh":
        meeting = meeting_of(campaign.id)
        answers = {seat.id: request.POST.get(f"ghe-{seat.id}") for seat in meeting.seats} if meeting else {}
        present = {seat: answer == "co" for seat, answer in answers.items() if answer in ("co", "vang")}
        record_attendance(actor=visit.actor, at=visit.at, campaign_id=campaign.id, present=present)
    elif act == "thong-qua":
        if request.POST.get("xac-nhan") != "co":
            raise Refused(no("not_confirmed", "Hãy đánh dấu xác nhận phiên họp đã thông qua trước khi ghi."))
        adopt_ranking(
            actor=visit.actor, at=visit.at, campaign_id=campaign.id, seen_sha256=request.POST.get("ma-bang", "")
        )
    else:
        raise Refused(no("unknown_act", "Trang không hiểu việc vừa bấm. Hãy tải lại trang rồi thử lại."))


def _content(request: PageRequest) -> dict[str, object]:
    visit, campaign = request.visit, request.campaign
    meeting = meeting_of(campaign.id)
    waiting = unsettled(campaign) if campaign.state is CampaignState.LAUNCHED else []
    may_open = can_open_meeting(visit.actor, campaign, meeting, visit.at)
    open_now = meeting is not None and meeting.state is MeetingState.OPEN
    ready = open_now and not waiting and campaign.state is CampaignState.LAUNCHED
    return {
        "meeting": meeting,
        "open_now": open_now,
        "seats": _seats(campaign, meeting),
        "may_open": may_open,
        "form": opening_form(campaign, request) if may_open else None,
        "may_attend": can_record_attendance(visit.actor, campaign, meeting),
        "waiting": waiting,
        "late": [unit for unit, sheet in sheets_of_campaign(campaign) if not sheet.submitted] if open_now else [],
        "preview": _preview(standing_of(campaign)) if ready else None,
        "may_adopt": can_adopt(visit.actor, campaign, meeting, [unit.short_name for unit, _ in waiting]),
        "snapshot": snapshot_of(campaign.id),
    }


def _seats(campaign: CampaignFacts, meeting: MeetingFacts | None) -> list[SeatLine]:
    if meeting is None:
        return []
    names = units({seat.organisation_id for seat in meeting.seats}, on=campaign.year.period_to)
    return [SeatLine(seat, names[seat.organisation_id].name) for seat in meeting.seats]


def _preview(standing: Standing) -> Preview:
    ranked = standing.ranked
    grades = {band.code: band.title for band in ranked.criteria.grades.bands} if ranked.criteria.grades else {}
    lines = (
        PreviewLine(unit, grades.get(unit.grade or "", ""), rank_in_words(ranked, unit.code)) for unit in ranked.units
    )
    return Preview(standing.sha256, tuple(lines))
