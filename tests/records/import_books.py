"""Workbooks of past years as an office fills them in, and the way that they take into a unit's book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from records.book import NOW, TODAY, Book
from thidua.documents.workbook.cells import column_letters
from thidua.documents.workbook.reading import Cell, Row, SheetOfCells, read_workbook
from thidua.organisations.actor import Actor
from thidua.records.actions.importing import receive_file, take_import
from thidua.records.importing.columns import ImportSheet, import_sheets
from thidua.records.importing.plan import Plan
from thidua.records.models import (
    Authorship,
    Discipline,
    Employment,
    Honour,
    Leave,
    Person,
    PersonDetails,
    Rating,
    Work,
)
from thidua.records.queries.importing import plan_import
from thidua.web.records.template import template_workbook

Rows = Sequence[Mapping[str, Any]]
FIRST_ROW = 3
"""Where the rows begin in the template: a note and the headings stand above."""
TABLES = (Person, PersonDetails, Employment, Rating, Honour, Work, Authorship, Discipline, Leave)
SHEETS = {sheet.key: sheet for sheet in import_sheets()}


def columns(sheet: str) -> dict[str, int]:
    return {column.key: place for place, column in enumerate(SHEETS[sheet].columns)}


def at(sheet: str, key: str, row: int = 1) -> str:
    """The address of a column in the n-th row that is filled in."""
    return f"{column_letters(columns(sheet)[key])}{FIRST_ROW + row - 1}"


def sheets(**filled: Rows) -> tuple[SheetOfCells, ...]:
    """The sheets as they are read from a filled template, without the way over Excel."""
    return tuple(_sheet(SHEETS[key], rows) for key, rows in filled.items())


def _sheet(sheet: ImportSheet, rows: Rows) -> SheetOfCells:
    headings = Row(2, {place: Cell(f"{column_letters(place)}2", one.title) for place, one in enumerate(sheet.columns)})
    places = columns(sheet.key)
    found = [Row(1, {0: Cell("A1", sheet.note)}), headings]
    for number, row in enumerate(rows, start=FIRST_ROW):
        held = {places[key]: value for key, value in row.items() if value is not None}
        found.append(
            Row(
                number, {place: Cell(f"{column_letters(place)}{number}", _held(value)) for place, value in held.items()}
            )
        )
    return SheetOfCells(sheet.title, tuple(found))


def _held(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value


def workbook(*, is_demo: bool = False, change: Callable[[Workbook], None] | None = None, **filled: Rows) -> bytes:
    """The template that the product hands out, filled in with Excel's own means and saved."""
    book = load_workbook(BytesIO(template_workbook(is_demo=is_demo)))
    for key, rows in filled.items():
        page = book[SHEETS[key].title]
        first = FIRST_ROW + is_demo
        for number, row in enumerate(rows, start=first):
            for name, value in row.items():
                page.cell(number, columns(key)[name] + 1, value)
    if change is not None:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def preview(
    book: Book, *found: SheetOfCells, answers: Mapping[str, str] | None = None, encoding: str = "", today: date = TODAY
) -> Plan:
    """What the sheets would do to unit 01's book."""
    return plan_import(organisation_id=book.unit(), sheets=found, answers=answers or {}, encoding=encoding, today=today)


def receive(actor: Actor, content: bytes = b"xlsx", *, when: datetime = NOW, name: str = "ho-so.xlsx") -> int:
    return receive_file(actor=actor, at=when, file_name=name, content=content)


def take(book: Book, *found: SheetOfCells, actor: Actor | None = None, **more: Any) -> Plan:
    """Receive a file with these sheets and take it."""
    actor = actor or book.editor()
    more = {"answers": {}, "draft_id": receive(actor) if "draft_id" not in more else 0, **more}
    return take_import(actor=actor, at=NOW, sheets=found, **more)


def take_workbook(book: Book, content: bytes, **more: Any) -> Plan:
    return take(book, *read_workbook(content), draft_id=receive(book.editor(), content), **more)


def told(plan: Plan) -> list[tuple[str, str, str]]:
    """The faults as (sheet, cell, sentence)."""
    return [(fault.sheet, fault.address, fault.sentence) for fault in plan.faults]


def cells(plan: Plan) -> list[str]:
    return [fault.address for fault in plan.faults]


def rows_stored() -> dict[str, int]:
    """How many rows every table of the records holds; tables without any left out."""
    return {model.__name__: number for model in TABLES if (number := model._default_manager.count())}
