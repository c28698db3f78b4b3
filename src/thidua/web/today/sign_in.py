"""Signing in and out, with the form that a lost session left behind brought back."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from thidua.accounts.actions import record_sign_in, record_sign_out
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.web.access import page
from thidua.web.access_rules import anyone
from thidua.web.errors.signed_out import resume_page, unseal
from thidua.web.today.demo_accounts import demo_accounts
from thidua.web.visit import SEEN_COOKIE, PageRequest, begin_visit

_WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."


@page(rule=anyone, methods=("GET", "POST"))
def sign_in(request: PageRequest) -> HttpResponse:
    """The form; a right password starts a session and goes where the visitor wanted to go."""
    wanted = request.POST.get("tiep") or request.GET.get("tiep") or reverse("home")
    if not url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        wanted = reverse("home")
    if request.method == "GET":
        return _form(request, wanted)
    username = request.POST.get("username", "")
    user = authenticate(request, username=username, password=request.POST.get("password", ""))
    if user is None:
        locked = bool(getattr(request, "axes_locked_out", False))
        problem = "Đã nhập sai nhiều lần nên tạm khóa 15 phút. Hãy thử lại sau." if locked else _WRONG
        return _form(request, wanted, username=username, problem=problem, status=429 if locked else 200)
    previous = user.last_login
    login(request, user)
    request.session["since"] = previous.isoformat() if previous else ""
    begin_visit(request)
    record_sign_in(actor=Actor(user_id=user.pk, role=Role.ANON, hat="sign-in"), at=request.visit.at)
    if pending := request.POST.get("pending"):
        content = unseal(pending, user_id=user.pk)
        if content is not None:
            return resume_page(request, content)
    return HttpResponseRedirect(wanted)


@page(rule=anyone, methods=("POST",))
def sign_out(request: PageRequest) -> HttpResponse:
    """End the session here."""
    if request.visit.signed_in:
        record_sign_out(actor=request.visit.actor, at=request.visit.at)
    logout(request)
    response = HttpResponseRedirect(reverse("sign-in"))
    response.delete_cookie(SEEN_COOKIE, samesite="Lax")
    return response


def _form(
    request: PageRequest, wanted: str, *, username: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "next": wanted,
        "username": username,
        "problems": [("mat-khau", problem)] if problem else [],
        "pending": request.POST.get("pending", ""),
        "expired": request.visit.expired,
        "accounts": demo_accounts() if request.visit.is_demo else [],
    }
    return render(request, "today/sign_in.html", context, status=status)
