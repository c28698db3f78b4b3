"""The office file of a paper (.docx): a văn thư can open it, correct it and print it; equal papers are equal bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from thidua.documents import ooxml
from thidua.documents.composition import Cell, Composition, Grid, Head, Para, Signer, Signing
from thidua.documents.layout import Element, Layout
from thidua.documents.paper import Paper

STYLE_NAMES = {
    "page_number": "Số trang",
    "national_name": "Quốc hiệu",
    "motto": "Tiêu ngữ",
    "upper_body": "Cơ quan chủ quản",
    "issuing_body": "Cơ quan ban hành",
    "number_symbol": "Số ký hiệu",
    "place_date": "Địa danh và ngày",
    "kind_title": "Tên loại",
    "abstract": "Trích yếu",
    "addressee": "Kính gửi",
    "ground": "Căn cứ",
    "body": "Nội dung",
    "section_heading": "Đề mục",
    "clause_heading": "Khoản có tiêu đề",
    "table_caption": "Tên bảng",
    "table_cell": "Ô bảng",
    "table_note": "Ghi chú bảng",
    "source_note": "Ghi chú nguồn",
    "authority": "Quyền hạn chức vụ",
    "signed_note": "Ghi chú ký",
    "signer_name": "Họ tên người ký",
    "recipients_label": "Nơi nhận",
    "recipient": "Danh sách nơi nhận",
    "demo_mark": "Dấu số liệu giả định",
    "verification": "Mã tra cứu",
}
_OUTLINE = {"kind_title": 0, "section_heading": 1, "clause_heading": 2}
_ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "decimal": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def docx_of(paper: Paper, composition: Composition, layout: Layout) -> bytes:
    """The file; its inner times are the paper's date."""
    writer = _Writer(layout)
    writer.properties(paper, composition.name)
    writer.page(composition.foot)
    writer.head(composition.head)
    for item in composition.title:
        writer.para(writer.document, item)
    writer.space(10)
    writer.body(composition)
    writer.closing(composition.signing, composition.recipients)
    out = io.BytesIO()
    writer.document.save(out)
    return ooxml.repacked(out.getvalue(), paper.issue_date)


class _Writer:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.document = Document()
        ooxml.without_thumbnail(self.document)
        for language in self.document.settings.element.iter(qn("w:themeFontLang")):
            language.set(qn("w:val"), "vi-VN")
        self.document.styles["Normal"].font.size = Pt(layout.elements["body"].size.used)
        defaults = self.document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        ooxml.set_fonts(defaults, layout.font)
        ooxml.set_language(defaults)
        ooxml.set_fonts(self.document.styles["Normal"].element.get_or_add_rPr(), layout.font)
        for name, element in layout.elements.items():
            self.style(name, element)

    def style(self, name: str, element: Element) -> None:
        style = self.document.styles.add_style(STYLE_NAMES[name], WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.document.styles["Normal"]
        style.quick_style = True
        font, form = style.font, style.paragraph_format
        font.size, font.bold, font.italic = Pt(element.size.used), element.bold, element.italic
        font.color.rgb = RGBColor.from_string(self.layout.color)
        ooxml.set_fonts(style.element.get_or_add_rPr(), self.layout.font)
        form.alignment = _ALIGNMENTS[element.align]
        form.space_before, form.space_after = Pt(element.before), Pt(element.after)
        form.line_spacing = element.line.used if element.line else 1.0
        form.first_line_indent = Mm(element.indent.used) if element.indent else Mm(0)
        form.widow_control = True
        if name in _OUTLINE:
            form.keep_with_next = True
            style.element.get_or_add_pPr().append(ooxml.element("outlineLvl", val=_OUTLINE[name]))

    def properties(self, paper: Paper, name: str) -> None:
        core = self.document.core_properties
        written = datetime.combine(paper.issue_date, time(), tzinfo=UTC)
        core.title, core.author, core.last_modified_by = name[:255], " ".join(paper.issuing.split())[:255], ""
        core.comments, core.keywords, core.language = "", "", "vi-VN"
        core.created = core.modified = written
        core.revision = 1

    def page(self, foot: tuple[Para, ...]) -> None:
        section, margins = self.document.sections[0], self.layout.margins
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(self.layout.width), Mm(self.layout.height)
        section.top_margin, section.bottom_margin = Mm(margins["top"].used), Mm(margins["bottom"].used)
        section.left_margin, section.right_margin = Mm(margins["left"].used), Mm(margins["right"].used)
        section.header_distance = Mm(self.layout.header_distance)
        section.footer_distance = Mm(self.layout.footer_distance)
        section.different_first_page_header_footer = True
        section.first_page_header.is_linked_to_previous = False
        section.first_page_header.paragraphs[0].style = STYLE_NAMES["page_number"]
        number = section.header.paragraphs[0]
        number.style = STYLE_NAMES["page_number"]
        ooxml.page_field(number)
        for footer in (section.footer, section.first_page_footer):
            footer.is_linked_to_previous = False
            first = footer.paragraphs[0]
            for item in foot:
                self.para(footer, item)
            if foot:
                first._p.getparent().remove(first._p)

    def para(self, place: Any, item: Para, *, container: float | None = None) -> Any:
        """Write one paragraph, and below it the line that the layout draws; `container` is the width it centres in."""
        paragraph = place.add_paragraph(style=STYLE_NAMES[item.style])
        element, form = self.layout.elements[item.style], paragraph.paragraph_format
        if item.align != element.align:
            form.alignment = _ALIGNMENTS[item.align]
            if item.align == "center":
                form.first_line_indent = Mm(0)
        if item.left:
            form.left_indent = Mm(item.left)
        if item.keep_next:
            form.keep_with_next = True
        for piece in item.runs:
            run = paragraph.add_run(piece.text)
            run.bold, run.italic = piece.bold or None, piece.italic or None
        if item.rule:
            self.rule(place, item.rule, container or self.layout.text_width, keep_next=item.keep_next)
        return paragraph

    def rule(self, place: Any, length: float, container: float, *, keep_next: bool) -> None:
        paragraph = self.small(place, 4)
        side = Mm(max((container - length) / 2, 0))
        form = paragraph.paragraph_format
        form.left_indent, form.right_indent, form.keep_with_next = side, side, keep_next or None
        form.space_before = Pt(3)  # the line must not touch the dots under letters
        ooxml.top_rule(paragraph)

    def small(self, place: Any, points: float) -> Any:
        """An empty paragraph of exactly this height: a spacer that no style change can swell."""
        paragraph = place.add_paragraph()
        form = paragraph.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(points)
        paragraph.paragraph_format.first_line_indent = Mm(0)
        return paragraph

    def space(self, points: float, *, keep_next: bool = False) -> None:
        self.small(self.document, points).paragraph_format.keep_with_next = keep_next or None

    def table(self, rows: int, widths: tuple[float, ...], **options: Any) -> Any:
        table = self.document.add_table(rows=rows, cols=len(widths))
        ooxml.fix_table(table, widths, **{"padding": 0, "bordered": False, **options})
        return table

    def fill(self, cell: Any, items: tuple[Para | None, ...], width: float) -> None:
        for item in items:
            if item is not None:
                self.para(cell, item, container=width)
        if any(items):
            cell._tc.remove(cell.paragraphs[0]._p)  # the empty one that every new cell has
        else:
            self.shrink(cell)

    def shrink(self, cell: Any) -> None:
        form = cell.paragraphs[0].paragraph_format
        form.space_after, form.line_spacing_rule, form.line_spacing = Pt(0), WD_LINE_SPACING.EXACTLY, Pt(1)

    def head(self, head: Head) -> None:
        gap = self.layout.text_width - head.left_width - head.right_width
        table = self.table(2, (head.left_width, gap, head.right_width))
        top, below = table.rows[0].cells, table.rows[1].cells
        self.fill(top[0], head.left, head.left_width)
        self.fill(top[2], head.right, head.right_width)
        self.fill(below[0], (head.number,), head.left_width)
        self.fill(below[2], (head.dateline,), head.right_width)
        for cell in (top[1], below[1]):
            self.shrink(cell)

    def body(self, composition: Composition) -> None:
        for index, item in enumerate(composition.body):
            if isinstance(item, Para):
                self.para(self.document, item)
            else:
                self.grid(item)
                following = composition.body[index + 1] if index + 1 < len(composition.body) else None
                if not (isinstance(following, Para) and following.style == "table_note"):
                    self.space(8)

    def grid(self, grid: Grid) -> None:
        table = self.table(1 + len(grid.rows), grid.widths, padding=grid.padding, bordered=True)
        ooxml.repeat_row(table.rows[0])
        for row, cells in zip(table.rows, (grid.header, *grid.rows), strict=True):
            places = row.cells
            if len(cells) < len(places):
                places = (places[0].merge(places[-1]),)
            for place, cell in zip(places, cells, strict=True):
                self.cell(place, cell, grid)

    def cell(self, place: Any, cell: Cell, grid: Grid) -> None:
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = place.paragraphs[0]
        paragraph.style = STYLE_NAMES["table_cell"]
        paragraph.paragraph_format.alignment = _ALIGNMENTS[cell.align]
        if cell.inset:
            paragraph.paragraph_format.right_indent = Mm(cell.inset)
        run = paragraph.add_run(cell.text)
        run.bold = cell.bold or None
        run.font.size = Pt(grid.size)

    def closing(self, signing: Signing | None, recipients: tuple[Para, ...]) -> None:
        self.space(10, keep_next=signing is not None)
        if signing is None:
            for item in recipients:
                self.para(self.document, item)
        elif signing.columns == 1 and len(signing.rows) == 1:
            self.sign_alone(signing, recipients)
        else:
            self.sign_in_rows(signing)
            for item in recipients:
                self.para(self.document, item)

    def sign_alone(self, signing: Signing, recipients: tuple[Para, ...]) -> None:
        left = self.layout.text_width - signing.column_width - signing.gutter
        table = self.table(1, (left, signing.gutter, signing.column_width))
        signer = signing.rows[0][0]
        cells = table.rows[0].cells
        self.fill(cells[0], recipients, left)
        self.shrink(cells[1])
        above = (signing.title, signer.authority, *signer.capacity, signer.note)
        self.fill(cells[2], (*above, signer.name), signing.column_width)
        name = cells[2].paragraphs[-1]
        name.paragraph_format.space_before = Mm(0 if signer.note else signing.space)

    def sign_in_rows(self, signing: Signing) -> None:
        if signing.title:
            self.para(self.document, signing.title)
            self.space(8, keep_next=True)
        widths = [signing.column_width, *[signing.gutter, signing.column_width] * (signing.columns - 1)]
        for row in signing.rows:
            table = self.table(4, tuple(widths))
            for column in range(signing.columns * 2 - 1):
                signer = row[column // 2] if column % 2 == 0 and column // 2 < len(row) else None
                for cells, items in zip(table.rows, _levels(signer), strict=True):
                    self.fill(cells.cells[column], items, signing.column_width)
            if any(signer.note is None for signer in row):
                ooxml.least_height(table.rows[2], signing.space)
            for level in table.rows[:3]:
                for cell in level.cells:
                    cell.paragraphs[-1].paragraph_format.keep_with_next = True
            self.space(14)


def _levels(signer: Signer | None) -> tuple[tuple[Para | None, ...], ...]:
    """Unit, capacity, how it was signed, name: one level each, so that equal things stand at equal height."""
    if signer is None:
        return ((), (), (), ())
    return ((signer.authority,), signer.capacity, (signer.note,), (signer.name,))
