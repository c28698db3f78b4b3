"""The PDF, read back and held against the layout data."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1

from documents.conftest import Sample
from documents.samples import MINUTES
from thidua.documents.composition import Para
from thidua.documents.paper import DEMO_MARK, Column, Paper, Paragraph, Row, Table
from thidua.documents.render import render

POINTS = 72 / 25.4
SINGLE = 1.149  # Times New Roman's line at single spacing, in its size


def pages(pdf: bytes) -> Iterator[Any]:
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        yield from document.pages


def is_foot(char: dict[str, Any], page: Any, sample: Sample) -> bool:
    return bool(char["top"] > page.height - sample.layout.margins["bottom"].used * POINTS)


def is_page_number(char: dict[str, Any], sample: Sample) -> bool:
    return bool(char["bottom"] < sample.layout.margins["top"].used * POINTS)


def test_page_is_a4_and_nothing_stands_in_the_margins(sample: Sample) -> None:
    margins = sample.layout.margins
    for page in pages(sample.files.pdf):
        assert (round(page.width / POINTS), round(page.height / POINTS)) == (210, 297)
        for char in page.chars:
            if char["text"] == " ":
                continue  # a justified line ends with one that nobody sees
            assert char["x0"] >= margins["left"].least * POINTS - 0.5
            assert char["x1"] <= page.width - margins["right"].least * POINTS + 0.5
            if not is_page_number(char, sample) and not is_foot(char, page, sample):
                assert char["top"] >= margins["top"].least * POINTS - 3  # accents stand above the letters' box
                assert char["bottom"] <= page.height - margins["bottom"].least * POINTS + 0.5
        assert all(line["x1"] <= page.width - margins["right"].least * POINTS + 1 for line in page.lines + page.rects)


def test_page_number_from_page_2_in_the_top_margin(sample: Sample) -> None:
    for number, page in enumerate(pages(sample.files.pdf), start=1):
        above = [char for char in page.chars if is_page_number(char, sample)]
        assert "".join(char["text"] for char in above) == ("" if number == 1 else str(number))
        for char in above:
            size = sample.layout.elements["page_number"].size
            assert size.least <= char["size"] <= size.most
            text_middle = (page.width + (30 - 15) * POINTS) / 2
            assert (char["x0"] + char["x1"]) / 2 == pytest.approx(text_middle, abs=1)


def test_demo_mark_on_every_page_of_a_demonstration_and_on_no_other(sample: Sample) -> None:
    marks = [page.extract_text().count(DEMO_MARK) for page in pages(sample.files.pdf)]
    assert marks == [int(sample.paper.demo)] * len(marks)


def test_verification_on_every_page(sample: Sample) -> None:
    verification = sample.paper.verification
    for page in pages(sample.files.pdf):
        text = page.extract_text()
        assert ("Mã tra cứu" in text) is (verification is not None)
        if verification:
            assert verification.code in text
            assert verification.facts_sha256 in text


def test_all_text_is_nfc(sample: Sample) -> None:
    for page in pages(sample.files.pdf):
        assert unicodedata.is_normalized("NFC", page.extract_text())


def test_fonts_are_embedded_and_the_projects_own(sample: Sample) -> None:
    seen = set()
    for page in pages(sample.files.pdf):
        for font in resolve1(page.page_obj.resources["Font"]).values():
            for descendant in resolve1(resolve1(font)["DescendantFonts"]):
                descriptor = resolve1(resolve1(descendant)["FontDescriptor"])
                assert {"FontFile2", "FontFile3"} & set(descriptor)
                seen.add(descriptor["FontName"].name.split("+")[1])
    assert seen <= {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic", "LiberationSerif-BoldItalic"}


def test_catalogue_names_language_title_and_standards(rendered: Callable[[str], Sample]) -> None:
    with pdfplumber.open(io.BytesIO(rendered("MINUTES").files.pdf)) as document:
        catalogue = document.doc.catalog
        assert resolve1(catalogue["Lang"]) == b"vi-VN"
        assert resolve1(catalogue["MarkInfo"])["Marked"] is True
        metadata = resolve1(catalogue["Metadata"]).get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "Biên bản Hội nghị bình xét thi đua năm 2021" in metadata
    assert "2021-11-18T00:00:00" in metadata


def test_elements_are_set_as_the_layout_allows(sample: Sample) -> None:
    """Find the first line of each paragraph by its words; its letters must be of the allowed size and face."""
    composition = sample.composition
    signers = [signer for row in composition.signing.rows for signer in row] if composition.signing else []
    paras = [
        *composition.head.left,
        *composition.head.right,
        *composition.title,
        *(item for item in composition.body if isinstance(item, Para)),
        *composition.recipients,
        *composition.foot,
        *(para for signer in signers for para in (*signer.capacity, signer.note, signer.name) if para),
    ]
    words = [word for page in pages(sample.files.pdf) for word in page.extract_words(extra_attrs=["size", "fontname"])]
    texts = [word["text"] for word in words]
    for para in paras:
        element = sample.layout.elements[para.style]
        start = para.text.split()[:3]
        candidates = [
            words[at]
            for at in range(len(texts))
            if texts[at : at + len(start)] == start
            and element.size.least - 0.01 <= words[at]["size"] <= element.size.most + 0.01
        ]
        bold, italic = element.bold or para.runs[0].bold, element.italic or para.runs[0].italic
        faces = {(("Bold" in word["fontname"]), ("Italic" in word["fontname"])) for word in candidates}
        assert (bold, italic) in faces, (para.style, start)


def test_running_text_is_spaced_as_the_layout_allows() -> None:
    layout = replace(MINUTES, body=(Paragraph("mỗi dòng " * 60), Paragraph("đoạn sau " * 60)), signatures=None)
    rendered = render(layout)
    page = next(pages(rendered.pdf))
    lines = [
        line
        for line in page.extract_text_lines(return_chars=True)
        if line["text"].startswith(("mỗi", "dòng", "đoạn", "sau"))
    ]
    first = [line for line in lines if "dòng" in line["text"]]
    size = first[0]["chars"][0]["size"]
    steps = [later["bottom"] - line["bottom"] for line, later in pairwise(first)]
    assert len(first) > 3
    assert all(1.0 <= step / (size * SINGLE) <= 1.5 for step in steps)
    second = next(line for line in lines if "đoạn" in line["text"])
    assert second["top"] - first[-1]["top"] - steps[0] >= 6 - 0.1
    assert 10 <= (first[0]["x0"] - first[1]["x0"]) / POINTS <= 12.8


@pytest.mark.parametrize("paragraphs", [18, 20, 22, 24, 25, 26, 27, 28])
def test_signature_is_never_alone_nor_torn(paragraphs: int) -> None:
    paper = replace(MINUTES, body=tuple(Paragraph(f"Ý kiến thứ {i}.") for i in range(paragraphs)), source_note="")
    texts = [page.extract_text() for page in pages(render(paper).pdf)]
    signed = [number for number, text in enumerate(texts) if "THƯ KÝ" in text]
    assert [number for number, text in enumerate(texts) if "Trần Thị Giả Định" in text] == signed
    assert f"Ý kiến thứ {paragraphs - 1}." in texts[signed[0]]


def long_table(rows: int) -> Paper:
    table = Table((Column("STT", 10), Column("Đơn vị", 60)), tuple(Row((str(i), f"Đơn vị {i}")) for i in range(rows)))
    return replace(MINUTES, body=(table,))


def test_long_table_repeats_its_header() -> None:
    tables = [table for page in pages(render(long_table(90)).pdf) for table in page.extract_tables()]
    assert len(tables) > 1
    assert [table[0] for table in tables] == [["STT", "Đơn vị"]] * len(tables)
    assert [row for table in tables for row in table[1:]] == [[str(i), f"Đơn vị {i}"] for i in range(90)]
