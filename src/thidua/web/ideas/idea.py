"""One idea: its text, its story, and what the visitor may do with it now."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no
from thidua.core.vn import parse_date
from thidua.records.actions.ideas import take_step
from thidua.records.actions.recognition import RecognitionWords, recognise_idea
from thidua.records.enums import IdeaStepKind, Scope
from thidua.records.idea_values import IdeaFacts
from thidua.records.queries.choosing import people_to_choose
from thidua.records.queries.ideas import idea_facts, steps_of
from thidua.records.rules.ideas import can_read_idea, can_revise, next_steps
from thidua.web.access import page
from thidua.web.ideas.book import staff
from thidua.web.ideas.states import state_words
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

_STEPS = {
    "rut-lai": IdeaStepKind.WITHDRAWN,
    "dong-y": IdeaStepKind.ACCEPTED,
    "chua-dong-y": IdeaStepKind.DECLINED,
    "hoan-thanh": IdeaStepKind.DONE,
    "xac-nhan": IdeaStepKind.CONFIRMED,
    "bo-sung": IdeaStepKind.RETURNED,
}
_RECOGNITION = ("pham_vi", "so", "ngay", "co_quan")


@page(rule=staff)
def one_idea(request: PageRequest, idea_id: int) -> HttpResponse:
    return _show(request, _readable(request, idea_id))


@page(rule=staff, methods=("POST",))
def step(request: PageRequest, idea_id: int) -> HttpResponse:
    """Withdraw, answer, report as done, confirm or return."""
    idea = _readable(request, idea_id)
    kind = _STEPS.get(request.POST.get("viec", ""))
    try:
        if kind is None:
            raise Refused(no("no_step", "Hãy chọn một việc cần làm."))
        take_step(
            actor=request.visit.actor,
            at=request.visit.at,
            idea_id=idea.id,
            kind=kind,
            words=request.POST.get("loi_nhan", ""),
            steps_seen=whole(request.POST.get("buoc", "")),
        )
    except Refused as refused:
        if refused.verdict.code not in ("no_reason", "too_long", "no_step"):
            raise
        return _show(request, idea, problems=[("loi-nhan", refused.verdict.sentence)])
    return HttpResponseRedirect(f"{reverse('idea', args=[idea.id])}?xong")


@page(rule=staff, methods=("POST",))
def recognise(request: PageRequest, idea_id: int) -> HttpResponse:
    """The head recognises an accepted idea as an initiative: scope, decision, authors."""
    idea = _readable(request, idea_id)
    typed = {name: request.POST.get(name, "") for name in _RECOGNITION}
    try:
        recognise_idea(
            actor=request.visit.actor,
            at=request.visit.at,
            idea_id=idea.id,
            words=RecognitionWords(
                scope=typed["pham_vi"],
                decision_number=typed["so"],
                decision_date=_day(typed["ngay"]),
                issuer=typed["co_quan"],
            ),
            author_ids=[whole(text) for text in request.POST.getlist("tac_gia")],
        )
    except ValueError as error:
        return _show(request, idea, problems=[("ngay", str(error))])
    except Refused as refused:
        if refused.verdict.code in ("wrong_state", "not_head", "not_officer", "other_unit"):
            raise
        return _show(request, idea, problems=[("pham-vi", refused.verdict.sentence)])
    return HttpResponseRedirect(f"{reverse('idea', args=[idea.id])}?xong")


def _readable(request: PageRequest, idea_id: int) -> IdeaFacts:
    """404 for what this hat has no business with, as for what does not exist."""
    idea = idea_facts(idea_id)
    if idea is None or not can_read_idea(request.visit.actor, idea):
        raise Http404("Không có ý tưởng này.")
    return idea


def _show(request: PageRequest, idea: IdeaFacts, *, problems: list[tuple[str, str]] | None = None) -> HttpResponse:
    actor = request.visit.actor
    steps = next_steps(actor, idea)
    words, colour = state_words(idea.kind, idea.state)
    recognises = IdeaStepKind.RECOGNISED in steps
    chosen: list[int | None] = [whole(text) for text in request.POST.getlist("tac_gia")] or [idea.person_id]
    context = {
        "idea": idea,
        "state": words,
        "colour": colour,
        "story": steps_of(idea.id),
        "acts": [(code, kind) for code, kind in _STEPS.items() if kind in steps],
        "asks_words": any(kind is not IdeaStepKind.WITHDRAWN for kind in steps) and not recognises,
        "recognises": recognises,
        "scopes": Scope.choices,
        "people": people_to_choose(actor, on=local_date(request.visit.at)) if recognises else [],
        "chosen": chosen,
        "typed": {name: request.POST.get(name, "") for name in (*_RECOGNITION, "loi_nhan")},
        "may_revise": can_revise(actor, idea),
        "problems": problems or [],
        "sent": "da-gui" in request.GET,
        "done": "xong" in request.GET or "da-sua" in request.GET,
    }
    return render(request, "ideas/idea.html", context, status=400 if problems else 200)


def _day(text: str) -> date | None:
    return parse_date(text) if text.strip() else None
