"""One person, several hats, one at a time; a page of another hat offers it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from council.season import LONG_AGO, PLEDGING, Season, founded
from thidua.organisations.actions import give_grant
from thidua.organisations.enums import Role
from web.season_pages import YEAR, text_of, wearing

pytestmark = pytest.mark.django_db


@pytest.fixture
def season() -> Season:
    """The editor of unit 01 is also the year's second secretary and edits for a school of another cluster."""
    season = Season(founded(PLEDGING), size=2).set_up().launched()
    season.grant("daumoi01", Role.CLUSTER_SECRETARY, organisation_id=season.unit(1), cluster_year_id=season.year_id)
    return season


def buttons(client: Client) -> list[tuple[str, str]]:
    page = client.get("/doi-vai").content.decode()
    return [
        (hat, " ".join(label.split())) for hat, label in re.findall(r'name="hat" value="([^"]*)"[^>]*>([^<]*)<', page)
    ]


def test_all_hats_are_offered_and_the_present_one_is_marked(season: Season) -> None:
    client = wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)

    labels = [label for _, label in buttons(client)]
    assert labels == [
        "Đầu mối thi đua · Đơn vị 01 (đang dùng)",
        "Thư ký cụm · Cụm thử cum-thu, năm 2021",
    ]


def test_work_goes_on_under_the_hat_chosen(season: Season) -> None:
    client = wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)
    secretary = season.hat("daumoi01", Role.CLUSTER_SECRETARY, PLEDGING).hat
    assert client.get(f"{YEAR}/chi-tieu").status_code == 200

    assert client.post("/doi-vai", {"hat": secretary, "tiep": f"{YEAR}/van-ban"})["Location"] == f"{YEAR}/van-ban"

    assert client.get(f"{YEAR}/chi-tieu").status_code == 403
    assert "Đang làm việc với tư cách Thư ký cụm" in text_of(client.get("/"))


def test_another_s_hat_is_not_worn(season: Season) -> None:
    client = wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)
    head = season.hat("cumtruong", Role.CLUSTER_HEAD, PLEDGING).hat

    client.post("/doi-vai", {"hat": head})

    assert "Đang làm việc với tư cách Đầu mối thi đua" in text_of(client.get("/"))


def test_an_officer_begins_with_the_office_of_the_year_under_way(season: Season) -> None:
    client = Client()
    client.post("/dang-nhap", {"username": "daumoi01.cum-thu", "password": "mat khau thu nghiem"})

    assert "Đang làm việc với tư cách Thư ký cụm" in text_of(client.get("/"))


def test_a_year_of_another_cluster_does_not_exist_for_this_hat(season: Season) -> None:
    Season(season.setup, code="cum-khac", size=2).set_up().launched()
    client = wearing(season, "truong01", Role.UNIT_HEAD, PLEDGING)

    other = client.get("/cum/cum-khac/2021")
    nowhere = client.get("/cum/khong-co/2021")

    assert (other.status_code, nowhere.status_code) == (404, 404)
    assert text_of(other) == text_of(nowhere)


def test_a_page_of_another_hat_offers_it_and_comes_back(season: Season) -> None:
    other = Season(season.setup, code="cum-khac", size=2).set_up().launched()
    give_grant(
        actor=season.setup, at=PLEDGING, user_id=season.users["daumoi01"], role=Role.UNIT_EDITOR,
        decision="Quyết định thử", since=LONG_AGO, organisation_id=other.unit(1),
    )  # fmt: skip
    client = wearing(season, "daumoi01", Role.CLUSTER_SECRETARY, PLEDGING)

    refused = client.get("/cum/cum-khac/2021/chi-tieu")

    assert refused.status_code == 403
    assert "Trang này thuộc về một vai khác của bạn." in text_of(refused)
    page = refused.content.decode()
    assert 'name="tiep" value="/cum/cum-khac/2021/chi-tieu"' in page
    answers = {}
    for hat in re.findall(r'value="(grant:\d+)">', page):
        client.post("/doi-vai", {"hat": hat})
        answers[hat] = client.get("/cum/cum-khac/2021/chi-tieu").status_code
    assert sorted(answers.values()) == [200, 403]


@pytest.mark.parametrize("address", ["/doi-vai", "/mat-khau", "/", "/quan-tri/tai-khoan", "/trinh-dien/lam-lai"])
def test_a_stranger_is_asked_to_sign_in(season: Season, address: str, client: Client) -> None:
    assert client.get(address)["Location"].startswith("/dang-nhap?tiep=")
