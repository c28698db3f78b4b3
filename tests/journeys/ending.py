"""The end: the ranking page, the papers and the snapshot say the same figures, and nothing was changed on the way."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pdfplumber
from docx import Document
from playwright.sync_api import Page, expect

from journeys.november import CONCLUSION, EXPLANATION, REASON
from journeys.pages import YEAR, both_files, comma, see
from journeys.year import A, B, Year

GROUPS = ("I", "II", "III", "IV", "V")


def ranking_page_shows_the_snapshot(year: Year, snapshot: dict[str, Any]) -> None:
    """As another school reads it: ranks, figures and the sentence of each."""
    with year.person("daumoi.mau09") as page:
        page.goto(f"{YEAR}/xep-hang")
        see(page, "Tính lại từ dữ liệu đã khóa: khớp từng con số.")
        shown = snapshot["sha256"] in squeezed(page.locator("main").inner_text())
        assert shown
        for unit in snapshot["result"]["units"]:
            row = page.locator(f"tr#{unit['code']}")
            assert cells(row.locator("td.num").all_inner_texts()) == figures(unit, page)
            assert row.locator(".rank-seal").inner_text() == str(unit["rank"])
            expect(row.locator("xpath=following-sibling::tr[1]")).to_contain_text(f"ạng {unit['rank']}")
        why = page.locator(f"tr#{B.code}").locator("xpath=following-sibling::tr[1]")
        expect(why).to_contain_text("K.2")


def figures(unit: dict[str, Any], page: Page) -> list[str]:
    """A unit's figures in the order of the columns, with the decimal comma."""
    heads = squeezed(page.locator("thead").inner_text())
    extra = [key for key, head in (("bonus", "Thưởng"), ("deduction", "Trừ")) if head in heads]
    more = ["–" if Decimal(unit[key]) == 0 else ("−" if key == "deduction" else "") + comma(unit[key]) for key in extra]
    groups = [comma(unit["groups"][code]) for code in GROUPS]
    return [*groups, *more, f"{comma(unit['total'])}/{comma(unit['max_assigned'])}", comma(unit["percent"])]


def cells(texts: list[str]) -> list[str]:
    return [re.sub(r"khôngcó$", "", squeezed(text)) for text in texts]


def squeezed(text: str | None) -> str:
    return re.sub(r"[\s\u200b]", "", text or "")


def trail_tells_every_step(year: Year) -> None:
    """One figure's way: 3,75 by the school, 3,50 by the team, the explanation, the conclusion."""
    with year.person(A.editor) as page:
        page.goto(f"{YEAR}/xep-hang/{A.code}")
        line = page.locator("tr", has=page.get_by_role("rowheader", name="IV.3", exact=True))
        expect(line.locator("td.num")).to_have_text("3,50 / 5,00")
        trail = line.locator("xpath=following-sibling::tr[1]")
        trail.locator("summary").click()
        steps = trail.locator("li").all_inner_texts()
        assert len(steps) == 4
        for step, words in zip(
            steps,
            (("Tự chấm", "3,75"), ("sửa", "3,75 → 3,5", REASON), ("giải trình", EXPLANATION), ("3,5", CONCLUSION)),
            strict=True,
        ):
            assert all(word in step for word in words), step
        see(page, year.noted[f"receipt {A.code}"])


def clerk_issues_the_minutes(year: Year) -> None:
    with year.person("vanthu.mau") as page:
        page.goto(f"{YEAR}/van-ban")
        page.locator(".task", has_text="Biên bản").get_by_role("button", name="Phát hành").click()
        see(page, "Đã phát hành văn bản", "01/BB-CTĐ")
        line = page.locator("tbody tr", has_text="Biên bản")
        year.noted["minutes Word"], year.noted["minutes PDF"] = both_files(page, line)


def docx_rows(content: bytes) -> list[list[str]]:
    document = Document(BytesIO(content))
    return [[squeezed(cell.text) for cell in row.cells] for table in document.tables for row in table.rows]


def pdf_rows(content: bytes) -> list[list[str]]:
    with pdfplumber.open(BytesIO(content)) as pdf:
        tables = [table for page in pdf.pages for table in page.extract_tables()]
    return [[squeezed(cell) for cell in row] for table in tables for row in table]


def papers_repeat_the_snapshot(year: Year, snapshot: dict[str, Any]) -> None:
    """Both tables of the minutes in both files, digit by digit."""
    names = {unit["code"]: squeezed(unit["title"]) for unit in snapshot["claims"]["units"]}
    units = [unit for unit in snapshot["result"]["units"] if unit["rank"] is not None]
    ranking = [
        [
            str(unit["rank"]),
            names[unit["code"]],
            *(comma(unit[key]) for key in ("total", "max_assigned", "percent")),
        ]
        for unit in units
    ]
    points = [
        [
            names[unit["code"]],
            *(comma(unit["groups"][code]) for code in GROUPS),
            *(comma(unit[key]) for key in ("bonus", "deduction", "total")),
        ]
        for unit in units
    ]
    for rows in (docx_rows(year.noted["minutes Word"]), pdf_rows(year.noted["minutes PDF"])):
        assert [row[:5] for row in rows if len(row) == 7 and row[0].isdigit()] == ranking
        assert [row for row in rows if len(row) == 9 and "," in row[1]] == points
    targets = [[squeezed(A.name), *A.targets.values()], [squeezed(B.name), *B.targets.values()]]
    for rows in (docx_rows(year.noted["pledge Word"]), pdf_rows(year.noted["pledge PDF"])):
        for name, classes, initiatives in targets:
            assert any(
                name in row and [classes, initiatives] == [cell for cell in row if cell.isdigit()][-2:] for row in rows
            )


def one_figure_is_the_same_everywhere(snapshot: dict[str, Any], submitted: dict[str, Any]) -> None:
    """IV.3 of school A: 3,75 in what it submitted, 3,50 in force; group IV in the minutes is the sum with 3,50."""
    own = next(unit for unit in snapshot["claims"]["units"] if unit["code"] == A.code)
    result = next(unit for unit in snapshot["result"]["units"] if unit["code"] == A.code)
    leaves = {code: Decimal(leaf["points"]) for code, leaf in result["leaves"].items() if leaf["points"] is not None}
    assert submitted_points(submitted) == Decimal("3.75")
    assert Decimal(own["claims"]["IV.3"]["points"]) == leaves["IV.3"] == Decimal("3.50")
    in_group = sum(points for code, points in leaves.items() if code.startswith("IV."))
    assert in_group == Decimal(result["groups"]["IV"])


def submitted_points(document: dict[str, Any]) -> Decimal:
    (unit,) = document["units"]
    return Decimal(unit["claims"]["IV.3"]["points"])


def ending(year: Year) -> None:
    snapshot = year.office.ask("snapshot")
    ranking_page_shows_the_snapshot(year, snapshot)
    trail_tells_every_step(year)
    clerk_issues_the_minutes(year)
    papers_repeat_the_snapshot(year, snapshot)
    one_figure_is_the_same_everywhere(snapshot, year.noted[f"claims {A.code}"])
    assert snapshot["again"] == snapshot["result"]
    assert snapshot["same_text"]
    assert snapshot["sha256_again"] == snapshot["sha256"]
    assert year.office.ask("audit") == []
