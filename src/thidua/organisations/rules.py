"""Who may create organisations and clusters, open years and give roles (permissions.md rows 1, 26, 28, 29)."""

from __future__ import annotations

from collections.abc import Collection

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


def can_set_up(actor: Actor, *, organiser_id: int | None = None) -> Verdict:
    """Organisations, clusters, memberships: the organiser; the very first by `thidua init` (row 28).

    `organiser_id` is the organiser of the cluster concerned; None where no cluster is. Several organisers may share
    one installation (decision 10), and none of them touches a cluster of another.
    """
    if is_first_set_up(actor):
        return YES
    if actor.role != Role.ORGANISER:
        return no("not_organiser", "Việc này do cơ quan tổ chức cụm thực hiện.")
    return _own_cluster(actor, organiser_id)


def _own_cluster(actor: Actor, organiser_id: int | None) -> Verdict:
    if organiser_id is not None and organiser_id != actor.organiser_id:
        return no("other_organiser", "Cụm này do cơ quan khác tổ chức.")
    return YES


def can_manage_accounts(actor: Actor) -> Verdict:
    if actor.role == Role.ADMIN:
        return YES
    return no("not_admin", "Việc này do quản trị hệ thống thực hiện.")


def can_give(actor: Actor, role: Role, *, organisation_id: int | None, organiser_ids: Collection[int] = ()) -> Verdict:
    """The head of a unit gives its roles, the organiser those of its clusters; an administrator has no business say.

    `organiser_ids` are the organisers above the scope of the role: of its cluster, or of the clusters to which the
    unit belongs. A unit in no cluster yet stands under none.
    """
    if is_first_set_up(actor):
        return YES
    if actor.role not in _GIVEN_BY.get(role, ()):
        return no("not_yours_to_give", f"Vai “{role.label}” không do vai của bạn giao.")
    if actor.role == Role.UNIT_HEAD and organisation_id != actor.organisation_id:
        return no("other_unit", "Bạn chỉ giao vai trong đơn vị của mình.")
    if actor.role == Role.ORGANISER and organiser_ids and actor.organiser_id not in organiser_ids:
        return no("other_organiser", "Cụm này do cơ quan khác tổ chức.")
    return YES


def can_rename(actor: Actor, *, organisation_id: int, organiser_ids: Collection[int]) -> Verdict:
    """An organiser renames itself, the members of its clusters and units that are in no cluster."""
    verdict = can_set_up(actor)
    if not verdict or is_first_set_up(actor) or organisation_id == actor.organiser_id:
        return verdict
    if organiser_ids and actor.organiser_id not in organiser_ids:
        return no("other_organiser", "Đơn vị này thuộc cụm do cơ quan khác tổ chức.")
    return YES


def fits_year(role: Role, organisation_id: int | None, *, head_id: int, deputy_ids: Collection[int]) -> Verdict:
    """Whom a role of the year may come from: the head, the clerk and the deputies from the units so named."""
    if role in (Role.CLUSTER_HEAD, Role.CLERK) and organisation_id != head_id:
        return no("not_head_unit", f"Vai “{role.label}” của năm thuộc về người của đơn vị Cụm trưởng.")
    if role == Role.CLUSTER_DEPUTY and organisation_id not in deputy_ids:
        return no("not_deputy_unit", "Vai “Cụm phó” thuộc về người của đơn vị Cụm phó.")
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
