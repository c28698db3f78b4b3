"""The year's log, for those who may read it: the auditor and the head all of it, a unit its own acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.queries import names_of
from thidua.audit.actions import chain_of_year
from thidua.audit.queries import entries_of, head_of
from thidua.core.verdict import Verdict
from thidua.organisations.enums import Role
from thidua.organisations.queries import members_of_year
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

_PER_PAGE = 50
_WHOLE = (Role.AUDITOR, Role.CLUSTER_HEAD)


@dataclass(frozen=True, slots=True)
class LogLine:
    seq: int
    at: datetime
    who: str
    unit: str
    act: str
    hash: str


def readers(request: PageRequest) -> Verdict:
    """Row 25 of the permissions."""
    return roles(*_WHOLE, Role.UNIT_HEAD, Role.UNIT_EDITOR)(request)


@page(rule=readers, campaign=True)
def history(request: PageRequest) -> HttpResponse:
    """The newest entries first, fifty a page."""
    actor, campaign = request.visit.actor, request.campaign
    chain = chain_of_year(campaign.year.id)
    before = whole(request.GET.get("truoc", "")) or None
    own = None if actor.role in _WHOLE else actor.organisation_id
    entries = entries_of(chain, organisation_id=own, before=before, limit=_PER_PAGE + 1)
    people = names_of(entry.user_id for entry in entries)
    units = {unit.id: unit.short_name for unit in members_of_year(campaign.year.id)}
    length, head = head_of(chain)
    lines = [
        LogLine(
            seq=entry.seq,
            at=entry.at,
            who=people.get(entry.user_id or 0, "Hệ thống"),
            unit=units.get(entry.organisation_id or 0, ""),
            act=entry.label,
            hash=entry.hash,
        )
        for entry in entries[:_PER_PAGE]
    ]
    more = entries[_PER_PAGE - 1].seq if len(entries) > _PER_PAGE else None
    context = {"lines": lines, "more": more, "length": length, "head": head, "whole": own is None}
    return render(request, "history/log.html", context)
