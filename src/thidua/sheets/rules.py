"""Who may draft, submit, verify, reply and settle (permissions.md rows 7–12, 30, 33; decisions 5, 17, 18)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import Act, CampaignState, SheetState
from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.sheets.enums import Stage
from thidua.sheets.values import LeafTrail, SheetFacts

_OFFICERS = (Role.CLUSTER_SECRETARY, Role.CLUSTER_HEAD, Role.CLUSTER_DEPUTY)


def can_read_draft(actor: Actor, organisation_id: int) -> Verdict:
    """A draft is seen by nobody outside its school."""
    if actor.acts_for_unit(organisation_id):
        return YES
    return no("other_unit", "Bảng tự chấm đang soạn chỉ người của chính đơn vị xem được.")


def can_draft(actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, at: datetime) -> Verdict:
    """The unit's editor, in the self-scoring window, until the submission."""
    if not actor.acts_for_unit(sheet.organisation_id, Role.UNIT_EDITOR):
        return no("not_editor", "Bảng tự chấm do đầu mối thi đua của chính đơn vị soạn.")
    return first_no(_launched(campaign), _not_submitted(sheet), campaign.calendar.check(Act.SELF_SCORE, at))


def can_add_evidence(actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, at: datetime) -> Verdict:
    """Evidence is collected through the whole period of the year, until the submission."""
    if not actor.acts_for_unit(sheet.organisation_id, Role.UNIT_EDITOR):
        return no("not_editor", "Minh chứng do đầu mối thi đua của chính đơn vị nộp.")
    in_year = campaign.calendar.check(Act.REPORT, at)
    in_time = in_year if in_year else campaign.calendar.check(Act.SELF_SCORE, at)
    return first_no(_launched(campaign), _not_submitted(sheet), in_time)


def can_declare(actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, at: datetime) -> Verdict:
    """The unit's editor or head declares a condition of the unit itself, while it scores itself (row 33)."""
    if not actor.acts_for_unit(sheet.organisation_id, Role.UNIT_EDITOR, Role.UNIT_HEAD):
        return no("not_editor", "Điều kiện ngoài điểm do đầu mối thi đua hoặc người đứng đầu của đơn vị khai.")
    return first_no(_launched(campaign), _not_submitted(sheet), campaign.calendar.check(Act.SELF_SCORE, at))


def can_submit(actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, at: datetime) -> Verdict:
    """The head of the unit, in time. Completeness is a matter of the sheet: `complete_enough`."""
    if not actor.acts_for_unit(sheet.organisation_id, Role.UNIT_HEAD):
        return no("not_unit_head", "Bảng tự chấm do người đứng đầu đơn vị nộp.")
    return first_no(_launched(campaign), _not_submitted(sheet), campaign.calendar.check(Act.SELF_SCORE, at))


def complete_enough(missing: Iterable[str], without_evidence_or_reason: Iterable[str]) -> Verdict:
    """A sheet may be submitted when every leaf is scored and required evidence is there or explained (decision 6)."""
    missing, unexplained = list(missing), list(without_evidence_or_reason)
    if missing:
        return no("incomplete", f"Còn {len(missing)} tiêu chí chưa chấm: {', '.join(missing)}.")
    if unexplained:
        return no(
            "no_evidence",
            f"Thiếu minh chứng ở {', '.join(unexplained)}. Hãy thêm minh chứng, hoặc ghi lý do chưa có.",
        )
    return YES


def can_read_submitted(
    actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, *, assigned: bool, over: bool
) -> Verdict:
    """A submitted sheet: its own unit at once; officers and the team once self-scoring is over (decision 18)."""
    if actor.acts_for_unit(sheet.organisation_id):
        return YES
    if not sheet.submitted:
        return no("not_submitted", "Đơn vị này chưa nộp bảng tự chấm.")
    reaches = actor.cluster_year_id == campaign.year.id and (
        actor.role in _OFFICERS
        or actor.role in (Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR)
        or (actor.role == Role.VERIFIER and assigned)
    )
    if actor.role == Role.AUDITOR and actor.cluster_id == campaign.year.cluster_id:
        return YES
    if not reaches:
        return no("other_unit", "Bạn không được giao xem bảng tự chấm của đơn vị này.")
    if not over:
        return no(
            "still_open",
            "Bảng của đơn vị khác chỉ mở sau khi hết hạn tự chấm, hoặc khi tất cả đơn vị đã nộp.",
        )
    return YES


def can_open_evidence(
    actor: Actor,
    campaign: CampaignFacts,
    sheet: SheetFacts,
    *,
    shown: bool,
    assigned: bool,
    over: bool,
) -> Verdict:
    """A file of the sheet's unit: the unit itself always; others only when the unit has submitted it (`shown`) and
    they may read that sheet. What was never submitted does not exist for anybody else."""
    if actor.acts_for_unit(sheet.organisation_id):
        return YES
    if not shown:
        return no("no_such_evidence", "Không có minh chứng này.")
    return can_read_submitted(actor, campaign, sheet, assigned=assigned, over=over)


def can_name_team(actor: Actor, campaign: CampaignFacts) -> Verdict:
    """The head of the cluster names the verification team (row 29)."""
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_HEAD):
        return no("not_head", "Tổ thẩm định do Cụm trưởng lập.")
    return first_no(_launched(campaign), _not_adopted(campaign))


def can_verify(
    actor: Actor,
    campaign: CampaignFacts,
    sheet: SheetFacts,
    at: datetime,
    *,
    assigned: bool,
    over: bool,
    own_units: Collection[int] = (),
) -> Verdict:
    """A member of the team, on a unit assigned to them, never their own, in the verification window.

    Their own is the unit that sent them and every unit in which they hold a role (`own_units`). Who submitted a sheet
    never verifies it.
    """
    return first_no(
        _of_the_team(actor, campaign, sheet, assigned=assigned, over=over, own_units=own_units),
        campaign.calendar.check(Act.VERIFY, at),
    )


def can_settle(
    actor: Actor,
    campaign: CampaignFacts,
    sheet: SheetFacts,
    at: datetime,
    *,
    assigned: bool,
    over: bool,
    own_units: Collection[int] = (),
) -> Verdict:
    """The same people conclude, from the first day of the window until the ranking is adopted (row 30)."""
    return first_no(
        _of_the_team(actor, campaign, sheet, assigned=assigned, over=over, own_units=own_units),
        campaign.calendar.has_come(Act.VERIFY, at),
    )


def _of_the_team(
    actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, *, assigned: bool, over: bool, own_units: Collection[int]
) -> Verdict:
    if actor.role != Role.VERIFIER or actor.cluster_year_id != campaign.year.id:
        return no("not_verifier", "Việc này do thành viên tổ thẩm định thực hiện.")
    if actor.organisation_id == sheet.organisation_id or sheet.organisation_id in own_units:
        return no("own_unit", "Không ai được thẩm định đơn vị của chính mình.")
    if not assigned:
        return no("not_assigned", "Đơn vị này không được giao cho bạn thẩm định.")
    if sheet.submission is None:
        return no("not_submitted", "Đơn vị này chưa nộp bảng tự chấm.")
    if sheet.submission.submitted_by_id == actor.user_id:
        return no("submitted_it", "Người nộp bảng tự chấm không được thẩm định bảng đó.")
    if sheet.state is SheetState.SETTLED:
        return no("settled", "Kết quả thẩm định của đơn vị này đã chốt.")
    if not over:
        return no("still_open", "Chưa hết hạn tự chấm và chưa phải tất cả đơn vị đã nộp.")
    return _not_adopted(campaign)


def can_reply(actor: Actor, campaign: CampaignFacts, sheet: SheetFacts, at: datetime) -> Verdict:
    """The head of the unit answers what the team changed, in the verification window."""
    if not actor.acts_for_unit(sheet.organisation_id, Role.UNIT_HEAD):
        return no("not_unit_head", "Giải trình do người đứng đầu của chính đơn vị gửi.")
    if sheet.state is SheetState.SETTLED:
        return no("settled", "Kết quả thẩm định của đơn vị đã chốt.")
    return campaign.calendar.check(Act.VERIFY, at)


def may_verify_leaf(trail: LeafTrail) -> Verdict:
    """What the team concluded after an explanation is not opened again by one member's opinion."""
    if trail.latest.stage is Stage.SETTLED:
        return no("concluded", f"Tổ thẩm định đã kết luận tiêu chí {trail.code}. Muốn đổi, hãy ghi kết luận mới.")
    return YES


def may_settle_leaf(trail: LeafTrail, *, may_still_reply: bool) -> Verdict:
    """There is something to conclude on, and the unit has been heard: it explained, or its time to answer is over."""
    if not trail.verified:
        return no("unverified", "Tiêu chí này chưa được thẩm định nên chưa có gì để kết luận.")
    if trail.latest.stage is Stage.CROSS and not trail.changed:
        return no("agreed", "Tổ thẩm định đồng ý với đơn vị ở tiêu chí này nên không cần kết luận.")
    if trail.open_question and trail.reply is None and may_still_reply:
        return no("not_heard", "Đơn vị chưa trả lời. Kết luận sau khi đơn vị giải trình, hoặc khi hết hạn thẩm định.")
    return YES


def may_reply_to_leaf(trail: LeafTrail) -> Verdict:
    """The unit answers what the team changed, until the team has concluded."""
    if trail.latest.stage is Stage.SETTLED:
        return no("concluded", f"Tổ thẩm định đã kết luận tiêu chí {trail.code}.")
    if trail.latest.stage is not Stage.CROSS or not trail.changed:
        return no("nothing_to_answer", "Tiêu chí này không có thay đổi cần trả lời.")
    return YES


def ready_to_settle(trails: Iterable[LeafTrail]) -> Verdict:
    """Every leaf has been verified, and every change is accepted by the unit or settled by the team."""
    trails = list(trails)
    unverified = [trail.code for trail in trails if not trail.verified]
    if unverified:
        return no("unverified", f"Còn {len(unverified)} tiêu chí chưa thẩm định: {', '.join(unverified)}.")
    open_questions = [trail.code for trail in trails if trail.open_question]
    if open_questions:
        return no(
            "open_questions",
            f"Còn ý kiến khác nhau ở {', '.join(open_questions)}: chờ đơn vị đồng ý, hoặc tổ thẩm định kết luận.",
        )
    return YES


def _launched(campaign: CampaignFacts) -> Verdict:
    if campaign.launched:
        return YES
    return no("not_launched", "Cụm chưa phát động phong trào thi đua của năm này.")


def _not_submitted(sheet: SheetFacts) -> Verdict:
    if sheet.state is SheetState.DRAFT:
        return YES
    return no("submitted", "Bảng tự chấm đã nộp, không sửa được nữa.")


def _not_adopted(campaign: CampaignFacts) -> Verdict:
    if campaign.state is CampaignState.LAUNCHED:
        return YES
    return no("adopted", "Bảng xếp hạng đã được thông qua, kết quả thẩm định không đổi được nữa.")
