"""A new person in the unit's book, with the work under way."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.records.actions.people import add_person
from thidua.records.contents import EmploymentContent
from thidua.records.enums import Gender
from thidua.records.values import PersonWords
from thidua.web.access import page
from thidua.web.fields import DAY_HINT, Field, TypedForm
from thidua.web.records.readers import officers
from thidua.web.visit import PageRequest

DETAILS = (
    Field("full_name", "Họ và tên", required=True, most=120),
    Field("birth_date", "Ngày sinh", "day", hint=DAY_HINT),
    Field(
        "gender", "Giới tính", "choice", half=True,
        choices=tuple((code, label) for code, label in Gender.choices if code),
    ),
    Field("staff_code", "Mã cán bộ", most=32, hint="Giúp nhận đúng người khi trùng tên."),
)  # fmt: skip
_WORK = (
    Field("department", "Phòng, khoa", most=120),
    Field("position", "Chức vụ", most=120),
    Field("since_date", "Ngày vào làm việc tại đơn vị", "day", required=True, hint=DAY_HINT),
)
PLACES = {
    "no_name": "full_name", "long_name": "full_name", "same_person": "full_name", "unknown_gender": "gender",
    "born_later": "birth_date", "born_long_ago": "birth_date", "too_young": "birth_date",
    "staff_code_taken": "staff_code", "long_staff_code": "staff_code", "bad_day": "since_date",
    "employed_later": "since_date",
}  # fmt: skip
"""The box that a refusal speaks of."""


@page(rule=officers, methods=("GET", "POST"))
def add(request: PageRequest) -> HttpResponse:
    """One form; what was typed comes back when something is wrong."""
    fields = (*DETAILS, *_WORK)
    form = TypedForm.sent(fields, request.POST) if request.method == "POST" else TypedForm.empty(fields)
    if request.method == "POST" and not form.faults:
        unit_id = request.visit.actor.organisation_id or 0
        work = {one.name: form.values[one.name] for one in _WORK if one.name in form.values}
        try:
            person_id = add_person(
                actor=request.visit.actor,
                at=request.visit.at,
                organisation_id=unit_id,
                words=details_of(form.values),
                employment=EmploymentContent(organisation_id=unit_id, **work),
            )
        except Refused as refused:
            form.refuse(refused.verdict, PLACES)
        else:
            return HttpResponseRedirect(f"{reverse('person', args=[person_id])}?da-them")
    context = {"boxes": form.boxes, "problems": form.problems}
    return render(request, "records/add.html", context, status=400 if form.faults else 200)


def details_of(values: dict[str, Any]) -> PersonWords:
    """Who the person is, out of the boxes of `DETAILS`."""
    return PersonWords(**{one.name: values[one.name] for one in DETAILS if one.name in values})
