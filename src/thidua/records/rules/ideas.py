"""What may happen to an idea, and who may do it."""

from __future__ import annotations

from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.idea_values import IdeaFacts

_OFFICERS = (Role.UNIT_EDITOR, Role.UNIT_HEAD)

# What may follow: from the last step (None: nothing yet) to the next ones. An accepted idea that the council does not
# recognise is declined with a reason, so that it does not wait for ever; a confirmation given by mistake is taken back
# in the same way.
_NEXT: dict[IdeaKind, dict[IdeaStepKind | None, tuple[IdeaStepKind, ...]]] = {
    IdeaKind.INITIATIVE: {
        None: (IdeaStepKind.ACCEPTED, IdeaStepKind.DECLINED, IdeaStepKind.WITHDRAWN),
        IdeaStepKind.ACCEPTED: (IdeaStepKind.RECOGNISED, IdeaStepKind.DECLINED, IdeaStepKind.WITHDRAWN),
    },
    IdeaKind.FOLLOWING: {
        None: (IdeaStepKind.DONE, IdeaStepKind.DECLINED, IdeaStepKind.WITHDRAWN),
        IdeaStepKind.DONE: (IdeaStepKind.CONFIRMED, IdeaStepKind.RETURNED),
        IdeaStepKind.RETURNED: (IdeaStepKind.DONE, IdeaStepKind.WITHDRAWN),
        IdeaStepKind.CONFIRMED: (IdeaStepKind.RETURNED,),
    },
}
_BY_THE_AUTHOR = (IdeaStepKind.WITHDRAWN, IdeaStepKind.DONE)


def can_propose(actor: Actor) -> Verdict:
    """Any member of staff of a unit, in that unit."""
    if actor.signed_in and actor.role in UNIT_ROLES and actor.organisation_id is not None:
        return YES
    return no("not_staff", "Ý tưởng, việc làm theo do cán bộ của đơn vị đề xuất. Hãy đổi sang vai trong đơn vị.")


def can_propose_for(actor: Actor, *, person_organisation_id: int) -> Verdict:
    """An officer of the unit writes down the idea of a colleague who has no account."""
    if actor.acts_for_unit(person_organisation_id, *_OFFICERS):
        return YES
    return no("not_officer", "Chỉ đầu mối thi đua hoặc người đứng đầu ghi thay người khác trong đơn vị mình.")


def can_read_idea(actor: Actor, idea: IdeaFacts) -> Verdict:
    """Officers of the unit read all; a member reads their own and what the unit has accepted."""
    if actor.acts_for_unit(idea.organisation_id, *_OFFICERS):
        return YES
    if actor.acts_for_unit(idea.organisation_id) and (is_author(actor, idea) or idea.is_open_to_colleagues):
        return YES
    return no("not_yours", "Ý tưởng này của người khác và chưa được đơn vị công bố.")


def is_author(actor: Actor, idea: IdeaFacts) -> bool:
    return actor.user_id is not None and actor.user_id in (idea.user_id, idea.person_user_id)


def can_revise(actor: Actor, idea: IdeaFacts) -> Verdict:
    """The author, until somebody has answered; an officer for an author without an account."""
    if not _speaks_for_the_author(actor, idea):
        return no("not_author", "Chỉ người đề xuất sửa được nội dung này.")
    if idea.state is not None:
        now = idea.state.label.lower()
        return no("answered", f"Nội dung đã khóa, vì việc này ở trạng thái “{now}”. Nếu cần, hãy gửi một đề xuất mới.")
    return YES


def can_step(actor: Actor, idea: IdeaFacts, kind: IdeaStepKind) -> Verdict:
    """One step: the author withdraws and reports as done, officers answer and confirm, the head recognises."""
    return first_no(_is_theirs_to_take(actor, idea, kind), _may_follow(idea, kind))


def can_recognise(actor: Actor, idea: IdeaFacts) -> Verdict:
    """Whether making an initiative of it is this actor's to do, whatever its state."""
    return _is_theirs_to_take(actor, idea, IdeaStepKind.RECOGNISED)


def next_steps(actor: Actor, idea: IdeaFacts) -> tuple[IdeaStepKind, ...]:
    """The steps that this actor may take now."""
    return tuple(kind for kind in _NEXT[idea.kind].get(idea.state, ()) if can_step(actor, idea, kind))


def _is_theirs_to_take(actor: Actor, idea: IdeaFacts, kind: IdeaStepKind) -> Verdict:
    if not actor.acts_for_unit(idea.organisation_id):
        return no("other_unit", "Ý tưởng này của đơn vị khác.")
    if kind in _BY_THE_AUTHOR:
        if _speaks_for_the_author(actor, idea):
            return YES
        return no("not_author", "Việc này do chính người đề xuất thực hiện.")
    if kind is IdeaStepKind.RECOGNISED and actor.role != Role.UNIT_HEAD:
        return no("not_head", "Sáng kiến do người đứng đầu đơn vị công nhận.")
    if not actor.acts_for_unit(idea.organisation_id, *_OFFICERS):
        return no("not_officer", "Việc này do đầu mối thi đua hoặc người đứng đầu đơn vị thực hiện.")
    if kind is IdeaStepKind.CONFIRMED and is_author(actor, idea):
        return no(
            "own_work",
            "Không tự xác nhận việc làm theo của chính mình. Người đứng đầu hoặc đầu mối khác của đơn vị sẽ xác nhận.",
        )
    return YES


def _may_follow(idea: IdeaFacts, kind: IdeaStepKind) -> Verdict:
    if kind in _NEXT[idea.kind].get(idea.state, ()):
        return YES
    now = "chưa được xử lý" if idea.state is None else idea.state.label.lower()
    return no("wrong_state", f"Không thực hiện được: việc này hiện ở trạng thái “{now}”. Hãy mở lại trang.")


def _speaks_for_the_author(actor: Actor, idea: IdeaFacts) -> bool:
    """The author in person; an officer of the unit where the author has no account to speak with."""
    if not actor.acts_for_unit(idea.organisation_id):
        return False
    has_account = idea.user_id is not None or idea.person_user_id is not None
    return is_author(actor, idea) or (not has_account and actor.role in _OFFICERS)
