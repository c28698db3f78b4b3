from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from thidua.config.throttle import client_address

pytestmark = pytest.mark.django_db


def attempt(username: str, address: str) -> HttpRequest:
    """One wrong password; the request carries `axes_locked_out` from the moment sign-in pauses."""
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    authenticate(request, username=username, password="wrong")
    return request


def is_locked(username: str, address: str) -> bool:
    return bool(getattr(attempt(username, address), "axes_locked_out", False))


def test_one_account_from_one_address_is_locked_after_five_failures() -> None:
    for _ in range(5):
        attempt("hanam", "192.0.2.1")

    assert is_locked("hanam", "192.0.2.1")


def test_an_account_s_name_written_otherwise_has_no_count_of_its_own() -> None:
    for name in ("hanam", "HANAM", " hanam ", "HaNam", "ｈａｎａｍ"):
        attempt(name, "192.0.2.1")

    assert is_locked("hanam", "192.0.2.1")


def test_a_neighbour_behind_the_same_address_may_still_try() -> None:
    for _ in range(5):
        attempt("hanam", "192.0.2.1")

    assert not is_locked("namdinh", "192.0.2.1")


def test_the_account_s_owner_elsewhere_may_still_try() -> None:
    for _ in range(5):
        attempt("hanam", "192.0.2.1")

    assert not is_locked("hanam", "192.0.2.2")


def test_an_address_is_locked_after_fifty_failures_on_many_accounts() -> None:
    for number in range(50):
        attempt(f"user{number}", "192.0.2.1")

    assert is_locked("another", "192.0.2.1")


def test_forwarded_addresses_are_not_believed_without_a_proxy_of_ours() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7")

    assert client_address(request) == "192.0.2.1"


@override_settings(THIDUA_PROXIES=1)
def test_behind_one_proxy_the_client_is_the_last_address_it_wrote() -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.2", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7")

    assert client_address(request) == "198.51.100.7"
