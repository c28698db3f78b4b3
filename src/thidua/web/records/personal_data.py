"""Personal data: the person's requests for a copy or for erasure, received by the unit and answered by its head."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no
from thidua.core.vn import date_text, parse_date
from thidua.organisations.enums import UNIT_ROLES
from thidua.records.actions.requests import RequestAnswer, answer_request, receive_request
from thidua.records.enums import RequestKind
from thidua.records.queries.pages import person_page
from thidua.records.rules.access import can_answer_request
from thidua.records.values import PersonPage
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.numbers import whole
from thidua.web.records.readers import require_readable
from thidua.web.visit import PageRequest


@page(rule=roles(*UNIT_ROLES), methods=("GET", "POST"))
def requests(request: PageRequest, person_id: int) -> HttpResponse:
    """What is kept and for how long, the requests, and their answers."""
    require_readable(request, person_id)
    found = person_page(person_id, request.visit.at)
    problems: list[tuple[str, str]] = []
    answer: RequestAnswer | None = None
    if request.method == "POST":
        try:
            answer = _act(request, found)
        except Refused as refused:
            problems = [("ngay" if request.POST.get("viec") == "nhan" else "ly-do", refused.verdict.sentence)]
        except ValueError as error:
            problems = [("ngay", str(error))]
        else:
            if answer is not None and answer.export:
                return _copy(answer)
            return HttpResponseRedirect(f"{reverse('person-data', args=[person_id])}?da-ghi")
    context = {
        "person": found,
        "kinds": RequestKind.choices,
        "answers": can_answer_request(request.visit.actor, found.organisation_id).allowed,
        "is_own": found.user_id is not None and found.user_id == request.visit.user_id,
        "typed": {name: request.POST.get(name, "") for name in ("loai", "ngay", "ly_do")},
        "today": date_text(local_date(request.visit.at)),
        "problems": problems,
        "saved": "da-ghi" in request.GET,
    }
    return render(request, "records/personal_data.html", context, status=400 if problems else 200)


def _act(request: PageRequest, found: PersonPage) -> RequestAnswer | None:
    actor, at = request.visit.actor, request.visit.at
    act = request.POST.get("viec", "")
    if act == "nhan":
        kind = request.POST.get("loai", "")
        if kind not in RequestKind.values:
            raise Refused(no("no_kind", "Hãy chọn loại yêu cầu."))
        received = parse_date(request.POST.get("ngay", ""))
        receive_request(actor=actor, at=at, person_id=found.id, kind=RequestKind(kind), received_date=received)
        return None
    asked = whole(request.POST.get("yeu-cau", ""))
    if asked not in {line.id for line in found.requests}:
        raise Http404("Không có yêu cầu này.")
    return answer_request(
        actor=actor, at=at, request_id=asked, granted=act == "dong-y", reason=request.POST.get("ly_do", "")
    )


def _copy(answer: RequestAnswer) -> HttpResponse:
    """The person's copy, to be handed over; it is kept nowhere."""
    response = HttpResponse(answer.export, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="du-lieu-ca-nhan.json"'
    return response
