"""The parts of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_PER_MM = 1440 / 25.4


def twips(mm: float) -> int:
    return round(mm * TWIPS_PER_MM)


def element(tag: str, **attributes: str | int) -> Any:
    """A `w:` element with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_fonts(run_properties: Any, family: str) -> None:
    """One family for all four ranges of characters, and none from the theme."""
    for old in run_properties.findall(qn("w:rFonts")):
        run_properties.remove(old)
    run_properties.insert(0, element("rFonts", ascii=family, hAnsi=family, cs=family, eastAsia=family))


def set_language(run_properties: Any) -> None:
    for old in run_properties.findall(qn("w:lang")):
        run_properties.remove(old)
    run_properties.append(element("lang", val="vi-VN", eastAsia="vi-VN", bidi="vi-VN"))


def top_rule(paragraph: Any) -> None:
    """A drawn line, not underlined letters: the top border of a paragraph between its indents."""
    borders = element("pBdr")
    borders.append(element("top", val="single", sz=6, space=1, color="000000"))
    # CT_PPr is a sequence: the border stands before spacing, indents and alignment
    properties = paragraph._p.get_or_add_pPr()
    followers = [qn(f"w:{tag}") for tag in ("spacing", "ind", "jc", "outlineLvl", "rPr")]
    at = next((i for i, child in enumerate(properties) if child.tag in followers), len(properties))
    properties.insert(at, borders)


def page_field(paragraph: Any) -> None:
    """The page's own number, kept by the office program."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        run = paragraph.add_run("2" if kind == "shown" else "")
        if kind == "code":
            instruction = element("instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
        elif kind != "shown":
            run._r.append(element("fldChar", fldCharType=kind))


def fix_table(table: Any, widths_mm: Sequence[float], *, padding: float, bordered: bool, gap_mm: float = 0) -> None:
    """Fixed grid widths, cell margins in mm, thin borders or none."""
    properties = table._tbl.tblPr
    for child in list(properties):
        properties.remove(child)
    total = twips(sum(widths_mm) + gap_mm)
    properties.append(element("tblW", w=total, type="dxa"))
    properties.append(element("jc", val="left"))
    # Word 2010 mode, which this file is in, counts a table's indent from the text of its first cell
    properties.append(element("tblInd", w=twips(padding), type="dxa"))
    if bordered:
        borders = element("tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(element(side, val="single", sz=4, space=0, color="000000"))
        properties.append(borders)
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(element(side, w=twips(padding) if side in ("left", "right") else 0, type="dxa"))
    properties.append(margins)
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths_mm, strict=True):
        column.set(qn("w:w"), str(twips(width)))
    for row in table.rows:
        keep_row_whole(row)
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell_properties = cell._tc.get_or_add_tcPr()
            for old in cell_properties.findall(qn("w:tcW")):
                cell_properties.remove(old)
            cell_properties.insert(0, element("tcW", w=twips(width), type="dxa"))


def keep_row_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def repeat_row(row: Any) -> None:
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def least_height(row: Any, mm: float) -> None:
    row._tr.get_or_add_trPr().append(element("trHeight", val=twips(mm), hRule="atLeast"))


def without_thumbnail(document: Any) -> None:
    """The library's template carries a picture of its own empty page."""
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith("/thumbnail")]:
        del relations[key]


def repacked(package: bytes, day: date) -> bytes:
    """The same parts in a fixed order with the paper's date as their time, so that equal papers are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(out, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            info = zipfile.ZipInfo(name, date_time=(day.year, day.month, day.day, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 0
            target.writestr(info, source.read(name), compresslevel=6)
    return out.getvalue()
