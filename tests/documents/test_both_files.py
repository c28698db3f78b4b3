"""The two files say the same, whatever a person typed, and say it again byte by byte."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from typing import Any

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.conftest import Sample
from documents.samples import MINUTES
from thidua.documents.composition import Grid
from thidua.documents.paper import Column, ItemList, Paper, Paragraph, Row, Signature, Signatures, Table
from thidua.documents.render import render

HOSTILE = (
    '#import "x.typ": *',
    "*đậm* _nghiêng_ $x^2$ `mã` = Đề mục",
    "<b>&amp;</b> & < >",
    "{{ 7 * 7 }} {% if %} \\textbf{x} #sys.version",
    "x" * 400,
    unicodedata.normalize("NFD", "Trường Chính trị tỉnh Vĩnh Phúc"),
    "chuông\x07 và lật\u202e ngược",
    "// chú thích /* khối */ @nhãn <nhãn> ~ -- ---",
    "\"nháy\" 'đơn' …",
)
SHOWN = (*HOSTILE[:5], "Trường Chính trị tỉnh Vĩnh Phúc", "chuông□ và lật ngược", *HOSTILE[7:])


def hostile_paper() -> Paper:
    table = Table((Column("Tên", 40), Column("Ghi chú", 60)), tuple(Row((text, text)) for text in HOSTILE))
    return replace(
        MINUTES,
        body=(*(Paragraph(text) for text in HOSTILE), ItemList(HOSTILE), table),
        issuing="Cụm #x *y*",
        abstract="về <b>#việc</b>",
        signatures=Signatures((Signature("#let x = 1", ("$HIỆU$ & *TRƯỞNG*",), "<b>"),)),
        recipients=HOSTILE,
    )


def squeezed(text: str | None) -> str:
    return re.sub(r"\s|\u200b", "", text or "")


def docx_tables(content: bytes) -> list[list[list[str]]]:
    tables = []
    for table in Document(io.BytesIO(content)).tables:
        if table._tbl.tblPr.find(qn("w:tblBorders")) is not None:
            tables.append([[squeezed(cell_text(cell)) for cell in row._tr.tc_lst] for row in table.rows])
    return tables


def cell_text(cell: Any) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


def pdf_tables(content: bytes) -> list[list[list[str]]]:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return [
            [[squeezed(cell) for cell in row if cell is not None] for row in table]
            for page in document.pages
            for table in page.extract_tables()
        ]


def joined(tables: list[list[list[str]]]) -> list[list[str]]:
    """All rows, a header once however often it is repeated."""
    rows: list[list[str]] = []
    for table in tables:
        rows += table[1:] if table[0] in rows else table
    return rows


def test_tables_are_the_same_cell_by_cell(sample: Sample) -> None:
    facts = [
        [squeezed(cell.text) for cell in row]
        for item in sample.composition.body
        if isinstance(item, Grid)
        for row in (item.header, *item.rows)
    ]
    assert joined(docx_tables(sample.files.docx)) == facts
    assert joined(pdf_tables(sample.files.pdf)) == facts


def test_hostile_text_appears_to_the_letter() -> None:
    files = render(hostile_paper())
    with pdfplumber.open(io.BytesIO(files.pdf)) as document:
        pdf_text = squeezed("".join(page.extract_text() for page in document.pages))
    docx_text = squeezed(cell_text(Document(io.BytesIO(files.docx)).element.body))
    for shown in (*SHOWN, "CỤM #X *Y*", "về <b>#việc</b>", "#let x = 1", "$HIỆU$ & *TRƯỞNG*"):
        assert squeezed(shown) in docx_text
        assert squeezed(shown) in pdf_text
    rows = [["Tên", "Ghichú"], *([squeezed(text)] * 2 for text in SHOWN)]
    assert joined(docx_tables(files.docx)) == rows
    assert joined(pdf_tables(files.pdf)) == rows


def test_hostile_text_stays_on_the_page() -> None:
    with pdfplumber.open(io.BytesIO(render(hostile_paper()).pdf)) as document:
        for page in document.pages:
            assert max(char["x1"] for char in page.chars) <= page.width - 15 * 72 / 25.4 + 1


def test_character_that_the_font_lacks_is_a_square_in_the_pdf_and_itself_in_the_office_file() -> None:
    files = render(replace(MINUTES, body=(Paragraph("vui 😀 漢"),)))
    with pdfplumber.open(io.BytesIO(files.pdf)) as document:
        assert "vui □ □" in document.pages[0].extract_text()
    assert "vui 😀 漢" in [paragraph.text for paragraph in Document(io.BytesIO(files.docx)).paragraphs]


def test_same_facts_give_the_same_bytes(sample: Sample) -> None:
    assert render(sample.paper) == sample.files


def test_same_facts_give_the_same_bytes_in_another_process_zone_and_hash_seed() -> None:
    program = (
        "import hashlib; from documents.samples import PLEDGE as p; from thidua.documents.render import render;"
        "r = render(p); print(hashlib.sha256(r.docx + r.pdf).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for zone, seed in (("UTC", "1"), ("Asia/Ho_Chi_Minh", "2"))
    }
    assert len(outputs) == 1


@pytest.mark.parametrize("name", ["PLEDGE", "MINUTES"])
def test_number_of_the_facts_stands_in_both_files(name: str, rendered: Any) -> None:
    sample = rendered(name)
    expected = "Số: 05/BB-CTĐ" if name == "MINUTES" else None
    with pdfplumber.open(io.BytesIO(sample.files.pdf)) as document:
        first = document.pages[0].extract_text()
    docx_text = cell_text(Document(io.BytesIO(sample.files.docx)).element.body)
    assert ("Số:" in first, "Số:" in docx_text) == (expected is not None,) * 2
    if expected:
        assert expected in first
        assert expected in docx_text
    # minutes carry no place and date at the top
    assert ("ngày 23 tháng 3 năm 2021" in docx_text) is (name == "PLEDGE")
