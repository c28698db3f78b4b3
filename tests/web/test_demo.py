"""The demonstration's own controls: the clock moves forward, by whoever is signed in, and only there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from council.season import LONG_AGO, PASSWORD, PLEDGING, Season, founded
from thidua.accounts.actions import create_user
from thidua.core.phases import VIETNAM
from thidua.installation.actions import create_installation
from thidua.installation.clock import now, real_now
from thidua.organisations.actions import give_grant
from thidua.organisations.actor import system_actor
from thidua.organisations.enums import Role
from web.season_pages import text_of, wearing

pytestmark = pytest.mark.django_db

CLOCK = "/trinh-dien/dong-ho"


@pytest.fixture
def browser_of_editor() -> Client:
    season = Season(founded(PLEDGING), size=2).set_up().launched()
    return wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)


def test_the_clock_moves_to_the_morning_of_a_day(browser_of_editor: Client) -> None:
    assert browser_of_editor.post(CLOCK, {"ngay": "01/10/2021"})["Location"] == "/"

    assert abs(now() - datetime(2021, 10, 1, 8, tzinfo=VIETNAM)) < timedelta(minutes=1)
    assert "Đồng hồ đang là 08:00, 01/10/2021." in text_of(browser_of_editor.get("/"))


def test_without_a_day_it_moves_an_hour(browser_of_editor: Client) -> None:
    before = now()

    browser_of_editor.post(CLOCK)

    assert timedelta(minutes=59) < now() - before < timedelta(minutes=61)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("24/03/2021", "Đồng hồ trình diễn chỉ chỉnh tiến, không chỉnh lùi."),
        ("25/03/2021", "Đồng hồ trình diễn đã ở trong ngày này rồi."),
        ("31/02/2021", "Không có ngày 31/02/2021: kiểm tra lại ngày và tháng."),
        ("31/12/9999", "Đồng hồ trình diễn chỉ chỉnh được đến hết năm 2099."),
        ("01/01/2100", "Đồng hồ trình diễn chỉ chỉnh được đến hết năm 2099."),
        ("mai", "“mai” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021."),
    ],
)
def test_a_day_that_cannot_be_gone_to_is_refused_with_its_reason(
    browser_of_editor: Client, typed: str, sentence: str
) -> None:
    before = now()

    answer = browser_of_editor.post(CLOCK, {"ngay": typed})

    assert answer.status_code == 403
    assert sentence in text_of(answer)
    assert now() - before < timedelta(minutes=1)


def test_the_next_days_of_the_year_are_offered(browser_of_editor: Client) -> None:
    page = text_of(browser_of_editor.get("/"))

    assert "Đến 01/10/2021: tự chấm điểm" in page
    assert "Đến 20/11/2021: công bố" in page
    assert "Đến 23/03/2021" not in page


def test_sessions_outlive_the_clock(browser_of_editor: Client) -> None:
    """Idle time is real time (decision 8)."""
    browser_of_editor.post(CLOCK, {"ngay": "01/10/2021"})

    assert browser_of_editor.get("/").status_code == 200


def test_every_page_says_that_its_figures_are_not_real(browser_of_editor: Client) -> None:
    for address in ("/", "/tro-giup", "/xac-minh", "/cum/cum-thu/2021", "/cum/cum-thu/2021/giao-uoc/trinh-chieu"):
        assert "SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật" in text_of(browser_of_editor.get(address))


def test_starting_again_is_said_before_it_is_done(browser_of_editor: Client) -> None:
    answer = browser_of_editor.get("/trinh-dien/lam-lai")

    if connection.vendor == "sqlite":
        assert "Mọi việc đã làm trong bản trình diễn này sẽ được thay bằng bản mới." in text_of(answer)
    else:
        assert "thidua demo --at launch trong một cơ sở dữ liệu mới" in text_of(answer)
        assert "Bắt đầu lại</button>" not in answer.content.decode()
        assert browser_of_editor.post("/trinh-dien/lam-lai").status_code == 403


@pytest.mark.parametrize("address", [CLOCK, "/trinh-dien/lam-lai"])
def test_an_ordinary_database_has_neither(client: Client, address: str) -> None:
    create_installation(is_demo=False)
    setup = system_actor("cli:init")
    user = create_user(actor=setup, at=real_now(), username="quantri", full_name="Quản trị", password=PASSWORD)
    give_grant(actor=setup, at=real_now(), user_id=user.pk, role=Role.ADMIN, decision="Khởi tạo", since=LONG_AGO)
    client.post("/dang-nhap", {"username": "quantri", "password": PASSWORD})

    answer = client.post(address, {"ngay": "01/01/2090"})

    assert answer.status_code == 403
    assert "Việc này chỉ có trong cơ sở dữ liệu trình diễn." in text_of(answer)
    assert abs(now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert "trinh-dien" not in client.get("/").content.decode()


def test_a_stranger_moves_nothing(client: Client) -> None:
    founded(PLEDGING)
    before = now()

    assert client.post(CLOCK, {"ngay": "01/10/2021"}).status_code == 401
    assert now() - before < timedelta(minutes=1)
