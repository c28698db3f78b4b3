"""A small real PDF for each paper that a fictional unit shows as evidence, marked as invented on its page."""

from __future__ import annotations

from datetime import date

from thidua.documents.paper import Paper, Paragraph
from thidua.documents.render import render_pdf

_KINDS = {"KH": ("plan", "Kế hoạch"), "BC": ("report", "Báo cáo"), "QĐ": ("decision", "Quyết định")}


def evidence_pdf(*, unit_name: str, number: str, title: str, day: date, year: int) -> bytes:
    """The paper as PDF. `number` is "32/KH-ĐV07"; its abbreviation tells the kind."""
    place, symbol = number.split("/", 1)
    kind, name = _KINDS[symbol.split("-", 1)[0]]
    return render_pdf(
        Paper(
            kind=kind,
            title=name,
            abstract=title.removeprefix(name).strip().capitalize() + f" năm {year}",
            issue_date=day,
            place=unit_name,
            issuer=f"minh-chung-{unit_name}",
            upper="Đơn vị hư cấu dùng cho trình diễn",
            issuing=unit_name,
            number=int(place),
            symbol=symbol,
            body=(
                Paragraph(f"Văn bản giả định của {unit_name}, dùng làm minh chứng trong bản trình diễn phần mềm."),
                Paragraph("Nội dung, số liệu và ngày tháng đều do chương trình đặt ra, không phải văn bản thật."),
            ),
            demo=True,
        )
    )
