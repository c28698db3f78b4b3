"""Reading meetings and the adopted ranking. Published figures come from the snapshot, never from live tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.audit.actions import chain_of_year
from thidua.audit.models import Entry
from thidua.campaigns.queries import CampaignFacts
from thidua.core.criteria import CriteriaSet, criteria_from_canonical
from thidua.core.phases import SheetState
from thidua.council.enums import MeetingState, SeatRole
from thidua.council.models import Meeting, Publication, RankingSnapshot, Seat
from thidua.organisations.queries import Unit
from thidua.sheets.queries import SheetFacts, sheets_of_campaign


@dataclass(frozen=True, slots=True)
class SeatFacts:
    id: int
    user_id: int
    full_name: str
    organisation_id: int
    role: SeatRole
    job_title: str
    present: bool | None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A session with its seats in order: chair, secretary, members by given name."""

    id: int
    campaign_id: int
    number: int
    body_name: str
    place: str
    state: MeetingState
    quorum_percent: int
    opened_at: datetime
    closed_at: datetime | None
    seats: tuple[SeatFacts, ...]

    @property
    def members(self) -> tuple[SeatFacts, ...]:
        """Those who decide: the chair and the members; a secretary only takes the minutes."""
        return tuple(seat for seat in self.seats if seat.role is not SeatRole.SECRETARY)

    @property
    def chair(self) -> SeatFacts:
        return next(seat for seat in self.seats if seat.role is SeatRole.CHAIR)

    @property
    def secretary(self) -> SeatFacts | None:
        return next((seat for seat in self.seats if seat.role is SeatRole.SECRETARY), None)

    @property
    def total(self) -> int:
        return len(self.members)

    @property
    def present(self) -> int:
        return sum(1 for seat in self.members if seat.present)

    @property
    def recorded(self) -> bool:
        """Whether attendance has been noted for everybody."""
        return all(seat.present is not None for seat in self.members)

    @property
    def needed(self) -> int:
        """The least number of members present: the share of ALL members, rounded up."""
        return -(-self.total * self.quorum_percent // 100)

    @property
    def has_quorum(self) -> bool:
        return self.total > 0 and self.present >= self.needed


def meeting_of(campaign_id: int) -> MeetingFacts | None:
    """The campaign's latest meeting."""
    row = Meeting.objects.filter(campaign_id=campaign_id).order_by("-number").first()
    return _meeting(row) if row else None


def council_seats(user_id: int) -> list[tuple[SeatFacts, int, int]]:
    """A person's seats as (seat, campaign id, cluster-year id), newest first."""
    rows = Seat.objects.filter(user_id=user_id, user__is_active=True).select_related("user", "meeting__campaign")
    return [(_seat(row), row.meeting.campaign_id, row.meeting.campaign.cluster_year_id) for row in rows.order_by("-pk")]


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """The adopted ranking. `result` is a thidua.result/1 document, `claims` what it was computed from by `criteria`,
    the version frozen with it; `trail` says for each unit and leaf who said what."""

    id: int
    sha256: str
    criteria: CriteriaSet
    criteria_sha256: str
    result: dict[str, Any]
    claims: dict[str, Any]
    trail: dict[str, Any]
    meeting_id: int
    adopted_at: datetime
    adopted_by_id: int
    published_at: datetime | None


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
