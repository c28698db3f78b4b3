"""A received .xlsx as plain sheets of cells: text in NFC, exact numbers, days; nothing is run, nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from thidua.core.numbers import exact
from thidua.core.verdict import Refused, no
from thidua.core.vn import clean
from thidua.documents.file_types import content_type_of
from thidua.documents.workbook.cells import column_letters
from thidua.documents.workbook.measuring import measure

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # compound files: .xls, and an .xlsx under a password

_SOFT_HYPHEN, _STAND_IN = "\u00ad", "\ue000"

_NO_WORKBOOK = no("wrong_type", "Tệp này không phải là bảng tính .xlsx. Hãy lưu lại dạng “Excel Workbook (.xlsx)”.")
_SAID_OF_WORKBOOKS = {
    "damaged": no("damaged", "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel rồi lưu lại."),
    "bomb": no("bomb", "Tệp Excel bung ra quá lớn nên bị từ chối. Hãy tách thành nhiều tệp nhỏ."),
    "macro": no("macro", "Tệp Excel có macro nên bị từ chối. Hãy lưu lại dạng “Excel Workbook (.xlsx)”, không macro."),
}

CellValue = str | Decimal | date | bool


@dataclass(frozen=True, slots=True)
class Cell:
    """`address` is what a person reads in the sheet's frame ("C7"); the value is never empty text."""

    address: str
    value: CellValue


@dataclass(frozen=True, slots=True)
class Row:
    """A row that holds something; `number` as the sheet shows it, cells by column number from 0."""

    number: int
    cells: dict[int, Cell]

    def address_of(self, column: int) -> str:
        """How the cell of a column is called, also an empty one."""
        return f"{column_letters(column)}{self.number}"


@dataclass(frozen=True, slots=True)
class SheetOfCells:
    name: str
    rows: tuple[Row, ...]


def read_workbook(content: bytes) -> tuple[SheetOfCells, ...]:
    """The sheets of an .xlsx, in order. Formulas give the value that was saved with them.

    Raises `Refused` for anything else than a sound .xlsx without macros, for bombs and for cells too far out.
    """
    if content[:8] == _OLD:
        raise Refused(
            no(
                "old_excel",
                "Tệp này là Excel cũ (.xls) hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu, lưu dạng .xlsx.",
            )
        )
    if content[:4] != b"PK\x03\x04" or _kind_of(content) != _XLSX:
        raise Refused(_NO_WORKBOOK)
    measure(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return tuple(
            SheetOfCells(clean(name), _rows(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)))
            for name in workbook.sheet_names
        )
    except (CalamineError, ValueError, OverflowError) as error:
        raise Refused(no("damaged", "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel rồi lưu lại.")) from error


def _kind_of(content: bytes) -> str:
    """The type of an office file; refusals speak of workbooks, the only thing that is asked for here."""
    try:
        return content_type_of(content)
    except Refused as refused:
        raise Refused(_SAID_OF_WORKBOOKS.get(refused.verdict.code, _NO_WORKBOOK)) from refused


def _rows(table: Sequence[Sequence[object]]) -> tuple[Row, ...]:
    found = []
    for number, values in enumerate(table, start=1):
        cells = {}
        for column, raw in enumerate(values):
            value = _value(raw)
            if value is not None:
                cells[column] = Cell(f"{column_letters(column)}{number}", value)
        if cells:
            found.append(Row(number, cells))
    return tuple(found)


def _value(raw: object) -> CellValue | None:
    if isinstance(raw, str):
        return _clean(raw) or None
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, float | int):
        return exact(repr(raw)) if abs(raw) < 1e15 and "e" not in repr(raw) else Decimal(raw)
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    return str(raw) if isinstance(raw, time | timedelta) else None


def _clean(text: str) -> str:
    """As everywhere, but for the soft hyphen inside a text: with the fonts of TCVN3 it is the letter ư."""
    kept = clean(text.replace(_SOFT_HYPHEN, _STAND_IN)).replace(_STAND_IN, _SOFT_HYPHEN)
    return kept if kept.strip(_SOFT_HYPHEN) else ""
