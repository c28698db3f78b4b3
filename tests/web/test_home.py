"""Việc của tôi: what each hat owes and waits for, nothing of others' drafts, light and at a constant price."""

from __future__ import annotations

import gzip
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from council.season import (
    CLAIMS,
    MEETING,
    PLEDGING,
    PUBLISHING,
    SCORING,
    VERIFYING,
    Season,
    founded,
    moment,
    move_clock,
)
from records.book import NOW as BOOKS_AT
from records.book import Book
from records.ideas_desk import following, propose, step
from thidua.campaigns.actions import set_targets
from thidua.installation.clock import now
from thidua.organisations.enums import Role
from thidua.organisations.queries import organiser_of
from thidua.records.actions.requests import answer_request, receive_request
from thidua.records.enums import IdeaStepKind, RequestKind
from thidua.sheets.actions.drafting import DraftChange, save_draft
from web.season_pages import YEAR, queries_of, text_of, wearing

pytestmark = pytest.mark.django_db

MOST_BYTES = 60_000


def prepared() -> Season:
    return Season(founded(moment(3, 10)), size=3).set_up().prepared()


def go(season: Season, at: Any) -> None:
    if at > now():
        move_clock(season.setup, at)


def home(season: Season, username: str, role: Role) -> Client:
    return wearing(season, username, role, now())


def titles(client: Client) -> tuple[list[str], list[str]]:
    """(my tasks, what I wait for), by their titles."""
    page = client.get("/").content.decode()
    mine, others = page.split('id="dang-cho"')[0], page.split('id="dang-cho"')[1].split('id="co-gi-moi"')[0]
    return re.findall(r"<h3><a [^>]*>([^<]*)</a></h3>", mine), re.findall(r"<li><a [^>]*>([^<]*)</a>", others)


def test_while_the_year_is_prepared_its_officers_have_the_work() -> None:
    season = prepared()

    assert titles(home(season, "thuky", Role.CLUSTER_SECRETARY)) == (
        ["Hoàn chỉnh dự thảo phong trào thi đua năm 2021"], [],
    )  # fmt: skip
    head = home(season, "cumtruong", Role.CLUSTER_HEAD)
    assert titles(head) == (["Phát động phong trào thi đua năm 2021"], [])
    assert "Chưa làm được Chưa đến ngày phát động: 23/03/2021." in text_of(head.get("/"))
    assert titles(home(season, "daumoi01", Role.UNIT_EDITOR)) == ([], [])


def test_on_its_day_the_head_may_launch() -> None:
    season = prepared()
    go(season, moment(3, 23))

    page = home(season, "cumtruong", Role.CLUSTER_HEAD).get("/")

    assert "Đọc và phát động" in text_of(page)
    assert f'<a class="button button--primary" href="{YEAR}/phat-dong">' in page.content.decode()


def test_before_signing_the_unit_enters_targets_and_its_leader_waits_for_them() -> None:
    season = prepared().launch()
    go(season, PLEDGING)

    assert titles(home(season, "daumoi01", Role.UNIT_EDITOR)) == (
        ["Đăng ký chỉ tiêu năm 2021"], ["Người đứng đầu ký giao ước năm 2021"],
    )  # fmt: skip
    head = home(season, "truong01", Role.UNIT_HEAD)
    assert titles(head)[0] == ["Đăng ký chỉ tiêu năm 2021", "Ký giao ước thi đua năm 2021"]
    assert "Cần có chỉ tiêu I.1, II.1 trước." in text_of(head.get("/"))
    assert titles(home(season, "canbo01", Role.UNIT_MEMBER)) == ([], [])
    assert titles(home(season, "thuky", Role.CLUSTER_SECRETARY)) == ([], ["3 đơn vị chưa ký giao ước năm 2021"])


def test_with_its_targets_the_leader_reads_and_signs() -> None:
    season = prepared().launch()
    set_targets(actor=season.head(1), at=PLEDGING, values={"I.1": "40", "II.1": "4"}, revisions={}, **season.where(1))
    go(season, PLEDGING)

    head = home(season, "truong01", Role.UNIT_HEAD)

    assert titles(head)[0] == ["Ký giao ước thi đua năm 2021"]
    assert "Đọc và ký" in text_of(head.get("/"))
    assert titles(home(season, "daumoi01", Role.UNIT_EDITOR))[0] == []


def scoring() -> Season:
    season = prepared().launch().signed()
    go(season, SCORING)
    editor = season.hat("daumoi01", Role.UNIT_EDITOR)
    save_draft(
        actor=editor, at=SCORING, changes={"I.1": DraftChange(CLAIMS["I.1"], "Lời riêng của 01", 0)}, **season.where(1)
    )
    return season


def test_while_it_scores_the_unit_sees_how_far_it_is() -> None:
    season = scoring()

    editor = home(season, "daumoi01", Role.UNIT_EDITOR)
    assert titles(editor) == (
        ["Hoàn thành bảng tự chấm điểm năm 2021"], ["Người đứng đầu kiểm tra và nộp năm 2021"],
    )  # fmt: skip
    assert "Đã chấm 1 trên 7 tiêu chí; chưa chấm I.2, I.3, I.4, II.1, II.2, II.3." in text_of(editor.get("/"))
    head = home(season, "truong01", Role.UNIT_HEAD)
    assert titles(head)[0] == ["Kiểm tra và nộp bảng tự chấm năm 2021"]
    assert "Chưa làm được Còn 6 tiêu chí chưa chấm." in text_of(head.get("/"))


def test_nobody_else_sees_a_draft() -> None:
    season = scoring()

    for username, role in (
        ("daumoi02", Role.UNIT_EDITOR), ("truong02", Role.UNIT_HEAD), ("thuky", Role.CLUSTER_SECRETARY),
        ("cumtruong", Role.CLUSTER_HEAD), ("cumpho", Role.CLUSTER_DEPUTY), ("giamsat", Role.AUDITOR),
    ):  # fmt: skip
        page = text_of(home(season, username, role).get("/"))
        assert "Đã chấm 1 trên 7" not in page
        assert "Lời riêng của 01" not in page


def test_the_secretary_sees_who_has_not_submitted() -> None:
    season = scoring()

    secretary = home(season, "thuky", Role.CLUSTER_SECRETARY)

    assert titles(secretary) == ([], ["3 đơn vị chưa nộp bảng tự chấm"])
    assert "Đơn vị 01, Đơn vị 02, Đơn vị 03" in text_of(secretary.get("/"))


def test_after_the_deadline_a_unit_that_is_late_is_told() -> None:
    season = prepared().launch().signed().submitted([1, 2])
    go(season, VERIFYING)

    page = home(season, "truong03", Role.UNIT_HEAD)

    assert titles(page) == ([], ["Đã quá hạn tự chấm, đơn vị chưa nộp bảng năm 2021"])
    assert titles(home(season, "truong01", Role.UNIT_HEAD)) == ([], ["Tổ thẩm định xem bảng tự chấm năm 2021"])
    assert titles(home(season, "cumtruong", Role.CLUSTER_HEAD))[0] == ["Lập tổ thẩm định năm 2021"]


def test_verifier_chair_and_head_bring_the_year_to_its_end() -> None:
    season = prepared().launch().signed().submitted()
    go(season, VERIFYING)
    season.with_team()
    verifier = home(season, "canbo02", Role.VERIFIER)
    assert titles(verifier)[0] == ["Thẩm định bảng tự chấm của các đơn vị năm 2021"]
    for number, by in ((1, 2), (2, 3), (3, 2)):
        season.agree(number, by)
        season.settle(number, by)
    assert titles(verifier) == ([], [])
    go(season, MEETING)
    secretary = home(season, "thuky", Role.CLUSTER_SECRETARY)
    assert titles(secretary)[0] == ["Mở phiên họp bình xét năm 2021"]
    season.meeting()
    assert titles(secretary)[0] == ["Điểm danh phiên họp bình xét năm 2021"]
    assert titles(home(season, "truong02", Role.COUNCIL_CHAIR))[0] == ["Thông qua bảng xếp hạng năm 2021"]
    season.adopted()
    head = home(season, "cumtruong", Role.CLUSTER_HEAD)
    assert "Chưa làm được Chưa đến ngày công bố: 20/11/2021." in text_of(head.get("/"))
    go(season, PUBLISHING)
    assert titles(home(season, "cumtruong", Role.CLUSTER_HEAD))[0] == ["Công bố bảng xếp hạng năm 2021"]
    season.published()
    assert titles(home(season, "cumtruong", Role.CLUSTER_HEAD)) == ([], [])


def test_a_hat_without_tasks_says_so_and_an_administrator_is_shown_the_accounts() -> None:
    season = prepared()
    season.grant("quantri", Role.ADMIN)

    assert "Không có việc nào đang chờ bạn." in text_of(home(season, "giamsat", Role.AUDITOR).get("/"))
    page = text_of(home(season, "quantri", Role.ADMIN).get("/"))
    assert "Quản trị hệ thống không có việc nghiệp vụ. Tài khoản và vai" in page
    assert "năm 2021" not in page


def test_news_are_public_acts_and_one_s_own_unit_s() -> None:
    season = prepared().launch().signed()
    go(season, SCORING)
    season.submitted([1])

    def news(username: str, role: Role) -> str:
        return text_of(home(season, username, role).get("/")).split("Có gì mới")[1].split("Các năm thi đua")[0]

    own = news("daumoi01", Role.UNIT_EDITOR)
    assert "Đơn vị 01: Nộp bảng tự chấm" in own
    assert "Đơn vị 02: Ký giao ước thi đua" in own
    assert "Nộp bảng tự chấm" not in news("daumoi02", Role.UNIT_EDITOR)
    assert "Đơn vị 01: Nộp bảng tự chấm" in news("thuky", Role.CLUSTER_SECRETARY)


def test_news_are_those_since_the_last_visit() -> None:
    season = prepared().launch()
    go(season, PLEDGING)
    first = home(season, "truong02", Role.UNIT_HEAD)
    assert "Phát động: khóa bộ tiêu chí" in text_of(first.get("/"))

    season.sign(1, {"I.1": "40", "II.1": "4"})
    page = text_of(home(season, "truong02", Role.UNIT_HEAD).get("/"))

    assert "Đơn vị 01: Ký giao ước thi đua" in page
    assert "Phát động: khóa bộ tiêu chí" not in page


def own_tasks(client: Client) -> list[str]:
    """Titles of the tasks that the unit's own books give."""
    return [title for title in titles(client)[0] if " năm 2021" not in title]


class TestBooks:
    """What the unit's books ask of its officers."""

    @pytest.fixture
    def book(self) -> Book:
        return Book(Season(founded(BOOKS_AT), size=2).set_up())

    def test_ideas_wait_for_an_answer_of_both_officers(self, book: Book) -> None:
        propose(book.officer())
        propose(book.officer())
        answered = propose(book.officer())
        step(book.editor(), answered, IdeaStepKind.ACCEPTED)
        following(book.officer())

        for username, role in (("daumoi01", Role.UNIT_EDITOR), ("truong01", Role.UNIT_HEAD)):
            client = home(book.season, username, role)
            assert own_tasks(client) == ["Trả lời 2 ý tưởng của cán bộ"]
            assert '<a href="/y-tuong?xem=cho">Trả lời' in client.get("/").content.decode()
        for username, role in (("canbo01", Role.UNIT_MEMBER), ("daumoi02", Role.UNIT_EDITOR)):
            assert own_tasks(home(book.season, username, role)) == []

    def test_a_confirmation_waits_for_somebody_else(self, book: Book) -> None:
        for actor in (book.officer(), book.editor()):
            step(actor, following(actor), IdeaStepKind.DONE)

        assert own_tasks(home(book.season, "daumoi01", Role.UNIT_EDITOR)) == [
            "Xác nhận 1 việc làm theo đã báo hoàn thành"
        ]
        assert own_tasks(home(book.season, "truong01", Role.UNIT_HEAD)) == [
            "Xác nhận 2 việc làm theo đã báo hoàn thành"
        ]

    def test_requests_about_personal_data_wait_for_the_head_oldest_first(self, book: Book) -> None:
        mai, an = book.add(), book.add("Trần Văn An")
        for person_id, day in ((mai, 19), (an, 5)):
            receive_request(
                actor=book.editor(), at=BOOKS_AT, person_id=person_id, kind=RequestKind.ACCESS,
                received_date=date(2021, 11, day),
            )  # fmt: skip

        head = home(book.season, "truong01", Role.UNIT_HEAD)

        assert own_tasks(head) == ["Giải quyết 2 yêu cầu về dữ liệu cá nhân"]
        page = head.get("/")
        assert f'href="/ho-so/{an}/du-lieu"' in page.content.decode()
        assert "Yêu cầu đầu tiên nhận ngày 05/11/2021." in text_of(page)
        assert own_tasks(home(book.season, "daumoi01", Role.UNIT_EDITOR)) == []
        assert own_tasks(home(book.season, "truong02", Role.UNIT_HEAD)) == []

    def test_what_was_answered_waits_no_more(self, book: Book) -> None:
        request = receive_request(
            actor=book.editor(), at=BOOKS_AT, person_id=book.add(), kind=RequestKind.ACCESS,
            received_date=date(2021, 11, 19),
        )  # fmt: skip
        answer_request(actor=book.head(), at=BOOKS_AT, request_id=request, granted=False, reason="Thiếu chữ ký")

        assert own_tasks(home(book.season, "truong01", Role.UNIT_HEAD)) == []

    def test_many_take_as_many_queries_as_none(self, book: Book) -> None:
        head = home(book.season, "truong01", Role.UNIT_HEAD)
        none = queries_of(head, "/")
        for number in range(5):
            propose(book.officer())
            step(book.officer(), following(book.officer()), IdeaStepKind.DONE)
            receive_request(
                actor=book.editor(), at=BOOKS_AT, person_id=book.add(f"Người Thứ {number}", staff_code=f"M{number}"),
                kind=RequestKind.ERASURE, received_date=date(2021, 11, 19),
            )  # fmt: skip

        assert len(own_tasks(head)) == 3
        assert queries_of(head, "/") == none


@pytest.mark.parametrize(
    ("username", "role"),
    [("thuky", Role.CLUSTER_SECRETARY), ("cumtruong", Role.CLUSTER_HEAD), ("truong01", Role.UNIT_HEAD),
     ("giamsat", Role.AUDITOR)],
)  # fmt: skip
def test_the_page_takes_as_many_queries_for_six_units_as_for_two(username: str, role: Role) -> None:
    small = Season(founded(PLEDGING), code="cum-nho", size=2).set_up().launched()
    large = Season(small.setup, code="cum-lon", size=6).set_up().launched()

    counts = {season.code: queries_of(home(season, username, role), "/") for season in (small, large)}

    assert counts["cum-nho"] == counts["cum-lon"]


def test_the_page_of_an_organiser_takes_as_many_queries_for_three_clusters_as_for_one() -> None:
    season = Season(founded(PLEDGING), size=2).set_up().launched()
    organiser = organiser_of(season.cluster_id)
    season.grant("tochuc", Role.ORGANISER, organisation_id=organiser)
    one = queries_of(home(season, "tochuc", Role.ORGANISER), "/")
    for code in ("cum-hai", "cum-ba"):
        Season(season.setup, code=code, size=2).set_up().launched()

    client = home(season, "tochuc", Role.ORGANISER)
    assert queries_of(client, "/") == one


def test_targets_are_asked_for_once_however_many_leaves_take_one() -> None:
    season = prepared().launch()
    go(season, PLEDGING)
    head = home(season, "truong01", Role.UNIT_HEAD)

    with_two = queries_of(head, "/"), queries_of(head, f"{YEAR}/giao-uoc")

    other = Season(season.setup, code="cum-khac", size=3)
    other.criteria = season.criteria.replace(b"rule: {kind: judged}", b"rule: {kind: ratio}")
    other.set_up().prepared().launch()
    other_head = home(other, "truong01", Role.UNIT_HEAD)
    assert (queries_of(other_head, "/"), queries_of(other_head, "/cum/cum-khac/2021/giao-uoc")) == with_two


def test_the_first_screen_is_light() -> None:
    """At most 60 kB as the server sends them, compressed, with the styles and scripts that the page asks for."""
    season = scoring()
    page = home(season, "daumoi01", Role.UNIT_EDITOR).get("/").content

    asked_for = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    files = [finders.find(name) for name in asked_for]

    assert len(files) >= 8
    assert None not in files
    weight = len(gzip.compress(page)) + sum(len(gzip.compress(Path(str(path)).read_bytes())) for path in files)
    assert weight <= MOST_BYTES
