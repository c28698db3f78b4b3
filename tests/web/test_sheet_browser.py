"""What the score sheet does with JavaScript, in a real browser: autosave, the keyboard, two windows, a lost session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from council.season import PASSWORD, Season
from web.sheet_desk import ADDRESS, FILES, claim_of, evidence_of, leaf_address, scoring_season

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def season(committed_database: None) -> Season:
    return scoring_season()


@pytest.fixture
def context(browser: Browser, live_server: LiveServer) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768})
    yield context
    context.close()


def signed_in(context: BrowserContext, season: Season, username: str = "daumoi01") -> Page:
    page = context.new_page()
    page.goto("/dang-nhap")
    sign_in(page, season, username)
    return page


def sign_in(page: Page, season: Season, username: str = "daumoi01") -> None:
    page.fill("#ten", f"{username}.{season.code}")
    page.fill("#mat-khau", PASSWORD)
    page.click(".sign-form button")
    page.wait_for_load_state()


@pytest.fixture
def sheet(context: BrowserContext, season: Season) -> Page:
    page = signed_in(context, season)
    page.goto(ADDRESS)
    return page


def status(page: Page) -> str:
    return page.locator("[data-status]").inner_text()


def test_two_quiet_seconds_save_and_the_total_follows(season: Season, sheet: Page) -> None:
    sheet.get_by_label("Điểm của I.2").fill("4,5")

    expect(sheet.locator("[data-status]")).to_contain_text("Đã lưu 09:00", timeout=10_000)
    expect(sheet.locator(".sheet-total__figure")).to_contain_text("4,50")
    expect(sheet.locator("#tc-I-2 .score-row__points")).to_contain_text("chấm 4,5 trên 5 → 4,50")
    expect(sheet.locator("#tc-I-2 .score-row__state")).to_be_empty()
    assert claim_of(season, "I.2") == {"points": "4.5"}


def test_what_cannot_be_read_stays_with_its_sentence_and_the_rest_is_saved(season: Season, sheet: Page) -> None:
    sheet.get_by_label("Số lượng của II.2").fill("1.000,5")
    sheet.get_by_label("Điểm của I.2").fill("4")

    expect(sheet.locator("[data-status]")).to_contain_text("trừ II.2: cần sửa", timeout=10_000)
    expect(sheet.locator("#tc-II-2")).to_contain_text("dấu phân cách hàng nghìn")
    expect(sheet.get_by_label("Số lượng của II.2")).to_have_value("1.000,5")
    assert (claim_of(season, "II.2"), claim_of(season, "I.2")) == (None, {"points": "4"})

    sheet.get_by_label("Số lượng của II.2").fill("4")
    expect(sheet.locator("[data-status]")).not_to_contain_text("cần sửa", timeout=10_000)
    expect(sheet.locator("#tc-II-2")).not_to_contain_text("hàng nghìn")
    assert claim_of(season, "II.2") == {"count": "4"}


def test_enter_goes_down_and_sends_nothing(sheet: Page) -> None:
    sheet.get_by_label("Kết quả thực hiện của I.1").focus()

    sheet.keyboard.press("Enter")
    assert sheet.evaluate("document.activeElement.name") == "I.2:points"
    sheet.keyboard.press("Shift+Enter")
    assert sheet.evaluate("document.activeElement.name") == "I.1:actual"
    assert sheet.url.endswith(ADDRESS)


def test_second_window_is_offered_both_versions(context: BrowserContext, season: Season, sheet: Page) -> None:
    other = context.new_page()
    other.goto(ADDRESS)
    other.get_by_label("Điểm của I.2").fill("3")
    expect(other.locator("[data-status]")).to_contain_text("Đã lưu", timeout=10_000)

    sheet.get_by_label("Điểm của I.2").fill("4")
    sheet.get_by_label("Số ngày chậm của II.5").fill("2")
    expect(sheet.locator("[data-status]")).to_contain_text("lưu ở một cửa sổ khác", timeout=10_000)
    sheet.get_by_role("button", name="Xem hai bản và chọn").click()
    sheet.get_by_label("I.2, bản của bạn: 4").check()
    sheet.get_by_role("button", name="Lưu các bản đã chọn").click()

    expect(sheet.get_by_label("Điểm của I.2")).to_have_value("4")
    assert claim_of(season, "I.2") == {"points": "4"}
    assert claim_of(season, "II.5") == {"days_late": "2"}


def test_lost_session_keeps_everything_and_goes_on_after_signing_in(
    context: BrowserContext, season: Season, sheet: Page
) -> None:
    context.clear_cookies()
    sheet.get_by_label("Điểm của I.2").fill("4,25")
    expect(sheet.locator("[data-status]")).to_contain_text("Phiên làm việc đã hết", timeout=10_000)
    expect(sheet.get_by_label("Điểm của I.2")).to_have_value("4,25")

    with context.expect_page() as opened:
        sheet.get_by_role("link", name="Đăng nhập ở thẻ mới").click()
    sign_in(opened.value, season)
    opened.value.close()
    sheet.bring_to_front()
    sheet.get_by_label("Điểm của I.2").press("End")
    sheet.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(sheet.locator("[data-status]")).to_contain_text("Đã lưu", timeout=10_000)
    assert claim_of(season, "I.2") == {"points": "4.25"}


def test_server_out_of_reach_is_said_and_tried_again(context: BrowserContext, season: Season, sheet: Page) -> None:
    context.set_offline(True)
    sheet.get_by_label("Điểm của I.2").fill("4")
    expect(sheet.locator("[data-status]")).to_contain_text("mất kết nối", timeout=10_000)

    context.set_offline(False)
    sheet.evaluate("window.dispatchEvent(new Event('focus'))")

    expect(sheet.locator("[data-status]")).to_contain_text("Đã lưu", timeout=10_000)
    assert claim_of(season, "I.2") == {"points": "4"}


def test_page_comes_with_no_script_and_no_style_of_its_own(context: BrowserContext, season: Season) -> None:
    page = signed_in(context, season)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    number = evidence_of(season, leaf="I.2")
    for address in (ADDRESS, f"{ADDRESS}/kiem-tra", leaf_address("I.2"), f"{FILES}/{number}"):
        page.goto(address)

    assert complaints == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    browser: Browser, live_server: LiveServer, season: Season, size: tuple[int, int], scheme: str
) -> None:
    number = evidence_of(season, leaf="I.2")
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = signed_in(context, season)
    page.goto(ADDRESS)
    page.get_by_label("Điểm của I.2").fill("4")
    page.get_by_label("Số lượng của II.2").fill("abc")
    page.get_by_role("button", name="Lưu bảng").first.click()
    pages = (
        None, ADDRESS, leaf_address("I.2"), f"{FILES}/{number}", f"{ADDRESS}/kiem-tra", f"{ADDRESS}/bien-nhan",
        f"{ADDRESS}/dieu-kien",
    )  # fmt: skip
    for address in pages:
        if address:
            page.goto(address)
        violations = [
            (page.url, rule["id"], node["html"])
            for rule in Axe().run(page).response["violations"]
            for node in rule["nodes"]
        ]
        assert violations == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    context.close()
