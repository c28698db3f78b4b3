"""Who reads and writes whose record (permissions.md row 23), and who reads the log of it (row 25)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role

NOT_YOURS = no("not_yours", "Không tìm thấy hồ sơ này trong đơn vị của bạn.")
"""The same sentence for another unit's record and for one that does not exist."""
ERASED = no("erased", "Người này đã xóa dữ liệu cá nhân: hồ sơ không ghi thêm được nữa.")
_ASK_WHY = no("no_reason_yet", "Hãy ghi lý do xem hồ sơ: việc xem của giám sát được lưu vào nhật ký.")
_NOBODY_ELSE = no("not_a_reader", "Hồ sơ cá nhân chỉ do đơn vị quản lý và chính người đó xem.")


@dataclass(frozen=True, slots=True)
class RecordOwner:
    """Whose record it is: the unit in charge, the clusters to which it belongs today, and the account of the person
    (None for a collective's record, or a person without one)."""

    organisation_id: int
    cluster_ids: frozenset[int] = frozenset()
    user_id: int | None = None


def can_read_record(actor: Actor, owner: RecordOwner, *, reason_given: bool = False) -> Verdict:
    """The unit's editor and head, the person themselves, and an auditor of the unit's cluster who has said why within
    the hour (`reason_given`)."""
    if actor.role in (Role.UNIT_EDITOR, Role.UNIT_HEAD):
        return YES if actor.organisation_id == owner.organisation_id else NOT_YOURS
    if actor.role == Role.UNIT_MEMBER:
        return YES if actor.user_id is not None and actor.user_id == owner.user_id else NOT_YOURS
    if actor.role == Role.AUDITOR:
        return first_no(may_give_reason(actor, owner.cluster_ids), YES if reason_given else _ASK_WHY)
    return _NOBODY_ELSE


def may_give_reason(actor: Actor, cluster_ids: Collection[int]) -> Verdict:
    """An auditor looks into records of the units of the cluster watched, and of no other."""
    if actor.role != Role.AUDITOR:
        return no("not_auditor", "Chỉ giám sát, kiểm tra mới xem hồ sơ theo lý do.")
    return YES if actor.cluster_id is not None and actor.cluster_id in cluster_ids else NOT_YOURS


def can_list_people(actor: Actor, owner: RecordOwner, *, reason_given: bool = False) -> Verdict:
    """The list of a unit's people: as their records, but one's own record is no list."""
    if actor.role == Role.UNIT_MEMBER:
        return no("own_only", "Bạn xem được hồ sơ của chính mình; danh sách do đầu mối thi đua quản lý.")
    return can_read_record(actor, owner, reason_given=reason_given)


def can_write_record(actor: Actor, organisation_id: int | None) -> Verdict:
    """Writing, correcting, and looking at a whole identity number with a reason: the unit's editor or head."""
    return _of_unit(
        actor,
        organisation_id,
        (Role.UNIT_EDITOR, Role.UNIT_HEAD),
        no("not_editor", "Hồ sơ do đầu mối thi đua hoặc người đứng đầu đơn vị ghi."),
    )


def can_revoke(actor: Actor, organisation_id: int | None) -> Verdict:
    """Recording that a title was taken away: the head alone."""
    return _of_unit(
        actor,
        organisation_id,
        (Role.UNIT_HEAD,),
        no("not_head", "Việc hủy bỏ danh hiệu do người đứng đầu đơn vị ghi nhận."),
    )


def can_file_request(actor: Actor, owner: RecordOwner) -> Verdict:
    """Asking for a copy of a person's data, or for its erasure: the person themselves, or the unit's editor or head who
    was asked by them."""
    if actor.user_id is not None and actor.user_id == owner.user_id:
        return YES
    return can_write_record(actor, owner.organisation_id)


def can_answer_request(actor: Actor, organisation_id: int | None) -> Verdict:
    """Giving a person a copy of their data, or erasing it: the head alone."""
    return _of_unit(
        actor,
        organisation_id,
        (Role.UNIT_HEAD,),
        no("not_head", "Yêu cầu về dữ liệu cá nhân do người đứng đầu đơn vị giải quyết."),
    )


def can_read_log(actor: Actor, owner: RecordOwner) -> Verdict:
    """The log of a unit's records: its editor and head, and the auditor of its cluster (row 25)."""
    if actor.role == Role.AUDITOR:
        return may_give_reason(actor, owner.cluster_ids)
    return can_write_record(actor, owner.organisation_id)


def _of_unit(actor: Actor, organisation_id: int | None, roles: tuple[Role, ...], otherwise: Verdict) -> Verdict:
    if actor.role not in roles:
        return otherwise
    return YES if organisation_id is not None and actor.organisation_id == organisation_id else NOT_YOURS
