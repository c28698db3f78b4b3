"""Who may prepare, launch, set targets and sign (permissions.md rows 2–6). The database is never asked twice here."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import ACT_NAMES, Act, CampaignState, Window, local_date
from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role

# The launch locks the calendar: an act that has no day by then could never be done.
_TO_THE_END = (Act.PLEDGE, Act.SELF_SCORE, Act.VERIFY, Act.COUNCIL, Act.PUBLISH)


def can_prepare(actor: Actor, campaign: CampaignFacts) -> Verdict:
    """Draft the theme, tasks, calendar and criteria: the secretary and the head, until the launch."""
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_SECRETARY, Role.CLUSTER_HEAD):
        return no("not_secretary", "Dự thảo do Thư ký cụm soạn, Cụm trưởng duyệt.")
    return _still_preparing(campaign)


def can_launch(actor: Actor, campaign: CampaignFacts, at: datetime) -> Verdict:
    """Only the head launches, on the day of the launch or later, once everything to freeze is there."""
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_HEAD):
        return no("not_head", "Phát động do Cụm trưởng thực hiện.")
    return first_no(_still_preparing(campaign), campaign.calendar.has_come(Act.LAUNCH, at), ready_to_launch(campaign))


def ready_to_launch(campaign: CampaignFacts) -> Verdict:
    """Theme, tasks, criteria and the windows that follow are there; a sum that does not agree has its note."""
    missing = []
    if not campaign.theme:
        missing.append("chủ đề")
    if not campaign.tasks:
        missing.append("nhiệm vụ trọng tâm")
    if campaign.criteria is None:
        missing.append("bộ tiêu chí")
    undated = [ACT_NAMES[act] for act in _TO_THE_END if campaign.calendar.window(act) is None]
    if undated:
        missing.append(f"lịch {', '.join(undated)}")
    if missing:
        return no("not_ready", f"Chưa phát động được: còn thiếu {', '.join(missing)}.")
    criteria = campaign.criteria
    if criteria and any(w.code == "sum_mismatch" for w in criteria.warnings) and not criteria.sum_mismatch_note:
        return no(
            "sum_mismatch",
            "Tổng điểm của bộ tiêu chí không khớp với điểm tối đa đã khai. "
            "Hãy sửa bộ tiêu chí, hoặc ghi lý do ở mục sum_mismatch_note rồi nạp lại.",
        )
    return in_order(campaign)


EXTENDABLE = (Act.PLEDGE, Act.SELF_SCORE, Act.VERIFY)
"""Windows that the head may lengthen after the launch, for the whole cluster."""


def can_extend(actor: Actor, campaign: CampaignFacts) -> Verdict:
    """The head lengthens a deadline for the whole cluster, until the ranking is adopted (row 27)."""
    if not actor.leads_year(campaign.year.id, Role.CLUSTER_HEAD):
        return no("not_head", "Gia hạn cho cả cụm do Cụm trưởng quyết định.")
    if campaign.state is not CampaignState.LAUNCHED:
        return no("not_launched", "Chỉ gia hạn được từ khi phát động đến trước khi thông qua xếp hạng.")
    return YES


def lengthens(campaign: CampaignFacts, act: Act, last_day: date, at: datetime) -> Verdict:
    """A new last day is later than the present one, not past, and near the year."""
    window = campaign.calendar.window(act)
    if act not in EXTENDABLE or window is None:
        return no("not_extendable", "Thời gian này không gia hạn được.")
    if last_day <= window.last_day:
        return no("not_later", f"Hạn mới phải sau hạn hiện nay, {window.last_day:%d/%m/%Y}.")
    if last_day < local_date(at):
        return no("past", "Hạn mới đã qua. Hãy chọn một ngày từ hôm nay trở đi.")
    return near_year(Window.of_days(act, window.first_day, last_day), campaign.year.year)


def in_order(campaign: CampaignFacts) -> Verdict:
    """No step of the year begins before the one that it stands on."""
    steps = [campaign.calendar.window(act) for act in _TO_THE_END]
    for before, after in pairwise(window for window in steps if window is not None):
        if after.opens < before.opens:
            return no(
                "out_of_order",
                f"Lịch chưa hợp lý: {ACT_NAMES[after.act]} bắt đầu {after.first_day:%d/%m/%Y}, "
                f"trước {ACT_NAMES[before.act]} ({before.first_day:%d/%m/%Y}). Hãy sửa lịch rồi phát động.",
            )
    return YES


def can_set_targets(actor: Actor, campaign: CampaignFacts, organisation_id: int, at: datetime) -> Verdict:
    """The unit's editor or head, in the targets window or, at the latest, while the pledge is signed.

    Whether the unit has signed already is asked by the action under lock: a signature freezes the targets.
    """
    if not actor.acts_for_unit(organisation_id, Role.UNIT_EDITOR, Role.UNIT_HEAD):
        return no("other_unit", "Chỉ tiêu do đầu mối thi đua hoặc người đứng đầu của chính đơn vị đăng ký.")
    if campaign.criteria is None:
        return no("no_criteria", "Cụm chưa có bộ tiêu chí, nên chưa biết chỉ tiêu nào cần đăng ký.")
    in_time = campaign.calendar.check(Act.TARGETS, at)
    return in_time if in_time else campaign.calendar.check(Act.PLEDGE, at)


def can_sign(actor: Actor, campaign: CampaignFacts, organisation_id: int, at: datetime) -> Verdict:
    """The leader of the unit, after the launch, within the window of the pledge."""
    if not actor.acts_for_unit(organisation_id, Role.UNIT_HEAD):
        return no("not_unit_head", "Giao ước do người đứng đầu, hoặc người được ký thay, của đơn vị ký.")
    if not campaign.launched:
        return no("not_launched", "Cụm chưa phát động, nên chưa có văn bản giao ước để ký.")
    return campaign.calendar.check(Act.PLEDGE, at)


def can_read_targets(actor: Actor, campaign: CampaignFacts, organisation_id: int, *, signed: bool) -> Verdict:
    """Signed targets are open to the members; before that they are the unit's own draft."""
    if signed or (actor.organisation_id == organisation_id and actor.acts_for_unit(organisation_id)):
        return YES
    return no("other_unit", "Chỉ tiêu của đơn vị khác chỉ xem được sau khi đơn vị đó ký giao ước.")


def can_issue(actor: Actor, campaign: CampaignFacts) -> Verdict:
    """The clerk of the head unit numbers and issues the cluster's papers (row 20, decision 21)."""
    if actor.leads_year(campaign.year.id, Role.CLERK):
        return YES
    return no("not_clerk", "Văn bản của cụm do văn thư của đơn vị Cụm trưởng phát hành.")


def can_issue_pledge(actor: Actor, campaign: CampaignFacts, *, unsigned: int, issued: bool) -> Verdict:
    """Once, when every member has signed."""
    verdict = can_issue(actor, campaign)
    if not verdict:
        return verdict
    if not campaign.launched:
        return no("not_launched", "Cụm chưa phát động nên chưa có giao ước.")
    if unsigned:
        return no("unsigned", f"Còn {unsigned} đơn vị chưa ký giao ước.")
    if issued:
        return no("issued", "Giao ước đã được phát hành.")
    return YES


def near_year(window: Window, year: int) -> Verdict:
    """A window of a year's calendar lies in that year, the one before or the one after."""
    if year - 1 <= window.first_day.year and window.last_day.year <= year + 1:
        return YES
    return no("far_from_year", f"Ngày phải nằm trong các năm {year - 1} đến {year + 1}.")


def no_longer(name: str, text: str, most: int) -> Verdict:
    """Whether a text fits its place."""
    if len(text.strip()) <= most:
        return YES
    return no("too_long", f"{name} dài quá {most} ký tự.")


def _still_preparing(campaign: CampaignFacts) -> Verdict:
    if campaign.state is CampaignState.PREPARING:
        return YES
    return no("launched", "Phong trào đã phát động: chủ đề, nhiệm vụ và bộ tiêu chí đã khóa.")
