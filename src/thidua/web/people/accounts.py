"""Accounts: the administrator makes them and sets a new password; roles are given by those who hold the right."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.accounts.actions import create_user, set_password
from thidua.accounts.queries import find_user
from thidua.core.phases import local_date
from thidua.core.verdict import Refused
from thidua.organisations.queries import all_accounts
from thidua.web.access import page
from thidua.web.access_rules import administrators
from thidua.web.visit import PageRequest


@page(rule=administrators, methods=("GET", "POST"))
def accounts(request: PageRequest) -> HttpResponse:
    """The list, a form for a new account, a form for a new password."""
    visit = request.visit
    problems: list[tuple[str, str]] = []
    resets = request.POST.get("viec") == "mat-khau"
    typed = {name: "" if resets else request.POST.get(name, "") for name in ("username", "full_name", "email")}
    reset_name = request.POST.get("username", "") if resets else ""
    if request.method == "POST":
        try:
            if resets:
                user = find_user(reset_name)
                if user is None:
                    problems.append(("ten-doi", f"Không có tài khoản “{reset_name}”."))
                else:
                    set_password(
                        actor=visit.actor, at=visit.at, user_id=user.pk, password=request.POST.get("password", "")
                    )
            else:
                create_user(actor=visit.actor, at=visit.at, password=request.POST.get("password", ""), **typed)
        except Refused as refused:
            problems.append(("", refused.verdict.sentence))
        if not problems:
            return HttpResponseRedirect(f"{reverse('accounts')}?xong")
    context = {
        "people": all_accounts(on=local_date(visit.at)),
        "problems": problems,
        "typed": typed,
        "reset_name": reset_name,
        "done": "xong" in request.GET,
    }
    return render(request, "people/accounts.html", context)
