"""How long personal data is kept, as dated data."""

from __future__ import annotations

from datetime import date

import pytest

from thidua.core.errors import InputErrors
from thidua.core.law.retention import national_terms, read_terms, terms_on

HEAD = """
format: thidua.dated/1
kind: retention
title: Thử
sources:
  proposal: {title: "Đề xuất"}
values:
"""
ROW = "  - {field: gender, years: %s, counted_from: employment_end, from: %s, evidence: proposal, source: [proposal]}\n"


def test_every_term_of_the_project_can_be_read() -> None:
    terms = terms_on(date(2021, 1, 1), national_terms())

    assert (terms["identity_number"].years, terms["full_name"].years) == (1, 10)
    assert {term.counted_from for term in terms.values()} == {"employment_end", "fact_end"}


def test_before_the_first_day_there_is_no_term() -> None:
    assert terms_on(date(2017, 9, 30), national_terms()) == {}


@pytest.mark.parametrize(("day", "years"), [(date(2023, 12, 31), 5), (date(2024, 1, 1), 2)])
def test_a_new_term_holds_from_its_day(day: date, years: int) -> None:
    terms = read_terms((HEAD + ROW % (5, "2017-10-01") + ROW % (2, "2024-01-01")).encode())

    assert terms_on(day, terms)["gender"].years == years


@pytest.mark.parametrize(
    ("ended", "last"), [(date(2020, 8, 31), date(2022, 8, 31)), (date(2020, 2, 29), date(2022, 3, 1))]
)
def test_the_last_day_of_a_term(ended: date, last: date) -> None:
    term = read_terms((HEAD + ROW % (2, "2017-10-01")).encode())[0]

    assert term.last_day(ended) == last


def test_for_ever_has_no_last_day() -> None:
    assert read_terms((HEAD + ROW % ("null", "2017-10-01")).encode())[0].last_day(date(2020, 1, 1)) is None


def test_every_fault_is_told_at_once() -> None:
    bad = HEAD + "  - {field: gender, years: -1, counted_from: birth, evidence: proposal, source: [proposal]}\n"

    with pytest.raises(InputErrors) as refused:
        read_terms(bad.encode())

    assert [error.path for error in refused.value.errors] == ["values.0.years", "values.0.counted_from"]
