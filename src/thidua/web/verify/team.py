"""Tổ thẩm định: the head of the cluster names it; everybody sees who checks whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused
from thidua.organisations.queries import Unit, UnitPerson, members_of_year, people_of_members
from thidua.sheets.actions.verification import name_team
from thidua.sheets.queries import VerifierSeatFacts, verifier_seats
from thidua.sheets.rules import can_name_team
from thidua.web.access import page
from thidua.web.verify.readers import readers
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be chosen; `seated` already sits in the team."""

    person: UnitPerson
    value: str
    seated: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class UnitCandidates:
    unit: Unit
    people: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the team, the unit that sent them, the units that they check."""

    name: str
    unit: str
    checks: tuple[str, ...]


@page(rule=readers, methods=("GET", "POST"), campaign=True)
def verify_team(request: PageRequest) -> HttpResponse:
    """Who checks whom; for the head of the cluster also the choice of people."""
    visit, campaign = request.visit, request.campaign
    problems: list[tuple[str, str]] = []
    typed = request.POST.getlist("nguoi")
    if request.method == "POST":
        try:
            name_team(actor=visit.actor, at=visit.at, campaign_id=campaign.id, members=_chosen(typed))
        except Refused as refused:
            problems = [("nguoi", refused.verdict.sentence)]
        else:
            address = reverse("verify-team", args=[campaign.year.cluster_code, campaign.year.year])
            return HttpResponseRedirect(f"{address}?da-luu")
    units = members_of_year(campaign.year.id)
    seats = verifier_seats(campaign_id=campaign.id)
    may_name = can_name_team(visit.actor, campaign)
    people = people_of_members(campaign.year.id, on=local_date(visit.at)) if may_name else []
    checked = {unit_id for seat in seats for unit_id in seat.units}
    context = {
        "members": _members(seats, units),
        "unchecked": [unit.name for unit in units if unit.id not in checked] if seats else [],
        "may_name": may_name,
        "candidates": _candidates(people, units, seats, typed),
        "problems": problems,
        "saved": "da-luu" in request.GET,
    }
    return render(request, "verify/team.html", context, status=403 if problems else 200)


def _chosen(typed: Sequence[str]) -> list[tuple[int, int]]:
    """(user, unit) of each ticked box; what is not a pair of numbers is nobody."""
    pairs = (value.partition("-") for value in typed)
    return [(int(user), int(unit)) for user, _, unit in pairs if user.isdecimal() and unit.isdecimal()]


def _members(seats: Sequence[VerifierSeatFacts], units: Sequence[Unit]) -> list[Member]:
    names = {unit.id: unit.name for unit in units}
    return [
        Member(
            name=seat.full_name,
            unit=names.get(seat.organisation_id, ""),
            checks=tuple(unit.short_name for unit in units if unit.id in seat.units),
        )
        for seat in seats
    ]


def _candidates(
    people: Sequence[UnitPerson], units: Sequence[Unit], seats: Sequence[VerifierSeatFacts], typed: Sequence[str]
) -> list[UnitCandidates]:
    seated = {seat.user_id for seat in seats}
    found: dict[int, list[Candidate]] = {}
    for person in people:
        value = f"{person.user_id}-{person.unit.id}"
        candidate = Candidate(person, value, person.user_id in seated, value in typed)
        found.setdefault(person.unit.id, []).append(candidate)
    return [UnitCandidates(unit, tuple(found[unit.id])) for unit in units if unit.id in found]
