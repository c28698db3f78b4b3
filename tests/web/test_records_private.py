"""The identity number, Party membership and the account of a person: shown once for a reason, never by the way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from records.book import MAI, NOW, Book
from thidua.audit.models import Entry
from thidua.records.actions.people import link_account
from thidua.records.actions.private import set_identity, set_party_membership
from thidua.records.models import IdentityNumber, PartyMembership, Person
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, typed_in
from web.season_pages import queries_of

NUMBER = "035185001234"
WHY = "Lập hồ sơ trình Học viện số 7/TTr"
KEY_LOST = (
    "Máy chủ không mở được số định danh: khóa mã hóa đã đổi. Hãy báo quản trị hệ thống, hoặc ghi lại số."
)  # fmt: skip


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def mai(book: Book) -> int:
    return book.add(birth_date=date(1985, 3, 8))


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


@pytest.fixture
def known(book: Book, mai: int) -> int:
    """Nguyễn Thị Mai with a number that is kept."""
    set_identity(actor=book.editor(), at=NOW, person_id=mai, number=NUMBER)
    return mai


def page_of(person_id: int) -> str:
    return f"{BOOK}/{person_id}/rieng"


def act(client: Client, person_id: int, name: str, **boxes: str) -> Any:
    return client.post(page_of(person_id), {"viec": name, **boxes})


class TestNumber:
    """The identity number."""

    def test_a_number_is_kept_sealed_and_shown_by_its_tail(self, mai: int, editor: Client) -> None:
        answer = act(editor, mai, "so", so="035 185 001 234")

        assert answer["Location"] == f"{page_of(mai)}?da-ghi"
        page = main_of(editor.get(answer["Location"]))
        assert "Đã ghi lại." in page
        assert "đang lưu, đã mã hóa: •••234" in page
        assert NUMBER.encode() not in bytes(IdentityNumber.objects.get().sealed)

    def test_it_is_shown_once_for_a_reason_that_goes_into_the_log(self, book: Book, known: int, editor: Client) -> None:
        answer = editor.post(f"{page_of(known)}?da-ghi", {"viec": "xem", "ly_do": WHY})

        assert f"Số định danh: {NUMBER}" in main_of(answer)
        assert "Đã ghi lại." not in main_of(answer)
        assert typed_in(answer)["ly_do"] == ""
        assert answer.content.decode().count(NUMBER) == 1
        assert answer["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
        log = main_of(editor.get(f"{BOOK}/nhat-ky"))
        assert f"Nguyễn Thị Mai {WHY}" in log
        assert NUMBER not in log
        assert NUMBER not in editor.get(page_of(known)).content.decode()

    @pytest.mark.parametrize(
        ("reason", "sentence"),
        [
            ("", "Hãy ghi lý do cần xem cả số."),
            ("\u200b", "Hãy nêu lý do."),
            (f"Đơn của {MAI}",
             "Lý do được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc."),
        ],
    )  # fmt: skip
    def test_without_a_reason_it_stays_hidden(self, known: int, editor: Client, reason: str, sentence: str) -> None:
        entries = Entry.objects.count()

        answer = act(editor, known, "xem", ly_do=reason)

        assert_refused(answer, ("ly-do", sentence))
        assert typed_in(answer)["ly_do"] == reason
        assert NUMBER not in answer.content.decode()
        assert Entry.objects.count() == entries

    def test_no_page_of_the_record_holds_it(self, book: Book, known: int, editor: Client) -> None:
        link_account(actor=book.editor(), at=NOW, person_id=known, user_id=book.season.users["canbo01"])
        member, head = browser(book, "canbo01"), browser(book, "truong01")

        for client in (editor, head, member):
            for rest in ("", "/thong-tin", "/rieng", "/du-lieu", "/ghi/rating"):
                assert NUMBER not in client.get(f"{BOOK}/{known}{rest}").content.decode()

    def test_a_number_that_is_none_is_told_and_not_echoed(self, mai: int, editor: Client) -> None:
        answer = act(editor, mai, "so", so="03518500123")

        assert_refused(
            answer, ("so", "Số định danh cá nhân gồm 12 chữ số (số chứng minh nhân dân cũ: 9 chữ số).")
        )  # fmt: skip
        assert "03518500123" not in answer.content.decode()
        assert not IdentityNumber.objects.exists()

    def test_it_is_replaced_and_taken_away(self, known: int, editor: Client) -> None:
        act(editor, known, "so", so="168123456")
        assert "•••456" in main_of(editor.get(page_of(known)))

        act(editor, known, "xoa-so", so="")

        assert "chưa ghi" in main_of(editor.get(page_of(known)))
        assert_refused(act(editor, known, "xoa-so"), ("", "Hồ sơ chưa ghi số định danh."))

    def test_a_number_that_the_server_cannot_open_says_what_to_do(
        self, known: int, editor: Client, settings: Any
    ) -> None:
        settings.THIDUA_FIELD_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="

        assert_refused(act(editor, known, "xem", ly_do=WHY), ("", KEY_LOST))


class TestParty:
    """Party membership."""

    def test_a_day_is_kept_for_an_award_and_taken_away(self, mai: int, editor: Client) -> None:
        act(editor, mai, "dang", ngay="03/02/2010", de_lam_gi="HCLD3")
        opened = editor.get(page_of(mai))
        assert (typed_in(opened)["ngay"], typed_in(opened)["de_lam_gi"]) == ("03/02/2010", "HCLD3")
        assert "từ 03/02/2010" in main_of(opened)

        act(editor, mai, "xoa-dang")

        assert not PartyMembership.objects.exists()

    @pytest.mark.parametrize(
        ("boxes", "problems"),
        [
            ({"ngay": "", "de_lam_gi": ""},
             [("ngay", "Hãy ghi ngày vào Đảng."), ("de-lam-gi", "Hãy chọn danh hiệu, hình thức cần đến.")]),
            ({"ngay": "03/02/2010", "de_lam_gi": "KHAC"},
             [("de-lam-gi", "Hãy chọn danh hiệu, hình thức cần đến trong danh sách.")]),
            ({"ngay": "31/02/2010", "de_lam_gi": "HCLD3"},
             [("ngay", "Không có ngày 31/02/2010: kiểm tra lại ngày và tháng.")]),
            ({"ngay": "21/11/2021", "de_lam_gi": "HCLD3"}, [("ngay", "Ngày vào Đảng 21/11/2021 ở tương lai.")]),
            ({"ngay": "01/01/1980", "de_lam_gi": "HCLD3"},
             [("ngay", "Ngày vào Đảng 01/01/1980 trước khi đủ 18 tuổi.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_what_was_typed_comes_back(
        self, mai: int, editor: Client, boxes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        answer = act(editor, mai, "dang", **boxes)

        assert_refused(answer, *problems)
        chosen = "HCLD3" if boxes["de_lam_gi"] == "HCLD3" else ""
        assert (typed_in(answer)["ngay"], typed_in(answer)["de_lam_gi"]) == (boxes["ngay"], chosen)
        assert not PartyMembership.objects.exists()


class TestAccount:
    """The person's own account."""

    def test_an_account_is_linked_and_unlinked(self, book: Book, mai: int, editor: Client) -> None:
        act(editor, mai, "tai-khoan", tai_khoan="CANBO01.cum-thu")
        assert Person.objects.get().user_id == book.season.users["canbo01"]
        assert typed_in(editor.get(page_of(mai)))["tai_khoan"] == "canbo01.cum-thu"

        act(editor, mai, "go-tai-khoan")

        assert Person.objects.get().user_id is None

    @pytest.mark.parametrize("name", ["canbo02.cum-thu", "khong-co-ai"])
    def test_an_account_of_another_unit_and_none_are_told_in_the_same_words(
        self, mai: int, editor: Client, name: str
    ) -> None:
        answer = act(editor, mai, "tai-khoan", tai_khoan=name)

        assert_refused(
            answer, ("tai-khoan", f"Đơn vị không có tài khoản “{name}”. Hãy hỏi quản trị hệ thống.")
        )  # fmt: skip
        assert typed_in(answer)["tai_khoan"] == name

    def test_an_account_belongs_to_one_record(self, book: Book, mai: int, editor: Client) -> None:
        an = book.add("Trần Văn An", user_id=book.season.users["canbo01"])

        answer = act(editor, mai, "tai-khoan", tai_khoan="canbo01.cum-thu")

        assert_refused(answer, ("tai-khoan", "Tài khoản này đã gắn với hồ sơ khác."))
        assert Person.objects.get(user__isnull=False).pk == an

    def test_an_empty_name_is_told(self, mai: int, editor: Client) -> None:
        assert_refused(act(editor, mai, "tai-khoan", tai_khoan=" "), ("tai-khoan", "Hãy ghi tên đăng nhập."))


@pytest.mark.parametrize("name", ["", "abc"])
def test_no_act_is_told(mai: int, editor: Client, name: str) -> None:
    assert_refused(act(editor, mai, name, so=NUMBER), ("", "Hãy chọn một việc cần làm."))
    assert not IdentityNumber.objects.exists()


@pytest.mark.parametrize("username", ["canbo01", "giamsat", "thuky"])
def test_nobody_else_opens_the_page_nor_acts(book: Book, known: int, username: str) -> None:
    link_account(actor=book.editor(), at=NOW, person_id=known, user_id=book.season.users["canbo01"])
    client = browser(book, username)

    answers = [client.get(page_of(known)), act(client, known, "xem", ly_do=WHY), act(client, known, "xoa-so")]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert [NUMBER in answer.content.decode() for answer in answers] == [False] * 3
    assert IdentityNumber.objects.count() == 1


def test_the_page_takes_as_many_queries_with_everything_as_with_nothing(book: Book, mai: int, editor: Client) -> None:
    nothing = queries_of(editor, page_of(mai))
    set_identity(actor=book.editor(), at=NOW, person_id=mai, number=NUMBER)
    set_party_membership(actor=book.editor(), at=NOW, person_id=mai, since_date=date(2010, 2, 3), purpose="HCLD3")
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users["canbo01"])

    assert queries_of(editor, page_of(mai)) == nothing
