"""The unit's book of ideas: what waits for an answer, what was recognised, what counts for the year's criteria."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thidua.core.phases import local_date
from thidua.core.verdict import Verdict
from thidua.organisations.enums import Role
from thidua.organisations.queries import emulation_year
from thidua.records.enums import IdeaKind
from thidua.records.idea_values import IdeaFacts
from thidua.records.queries.ideas import PAGE_SIZE, idea_counts, ideas_of
from thidua.records.rules.ideas import can_propose
from thidua.web.access import page
from thidua.web.ideas.states import state_words
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

OFFICERS = (Role.UNIT_EDITOR, Role.UNIT_HEAD)
_VIEWS = (("cho", "Chờ xử lý"), ("y-tuong", "Ý tưởng"), ("viec-lam-theo", "Việc làm theo"), ("cua-toi", "Của tôi"))


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea in the list."""

    idea: IdeaFacts
    words: str
    colour: str


def staff(request: PageRequest) -> Verdict:
    return can_propose(request.visit.actor)


@page(rule=staff)
def ideas(request: PageRequest) -> HttpResponse:
    """One view of the list at a time; thirty ideas a page."""
    actor = request.visit.actor
    unit = actor.organisation_id or 0
    today = local_date(request.visit.at)
    year = emulation_year(unit, on=today)
    is_officer = actor.role in OFFICERS
    views = [view for view in _VIEWS if is_officer or view[0] != "cho"]
    chosen = request.GET.get("xem", "")
    if chosen not in dict(views):
        chosen = "cho" if is_officer else "cua-toi"
    number = max(1, whole(request.GET.get("trang", "1")))
    found, total = ideas_of(
        actor,
        year=year.year,
        kind={"y-tuong": IdeaKind.INITIATIVE, "viec-lam-theo": IdeaKind.FOLLOWING}.get(chosen),
        waiting=chosen == "cho",
        mine=chosen == "cua-toi",
        page=number,
    )
    context = {
        "year": year,
        "views": views,
        "chosen": chosen,
        "lines": [IdeaLine(idea, *state_words(idea.kind, idea.state)) for idea in found],
        "total": total,
        "before": number - 1,
        "after": number + 1 if number * PAGE_SIZE < total else 0,
        "counts": idea_counts(unit, since=year.first_day, until=year.last_day, year=year.year, at=request.visit.at),
    }
    return render(request, "ideas/book.html", context)
