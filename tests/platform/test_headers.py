from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings

from thidua.config.headers import SecurityHeaders
from thidua.config.uploads import SENTENCE, BodyLimit

pytestmark = pytest.mark.django_db


def test_every_answer_carries_the_security_headers(client: Client) -> None:
    headers = client.get("/suc-khoe").headers

    policy = headers["Content-Security-Policy"].split("; ")
    assert policy[0] == "default-src 'none'"
    assert "script-src 'self'" in policy
    assert not [part for part in policy if "unsafe" in part or "*" in part]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_a_view_may_set_a_policy_of_its_own() -> None:
    def view(_request: object) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})

    response = SecurityHeaders(view)(RequestFactory().get("/"))

    assert response.headers["Content-Security-Policy"] == "default-src 'self'"


@override_settings(ALLOWED_HOSTS=["thidua.example"])
def test_a_foreign_host_name_is_refused(client: Client) -> None:
    assert client.get("/khong-co", headers={"host": "other.example"}).status_code == 400


@pytest.mark.parametrize("length", [str(25 * 1024 * 1024 + 1), "-1", "many"])
def test_a_body_too_large_is_refused_before_it_is_read(length: str) -> None:
    def view(_request: object) -> HttpResponse:
        raise AssertionError

    response = BodyLimit(view)(RequestFactory().post("/", CONTENT_LENGTH=length))

    assert response.status_code == 413
    assert SENTENCE in response.content.decode()


def test_a_body_of_the_largest_size_goes_on() -> None:
    request = RequestFactory().post("/", CONTENT_LENGTH=str(25 * 1024 * 1024))

    assert BodyLimit(lambda _: HttpResponse("ok"))(request).content == b"ok"
