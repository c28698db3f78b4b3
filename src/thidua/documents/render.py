"""One paper, both files."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.documents.composition import compose, layout_of
from thidua.documents.docx import docx_of
from thidua.documents.paper import Paper
from thidua.documents.pdf import pdf_of


@dataclass(frozen=True)
class Rendered:
    docx: bytes
    pdf: bytes


def render(paper: Paper) -> Rendered:
    """The paper as office file and as PDF, from one composition; equal papers give equal bytes.

    Raises `NoLayout` where the data has no layout for the paper's issuer, kind or date, and `ValueError` for a list
    of more points than the Vietnamese alphabet has letters.
    """
    layout = layout_of(paper)
    composition = compose(paper, layout)
    return Rendered(
        docx=docx_of(paper, composition, layout),
        pdf=pdf_of(paper, composition, layout),
    )


def render_pdf(paper: Paper) -> bytes:
    """The paper as PDF alone. Raises as `render` does."""
    layout = layout_of(paper)
    return pdf_of(paper, compose(paper, layout), layout)
