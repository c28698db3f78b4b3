"""The session in the browser: opening, attendance, quorum, what still waits, adopting the ranking that was read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from council.season import MEETING, VERIFYING, Season, founded, moment, move_clock
from thidua.core.phases import CampaignState
from thidua.council.enums import SeatRole
from thidua.council.queries import meeting_of, snapshot_of
from thidua.council.values import MeetingFacts
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import settle_sheet
from web.season_pages import YEAR, queries_of, text_of, wearing

SESSION = f"{YEAR}/phien-hop"


@pytest.fixture
def season(db: None) -> Season:
    """Everything is settled and the clock stands on the morning of the session."""
    season = Season(founded(VERIFYING)).set_up().launched().signed().submitted().settled()
    move_clock(season.setup, MEETING)
    return season


@pytest.fixture
def secretary(season: Season) -> Client:
    return wearing(season, "thuky", Role.CLUSTER_SECRETARY, MEETING)


def opening(season: Season, **changes: str) -> dict[str, str]:
    """The form as a secretary fills it in: all heads of units, unit 02's chairs."""
    people = {f"nguoi-{season.unit(number)}": str(season.users[f"truong{number:02d}"]) for number in (1, 2, 3)}
    words = {"ten": "Hội nghị bình xét", "dia-diem": "Hội trường", "ty-le": "67", "chu-tri": str(season.unit(2))}
    return {"viec": "mo-phien", **words, **people, **changes}


def meeting(season: Season) -> MeetingFacts:
    found = meeting_of(season.campaign_id)
    assert found is not None
    return found


def attendance(season: Season, *away: int) -> dict[str, str]:
    absent = {season.unit(number) for number in away}
    marks = {f"ghe-{seat.id}": "vang" if seat.organisation_id in absent else "co" for seat in meeting(season).members}
    return {"viec": "diem-danh", **marks}


def seen_hash(page: Any) -> str:
    return re.findall(r'name="ma-bang" value="([0-9a-f]{64})"', page.content.decode())[0]


def test_the_secretary_opens_and_takes_the_minutes(secretary: Client, season: Season) -> None:
    form = text_of(secretary.get(SESSION))
    assert "không phải quy định của pháp luật" in form
    assert secretary.post(SESSION, opening(season)).status_code == 302
    found = meeting(season)
    assert [seat.role for seat in found.seats].count(SeatRole.SECRETARY) == 1
    assert (found.total, found.needed, found.chair.job_title) == (3, 3, "Hiệu trưởng")
    words = text_of(secretary.get(f"{SESSION}?xong=mo-phien"))
    assert "Chưa đủ số người dự họp" in words
    assert "67 % tổng số thành viên là thiết lập theo quy chế của cụm" in words


def test_a_refused_opening_keeps_what_was_typed(secretary: Client, season: Season) -> None:
    answer = secretary.post(SESSION, opening(season, **{"ten": "Thường trực Cụm", "chu-tri": ""}))
    assert answer.status_code == 403
    assert "Hãy chọn đúng một người chủ trì" in text_of(answer)
    assert 'value="Thường trực Cụm"' in answer.content.decode()
    assert secretary.post(SESSION, opening(season, **{"ty-le": "hai phần ba"})).status_code == 403
    assert secretary.post(SESSION, opening(season, **{"ty-le": "1000"})).status_code == 403
    assert meeting_of(season.campaign_id) is None


def test_before_its_day_there_is_no_form(db: None) -> None:
    season = Season(founded(moment(11, 15))).set_up().launched().signed().submitted().settled()
    secretary = wearing(season, "thuky", Role.CLUSTER_SECRETARY, moment(11, 15))
    page = secretary.get(SESSION)
    assert "Chưa đến ngày bình xét: 18/11/2021." in text_of(page)
    assert 'value="mo-phien"' not in page.content.decode()
    assert secretary.post(SESSION, opening(season)).status_code == 403


def test_attendance_quorum_and_adoption(secretary: Client, season: Season) -> None:
    secretary.post(SESSION, opening(season))
    assert secretary.post(SESSION, attendance(season, 3)).status_code == 302
    chair = wearing(season, "truong02", Role.COUNCIL_CHAIR, MEETING)
    short = text_of(chair.get(SESSION))
    assert "có mặt 2/3, cần ít nhất 3" in short
    assert 'value="thong-qua"' not in chair.get(SESSION).content.decode()
    secretary.post(SESSION, attendance(season))
    page = chair.get(SESSION)
    words = text_of(page)
    assert "Đủ số người dự họp" in words
    assert "Đồng hạng 1 với Đơn vị 02, Đơn vị 03" in words
    form = {"viec": "thong-qua", "ma-bang": seen_hash(page)}
    unconfirmed = chair.post(SESSION, form)
    assert unconfirmed.status_code == 403
    assert "Hãy đánh dấu xác nhận" in text_of(unconfirmed)
    member = wearing(season, "truong01", Role.COUNCIL_MEMBER, MEETING)
    assert member.post(SESSION, {**form, "xac-nhan": "co"}).status_code == 403
    stale = chair.post(SESSION, {**form, "ma-bang": "0" * 64, "xac-nhan": "co"})
    assert stale.status_code == 409
    assert "Số liệu đã thay đổi sau khi bạn mở trang này." in text_of(stale)
    assert season.facts.state is CampaignState.LAUNCHED
    assert chair.post(SESSION, {**form, "xac-nhan": "co"}).status_code == 302
    snapshot = snapshot_of(season.campaign_id)
    assert snapshot is not None
    assert snapshot.sha256 == form["ma-bang"]
    assert "Bảng xếp hạng đã được thông qua" in text_of(secretary.get(SESSION))
    assert secretary.post(SESSION, attendance(season)).status_code == 403


def test_unsettled_units_are_named_and_hold_the_ranking_back(db: None) -> None:
    season = Season(founded(VERIFYING)).set_up().launched().signed().submitted([1, 2]).with_team()
    for number, by in ((1, 2), (2, 3)):
        season.agree(number, by)
    settle_sheet(actor=season.verifier(2), at=VERIFYING, **season.where(1))
    move_clock(season.setup, MEETING)
    season.meeting()
    words = text_of(wearing(season, "truong02", Role.COUNCIL_CHAIR, MEETING).get(SESSION))
    assert "Chưa chốt thẩm định, nên chưa thông qua được: Đơn vị 02." in words
    assert "Không nộp bảng tự chấm, nên không xếp hạng: Đơn vị 03." in words
    assert "Mã SHA-256 của bảng này" not in words


def test_outsiders_do_not_see_the_session(season: Season) -> None:
    season.meeting()
    for username, role in (("truong01", Role.UNIT_HEAD), ("canbo03", Role.VERIFIER)):
        answer = wearing(season, username, role).get(SESSION)
        assert answer.status_code == 403
        assert "trước khi công bố kết quả" in text_of(answer)
    season.adopted().published()
    assert wearing(season, "truong01", Role.UNIT_HEAD).get(SESSION).status_code == 200


def test_more_members_take_no_more_queries(season: Season) -> None:
    season.meeting()
    chair = wearing(season, "truong02", Role.COUNCIL_CHAIR, MEETING)
    few = queries_of(chair, SESSION)
    bigger = Season(season.setup, code="cum-lon", size=6).set_up().launched().signed().submitted().settled().meeting()
    other = wearing(bigger, "truong02", Role.COUNCIL_CHAIR, MEETING)
    assert queries_of(other, "/cum/cum-lon/2021/phien-hop") == few
