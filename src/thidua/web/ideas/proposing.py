"""Writing an idea down, and changing it before anybody has answered."""

from __future__ import annotations

import secrets

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused
from thidua.organisations.queries import emulation_year
from thidua.records.actions.ideas import IdeaWords, propose_idea, revise_idea
from thidua.records.enums import IdeaKind
from thidua.records.queries.choosing import people_to_choose
from thidua.records.queries.ideas import idea_facts
from thidua.records.rules.ideas import can_read_idea, can_revise
from thidua.web.access import page
from thidua.web.ideas.book import OFFICERS, staff
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

KINDS = {"y-tuong": IdeaKind.INITIATIVE, "viec-lam-theo": IdeaKind.FOLLOWING}
_FIELDS = {"ten": "title", "van_de": "problem", "cach_lam": "content", "hieu_qua": "effect"}


@page(rule=staff, methods=("GET", "POST"))
def propose(request: PageRequest) -> HttpResponse:
    """Two boxes must be filled, the rest may wait."""
    visit = request.visit
    code = request.POST.get("loai", request.GET.get("loai", ""))
    kind = KINDS.get(code, IdeaKind.INITIATIVE)
    typed = {name: request.POST.get(name, "") for name in (*_FIELDS, "nguoi")}
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        unit = visit.actor.organisation_id or 0
        try:
            idea_id = propose_idea(
                actor=visit.actor,
                at=visit.at,
                kind=kind,
                year=emulation_year(unit, on=local_date(visit.at)).year,
                words=_words(typed),
                sent_key=request.POST.get("khoa", "")[:32] or secrets.token_hex(16),
                person_id=whole(typed["nguoi"]) or None,
            )
        except Refused as refused:
            problems = [_place(refused)]
        else:
            return HttpResponseRedirect(f"{reverse('idea', args=[idea_id])}?da-gui")
    context = {
        "kind": kind,
        "code": next(word for word, value in KINDS.items() if value is kind),
        "typed": typed,
        "problems": problems,
        "key": request.POST.get("khoa") or secrets.token_hex(16),
        "people": people_to_choose(visit.actor, on=local_date(visit.at)) if visit.actor.role in OFFICERS else [],
    }
    return render(request, "ideas/propose.html", context, status=400 if problems else 200)


@page(rule=staff, methods=("GET", "POST"))
def revise(request: PageRequest, idea_id: int) -> HttpResponse:
    """The author's own text, as long as nobody has answered."""
    visit = request.visit
    idea = idea_facts(idea_id)
    if idea is None or not can_read_idea(visit.actor, idea):
        raise Http404("Không có ý tưởng này.")
    verdict = can_revise(visit.actor, idea)
    if not verdict:
        raise Refused(verdict)
    typed = {"ten": idea.title, "van_de": idea.problem, "cach_lam": idea.content, "hieu_qua": idea.effect}
    problems: list[tuple[str, str]] = []
    version = idea.version
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in _FIELDS}
        version = whole(request.POST.get("ban", ""))
        try:
            revise_idea(actor=visit.actor, at=visit.at, idea_id=idea_id, version=version, words=_words(typed))
        except Refused as refused:
            problems = [_place(refused)]
        else:
            return HttpResponseRedirect(f"{reverse('idea', args=[idea_id])}?da-sua")
    context = {"kind": idea.kind, "idea": idea, "typed": typed, "problems": problems, "version": version, "people": []}
    return render(request, "ideas/propose.html", context, status=400 if problems else 200)


def _words(typed: dict[str, str]) -> IdeaWords:
    return IdeaWords(**{_FIELDS[name]: typed[name] for name in _FIELDS})


def _place(refused: Refused) -> tuple[str, str]:
    """The box that a refusal speaks of, and its sentence."""
    boxes = {"no_title": "ten", "no_content": "cach-lam", "unknown_person": "nguoi", "not_officer": "nguoi"}
    sentence = refused.verdict.sentence
    return boxes.get(refused.verdict.code, "ten" if sentence.startswith("Tên") else "cach-lam"), sentence
