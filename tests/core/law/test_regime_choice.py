"""Which law applies: the named regime, else that of the decision date, else provisionally that of 31 December."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.law.helpers import faults, read
from thidua.core.law.cases import Case
from thidua.core.law.regimes import law

EDGES = [
    (date(2017, 10, 1), "R1"),
    (date(2023, 12, 31), "R1"),
    (date(2024, 1, 1), "R2"),
    (date(2025, 6, 30), "R2"),
    (date(2025, 7, 1), "R3"),
    (date(2026, 9, 30), "R3"),
    (date(2026, 10, 1), "R4"),
    (date(2100, 1, 1), "R4"),
]


def case(year: int = 2021, **more: Any) -> Case:
    (found,) = read({"award": "LDTT", "facts": {"subject": "individual", "year": year}, **more}).cases
    return found


@pytest.mark.parametrize(("day", "code"), EDGES)
def test_the_decision_date_chooses(day: date, code: str) -> None:
    assert law().on(day).code == code
    assert case(decision_date=day.isoformat()).regime.code == code
    assert not case(decision_date=day.isoformat()).provisional


def test_a_day_before_the_first_regime_is_refused() -> None:
    with pytest.raises(ValueError, match="30/09/2017 trước ngày 01/10/2017"):
        law().on(date(2017, 9, 30))
    facts = {"subject": "individual", "year": 2017}
    assert list(faults({"decision_date": "2017-09-30", "award": "LDTT", "facts": facts})) == ["decision_date"]


@pytest.mark.parametrize(("year", "code"), [(2017, "R1"), (2023, "R1"), (2024, "R2"), (2025, "R3"), (2026, "R4")])
def test_without_a_date_the_end_of_the_award_year_chooses_provisionally(year: int, code: str) -> None:
    assert (case(year).regime.code, case(year).provisional) == (code, True)


def test_a_year_that_ends_before_the_first_regime_is_refused() -> None:
    assert list(faults({"award": "LDTT", "facts": {"subject": "individual", "year": 2016}})) == ["facts.year"]


def test_a_named_regime_wins_over_the_date_and_the_year() -> None:
    assert case(2016, regime="R3").regime.code == "R3"
    assert case(2021, regime="R3", decision_date="2021-12-15").regime.code == "R3"
    assert not case(2021, regime="R3").provisional


def test_a_date_before_the_first_regime_is_refused_even_beside_a_named_one() -> None:
    document = {"regime": "R1", "decision_date": "2017-01-01", "award": "LDTT",
                "facts": {"subject": "individual", "year": 2017}}  # fmt: skip

    assert list(faults(document)) == ["decision_date"]


@given(
    st.dates(date(2017, 10, 1), date(2100, 12, 31)),
    st.integers(1945, 2100),
    st.sampled_from(["LDTT", "CSTDCS", "BK_TTG"]),
    st.sampled_from(["individual", "collective", "household"]),
)
def test_the_choice_depends_on_dates_alone(day: date, year: int, award: str, subject: str) -> None:
    facts = {"subject": subject, "year": year}

    (found,) = read({"decision_date": day.isoformat(), "award": award, "facts": facts}).cases

    assert found.regime is law().on(day)


def test_the_regimes_follow_one_another_day_by_day() -> None:
    for earlier, later in zip(law().regimes, law().regimes[1:], strict=False):
        assert earlier.last is not None
        assert earlier.last + timedelta(days=1) == later.first


def test_a_regime_is_made_once() -> None:
    assert law().regime("R1") is law().on(date(2020, 5, 5))
    assert law() is law()
