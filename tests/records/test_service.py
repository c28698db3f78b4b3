"""Months of service within a year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.records.service import months_of_service

Y = 2021


def day(month: int, day_of_month: int, year: int = Y) -> date:
    return date(year, month, day_of_month)


@pytest.mark.parametrize(
    ("at_work", "away", "months"),
    [
        ([], [], 0),
        ([(day(9, 1, 2010), None)], [], 12),
        ([(day(1, 1), day(12, 31))], [], 12),
        ([(day(3, 1), None)], [], 10),
        ([(day(3, 2), None)], [], 9),
        ([(day(2, 1), day(11, 30))], [], 10),
        ([(day(2, 15), day(12, 14))], [], 10),
        ([(day(1, 31), day(2, 28))], [], 1),
        ([(day(1, 31), day(2, 27))], [], 0),
        ([(day(1, 1), day(1, 15)), (day(3, 1), day(3, 16))], [], 1),
        ([(day(1, 1), day(1, 15)), (day(3, 1), day(3, 15))], [], 0),
        ([(day(1, 1), day(6, 30)), (day(7, 1), None)], [], 12),
        ([(day(1, 1, 2022), None)], [], 0),
        ([(day(1, 1, 2019), day(12, 31, 2020))], [], 0),
        ([(day(1, 1, 2019), None)], [(day(3, 1), day(8, 31))], 6),
        ([(day(1, 1, 2019), None)], [(day(12, 1, 2020), None)], 0),
        ([(day(1, 1, 2019), None)], [(day(3, 1), day(4, 30)), (day(4, 1), day(5, 31))], 9),
        ([(day(6, 1), None)], [(day(1, 1), day(5, 31))], 7),
    ],
)
def test_months(at_work: list[tuple[date, date | None]], away: list[tuple[date, date | None]], months: int) -> None:
    assert months_of_service(Y, at_work, away) == months


DAYS = st.dates(date(2020, 6, 1), date(2022, 6, 30))
PERIODS = st.lists(
    st.tuples(DAYS, st.integers(0, 500)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1]))), max_size=4
)


@given(PERIODS, PERIODS)
def test_leave_never_adds_a_month_and_work_never_takes_one(
    at_work: list[tuple[date, date]], away: list[tuple[date, date]]
) -> None:
    whole = months_of_service(Y, at_work)

    assert 0 <= whole <= 12
    assert months_of_service(Y, [*at_work, (day(1, 1), day(12, 31))]) == 12
    assert months_of_service(Y, at_work, away) <= whole
