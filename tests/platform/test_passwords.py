from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from thidua.accounts.models import User


@pytest.mark.parametrize(
    ("password", "sentences"),
    [
        ("ngan-qua1", ["Mật khẩu phải có ít nhất 10 ký tự."]),
        ("1234567890", ["Mật khẩu này quá phổ biến, dễ bị đoán ra.", "Mật khẩu không được chỉ gồm chữ số."]),
        ("nguyenvanmau1", ["Mật khẩu quá giống thông tin của người dùng (tên đăng nhập)."]),
    ],
)
def test_a_weak_password_is_refused_in_vietnamese(password: str, sentences: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(username="nguyenvanmau"))

    assert refused.value.messages == sentences


def test_every_rule_says_itself_in_vietnamese() -> None:
    assert [text for text in password_validators_help_texts() if text.isascii()] == []
