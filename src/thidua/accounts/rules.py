"""What a user name and a password must be."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from thidua.core.verdict import YES, Verdict, no

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


def acceptable_username(username: str) -> Verdict:
    if _USERNAME.fullmatch(username):
        return YES
    return no(
        "bad_username",
        "Tên đăng nhập gồm 2 đến 64 ký tự: chữ cái không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.",
    )


def acceptable_password(password: str, *, username: str) -> Verdict:
    """Length and commonness as the settings say."""
    try:
        validate_password(password)
    except ValidationError as error:
        return no("weak_password", " ".join(error.messages))
    if username and username in password.lower():
        return no("weak_password", "Mật khẩu không được chứa tên đăng nhập.")
    return YES
