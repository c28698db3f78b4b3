"""Tables as .xlsx: what is written is read again; what is not a sound table is refused with what to do."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook

from thidua.core.verdict import Refused
from thidua.documents.workbook.cells import column_letters
from thidua.documents.workbook.measuring import MOST_COLUMNS, MOST_ROWS
from thidua.documents.workbook.reading import Cell, read_workbook
from thidua.documents.workbook.writing import Column, SheetToWrite, write_workbook


def made(**cells: object) -> bytes:
    """A workbook with these cells, as an office makes it."""
    book = Workbook()
    for address, value in cells.items():
        book.active[address] = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def repacked(content: bytes, name: str, change: object) -> bytes:
    """The archive with one part changed by a function, or replaced by bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name and callable(change) else data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def refusal_of(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_workbook(content)
    return refused.value.verdict.code


def test_what_is_written_is_read_again() -> None:
    content = write_workbook(
        [
            SheetToWrite(
                "Xếp loại",
                (Column("Họ và tên", required=True), Column("Năm"), Column("Ngày")),
                [("Nguyễn Văn A", 2021, date(2021, 12, 15)), ("=1+1", Decimal("9.75"), None)],
                note="Ghi mỗi năm một dòng",
            )
        ]
    )

    (sheet,) = read_workbook(content)

    assert sheet.name == "Xếp loại"
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4]
    assert sheet.rows[2].cells == {
        0: Cell("A3", "Nguyễn Văn A"),
        1: Cell("B3", Decimal(2021)),
        2: Cell("C3", date(2021, 12, 15)),
    }
    assert sheet.rows[3].cells == {0: Cell("A4", "=1+1"), 1: Cell("B4", Decimal("9.75"))}


def test_choices_longer_than_a_rule_holds_are_kept_on_a_hidden_sheet() -> None:
    choices = tuple(f"Danh hiệu thi đua số {number}" for number in range(40))
    content = write_workbook([SheetToWrite("Danh hiệu", (Column("Danh hiệu", choices=choices),))])

    first, lists = read_workbook(content)

    assert first.name == "Danh hiệu"
    assert [row.cells[0].value for row in lists.rows] == list(choices)


def test_text_is_read_in_nfc_without_unseen_letters() -> None:
    (sheet,) = read_workbook(made(A1="Hoa\u0300ng\u200b ", A2="   "))

    assert [row.cells for row in sheet.rows] == [{0: Cell("A1", "Hoàng")}]


def test_values_keep_their_kind() -> None:
    (sheet,) = read_workbook(made(A1=True, B1=date(2021, 7, 9), C1=0.1, D1=12, E1="012"))

    assert [cell.value for cell in sheet.rows[0].cells.values()] == [
        True, date(2021, 7, 9), Decimal("0.1"), Decimal(12), "012",
    ]  # fmt: skip


def test_empty_rows_and_columns_keep_the_addresses_of_the_sheet() -> None:
    (sheet,) = read_workbook(made(C7="x"))

    assert [(row.number, row.cells) for row in sheet.rows] == [(7, {2: Cell("C7", "x")})]


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_on_the_sheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@pytest.mark.parametrize("address", ["XFD1", "A1048576", f"A{MOST_ROWS + 1}", f"{column_letters(MOST_COLUMNS)}1"])
def test_a_cell_too_far_out_is_refused_before_memory_is_taken(address: str) -> None:
    assert refusal_of(made(A1="x", **{address: "y"})) == "too_large"


def test_the_last_row_and_column_that_are_read_are_accepted() -> None:
    (sheet,) = read_workbook(made(**{f"A{MOST_ROWS}": "x", f"{column_letters(MOST_COLUMNS - 1)}1": "y"}))

    assert [row.number for row in sheet.rows] == [1, MOST_ROWS]


def test_cells_without_addresses_are_counted_too() -> None:
    many = b"<row>" + b"<c><v>1</v></c>" * (MOST_COLUMNS + 1) + b"</row>"
    content = repacked(made(A1=1), SHEET, lambda data: data.replace(b"<sheetData>", b"<sheetData>" + many))

    assert refusal_of(content) == "too_large"


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    content = repacked(made(A1=1), SHEET, lambda data: bomb + data[data.index(b"<worksheet") :])

    assert refusal_of(content) == "damaged"


def test_a_part_that_unpacks_beyond_bounds_is_refused() -> None:
    content = repacked(made(A1=1), SHEET, lambda data: data + b" " * 61 * 1024 * 1024)

    assert refusal_of(content) == "bomb"


def test_a_cut_file_is_refused() -> None:
    content = made(A1="x")

    assert refusal_of(content[: len(content) // 2]) == "damaged"


def test_a_sheet_that_is_no_xml_is_refused() -> None:
    assert refusal_of(repacked(made(A1=1), SHEET, lambda data: data[:-20])) == "damaged"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_excel"),
        (b"%PDF-1.4\n%%EOF\n", "wrong_type"),
        (b"", "wrong_type"),
        ("Họ và tên;Năm\n".encode(), "wrong_type"),
    ],
)
def test_what_is_no_xlsx_is_refused_with_what_to_do(content: bytes, code: str) -> None:
    assert refusal_of(content) == code


def test_a_workbook_with_macros_is_refused() -> None:
    stream = BytesIO(made(A1=1))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")

    assert refusal_of(stream.getvalue()) == "macro"
