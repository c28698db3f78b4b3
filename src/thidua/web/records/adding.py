"""A new person in the unit's book, with the work under way."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.records.actions.people import add_person
from thidua.records.contents import EmploymentContent
from thidua.records.enums import Gender
from thidua.records.values import PersonWords
from thidua.web.access import page
from thidua.web.records.fields import Field, boxes, problems_of, read, typed_of
from thidua.web.records.readers import officers
from thidua.web.visit import PageRequest

DETAILS = (
    Field("full_name", "Họ và tên", required=True, most=120),
    Field("gender", "Giới tính", "choice", choices=tuple((code, label) for code, label in Gender.choices if code)),
    Field("birth_date", "Ngày sinh", "day", hint="ngày/tháng/năm"),
    Field("staff_code", "Mã cán bộ", most=32, hint="Giúp nhận đúng người khi trùng tên."),
)
_WORK = (
    Field("department", "Phòng, khoa", most=120),
    Field("position", "Chức vụ", most=120),
    Field("since_date", "Làm việc tại đơn vị từ ngày", "day", required=True, hint="ngày/tháng/năm"),
)
_PLACES = {
    "no_name": "full_name", "long_name": "full_name", "same_person": "full_name", "unknown_gender": "gender",
    "born_later": "birth_date", "born_long_ago": "birth_date", "too_young": "birth_date",
    "staff_code_taken": "staff_code", "long_staff_code": "staff_code",
}  # fmt: skip
"""The box that a refusal speaks of."""


@page(rule=officers, methods=("GET", "POST"))
def add(request: PageRequest) -> HttpResponse:
    """One form; what was typed comes back when something is wrong."""
    fields = (*DETAILS, *_WORK)
    typed = typed_of(fields, request.POST)
    faults: dict[str, str] = {}
    if request.method == "POST":
        values, faults = read(fields, typed)
        if not faults:
            unit_id = request.visit.actor.organisation_id or 0
            try:
                person_id = add_person(
                    actor=request.visit.actor,
                    at=request.visit.at,
                    organisation_id=unit_id,
                    words=details_of(values),
                    employment=EmploymentContent(
                        organisation_id=unit_id, **{field.name: values.get(field.name, "") for field in _WORK}
                    ),
                )
            except Refused as refused:
                faults = {_PLACES.get(refused.verdict.code, "since_date"): refused.verdict.sentence}
            else:
                return HttpResponseRedirect(f"{reverse('person', args=[person_id])}?da-them")
    context = {
        "details": boxes(DETAILS, typed, faults),
        "work": boxes(_WORK, typed, faults),
        "problems": problems_of(fields, faults),
    }
    return render(request, "records/add.html", context, status=400 if faults else 200)


def details_of(values: dict[str, object]) -> PersonWords:
    """Who the person is, out of the boxes of `DETAILS`."""
    return PersonWords(**{field.name: values.get(field.name, None if field.kind == "day" else "") for field in DETAILS})  # type: ignore[arg-type]


def place_of(refused: Refused) -> str:
    """The box of `DETAILS` that a refusal speaks of; "" for none of them."""
    return _PLACES.get(refused.verdict.code, "")
