"""Giám sát, kiểm tra: sees nothing before saying why; the reason stands in the unit's log and opens for an hour."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from django.test import Client

from council.season import Season, move_clock
from records.book import MAI, NOW, Book, rating, title
from thidua.audit.models import Entry
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, typed_in
from web.season_pages import queries_of

WHY = "Kiểm tra theo kế hoạch số 12/KH"
REASON = f"{BOOK}/ly-do"
PLACES = ("", "/tap-the", "/nhat-ky")


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def mai(book: Book) -> int:
    return book.add()


@pytest.fixture
def auditor(book: Book, mai: int) -> Client:
    return browser(book, "giamsat")


def of(book: Book, rest: str = "", unit: int = 1) -> str:
    return f"{BOOK}{rest}?don-vi={book.unit(unit)}"


def test_the_units_of_the_cluster_are_chosen_first(book: Book, auditor: Client) -> None:
    for place in PLACES:
        page = main_of(auditor.get(f"{BOOK}{place}"))
        assert "Chọn đơn vị cần giám sát. Mỗi lần mở phải ghi lý do; đơn vị thấy việc này trong nhật ký hồ sơ." in page
        assert "Đơn vị 01 Hồ sơ tập thể Đơn vị 01 Nhật ký hồ sơ Đơn vị 01 Đơn vị 02 Hồ sơ tập thể" in page


@pytest.mark.parametrize("guess", ["0", "999999", "abc", "9" * 30])
def test_a_unit_of_no_such_number_leads_to_the_same_choice(auditor: Client, guess: str) -> None:
    for place in PLACES:
        assert "Chọn đơn vị cần giám sát." in main_of(auditor.get(f"{BOOK}{place}?don-vi={guess}"))


def test_so_does_a_unit_of_another_cluster(book: Book, auditor: Client) -> None:
    other = Season(book.season.setup, code="cum-khac", size=2).set_up()

    for place in PLACES:
        assert "Chọn đơn vị cần giám sát." in main_of(auditor.get(f"{BOOK}{place}?don-vi={other.unit(1)}"))
    answer = auditor.post(REASON, {"don-vi": str(other.unit(1)), "ly_do": WHY})
    assert answer.status_code == 404


def test_nothing_is_shown_before_the_reason(book: Book, mai: int, auditor: Client) -> None:
    for address in (of(book), of(book, "/tap-the"), f"{BOOK}/{mai}"):
        page = main_of(auditor.get(address))
        assert page.startswith("Lý do mở hồ sơ Bạn sắp xem ")
        assert "Mai" not in page


def test_the_reason_opens_the_list_alone_for_an_hour_and_stands_in_the_unit_s_log(
    book: Book, mai: int, auditor: Client
) -> None:
    answer = auditor.post(REASON, {"don-vi": str(book.unit()), "ly_do": unicodedata.normalize("NFD", WHY)})

    assert answer["Location"] == of(book)
    assert MAI in main_of(auditor.get(of(book)))
    assert "Lý do mở hồ sơ" in main_of(auditor.get(f"{BOOK}/{mai}"))
    assert WHY in main_of(browser(book, "daumoi01").get(f"{BOOK}/nhat-ky"))
    move_clock(book.season.setup, NOW + timedelta(minutes=61))
    assert main_of(auditor.get(of(book))).startswith("Lý do mở hồ sơ")


def test_the_reason_for_one_record_opens_that_record_alone(book: Book, mai: int, auditor: Client) -> None:
    an = book.add("Trần Văn An")

    answer = auditor.post(REASON, {"don-vi": str(book.unit()), "nguoi": str(mai), "ly_do": WHY})

    assert answer["Location"] == f"{BOOK}/{mai}"
    assert MAI in main_of(auditor.get(f"{BOOK}/{mai}"))
    assert "Lý do mở hồ sơ" in main_of(auditor.get(f"{BOOK}/{an}"))
    assert "Lý do mở hồ sơ" in main_of(auditor.get(of(book)))


def test_the_reason_for_the_unit_s_own_record_leads_to_it(book: Book, auditor: Client) -> None:
    book.write_of_unit(title("TTLDTT"))
    asked = typed_in(auditor.get(of(book, "/tap-the")))

    answer = auditor.post(REASON, {**asked, "ly_do": WHY})

    assert answer["Location"] == of(book, "/tap-the")
    assert "Tập thể lao động tiên tiến năm 2020" in main_of(auditor.get(answer["Location"]))


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Hãy nêu lý do."),
        (" \u200b", "Hãy nêu lý do."),
        ("x" * 501, "Lý do dài 501 ký tự, quá 500. Hãy rút gọn."),
        (f"Đơn của {MAI}",
         "Lý do được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc."),
    ],
)  # fmt: skip
def test_a_reason_that_is_none_is_told_and_comes_back(
    book: Book, mai: int, auditor: Client, reason: str, sentence: str
) -> None:
    entries = Entry.objects.count()

    answer = auditor.post(REASON, {"don-vi": str(book.unit()), "nguoi": str(mai), "ly_do": reason})

    assert_refused(answer, ("ly-do", sentence))
    assert typed_in(answer) == {"don-vi": str(book.unit()), "nguoi": str(mai), "den": "", "ly_do": reason}
    assert Entry.objects.count() == entries


def test_a_second_press_is_logged_once(book: Book, mai: int, auditor: Client) -> None:
    for _ in range(2):
        auditor.post(REASON, {"don-vi": str(book.unit()), "nguoi": str(mai), "ly_do": WHY})

    assert Entry.objects.filter(action="records.read_record").count() == 1


def test_a_person_of_another_unit_is_not_opened_by_this_one_s_number(book: Book, mai: int, auditor: Client) -> None:
    answer = auditor.post(REASON, {"don-vi": str(book.unit(2)), "nguoi": str(mai), "ly_do": WHY})
    nothing = auditor.post(REASON, {"don-vi": str(book.unit(2)), "nguoi": "999999", "ly_do": WHY})

    assert answer.status_code == 403
    assert nothing.status_code == 404
    assert Entry.objects.filter(action="records.read_record").count() == 0


def test_the_log_names_nobody_before_the_reason_and_then_does(book: Book, mai: int, auditor: Client) -> None:
    before = main_of(auditor.get(of(book, "/nhat-ky")))
    assert f"Thêm người vào sổ Hồ sơ số {mai}" in before
    assert "Tên người được che cho đến khi bạn ghi lý do xem hồ sơ" in before

    auditor.post(REASON, {"don-vi": str(book.unit()), "ly_do": WHY})

    after = main_of(auditor.get(of(book, "/nhat-ky")))
    assert f"Thêm người vào sổ {MAI}" in after
    assert "Tên người được che" not in after


def test_every_page_leads_back_to_the_same_unit_and_offers_no_change(book: Book, mai: int, auditor: Client) -> None:
    book.write(mai, rating())
    book.write_of_unit(title("TTLDTT"))
    for whose in ({}, {"nguoi": str(mai)}):
        auditor.post(REASON, {"don-vi": str(book.unit()), "ly_do": WHY, **whose})

    for address in (f"{BOOK}/{mai}", of(book, "/tap-the"), of(book, "/nhat-ky")):
        page = auditor.get(address).content.decode()
        assert f'href="{of(book)}"' in page
        assert "/ghi/" not in page
        assert "/ban-ghi/" not in page
        assert "/rieng" not in page
    page = auditor.get(of(book)).content.decode()
    assert (f'href="{of(book, "/tap-the")}"' in page, f'href="{of(book, "/nhat-ky")}"' in page) == (True, True)
    assert f'<input type="hidden" name="don-vi" value="{book.unit()}">' in page
    assert "Thêm người" not in page


def test_a_search_and_a_further_page_stay_in_the_unit(book: Book, mai: int, auditor: Client) -> None:
    for number in range(50):
        book.add(f"Người Thứ {number:02d}", staff_code=f"M{number:02d}")
    auditor.post(REASON, {"don-vi": str(book.unit()), "ly_do": WHY})

    page = auditor.get(f"{of(book)}&trang=2").content.decode()

    assert f'href="?don-vi={book.unit()}&amp;tim=&amp;trang=1"' in page
    assert f'href="{of(book)}"' in auditor.get(f"{of(book)}&tim=khong-co-ai").content.decode()


@pytest.mark.parametrize("username", ["daumoi01", "canbo01", "thuky"])
def test_nobody_else_gives_a_reason(book: Book, mai: int, username: str) -> None:
    answer = browser(book, username).post(REASON, {"don-vi": str(book.unit()), "ly_do": WHY})

    assert answer.status_code == 403
    assert Entry.objects.filter(action="records.read_record").count() == 0


def test_reading_the_log_takes_as_many_queries_for_fifty_lines_as_for_a_few(book: Book, mai: int) -> None:
    editor = browser(book, "daumoi01")
    few = queries_of(editor, f"{BOOK}/nhat-ky")
    for number in range(50):
        book.write(book.add(f"Người Thứ {number:02d}", staff_code=f"M{number:02d}"), rating())

    assert queries_of(editor, f"{BOOK}/nhat-ky") == few
    page = editor.get(f"{BOOK}/nhat-ky").content.decode()
    assert page.count('<th scope="row"') == 50
    older = page.rpartition("?truoc=")[2].partition('"')[0]
    assert editor.get(f"{BOOK}/nhat-ky?truoc={older}").content.decode().count('<th scope="row"') == 50
    assert editor.get(f"{BOOK}/nhat-ky?truoc=abc").content.decode().count('<th scope="row"') == 50
