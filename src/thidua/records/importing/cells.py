"""Cells as values of their column; what is wrong in one is said in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from thidua.core.vn import date_text, decimal_text, fold, parse_date
from thidua.records.importing.columns import CellKind, ImportColumn
from thidua.records.importing.old_fonts import ColumnFont

Value = str | int | date | bool
Held = str | Decimal | date | bool


class CellLike(Protocol):
    """A cell as a workbook gives it: where it stands and what it holds, never empty text."""

    @property
    def address(self) -> str: ...
    @property
    def value(self) -> Held: ...


class RowLike(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def cells(self) -> Mapping[int, CellLike]: ...
    def address_of(self, column: int, /) -> str: ...


class SheetLike(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def rows(self) -> Sequence[RowLike]: ...


def value_of(column: ImportColumn, cell: CellLike, font: ColumnFont) -> tuple[Value | None, str]:
    """(the value, "") or (None, the sentence that says what is wrong). Text that shows nothing is (None, "")."""
    held = cell.value
    if isinstance(held, str):
        held, fault = font.read(held)
        if fault or not held:
            return None, fault
    match column.kind:
        case CellKind.YEAR:
            return _year(held)
        case CellKind.DAY:
            return _day(column, held)
        case CellKind.YES_NO:
            return _yes_no(held)
        case CellKind.CHOICE:
            return _choice(column, held)
        case CellKind.NAMES:
            return _text(column, ";".join(held.splitlines()) if isinstance(held, str) else held)
        case _:
            return _text(column, held)


def _text(column: ImportColumn, held: Held) -> tuple[Value | None, str]:
    if isinstance(held, str):
        return " ".join(held.split()), ""
    if isinstance(held, Decimal) and held == held.to_integral_value():
        return str(int(held)), ""
    what = f"ngày {date_text(held)}" if isinstance(held, date) else f"“{_shown(held)}”"
    return None, f"Ô chứa {what}, ở đây cần chữ ({column.title}). Hãy định dạng ô là Text rồi gõ lại."


def _year(held: Held) -> tuple[Value | None, str]:
    if isinstance(held, Decimal) and held == held.to_integral_value() and 1 <= held <= 9999:
        return int(held), ""
    if isinstance(held, str) and held.isascii() and held.isdigit() and len(held) == 4:
        return int(held), ""
    if isinstance(held, date):
        return None, f"Ô chứa ngày {date_text(held)}, ở đây cần năm, ví dụ 2021. Hãy định dạng ô là Text rồi gõ lại."
    return None, f"“{_shown(held)}” không phải là năm: ghi bốn chữ số, ví dụ 2021."


def _day(column: ImportColumn, held: Held) -> tuple[Value | None, str]:
    if isinstance(held, date):
        return held, ""
    # An empty last day says that the matter is still going on.
    unknown = "" if column.required or column.key == "last_date" else " Không rõ ngày thì để trống."
    if isinstance(held, str):
        try:
            return parse_date(held), ""
        except ValueError as error:
            return None, f"{error}{unknown}"
    return None, f"“{_shown(held)}” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021.{unknown}"


def _yes_no(held: Held) -> tuple[Value | None, str]:
    if isinstance(held, bool):
        return held, ""
    word = fold(held) if isinstance(held, str) else ""
    if word in ("co", "x", "da", "roi"):
        return True, ""
    if word in ("khong", "chua"):
        return False, ""
    return None, f"“{_shown(held)}”: ghi “có” hoặc “không”, chưa biết thì để trống."


def _choice(column: ImportColumn, held: Held) -> tuple[Value | None, str]:
    code = column.code_of(held) if isinstance(held, str) else None
    if code is not None:
        return code, ""
    labels = [label for label, _ in column.choices]
    known = ", ".join(labels) if len(labels) <= 6 else f"xem danh sách của cột “{column.title}” trong tệp mẫu"
    return None, f"“{_shown(held)}” không có trong danh sách: {known}."


def _shown(held: Held) -> str:
    if isinstance(held, bool):
        return str(held).upper()  # as the sheet shows it
    text = date_text(held) if isinstance(held, date) else decimal_text(held) if isinstance(held, Decimal) else held
    return text if len(text) <= 40 else f"{text[:40]}…"
