"""The workbook that an office fills in with past years."""

from __future__ import annotations

from thidua.documents.paper import DEMO_MARK
from thidua.documents.workbook.writing import Column, SheetToWrite, write_workbook
from thidua.records.importing.columns import CellKind, ImportColumn, import_sheets

_YES_NO = ("có", "không")


def template_workbook(*, is_demo: bool) -> bytes:
    """The empty sheets, with the choices of every column; marked when it comes from a demonstration."""
    return write_workbook(
        [
            SheetToWrite(
                sheet.title,
                tuple(_column(column) for column in sheet.columns),
                note=sheet.note,
                demo_mark=DEMO_MARK if is_demo else "",
            )
            for sheet in import_sheets()
        ]
    )


def _column(column: ImportColumn) -> Column:
    labels = tuple(label for label, _ in column.choices)
    choices = _YES_NO if column.kind is CellKind.YES_NO else labels
    return Column(column.title, column.width, choices, column.hint, column.required)
