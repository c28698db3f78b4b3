"""Who may open the meeting, adopt and publish (permissions.md rows 14, 18, 31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from thidua.campaigns.rules import can_issue
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import Act, CampaignState
from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.council.enums import MeetingState
from thidua.council.values import MeetingFacts, SnapshotFacts
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role


def can_open_meeting(actor: Actor, campaign: CampaignFacts, meeting: MeetingFacts | None, at: datetime) -> Verdict:
    """The secretary prepares the session, once the day of the review has come."""
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_SECRETARY):
        return no("not_secretary", "Phiên họp do Thư ký cụm mở.")
    if meeting is not None and meeting.state is MeetingState.OPEN:
        return no("meeting_open", "Đang có một phiên họp mở.")
    return first_no(_not_adopted(campaign), campaign.calendar.has_come(Act.COUNCIL, at))


def can_record_attendance(actor: Actor, campaign: CampaignFacts, meeting: MeetingFacts | None) -> Verdict:
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_SECRETARY):
        return no("not_secretary", "Điểm danh do Thư ký cụm ghi.")
    return _open(meeting)


def can_adopt(actor: Actor, campaign: CampaignFacts, meeting: MeetingFacts | None, unsettled: Sequence[str]) -> Verdict:
    """The chair adopts with a quorum, when every submitted sheet is settled."""
    if actor.role != Role.COUNCIL_CHAIR or actor.cluster_year_id != campaign.year.id:
        return no("not_chair", "Bảng xếp hạng do người chủ trì phiên họp thông qua.")
    verdict = first_no(_not_adopted(campaign), _open(meeting))
    if not verdict or meeting is None:
        return verdict
    if not meeting.has_quorum:
        return no(
            "no_quorum",
            f"Chưa đủ số người dự họp: có mặt {meeting.present}/{meeting.total}, cần ít nhất {meeting.needed}.",
        )
    if unsettled:
        return no("unsettled", f"Chưa chốt thẩm định: {', '.join(unsettled)}.")
    return YES


def can_publish(actor: Actor, campaign: CampaignFacts, at: datetime) -> Verdict:
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_HEAD):
        return no("not_head", "Bảng xếp hạng do Cụm trưởng công bố.")
    if campaign.state is CampaignState.PUBLISHED:
        return no("published", "Bảng xếp hạng đã được công bố.")
    if campaign.state is not CampaignState.ADOPTED:
        return no("not_adopted", "Bảng xếp hạng chưa được phiên họp thông qua.")
    return campaign.calendar.has_come(Act.PUBLISH, at)


def can_issue_minutes(actor: Actor, campaign: CampaignFacts, *, issued: bool) -> Verdict:
    """The clerk issues the minutes once, after the ranking is adopted."""
    verdict = can_issue(actor, campaign)
    if not verdict:
        return verdict
    if campaign.state not in (CampaignState.ADOPTED, CampaignState.PUBLISHED):
        return no("not_adopted", "Phiên họp chưa thông qua bảng xếp hạng nên chưa có biên bản.")
    if issued:
        return no("issued", "Biên bản đã được phát hành.")
    return YES


def can_read_meeting(actor: Actor, campaign: CampaignFacts) -> Verdict:
    """Officers, council members, the auditor; the other members once the ranking is published."""
    insiders = (
        Role.CLUSTER_SECRETARY,
        Role.CLUSTER_HEAD,
        Role.CLUSTER_DEPUTY,
        Role.COUNCIL_CHAIR,
        Role.COUNCIL_MEMBER,
    )
    if actor.cluster_year_id == campaign.year.id and actor.role in insiders:
        return YES
    if actor.role == Role.AUDITOR and actor.cluster_id == campaign.year.cluster_id:
        return YES
    if campaign.published:
        return YES
    return no(
        "not_invited",
        "Phiên họp chỉ thành viên dự họp và Thường trực cụm xem được trước khi công bố kết quả.",
    )


def can_read_ranking(actor: Actor, campaign: CampaignFacts, snapshot: SnapshotFacts | None) -> Verdict:
    """Everyone in the cluster once published; before that those who may read the meeting."""
    if snapshot is None:
        return no("not_adopted", "Chưa có bảng xếp hạng: phiên bình xét chưa thông qua.")
    return can_read_meeting(actor, campaign)


def _open(meeting: MeetingFacts | None) -> Verdict:
    if meeting is None or meeting.state is not MeetingState.OPEN:
        return no("no_meeting", "Chưa có phiên họp nào đang mở.")
    return YES


def _not_adopted(campaign: CampaignFacts) -> Verdict:
    if campaign.state is CampaignState.LAUNCHED:
        return YES
    if campaign.state is CampaignState.PREPARING:
        return no("not_launched", "Phong trào chưa phát động.")
    return no("adopted", "Bảng xếp hạng của năm này đã được thông qua.")
