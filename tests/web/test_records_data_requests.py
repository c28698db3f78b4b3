"""Personal data on the pages: what is kept and until when, requests of the person, answers of the head, clearing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from records.book import MAI, NOW, TODAY, Book
from thidua.audit.models import Entry
from thidua.records.actions.facts import end_fact
from thidua.records.actions.people import link_account
from thidua.records.actions.private import set_identity
from thidua.records.actions.requests import receive_request
from thidua.records.enums import FactKind, RequestKind
from thidua.records.models import DataRequest, Employment, IdentityNumber, PersonDetails, RequestOutcome
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, summary_of, typed_in
from web.season_pages import queries_of

NUMBER = "035185001234"
EXPIRED = f"{BOOK}/het-han-luu"
NO_NAME = "Lý do được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc."


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def mai(book: Book) -> int:
    """Nguyễn Thị Mai, who reads her record as canbo01."""
    person_id = book.add(birth_date=date(1985, 3, 8), gender="female", staff_code="CB-1")
    link_account(actor=book.editor(), at=NOW, person_id=person_id, user_id=book.season.users["canbo01"])
    set_identity(actor=book.editor(), at=NOW, person_id=person_id, number=NUMBER)
    return person_id


@pytest.fixture
def head(book: Book) -> Client:
    return browser(book, "truong01")


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


@pytest.fixture
def member(book: Book) -> Client:
    return browser(book, "canbo01")


def page_of(person_id: int) -> str:
    return f"{BOOK}/{person_id}/du-lieu"


def asked(book: Book, person_id: int, kind: RequestKind = RequestKind.ACCESS) -> int:
    return receive_request(
        actor=book.editor(), at=NOW, person_id=person_id, kind=kind, received_date=date(2021, 11, 18)
    )  # fmt: skip


def answered(client: Client, person_id: int, request_id: int, act: str, reason: str = "") -> Any:
    sent = {"viec": act, "yeu-cau": str(request_id), f"ly_do_{request_id}": reason}
    return client.post(page_of(person_id), sent)


def left(book: Book, person_id: int, last_date: date) -> None:
    row = Employment.objects.get(person_id=person_id, corrected_by=None).pk
    end_fact(actor=book.editor(), at=NOW, fact=FactKind.EMPLOYMENT, row_id=row, last_date=last_date)


class TestAsking:
    """The person asks; the unit writes down that it was asked."""

    def test_the_page_tells_what_is_kept_and_for_how_long(self, mai: int, member: Client) -> None:
        page = main_of(member.get(page_of(mai)))

        assert "Chưa có yêu cầu nào." in page
        assert "Họ và tên: giữ khi đang làm việc và 10 năm sau khi thôi việc." in page
        assert "Số định danh: giữ khi đang làm việc và 1 năm sau khi thôi việc." in page
        assert "Tài khoản gắn với hồ sơ: giữ khi đang làm việc" in page
        assert "Thời hạn là đề xuất của phần mềm, chưa phải quy định của pháp luật." in page

    def test_the_person_asks_for_a_copy_today_in_one_press(self, mai: int, member: Client) -> None:
        assert set(typed_in(member.get(page_of(mai)))) == {"viec", "loai"}

        answer = member.post(page_of(mai), {"viec": "nhan", "loai": "access"})

        assert answer["Location"] == f"{page_of(mai)}?da-ghi"
        row = DataRequest.objects.get()
        assert (row.kind, row.received_date) == ("access", TODAY)
        page = main_of(member.get(answer["Location"]))
        assert "Xem và nhận bản sao dữ liệu của mình Chờ người đứng đầu giải quyết Nhận ngày 20/11/2021" in page
        assert "Đồng ý" not in page

    def test_the_unit_writes_down_the_day_on_which_it_was_asked(self, mai: int, editor: Client) -> None:
        assert typed_in(editor.get(page_of(mai)))["ngay"] == "20/11/2021"

        editor.post(page_of(mai), {"viec": "nhan", "loai": "erasure", "ngay": "18/11/2021"})

        assert DataRequest.objects.get().received_date == date(2021, 11, 18)

    @pytest.mark.parametrize(
        ("boxes", "problems"),
        [
            ({"loai": "", "ngay": ""}, [("loai", "Hãy chọn yêu cầu."), ("ngay", "Hãy ghi ngày nhận yêu cầu.")]),
            ({"loai": "abc", "ngay": "18/11/2021"}, [("loai", "Hãy chọn yêu cầu trong danh sách.")]),
            ({"loai": "access", "ngay": "hôm nay"},
             [("ngay", "“hôm nay” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021.")]),
            ({"loai": "access", "ngay": "21/11/2021"}, [("ngay", "Ngày nhận 21/11/2021 ở tương lai.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_what_was_typed_comes_back(
        self, mai: int, editor: Client, boxes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        answer = editor.post(page_of(mai), {"viec": "nhan", **boxes})

        assert_refused(answer, *problems)
        assert typed_in(answer)["ngay"] == boxes["ngay"]
        assert typed_in(answer)["loai"] == ("access" if boxes["loai"] == "access" else "")
        assert not DataRequest.objects.exists()

    def test_a_second_press_asks_nothing_more(self, mai: int, member: Client) -> None:
        member.post(page_of(mai), {"viec": "nhan", "loai": "access"})

        answer = member.post(page_of(mai), {"viec": "nhan", "loai": "access"})

        assert_refused(answer, ("loai", "Yêu cầu này đã được ghi và đang chờ giải quyết."))
        assert DataRequest.objects.count() == 1

    def test_nobody_asks_for_another(self, book: Book, mai: int, member: Client) -> None:
        an = book.add("Trần Văn An")
        stranger = browser(book, "canbo02")

        for client, person in ((member, an), (stranger, mai)):
            assert client.get(page_of(person)).status_code == 404
            assert client.post(page_of(person), {"viec": "nhan", "loai": "erasure"}).status_code == 404
        assert not DataRequest.objects.exists()

    def test_the_auditor_has_no_such_page(self, book: Book, mai: int) -> None:
        assert browser(book, "giamsat").get(page_of(mai)).status_code == 403

    def test_many_requests_take_as_many_queries_as_one(self, book: Book, mai: int, head: Client) -> None:
        answered(head, mai, asked(book, mai), "tu-choi", "Thiếu chữ ký")
        one = queries_of(head, page_of(mai))
        for kind in (RequestKind.ACCESS, RequestKind.ERASURE):
            answered(head, mai, asked(book, mai, kind), "tu-choi", "Thiếu chữ ký")

        assert queries_of(head, page_of(mai)) == one


class TestAnswering:
    """The head answers."""

    def test_a_copy_is_given_at_once_and_kept_nowhere(self, book: Book, mai: int, head: Client) -> None:
        request = asked(book, mai)

        answer = answered(head, mai, request, "dong-y")

        assert answer["Content-Disposition"] == 'attachment; filename="du-lieu-ca-nhan.json"'
        assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
        copy = json.loads(answer.content)
        assert (copy["Họ và tên"], copy["Số định danh"]) == (MAI, NUMBER)
        page = head.get(page_of(mai))
        assert "Xem và nhận bản sao dữ liệu của mình Đã thực hiện Nhận ngày 18/11/2021, trả lời lúc" in main_of(page)
        assert NUMBER not in page.content.decode()

    def test_an_erasure_that_may_erase_nothing_yet_says_why(self, book: Book, mai: int, head: Client) -> None:
        answer = answered(head, mai, asked(book, mai, RequestKind.ERASURE), "dong-y")

        assert answer["Location"] == f"{page_of(mai)}?da-ghi"
        page = main_of(head.get(page_of(mai)))
        assert "Xóa dữ liệu cá nhân Chưa đến hạn xóa" in page
        assert "Chưa xóa được dữ liệu nào. Họ và tên: giữ khi đang làm việc và 10 năm sau khi thôi việc." in page

    def test_an_erasure_in_part_says_what_is_left_and_until_when(self, book: Book, mai: int, head: Client) -> None:
        left(book, mai, date(2019, 11, 19))

        answer = answered(head, mai, asked(book, mai, RequestKind.ERASURE), "dong-y")

        assert answer["Location"] == f"{page_of(mai)}?da-xoa"
        page = main_of(head.get(answer["Location"]))
        assert "Đã xóa dữ liệu hết thời hạn lưu." in page
        assert "Xóa dữ liệu cá nhân Đã thực hiện" in page
        assert "Ngày sinh: giữ đến hết ngày 19/11/2024." in page
        assert "Số định danh" not in page
        assert not IdentityNumber.objects.exists()

    def test_a_whole_erasure_leaves_the_history_without_a_name(self, book: Book, mai: int, head: Client) -> None:
        left(book, mai, date(2011, 11, 19))

        answered(head, mai, asked(book, mai, RequestKind.ERASURE), "dong-y")

        page = main_of(head.get(page_of(mai)))
        assert "Hồ sơ không còn dữ liệu cá nhân nào." in page
        assert MAI not in main_of(head.get(f"{BOOK}/{mai}"))
        assert {row.full_name for row in PersonDetails.objects.all()} == {""}

    def test_a_refusal_needs_a_reason_at_its_own_request(self, book: Book, mai: int, head: Client) -> None:
        first, second = asked(book, mai), asked(book, mai, RequestKind.ERASURE)

        answer = answered(head, mai, second, "tu-choi", " \u200b")

        assert_refused(answer, (f"ly-do-{second}", "Hãy nêu lý do."))
        assert typed_in(answer)[f"ly_do_{first}"] == ""
        assert not RequestOutcome.objects.exists()

        answered(head, mai, second, "tu-choi", "Đang giải quyết khiếu nại số 4")
        assert "Từ chối Nhận ngày 18/11/2021" in main_of(head.get(page_of(mai)))
        assert "Đang giải quyết khiếu nại số 4" in main_of(head.get(page_of(mai)))

    def test_a_reason_that_names_the_person_comes_back(self, book: Book, mai: int, head: Client) -> None:
        request = asked(book, mai)

        answer = answered(head, mai, request, "tu-choi", f"{MAI} đang khiếu nại")

        assert_refused(answer, (f"ly-do-{request}", NO_NAME))
        assert typed_in(answer)[f"ly_do_{request}"] == f"{MAI} đang khiếu nại"

    def test_a_second_press_changes_nothing(self, book: Book, mai: int, head: Client) -> None:
        request = asked(book, mai)
        answered(head, mai, request, "dong-y")
        entries = Entry.objects.count()

        answer = answered(head, mai, request, "dong-y")

        assert summary_of(answer) == [("", "Yêu cầu này đã được giải quyết.")]
        assert Entry.objects.count() == entries

    def test_neither_agreed_nor_refused_is_told(self, book: Book, mai: int, head: Client) -> None:
        answer = answered(head, mai, asked(book, mai), "abc")

        assert_refused(answer, ("", "Hãy chọn đồng ý hoặc từ chối."))

    @pytest.mark.parametrize("guess", ["", "0", "999999", "abc", "9" * 30])
    def test_a_request_of_somebody_else_looks_like_none(self, book: Book, mai: int, head: Client, guess: str) -> None:
        another = asked(book, book.add("Trần Văn An"))

        for number in (guess, str(another)):
            answer = head.post(page_of(mai), {"viec": "dong-y", "yeu-cau": number})
            assert answer.status_code == 404
        assert not RequestOutcome.objects.exists()

    def test_only_the_head_answers(self, book: Book, mai: int, editor: Client, member: Client) -> None:
        request = asked(book, mai)

        for client in (editor, member):
            assert "Đồng ý" not in main_of(client.get(page_of(mai)))
            assert answered(client, mai, request, "dong-y").status_code == 403
        assert not RequestOutcome.objects.exists()


class TestExpired:
    """/ho-so/het-han-luu"""

    def test_who_has_left_and_what_is_kept_past_its_term(self, book: Book, mai: int, editor: Client) -> None:
        assert "Không có dữ liệu nào quá thời hạn lưu." in main_of(editor.get(EXPIRED))
        left(book, mai, date(2019, 11, 19))

        page = main_of(editor.get(EXPIRED))

        assert f"{MAI} Còn lưu: số định danh" in page
        assert "Yêu cầu về dữ liệu cá nhân do người đứng đầu đơn vị giải quyết." in page
        assert "Xóa dữ liệu hết thời hạn" not in page

    def test_the_head_clears_it_once(self, book: Book, mai: int, head: Client) -> None:
        left(book, mai, date(2019, 11, 19))

        answer = head.post(EXPIRED)

        assert answer["Location"] == f"{EXPIRED}?da-xoa=1"
        assert "Đã xóa dữ liệu hết thời hạn của 1 người" in main_of(head.get(answer["Location"]))
        assert not IdentityNumber.objects.exists()
        again = head.post(EXPIRED)
        assert again.status_code == 403
        assert "Không còn dữ liệu nào quá thời hạn lưu." in main_of(again)

    def test_the_editor_clears_nothing(self, book: Book, mai: int, editor: Client) -> None:
        left(book, mai, date(2019, 11, 19))

        assert editor.post(EXPIRED).status_code == 403
        assert IdentityNumber.objects.count() == 1

    def test_the_book_leads_to_it(self, mai: int, editor: Client) -> None:
        assert f'href="{EXPIRED}"' in editor.get(BOOK).content.decode()

    def test_ten_people_take_as_many_queries_as_one(self, book: Book, mai: int, editor: Client) -> None:
        left(book, mai, date(2019, 11, 19))
        one = queries_of(editor, EXPIRED)
        for number in range(9):
            person = book.add(f"Người Thứ {number}", staff_code=f"M{number}")
            set_identity(actor=book.editor(), at=NOW, person_id=person, number=f"{int(NUMBER) + 1 + number:012d}")
            left(book, person, date(2019, 11, 19))

        assert queries_of(editor, EXPIRED) == one
