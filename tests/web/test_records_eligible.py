"""Who of the unit could be proposed for an award in a year, and what everybody lacks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from records.book import Book, initiative, rating
from thidua.records.queries import eligible
from web.record_desk import BOOK, browser, main_of, opened_book, typed_in
from web.season_pages import queries_of, text_of

ADDRESS = f"{BOOK}/xet-danh-hieu"


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def mai(book: Book) -> int:
    return book.add(birth_date=date(1985, 3, 8), gender="female", staff_code="CB-1", department="Khoa Lý luận")


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


def test_everybody_stands_in_one_of_three_groups(book: Book, mai: int, editor: Client) -> None:
    book.write(mai, rating(2021, "not_completed"))
    book.add("Trần Văn An")

    page = main_of(editor.get(ADDRESS, {"danh-hieu": "LDTT", "nam": "2021"}))

    assert "Lao động tiên tiến, năm 2021 – Đơn vị 01." in page
    assert "Đủ điều kiện 0 người Không có ai." in page
    assert re.search(r"Chưa kết luận được 1 người Trần Văn An Cần xếp loại", page)
    assert re.search(r"Chưa đủ điều kiện 1 người Nguyễn Thị Mai", page)


def test_what_is_lacking_is_told_with_its_article(mai: int, editor: Client) -> None:
    page = main_of(editor.get(ADDRESS, {"danh-hieu": "CSTDTQ", "nam": "2021"}))

    assert "Nguyễn Thị Mai Cần 2 lần “Chiến sĩ thi đua cấp bộ, ngành, tỉnh, đoàn thể trung ương”" in page


def test_on_a_list_too_long_to_judge_whole_who_lacks_a_title_is_told_so(
    mai: int, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eligible, "MOST_JUDGED", 0)

    page = main_of(editor.get(ADDRESS, {"danh-hieu": "CSTDTQ", "nam": "2021"}))

    assert "Nguyễn Thị Mai Hồ sơ chưa có danh hiệu, sáng kiến mà hình thức này đòi hỏi trước." in page


@pytest.mark.parametrize(
    "asked",
    [
        {"danh-hieu": "KHAC", "nam": "1"},
        {"danh-hieu": "TTLDTT"},
        {"nam": "abc"},
        {"nam": "9" * 30},
        {"nam": "1990"},
    ],
)
def test_a_guess_in_the_address_falls_back_to_this_year(mai: int, editor: Client, asked: dict[str, str]) -> None:
    answer = editor.get(ADDRESS, asked)

    assert answer.status_code == 200
    assert typed_in(answer) == {"danh-hieu": "CSTDCS", "nam": "2021"}


def test_a_year_before_the_first_law_of_the_project_says_so(mai: int, editor: Client) -> None:
    page = main_of(editor.get(ADDRESS, {"nam": "2015"}))

    assert "2015" in page
    assert "Nguyễn Thị Mai" not in page


def test_ten_people_take_as_many_queries_as_one(book: Book, mai: int, editor: Client) -> None:
    book.write(mai, rating(2020))
    one = queries_of(editor, f"{ADDRESS}?danh-hieu=LDTT")
    for number in range(9):
        person = book.add(f"Người Thứ {number}", staff_code=f"M{number}")
        book.write(person, rating(2020))
        book.write_of_unit(initiative(person, title=f"Sáng kiến {number}"))

    assert queries_of(editor, f"{ADDRESS}?danh-hieu=LDTT") == one


def test_another_unit_s_people_are_not_judged(book: Book, editor: Client) -> None:
    book.add("Người Đơn Vị Hai", unit=2)

    assert "Người Đơn Vị Hai" not in text_of(editor.get(ADDRESS))
