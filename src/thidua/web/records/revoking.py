"""The head records that a title was taken away."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.verdict import Refused
from thidua.organisations.enums import Role
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.enums import FactKind
from thidua.records.queries.facts import fact_to_change
from thidua.records.words import said
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.records.fields import Field, boxes, problems_of, read, typed_of
from thidua.web.records.readers import require_writer
from thidua.web.visit import PageRequest

_FIELDS = (
    Field("ground", "Căn cứ hủy bỏ", required=True, most=500, hint="Giữ lâu dài trong hồ sơ; không ghi họ tên."),
    Field("number", "Số quyết định hủy bỏ", required=True, most=80),
    Field("decided_on", "Ngày quyết định", "day", required=True, hint="ngày/tháng/năm"),
    Field("issuer", "Cơ quan ban hành", most=200),
)
_PLACES = {"no_number": "number", "decided_later": "decided_on", "revoked_before_given": "decided_on"}


@page(rule=roles(Role.UNIT_HEAD), methods=("GET", "POST"))
def revoke(request: PageRequest, kind: str, row_id: int) -> HttpResponse:
    found = fact_to_change(FactKind.HONOUR, row_id) if kind == FactKind.HONOUR.value else None
    if found is None:
        raise Http404("Không có bản ghi này.")
    require_writer(request, found.organisation_id)
    person_id = found.subject.person_id
    back = reverse("unit-record") if person_id is None else reverse("person", args=[person_id])
    typed = typed_of(_FIELDS, request.POST)
    faults: dict[str, str] = {}
    if request.method == "POST":
        values, faults = read(_FIELDS, typed)
        if not faults:
            decision = RevokingDecision(values["number"], values["decided_on"], values.get("issuer", ""))
            try:
                revoke_honour(
                    actor=request.visit.actor, at=request.visit.at, row_id=row_id, ground=values["ground"],
                    decision=decision,
                )  # fmt: skip
            except Refused as refused:
                faults = {_PLACES.get(refused.verdict.code, "ground"): refused.verdict.sentence}
            else:
                return HttpResponseRedirect(f"{back}?da-ghi")
    context = {
        "what": said(found.content),
        "boxes": boxes(_FIELDS, typed, faults),
        "problems": problems_of(_FIELDS, faults),
        "back": back,
    }
    return render(request, "records/revoke.html", context, status=400 if faults else 200)
