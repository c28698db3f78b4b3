"""What a user name and a password must be."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from thidua.core.verdict import YES, Verdict, no
from thidua.core.vn import nfc

NAME_LENGTH = 120
EMAIL_LENGTH = 254
_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,63}")


def acceptable_username(username: str) -> Verdict:
    if _USERNAME.fullmatch(username):
        return YES
    return no(
        "bad_username",
        "Tên đăng nhập gồm 2 đến 64 ký tự: chữ cái không dấu, chữ số, dấu chấm, gạch ngang hoặc gạch dưới.",
    )


def acceptable_name(full_name: str) -> Verdict:
    if not full_name:
        return no("no_name", "Hãy nhập họ và tên.")
    if len(full_name) > NAME_LENGTH:
        return no("long_name", f"Họ và tên dài quá {NAME_LENGTH} ký tự.")
    return YES


def acceptable_email(email: str) -> Verdict:
    """An address, or none at all."""
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return no("bad_email", f"“{email}” không phải là địa chỉ thư điện tử.")
    if len(email) > EMAIL_LENGTH:
        return no("bad_email", f"Địa chỉ thư điện tử dài quá {EMAIL_LENGTH} ký tự.")
    return YES


def acceptable_password(password: str, *, username: str) -> Verdict:
    """Length and commonness as the settings say."""
    try:
        validate_password(password)
    except ValidationError as error:
        return no("weak_password", " ".join(error.messages))
    if username and username in nfc(password).lower():
        return no("weak_password", "Mật khẩu không được chứa tên đăng nhập.")
    return YES
