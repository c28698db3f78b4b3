"""Personal data: what is kept and until when, the person's requests for a copy or for erasure, and their answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no
from thidua.core.vn import date_text
from thidua.organisations.enums import UNIT_ROLES
from thidua.records.actions.requests import RequestAnswer, answer_request, receive_request
from thidua.records.enums import RequestKind
from thidua.records.queries.pages import person_page
from thidua.records.queries.retention import kept_of
from thidua.records.rules.access import can_answer_request, can_write_record
from thidua.records.values import PersonPage, RequestLine
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.fields import DAY_HINT, Box, Field, TypedForm
from thidua.web.numbers import whole
from thidua.web.records.readers import require_readable
from thidua.web.visit import PageRequest

_KIND = Field(
    "loai", "Yêu cầu", "choice", required=True, choices=tuple((str(a), str(b)) for a, b in RequestKind.choices)
)
_DAY = Field("ngay", "Ngày nhận yêu cầu", "day", required=True, hint=DAY_HINT)
_PLACES = {"already_asked": "loai", "bad_day": "ngay"}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request in the list; `boxes` are those of its answer, for who may give one."""

    line: RequestLine
    boxes: list[Box]


@page(rule=roles(*UNIT_ROLES), methods=("GET", "POST"))
def requests(request: PageRequest, person_id: int) -> HttpResponse:
    """The person reads and asks; the unit's officers write down what they were asked; the head answers."""
    require_readable(request, person_id)
    visit = request.visit
    found = person_page(person_id, visit.at)
    keeps = can_write_record(visit.actor, found.organisation_id).allowed
    asking = TypedForm.showing(_asked_fields(keeps), {"ngay": local_date(visit.at)})
    answers = {line.id: TypedForm.empty((_reason(line),)) for line in found.requests if line.granted is None}
    if request.method == "POST" and request.POST.get("viec") == "nhan":
        asking = TypedForm.sent(asking.fields, request.POST)
        if not asking.faults and _ask(request, found, asking):
            return HttpResponseRedirect(f"{reverse('person-data', args=[person_id])}?da-ghi")
    elif request.method == "POST":
        request_id = _asked_for(request, found)
        form = answers.setdefault(request_id, TypedForm.empty((Field(f"ly_do_{request_id}", "Lý do"),)))
        form.texts[form.fields[0].name] = request.POST.get(form.fields[0].name, "")
        answer = _answer(request, request_id, form)
        if answer is not None:
            return _copy(answer) if answer.export else HttpResponseRedirect(_after(found, answer))
    problems = [*asking.problems, *(problem for form in answers.values() for problem in form.problems)]
    may_answer = can_answer_request(visit.actor, found.organisation_id).allowed
    context = {
        "person": found,
        "kept": kept_of(person_id, visit.at),
        "rows": [
            RequestRow(line, answers[line.id].boxes if may_answer and line.granted is None else [])
            for line in found.requests
        ],
        "asking": asking.boxes,
        "keeps": keeps,
        "today": date_text(local_date(visit.at)),
        "problems": problems,
        "saved": request.method == "GET" and "da-ghi" in request.GET,
        "erased": request.method == "GET" and "da-xoa" in request.GET,
    }
    return render(request, "records/personal_data.html", context, status=400 if problems else 200)


def _asked_fields(keeps: bool) -> tuple[Field, ...]:
    """Who asks in person asks today; who was asked writes down on which day."""
    return (_KIND, _DAY) if keeps else (_KIND,)


def _reason(line: RequestLine) -> Field:
    hint = "Giữ lâu dài; không ghi họ tên."
    return Field(f"ly_do_{line.id}", "Lý do", most=500, hint=hint, mark="bắt buộc khi từ chối")


def _ask(request: PageRequest, found: PersonPage, form: TypedForm) -> bool:
    visit = request.visit
    try:
        receive_request(
            actor=visit.actor, at=visit.at, person_id=found.id, kind=RequestKind(form.values["loai"]),
            received_date=form.values.get("ngay", local_date(visit.at)),
        )  # fmt: skip
    except Refused as refused:
        form.refuse(refused.verdict, _PLACES)
    return not form.faults


def _asked_for(request: PageRequest, found: PersonPage) -> int:
    """The request that is answered; 404 for one of somebody else."""
    request_id = whole(request.POST.get("yeu-cau", ""))
    if request_id not in {line.id for line in found.requests}:
        raise Http404("Không có yêu cầu này.")
    return request_id


def _answer(request: PageRequest, request_id: int, form: TypedForm) -> RequestAnswer | None:
    """The answer that was carried out, or None with its sentence in the form."""
    name = form.fields[0].name
    act = request.POST.get("viec", "")
    try:
        if act not in ("dong-y", "tu-choi"):
            raise Refused(no("no_act", "Hãy chọn đồng ý hoặc từ chối."))
        return answer_request(
            actor=request.visit.actor, at=request.visit.at, request_id=request_id, granted=act == "dong-y",
            reason=form.texts[name],
        )  # fmt: skip
    except Refused as refused:
        if refused.verdict.code in ("not_head", "not_editor"):
            raise
        form.refuse(refused.verdict, {"no_reason": name, "reason_too_long": name, "names_person": name})
        return None


def _after(found: PersonPage, answer: RequestAnswer) -> str:
    return f"{reverse('person-data', args=[found.id])}?{'da-xoa' if answer.erased else 'da-ghi'}"


def _copy(answer: RequestAnswer) -> HttpResponse:
    """The person's copy, to be handed over; it is kept nowhere."""
    response = HttpResponse(answer.export, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-ca-nhan.json"'
    return response
