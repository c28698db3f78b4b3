"""The office file, parsed back and held against the layout data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from documents.conftest import Sample
from thidua.documents.docx import STYLE_NAMES
from thidua.documents.layout import Range
from thidua.documents.paper import DEMO_MARK

TWIPS = 1440 / 25.4
ALIGNED = {"left": "left", "center": "center", "justify": "both"}
FONT_RANGES = ("ascii", "hAnsi", "cs", "eastAsia")


def opened(sample: Sample) -> Any:
    return Document(io.BytesIO(sample.files.docx))


def paragraphs(document: Any, style: str) -> list[Any]:
    """Every paragraph of a style: in the body, its tables, headers and footers."""
    section = document.sections[0]
    roots = [document.element.body]
    for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        roots.append(part._element)
    identity = document.styles[STYLE_NAMES[style]].style_id
    return [
        paragraph
        for root in roots
        for paragraph in root.iter(qn("w:p"))
        if paragraph.pPr is not None and paragraph.pPr.style == identity
    ]


def within(value: float, allowed: Range, *, slack: float = 0) -> bool:
    return allowed.least - slack <= value <= allowed.most + slack


def test_page_and_margins(sample: Sample) -> None:
    section = opened(sample).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for side in ("top", "bottom", "left", "right"):
        # the file counts in twentieths of a point, a 57th of a millimetre
        assert within(getattr(section, f"{side}_margin").mm, sample.layout.margins[side], slack=0.02)


def test_fonts_and_language(sample: Sample) -> None:
    styles = opened(sample).styles
    defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (defaults, *(styles[name].element.rPr for name in STYLE_NAMES.values())):
        fonts = properties.find(qn("w:rFonts"))
        assert {name: fonts.get(qn(f"w:{name}")) for name in FONT_RANGES} == dict.fromkeys(
            FONT_RANGES, "Times New Roman"
        )
        assert not [name for name in fonts.keys() if "Theme" in name]  # noqa: SIM118 - an lxml element, not a dict
    assert defaults.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


@pytest.mark.parametrize("name", sorted(STYLE_NAMES))
def test_element_is_set_as_the_layout_allows(name: str, rendered: Callable[[str], Sample]) -> None:
    sample = rendered("MINUTES")
    element = sample.layout.elements[name]
    style = opened(sample).styles[STYLE_NAMES[name]]
    assert within(style.font.size.pt, element.size)
    assert (style.font.bold, style.font.italic) == (element.bold, element.italic)
    assert str(style.font.color.rgb) == "000000"
    form = style.paragraph_format
    assert style.element.pPr.find(qn("w:jc")).get(qn("w:val")) == ALIGNED[element.align]
    assert form.space_after.pt >= element.after
    if element.line:
        assert within(form.line_spacing, element.line)
    if element.indent:
        assert within(form.first_line_indent.mm, element.indent, slack=0.02)


def test_runs_keep_to_their_style(sample: Sample) -> None:
    document = opened(sample)
    sizes = sample.layout.elements["table_cell"].size
    for paragraph in document.element.body.iter(qn("w:p")):
        for run in paragraph.iter(qn("w:rPr")):
            if run.getparent().tag != qn("w:r"):
                continue
            assert run.find(qn("w:rFonts")) is None
            size = run.find(qn("w:sz"))
            if size is not None:
                assert paragraph.pPr.style == document.styles[STYLE_NAMES["table_cell"]].style_id
                assert within(int(size.get(qn("w:val"))) / 2, sizes)


def test_every_text_has_a_named_style(sample: Sample) -> None:
    document = opened(sample)
    known = {document.styles[name].style_id for name in STYLE_NAMES.values()}
    for paragraph in document.element.body.iter(qn("w:p")):
        if "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip():
            assert paragraph.pPr.style in known


def test_page_number_stands_in_the_top_margin_from_page_2(sample: Sample) -> None:
    section = opened(sample).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    fields = [code.text for code in section.header._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE"]
    assert within(section.header.paragraphs[0].style.font.size.pt, sample.layout.elements["page_number"].size)
    assert section.header_distance < section.top_margin


def test_demo_mark_stands_in_both_footers(sample: Sample) -> None:
    section = opened(sample).sections[0]
    marks = [
        [paragraph.text for paragraph in footer.paragraphs if paragraph.text == DEMO_MARK]
        for footer in (section.first_page_footer, section.footer)
    ]
    assert marks == ([[DEMO_MARK], [DEMO_MARK]] if sample.paper.demo else [[], []])


def test_rules_are_drawn_and_as_long_as_the_layout_says(rendered: Callable[[str], Sample]) -> None:
    sample = rendered("STATEMENT")
    document = opened(sample)
    head = sample.composition.head
    widths = {"motto": head.right_width, "issuing_body": head.left_width, "abstract": sample.layout.text_width}
    for style, container in widths.items():
        paragraph = paragraphs(document, style)[0]
        rule = paragraph.getnext()
        assert rule.pPr.find(f"{qn('w:pBdr')}/{qn('w:top')}").get(qn("w:val")) == "single"
        indent = rule.pPr.find(qn("w:ind"))
        sides = [int(indent.get(qn(f"w:{side}"))) / TWIPS for side in ("left", "right")]
        length = container - sum(sides)
        expected = next(p for p in (*head.left, *head.right, *sample.composition.title) if p.style == style).rule
        assert sides[0] == sides[1]
        assert length == pytest.approx(expected, abs=0.1)
    assert not list(document.element.body.iter(qn("w:u")))


def test_tables_have_fixed_widths_whole_rows_and_a_repeated_header(sample: Sample) -> None:
    document = opened(sample)
    text_width = sample.layout.text_width * TWIPS
    for table in document.tables:
        properties = table._tbl.tblPr
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert properties.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
        assert sum(widths) <= text_width + len(widths)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        drawn = properties.find(qn("w:tblBorders")) is not None
        assert (table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None) is drawn
        for row in table.rows:
            cells = [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row._tr.tc_lst]
            assert sum(cells) == pytest.approx(sum(widths), abs=len(widths))


def test_signature_keeps_with_what_is_signed(sample: Sample) -> None:
    document = opened(sample)
    for style in ("authority", "signed_note"):
        assert all(p.pPr.find(qn("w:keepNext")) is not None for p in paragraphs(document, style))


def test_core_properties(rendered: Callable[[str], Sample]) -> None:
    core = opened(rendered("MINUTES")).core_properties
    assert core.title == "Biên bản Hội nghị bình xét thi đua năm 2021"
    assert core.author == "Cụm thi đua các trường chính trị khu vực Đồng bằng sông Hồng"
    assert core.language == "vi-VN"
    assert core.created == core.modified == datetime.fromisoformat("2021-11-18T00:00:00+00:00")


def test_package_holds_nothing_of_its_template_or_of_today(sample: Sample) -> None:
    with zipfile.ZipFile(io.BytesIO(sample.files.docx)) as package:
        day = sample.paper.issue_date
        assert {info.date_time for info in package.infolist()} == {(day.year, day.month, day.day, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in package.namelist() if "thumbnail" in name]
        assert b"python-docx" not in package.read("docProps/core.xml")
