"""Writing an idea down, and changing it before anybody has answered."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, Verdict
from thidua.organisations.queries import emulation_year
from thidua.records.actions.ideas import IdeaWords, propose_idea, revise_idea
from thidua.records.enums import IdeaKind
from thidua.records.queries.choosing import BookPerson, people_to_choose
from thidua.records.queries.ideas import idea_facts
from thidua.records.rules.ideas import can_read_idea, can_revise
from thidua.web.access import page
from thidua.web.fields import Field, TypedForm
from thidua.web.ideas.book import staff
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest

KINDS = {"y-tuong": IdeaKind.INITIATIVE, "viec-lam-theo": IdeaKind.FOLLOWING}
_WORDS = {"ten": "title", "van_de": "problem", "cach_lam": "content", "hieu_qua": "effect"}
_LONG = 5_000
_MUST = 2
"""So many boxes must be filled in; the rest may wait and is folded away."""


@page(rule=staff, methods=("GET", "POST"))
def propose(request: PageRequest) -> HttpResponse:
    """Two boxes must be filled, the rest may wait."""
    visit = request.visit
    code = request.POST.get("loai", request.GET.get("loai", ""))
    kind = KINDS.get(code, IdeaKind.INITIATIVE)
    people = people_to_choose(visit.actor, on=local_date(visit.at))
    fields = (*_fields(kind), *([_author(people)] if people else []))
    form = TypedForm.sent(fields, request.POST) if request.method == "POST" else TypedForm.empty(fields)
    if request.method == "POST" and not form.faults:
        unit = visit.actor.organisation_id or 0
        try:
            idea_id = propose_idea(
                actor=visit.actor,
                at=visit.at,
                kind=kind,
                year=emulation_year(unit, on=local_date(visit.at)).year,
                words=_words(form),
                sent_key=request.POST.get("khoa", "")[:32] or secrets.token_hex(16),
                person_id=whole(form.values.get("nguoi", "")) or None,
            )
        except Refused as refused:
            _refuse(form, refused.verdict)
        else:
            return HttpResponseRedirect(f"{reverse('idea', args=[idea_id])}?da-gui")
    context = {
        "kind": kind,
        "code": next(word for word, value in KINDS.items() if value is kind),
        "key": request.POST.get("khoa") or secrets.token_hex(16),
    }
    return _show(request, form, context)


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
    fields = _fields(idea.kind)
    form = TypedForm.showing(fields, {name: getattr(idea, _WORDS[name]) for name in _WORDS})
    version = idea.version
    if request.method == "POST":
        form, version = TypedForm.sent(fields, request.POST), whole(request.POST.get("ban", ""))
        if not form.faults:
            try:
                revise_idea(actor=visit.actor, at=visit.at, idea_id=idea_id, version=version, words=_words(form))
            except Refused as refused:
                _refuse(form, refused.verdict)
            else:
                return HttpResponseRedirect(f"{reverse('idea', args=[idea_id])}?da-sua")
    return _show(request, form, {"kind": idea.kind, "idea": idea, "version": version})


def _fields(kind: IdeaKind) -> tuple[Field, ...]:
    """The boxes of an idea, those that must be filled in first."""
    is_following = kind is IdeaKind.FOLLOWING
    title = Field("ten", "Việc làm theo" if is_following else "Tên ý tưởng", required=True, hint="Một câu ngắn.")
    content = Field(
        "cach_lam", "Sẽ làm thế nào" if is_following else "Cách làm", "long", required=True, most=_LONG,
        hint="Một, hai câu là đủ.",
    )  # fmt: skip
    problem = Field("van_de", "Vấn đề hiện nay", "long", most=_LONG)
    effect = Field("hieu_qua", "Hiệu quả dự kiến", "long", most=_LONG)
    return (title, content, effect) if is_following else (title, content, problem, effect)


def _author(people: list[BookPerson]) -> Field:
    choices = tuple((str(one.id), f"{one.name}, {one.department}" if one.department else one.name) for one in people)
    hint = "Chọn tên khi ghi thay đồng nghiệp không có tài khoản."
    return Field("nguoi", "Người thực hiện", "choice", hint=hint, choices=choices, none="Tôi")


def _words(form: TypedForm) -> IdeaWords:
    """What was sent, also an invisible text: the action says what it lacks."""
    return IdeaWords(**{column: form.texts.get(name, "") for name, column in _WORDS.items()})


def _refuse(form: TypedForm, verdict: Verdict) -> None:
    """The sentence at the box that it speaks of: by its code, or by the label that it begins with."""
    places = {"no_title": "ten", "no_content": "cach_lam", "unknown_person": "nguoi", "not_officer": "nguoi"}
    begins = {"Tên": "ten", "Vấn đề": "van_de", "Cách làm": "cach_lam", "Hiệu quả": "hieu_qua"}
    named = next((name for words, name in begins.items() if verdict.sentence.startswith(words)), "")
    form.refuse(verdict, places, otherwise=named if named in form.texts else "")


def _show(request: PageRequest, form: TypedForm, context: Mapping[str, object]) -> HttpResponse:
    more = form.boxes[_MUST:]
    told = {
        "boxes": form.boxes[:_MUST],
        "more": more,
        "is_open": any(box.typed or box.fault for box in more),
        "problems": form.problems,
    }
    return render(request, "ideas/propose.html", {**context, **told}, status=400 if form.faults else 200)
