"""The PDF of a paper: PDF/A-2a for keeping, PDF/UA-1 for reading aloud, the same bytes for the same paper."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from functools import cache, partial
from typing import Any, TypeVar

import typst

from thidua.documents.composition import Cell, Composition, Grid, Head, Para, Signer, Signing
from thidua.documents.layout import Layout
from thidua.documents.metrics import FAMILY, FONTS, has_glyph, width_mm
from thidua.documents.paper import Paper
from thidua.documents.text import REPLACEMENT

_TEMPLATE = FONTS.parent / "paper.typ"
_MAY_BREAK = "\u200b"

Item = TypeVar("Item")


def pdf_of(paper: Paper, composition: Composition, layout: Layout) -> bytes:
    """The file. A character that the font lacks is shown as "□"; the frozen facts keep it."""
    data = {
        **asdict(_Loosener(layout).composition(composition)),
        "author": _shown(" ".join(paper.issuing.split())),
        "date": {"year": paper.issue_date.year, "month": paper.issue_date.month, "day": paper.issue_date.day},
        "font": FAMILY,
        "color": f"#{layout.color}",
        "page": {
            "width": layout.width,
            "height": layout.height,
            "header_distance": layout.header_distance,
            "footer_distance": layout.footer_distance,
            **{side: margin.used for side, margin in layout.margins.items()},
        },
        "styles": {
            name: {
                "size": element.size.used,
                "bold": element.bold,
                "italic": element.italic,
                "line": element.line.used if element.line else 1,
                "indent": element.indent.used if element.indent else 0,
                "before": element.before,
                "after": element.after,
            }
            for name, element in layout.elements.items()
        },
    }
    pdf: bytes = typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=_fonts(),
        sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=datetime.combine(paper.issue_date, time(), tzinfo=UTC),
    )
    return pdf


@cache
def _fonts() -> Any:
    """The project's own fonts and no others: a paper must not change with the machine that prints it."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _shown(text: str) -> str:
    # PDF/A forbids a glyph that the font does not have
    return "".join(char if char == "\n" or has_glyph(char) else REPLACEMENT for char in text)


def _optional(change: Callable[[Item], Item], item: Item | None) -> Item | None:
    return None if item is None else change(item)


class _Loosener:
    """Lets a word that is wider than its place break anywhere, as an office program does of itself."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def composition(self, whole: Composition) -> Composition:
        wide = partial(self.para, self.layout.text_width)
        return replace(
            whole,
            name=_shown(whole.name),
            head=self.head(whole.head),
            title=tuple(map(wide, whole.title)),
            body=tuple(wide(item) if isinstance(item, Para) else self.grid(item) for item in whole.body),
            signing=_optional(self.signing, whole.signing),
            recipients=tuple(map(partial(self.para, self.layout.text_width / 2.5), whole.recipients)),
            foot=tuple(map(wide, whole.foot)),
        )

    def head(self, head: Head) -> Head:
        left, right = partial(self.para, head.left_width), partial(self.para, head.right_width)
        return replace(
            head,
            left=tuple(map(left, head.left)),
            right=tuple(map(right, head.right)),
            number=_optional(left, head.number),
            dateline=_optional(right, head.dateline),
        )

    def grid(self, grid: Grid) -> Grid:
        return replace(
            grid,
            header=self.cells(grid, grid.header),
            rows=tuple(self.cells(grid, row) for row in grid.rows),
        )

    def cells(self, grid: Grid, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        widths = grid.widths if len(row) == len(grid.widths) else (sum(grid.widths),)
        return tuple(
            replace(cell, text=self.text(cell.text, width - 2 * grid.padding, grid.size, cell.bold, False))
            for cell, width in zip(row, widths, strict=True)
        )

    def signing(self, signing: Signing) -> Signing:
        para = partial(self.para, signing.column_width)

        def signer(one: Signer) -> Signer:
            return replace(
                one,
                authority=_optional(para, one.authority),
                capacity=tuple(map(para, one.capacity)),
                note=_optional(para, one.note),
                name=para(one.name),
            )

        return replace(
            signing,
            title=_optional(partial(self.para, self.layout.text_width), signing.title),
            rows=tuple(tuple(map(signer, row)) for row in signing.rows),
        )

    def para(self, width: float, para: Para) -> Para:
        element = self.layout.elements[para.style]
        room = width - para.left - (element.indent.used if element.indent else 0)
        runs = tuple(
            replace(
                run,
                text=self.text(
                    run.text, room, element.size.used, element.bold or run.bold, element.italic or run.italic
                ),
            )
            for run in para.runs
        )
        return replace(para, runs=runs)

    def text(self, text: str, room: float, size: float, bold: bool, italic: bool) -> str:
        def loosened(match: re.Match[str]) -> str:
            word = match.group()
            if width_mm(word, size, bold=bold, italic=italic) <= room:
                return word
            return _MAY_BREAK.join(word)

        return re.sub(r"\S+", loosened, _shown(text))
