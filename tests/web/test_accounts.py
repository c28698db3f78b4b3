"""Accounts: the administrator makes them and sets a new password, and does nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from council.season import PASSWORD, PLEDGING, Season, founded
from thidua.accounts.models import User
from thidua.organisations.enums import Role
from web.season_pages import YEAR, queries_of, text_of, wearing

pytestmark = pytest.mark.django_db

ACCOUNTS = "/quan-tri/tai-khoan"


@pytest.fixture
def season() -> Season:
    season = Season(founded(PLEDGING), size=2).set_up().launched()
    season.grant("quantri", Role.ADMIN)
    return season


@pytest.fixture
def admin(season: Season) -> Client:
    return wearing(season, "quantri", Role.ADMIN, PLEDGING)


def make(client: Client, **changes: str) -> Any:
    words = {"viec": "lap", "full_name": "Lê Thị Mới", "username": "le.moi", "email": "", "password": PASSWORD}
    return client.post(ACCOUNTS, {**words, **changes})


def test_everybody_is_listed_with_the_roles_held_today(admin: Client) -> None:
    page = text_of(admin.get(ACCOUNTS))

    assert "Người truong01 truong01.cum-thu Người đứng đầu đơn vị · Đơn vị 01" in page
    assert "Người quantri quantri.cum-thu Quản trị hệ thống · Toàn hệ thống" in page


def test_a_new_account_signs_in_and_has_no_role_yet(admin: Client) -> None:
    assert make(admin)["Location"] == f"{ACCOUNTS}?xong"

    assert "Lê Thị Mới le.moi chưa được giao vai" in text_of(admin.get(ACCOUNTS))
    client = Client()
    assert client.post("/dang-nhap", {"username": "le.moi", "password": PASSWORD}).status_code == 302
    page = text_of(client.get("/"))
    assert "Không có việc nào đang chờ bạn." in page
    assert client.get(YEAR).status_code == 404


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"password": "ngan"}, "Mật khẩu phải có ít nhất 10 ký tự."),
        ({"username": "truong01.cum-thu"}, "Tên đăng nhập “truong01.cum-thu” đã có người dùng. Hãy chọn tên khác."),
        ({"email": "khong-phai"}, "“khong-phai” không phải là địa chỉ thư điện tử."),
        ({"full_name": " "}, "Hãy nhập họ và tên."),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_is_kept(
    admin: Client, changes: dict[str, str], sentence: str
) -> None:
    before = User.objects.count()

    answer = make(admin, **changes)

    page = answer.content.decode()
    assert sentence in text_of(answer)
    assert "<title>Lỗi: " in page
    assert f'value="{changes.get("username", "le.moi")}"' in page
    assert PASSWORD not in page
    assert User.objects.count() == before


def test_a_password_of_nobody_is_not_set(admin: Client) -> None:
    answer = admin.post(ACCOUNTS, {"viec": "mat-khau", "username": "khong.co", "password": PASSWORD})

    page = answer.content.decode()
    assert "Không có tài khoản “khong.co”." in text_of(answer)
    assert '<a href="#ten-doi">' in page
    assert re.search('id="ten-doi" name="username" value="khong.co"', page)
    assert page.count('value="khong.co"') == 1


@pytest.mark.parametrize(
    ("username", "role"),
    [("truong01", Role.UNIT_HEAD), ("cumtruong", Role.CLUSTER_HEAD), ("giamsat", Role.AUDITOR)],
)
def test_only_the_administrator_has_accounts(season: Season, username: str, role: Role) -> None:
    client = wearing(season, username, role, PLEDGING)
    before = User.objects.count()

    assert client.get(ACCOUNTS).status_code == 403
    assert "Việc này do quản trị hệ thống thực hiện." in text_of(make(client))
    assert User.objects.count() == before


def test_the_administrator_reads_nothing_of_a_year(admin: Client) -> None:
    for address in ("", "/giao-uoc", "/tu-cham", "/tham-dinh", "/bang-xep-hang", "/nhat-ky", "/van-ban"):
        assert admin.get(f"{YEAR}{address}").status_code == 404


def test_the_list_takes_as_many_queries_for_twenty_people_as_for_ten(season: Season, admin: Client) -> None:
    few = queries_of(admin, ACCOUNTS)
    Season(season.setup, code="cum-khac", size=2).set_up()

    assert queries_of(admin, ACCOUNTS) == few
