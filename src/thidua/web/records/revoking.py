"""The head records that a title was taken away."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Conflict, Refused
from thidua.organisations.enums import Role
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.enums import FactKind
from thidua.records.queries.facts import fact_to_change
from thidua.records.queries.people import names_of_people
from thidua.records.words import said
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.errors.pages import conflict_page
from thidua.web.fields import DAY_HINT, Field, TypedForm
from thidua.web.records.readers import require_writer
from thidua.web.visit import PageRequest

_FIELDS = (
    Field(
        "ground", "Căn cứ hủy bỏ", "long", required=True, most=500, hint="Giữ lâu dài trong hồ sơ; không ghi họ tên."
    ),
    Field("number", "Số quyết định hủy bỏ", required=True, most=80, half=True, hint="ví dụ 12/QĐ-TCT"),
    Field("decided_on", "Ngày quyết định", "day", required=True, hint=DAY_HINT),
    Field("issuer", "Cơ quan ban hành"),
)
_PLACES = {
    "no_reason": "ground", "reason_too_long": "ground", "names_person": "ground", "no_number": "number",
    "decided_later": "decided_on", "revoked_before_given": "decided_on", "too_long": "issuer",
}  # fmt: skip


@page(rule=roles(Role.UNIT_HEAD), methods=("GET", "POST"))
def revoke(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    """The ground and the decision; the title stays in the history, marked."""
    found = fact_to_change(FactKind.HONOUR, row_id) if kind == FactKind.HONOUR.value else None
    if found is None:
        raise Http404("Không có hồ sơ này.")
    require_writer(request, found.organisation_id)
    person_id = found.subject.person_id
    back = reverse("unit-record") if person_id is None else reverse("person", args=[person_id])
    form = TypedForm.sent(_FIELDS, request.POST) if request.method == "POST" else TypedForm.empty(_FIELDS)
    if request.method == "POST" and not form.faults:
        told = form.values
        try:
            revoke_honour(
                actor=request.visit.actor, at=request.visit.at, row_id=row_id, ground=told["ground"],
                decision=RevokingDecision(told["number"], told["decided_on"], told.get("issuer", "")),
            )  # fmt: skip
        except Refused as refused:
            form.refuse(refused.verdict, _PLACES)
        except Conflict as conflict:
            return conflict_page(request, conflict, again=back)
        else:
            return HttpResponseRedirect(f"{back}?da-ghi")
    context = {
        "what": said(found.content),
        "whose": names_of_people([person_id])[person_id] if person_id is not None else "Hồ sơ tập thể",
        "boxes": form.boxes,
        "problems": form.problems,
        "back": back,
    }
    return render(request, "records/revoke.html", context, status=400 if form.faults else 200)
