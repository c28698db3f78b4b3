"""Reading meetings and the adopted ranking. Published figures come from the snapshot, never from live tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from thidua.audit.actions import chain_of_year
from thidua.audit.models import Entry
from thidua.campaigns.values import CampaignFacts
from thidua.core.criteria import criteria_from_canonical
from thidua.core.phases import SheetState
from thidua.council.enums import MeetingState, SeatRole
from thidua.council.models import Meeting, Publication, RankingSnapshot, Seat
from thidua.council.values import MeetingFacts, SeatFacts, SnapshotFacts
from thidua.organisations.queries import Unit
from thidua.sheets.queries import sheets_of_campaign
from thidua.sheets.values import SheetFacts


def meeting_of(campaign_id: int) -> MeetingFacts | None:
    """The campaign's latest meeting."""
    row = Meeting.objects.filter(campaign_id=campaign_id).order_by("-number").first()
    return _meeting(row) if row else None


def council_seats(user_id: int) -> list[tuple[SeatFacts, int, int]]:
    """A person's seats as (seat, campaign id, cluster-year id), newest first."""
    rows = Seat.objects.filter(user_id=user_id, user__is_active=True).select_related("user", "meeting__campaign")
    return [(_seat(row), row.meeting.campaign_id, row.meeting.campaign.cluster_year_id) for row in rows.order_by("-pk")]


def snapshot_of(campaign_id: int) -> SnapshotFacts | None:
    rows = RankingSnapshot.objects.filter(campaign_id=campaign_id).select_related("criteria_version")
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    published = Publication.objects.filter(snapshot=row).values_list("published_at", flat=True).first()
    return SnapshotFacts(
        id=row.pk,
        sha256=row.sha256,
        criteria=criteria_from_canonical(row.criteria_version.canonical),
        criteria_sha256=row.criteria_version.sha256,
        result=_result(row.result),
        claims=json.loads(row.claims),
        trail=json.loads(row.trail),
        meeting_id=row.meeting_id,
        adopted_at=row.adopted_at,
        adopted_by_id=row.adopted_by_id,
        published_at=published,
    )


@dataclass(frozen=True, slots=True)
class LoggedAdoption:
    """The log's entry of an adoption: its number and hash were the head of the year's chain at that moment."""

    seq: int
    hash: str


def adoption_in_log(campaign: CampaignFacts, snapshot: SnapshotFacts) -> LoggedAdoption:
    """Where the log recorded this snapshot; printed on the minutes, so that a log cut later is found (decision 12)."""
    entry = Entry.objects.get(
        chain__code=chain_of_year(campaign.year.id),
        action="council.adopt_ranking",
        payload__contains=f'"sha256":"{snapshot.sha256}"',
    )
    return LoggedAdoption(entry.seq, entry.hash)


def _result(canonical: str) -> dict[str, Any]:
    """The stored document with ranks as the whole numbers that they are: canonical JSON writes numbers as text."""
    document: dict[str, Any] = json.loads(canonical)
    for unit in document["units"]:
        unit["rank"] = None if unit["rank"] is None else int(unit["rank"])
    return document


def unsettled(campaign: CampaignFacts) -> list[tuple[Unit, SheetFacts]]:
    """Units whose sheet was submitted and not yet settled: they hold up the adoption."""
    return [
        (unit, sheet)
        for unit, sheet in sheets_of_campaign(campaign)
        if sheet.submitted and sheet.state is not SheetState.SETTLED
    ]


def _meeting(row: Meeting) -> MeetingFacts:
    order = {SeatRole.CHAIR: 0, SeatRole.SECRETARY: 1, SeatRole.MEMBER: 2}
    seats = sorted(row.seats.select_related("user"), key=lambda seat: (order[SeatRole(seat.role)], seat.user.sort_key))
    return MeetingFacts(
        id=row.pk,
        campaign_id=row.campaign_id,
        number=row.number,
        body_name=row.body_name,
        place=row.place,
        state=MeetingState(row.state),
        quorum_percent=row.quorum_percent,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        seats=tuple(_seat(seat) for seat in seats),
    )


def _seat(row: Seat) -> SeatFacts:
    return SeatFacts(
        row.pk,
        row.user_id,
        row.user.full_name,
        row.organisation_id,
        SeatRole(row.role),
        row.job_title,
        row.present,
    )
