"""Typing one's own password again: counted and paused like signing in, so that it cannot be guessed at an open desk."""

from __future__ import annotations

from django.contrib.auth import authenticate

from thidua.core.verdict import YES, Verdict, no
from thidua.web.visit import PageRequest


def own_password(request: PageRequest, password: str) -> Verdict:
    """Whether the visitor typed their own password; a wrong one counts towards the pause of this account."""
    user = authenticate(request, username=request.user.get_username(), password=password)
    if getattr(request, "axes_locked_out", False):
        return no("locked", "Đã nhập sai mật khẩu nhiều lần nên tạm khóa 15 phút. Hãy thử lại sau.")
    if user is None or user.pk != request.visit.user_id:
        return no("wrong_password", "Mật khẩu không đúng. Hãy nhập mật khẩu bạn dùng để đăng nhập.")
    return YES
