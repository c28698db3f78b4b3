"""A page asked for, or a form sent, by somebody who is not signed in (any more). Nothing typed is lost.

The fields of a form travel signed through the sign-in page and come back for one more press of the button.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.web.visit import last_user, visit_of

_SALT = "thidua.pending"
_SECRET_FIELDS = frozenset({"csrfmiddlewaretoken", "password", "new_password", "new_password_again"})
_DAY = 24 * 60 * 60


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page; a POST keeps its fields, an autosave is told in JSON to try again."""
    address = reverse("sign-in")
    if request.headers.get("X-Autosave"):
        sentence = "Phiên làm việc đã hết. Đăng nhập lại ở thẻ khác rồi quay lại đây; nội dung vẫn còn trong trang."
        return JsonResponse({"sentence": sentence, "sign_in": address}, status=401)
    if request.method == "POST":
        context = {
            "pending": seal(request),
            "expired": True,
            "next": request.path,
            "username": "",
            "problems": [],
            "accounts": [],
        }
        return render(request, "today/sign_in.html", context, status=401)
    query = urlencode({"tiep": request.get_full_path()})
    return HttpResponseRedirect(f"{address}?{query}")


def seal(request: HttpRequest) -> str:
    """The form as sent, signed, without its secrets."""
    fields = [[name, request.POST.getlist(name)] for name in request.POST if name not in _SECRET_FIELDS]
    content = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": _file_names(request),
        "user": visit_of(request).user_id or last_user(request),
    }
    return signing.dumps(content, salt=_SALT, compress=True)


def _file_names(request: HttpRequest) -> list[str]:
    """The names of the files sent: they cannot be kept, so they are named."""
    return [upload.name or "" for field in request.FILES for upload in request.FILES.getlist(field)]


def unseal(pending: str, *, user_id: int) -> dict[str, Any] | None:
    """The form of a pending text, or None when it was changed, is a day old or belongs to another account."""
    try:
        content: dict[str, Any] = signing.loads(pending, salt=_SALT, max_age=_DAY)
    except signing.BadSignature:
        return None
    return content if content["user"] in (None, user_id) else None


def resume_page(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    """What was typed, ready to be sent again with one press."""
    visit_of(request)
    context = {
        "path": content["path"],
        "fields": [(name, value) for name, values in content["fields"] for value in values],
        "files": content["files"],
    }
    return render(request, "errors/resume.html", context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A stale form of our own (signed in again in another tab) may be sent again; a foreign one is refused."""
    if _is_our_own(request) and request.method == "POST" and not request.headers.get("X-Autosave"):
        if request.path == reverse("sign-in"):
            return _sign_in_again(request)
        fields = [[name, request.POST.getlist(name)] for name in request.POST if name not in _SECRET_FIELDS]
        names = _file_names(request)
        return resume_page(request, {"path": request.get_full_path(), "fields": fields, "files": names})
    sentence = "Biểu mẫu này đã cũ. Hãy tải lại trang rồi gửi lại."
    if request.headers.get("X-Autosave"):
        if not visit_of(request).signed_in:
            return sign_in_first(request)
        return JsonResponse({"sentence": sentence}, status=403)
    return render(request, "errors/403.html", {"sentence": sentence}, status=403)


def _is_our_own(request: HttpRequest) -> bool:
    """Whether a page of ours sent the form, by what the browser itself says (older ones say less)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def _sign_in_again(request: HttpRequest) -> HttpResponse:
    """The sign-in page stood open too long: all but the password is still there."""
    context = {
        "pending": request.POST.get("pending", ""),
        "expired": False,
        "next": request.POST.get("tiep", ""),
        "username": request.POST.get("username", ""),
        "problems": [("mat-khau", "Trang đăng nhập đã mở quá lâu. Hãy nhập lại mật khẩu.")],
        "accounts": [],
    }
    return render(request, "today/sign_in.html", context, status=403)
