"""A person's record and the unit's own: who reads it, the history, what the law says, corrections of who they are."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any

import pytest
from django.test import Client

from records.book import MAI, NOW, Book, initiative, rating, title
from thidua.records.actions.erasing import empty_fields
from thidua.records.actions.facts import correct_fact, void_fact
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.actions.people import correct_details, link_account
from thidua.records.contents import LeaveContent, MemberFiguresContent
from thidua.records.enums import FactKind
from thidua.records.models import Person, PersonDetails
from thidua.records.values import PersonWords
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, typed_in
from web.season_pages import queries_of

NOWHERE = f"{BOOK}/999999"


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def mai(book: Book) -> int:
    return book.add(birth_date=date(1985, 3, 8), gender="female", staff_code="CB-1", department="Khoa Lý luận")


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


@pytest.fixture
def head(book: Book) -> Client:
    return browser(book, "truong01")


def of_mai(mai: int, rest: str = "") -> str:
    return f"{BOOK}/{mai}{rest}"


def links(answer: Any) -> list[str]:
    """Where the page itself leads, without its frame."""
    body = answer.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.findall(r'href="([^"#]+)"', body)


class TestHistory:
    """The groups of facts."""

    def test_it_tells_every_fact_with_its_decision_and_authors(self, book: Book, mai: int, editor: Client) -> None:
        book.write(mai, rating(2020, decision_number="12/QĐ-TCT", decision_date=date(2020, 12, 10), issuer="Đơn vị 01"))
        an = book.add("Trần Văn An")
        book.write_of_unit(initiative(mai, an))

        page = main_of(editor.get(of_mai(mai)))

        assert "Khoa Lý luận, Đơn vị 01 từ 01/09/2010, chưa kết thúc" in page
        assert "Năm 2020: Hoàn thành tốt nhiệm vụ Quyết định số 12/QĐ-TCT ngày 10/12/2020, Đơn vị 01" in page
        assert "Tác giả: Nguyễn Thị Mai, Trần Văn An" in page
        assert "Kỷ luật Ghi thêm : Kỷ luật Chưa ghi." in page

    def test_a_correction_shows_both_versions_and_why(self, book: Book, mai: int, editor: Client) -> None:
        row = book.write(mai, rating(2020))
        correct_fact(
            actor=book.editor(), at=NOW, fact=FactKind.RATING, row_id=row, content=rating(2020, "excellent"),
            reason="Theo Quyết định số 15",
        )  # fmt: skip

        page = main_of(editor.get(of_mai(mai)))

        assert "Năm 2020: Hoàn thành xuất sắc nhiệm vụ Đã sửa 1 lần" in page
        assert "Năm 2020: Hoàn thành tốt nhiệm vụ" in page
        assert "– Theo Quyết định số 15 Người daumoi01" in page

    def test_what_was_struck_out_stays_in_sight_with_the_reason(self, book: Book, mai: int, editor: Client) -> None:
        row = book.write(mai, LeaveContent(kind="study", since_date=date(2015, 3, 1), last_date=date(2015, 8, 31)))
        void_fact(actor=book.editor(), at=NOW, fact=FactKind.LEAVE, row_id=row, reason="Ghi nhầm người")

        page = main_of(editor.get(of_mai(mai)))

        assert "Đi học, đào tạo dài hạn từ 01/03/2015 đến 31/08/2015 Đã bỏ Vì sao bỏ" in page
        assert "Bỏ bản ghi – Ghi nhầm người" in page
        assert [link for link in links(editor.get(of_mai(mai))) if "/ban-ghi/leave/" in link] == []

    def test_a_title_taken_away_says_by_which_decision_and_offers_nothing(
        self, book: Book, mai: int, head: Client
    ) -> None:
        row = book.write(mai, title(year=2019))
        revoke_honour(
            actor=book.head(), at=NOW, row_id=row, ground="Kê khai sai",
            decision=RevokingDecision("88/QĐ", date(2021, 6, 1), "Đơn vị 01"),
        )  # fmt: skip

        answer = head.get(of_mai(mai))

        assert (
            "Chiến sĩ thi đua cơ sở năm 2019 Đã bị hủy bỏ Hủy bỏ theo Quyết định 88/QĐ ngày 01/06/2021, Đơn vị 01: "
            "Kê khai sai"
        ) in main_of(answer)
        assert [link for link in links(answer) if "/ban-ghi/honour/" in link] == []

    def test_the_head_alone_is_offered_to_take_a_title_away(
        self, book: Book, mai: int, head: Client, editor: Client
    ) -> None:
        row = book.write(mai, title())
        revoking = f"{BOOK}/ban-ghi/honour/{row}/huy-bo"

        assert revoking in links(head.get(of_mai(mai)))
        assert revoking not in links(editor.get(of_mai(mai)))

    def test_it_leads_to_the_groups_that_say_something(self, book: Book, mai: int, editor: Client) -> None:
        book.write(mai, rating())

        page = editor.get(of_mai(mai)).content.decode()

        jumps = re.findall(r'<a href="#([^"]+)">', page.split('aria-label="Trên trang này"')[1].split("</nav>")[0])
        assert jumps == ["xet", "nhom-employment", "nhom-rating"]
        assert [jump for jump in jumps if f' id="{jump}"' not in page] == []

    def test_a_long_history_takes_as_many_queries_as_a_short_one(self, book: Book, mai: int, editor: Client) -> None:
        book.write(mai, title(year=2011))
        book.write(mai, rating(2011))
        book.write_of_unit(initiative(mai, year=2011))
        short = queries_of(editor, of_mai(mai))
        for year in range(2012, 2021):
            row = book.write(mai, rating(year))
            correct_fact(
                actor=book.head(), at=NOW, fact=FactKind.RATING, row_id=row, content=rating(year, "excellent"),
                reason="Theo Quyết định số 15",
            )  # fmt: skip
            book.write(mai, title(year=year))
            book.write_of_unit(initiative(mai, year=year, title=f"Sáng kiến {year}"))

        assert queries_of(editor, of_mai(mai)) == short


class TestAdvice:
    """What is met and what is missing, this year and next."""

    def test_it_names_what_is_missing_with_its_article_today_and_next_year(
        self, book: Book, mai: int, editor: Client
    ) -> None:
        page = main_of(editor.get(of_mai(mai)))

        assert "Năm 2021, 2022 tạm xét theo Luật Thi đua, khen thưởng năm 2003 và Nghị định số 91/2017/NĐ-CP." in page
        assert "Đủ điều kiện không có nghĩa là được tặng: hội đồng quyết định." in page
        assert "Cần 3 lần “Chiến sĩ thi đua cơ sở” liên tục đến năm 2021 – Điều 22 Luật Thi đua" in page
        assert "Cần 3 lần “Chiến sĩ thi đua cơ sở” liên tục đến năm 2022 – Điều 22 Luật Thi đua" in page

    def test_what_nobody_has_read_in_a_source_says_so(self, mai: int, editor: Client) -> None:
        assert "Khoản 2 Điều 9 Nghị định số 91/2017/NĐ-CP, chưa kiểm chứng" in main_of(editor.get(of_mai(mai)))

    def test_a_title_that_is_within_reach_says_so(self, book: Book, mai: int, editor: Client) -> None:
        before = main_of(editor.get(of_mai(mai)))
        book.write(mai, rating(2021))

        after = main_of(editor.get(of_mai(mai)))

        lacking = "Cần xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2021 (chưa có xếp loại)"
        assert (lacking in before, lacking in after) == (True, False)


class TestReaders:
    """Who opens the page, and what it offers to whom."""

    def test_the_person_reads_their_own_record_and_changes_nothing(self, book: Book, mai: int) -> None:
        book.write(mai, rating())
        link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users["canbo01"])
        member = browser(book, "canbo01")

        answer = member.get(of_mai(mai))

        assert "Năm 2020: Hoàn thành tốt nhiệm vụ" in main_of(answer)
        assert links(answer) == [of_mai(mai, "/du-lieu")]

    def test_officers_of_the_unit_find_every_way_on(self, book: Book, mai: int, editor: Client) -> None:
        found = links(editor.get(of_mai(mai)))

        assert found[:4] == [BOOK, of_mai(mai, "/thong-tin"), of_mai(mai, "/rieng"), of_mai(mai, "/du-lieu")]
        assert [link for link in found if "/ghi/" in link] == [
            of_mai(mai, f"/ghi/{kind}")
            for kind in ("employment", "rating", "honour", "work", "leave", "discipline", "hold")
        ]

    @pytest.mark.parametrize("username", ["daumoi02", "truong02", "canbo01", "canbo02"])
    def test_another_s_record_looks_like_none(self, book: Book, mai: int, username: str) -> None:
        client = browser(book, username)

        answer, nothing = client.get(of_mai(mai)), client.get(NOWHERE)

        assert (answer.status_code, nothing.status_code) == (404, 404)
        assert main_of(answer) == main_of(nothing)
        assert "Mai" not in main_of(answer)

    @pytest.mark.parametrize("rest", ["/thong-tin", "/rieng", "/du-lieu", "/ghi/rating"])
    @pytest.mark.parametrize("username", ["daumoi02", "truong02"])
    def test_so_do_the_pages_below_it(self, book: Book, mai: int, username: str, rest: str) -> None:
        client = browser(book, username)

        for answer, nothing in (
            (client.get(of_mai(mai, rest)), client.get(f"{NOWHERE}{rest}")),
            (client.post(of_mai(mai, rest), {"viec": "so"}), client.post(f"{NOWHERE}{rest}", {"viec": "so"})),
        ):
            assert (answer.status_code, nothing.status_code) == (404, 404)
            assert main_of(answer) == main_of(nothing)

    @pytest.mark.parametrize("guess", ["0", "99999999999999999999999", "-1", "abc", "1.5", "%D9%A1"])
    def test_a_guessed_number_is_not_found(self, editor: Client, guess: str) -> None:
        assert [editor.get(f"{BOOK}/{guess}{rest}").status_code for rest in ("", "/thong-tin", "/du-lieu")] == [404] * 3

    def test_an_erased_person_has_a_history_without_a_name_and_no_advice(
        self, book: Book, mai: int, head: Client
    ) -> None:
        book.write(mai, rating())
        empty_fields(Person.objects.get(pk=mai), ["full_name", "gender", "birth_date"], NOW)

        answer = head.get(of_mai(mai))

        page = main_of(answer)
        assert "Người đã xóa dữ liệu" in page
        assert "Các sự kiện dưới đây giữ lại để sổ và nhật ký kiểm chứng được; chúng không còn tên." in page
        assert "Năm 2020: Hoàn thành tốt nhiệm vụ" in page
        assert "Điều kiện xét" not in page
        assert links(answer) == [BOOK, of_mai(mai, "/du-lieu")]
        for rest in ("/thong-tin", "/rieng"):
            assert "Người này đã xóa dữ liệu cá nhân" in main_of(head.get(of_mai(mai, rest)))


class TestCorrectingDetails:
    """/ho-so/…/thong-tin"""

    WORDS = {
        "full_name": "Nguyễn Thị Mài", "birth_date": "09/03/1985", "gender": "female", "staff_code": "CB-1",
        "ly_do": "Theo giấy khai sinh", "ban": "1",
    }  # fmt: skip

    def test_the_boxes_hold_what_is_in_force(self, mai: int, editor: Client) -> None:
        assert typed_in(editor.get(of_mai(mai, "/thong-tin"))) == {
            "full_name": MAI, "birth_date": "08/03/1985", "gender": "female", "staff_code": "CB-1", "ly_do": "",
            "ban": "1",
        }  # fmt: skip

    def test_a_correction_is_a_new_version_and_the_earlier_ones_stay(self, mai: int, editor: Client) -> None:
        words = {**self.WORDS, "full_name": unicodedata.normalize("NFD", self.WORDS["full_name"])}

        answer = editor.post(of_mai(mai, "/thong-tin"), words)

        assert answer["Location"] == of_mai(mai, "?da-ghi")
        assert "Nguyễn Thị Mài Mã CB-1 · Nữ · sinh 09/03/1985" in main_of(editor.get(of_mai(mai)))
        page = main_of(editor.get(of_mai(mai, "/thong-tin")))
        assert "Nguyễn Thị Mai, sinh 08/03/1985 Người daumoi01" in page
        assert "Nguyễn Thị Mài, sinh 09/03/1985 – Theo giấy khai sinh Người daumoi01" in page

    @pytest.mark.parametrize(
        ("changes", "anchor", "sentence"),
        [
            ({"ly_do": ""}, "ly-do", "Hãy ghi lý do sửa."),
            ({"ly_do": "\u200b"}, "ly-do", "Hãy nêu lý do sửa."),
            ({"full_name": ""}, "full-name", "Hãy ghi họ và tên."),
            ({"birth_date": "8.3"}, "birth-date", "“8.3” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021."),
            ({"birth_date": "09/03/2005"}, "birth-date",
             "Sinh ngày 09/03/2005 thì chưa đủ 15 tuổi khi vào làm việc ngày 01/09/2010. Hãy kiểm tra lại ngày sinh và "
             "ngày vào làm việc."),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_everything_typed_comes_back(
        self, mai: int, editor: Client, changes: dict[str, str], anchor: str, sentence: str
    ) -> None:
        sent = {**self.WORDS, **changes}

        answer = editor.post(of_mai(mai, "/thong-tin"), sent)

        assert_refused(answer, (anchor, sentence))
        assert typed_in(answer) == sent
        assert PersonDetails.objects.count() == 1

    def test_nothing_changed_is_said(self, mai: int, editor: Client) -> None:
        same = {**typed_in(editor.get(of_mai(mai, "/thong-tin"))), "ly_do": "Xem lại"}

        assert_refused(editor.post(of_mai(mai, "/thong-tin"), same), ("", "Thông tin chưa có gì thay đổi."))

    def test_of_two_who_correct_at_once_the_second_sees_both_versions(
        self, book: Book, mai: int, editor: Client
    ) -> None:
        correct_details(
            actor=book.head(), at=NOW, person_id=mai, seen_number=1, reason="Theo hồ sơ",
            words=PersonWords(MAI, "female", date(1986, 3, 8), "CB-1"),
        )  # fmt: skip

        answer = editor.post(of_mai(mai, "/thong-tin"), self.WORDS)

        assert answer.status_code == 409
        assert "Ngày sinh 09/03/1985 08/03/1986" in main_of(answer)
        assert "Họ và tên Nguyễn Thị Mài Nguyễn Thị Mai" in main_of(answer)
        assert of_mai(mai, "/thong-tin") in links(answer)
        assert PersonDetails.objects.count() == 2

    def test_a_second_press_writes_nothing_more(self, mai: int, editor: Client) -> None:
        for _ in range(2):
            assert editor.post(of_mai(mai, "/thong-tin"), self.WORDS)["Location"] == of_mai(mai, "?da-ghi")

        assert PersonDetails.objects.count() == 2


class TestCollective:
    """/ho-so/tap-the"""

    ADDRESS = f"{BOOK}/tap-the"

    def test_it_tells_the_unit_s_own_history_and_what_the_law_says(self, book: Book, editor: Client) -> None:
        book.write_of_unit(title("TTLDTT", 2020))
        book.write_of_unit(MemberFiguresContent(year=2020, members=20, counts={"LDTT": 15}))

        page = main_of(editor.get(self.ADDRESS))

        assert "Tập thể lao động tiên tiến năm 2020" in page
        assert "Năm 2020: 20 người (Lao động tiên tiến 15)" in page
        assert "Thứ hạng trong cụm, việc hoàn thành vượt chỉ tiêu" in page

    def test_the_head_may_take_the_unit_s_title_away_too(self, book: Book, head: Client) -> None:
        row = book.write_of_unit(title("TTLDTT", 2020))

        assert f"{BOOK}/ban-ghi/honour/{row}/huy-bo" in links(head.get(self.ADDRESS))

    def test_a_member_does_not_open_it(self, book: Book) -> None:
        assert browser(book, "canbo01").get(self.ADDRESS).status_code == 403

    def test_many_facts_take_as_many_queries_as_one(self, book: Book, editor: Client) -> None:
        book.write_of_unit(title("TTLDTT", 2011))
        book.write_of_unit(initiative(year=2011))
        one = queries_of(editor, self.ADDRESS)
        for year in range(2012, 2021):
            book.write_of_unit(title("TTLDTT", year))
            book.write_of_unit(initiative(year=year, title=f"Sáng kiến {year}"))

        assert queries_of(editor, self.ADDRESS) == one
