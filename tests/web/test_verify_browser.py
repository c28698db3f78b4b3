"""The desk and the ranking in a real browser: keys, the guard of what is typed, no JavaScript, axe, print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

import pdfplumber
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from council.season import MEETING, PASSWORD, PUBLISHING, SCORING, VERIFYING, Season, founded, move_clock
from thidua.organisations.enums import Role
from thidua.sheets.actions.evidence import EvidenceWords, add_evidence
from thidua.sheets.actions.verification import record_condition, reply, verify_leaf
from web.season_pages import YEAR
from web.sheet_desk import PDF

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK = f"{YEAR}/tham-dinh/cum-thu-01"
SIZES: tuple[tuple[int, int, Literal["light", "dark"]], ...] = (
    (1366, 768, "light"),
    (390, 844, "light"),
    (1366, 768, "dark"),
    (390, 844, "dark"),
)


@pytest.fixture
def season(committed_database: None) -> Season:
    season = Season(founded(VERIFYING)).set_up().launched().signed()
    add_evidence(
        actor=season.hat("daumoi01", Role.UNIT_EDITOR), at=SCORING, upload=BytesIO(PDF), file_name="Kế hoạch.pdf",
        words=EvidenceWords("Kế hoạch ứng dụng"), leaf_code="II.2", **season.where(1),
    )  # fmt: skip
    return season.submitted().with_team()


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768})
    yield context
    context.close()


def signed_in(context: BrowserContext, season: Season, username: str, role: Role) -> Page:
    page = context.new_page()
    page.goto("/dang-nhap")
    page.fill("#ten", f"{username}.{season.code}")
    page.fill("#mat-khau", PASSWORD)
    page.click(".sign-form button")
    page.goto("/doi-vai")
    page.locator("main form button", has_text=role.label).first.click()
    page.wait_for_load_state()
    return page


def test_the_desk_by_keyboard(context: BrowserContext, season: Season) -> None:
    page = signed_in(context, season, "canbo02", Role.VERIFIER)
    page.goto(f"{DESK}?tieu-chi=I.1")
    expect(page.locator("[data-keys]")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator("tr.is-current")).to_contain_text("I.2")
    page.keyboard.press("k")
    expect(page.locator("tr.is-current")).to_contain_text("I.1")
    page.keyboard.press("a")
    expect(page.locator(".saved[role=status]")).to_contain_text("I.1: đồng ý")
    expect(page.locator("tr.is-current")).to_contain_text("I.2")
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("4")
    page.fill("#ly-do", "Thiếu biên bản j k a.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".saved[role=status]")).to_contain_text("I.2: đã sửa")
    assert season.trail(1, "I.2").latest.claim == {"points": "4"}
    assert season.trail(1, "I.2").latest.reason == "Thiếu biên bản j k a."


def test_leaving_asks_before_typed_words_are_lost(context: BrowserContext, season: Season) -> None:
    page = signed_in(context, season, "canbo02", Role.VERIFIER)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(f"{DESK}?tieu-chi=I.2")
    page.locator("#ly-do").press_sequentially("Đang viết")
    page.locator("[data-following]").click(no_wait_after=True)
    expect(page.locator("#ly-do")).to_have_value("Đang viết")
    assert asked == ["beforeunload"]


def test_without_javascript_a_leaf_is_changed_answered_and_agreed(
    browser: Browser, live_server: LiveServer, season: Season
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = signed_in(context, season, "canbo02", Role.VERIFIER)
    page.goto(DESK)
    page.get_by_role("link", name="I.2", exact=True).click()
    expect(page.locator("[data-keys]")).to_be_hidden()
    page.locator("[name='I.2:points']").fill("4")
    page.fill("#ly-do", "Thiếu biên bản.")
    page.get_by_role("button", name="Lưu số đã sửa").click()
    for box in page.locator("input[name=chon]").all():
        box.check()
    page.get_by_role("button", name="Đồng ý với các tiêu chí đã đánh dấu").click()
    expect(page.locator(".desk__progress").first).to_contain_text("7/7")
    context.close()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    unit = signed_in(context, season, "truong01", Role.UNIT_HEAD)
    unit.goto(f"{YEAR}/giai-trinh")
    unit.get_by_role("button", name="Nhất trí với 4").click()
    expect(unit.locator("main")).to_contain_text("đơn vị đã nhất trí")
    context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {node['target']}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_axe_finds_nothing(
    browser: Browser, live_server: LiveServer, season: Season, width: int, height: int, scheme: Literal["light", "dark"]
) -> None:
    verify_leaf(
        actor=season.verifier(2), at=VERIFYING, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"),
        claim={"points": "4"}, reason="Thiếu biên bản.", **season.where(1),
    )  # fmt: skip
    record_condition(
        actor=season.verifier(2), at=VERIFYING, code="K.2", holds=True, reason="Không có.", **season.where(1)
    )
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": height},
        color_scheme=scheme,
    )
    found: dict[str, list[str]] = {}

    def look(page: Page, *addresses: str) -> None:
        for address in addresses:
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found[f"{address} {page.title()}"] = violations(page)

    team = signed_in(context, season, "canbo02", Role.VERIFIER)
    look(team, f"{YEAR}/tham-dinh", *(f"{DESK}?tieu-chi={leaf}" for leaf in ("I.2", "I.4", "II.2", "II.3")))
    context.clear_cookies()
    look(signed_in(context, season, "truong01", Role.UNIT_HEAD), f"{YEAR}/giai-trinh")
    context.clear_cookies()
    look(signed_in(context, season, "cumtruong", Role.CLUSTER_HEAD), f"{YEAR}/tham-dinh/to")
    reply(
        actor=season.head(1), at=VERIFYING, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"), accepts=True,
        text="", **season.where(1),
    )  # fmt: skip
    for number in (1, 2, 3):
        season.agree(number, 3 if number == 2 else 2)
        season.settle(number, 3 if number == 2 else 2)
    move_clock(season.setup, MEETING)
    context.clear_cookies()
    secretary = signed_in(context, season, "thuky", Role.CLUSTER_SECRETARY)
    look(secretary, f"{YEAR}/phien-hop")
    season.meeting()
    look(secretary, f"{YEAR}/phien-hop?xong=mo-phien")
    season.adopted()
    look(secretary, f"{YEAR}/xep-hang", f"{YEAR}/xep-hang/cum-thu-01", f"{YEAR}/phien-hop?xong=thong-qua")
    context.close()
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_the_ranking_prints_on_a4_landscape(context: BrowserContext, season: Season) -> None:
    for number in (1, 2, 3):
        season.agree(number, 3 if number == 2 else 2)
        season.settle(number, 3 if number == 2 else 2)
    season.meeting().adopted().published()
    move_clock(season.setup, PUBLISHING)
    page = signed_in(context, season, "truong01", Role.UNIT_HEAD)
    page.goto(f"{YEAR}/xep-hang")
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        assert [(round(sheet.width), round(sheet.height)) for sheet in printed.pages] == [(842, 595)]
        words = printed.pages[0].extract_text()
    assert "SỐ LIỆU GIẢ ĐỊNH" in words
    assert "Bảng xếp hạng năm 2021" in words
    assert "Việc của tôi" not in words
