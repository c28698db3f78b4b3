"""The pages of what goes wrong: each in Vietnamese, with its reason and the next step, and nothing of the inside."""

from __future__ import annotations

import re
import sys

import pytest
import structlog
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from council.season import PLEDGING, Season, founded
from thidua.organisations.enums import Role
from thidua.web.access import page
from thidua.web.access_rules import anyone
from web.season_pages import YEAR, text_of, wearing

pytestmark = pytest.mark.django_db

INSIDE = ("Traceback", "site-packages", "Exception", "OperationalError", "SELECT ", "django")


@page(rule=anyone)
def without_database(_request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


@page(rule=anyone)
def broken(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError("bí mật bên trong")


urlpatterns = [
    path("mat-lien-lac", without_database, name="without-database"),
    path("hong", broken, name="broken"),
    path("", include("thidua.config.urls")),
]
handler400 = "thidua.web.errors.pages.bad_request"
handler403 = "thidua.web.errors.pages.permission_denied"
handler404 = "thidua.web.errors.pages.not_found"
handler500 = "thidua.config.errors.server_error"


@pytest.fixture
def editor() -> Client:
    season = Season(founded(PLEDGING), size=2).set_up().launched()
    client = wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)
    client.raise_request_exception = False
    return client


def in_vietnamese(answer: object, status: int, title: str, *sentences: str) -> str:
    """The page's text, after what every error page promises has been asked for."""
    body = answer.content.decode()  # type: ignore[attr-defined]
    text = text_of(answer)
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert '<html lang="vi">' in body
    assert f"<title>{title} – Thi Đua</title>" in body
    assert len(re.findall(r"<h1\b", body)) == 1
    for sentence in sentences:
        assert sentence in text
    for inside in INSIDE:
        assert inside not in body
    assert "!" not in text
    return text


def test_400_a_character_that_no_keyboard_types(editor: Client) -> None:
    """PostgreSQL stores no NUL: nothing that holds one gets as far as the database."""
    for answer in (
        editor.get("/xac-minh", {"ma": "a\x00b"}),
        editor.post(f"{YEAR}/chi-tieu", {"chi-tieu-I.1": "4\x00"}),
        editor.post("/dang-nhap", {"username": "a\x00", "password": "b"}),
    ):
        in_vietnamese(answer, 400, "Yêu cầu không đọc được", "nên chưa có gì bị thay đổi.", "Mã sự việc")


@pytest.mark.parametrize("field", ["ma", "tiep", "truoc"])
def test_400_in_the_address(editor: Client, field: str) -> None:
    in_vietnamese(editor.get("/tro-giup", {field: "\x00"}), 400, "Yêu cầu không đọc được")


def test_400_too_many_fields(editor: Client) -> None:
    answer = editor.post(f"{YEAR}/chi-tieu", {f"o{number}": "1" for number in range(4001)})

    in_vietnamese(answer, 400, "Yêu cầu không đọc được")


def test_403_with_the_rule_s_sentence(editor: Client) -> None:
    in_vietnamese(
        editor.get("/quan-tri/tai-khoan"), 403, "Không thực hiện được", "Việc này do quản trị hệ thống thực hiện.",
        "Chưa có gì bị thay đổi.", "Mã sự việc",
    )  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/khong-co", "/cum/khong-co/2021", "/cum/cum-thu/1999", "/cum/cum-thu/999999999999"]
)
def test_404(editor: Client, address: str) -> None:
    in_vietnamese(
        editor.get(address), 404, "Không có trang này", "Địa chỉ sai, hoặc vai bạn đang dùng không xem được trang này."
    )


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("get", "/dang-xuat", "POST"),
        ("get", "/trinh-dien/dong-ho", "POST"),
        ("get", f"{YEAR}/tieu-chi/nap", "POST"),
        ("get", f"{YEAR}/van-ban/phat-hanh/giao-uoc", "POST"),
        ("post", "/", "GET"),
        ("post", f"{YEAR}/giao-uoc/trinh-chieu", "GET"),
        ("put", "/doi-vai", "GET, POST"),
        ("delete", f"{YEAR}/giao-uoc", "GET, POST"),
    ],
)
def test_405(editor: Client, method: str, address: str, allowed: str) -> None:
    answer = getattr(editor, method)(address)

    in_vietnamese(answer, 405, "Không mở được địa chỉ này", "Chưa có gì bị thay đổi.", "về Việc của tôi")
    assert answer["Allow"] == allowed


def test_409_shows_both_versions_in_a_table(editor: Client) -> None:
    typed = {"chi-tieu-I.1": "40", "lan-I.1": "0"}
    editor.post(f"{YEAR}/chi-tieu", typed)

    answer = editor.post(f"{YEAR}/chi-tieu", {**typed, "chi-tieu-I.1": "41"})

    in_vietnamese(
        answer,
        409,
        "Nội dung đã thay đổi",
        "I.1 41 40",
        "Mở lại trang với bản đang lưu",
        "Bản của bạn còn trên trang này",
    )


def test_413(editor: Client) -> None:
    answer = editor.generic("POST", f"{YEAR}/tieu-chi/nap", b"", CONTENT_LENGTH=str(25 * 1024 * 1024 + 1))

    in_vietnamese(answer, 413, "Tệp quá lớn", "Tệp gửi lên vượt quá 20 MB. Hãy giảm dung lượng tệp rồi gửi lại.")


def test_429(editor: Client) -> None:
    for _ in range(5):
        answer = editor.post("/dang-nhap", {"username": "truong01.cum-thu", "password": "sai"})

    in_vietnamese(answer, 429, "Lỗi: Đăng nhập", "Đã nhập sai nhiều lần nên tạm khóa 15 phút. Hãy thử lại sau.")


@override_settings(ROOT_URLCONF=sys.modules[__name__])
def test_500_names_the_incident_and_nothing_else(editor: Client) -> None:
    answer = editor.get("/hong")

    text = in_vietnamese(answer, 500, "Máy chủ gặp lỗi", "Lỗi thuộc về phần mềm, không phải do bạn.")
    assert answer["X-Request-ID"] in text
    assert "bí mật" not in text


@override_settings(ROOT_URLCONF=sys.modules[__name__])
def test_503_asks_for_half_a_minute_and_is_logged(editor: Client) -> None:
    with structlog.testing.capture_logs() as lines:
        answer = editor.get("/mat-lien-lac")

    text = in_vietnamese(
        answer, 503, "Hệ thống đang bận", "Cơ sở dữ liệu chưa trả lời", "Yêu cầu của bạn chưa được thực hiện."
    )
    assert answer["Retry-After"] == "30"
    assert answer["X-Request-ID"] in text
    assert [(line["event"], line["log_level"]) for line in lines] == [("database_unavailable", "error")]


@override_settings(ROOT_URLCONF=sys.modules[__name__])
@pytest.mark.parametrize(
    "address", ["/", f"{YEAR}/giao-uoc", "/khong-co", "/dang-xuat", "/hong", "/mat-lien-lac", "/dang-nhap"]
)
def test_every_answer_has_the_strict_policy_and_asks_no_other_site(editor: Client, address: str) -> None:
    answer = editor.get(address)

    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    body = answer.content.decode()
    assert re.findall(r'(?:src|href|action|poster|data)="((?:[a-z]+:)?//[^"]*)"', body) == []
    assert re.findall(r"<(?:script|style)\b(?![^>]* src=)", body) == []
    assert re.findall(r' (?:style|on[a-z]+)="', body) == []


@pytest.mark.parametrize("address", ["/", f"{YEAR}/giao-uoc", "/mat-khau"])
def test_pages_of_people_are_kept_by_no_cache(editor: Client, address: str) -> None:
    assert "no-store" in editor.get(address)["Cache-Control"]


def test_a_view_without_the_middleware_still_answers() -> None:
    """What a health check or a test gives: no session, no code of the request."""
    request = RequestFactory().get("/mat-lien-lac")
    request.user = type("Nobody", (), {"is_authenticated": False})()

    assert without_database(request).status_code == 503
