"""Thousands of rows: planned in as many queries as one, written in few, logged row by row."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.book import Book, initiative, rating, title
from records.import_books import preview, receive, rows_stored, sheets, take
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.documents.workbook.reading import SheetOfCells
from thidua.organisations.actor import Actor
from thidua.records.importing.plan import Plan

YEARS = range(2012, 2021)
QUERIES_OF_A_PLAN = 17


def queries(work: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def people(number: int) -> list[dict[str, Any]]:
    return [
        {"staff_code": f"CB{place:04d}", "name": f"Người {place}", "since_date": "01/09/2010"}
        for place in range(number)
    ]


def filled(number: int) -> dict[str, list[dict[str, Any]]]:
    """Ten rows for each of `number` people: where they work, and nine years' ratings."""
    ratings = [
        {"staff_code": f"CB{place:04d}", "name": f"Người {place}", "year": year, "level": "HTTNV"}
        for place in range(number)
        for year in YEARS
    ]
    return {"people": people(number), "rating": ratings}


@pytest.fixture
def held(book: Book) -> Book:
    """A book with somebody in it, and something of every sort that a plan reads."""
    person = book.add("Người 0", staff_code="CB0000")
    book.write(person, rating(2012))
    book.write(person, title("LDTT", 2012))
    book.write_of_unit(initiative(person))
    return book


def test_a_plan_takes_as_many_queries_for_ten_rows_as_for_five_thousand(held: Book) -> None:
    few, many = sheets(**filled(1)), sheets(**filled(500))
    plans: list[Plan] = []

    def plan(found: tuple[SheetOfCells, ...]) -> Callable[[], None]:
        return lambda: plans.append(preview(held, *found))

    assert [queries(plan(found)) for found in (few, many)] == [QUERIES_OF_A_PLAN] * 2
    assert [(len(plan.people), len(plan.lines), plan.already) for plan in plans] == [(0, 8, 2), (499, 4998, 2)]


def test_a_plan_takes_as_many_queries_for_a_long_book(held: Book) -> None:
    work = {"kind": "SK", "scope": "Cơ sở", "year": 2020}
    works = [{**work, "title": f"Cách làm {place}", "authors": f"CB{place:04d}"} for place in range(30)]
    found = sheets(**filled(30), work=works)
    take(held, *found)

    assert queries(lambda: preview(held, *found)) == QUERIES_OF_A_PLAN
    assert preview(held, *found).already == 330


@pytest.mark.slow
def test_five_thousand_rows_are_taken_in_few_statements_and_logged_one_by_one(book: Book) -> None:
    editor: Actor = book.editor()
    found = sheets(**filled(500))
    draft = receive(editor)

    sent = queries(lambda: take(book, *found, actor=editor, draft_id=draft))

    assert sent < 150
    assert rows_stored() == {"Person": 500, "PersonDetails": 500, "Employment": 500, "Rating": 4500}
    entries = Entry.objects.filter(action="records.import_history").order_by("seq")
    logged = [json.loads(entry.payload) for entry in entries]
    assert [one["facts"]["rows"] for one in logged] == ["500"] * 10
    assert sum(len(rows) for one in logged for rows in one["rows"].values()) == 5000
    assert verify_all().problems == []

    plan = preview(book, *found)
    assert (plan.already, plan.lines, plan.people, plan.doubts) == (5000, (), (), ())
