"""The ranking: from the snapshot alone, explained, published once; every figure of a unit with its way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.season import MEETING, PUBLISHING, VERIFYING, Season, founded, move_clock
from thidua.council.queries import snapshot_of
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import record_condition, verify_leaf
from thidua.sheets.models import ScoreEntry
from web.season_pages import YEAR, queries_of, text_of, wearing

RANKING = f"{YEAR}/xep-hang"


@pytest.fixture
def season(db: None) -> Season:
    """Four units: 01 and 02 tied, 03 excluded by a knock-out, 04 never submitted. Adopted, not published."""
    season = Season(founded(VERIFYING), size=4).set_up().launched().signed().submitted([1, 2, 3]).with_team()
    verify_leaf(
        actor=season.verifier(2), at=VERIFYING, leaf_code="I.3", seen_entry_id=season.latest(3, "I.3"), claim=None,
        reason="", **season.where(3),
    )  # fmt: skip
    record_condition(
        actor=season.verifier(2), at=VERIFYING, code="K.1", holds=True, reason="Có quyết định.", **season.where(3)
    )
    for number in (1, 2, 3):
        season.agree(number, 3 if number == 2 else 2)
        season.settle(number, 3 if number == 2 else 2)
    move_clock(season.setup, MEETING)
    return season.meeting().adopted()


def snapshot(season: Season) -> Any:
    return snapshot_of(season.campaign_id)


def test_before_publication_insiders_read_it_marked(season: Season) -> None:
    for username, role in (("thuky", Role.CLUSTER_SECRETARY), ("giamsat", Role.AUDITOR)):
        words = text_of(wearing(season, username, role, MEETING).get(RANKING))
        assert "chưa công bố" in words
        assert "Đồng hạng 1 với Đơn vị 02" in words
    for username, role in (("truong01", Role.UNIT_HEAD), ("canbo02", Role.VERIFIER)):
        client = wearing(season, username, role, MEETING)
        page = client.get(RANKING)
        assert page.status_code == 200
        words = text_of(page)
        assert "Chưa công bố." in words
        assert "Đồng hạng" not in words
        assert snapshot(season).sha256[:8] not in page.content.decode()
        assert client.get(f"{RANKING}/cum-thu-01").status_code == 403


def test_the_head_publishes_after_confirming(season: Season) -> None:
    head = wearing(season, "cumtruong", Role.CLUSTER_HEAD, MEETING)
    early = head.get(RANKING)
    assert "Chưa đến ngày công bố: 20/11/2021." in text_of(early)
    assert head.post(RANKING, {"xac-nhan": "co"}).status_code == 403
    move_clock(season.setup, PUBLISHING)
    assert "Công bố bảng xếp hạng" in text_of(head.get(RANKING))
    unconfirmed = head.post(RANKING, {})
    assert unconfirmed.status_code == 403
    assert "Hãy đánh dấu xác nhận" in text_of(unconfirmed)
    secretary = wearing(season, "thuky", Role.CLUSTER_SECRETARY, MEETING)
    assert secretary.post(RANKING, {"xac-nhan": "co"}).status_code == 403
    assert head.post(RANKING, {"xac-nhan": "co"}).status_code == 302
    assert "Đã công bố" in text_of(head.get(f"{RANKING}?da-cong-bo"))
    again = head.post(RANKING, {"xac-nhan": "co"})
    assert again.status_code == 403
    assert "Bảng xếp hạng đã được công bố." in text_of(again)


def test_everybody_reads_the_published_table(season: Season) -> None:
    move_clock(season.setup, PUBLISHING)
    season.published()
    page = wearing(season, "truong04", Role.UNIT_HEAD, PUBLISHING).get(RANKING)
    words, body, found = text_of(page), page.content.decode(), snapshot(season)
    assert "Không xét thi đua, không xếp hạng: K.1 (Lãnh đạo bị kỷ luật)." in words
    assert "Chưa xếp hạng vì chưa chấm" in words
    assert "chưa công bố" not in words
    assert "mẫu do dự án đề xuất" in words
    assert "Tính lại từ dữ liệu đã khóa: khớp từng con số." in words
    assert " ".join(found.sha256[i : i + 8] for i in range(0, 64, 8)) in words
    assert " ".join(found.criteria_sha256[i : i + 8] for i in range(0, 64, 8)) in words
    for unit in found.result["units"]:
        row = re.search(rf'<tr class="is-unit[^>]*id="{unit["code"]}">.*?</tr>', body, re.DOTALL)
        assert row is not None
        figures = [unit["total"], unit["max_assigned"], unit["percent"], *unit["groups"].values()]
        assert all(figure.replace(".", ",") in row.group() for figure in figures)
    assert "style=" not in body


def test_the_page_reads_the_snapshot_and_no_live_table(season: Season) -> None:
    season.published()
    client = wearing(season, "truong01", Role.UNIT_HEAD, PUBLISHING)
    before = client.get(RANKING).content
    tables = {query["sql"].split('FROM "')[1].split('"')[0] for query in read_queries(client, RANKING)}
    assert not {table for table in tables if table.startswith("sheets_")} - {"sheets_verifierseat"}
    assert ScoreEntry.objects.exists()
    assert client.get(RANKING).content.split(b"<main")[1] == before.split(b"<main")[1]


def read_queries(client: Any, address: str) -> list[dict[str, str]]:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return [query for query in queries.captured_queries if 'FROM "' in query["sql"]]


def test_every_figure_of_a_unit_with_its_sentence_and_its_way(season: Season) -> None:
    season.published()
    client = wearing(season, "truong01", Role.UNIT_HEAD, PUBLISHING)
    words = text_of(client.get(f"{RANKING}/cum-thu-01"))
    assert "I.1 Kế hoạch mở lớp 36 / 40 36/40 = 90 % × 8 → 7,20 7,20 / 8,00" in words
    assert "Tự chấm · Người truong01, Người đứng đầu đơn vị (Đơn vị 01)" in words
    assert "Thẩm định: đồng ý · Người canbo02, Thành viên tổ thẩm định (Đơn vị 02)" in words
    excluded = text_of(client.get(f"{RANKING}/cum-thu-03"))
    assert "K.1 ghi nhận : Lãnh đạo bị kỷ luật → không xét thi đua. Có quyết định." in excluded
    late = text_of(client.get(f"{RANKING}/cum-thu-04"))
    assert "Đơn vị không nộp bảng tự chấm." in late
    assert late.count("chưa chấm") >= 7
    assert client.get(f"{RANKING}/khong-co").status_code == 404


def test_before_the_adoption_there_is_a_page_that_says_when(db: None) -> None:
    season = Season(founded(VERIFYING)).set_up().launched().signed()
    client = wearing(season, "cumtruong", Role.CLUSTER_HEAD)
    words = text_of(client.get(RANKING))
    assert "Chưa công bố." in words
    assert "dự kiến ngày 20/11/2021" in words
    assert client.get(f"{RANKING}/cum-thu-01").status_code == 403


def test_more_units_take_no_more_queries(season: Season) -> None:
    season.published()
    client = wearing(season, "truong01", Role.UNIT_HEAD, PUBLISHING)
    table, unit = queries_of(client, RANKING), queries_of(client, f"{RANKING}/cum-thu-01")
    bigger = Season(season.setup, code="cum-lon", size=7).set_up().launched().signed().submitted().settled()
    bigger.meeting().adopted().published()
    other = wearing(bigger, "truong01", Role.UNIT_HEAD, PUBLISHING)
    assert queries_of(other, "/cum/cum-lon/2021/xep-hang") == table
    assert queries_of(other, "/cum/cum-lon/2021/xep-hang/cum-lon-01") == unit
