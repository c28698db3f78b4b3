"""Accounts: names folded, addresses, passwords that are refused, and what the log keeps of them."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from thidua.accounts.actions import create_user, set_password
from thidua.accounts.models import User
from thidua.accounts.queries import find_user, is_own_password, names_of
from thidua.audit.models import TECHNICAL
from thidua.audit.queries import entries_of
from thidua.core.verdict import Refused
from thidua.installation.clock import real_now
from thidua.organisations.actor import system_actor

pytestmark = pytest.mark.django_db

SETUP = system_actor("cli:test")
PASSWORD = "mat khau thu nghiem"


def make(username: str = "nguyen.an", **words: Any) -> User:
    words = {"full_name": "Nguyễn Văn An", "password": PASSWORD, **words}
    return create_user(actor=SETUP, at=real_now(), username=username, **words)


def refusal(**words: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        make(**words)
    return refused.value.verdict.code, refused.value.verdict.sentence


@pytest.mark.parametrize("typed", ["Nguyễn.Ân", "  NGUYEN.AN ", "nguyen.an", unicodedata.normalize("NFD", "nguyễn.ân")])
def test_a_user_name_is_stored_folded_and_found_however_it_is_typed(typed: str) -> None:
    user = make(typed)

    assert user.username == "nguyen.an"
    for again in (typed, "Nguyễn.ân", unicodedata.normalize("NFD", "NGUYỄN.ÂN")):
        assert find_user(again) == user


def test_đ_is_folded_too() -> None:
    assert make("Đỗ.Đạt").username == "do.dat"


def test_a_name_is_stored_in_nfc_and_sorted_by_given_name() -> None:
    user = make(full_name=unicodedata.normalize("NFD", "  Trần Thị Ánh "))

    assert user.full_name == unicodedata.normalize("NFC", "Trần Thị Ánh")
    assert user.sort_key < make("b2", full_name="Bùi An Bình").sort_key


@pytest.mark.parametrize("username", ["", "a", "có dấu cách", "a/b", "-an", "x" * 65, "an\x00"])
def test_a_user_name_that_cannot_be_typed_in_an_address_is_refused(username: str) -> None:
    assert refusal(username=username)[0] == "bad_username"


def test_a_taken_user_name_is_refused_however_it_is_typed() -> None:
    make("an.nguyen")

    assert refusal(username="ÂN.NGUYỄN") == (
        "username_taken",
        "Tên đăng nhập “an.nguyen” đã có người dùng. Hãy chọn tên khác.",
    )


def test_an_address_is_used_once_whatever_its_case() -> None:
    make("mot", email="An@Truong.edu.vn")

    assert find_user("an@truong.EDU.vn") == User.objects.get()
    assert refusal(username="hai", email="AN@truong.edu.vn")[0] == "email_taken"


def test_accounts_without_an_address_are_many() -> None:
    make("mot")
    make("hai")

    assert User.objects.filter(email="").count() == 2
    assert find_user("") is None
    assert find_user("@") is None


@pytest.mark.parametrize("email", ["an", "an@", "an@@truong.vn", "a b@truong.vn", f"{'a' * 250}@truong.vn"])
def test_what_is_no_address_is_refused(email: str) -> None:
    assert refusal(email=email)[0] == "bad_email"


@pytest.mark.parametrize("full_name", ["", "   "])
def test_an_empty_name_is_refused(full_name: str) -> None:
    assert refusal(full_name=full_name) == ("no_name", "Hãy nhập họ và tên.")


def test_a_name_too_long_for_its_column_is_refused() -> None:
    assert refusal(full_name="Ậ" * 121)[0] == "long_name"
    assert len(make(full_name="Ậ" * 120).sort_key) <= 400


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("ngan", "Mật khẩu phải có ít nhất 10 ký tự."),
        ("1234567890", "Mật khẩu này quá phổ biến, dễ bị đoán ra. Mật khẩu không được chỉ gồm chữ số."),
        ("basketball", "Mật khẩu này quá phổ biến, dễ bị đoán ra."),
        ("cua NGUYEN.AN do", "Mật khẩu không được chứa tên đăng nhập."),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(password: str, sentence: str) -> None:
    assert refusal(password=password) == ("weak_password", sentence)
    assert User.objects.count() == 0


def test_a_password_is_the_same_however_its_letters_were_composed() -> None:
    user = make(password=unicodedata.normalize("NFD", "mật khẩu dài đủ"))

    assert user.check_password(unicodedata.normalize("NFC", "mật khẩu dài đủ"))
    assert is_own_password(user.pk, unicodedata.normalize("NFD", "mật khẩu dài đủ"))
    assert not is_own_password(user.pk, "mat khau dai du")


def test_a_new_password_replaces_the_old_one() -> None:
    user = make()

    set_password(actor=SETUP, at=real_now(), user_id=user.pk, password="mot mat khau moi")

    assert is_own_password(user.pk, "mot mat khau moi")
    assert not is_own_password(user.pk, PASSWORD)


def test_a_weak_new_password_leaves_the_old_one() -> None:
    user = make()

    with pytest.raises(Refused):
        set_password(actor=SETUP, at=real_now(), user_id=user.pk, password="ngan")

    assert is_own_password(user.pk, PASSWORD)


def test_the_log_keeps_who_was_made_and_no_word_about_the_person() -> None:
    user = make(email="an@truong.vn")
    set_password(actor=SETUP, at=real_now(), user_id=user.pk, password="mot mat khau moi")

    assert [(line.label, line.facts) for line in entries_of(TECHNICAL)] == [
        ("Đặt lại mật khẩu", {"user": str(user.pk)}),
        ("Tạo tài khoản", {"user": str(user.pk)}),
    ]


def test_a_closed_account_signs_nothing() -> None:
    user = make()
    User.objects.update(is_active=False)

    assert not is_own_password(user.pk, PASSWORD)


def test_names_are_read_in_one_query(django_assert_num_queries: Any) -> None:
    users = [make(f"nguoi{number}", full_name=f"Người {number}") for number in range(3)]

    with django_assert_num_queries(1):
        names = names_of([None, *(user.pk for user in users)])
    assert names == {user.pk: user.full_name for user in users}


@pytest.mark.parametrize("field", ["username", "email"])
def test_the_database_keeps_names_and_addresses_apart(field: str) -> None:
    user = make(email="an@truong.vn")
    twin = User(username="khac", email="khac@truong.vn", full_name="Khác", sort_key="", created_at=real_now())
    setattr(twin, field, getattr(user, field))

    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
