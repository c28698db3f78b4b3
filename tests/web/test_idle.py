"""A session left idle, or gone: what was asked for is shown after signing in, what was typed is sent again."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from council.season import PASSWORD, PLEDGING, Season, founded
from thidua.campaigns.queries import targets_of
from thidua.organisations.enums import Role
from web.season_pages import YEAR, text_of, wearing

PLAN = f"{YEAR}/du-thao"
TARGETS = {"chi-tieu-I.1": "44", "chi-tieu-II.1": "4", "lan-I.1": "0", "lan-II.1": "0"}


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(PLEDGING), size=2).set_up().launched()


def editor_of(season: Season) -> Client:
    return wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)


def left_idle(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    """So many minutes pass for the cookies that say when somebody was last here."""
    before = time.time
    monkeypatch.setattr(time, "time", lambda: before() + minutes * 60)


def hidden(page: str) -> list[tuple[str, str]]:
    """The hidden fields of a page but the token."""
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page)
    return [(unescape(name), unescape(value)) for name, value in found if name != "csrfmiddlewaretoken"]


def sign_in_with(client: Client, page: str, username: str = "daumoi01.cum-thu"):
    """Fill in the sign-in page that was shown."""
    return client.post("/dang-nhap", {**dict(hidden(page)), "username": username, "password": PASSWORD})


def test_a_page_asked_for_after_an_hour_comes_after_signing_in(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of(season)
    left_idle(monkeypatch, 61)

    asked = client.get(f"{YEAR}/chi-tieu?x=1")
    assert asked["Location"] == "/dang-nhap?tiep=%2Fcum%2Fcum-thu%2F2021%2Fchi-tieu%3Fx%3D1"
    form = client.get(asked["Location"])
    assert "Bạn đã rời máy khá lâu nên phiên làm việc đã đóng." in text_of(form)

    answer = sign_in_with(client, form.content.decode())
    assert answer["Location"] == f"{YEAR}/chi-tieu?x=1"
    assert client.get(answer["Location"]).status_code == 200
    assert client.get("/").status_code == 200


def test_work_within_the_hour_keeps_the_session(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of(season)
    for _ in range(3):
        left_idle(monkeypatch, 59)
        assert client.get("/").status_code == 200


def test_the_limit_is_a_setting(season: Season, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    settings.THIDUA_IDLE_MINUTES = 10  # type: ignore[attr-defined]
    client = editor_of(season)
    left_idle(monkeypatch, 11)

    assert client.get("/").status_code == 302


def test_looking_at_a_page_does_not_revive_an_idle_session(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of(season)
    left_idle(monkeypatch, 61)

    client.get("/tro-giup")
    client.get("/dang-nhap")

    assert client.get("/").status_code == 302


@pytest.mark.parametrize("change", ["missing", "forged", "another session's"])
def test_an_activity_cookie_that_is_not_this_session_s_counts_as_idle(season: Season, change: str) -> None:
    client, other = editor_of(season), editor_of(season)
    if change == "missing":
        del client.cookies["thidua-seen"]
    elif change == "forged":
        client.cookies["thidua-seen"] = f"{client.cookies['thidua-seen'].value}x"
    else:
        client.cookies["thidua-seen"] = other.cookies["thidua-seen"].value

    assert client.get("/").status_code == 302


@pytest.mark.parametrize("lost", ["idle", "gone"])
def test_what_was_typed_is_shown_and_sent_again(season: Season, lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of(season)
    if lost == "idle":
        left_idle(monkeypatch, 61)
    else:
        Session.objects.all().delete()

    refused = client.post(f"{YEAR}/chi-tieu", TARGETS)
    assert refused.status_code == 401
    assert "nội dung vừa nhập vẫn còn" in text_of(refused)
    assert targets_of(season.campaign_id, season.unit(1)) == {}

    resumed = sign_in_with(client, refused.content.decode())
    assert resumed.status_code == 200
    page = resumed.content.decode()
    assert f'action="{YEAR}/chi-tieu"' in page
    assert dict(hidden(page)) == TARGETS
    assert "44" in text_of(resumed)

    assert client.post(f"{YEAR}/chi-tieu", dict(hidden(page))).status_code == 302
    assert {code: line.value for code, line in targets_of(season.campaign_id, season.unit(1)).items()} == {
        "I.1": "44",
        "II.1": "4",
    }


@pytest.mark.parametrize("lost", ["idle", "gone"])
def test_another_account_does_not_get_it(season: Season, lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of(season)
    if lost == "idle":
        left_idle(monkeypatch, 61)
    else:
        Session.objects.all().delete()
    refused = client.post(f"{YEAR}/chi-tieu", TARGETS)

    answer = sign_in_with(client, refused.content.decode(), "daumoi02.cum-thu")

    assert (answer.status_code, answer["Location"]) == (302, f"{YEAR}/chi-tieu")
    assert "44" not in client.get(f"{YEAR}/chi-tieu").content.decode()


def test_a_wrong_password_on_the_way_loses_nothing(season: Season) -> None:
    client = editor_of(season)
    Session.objects.all().delete()
    refused = client.post(f"{YEAR}/chi-tieu", TARGETS)

    wrong = client.post(
        "/dang-nhap", {**dict(hidden(refused.content.decode())), "username": "daumoi01.cum-thu", "password": "sai"}
    )

    assert dict(hidden(sign_in_with(client, wrong.content.decode()).content.decode())) == TARGETS


def test_a_pending_form_that_was_changed_is_not_shown(season: Season) -> None:
    client = editor_of(season)
    Session.objects.all().delete()
    page = client.post(f"{YEAR}/chi-tieu", TARGETS).content.decode()
    pending = dict(hidden(page))["pending"]

    answer = client.post("/dang-nhap", {"pending": f"{pending}x", "username": "daumoi01.cum-thu", "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_passwords_are_never_kept(season: Season) -> None:
    client = wearing(season, "truong01", Role.UNIT_HEAD, PLEDGING)
    Session.objects.all().delete()

    page = client.post(f"{YEAR}/giao-uoc", {"chuc_vu": "Hiệu trưởng", "password": "bi-mat-o-day"}).content.decode()
    resumed = sign_in_with(client, page, "truong01.cum-thu").content.decode()

    assert dict(hidden(resumed)) == {"chuc_vu": "Hiệu trưởng"}
    assert "bi-mat-o-day" not in page + resumed


def test_every_value_of_a_repeated_field_comes_back_in_order(season: Season) -> None:
    client = wearing(season, "thuky", Role.CLUSTER_SECRETARY, PLEDGING)
    Session.objects.all().delete()

    page = client.post(PLAN, {"ma": ["A", "B"], "noi_dung": ["Một\nhai", "Ba"]}).content.decode()
    resumed = sign_in_with(client, page, "thuky.cum-thu").content.decode()

    assert hidden(resumed) == [("ma", "A"), ("ma", "B"), ("noi_dung", "Một\nhai"), ("noi_dung", "Ba")]


def test_files_cannot_be_kept_and_are_named(season: Season) -> None:
    client = wearing(season, "thuky", Role.CLUSTER_SECRETARY, PLEDGING)
    Session.objects.all().delete()

    page = client.post(f"{YEAR}/tieu-chi/nap", {"tep": SimpleUploadedFile("tiêu chí 2021.yaml", b"a: 1")})
    resumed = sign_in_with(client, page.content.decode(), "thuky.cum-thu")

    assert "Tệp không giữ lại được qua lần đăng nhập: tiêu chí 2021.yaml." in text_of(resumed)


def test_what_was_typed_is_shown_as_text(season: Season) -> None:
    client = editor_of(season)
    Session.objects.all().delete()

    page = client.post(f"{YEAR}/chi-tieu", {"chi-tieu-I.1": '"><script>x</script>'}).content.decode()
    resumed = sign_in_with(client, page).content.decode()

    assert "<script>" not in resumed


@pytest.mark.parametrize("lost", ["idle", "gone"])
def test_an_autosave_is_told_in_json(season: Season, lost: str, monkeypatch: pytest.MonkeyPatch) -> None:
    client = editor_of(season)
    if lost == "idle":
        left_idle(monkeypatch, 61)
    else:
        Session.objects.all().delete()

    answer = client.post(f"{YEAR}/tu-cham", {"I.1:actual": "3"}, headers={"x-autosave": "1"})

    assert answer.status_code == 401
    assert answer.json() == {
        "sentence": ("Phiên làm việc đã hết. Đăng nhập lại ở thẻ khác rồi quay lại đây; nội dung vẫn còn trong trang."),
        "sign_in": "/dang-nhap",
    }


class TestStaleForm:
    """A form of a page that was opened before signing in again (its token is no longer this browser's)."""

    @pytest.fixture
    def client(self, season: Season) -> Client:
        client = editor_of(season)
        client.handler.enforce_csrf_checks = True
        return client

    def test_a_form_of_our_own_may_be_sent_again(self, client: Client, season: Season) -> None:
        resumed = client.post(f"{YEAR}/chi-tieu", TARGETS)
        page = resumed.content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]*)"', page)
        assert token is not None
        assert dict(hidden(page)) == TARGETS

        again = client.post(f"{YEAR}/chi-tieu", {**dict(hidden(page)), "csrfmiddlewaretoken": token[1]})

        assert again["Location"] == f"{YEAR}/chi-tieu?da-luu"

    @pytest.mark.parametrize(
        "headers",
        [
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"sec-fetch-site": "none"},
        ],
    )
    def test_a_foreign_form_is_refused(self, client: Client, season: Season, headers: dict[str, str]) -> None:
        answer = client.post(f"{YEAR}/chi-tieu", TARGETS, headers=headers)

        assert answer.status_code == 403
        assert "Biểu mẫu này đã cũ. Hãy tải lại trang rồi gửi lại." in text_of(answer)
        assert "44" not in answer.content.decode()

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"origin": "http://testserver"}, 200),
            ({"referer": "http://testserver/x"}, 200),
            ({"origin": "http://la.example"}, 403),
            ({}, 403),
        ],
    )
    def test_an_older_browser_is_judged_by_where_it_says_it_was(
        self, client: Client, headers: dict[str, str], status: int
    ) -> None:
        del client.defaults["HTTP_SEC_FETCH_SITE"]

        assert client.post(f"{YEAR}/chi-tieu", TARGETS, headers=headers).status_code == status

    def test_an_autosave_is_told_in_json(self, client: Client) -> None:
        answer = client.post(f"{YEAR}/tu-cham", {}, headers={"x-autosave": "1"})

        assert (answer.status_code, answer.json()) == (
            403,
            {"sentence": "Biểu mẫu này đã cũ. Hãy tải lại trang rồi gửi lại."},
        )

    def test_a_sign_in_page_open_too_long_asks_for_the_password_again(self, client: Client) -> None:
        answer = client.post("/dang-nhap", {"username": "daumoi01", "password": PASSWORD, "tiep": "/tro-giup"})

        page = answer.content.decode()
        assert answer.status_code == 403
        assert "Trang đăng nhập đã mở quá lâu. Hãy nhập lại mật khẩu." in text_of(answer)
        assert 'value="daumoi01"' in page
        assert dict(hidden(page))["tiep"] == "/tro-giup"
        assert PASSWORD not in page
