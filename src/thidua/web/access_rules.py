"""The rules by which pages are read. Each asks a rule of the floors below and gives its sentence."""

from __future__ import annotations

from collections.abc import Callable

from thidua.core.verdict import YES, Verdict, no
from thidua.organisations.enums import Role
from thidua.organisations.queries import is_member
from thidua.organisations.rules import can_manage_accounts
from thidua.web.visit import PageRequest

Rule = Callable[[PageRequest], Verdict]


def anyone(_request: PageRequest) -> Verdict:
    """Public: the sign-in page, help, the check of a paper by its code."""
    return YES


def signed_in(request: PageRequest) -> Verdict:
    return YES if request.visit.signed_in else no("not_signed_in", "Hãy đăng nhập để xem trang này.")


def in_cluster(request: PageRequest) -> Verdict:
    """Any hat that reaches the year of the address (the year itself was found through the hat)."""
    return signed_in(request)


def roles(*wanted: Role) -> Rule:
    """One of these hats."""

    def rule(request: PageRequest) -> Verdict:
        if request.visit.actor.role in wanted:
            return YES
        names = ", ".join(role.label for role in wanted)
        return no("wrong_role", f"Trang này dành cho: {names}.")

    return rule


def administrators(request: PageRequest) -> Verdict:
    return can_manage_accounts(request.visit.actor)


def demonstration(request: PageRequest) -> Verdict:
    """Moving the clock and starting again exist only in a demonstration."""
    if not request.visit.signed_in:
        return signed_in(request)
    return YES if request.visit.is_demo else no("not_demo", "Việc này chỉ có trong cơ sở dữ liệu trình diễn.")


def own_sheet(request: PageRequest) -> Verdict:
    """The school's own score sheet: a hat of a unit that is a member in the year of the address."""
    actor = request.visit.actor
    if actor.organisation_id is None or not actor.acts_for_unit(actor.organisation_id):
        return no("wrong_role", "Bảng tự chấm dành cho người của trường: cán bộ, đầu mối thi đua, người đứng đầu.")
    if not is_member(request.campaign.year.id, actor.organisation_id):
        return no("not_member", "Đơn vị của bạn không phải là thành viên của Cụm trong năm này.")
    return YES
