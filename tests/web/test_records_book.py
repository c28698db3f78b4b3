"""The list of a unit's people: who opens it, how it is searched and paged, how somebody is added to it."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

import pytest
from django.test import Client

from records.book import MAI, NOW, Book
from thidua.audit.models import Entry
from thidua.records.actions.people import link_account
from thidua.records.models import Employment, Person, PersonDetails
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, typed_in
from web.season_pages import queries_of, text_of

ADD = f"{BOOK}/them"
WORDS = {
    "full_name": "Lê Thị Bích Hằng", "birth_date": "08/03/1985", "gender": "female", "staff_code": "CB-012",
    "department": "Khoa Xây dựng Đảng", "position": "Giảng viên", "since_date": "01/09/2010",
}  # fmt: skip

_TELL_APART = "Nếu là hai người trùng tên, hãy ghi ngày sinh của cả hai để phân biệt."


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


def test_an_empty_book_says_what_to_do_first(editor: Client) -> None:
    page = text_of(editor.get(BOOK))

    assert "Sổ chưa có ai. Nạp các năm trước từ Excel trong một lần, hoặc thêm từng người." in page


def test_the_list_is_by_given_name_and_tells_where_everybody_works(book: Book, editor: Client) -> None:
    book.add("Vũ Văn Vỹ", department="Phòng Tổ chức", position="Chuyên viên", staff_code="CB-2")
    book.add(MAI, birth_date=date(1985, 3, 8), department="Khoa Lý luận", last_date=date(2020, 6, 30))

    assert main_of(editor.get(BOOK)).split("Tình trạng ")[1] == (
        "Nguyễn Thị Mai 08/03/1985 Khoa Lý luận Đã thôi công tác Vũ Văn Vỹ CB-2 Phòng Tổ chức Chuyên viên Đang công tác"
    )


@pytest.mark.parametrize("typed", ["mai", "NGUYEN mai", "cb-7", unicodedata.normalize("NFD", "Thị Mai"), "  mai  "])
def test_somebody_is_found_without_diacritics_and_by_code(book: Book, editor: Client, typed: str) -> None:
    book.add(MAI, staff_code="CB-7")
    book.add("Vũ Văn Vỹ")

    answer = editor.get(BOOK, {"tim": typed})

    assert "1 người khớp với" in text_of(answer)
    assert "Nguyễn Thị Mai" in text_of(answer)
    assert "Vũ Văn Vỹ" not in text_of(answer)
    assert typed_in(answer)["tim"] == typed.strip()


def test_nobody_found_leads_back_to_the_whole_list(book: Book, editor: Client) -> None:
    book.add()

    answer = editor.get(BOOK, {"tim": "ai & <b>"})

    assert "Không có ai khớp với “ai & <b>”. Xem cả danh sách" in text_of(answer)
    assert "“ai &amp; &lt;b&gt;”" in answer.content.decode()


def test_fifty_a_page_and_a_page_past_the_end_is_the_last(book: Book, editor: Client) -> None:
    for number in range(51):
        book.add(f"Người Thứ {number:02d}", staff_code=f"M{number:02d}")

    first, second = editor.get(BOOK).content.decode(), editor.get(f"{BOOK}?trang=2&tim=nguoi").content.decode()

    assert (first.count('<th scope="row">'), second.count('<th scope="row">')) == (50, 1)
    assert 'href="?tim=&amp;trang=2"' in first
    assert 'href="?tim=nguoi&amp;trang=1"' in second
    for guess in ("3", "999999999999", "-1", "abc", "٣"):
        assert editor.get(BOOK, {"trang": guess}).status_code == 200


def test_another_unit_s_people_are_not_in_the_list(book: Book, editor: Client) -> None:
    book.add("Người Đơn Vị Hai", unit=2)

    assert "Người Đơn Vị Hai" not in text_of(editor.get(BOOK))
    assert "Người Đơn Vị Hai" not in text_of(editor.get(BOOK, {"don-vi": str(book.unit(2)), "tim": "hai"}))


def test_a_member_goes_to_their_own_record_or_is_told_whom_to_ask(book: Book) -> None:
    member = browser(book, "canbo01")
    for address in (BOOK, f"{BOOK}/toi"):
        answer = member.get(address)
        assert answer.status_code == 403
        assert "Hãy nhờ đầu mối thi đua của đơn vị gắn tài khoản với hồ sơ của bạn." in text_of(answer)

    mai = book.add()
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users["canbo01"])

    assert member.get(BOOK)["Location"] == f"{BOOK}/{mai}"
    assert member.get(f"{BOOK}/toi")["Location"] == f"{BOOK}/{mai}"


@pytest.mark.parametrize("username", ["thuky", "cumtruong"])
def test_the_cluster_s_officers_open_no_book(book: Book, username: str) -> None:
    book.add()
    answer = browser(book, username).get(BOOK)

    assert answer.status_code == 403
    assert "Mai" not in text_of(answer)


def test_the_list_takes_as_many_queries_for_twenty_people_as_for_one(book: Book, editor: Client) -> None:
    book.add()
    one = queries_of(editor, BOOK)
    for number in range(19):
        book.add(f"Người Thứ {number:02d}", staff_code=f"M{number:02d}", department="Khoa Lý luận")

    assert queries_of(editor, BOOK) == one


class TestAdding:
    """/ho-so/them"""

    def test_a_person_is_added_with_the_work_under_way(self, book: Book, editor: Client) -> None:
        answer = editor.post(ADD, WORDS)

        person = Person.objects.get()
        assert answer["Location"] == f"{BOOK}/{person.pk}?da-them"
        details = PersonDetails.objects.get()
        assert (details.full_name, details.gender, f"{details.birth_date:%d/%m/%Y}", person.staff_code) == (
            "Lê Thị Bích Hằng", "female", "08/03/1985", "CB-012",
        )  # fmt: skip
        work = Employment.objects.get()
        assert (work.organisation_id, work.department, work.position, f"{work.since_date:%d/%m/%Y}") == (
            book.unit(), "Khoa Xây dựng Đảng", "Giảng viên", "01/09/2010",
        )  # fmt: skip
        page = text_of(editor.get(answer["Location"]))
        assert "Đã thêm vào sổ. Ghi tiếp xếp loại, danh hiệu, sáng kiến của các năm ở dưới." in page
        assert "Mã CB-012 · Nữ · sinh 08/03/1985" in page

    def test_two_boxes_are_enough(self, book: Book, editor: Client) -> None:
        editor.post(ADD, {"full_name": "Đặng Hòa", "since_date": "1/9/2010"})

        assert PersonDetails.objects.get().full_name == "Đặng Hòa"

    def test_a_name_typed_in_parts_is_kept_whole(self, book: Book, editor: Client) -> None:
        editor.post(ADD, {**WORDS, "full_name": unicodedata.normalize("NFD", "  Hoàng   Thị Thủy ")})

        assert PersonDetails.objects.get().full_name == "Hoàng Thị Thủy"

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"full_name": ""}, [("full-name", "Hãy ghi họ và tên.")]),
            ({"full_name": " \u200b"}, [("full-name", "Hãy nhập họ và tên.")]),
            ({"full_name": "12 34"}, [("full-name", "Họ và tên phải có chữ. Hãy kiểm tra lại.")]),
            ({"since_date": "", "full_name": ""},
             [("full-name", "Hãy ghi họ và tên."), ("since-date", "Hãy ghi ngày vào làm việc tại đơn vị.")]),
            ({"birth_date": "31/02/1985"}, [("birth-date", "Không có ngày 31/02/1985: kiểm tra lại ngày và tháng.")]),
            ({"gender": "abc"}, [("gender", "Hãy chọn giới tính trong danh sách.")]),
            ({"birth_date": "21/11/2021"}, [("birth-date", "Ngày sinh 21/11/2021 ở tương lai. Hãy kiểm tra lại.")]),
            ({"since_date": "21/11/2021"},
             [("since-date", "Ngày bắt đầu 21/11/2021 ở tương lai: hãy ghi khi người này đã nhận việc.")]),
            ({"staff_code": "x" * 33}, [("staff-code", "Mã cán bộ dài quá 32 ký tự. Hãy kiểm tra lại.")]),
            ({"department": "x" * 121}, [("department", "Phòng, khoa dài 121 ký tự, quá 120. Hãy rút gọn.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_at_its_box_and_everything_typed_comes_back(
        self, editor: Client, changes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        sent = {**WORDS, **changes}

        answer = editor.post(ADD, sent)

        assert_refused(answer, *problems)
        kept = typed_in(answer)
        assert {name: kept[name] for name in sent} == {**sent, "gender": "female" if sent["gender"] == "female" else ""}
        assert not Person.objects.exists()

    def test_a_second_press_adds_nobody_more(self, book: Book, editor: Client) -> None:
        editor.post(ADD, WORDS)
        entries = Entry.objects.count()

        answer = editor.post(ADD, WORDS)

        assert_refused(answer, ("staff-code", "Mã cán bộ “CB-012” đã dùng cho người khác trong đơn vị."))
        assert (Person.objects.count(), Entry.objects.count()) == (1, entries)

    def test_a_namesake_is_told_apart_by_the_day_of_birth(self, book: Book, editor: Client) -> None:
        editor.post(ADD, {**WORDS, "staff_code": ""})

        again = editor.post(ADD, {**WORDS, "staff_code": ""})
        other = editor.post(ADD, {**WORDS, "staff_code": "", "birth_date": "09/04/1990"})

        assert_refused(again, ("full-name", f"Trong sổ đã có {WORDS['full_name']}. {_TELL_APART}"))
        assert other.status_code == 302

    def test_the_unit_is_the_hat_s_whatever_the_form_says(self, book: Book, editor: Client) -> None:
        editor.post(ADD, {**WORDS, "organisation_id": str(book.unit(2)), "don-vi": str(book.unit(2))})

        assert Person.objects.get().organisation_id == book.unit(1)

    @pytest.mark.parametrize("username", ["canbo01", "giamsat", "thuky"])
    def test_nobody_else_adds(self, book: Book, username: str) -> None:
        client = browser(book, username)

        answers: list[Any] = [client.get(ADD), client.post(ADD, WORDS)]

        assert [answer.status_code for answer in answers] == [403, 403]
        assert "Hồ sơ do đầu mối thi đua hoặc người đứng đầu đơn vị ghi." in text_of(answers[0])
        assert not Person.objects.exists()
