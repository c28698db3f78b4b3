"""Who may create organisations and clusters, open years and give roles (permissions.md rows 1, 26, 28, 29)."""

from __future__ import annotations

from thidua.core.verdict import YES, Verdict, no
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role

_GIVEN_BY: dict[Role, tuple[Role, ...]] = {
    Role.ADMIN: (Role.ADMIN,),
    Role.ORGANISER: (Role.ADMIN,),
    Role.AUDITOR: (Role.ORGANISER, Role.ADMIN),
    Role.CLUSTER_HEAD: (Role.ORGANISER,),
    Role.CLUSTER_DEPUTY: (Role.ORGANISER,),
    Role.CLUSTER_SECRETARY: (Role.ORGANISER,),
    Role.UNIT_HEAD: (Role.ORGANISER,),
    Role.UNIT_EDITOR: (Role.UNIT_HEAD,),
    Role.UNIT_MEMBER: (Role.UNIT_HEAD,),
    Role.CLERK: (Role.UNIT_HEAD,),
}


def can_set_up(actor: Actor) -> Verdict:
    """Organisations, clusters, memberships: the organiser; the very first by `thidua init` (row 28)."""
    if actor.role == Role.ORGANISER or is_first_set_up(actor):
        return YES
    return no("not_organiser", "Việc này do cơ quan tổ chức cụm thực hiện.")


def can_manage_accounts(actor: Actor) -> Verdict:
    if actor.role == Role.ADMIN:
        return YES
    return no("not_admin", "Việc này do quản trị hệ thống thực hiện.")


def can_give(actor: Actor, role: Role, *, organisation_id: int | None) -> Verdict:
    """The head of a unit gives its roles, the organiser those of the cluster; an administrator has no business say."""
    if is_first_set_up(actor):
        return YES
    if actor.role not in _GIVEN_BY.get(role, ()):
        return no("not_yours_to_give", f"Vai “{role.label}” không do vai của bạn giao.")
    if actor.role == Role.UNIT_HEAD and organisation_id != actor.organisation_id:
        return no("other_unit", "Bạn chỉ giao vai trong đơn vị của mình.")
    return YES


def may_hold_together(role: Role, *, holds: set[Role]) -> Verdict:
    """An administrator has no business role in the same place, and the reverse (permissions.md)."""
    business = holds - {Role.ADMIN}
    if (role == Role.ADMIN and business) or (role != Role.ADMIN and Role.ADMIN in holds):
        return no(
            "admin_and_business",
            "Quản trị hệ thống không giữ vai nghiệp vụ. Hãy lập một tài khoản khác cho vai này.",
        )
    return YES


def is_first_set_up(actor: Actor) -> bool:
    """The command line at work on a server, where no person has signed in."""
    return actor.user_id is None and actor.role == Role.ADMIN and actor.hat.startswith("cli:")


def may_act_for_own_unit(actor: Actor, organisation_id: int) -> Verdict:
    """Reading and writing inside a unit is for those who hold a role in that very unit."""
    if actor.acts_for_unit(organisation_id, *UNIT_ROLES):
        return YES
    return no("other_unit", "Đây là dữ liệu của đơn vị khác.")
