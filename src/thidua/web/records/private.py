"""The data that only some awards need: identity number (sealed), Party membership, the person's own account."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse

from thidua.accounts.queries import find_user
from thidua.core.verdict import Refused, Verdict, no
from thidua.records.actions.people import link_account
from thidua.records.actions.private import reveal_identity, set_identity, set_party_membership
from thidua.records.awards import awards
from thidua.records.queries.pages import person_page
from thidua.records.rules.access import ERASED
from thidua.records.values import PersonPage
from thidua.web.access import page
from thidua.web.fields import DAY_HINT, Field, TypedForm
from thidua.web.records.readers import officers, require_readable, require_writer
from thidua.web.visit import PageRequest

_NUMBER = Field("so", "Số định danh", "digits", required=True, most=20, hint="12 chữ số (chứng minh cũ: 9 chữ số).")
_WHY = Field("ly_do", "Lý do cần xem cả số", required=True, most=500, hint="Ghi vào nhật ký; không ghi họ tên.")
_SINCE = Field("ngay", "Ngày vào Đảng", "day", required=True, hint=DAY_HINT)
_ACCOUNT = Field(
    "tai_khoan", "Tên đăng nhập", "account", required=True, most=64,
    hint="Gắn rồi, người này tự xem được hồ sơ của mình.",
)  # fmt: skip
_PLACES = {
    "so": {"bad_identity": "so"},
    "xem": {"no_reason": "ly_do", "reason_too_long": "ly_do", "names_person": "ly_do"},
    "dang": {"bad_day": "ngay", "no_purpose": "de_lam_gi"},
    "tai-khoan": {"not_of_unit": "tai_khoan", "account_taken": "tai_khoan"},
    "xoa-so": {}, "xoa-dang": {}, "go-tai-khoan": {},
}  # fmt: skip
"""The acts of the page, each with the boxes of its refusals."""


@page(rule=officers, methods=("GET", "POST"))
def private(request: PageRequest, person_id: int) -> HttpResponse:
    """Small forms, each with its own button; the number is shown only after a reason, once, and that is logged."""
    require_readable(request, person_id)
    found = person_page(person_id, request.visit.at)
    require_writer(request, found.organisation_id)
    if found.is_erased:
        raise Refused(ERASED)
    forms = _opened(found)
    act = request.POST.get("viec", "")
    general, shown = "", ""
    if request.method == "POST":
        form = _sent(forms, act, request.POST)
        if form is None:
            general = "Hãy chọn một việc cần làm."
        elif not form.faults:
            try:
                shown = _do(request, found, act, form.values)
            except Refused as refused:
                form.refuse(_alike(refused.verdict, form), _PLACES[act])
            else:
                if not shown:
                    return HttpResponseRedirect(f"{reverse('person-private', args=[person_id])}?da-ghi")
                forms["xem"] = TypedForm.empty((_WHY,))
    forms["so"].texts["so"] = ""  # the number never stands in a page that was not asked for it
    problems = [("", general)] if general else []
    for form in forms.values():
        problems += form.problems
    context = {
        "person": found,
        "shown": shown,
        "number": forms["so"].boxes,
        "why": forms["xem"].boxes,
        "party": forms["dang"].boxes,
        "account": forms["tai-khoan"].boxes,
        "problems": problems,
        "saved": request.method == "GET" and "da-ghi" in request.GET,
    }
    return render(request, "records/private.html", context, status=400 if problems else 200)


def _opened(found: PersonPage) -> dict[str, TypedForm]:
    """The form of each act as the page opens it."""
    choices = tuple((award.code, award.name) for award in awards().values() if "individual" in award.subjects)
    purpose = Field("de_lam_gi", "Danh hiệu, hình thức cần đến", "choice", required=True, choices=choices)
    party = {"ngay": found.party.since_date, "de_lam_gi": found.party.purpose} if found.party else {}
    nothing: tuple[Field, ...] = ()
    return {
        "so": TypedForm.empty((_NUMBER,)),
        "xem": TypedForm.empty((_WHY,)),
        "dang": TypedForm.showing((_SINCE, purpose), party),
        "tai-khoan": TypedForm.showing((_ACCOUNT,), {"tai_khoan": found.account_name or None}),
        **{act: TypedForm.empty(nothing) for act in ("xoa-so", "xoa-dang", "go-tai-khoan")},
    }


def _sent(forms: dict[str, TypedForm], act: str, data: QueryDict) -> TypedForm | None:
    """The form of the act as it was sent, put in its place; None for an act that the page does not have."""
    if act in forms:
        forms[act] = TypedForm.sent(forms[act].fields, data)
    return forms.get(act)


def _do(request: PageRequest, found: PersonPage, act: str, told: dict[str, Any]) -> str:
    """Carry the act out; the identity number where it was asked for, else ""."""
    who: dict[str, Any] = {"actor": request.visit.actor, "at": request.visit.at, "person_id": found.id}
    match act:
        case "so" | "xoa-so":
            set_identity(**who, number=told.get("so", ""))
        case "xem":
            return reveal_identity(**who, reason=told["ly_do"])
        case "dang" | "xoa-dang":
            set_party_membership(**who, since_date=told.get("ngay"), purpose=told.get("de_lam_gi", ""))
        case "tai-khoan":
            user = find_user(told["tai_khoan"])
            if user is None:
                raise Refused(no("not_of_unit", ""))
            link_account(**who, user_id=user.pk)
        case _:
            link_account(**who, user_id=None)
    return ""


def _alike(verdict: Verdict, form: TypedForm) -> Verdict:
    """An account of another unit and none at all are told in the same words."""
    if verdict.code != "not_of_unit":
        return verdict
    name = form.texts["tai_khoan"].strip()[:64]
    return no("not_of_unit", f"Đơn vị không có tài khoản “{name}”. Hãy hỏi quản trị hệ thống.")
