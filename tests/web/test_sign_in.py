"""Signing in and out: by name or address, to the page asked for and nowhere else; a pause after five errors."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from council.season import LONG_AGO, PASSWORD, PLEDGING, Season, founded
from thidua.accounts.actions import create_user
from thidua.accounts.models import User
from thidua.audit.models import TECHNICAL
from thidua.audit.queries import entries_of
from thidua.installation.actions import create_installation
from thidua.installation.clock import real_now
from thidua.installation.demonstration import DEMO_PASSWORD
from thidua.organisations.actions import give_grant
from thidua.organisations.actor import system_actor
from thidua.organisations.enums import Role
from web.season_pages import text_of

pytestmark = pytest.mark.django_db

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."
OTHERS = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def user() -> User:
    """An administrator of an ordinary database."""
    create_installation(is_demo=False)
    setup, at = system_actor("cli:init"), real_now()
    user = create_user(
        actor=setup, at=at, username="quantri", full_name="Trần Thị Quản", password=PASSWORD, email="qt@truong.vn"
    )
    give_grant(actor=setup, at=at, user_id=user.pk, role=Role.ADMIN, decision="Khởi tạo", since=LONG_AGO)
    return user


def sign_in(client: Client, username: str = "quantri", password: str = PASSWORD, **more: str):
    return client.post("/dang-nhap", {"username": username, "password": password, **more})


@pytest.mark.parametrize("typed", ["quantri", "QUANTRI", "quảntrị", "qt@truong.vn", "QT@Truong.vn"])
def test_a_name_or_an_address_opens_the_first_page(client: Client, user: User, typed: str) -> None:
    answer = sign_in(client, typed)

    assert (answer.status_code, answer["Location"]) == (302, "/")
    page = client.get("/")
    assert page.status_code == 200
    assert "Quản trị hệ thống" in text_of(page)


@pytest.mark.parametrize(
    ("username", "password"), [("quantri", "sai"), ("khong.co", PASSWORD), ("", ""), ("quantri", "")]
)
def test_anything_else_is_refused_in_the_same_words(client: Client, user: User, username: str, password: str) -> None:
    answer = sign_in(client, username, password)

    assert answer.status_code == 200
    assert WRONG in text_of(answer)
    assert "<title>Lỗi: Đăng nhập" in answer.content.decode()
    assert f'value="{username}"' in answer.content.decode()
    assert PASSWORD not in answer.content.decode()
    assert client.get("/").status_code == 302


def test_a_closed_account_is_refused_in_the_same_words(client: Client, user: User) -> None:
    User.objects.update(is_active=False)

    assert WRONG in text_of(sign_in(client))


def test_an_account_closed_while_signed_in_is_out(client: Client, user: User) -> None:
    sign_in(client)
    User.objects.update(is_active=False)

    assert client.get("/")["Location"] == "/dang-nhap?tiep=%2F"


def test_the_visitor_goes_where_it_wanted_to_go(client: Client, user: User) -> None:
    asked = client.get("/quan-tri/tai-khoan?xong")
    assert asked["Location"] == "/dang-nhap?tiep=%2Fquan-tri%2Ftai-khoan%3Fxong"
    form = client.get(asked["Location"]).content.decode()
    assert 'name="tiep" value="/quan-tri/tai-khoan?xong"' in form

    assert sign_in(client, tiep="/quan-tri/tai-khoan?xong")["Location"] == "/quan-tri/tai-khoan?xong"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://la.example/",
        "//la.example",
        "/\\la.example",
        "javascript:alert(1)",
        "http:///la.example",
        "\thttps://la",
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, user: User, elsewhere: str) -> None:
    assert 'name="tiep" value="/"' in client.get("/dang-nhap", {"tiep": elsewhere}).content.decode()
    assert sign_in(client, tiep=elsewhere)["Location"] == "/"
    assert client.post("/doi-vai", {"hat": "", "tiep": elsewhere})["Location"] == "/"


def test_five_wrong_passwords_pause_sign_in_with_a_sentence(client: Client, user: User) -> None:
    answers = [sign_in(client, password="sai") for _ in range(5)]

    assert [answer.status_code for answer in answers[:4]] == [200] * 4
    assert answers[4].status_code == 429
    right = sign_in(client)
    assert right.status_code == 429
    assert "Đã nhập sai nhiều lần nên tạm khóa 15 phút. Hãy thử lại sau." in text_of(right)
    assert '<html lang="vi">' in right.content.decode()
    assert client.get("/").status_code == 302


def test_the_pause_is_one_however_the_name_is_spelt(client: Client, user: User) -> None:
    for name in ("quantri", "Quantri", "quàntri", "quảntri", "quântri"):
        sign_in(client, name, "sai")

    assert sign_in(client).status_code == 429


def test_the_owner_at_another_address_is_not_kept_out(client: Client, user: User) -> None:
    for _ in range(5):
        sign_in(client, password="sai")

    assert sign_in(Client(REMOTE_ADDR="192.0.2.9")).status_code == 302


def test_a_session_key_put_there_by_somebody_else_is_not_taken(client: Client, user: User) -> None:
    client.cookies["thidua"] = "a" * 32

    sign_in(client)

    assert client.cookies["thidua"].value != "a" * 32


def test_signing_out_ends_the_session_here(client: Client, user: User) -> None:
    sign_in(client)

    assert client.post("/dang-xuat")["Location"] == "/dang-nhap"

    assert client.get("/").status_code == 302
    assert Session.objects.count() == 0
    assert client.cookies["thidua-seen"].value == ""
    assert [line.label for line in entries_of(TECHNICAL, user_id=user.pk)] == ["Đăng xuất", "Đăng nhập"]


def test_a_link_does_not_sign_out(client: Client, user: User) -> None:
    sign_in(client)

    assert client.get("/dang-xuat").status_code == 405
    assert client.get("/").status_code == 200


def test_sessions_and_cookies_are_the_browser_s_alone(client: Client, user: User) -> None:
    sign_in(client)

    for name in ("thidua", "thidua-seen"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


def test_an_ordinary_database_shows_no_accounts(client: Client, user: User) -> None:
    page = client.get("/dang-nhap").content.decode()

    assert "Tài khoản trình diễn" not in page
    assert DEMO_PASSWORD not in page
    assert "SỐ LIỆU GIẢ ĐỊNH" not in page


def test_a_demonstration_shows_one_account_a_role_and_its_mark(client: Client) -> None:
    founded(PLEDGING)

    page = text_of(client.get("/dang-nhap"))

    assert "Tài khoản trình diễn" in page
    assert DEMO_PASSWORD in page
    assert "daumoi.mau07" in page
    assert page.count("SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật") == 1


class TestPassword:
    """Changing one's own password."""

    NEW = "mot mat khau moi hon"

    def change(self, client: Client, old: str = PASSWORD, new: str = NEW, again: str = NEW):
        return client.post("/mat-khau", {"password": old, "new_password": new, "new_password_again": again})

    def test_this_session_stays_and_the_others_end(self, client: Client, user: User) -> None:
        elsewhere = Client()
        sign_in(client)
        sign_in(elsewhere)

        answer = self.change(client)

        assert "Đã đổi mật khẩu. Các phiên làm việc khác của bạn đã đóng." in text_of(answer)
        assert client.get("/").status_code == 200
        assert elsewhere.get("/").status_code == 302
        assert sign_in(Client(), password=self.NEW).status_code == 302

    @pytest.mark.parametrize(
        ("words", "sentence"),
        [
            ({"old": "sai"}, "Mật khẩu hiện tại không đúng."),
            ({"again": "khac han the"}, "Hai lần nhập mật khẩu mới không giống nhau."),
            ({"new": "ngan", "again": "ngan"}, "Mật khẩu phải có ít nhất 10 ký tự."),
        ],
    )
    def test_a_change_that_does_not_hold_changes_nothing(
        self, client: Client, user: User, words: dict[str, str], sentence: str
    ) -> None:
        sign_in(client)

        answer = self.change(client, **words)

        assert sentence in text_of(answer)
        assert "<title>Lỗi: Đổi mật khẩu" in answer.content.decode()
        assert sign_in(Client()).status_code == 302

    def test_an_administrator_s_reset_ends_every_session(self, client: Client, user: User) -> None:
        Season(system_actor("cli:test"), size=2).set_up()
        head = Client()
        assert sign_in(head, "truong01.cum-thu").status_code == 302
        sign_in(client)

        client.post(
            "/quan-tri/tai-khoan",
            {"viec": "mat-khau", "username": "truong01.cum-thu", "password": self.NEW},
            **OTHERS,
        )

        assert head.get("/").status_code == 302
        assert sign_in(head, "truong01.cum-thu", self.NEW).status_code == 302
