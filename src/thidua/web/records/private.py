"""The data that only some awards need: identity number (sealed), Party membership, the person's own account."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.accounts.queries import find_user
from thidua.core.verdict import Refused, no
from thidua.core.vn import date_text, parse_date
from thidua.records.actions.people import link_account
from thidua.records.actions.private import reveal_identity, set_identity, set_party_membership
from thidua.records.awards import awards
from thidua.records.queries.pages import person_page
from thidua.records.values import PersonPage
from thidua.web.access import page
from thidua.web.records.readers import officers, require_readable, require_writer
from thidua.web.visit import PageRequest

_BOXES = {"so": "so", "xem": "ly-do", "dang": "ngay", "tai-khoan": "tai-khoan"}
"""The box of each act that a refusal is shown at."""


@page(rule=officers, methods=("GET", "POST"))
def private(request: PageRequest, person_id: int) -> HttpResponse:
    """Four small forms; a number is shown only after a reason, once, and that is logged."""
    require_readable(request, person_id)
    found = person_page(person_id, request.visit.at)
    require_writer(request, found.organisation_id)
    act = request.POST.get("viec", "")
    problems: list[tuple[str, str]] = []
    shown = ""
    if request.method == "POST":
        try:
            shown = _do(request, found, act)
        except Refused as refused:
            problems = [(_BOXES.get(act, ""), refused.verdict.sentence)]
        except ValueError as error:
            problems = [(_BOXES.get(act, ""), str(error))]
        else:
            if not shown:
                return HttpResponseRedirect(f"{reverse('person-private', args=[person_id])}?da-ghi")
    context = {
        "person": found,
        "shown": shown,
        "awards": [(award.code, award.name) for award in awards().values() if "individual" in award.subjects],
        "party_day": date_text(found.party.since_date) if found.party else "",
        "typed": {name: request.POST.get(name, "") for name in ("ly_do", "ngay", "de_lam_gi", "tai_khoan")},
        "act": act,
        "problems": problems,
        "saved": "da-ghi" in request.GET,
    }
    return render(request, "records/private.html", context, status=400 if problems else 200)


def _do(request: PageRequest, found: PersonPage, act: str) -> str:
    """Carry the act out; the identity number where it was asked for, else ""."""
    actor, at = request.visit.actor, request.visit.at
    if act == "so":
        set_identity(actor=actor, at=at, person_id=found.id, number=request.POST.get("so", ""))
    elif act == "xem":
        return reveal_identity(actor=actor, at=at, person_id=found.id, reason=request.POST.get("ly_do", ""))
    elif act == "dang":
        day = request.POST.get("ngay", "").strip()
        set_party_membership(
            actor=actor, at=at, person_id=found.id, since_date=parse_date(day) if day else None,
            purpose=request.POST.get("de_lam_gi", ""),
        )  # fmt: skip
    elif act == "tai-khoan":
        name = request.POST.get("tai_khoan", "").strip()
        user = find_user(name)
        if name and user is None:
            raise Refused(no("unknown_user", f"Không có tài khoản “{name[:64]}”. Hãy hỏi quản trị hệ thống."))
        link_account(actor=actor, at=at, person_id=found.id, user_id=user.pk if user else None)
    else:
        raise Refused(no("no_act", "Hãy chọn một việc cần làm."))
    return ""
