"""Who opens the book, and of which unit: the same first question of every page here."""

from __future__ import annotations

from django.http import Http404

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, Verdict, no
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role
from thidua.organisations.queries import Unit, units, units_of_cluster
from thidua.records.queries.access import may_read_person, may_read_unit
from thidua.records.rules.access import can_write_record
from thidua.web.access_rules import roles
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

OFFICERS = (Role.UNIT_EDITOR, Role.UNIT_HEAD)


def readers(request: PageRequest) -> Verdict:
    """A unit's own people, and the auditor of its cluster."""
    return roles(*UNIT_ROLES, Role.AUDITOR)(request)


def officers(request: PageRequest) -> Verdict:
    """Those who keep the unit's book."""
    return can_write_record(request.visit.actor, request.visit.actor.organisation_id)


def asked_unit(request: PageRequest) -> Unit | None:
    """The unit whose book is opened: one's own; for an auditor the one named in the address, None before that."""
    actor = request.visit.actor
    if actor.role != Role.AUDITOR:
        return _unit(actor.organisation_id or 0, request)
    wanted = whole(request.GET.get("don-vi", "") or request.POST.get("don-vi", ""))
    return next((unit for unit in watched_units(actor, request) if unit.id == wanted), None)


def watched_units(actor: Actor, request: PageRequest) -> list[Unit]:
    """The units of the auditor's cluster today."""
    return units_of_cluster(actor.cluster_id or 0, on=local_date(request.visit.at))


def book_query(actor: Actor, organisation_id: int) -> str:
    """What an address of the book carries so that an auditor comes back to the same unit; "" for the unit itself."""
    return f"?don-vi={organisation_id}" if actor.role == Role.AUDITOR else ""


def _unit(organisation_id: int, request: PageRequest) -> Unit | None:
    on = local_date(request.visit.at)
    return units([organisation_id], on=on).get(organisation_id)


def require_readable(request: PageRequest, person_id: int) -> Verdict:
    """Yes, or the auditor's "say why first"; 404 for what this hat has no business with, as for what does not exist."""
    verdict = may_read_person(request.visit.actor, person_id, request.visit.at)
    if not verdict and verdict.code != "no_reason_yet":
        raise Http404("Không có hồ sơ này.")
    return verdict


def require_writer(request: PageRequest, organisation_id: int) -> None:
    """404 for another unit's record; the refusal of the rule for a reader of one's own unit."""
    actor = request.visit.actor
    if organisation_id != actor.organisation_id:
        raise Http404("Không có hồ sơ này.")
    verdict = can_write_record(actor, organisation_id)
    if not verdict:
        raise Refused(verdict)


def readable_unit(request: PageRequest, unit: Unit) -> Verdict:
    """Yes, or the auditor's "say why first", for the unit's list and its own history."""
    return may_read_unit(request.visit.actor, unit.id, request.visit.at)


NO_RECORD = no(
    "no_own_record",
    "Tài khoản của bạn chưa gắn với hồ sơ nào. Hãy nhờ đầu mối thi đua của đơn vị gắn tài khoản với hồ sơ của bạn.",
)
