"""The desk: leaves side by side, one opinion at a time or several, conditions, settling; nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from council.season import SCORING, VERIFYING, Season, founded, move_clock
from thidua.core.phases import SheetState
from thidua.organisations.enums import Role
from thidua.sheets.actions.evidence import EvidenceWords, add_evidence
from thidua.sheets.actions.verification import reply, verify_leaf
from thidua.sheets.enums import Stage
from thidua.sheets.queries import conditions_in_force, sheet_of
from web.season_pages import YEAR, queries_of, text_of, wearing
from web.sheet_desk import PDF

DESK = f"{YEAR}/tham-dinh/cum-thu-01"


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(VERIFYING)).set_up().launched().signed().submitted().with_team()


@pytest.fixture
def client(season: Season) -> Client:
    return wearing(season, "canbo02", Role.VERIFIER)


def post(client: Client, season: Season, act: str, leaf: str = "I.2", **fields: Any) -> Any:
    form = {"viec": act, "tieu-chi": leaf, "ban": str(season.latest(1, leaf)), f"{leaf}:co": "1", **fields}
    return client.post(DESK, form)


def test_the_desk_shows_both_columns_and_the_interval(client: Client) -> None:
    words = text_of(client.get(DESK))
    assert "Thẩm định: Đơn vị 01" in words
    assert "0 /7 tiêu chí" in words
    assert "2,25" in words  # the relative leaf below its target is exact
    assert "Đơn vị tự đánh giá từ 0 đến 5" in text_of(client.get(f"{DESK}?tieu-chi=I.2"))


def test_a_change_is_saved_and_the_next_leaf_opens(client: Client, season: Season) -> None:
    answer = post(client, season, "sua", **{"I.2:points": "4,25", "ly-do": "Thiếu biên bản."})
    assert answer.status_code == 302
    assert answer.url.endswith("?xong=sua&tieu-chi=I.3&da-luu=I.2#tc-i-3")
    latest = season.trail(1, "I.2").latest
    assert (latest.stage, dict(latest.claim), latest.reason) == (Stage.CROSS, {"points": "4.25"}, "Thiếu biên bản.")
    words = text_of(client.get(answer.url))
    assert "I.2: đã sửa, lưu lúc" in words
    assert "−0,25" in words
    assert "1 /7 tiêu chí" in words


def test_a_refused_change_keeps_what_was_typed(client: Client, season: Season) -> None:
    without_reason = post(client, season, "sua", **{"I.2:points": "4,25", "ly-do": " "})
    assert without_reason.status_code == 403
    assert "Hãy nêu lý do" in text_of(without_reason)
    assert 'value="4,25"' in without_reason.content.decode()
    assert "<title>Lỗi: " in without_reason.content.decode()
    wrong = post(client, season, "sua", **{"I.2:points": "9", "ly-do": "Vì sao đó."})
    assert wrong.status_code == 422
    assert "vượt mức tối đa 5" in text_of(wrong)
    assert "Vì sao đó." in text_of(wrong)
    assert 'href="#khai-I-2-points"' in wrong.content.decode()
    assert len(season.trail(1, "I.2").entries) == 1


def test_the_slower_of_two_sees_both_versions_and_may_write_again(client: Client, season: Season) -> None:
    seen = season.latest(1, "I.2")
    verify_leaf(
        actor=season.verifier(3), at=VERIFYING, leaf_code="I.2", seen_entry_id=seen, claim={"points": "4"},
        reason="Bản kia.", **season.where(1),
    )  # fmt: skip
    late = post(client, season, "sua", ban=str(seen), **{"I.2:points": "3,5", "ly-do": "Bản này."})
    assert late.status_code == 409
    words = text_of(late)
    assert "3,5 – Bản này." in words
    assert "4 – Bản kia." in words
    body = late.content.decode()
    assert 'value="3,5"' in body
    assert f'name="ban" value="{season.latest(1, "I.2")}"' in body
    again = post(client, season, "sua", **{"I.2:points": "3,5", "ly-do": "Bản này."})
    assert again.status_code == 302
    assert len(season.trail(1, "I.2").entries) == 3


def test_ticked_leaves_are_agreed_with_at_once(client: Client, season: Season) -> None:
    chosen = [f"{season.latest(1, leaf)}:{leaf}" for leaf in ("I.1", "I.3", "II.1")]
    answer = client.post(DESK, {"viec": "dong-y-nhieu", "chon": chosen})
    assert answer.status_code == 302
    assert "Đã đồng ý với các tiêu chí được đánh dấu" in text_of(client.get(answer["Location"]))
    assert all(season.trail(1, leaf).verified for leaf in ("I.1", "I.3", "II.1"))
    assert not season.trail(1, "I.2").verified
    assert client.post(DESK, {"viec": "dong-y-nhieu", "chon": ["x:I.2"]}).status_code == 403


def test_a_knock_out_is_recorded_shown_and_withdrawn(client: Client, season: Season) -> None:
    record = {"viec": "ghi-nhan", "dieu-kien": "K.1"}
    empty = client.post(DESK, {**record, "ly-do": ""})
    assert empty.status_code == 403
    assert client.post(DESK, {**record, "ly-do": "Quyết định 5/QĐ."}).status_code == 302
    unit = wearing(season, "truong01", Role.UNIT_HEAD)
    words = text_of(unit.get(f"{YEAR}/giai-trinh"))
    assert "K.1 Lãnh đạo bị kỷ luật → không xét thi đua đang ghi nhận" in words
    assert "Quyết định 5/QĐ. Người canbo02, Thành viên tổ thẩm định (Đơn vị 02)" in words
    assert client.post(DESK, {"viec": "rut", "dieu-kien": "K.1", "ly-do": "Đã thu hồi."}).status_code == 302
    assert not conditions_in_force(sheet_of(season.campaign_id, season.unit(1)))["K.1"].holds
    assert "đã rút" in text_of(unit.get(f"{YEAR}/giai-trinh"))


def test_the_team_concludes_after_the_explanation_and_settles(client: Client, season: Season) -> None:
    post(client, season, "sua", **{"I.2:points": "4", "ly-do": "Thiếu biên bản."})
    season.agree(1, by=2)
    waiting = client.get(f"{DESK}?tieu-chi=I.2")
    assert "Đơn vị chưa trả lời." in text_of(waiting)
    assert 'value="ket-luan"' not in waiting.content.decode()
    assert "Còn ý kiến khác nhau ở I.2" in text_of(waiting)
    reply(
        actor=season.head(1), at=VERIFYING, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"), accepts=False,
        text="Biên bản ở phụ lục.", **season.where(1),
    )  # fmt: skip
    explained = client.get(f"{DESK}?tieu-chi=I.2")
    assert "Biên bản ở phụ lục." in text_of(explained)
    assert 'value="ket-luan"' in explained.content.decode()
    assert post(client, season, "giu", **{"ly-do": "Phụ lục không có chữ ký."}).status_code == 302
    assert season.trail(1, "I.2").latest.stage is Stage.SETTLED
    assert client.post(DESK, {"viec": "chot"}).status_code == 302
    assert sheet_of(season.campaign_id, season.unit(1)).state is SheetState.SETTLED
    done = client.get(DESK)
    assert "Đã chốt. Điểm của đơn vị không đổi được nữa." in text_of(done)
    assert 'name="viec"' not in done.content.decode().replace('name="viec" value="dong-y-nhieu"', "")


def test_readers_have_no_buttons(season: Season) -> None:
    for username, role in (
        ("thuky", Role.CLUSTER_SECRETARY),
        ("cumtruong", Role.CLUSTER_HEAD),
        ("giamsat", Role.AUDITOR),
    ):
        client = wearing(season, username, role)
        page = client.get(f"{DESK}?tieu-chi=I.2")
        assert page.status_code == 200
        assert 'value="sua"' not in page.content.decode()
        assert "Việc này do thành viên tổ thẩm định thực hiện." in text_of(page)
        assert post(client, season, "dong-y").status_code == 403


def test_own_unit_unknown_unit_and_another_cluster_s(client: Client, season: Season) -> None:
    own = client.get(f"{YEAR}/tham-dinh/cum-thu-02")
    assert own.status_code == 403
    assert "Bạn không được giao xem" in text_of(own)
    assert client.get(f"{YEAR}/tham-dinh/khong-co").status_code == 404
    other = Season(season.setup, code="cum-khac").set_up().launched().signed().submitted()
    assert client.get(f"{YEAR}/tham-dinh/cum-khac-01").status_code == 404
    assert client.get("/cum/cum-khac/2021/tham-dinh/cum-khac-01").status_code == 404
    assert other.size == 3


def test_a_button_that_is_not_there(client: Client, season: Season) -> None:
    assert post(client, season, "xoa").status_code == 403
    assert post(client, season, "sua", leaf="I.2", **{"tieu-chi": "X.9"}).status_code == 403


def test_the_evidence_stands_beside_the_leaf(db: None) -> None:
    season = Season(founded(VERIFYING)).set_up().launched().signed()
    file_id = add_evidence(
        actor=season.hat("daumoi01", Role.UNIT_EDITOR), at=SCORING, upload=BytesIO(PDF), file_name="Kế hoạch.pdf",
        words=EvidenceWords("Kế hoạch ứng dụng", number="32/KH"), leaf_code="II.2", **season.where(1),
    )  # fmt: skip
    season.submitted().with_team()
    client = wearing(season, "canbo02", Role.VERIFIER)
    page = client.get(f"{DESK}?tieu-chi=II.2")
    assert f'<iframe class="evidence-panel__frame" src="{YEAR}/minh-chung/{file_id}/tep"' in page.content.decode()
    assert "32/KH" in text_of(page)
    assert client.get(f"{YEAR}/minh-chung/{file_id}/tep").status_code == 200
    assert "Không có minh chứng" in text_of(client.get(f"{DESK}?tieu-chi=I.1"))


def test_outside_the_window_there_is_no_form(client: Client, season: Season) -> None:
    move_clock(season.setup, VERIFYING + timedelta(days=10))
    page = client.get(f"{DESK}?tieu-chi=I.2")
    assert "Đã quá hạn thẩm định" in text_of(page)
    assert 'value="sua"' not in page.content.decode()
    assert post(client, season, "dong-y").status_code == 403


def test_the_list_tells_each_unit_s_state(client: Client, season: Season) -> None:
    season.agree(1, by=2)
    season.settle(1, by=2)
    post_to_three = {"viec": "dong-y", "tieu-chi": "I.1", "ban": str(season.latest(3, "I.1"))}
    assert client.post(f"{YEAR}/tham-dinh/cum-thu-03", post_to_three).status_code == 302
    words = text_of(client.get(f"{YEAR}/tham-dinh"))
    assert "Đơn vị 01 13:00" in words or "đã chốt 7/7 tiêu chí" in words
    assert "đang thẩm định 1/7 tiêu chí" in words
    assert "Đơn vị của bạn, do người khác thẩm định." in words


def test_more_units_and_more_opinions_take_no_more_queries(client: Client, season: Season) -> None:
    lists, desks = queries_of(client, f"{YEAR}/tham-dinh"), queries_of(client, DESK)
    season.agree(1, by=2)
    assert queries_of(client, DESK) == desks
    bigger = Season(season.setup, code="cum-lon", size=6).set_up().launched().signed().submitted().with_team()
    other = wearing(bigger, "canbo02", Role.VERIFIER)
    assert queries_of(other, "/cum/cum-lon/2021/tham-dinh") == lists
    assert queries_of(other, "/cum/cum-lon/2021/tham-dinh/cum-lon-01") == desks
