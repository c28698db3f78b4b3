"""A table or a form to fill in, as .xlsx: headings, widths, choices, frozen head, ready to print on A4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
import xlsxwriter.worksheet

from thidua.documents.workbook.cells import column_letters

Value = str | int | Decimal | date | None

_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
_LAST_ROW = 5_000
_LISTS = "Danh mục"


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters; `choices` are offered as a list, `hint` shows when a cell of the column is chosen."""

    title: str
    width: int = 16
    choices: tuple[str, ...] = ()
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class SheetToWrite:
    """One sheet; `note` stands above the headings."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]] = ()
    note: str = ""
    demo_mark: str = ""


def write_workbook(sheets: Sequence[SheetToWrite]) -> bytes:
    """The .xlsx. Text stays text: nothing that begins with =, +, - or @ becomes a formula."""
    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": sheets[0].name, "author": "Thi Đua"})
        pages = [book.add_worksheet(sheet.name) for sheet in sheets]
        lists = _Lists(book)
        for page, sheet in zip(pages, sheets, strict=True):
            _write(book, page, sheet, lists)
    return stream.getvalue()


class _Lists:
    """A hidden sheet that holds the choices: written into the rule itself they may not exceed 255 letters."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.places: dict[tuple[str, ...], str] = {}

    def reference(self, choices: tuple[str, ...]) -> str:
        if choices not in self.places:
            page = self.book.get_worksheet_by_name(_LISTS)
            if page is None:
                page = self.book.add_worksheet(_LISTS)
                page.hide()
            column = len(self.places)
            page.write_column(0, column, choices)
            letters = column_letters(column)
            self.places[choices] = f"='{_LISTS}'!${letters}$1:${letters}${len(choices)}"
        return self.places[choices]


def _write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet, sheet: SheetToWrite, lists: _Lists) -> None:
    head = book.add_format({**_FONT, "bold": True, "bottom": 1, "bg_color": "#f1eee6", "align": "center"})
    must = book.add_format(
        {**_FONT, "bold": True, "bottom": 1, "bg_color": "#f1eee6", "align": "center", "font_color": "#a50f1c"}
    )
    words = book.add_format({**_FONT, "num_format": "@"})
    day = book.add_format({**_FONT, "num_format": "dd/mm/yyyy", "align": "center"})
    number = book.add_format({**_FONT, "num_format": "0.####"})
    above = book.add_format({**_FONT, "italic": True})
    first = 0
    for text in filter(None, (sheet.demo_mark, sheet.note)):
        page.merge_range(first, 0, first, max(1, len(sheet.columns) - 1), text, above)
        page.set_row(first, 34)
        first += 1
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width, words)
        page.write_string(first, place, column.title, must if column.required else head)
        if column.choices or column.hint:
            page.data_validation(first + 1, place, _LAST_ROW, place, _validation(column, lists))
    for row, values in enumerate(sheet.rows, start=first + 1):
        for place, value in enumerate(values):
            if isinstance(value, date):
                page.write_datetime(row, place, value, day)
            elif isinstance(value, int | Decimal):
                page.write_number(row, place, float(value), number)
            elif value:
                page.write_string(row, place, value, words)
    page.freeze_panes(first + 1, 1)
    page.repeat_rows(first)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _validation(column: Column, lists: _Lists) -> dict[str, object]:
    words = {"input_title": column.title[:32], "input_message": column.hint[:255]} if column.hint else {}
    if column.choices:
        # A warning, not a wall: what is read back says itself what is not known.
        return {"validate": "list", "source": lists.reference(column.choices), "error_type": "warning", **words}
    return {"validate": "any", **words}
