"""Opening the meeting, attendance, adopting the ranking, publishing it, issuing the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from thidua.audit.actions import chain_of_year, record
from thidua.campaigns.models import Campaign
from thidua.campaigns.queries import campaign_facts
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import CampaignState, after_campaign_act, local_date
from thidua.core.verdict import Conflict, no, require
from thidua.core.vn import clean, nfc
from thidua.council.enums import MeetingState, SeatRole
from thidua.council.facts import minutes
from thidua.council.models import Meeting, Publication, RankingSnapshot, Seat
from thidua.council.queries import meeting_of, snapshot_of, unsettled
from thidua.council.ranking import standing_of
from thidua.council.rules import (
    can_adopt,
    can_issue_minutes,
    can_open_meeting,
    can_publish,
    can_record_attendance,
)
from thidua.documents.actions import issue
from thidua.documents.queries import papers_in
from thidua.organisations.actor import Actor
from thidua.organisations.queries import members_of_year, people_of_members


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who sits in the meeting, for which unit, as what."""

    user_id: int
    organisation_id: int
    role: SeatRole
    job_title: str = ""


@transaction.atomic
def open_meeting(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    body_name: str,
    place: str,
    quorum_percent: int,
    invitations: Sequence[Invitation],
) -> int:
    """Open the session that reviews the year. Returns the meeting's id.

    Exactly one chair; a person has one seat; a unit has one representative, beside whom a secretary may come from it.
    `quorum_percent` is the cluster's own rule: the share of all members who must be present.
    """
    campaign = _locked(campaign_id)
    before = meeting_of(campaign_id)
    require(can_open_meeting(actor, campaign, before, at))
    chairs = [one for one in invitations if one.role == SeatRole.CHAIR]
    if len(chairs) != 1:
        require(no("one_chair", "Hãy chọn đúng một người chủ trì phiên họp."))
    people = [one.user_id for one in invitations]
    if len(set(people)) != len(people):
        require(no("seat_twice", "Mỗi người chỉ có một ghế trong phiên họp."))
    deciding = [one.organisation_id for one in invitations if one.role != SeatRole.SECRETARY]
    if len(set(deciding)) != len(deciding):
        require(no("unit_twice", "Mỗi đơn vị cử một đại diện dự họp."))
    if not 1 <= quorum_percent <= 100:
        require(no("bad_quorum", "Tỷ lệ dự họp tối thiểu từ 1 đến 100 %."))
    if not body_name.strip() or not place.strip():
        require(no("no_name", "Hãy ghi tên phiên họp và địa điểm."))
    meeting = Meeting.objects.create(
        campaign_id=campaign_id,
        number=before.number + 1 if before else 1,
        body_name=clean(body_name),
        place=clean(place),
        quorum_percent=quorum_percent,
        opened_at=at,
    )
    units = {unit.id for unit in members_of_year(campaign.year.id)}
    people_of = {(line.user_id, line.unit.id) for line in people_of_members(campaign.year.id, on=local_date(at))}
    for one in invitations:
        if one.organisation_id not in units:
            require(no("not_a_member", "Thành viên phiên họp phải thuộc một đơn vị của cụm."))
        if one.role != SeatRole.SECRETARY and (one.user_id, one.organisation_id) not in people_of:
            require(no("not_of_unit", "Người dự họp phải đang giữ vai ở đơn vị mà mình đại diện."))
        Seat.objects.create(
            meeting=meeting,
            user_id=one.user_id,
            organisation_id=one.organisation_id,
            role=one.role,
            job_title=nfc(one.job_title),
        )
    record(
        chain=chain_of_year(campaign.year.id),
        action="council.open_meeting",
        actor=actor,
        at=at,
        facts={
            "meeting": str(meeting.pk),
            "quorum_percent": str(quorum_percent),
            "seats": {str(one.user_id): one.role.value for one in invitations},
        },
    )
    return meeting.pk


@transaction.atomic
def record_attendance(*, actor: Actor, at: datetime, campaign_id: int, present: Mapping[int, bool]) -> None:
    """Note who is present, by seat id; seats not named stay as they are."""
    campaign = _locked(campaign_id)
    meeting = meeting_of(campaign_id)
    require(can_record_attendance(actor, campaign, meeting))
    if meeting is None:
        return
    for seat_id, is_there in present.items():
        Seat.objects.filter(pk=seat_id, meeting_id=meeting.id).update(present=is_there)
    record(
        chain=chain_of_year(campaign.year.id),
        action="council.record_attendance",
        actor=actor,
        at=at,
        facts={"meeting": str(meeting.id), "present": {str(seat): there for seat, there in present.items()}},
    )


@transaction.atomic
def adopt_ranking(*, actor: Actor, at: datetime, campaign_id: int, seen_sha256: str) -> str:
    """The chair adopts the ranking: a snapshot of criteria, claims in force and result. Returns its SHA-256.

    `seen_sha256` is the hash of the ranking on the chair's page; when a figure changed since, nothing is adopted.
    """
    campaign = _locked(campaign_id)
    meeting = meeting_of(campaign_id)
    waiting = [unit.short_name for unit, _ in unsettled(campaign)]
    require(can_adopt(actor, campaign, meeting, waiting))
    standing = standing_of(campaign)
    if standing.sha256 != seen_sha256:
        raise Conflict(
            "Số liệu đã thay đổi sau khi bạn mở trang này. Chưa thông qua; hãy xem lại bảng xếp hạng.",
            mine={"Mã bảng bạn đã xem": seen_sha256[:16]},
            theirs={"Mã bảng hiện tại": standing.sha256[:16]},
        )
    assert meeting is not None
    snapshot = RankingSnapshot.objects.create(
        campaign_id=campaign_id,
        meeting_id=meeting.id,
        criteria_version_id=_known(campaign.criteria_version_id),
        claims=standing.claims,
        result=standing.result,
        trail=standing.trail,
        sha256=standing.sha256,
        adopted_by_id=_known(actor.user_id),
        adopted_at=at,
    )
    Meeting.objects.filter(pk=meeting.id).update(state=MeetingState.ADOPTED, closed_at=at)
    Campaign.objects.filter(pk=campaign_id).update(state=after_campaign_act(campaign.state, "adopt").value)
    record(
        chain=chain_of_year(campaign.year.id),
        action="council.adopt_ranking",
        actor=actor,
        at=at,
        facts={"meeting": str(meeting.id), "sha256": standing.sha256},
        rows=[snapshot],
    )
    return standing.sha256


@transaction.atomic
def publish_ranking(*, actor: Actor, at: datetime, campaign_id: int) -> None:
    """The head publishes the adopted ranking to all members."""
    campaign = _locked(campaign_id)
    require(can_publish(actor, campaign, at))
    snapshot = snapshot_of(campaign_id)
    assert snapshot is not None
    row = Publication.objects.create(snapshot_id=snapshot.id, published_by_id=_known(actor.user_id), published_at=at)
    Campaign.objects.filter(pk=campaign_id).update(state=after_campaign_act(CampaignState.ADOPTED, "publish").value)
    record(
        chain=chain_of_year(campaign.year.id),
        action="council.publish_ranking",
        actor=actor,
        at=at,
        facts={"sha256": snapshot.sha256},
        rows=[row],
    )


@transaction.atomic
def issue_minutes(*, actor: Actor, at: datetime, campaign_id: int, is_demo: bool) -> int:
    """The clerk numbers and issues the minutes as .docx and .pdf, frozen with their hash. Returns the paper's id."""
    campaign = _locked(campaign_id)
    scope = chain_of_year(campaign.year.id)
    issued = any(paper.kind == "minutes" for paper in papers_in(scope))
    require(can_issue_minutes(actor, campaign, issued=issued))
    return issue(paper=minutes(campaign, is_demo=is_demo), scope=scope, actor=actor, at=at).pk


def _known(row_id: int | None) -> int:
    """An id that the rules have made certain."""
    if row_id is None:
        raise LookupError("the rules let nobody come here without it")
    return row_id


def _locked(campaign_id: int) -> CampaignFacts:
    Campaign.objects.select_for_update().get(pk=campaign_id)
    return campaign_facts(campaign_id)
