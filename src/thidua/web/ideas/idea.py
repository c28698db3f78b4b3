"""One idea: its text, its story, and what the visitor may do with it now."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Conflict, Refused, no
from thidua.records.actions.ideas import take_step
from thidua.records.actions.recognition import RecognitionWords, recognise_idea
from thidua.records.enums import IdeaStepKind, Scope
from thidua.records.idea_values import IdeaFacts
from thidua.records.queries.ideas import idea_facts, steps_of
from thidua.records.rules.ideas import can_read_idea, can_recognise, can_revise, next_steps
from thidua.web.access import page
from thidua.web.errors.pages import conflict_page
from thidua.web.fields import DAY_HINT, Field, TypedForm
from thidua.web.ideas.book import staff
from thidua.web.ideas.states import state_words
from thidua.web.numbers import whole
from thidua.web.records.authors import AuthorChoice, author_choices
from thidua.web.visit import PageRequest

STEPS = {
    "dong-y": (IdeaStepKind.ACCEPTED, "Đồng ý"),
    "chua-dong-y": (IdeaStepKind.DECLINED, "Chưa đồng ý"),
    "xac-nhan": (IdeaStepKind.CONFIRMED, "Xác nhận hoàn thành"),
    "bo-sung": (IdeaStepKind.RETURNED, "Đề nghị bổ sung"),
    "hoan-thanh": (IdeaStepKind.DONE, "Báo hoàn thành"),
    "rut-lai": (IdeaStepKind.WITHDRAWN, "Rút lại"),
}
"""The buttons, in their order: what goes on first, what takes back last."""
_GO_ON = ("dong-y", "xac-nhan", "hoan-thanh")
_WORDS = Field("loi_nhan", "Lời nhắn", "long", most=5_000)
_ANSWER = replace(_WORDS, hint="Không ghi họ tên.", mark="bắt buộc khi chưa đồng ý, đề nghị bổ sung")
_RECOGNITION = (
    Field("pham_vi", "Phạm vi ảnh hưởng được công nhận", "choice", required=True,
          choices=tuple((str(code), str(words)) for code, words in Scope.choices)),
    Field("so", "Số quyết định công nhận", required=True, most=80, half=True, hint="ví dụ 12/QĐ-TCT"),
    Field("ngay", "Ngày quyết định", "day", required=True, hint=DAY_HINT),
    Field("co_quan", "Cơ quan công nhận", hint="Để trống nếu là đơn vị."),
)  # fmt: skip
_AUTHORS = "tac-gia"
_PLACES = {
    "no_scope": "pham_vi", "no_decision": "so", "decided_later": "ngay", "bad_day": "ngay", "bad_year": "ngay",
    "no_author": _AUTHORS, "author_not_of_unit": _AUTHORS, "author_twice": _AUTHORS,
}  # fmt: skip
_MEANWHILE = ("not_seen", "wrong_state")


@page(rule=staff)
def one_idea(request: PageRequest, idea_id: int) -> HttpResponse:
    """The same 404 for what this hat has no business with, as for what does not exist."""
    return _show(request, _readable(request, idea_id))


@page(rule=staff, methods=("POST",))
def step(request: PageRequest, idea_id: int) -> HttpResponse:
    """Withdraw, answer, report as done, confirm or return."""
    idea = _readable(request, idea_id)
    kind, label = STEPS.get(request.POST.get("viec", ""), (None, ""))
    form = TypedForm.sent((_WORDS,), request.POST)
    try:
        if kind is None:
            raise Refused(no("no_step", "Hãy chọn một việc cần làm."))
        take_step(
            actor=request.visit.actor,
            at=request.visit.at,
            idea_id=idea.id,
            kind=kind,
            words=form.texts["loi_nhan"],
            steps_seen=whole(request.POST.get("buoc", "")),
            version_seen=whole(request.POST.get("ban", "")),
        )
    except Refused as refused:
        if refused.verdict.code in _MEANWHILE:
            return _meanwhile(request, idea, refused, mine={"Việc": label, "Lời nhắn": form.texts["loi_nhan"]})
        if refused.verdict.code not in ("no_reason", "too_long", "names_person", "no_step"):
            raise
        form.refuse(refused.verdict, {"no_step": ""}, otherwise="loi_nhan")
        return _show(request, idea, answer=form)
    return HttpResponseRedirect(f"{reverse('idea', args=[idea.id])}?xong")


@page(rule=staff, methods=("POST",))
def recognise(request: PageRequest, idea_id: int) -> HttpResponse:
    """The head recognises an accepted idea as an initiative: scope, decision, authors."""
    idea = _readable(request, idea_id)
    verdict = can_recognise(request.visit.actor, idea)
    if not verdict:
        raise Refused(verdict)
    form = TypedForm.sent(_RECOGNITION, request.POST)
    told = form.values
    if not form.faults:
        words = RecognitionWords(told["pham_vi"], told["so"], told["ngay"], told.get("co_quan", ""))
        authors = [whole(text) for text in request.POST.getlist("tac_gia")]
        try:
            recognise_idea(
                actor=request.visit.actor, at=request.visit.at, idea_id=idea.id, words=words, author_ids=authors
            )
        except Refused as refused:
            if refused.verdict.code in _MEANWHILE:
                return _meanwhile(
                    request, idea, refused, mine={"Việc": "Công nhận sáng kiến", "Quyết định": told["so"]}
                )
            if refused.verdict.code in ("not_head", "not_officer", "other_unit"):
                raise
            form.refuse(refused.verdict, _PLACES)
        else:
            return HttpResponseRedirect(f"{reverse('idea', args=[idea.id])}?xong")
    return _show(request, idea, recognition=form)


def _readable(request: PageRequest, idea_id: int) -> IdeaFacts:
    idea = idea_facts(idea_id)
    if idea is None or not can_read_idea(request.visit.actor, idea):
        raise Http404("Không có ý tưởng này.")
    return idea


def _meanwhile(request: PageRequest, idea: IdeaFacts, refused: Refused, *, mine: dict[str, str]) -> HttpResponse:
    """What was typed beside what stands there now: somebody else was faster."""
    now = idea_facts(idea.id) or idea
    theirs = {"Trạng thái": state_words(now.kind, now.state)[0], "Nội dung": f"{now.title}\n{now.content}"}
    last = steps_of(idea.id)[-1:]
    if last and last[0].words:
        theirs["Lời nhắn"] = last[0].words
    mine = {label: text for label, text in mine.items() if text}
    conflict = Conflict(refused.verdict.sentence, mine=mine, theirs=theirs)
    return conflict_page(request, conflict, again=reverse("idea", args=[idea.id]))


def _show(
    request: PageRequest, idea: IdeaFacts, *, answer: TypedForm | None = None, recognition: TypedForm | None = None
) -> HttpResponse:
    actor = request.visit.actor
    steps = next_steps(actor, idea)
    words, colour = state_words(idea.kind, idea.state)
    recognises = IdeaStepKind.RECOGNISED in steps
    answering = IdeaStepKind.DECLINED in steps or IdeaStepKind.RETURNED in steps
    typed = answer or TypedForm.empty((_WORDS,))
    typed.fields = (_ANSWER if answering else _WORDS,)
    decision = recognition or TypedForm.empty(_RECOGNITION)
    problems = [*typed.problems, *decision.problems]
    context = {
        "idea": idea,
        "state": words,
        "colour": colour,
        "story": steps_of(idea.id),
        "acts": [(code, label, code in _GO_ON) for code, (kind, label) in STEPS.items() if kind in steps],
        "words": typed.boxes if any(kind is not IdeaStepKind.WITHDRAWN for kind in steps) else [],
        "is_answered_wrongly": answer is not None,
        "recognises": recognises,
        "decision": decision.boxes,
        "people": _choices(request, idea) if recognises else [],
        "authors_fault": decision.faults.get(_AUTHORS, ""),
        "may_revise": can_revise(actor, idea),
        "problems": problems,
        "sent": "da-gui" in request.GET,
        "done": "xong" in request.GET or "da-sua" in request.GET,
    }
    return render(request, "ideas/idea.html", context, status=400 if problems else 200)


def _choices(request: PageRequest, idea: IdeaFacts) -> list[AuthorChoice]:
    """The unit's people; those ticked, or the author of the idea, come first."""
    ticked = {whole(text): "" for text in request.POST.getlist("tac_gia")}
    proposer = {idea.person_id: ""} if idea.person_id is not None else {}
    return author_choices(request, ticked or proposer)
