"""My tasks: what this hat owes, by deadline, what it waits for, and what keeps a task from being done.

Every task is worked out from data at the moment of asking, by the same rules that guard the act.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from thidua.audit.actions import chain_of_year
from thidua.campaigns.queries import board, targets_of
from thidua.campaigns.rules import can_launch, can_set_targets, can_sign
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import Act, CampaignState, SheetState, local_date
from thidua.council.enums import MeetingState
from thidua.council.queries import meeting_of
from thidua.council.rules import can_open_meeting, can_publish
from thidua.documents.queries import papers_in
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role
from thidua.sheets.queries import (
    draft_preview,
    self_scoring_is_over,
    sheet_of,
    sheets_of_campaign,
    trails_of,
    verifier_seats,
)
from thidua.sheets.rules import can_draft, can_name_team


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `blocked` says why it cannot be done yet; `done` of `total` draws the progress bar."""

    title: str
    href: str
    button: str
    due: date | None = None
    days_left: int | None = None
    about: str = ""
    blocked: str = ""
    done: int | None = None
    total: int = 0


# Hats that owe something; the others read, in however many years.
TASKED = (
    *UNIT_ROLES,
    Role.CLUSTER_SECRETARY,
    Role.CLUSTER_HEAD,
    Role.VERIFIER,
    Role.COUNCIL_CHAIR,
)


@dataclass(slots=True)
class TaskLists:
    mine: list[Task] = field(default_factory=list)
    others: list[Task] = field(default_factory=list)


def task_lists(actor: Actor, campaigns: list[CampaignFacts], at: datetime) -> TaskLists:
    """The tasks of one hat in all its years, earliest deadline first; what has no deadline comes last."""
    lists = TaskLists()
    for campaign in campaigns:
        for waits, task in _tasks(actor, campaign, at):
            (lists.others if waits else lists.mine).append(task)
    lists.mine.sort(key=lambda task: (task.due is None, task.due or date.max, bool(task.blocked)))
    return lists


def _tasks(actor: Actor, campaign: CampaignFacts, at: datetime) -> Iterator[tuple[bool, Task]]:
    """Pairs of (waiting for others, task)."""
    if actor.role == Role.CLERK and actor.cluster_year_id == campaign.year.id:
        yield from _clerk_tasks(campaign, at)
        return
    if campaign.state is CampaignState.PUBLISHED:
        return
    if actor.role in UNIT_ROLES and actor.organisation_id is not None:
        yield from _unit_tasks(actor, campaign, actor.organisation_id, at)
    elif actor.role == Role.CLUSTER_SECRETARY:
        yield from _secretary_tasks(actor, campaign, at)
    elif actor.role == Role.CLUSTER_HEAD:
        yield from _head_tasks(actor, campaign, at)
    elif actor.role == Role.VERIFIER:
        yield from _verifier_tasks(actor, campaign, at)
    elif actor.role == Role.COUNCIL_CHAIR and campaign.state is CampaignState.LAUNCHED:
        yield False, _task(campaign, at, Act.COUNCIL, "Thông qua bảng xếp hạng", "council", "Mở phiên họp")


def _unit_tasks(
    actor: Actor, campaign: CampaignFacts, organisation_id: int, at: datetime
) -> Iterator[tuple[bool, Task]]:
    line = next((line for line in board(campaign) if line.unit.id == organisation_id), None)
    if line is None or not campaign.launched:
        return
    is_head, is_editor = actor.role == Role.UNIT_HEAD, actor.role == Role.UNIT_EDITOR
    if line.signature is None:
        targets = targets_of(campaign.id, organisation_id)
        missing = [code for code in campaign.target_leaves if code not in targets]
        if missing and can_set_targets(actor, campaign, organisation_id, at):
            about = f"Chưa có chỉ tiêu {', '.join(missing)}. Chỉ tiêu khóa lại khi người đứng đầu ký giao ước."
            yield False, _task(campaign, at, Act.PLEDGE, "Đăng ký chỉ tiêu", "targets", "Nhập chỉ tiêu", about)
        if is_head and can_sign(actor, campaign, organisation_id, at):
            blocked = f"Cần có chỉ tiêu {', '.join(missing)} trước." if missing else ""
            yield False, _task(campaign, at, Act.PLEDGE, "Ký giao ước thi đua", "pledge", "Đọc và ký", blocked=blocked)
        elif is_editor:
            yield True, _task(campaign, at, Act.PLEDGE, "Người đứng đầu ký giao ước", "pledge", "")
        return
    yield from _sheet_tasks(actor, campaign, organisation_id, at)


def _sheet_tasks(
    actor: Actor, campaign: CampaignFacts, organisation_id: int, at: datetime
) -> Iterator[tuple[bool, Task]]:
    sheet = sheet_of(campaign.id, organisation_id)
    in_time = campaign.calendar.check(Act.SELF_SCORE, at)
    if sheet.state is SheetState.DRAFT and in_time:
        preview = draft_preview(campaign, sheet)
        total = len(campaign.frozen_criteria.base_leaves())
        done = total - len(preview.missing)
        left = f"Đã chấm {done} trên {total} tiêu chí" + (
            f"; chưa chấm {', '.join(preview.missing)}." if preview.missing else "."
        )
        if actor.role == Role.UNIT_EDITOR and can_draft(actor, campaign, sheet, at):
            yield False, _task(
                campaign, at, Act.SELF_SCORE, "Hoàn thành bảng tự chấm điểm", "sheet",
                "Chấm tiếp" if done else "Bắt đầu chấm", left, done=done, total=total,
            )  # fmt: skip
            yield True, _task(campaign, at, Act.SELF_SCORE, "Người đứng đầu kiểm tra và nộp", "sheet-check", "")
        elif actor.role == Role.UNIT_HEAD:
            blocked = f"Còn {len(preview.missing)} tiêu chí chưa chấm." if preview.missing else ""
            yield False, _task(
                campaign, at, Act.SELF_SCORE, "Kiểm tra và nộp bảng tự chấm", "sheet-check", "Kiểm tra", left,
                blocked=blocked, done=done, total=total,
            )  # fmt: skip
    elif sheet.state is SheetState.SUBMITTED:
        questions = [trail.code for trail in trails_of(sheet).values() if trail.open_question and not trail.reply]
        if questions and actor.role == Role.UNIT_HEAD:
            about = f"Tổ thẩm định sửa {', '.join(questions)}. Đồng ý, hoặc nêu lý do giữ ý kiến."
            yield False, _task(campaign, at, Act.VERIFY, "Trả lời tổ thẩm định", "replies", "Xem và trả lời", about)
        else:
            yield True, _task(campaign, at, Act.VERIFY, "Tổ thẩm định xem bảng tự chấm", "replies", "")
    elif sheet.state is SheetState.DRAFT and campaign.calendar.has_closed(Act.SELF_SCORE, at):
        yield True, _task(
            campaign, at, Act.SELF_SCORE, "Đã quá hạn tự chấm, đơn vị chưa nộp bảng", "sheet", "",
            "Hãy báo Cụm trưởng; bảng không nộp được nữa.",
        )  # fmt: skip


def _secretary_tasks(actor: Actor, campaign: CampaignFacts, at: datetime) -> Iterator[tuple[bool, Task]]:
    if campaign.state is CampaignState.PREPARING:
        yield False, _task(campaign, at, Act.PREPARE, "Hoàn chỉnh dự thảo phong trào thi đua", "plan", "Soạn dự thảo")
        return
    unsigned = [line.unit.short_name for line in board(campaign) if line.signature is None]
    if unsigned and campaign.calendar.check(Act.PLEDGE, at):
        yield (
            True,
            _task(
                campaign, at, Act.PLEDGE, f"{len(unsigned)} đơn vị chưa ký giao ước", "pledge", "", ", ".join(unsigned)
            ),
        )
    if campaign.calendar.check(Act.SELF_SCORE, at):
        late = [unit.short_name for unit, sheet in sheets_of_campaign(campaign) if not sheet.submitted]
        if late:
            yield (
                True,
                _task(
                    campaign,
                    at,
                    Act.SELF_SCORE,
                    f"{len(late)} đơn vị chưa nộp bảng tự chấm",
                    "campaign",
                    "",
                    ", ".join(late),
                ),
            )
    meeting = meeting_of(campaign.id)
    if can_open_meeting(actor, campaign, meeting, at):
        yield False, _task(campaign, at, Act.COUNCIL, "Mở phiên họp bình xét", "council", "Mở phiên họp")
    elif meeting is not None and meeting.state is MeetingState.OPEN:
        about = f"Có mặt {meeting.present}/{meeting.total}, cần ít nhất {meeting.needed}."
        yield False, _task(campaign, at, Act.COUNCIL, "Điểm danh phiên họp bình xét", "council", "Điểm danh", about)


def _head_tasks(actor: Actor, campaign: CampaignFacts, at: datetime) -> Iterator[tuple[bool, Task]]:
    if campaign.state is CampaignState.PREPARING:
        verdict = can_launch(actor, campaign, at)
        yield False, _task(
            campaign, at, Act.LAUNCH, "Phát động phong trào thi đua", "launch", "Đọc và phát động",
            blocked=verdict.sentence,
        )  # fmt: skip
        return
    if can_name_team(actor, campaign) and not verifier_seats(campaign_id=campaign.id):
        yield False, _task(campaign, at, Act.VERIFY, "Lập tổ thẩm định", "verify-team", "Lập tổ")
    if campaign.state is CampaignState.ADOPTED:
        verdict = can_publish(actor, campaign, at)
        yield (
            False,
            _task(
                campaign,
                at,
                Act.PUBLISH,
                "Công bố bảng xếp hạng",
                "ranking",
                "Xem và công bố",
                blocked=verdict.sentence,
            ),
        )


def _clerk_tasks(campaign: CampaignFacts, at: datetime) -> Iterator[tuple[bool, Task]]:
    """Papers that are ready and not issued yet."""
    issued = {paper.kind for paper in papers_in(chain_of_year(campaign.year.id))}
    if campaign.launched and "pledge" not in issued and all(line.signature for line in board(campaign)):
        yield False, _task(campaign, at, Act.PLEDGE, "Phát hành giao ước thi đua", "papers", "Xem và phát hành")
    if campaign.state in (CampaignState.ADOPTED, CampaignState.PUBLISHED) and "minutes" not in issued:
        yield False, _task(campaign, at, Act.PUBLISH, "Phát hành biên bản bình xét", "papers", "Xem và phát hành")


def _verifier_tasks(actor: Actor, campaign: CampaignFacts, at: datetime) -> Iterator[tuple[bool, Task]]:
    if campaign.state is not CampaignState.LAUNCHED or campaign.year.id != actor.cluster_year_id:
        return
    mine = {unit for seat in verifier_seats(campaign_id=campaign.id, user_id=actor.user_id) for unit in seat.units}
    sheets = [(unit, sheet) for unit, sheet in sheets_of_campaign(campaign) if unit.id in mine and sheet.submitted]
    settled = sum(1 for _, sheet in sheets if sheet.state is SheetState.SETTLED)
    if settled == len(mine):
        return
    opened = campaign.calendar.check(Act.VERIFY, at)
    blocked = "" if opened and self_scoring_is_over(campaign, at) else opened.sentence or "Chưa hết hạn tự chấm."
    yield False, _task(
        campaign, at, Act.VERIFY, "Thẩm định bảng tự chấm của các đơn vị", "verify", "Thẩm định",
        f"Đã chốt {settled} trên {len(mine)} đơn vị được giao.", blocked=blocked, done=settled, total=len(mine),
    )  # fmt: skip


def _task(
    campaign: CampaignFacts,
    at: datetime,
    act: Act,
    title: str,
    url_name: str,
    button: str,
    about: str = "",
    *,
    blocked: str = "",
    done: int | None = None,
    total: int = 0,
) -> Task:
    window = campaign.calendar.window(act)
    return Task(
        title=f"{title} năm {campaign.year.year}" if url_name != "campaign" else title,
        href=reverse(url_name, args=[campaign.year.cluster_code, campaign.year.year]),
        button=button,
        due=window.last_day if window else None,
        days_left=(window.last_day - local_date(at)).days if window else None,
        about=about,
        blocked=blocked,
        done=done,
        total=total,
    )
