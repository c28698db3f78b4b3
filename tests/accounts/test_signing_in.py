"""The backend: by name or address, and nobody learns from the answer or its time whether an account exists."""

from __future__ import annotations

import unicodedata

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import RequestFactory

from thidua.accounts.actions import create_user
from thidua.accounts.backends import NameOrEmailBackend
from thidua.accounts.models import User
from thidua.config.throttle import counted_name
from thidua.installation.clock import real_now
from thidua.organisations.actor import system_actor

pytestmark = pytest.mark.django_db

PASSWORD = "mat khau thu nghiem"


@pytest.fixture
def user() -> User:
    return create_user(
        actor=system_actor("cli:test"), at=real_now(), username="hanam", full_name="Nguyễn Văn An",
        password=PASSWORD, email="an@truong.vn",
    )  # fmt: skip


def sign_in(username: str, password: str = PASSWORD) -> User | None:
    found = authenticate(RequestFactory().post("/"), username=username, password=password)
    assert found is None or isinstance(found, User)
    return found


@pytest.mark.parametrize("typed", ["hanam", "HANAM", " Hà Nam ".replace(" N", "n"), "an@truong.vn", "AN@Truong.vn"])
def test_a_name_or_an_address_signs_in(user: User, typed: str) -> None:
    assert sign_in(typed) == user


def test_a_password_typed_on_another_keyboard_signs_in(user: User) -> None:
    user.set_password("mật khẩu có dấu")
    user.save()

    assert sign_in("hanam", unicodedata.normalize("NFD", "mật khẩu có dấu")) == user


@pytest.mark.parametrize(
    ("typed", "password"), [("hanam", "sai"), ("hanam", ""), ("", PASSWORD), ("khong.co", PASSWORD)]
)
def test_anything_else_does_not(user: User, typed: str, password: str) -> None:
    assert sign_in(typed, password) is None


def test_a_closed_account_does_not_sign_in_and_its_session_ends(user: User) -> None:
    User.objects.update(is_active=False)

    assert sign_in("hanam") is None
    assert NameOrEmailBackend().get_user(user.pk) is None


@pytest.mark.parametrize("who", ["nobody", "closed", "wrong"])
def test_a_password_is_hashed_whoever_asks(user: User, who: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes the time is done once, whether the account exists, is closed, or the password is wrong."""
    hashed: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    if who == "closed":
        User.objects.update(is_active=False)

    assert sign_in("khong.co" if who == "nobody" else "hanam", "sai" if who == "wrong" else PASSWORD) is None
    assert len(hashed) == 1


@pytest.mark.parametrize("typed", ["HANAM", " hanam", "hànam", "ｈａｎａｍ", unicodedata.normalize("NFD", "hạnãm")])
def test_wrong_passwords_are_counted_for_the_account_and_not_for_its_spelling(typed: str) -> None:
    """Otherwise each accent would give a guesser five more tries."""
    assert counted_name(RequestFactory().post("/"), {"username": typed}) == "hanam"
