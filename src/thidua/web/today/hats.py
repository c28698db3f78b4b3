"""Choosing the hat to work with, and changing one's own password."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.accounts.actions import set_password
from thidua.core.verdict import Refused
from thidua.web.access import page
from thidua.web.access_rules import signed_in
from thidua.web.password_again import own_password
from thidua.web.visit import PageRequest


@page(rule=signed_in, methods=("GET", "POST"))
def hats(request: PageRequest) -> HttpResponse:
    """One person may hold several roles and works under one at a time."""
    if request.method == "POST":
        chosen = request.POST.get("hat", "")
        if chosen in {hat.hat for hat in request.visit.hats}:
            request.session["hat"] = chosen
        wanted = request.POST.get("tiep") or reverse("home")
        if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
            wanted = reverse("home")
        return HttpResponseRedirect(wanted)
    return render(request, "today/hats.html", {"hats": request.visit.hats})


@page(rule=signed_in, methods=("GET", "POST"))
def password(request: PageRequest) -> HttpResponse:
    """The present password, and the new one twice."""
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        user_id = request.visit.user_id or 0
        new = request.POST.get("new_password", "")
        typed = own_password(request, request.POST.get("password", ""))
        if not typed:
            told = typed.sentence if typed.code == "locked" else "Mật khẩu hiện tại không đúng."
            problems.append(("mat-khau-cu", told))
        elif new != request.POST.get("new_password_again", ""):
            problems.append(("mat-khau-lai", "Hai lần nhập mật khẩu mới không giống nhau."))
        else:
            try:
                user = set_password(actor=request.visit.actor, at=request.visit.at, user_id=user_id, password=new)
            except Refused as refused:
                problems.append(("mat-khau-moi", refused.verdict.sentence))
            else:
                update_session_auth_hash(request, user)
                return render(request, "today/password.html", {"problems": [], "done": True})
    return render(request, "today/password.html", {"problems": problems, "done": False})
