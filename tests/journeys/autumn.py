"""October: two schools score themselves, show evidence, are checked by their leaders and submit."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, expect

from journeys.pages import YEAR, Check, Home, LeafEvidence, Sheet, press, see, sha256
from journeys.year import A, B, School, Year
from thidua.cli.demonstration.evidence import evidence_pdf
from thidua.core.vn import parse_date

TITLE = "Báo cáo kết quả thi đua năm 2021"
# Where a claim above 0 needs evidence by the criteria of the year.
NEED = ("I.1", "I.2", "I.3", "I.5", "II.1", "II.3", "III.1", "III.2", "IV.1", "IV.2", "IV.3", "IV.5", "IV.6", "V.1")


def clock_goes_to_october(year: Year) -> None:
    with year.person(A.editor) as page:
        Home(page).go_to("01/10/2021")


def a_scores_with_autosave(year: Year) -> None:
    """Everything is saved by itself; the relative leaf III.2 and the total are intervals."""
    with year.person(A.editor) as page:
        sheet = Sheet(page)
        sheet.enter("IV.3", {"points": "5,25"})
        expect(sheet.row("IV.3")).to_contain_text("vượt mức tối đa 5")
        expect(page.locator("[data-status]")).to_contain_text("trừ IV.3: cần sửa")
        for code, claim in A.claims.items():
            sheet.enter(code, claim)
        expect(page.locator("[data-status]")).to_have_text(re.compile(r"^Đã lưu \d\d:\d\d$"))
        expect(sheet.row("III.2")).to_contain_text("từ 3,00 đến 6,00")
        expect(sheet.row("IV.3").locator(".score-row__points")).to_contain_text("3,75")
        expect(page.locator(".sheet-total__figure")).to_contain_text("từ ")
        expect(page.locator("[data-total]")).to_contain_text("Đã chấm 21/21 tiêu chí")

        sheet.open()  # what the server holds, not what the page still shows
        assert page.locator('[name="IV.3:points"]').input_value() == "3,75"
        assert page.locator('[name="I.1:actual"]').input_value() == "99,2"


def b_scores_by_the_button(year: Year) -> None:
    with year.person(B.editor, scripts=False) as page:
        sheet = Sheet(page)
        for code, claim in B.claims.items():
            sheet.enter(code, claim)
        sheet.enter("II.3", {"actual": "một trăm"})
        sheet.save()
        expect(page).to_have_title("Lỗi: Tự chấm điểm năm 2021 – Thi Đua")
        expect(page.locator('[name="II.3:actual"]')).to_have_value("một trăm")
        sheet.enter("II.3", B.claims["II.3"])
        sheet.save()
        expect(page.locator(".sheet-total__saved")).to_contain_text("Đã lưu")
        expect(page.locator("[data-total]")).to_contain_text("Đã chấm 21/21 tiêu chí")


def leader_sees_what_is_missing(year: Year, school: School) -> list[str]:
    """Before the evidence: every leaf that needs it and the sentence why nothing can be submitted yet."""
    with year.person(school.leader, scripts=school.scripts) as page:
        missing = Check(page).missing()
        expect(page.get_by_role("button", name="Nộp bảng tự chấm")).to_have_count(0)
        see(page, "Chưa làm được")
    assert set(missing) <= set(NEED)
    return missing


def editor_shows_evidence(year: Year, school: School, missing: list[str]) -> None:
    """One paper is uploaded and shown for all leaves but the last, which gets a reason instead."""
    paper = evidence_pdf(
        unit_name=school.name,
        number="32/BC-TCT",
        title="Báo cáo kết quả thi đua",
        day=parse_date("20/09/2021"),
        year=2021,
    )
    first, *others, last = ["IV.3", *(code for code in missing if code != "IV.3")]
    with year.person(school.editor, scripts=school.scripts) as page:
        LeafEvidence(page, first).upload("báo cáo.pdf", paper, title=TITLE, number="32/BC-TCT", day="20/09/2021")
        see(page, "32/BC-TCT", "20/09/2021")
        for code in others:
            LeafEvidence(page, code).link(TITLE)
        sheet = Sheet(page)
        sheet.explain(last, "Văn bản gốc đang lưu tại tỉnh, nhà trường bổ sung khi thẩm định.")
        sheet.save()
        expect(page.locator(".sheet-total")).to_contain_text("Đã đủ để nộp")
    year.noted[f"evidence {school.code}"] = sha256(paper)


def leader_submits(year: Year, school: School) -> None:
    with year.person(school.leader, scripts=school.scripts) as page:
        check = Check(page)
        assert check.missing() == []
        see(page, "Không có minh chứng, lý do: Văn bản gốc đang lưu tại tỉnh")
        _press_without_declaring(page)
        check.submit()
        see(page, "Đã nộp bảng tự chấm điểm năm 2021")
        code, printed, claims = check.receipt()
        assert sha256(claims) == printed
        assert year.noted[f"evidence {school.code}"] in page.locator("main").inner_text().replace(" ", "").replace(
            "\n", ""
        )
        year.noted[f"receipt {school.code}"] = code
        year.noted[f"claims {school.code}"] = json.loads(claims)

        page.goto(f"{YEAR}/tu-cham/kiem-tra")
        see(page, "Bảng tự chấm đã nộp")
        expect(page.get_by_role("button", name="Nộp bảng tự chấm")).to_have_count(0)


def _press_without_declaring(page: Page) -> None:
    press(page, "Nộp bảng tự chấm")
    expect(page).to_have_title("Lỗi: Kiểm tra trước khi nộp – Thi Đua")


def autumn(year: Year) -> None:
    clock_goes_to_october(year)
    a_scores_with_autosave(year)
    b_scores_by_the_button(year)
    for school in (A, B):
        missing = leader_sees_what_is_missing(year, school)
        editor_shows_evidence(year, school, missing)
        leader_submits(year, school)
    year.office.ask("score")
