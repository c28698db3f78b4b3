"""Numbers, dates, marks and line ends of official papers."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.layout import layout_for
from thidua.documents.paper import Marker
from thidua.documents.wording import LETTERS, date_line, mark_of, number_line, symbol_for, with_ends


@given(st.integers(min_value=1, max_value=5000))
def test_number_under_ten_gets_a_zero(number: int) -> None:
    shown = number_line(number, "BB-CTĐ")
    assert shown == ("Số: 0" if number < 10 else "Số: ") + f"{number}/BB-CTĐ"


@given(st.dates(min_value=date(2020, 3, 5), max_value=date(2099, 12, 31)))
def test_date_gets_zeros_for_days_under_ten_and_the_first_two_months(day: date) -> None:
    place, rest = date_line("Hà Nam", day).split(", ")
    _, d, _, m, _, y = rest.split()
    assert place == "Hà Nam"
    assert d == (f"0{day.day}" if day.day < 10 else str(day.day))
    assert m == (f"0{day.month}" if day.month < 3 else str(day.month))
    assert y == str(day.year)


def test_number_that_is_not_taken_yet_leaves_room() -> None:
    assert number_line(None, "BB-CTĐ").split("\u00a0") == ["Số:", "", "", "", "", "", "/BB-CTĐ"]
    assert number_line(None, "") == ""


def test_symbol_of_a_kind() -> None:
    layout = layout_for("state", "minutes", on=date(2021, 3, 23))
    assert symbol_for(layout, "minutes", "CTĐ") == "BB-CTĐ"
    assert symbol_for(layout, "pledge", "CTĐ") == ""


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [mark_of(Marker.POINT, i, 1) for i in range(6)] == ["a) ", "b) ", "c) ", "d) ", "đ) ", "e) "]
    assert mark_of(Marker.POINT, 22, 1) == "y) "
    assert not set(LETTERS) & set("fjwz")
    with pytest.raises(ValueError):
        mark_of(Marker.POINT, 23, 1)


def test_clauses_and_dashes() -> None:
    assert [mark_of(Marker.CLAUSE, i, 3) for i in range(2)] == ["3. ", "4. "]
    assert mark_of(Marker.DASH, 9, 1) == "- "


@pytest.mark.parametrize(
    ("lines", "ended"),
    [
        (("a",), ("a.",)),
        (("a;", "b ; ", "c."), ("a;", "b;", "c.")),
        (("Lưu: VT", "Hồ sơ"), ("Lưu: VT;", "Hồ sơ.")),
    ],
)
def test_line_ends(lines: tuple[str, ...], ended: tuple[str, ...]) -> None:
    assert with_ends(lines) == ended
