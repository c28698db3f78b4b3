"""The team is named, and the unit answers what it changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from council.season import VERIFYING, Season, founded
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import verify_leaf
from thidua.sheets.queries import verifier_seats
from web.season_pages import YEAR, queries_of, text_of, wearing

TEAM, REPLIES = f"{YEAR}/tham-dinh/to", f"{YEAR}/giai-trinh"


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(VERIFYING)).set_up().launched().signed().submitted()


@pytest.fixture
def changed(season: Season) -> Season:
    """The team put I.2 of unit 01 at 4 points."""
    season.with_team()
    verify_leaf(
        actor=season.verifier(2), at=VERIFYING, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"),
        claim={"points": "4"}, reason="Thiếu biên bản.", **season.where(1),
    )  # fmt: skip
    return season


def person(season: Season, number: int) -> str:
    return f"{season.users[f'canbo{number:02d}']}-{season.unit(number)}"


def test_the_head_names_the_team_and_all_see_who_checks_whom(season: Season) -> None:
    head = wearing(season, "cumtruong", Role.CLUSTER_HEAD)
    nobody = head.post(TEAM, {})
    assert nobody.status_code == 403
    assert "Hãy chọn ít nhất một người" in text_of(nobody)
    assert head.post(TEAM, {"nguoi": [person(season, 2)]}).status_code == 302
    alone = text_of(head.get(TEAM))
    assert "Chưa có ai thẩm định được: Đơn vị 02." in alone
    assert head.post(TEAM, {"nguoi": [person(season, 3), "x-y"]}).status_code == 302
    words = text_of(head.get(TEAM))
    assert "Người canbo02 Đơn vị 02 Đơn vị 01, Đơn vị 03" in words
    assert "Chưa có ai" not in words
    secretary = wearing(season, "thuky", Role.CLUSTER_SECRETARY)
    page = secretary.get(TEAM)
    assert "Người canbo03 Đơn vị 03 Đơn vị 01, Đơn vị 02" in text_of(page)
    assert 'name="nguoi"' not in page.content.decode()
    assert secretary.post(TEAM, {"nguoi": [person(season, 1)]}).status_code == 403
    assert len(verifier_seats(campaign_id=season.campaign_id)) == 2


def answer(client: Client, season: Season, act: str, **fields: Any) -> Any:
    form = {"viec": act, "tieu-chi": "I.2", "ban": str(season.latest(1, "I.2")), **fields}
    return client.post(REPLIES, form)


def test_the_unit_reads_what_was_changed_why_and_by_whom(changed: Season) -> None:
    for username, role in (("truong01", Role.UNIT_HEAD), ("daumoi01", Role.UNIT_EDITOR)):
        words = text_of(wearing(changed, username, role).get(REPLIES))
        assert "I.2. Văn hóa công sở chờ đơn vị trả lời" in words
        assert "Đơn vị khai 4,5 → 4,50" in words
        assert "Đang có hiệu lực 4 → 4,00" in words
        assert "Thiếu biên bản. Người canbo02, Thành viên tổ thẩm định (Đơn vị 02)" in words
    editor = wearing(changed, "daumoi01", Role.UNIT_EDITOR)
    assert 'value="nhat-tri"' not in editor.get(REPLIES).content.decode()
    assert answer(editor, changed, "nhat-tri").status_code == 403


def test_another_unit_sees_nothing_of_it(changed: Season) -> None:
    words = text_of(wearing(changed, "truong03", Role.UNIT_HEAD).get(REPLIES))
    assert "I.2" not in words
    assert "chưa sửa tiêu chí nào" in words


def test_the_head_accepts(changed: Season) -> None:
    client = wearing(changed, "truong01", Role.UNIT_HEAD)
    assert answer(client, changed, "nhat-tri").status_code == 302
    reply = changed.trail(1, "I.2").reply
    assert reply is not None
    assert reply.accepts
    page = client.get(f"{REPLIES}?da-luu=I.2")
    assert "đơn vị đã nhất trí" in text_of(page)
    assert 'value="nhat-tri"' not in page.content.decode()


def test_the_head_explains_and_nothing_typed_is_lost(changed: Season) -> None:
    client = wearing(changed, "truong01", Role.UNIT_HEAD)
    seen = str(changed.latest(1, "I.2"))
    silent = answer(client, changed, "giai-trinh", **{"noi-dung": " "})
    assert silent.status_code == 403
    assert "Hãy nêu nội dung giải trình." in text_of(silent)
    verify_leaf(
        actor=changed.verifier(3), at=VERIFYING, leaf_code="I.2", seen_entry_id=int(seen), claim={"points": "3"},
        reason="Hai biên bản thiếu.", **changed.where(1),
    )  # fmt: skip
    stale = answer(client, changed, "giai-trinh", ban=seen, **{"noi-dung": "Có ở phụ lục 2."})
    assert stale.status_code == 409
    assert "Có ở phụ lục 2." in text_of(stale)
    assert "Hai biên bản thiếu." in text_of(stale)
    assert answer(client, changed, "giai-trinh", **{"noi-dung": "Có ở phụ lục 2."}).status_code == 302
    assert "đã giải trình, chờ tổ kết luận" in text_of(client.get(REPLIES))


def test_a_leaf_given_back_stays_on_the_page(changed: Season) -> None:
    verify_leaf(
        actor=changed.verifier(3), at=VERIFYING, leaf_code="I.2", seen_entry_id=changed.latest(1, "I.2"),
        claim={"points": "4.5"}, reason="Đã thấy biên bản.", **changed.where(1),
    )  # fmt: skip
    words = text_of(wearing(changed, "truong01", Role.UNIT_HEAD).get(REPLIES))
    assert "tổ thẩm định đã giữ số của đơn vị" in words
    assert "Còn 1 tiêu chí chờ" not in words


def test_a_unit_that_has_not_submitted(db: None) -> None:
    season = Season(founded(VERIFYING)).set_up().launched().signed().submitted([1, 2])
    assert "chưa nộp bảng tự chấm" in text_of(wearing(season, "truong03", Role.UNIT_HEAD).get(REPLIES))


def test_more_changes_take_no_more_queries(changed: Season) -> None:
    client = wearing(changed, "truong01", Role.UNIT_HEAD)
    one = queries_of(client, REPLIES)
    verify_leaf(
        actor=changed.verifier(2), at=VERIFYING, leaf_code="I.1", seen_entry_id=changed.latest(1, "I.1"),
        claim={"actual": "30"}, reason="Sáu lớp chưa mở.", **changed.where(1),
    )  # fmt: skip
    assert queries_of(client, REPLIES) == one
