"""What the unit's own books know is offered beside the claim that asks for it, and is never written in its place."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from council.season import SCORING, Season, founded
from records.book import Book
from records.ideas_desk import following, step
from thidua.records.actions.facts import void_fact
from thidua.records.contents import WorkContent
from thidua.records.enums import FactKind, IdeaStepKind
from web.season_pages import queries_of, text_of
from web.sheet_desk import ADDRESS, browser_of, claim_of

_HEAD = """
format: thidua.criteria/1
code: hoi-so
title: Bộ tiêu chí hỏi sổ của đơn vị
total: {total}
step: 0.25
indicators:
  - {{code: sang_kien, title: Sáng kiến được công nhận, unit: sáng kiến, kind: count, from: 0, to: 200, {initiatives}}}
  - {{code: lam_theo, title: Hoàn thành việc làm theo, unit: "%", kind: percent, from: 0, to: 100, {following}}}
criteria:
  - code: I
    title: Nhóm một
    max: {total}
    children:
"""
_LEAF = (
    "      - {{code: I.{number}, title: Tiêu chí {number}, max: 1, rule: {{kind: {rule}}}, fill: {{{part}: {fill}}}}}\n"
)
_RULES = {
    "sang_kien": {"rule": "per_unit, points_each: 0.25", "part": "count"},
    "lam_theo": {"rule": "bands, bands: [{min: 90, points: 1}]", "part": "actual"},
}


def criteria(
    *fills: str, initiatives: str = "x-register: initiatives", following: str = "x-register: following"
) -> bytes:
    """A set whose leaves I.1, I.2 … are filled from these indicators."""
    head = _HEAD.format(total=len(fills), initiatives=initiatives, following=following)
    leaves = (_LEAF.format(number=number, fill=fill, **_RULES[fill]) for number, fill in enumerate(fills, start=1))
    return (head + "".join(leaves)).encode()


def scoring(season: Season) -> Season:
    """Every unit has signed; no leaf takes a target."""
    season.set_up().launched()
    for number in range(1, season.size + 1):
        season.sign(number, {})
    return season


def opened(*fills: str, **registers: str) -> Book:
    return Book(scoring(Season(founded(SCORING), criteria=criteria(*fills, **registers))))


def offers(client: Client) -> dict[str, str]:
    """By leaf, what its offer says."""
    page = client.get(ADDRESS).content.decode()
    rows = [part.split('"', 1) for part in page.split('data-leaf="')[1:]]
    found = {code: re.search(r'score-row__offer">(.*?)</p>', row, re.DOTALL) for code, row in rows}
    return {code: re.sub(r"<[^>]+>", "", one[1]) for code, one in found.items() if one}


def initiative(number: int, decided: date | None, year: int = 2021) -> WorkContent:
    return WorkContent(kind="initiative", title=f"Sáng kiến {number}", scope="base", year=year, decision_date=decided)


@pytest.fixture
def book(db: None) -> Book:
    return opened("sang_kien", "lam_theo")


@pytest.fixture
def editor(book: Book) -> Client:
    return browser_of(book.season, "daumoi01")


def test_initiatives_of_the_emulation_year_are_counted_beside_their_leaf(book: Book, editor: Client) -> None:
    days = (date(2020, 10, 31), date(2020, 11, 1), date(2021, 10, 20), None)
    for number, day in enumerate(days):
        book.write_of_unit(initiative(number, day, year=day.year if day else 2021), at=SCORING)

    assert offers(editor)["I.1"] == "Sổ sáng kiến của đơn vị: 3 sáng kiến được công nhận trong kỳ. Xem sổ"


def test_one_that_was_struck_out_counts_no_more(book: Book, editor: Client) -> None:
    row = book.write_of_unit(initiative(1, date(2021, 5, 1)), at=SCORING)
    void_fact(actor=book.editor(), at=SCORING, fact=FactKind.WORK, row_id=row, reason="Ghi nhầm")

    assert offers(editor)["I.1"] == "Sổ sáng kiến của đơn vị: 0 sáng kiến được công nhận trong kỳ. Xem sổ"


def test_the_share_of_the_staff_is_told_and_without_a_book_why_it_is_not(book: Book, editor: Client) -> None:
    assert offers(editor)["I.2"] == "Sổ việc làm theo: chưa có danh sách cán bộ để tính tỷ lệ. Xem sổ"
    people = [book.add(name, at=SCORING) for name in ("Nguyễn Thị Mai", "Trần Văn An", "Lê Thị Hà")]
    idea = following(book.editor(), at=SCORING, person_id=people[0])
    step(book.editor(), idea, IdeaStepKind.DONE)
    step(book.head(), idea, IdeaStepKind.CONFIRMED)

    assert offers(editor)["I.2"] == "Sổ việc làm theo: 1 trên 3 người đã được xác nhận = 33,3 %. Xem sổ"


def test_each_leads_to_its_book(editor: Client) -> None:
    page = editor.get(ADDRESS).content.decode()

    for view, says in (("y-tuong", "Sáng kiến được công nhận trong kỳ"), ("viec-lam-theo", "Đã xác nhận hoàn thành")):
        assert f'href="/y-tuong?xem={view}"' in page
        assert says in text_of(editor.get(f"/y-tuong?xem={view}"))


def test_nothing_is_claimed_for_the_unit(book: Book, editor: Client) -> None:
    book.write_of_unit(initiative(1, date(2021, 5, 1)), at=SCORING)

    editor.get(ADDRESS)

    assert claim_of(book.season, "I.1") is None


def test_another_unit_s_books_are_not_counted(book: Book) -> None:
    book.write_of_unit(initiative(1, date(2021, 5, 1)), at=SCORING)

    other = offers(browser_of(book.season, "daumoi02"))

    assert other["I.1"] == "Sổ sáng kiến của đơn vị: 0 sáng kiến được công nhận trong kỳ. Xem sổ"


def test_who_only_reads_the_sheet_is_offered_nothing(book: Book) -> None:
    assert offers(browser_of(book.season, "truong01")) == {}


def test_an_indicator_that_names_no_book_or_an_unknown_one_offers_nothing(db: None) -> None:
    book = opened("sang_kien", "lam_theo", initiatives="x-register: abc", following="x-note: khác")

    assert offers(browser_of(book.season, "daumoi01")) == {}


def test_ten_leaves_that_ask_take_as_many_queries_as_one_and_none_takes_fewer(db: None) -> None:
    one = opened("sang_kien")
    many = scoring(Season(one.season.setup, "cum-hai", criteria=criteria(*["sang_kien", "lam_theo"] * 5)))
    none = scoring(Season(one.season.setup, "cum-ba", criteria=criteria("sang_kien", initiatives="x-note: khác")))

    asked = [
        queries_of(browser_of(season, "daumoi01"), ADDRESS.replace("cum-thu", season.code))
        for season in (one.season, many, none)
    ]

    assert asked[0] == asked[1]
    assert asked[2] < asked[0]
