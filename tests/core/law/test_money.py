"""Prize money: multiple × base salary on the decision date, rounded up to tens of thousands of đồng."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.law.money import base_salary, prize, rounded_up
from thidua.core.law.regimes import law
from thidua.core.law.shares import least_needed, most_allowed


@pytest.mark.parametrize(
    ("award", "subject", "on", "amount"),
    [
        ("LDTT", "individual", date(2025, 8, 1), 710_000),  # 0,3 × 2.340.000 = 702.000
        ("LDTT", "individual", date(2021, 12, 15), 450_000),  # 0,3 × 1.490.000 = 447.000
        ("LDTT", "individual", date(2026, 7, 15), 760_000),  # 0,3 × 2.530.000 = 759.000
        ("LDTT", "individual", date(2026, 6, 30), 710_000),
        ("LDTT", "individual", date(2023, 6, 30), 450_000),
        ("LDTT", "individual", date(2023, 7, 1), 540_000),  # 0,3 × 1.800.000, an exact multiple stays
        ("CO_BNT", "collective", date(2025, 8, 1), 18_720_000),
        ("HCLD3", "collective", date(2025, 8, 1), 21_060_000),
    ],
)
def test_prize(award: str, subject: str, on: date, amount: int) -> None:
    found = prize(law(), award, subject, on)

    assert found is not None
    assert found.amount == amount


@pytest.mark.parametrize(
    ("award", "subject", "on"),
    [
        ("LDTT", "collective", date(2025, 8, 1)),  # no multiple
        ("GDVH", "household", date(2025, 8, 1)),  # no prize known
        ("LDTT", "individual", date(2018, 1, 1)),  # no base salary loaded
        ("LDTT", "individual", date(2026, 10, 1)),  # no rules loaded
    ],
)
def test_a_prize_that_is_not_known(award: str, subject: str, on: date) -> None:
    assert prize(law(), award, subject, on) is None


def test_a_prize_names_its_articles() -> None:
    found = prize(law(), "LDTT", "individual", date(2026, 7, 15))

    assert found is not None
    assert found.grounds[1].cite == "Điều 3 Nghị định số 161/2026/NĐ-CP"
    assert (found.multiple, found.base_salary, found.is_cap) == (Decimal("0.3"), 2_530_000, False)


def test_before_the_first_regime() -> None:
    with pytest.raises(ValueError, match="trước ngày"):
        prize(law(), "LDTT", "individual", date(2017, 9, 30))


def test_the_base_salary_of_a_day() -> None:
    days = (date(2019, 6, 30), date(2019, 7, 1), date(2024, 6, 30), date(2024, 7, 1), date(2026, 7, 1))
    rows = [base_salary(day) for day in days]

    assert [row and row.values["vnd"] for row in rows] == [None, 1_490_000, 1_800_000, 2_340_000, 2_530_000]


@given(st.decimals(0, 20, places=2), st.integers(1, 9_999_999))
def test_rounding_up_adds_less_than_a_step(multiple: Decimal, base: int) -> None:
    amount = multiple * base

    assert 0 <= rounded_up(amount, 10_000) - amount < 10_000
    assert rounded_up(amount, 10_000) % 10_000 == 0


@given(st.decimals(0, 100, places=2), st.integers(0, 10_000))
def test_a_share_in_whole_subjects(pct: Decimal, of: int) -> None:
    most = most_allowed(pct, of)

    assert 100 * most <= pct * of < 100 * (most + 1)
    assert 100 * least_needed(pct, of, above=False) >= pct * of > 100 * (least_needed(pct, of, above=False) - 1)
    assert 100 * least_needed(pct, of, above=True) > pct * of >= 100 * (least_needed(pct, of, above=True) - 1)
    assert most_allowed(pct, of, rounding="up") == least_needed(pct, of, above=False)
