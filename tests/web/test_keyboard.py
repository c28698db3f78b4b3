"""By keyboard alone: Tab reaches everything on the score sheet and the desk, and the focus is always seen."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.browsing import PHONE, visitor
from journeys.screens import MAU
from journeys.server import Server, running
from journeys.stages import all_stages

__all__ = ["all_stages"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Everything that somebody can use with a mouse and that is on the page now: closed details keep their fields.
REACHABLE = """
() => {
  const used = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex='0']";
  const shown = [...document.querySelectorAll(used)].filter(
    (item) => item.checkVisibility({visibilityProperty: true}) && !item.disabled && item.tabIndex >= 0);
  const groups = new Map();
  shown.forEach((item, place) => { item.dataset.place = place; });
  return shown.filter((item) => item.type !== "radio" || item.checked).map((item) => Number(item.dataset.place));
}
"""
# Where the focus is, and whether a ring or the browser's own frame shows it.
FOCUS = """
() => {
  const item = document.activeElement;
  if (!item || item === document.body) return null;
  const style = getComputedStyle(item);
  const ring = item.tagName === "IFRAME"
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
  return [Number(item.dataset.place ?? -1), ring, item.outerHTML.slice(0, 120)];
}
"""


@pytest.fixture
def server(stage: str, tmp_path: Path, all_stages: Path) -> Iterator[Server]:
    data = tmp_path / "data"
    shutil.copytree(all_stages / stage, data)
    with running(data) as server:
        yield server


def walk(page: Page) -> tuple[set[int], list[str]]:
    """Tab from the top until the focus leaves the page: places passed, and what showed no focus."""
    passed: set[int] = set()
    unseen: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        if here is None or here[0] in passed:
            break
        passed.add(here[0])
        if not here[1]:
            unseen.append(here[2])
    return passed, unseen


@pytest.mark.parametrize(
    ("stage", "who", "address", "least"),
    [
        ("scoring", "daumoi.mau07", f"{MAU}/tu-cham", 50),
        ("scoring", "truong.mau07", "/ho-so/toi", 50),
        ("scoring", "daumoi.mau07", "/ho-so/tap-the/ghi/work", 50),
        ("scoring", "daumoi.mau07", "/y-tuong/moi?loai=y-tuong", 10),
        ("verify", "thamdinh.mau02", f"{MAU}/tham-dinh/don-vi-mau-05?tieu-chi=II.4", 50),
    ],
)
def test_tab_reaches_everything_and_is_seen(
    browser: Browser, server: Server, stage: str, who: str, address: str, least: int
) -> None:
    with visitor(browser, server.url, who) as (page, _):
        page.goto(address)
        wanted = set(page.evaluate(REACHABLE))
        passed, unseen = walk(page)

    assert len(wanted) > least
    assert wanted - passed == set()
    assert unseen == []


@pytest.mark.parametrize("stage", ["verify"])
def test_desk_goes_down_and_up_by_letters_and_agrees(browser: Browser, server: Server, stage: str) -> None:
    with visitor(browser, server.url, "thamdinh.mau02") as (page, _):
        page.goto(f"{MAU}/tham-dinh/don-vi-mau-05?tieu-chi=I.1")
        for key, code in (("j", "I.2"), ("j", "I.3"), ("k", "I.2")):
            page.keyboard.press(key)
            expect(page.locator("tr.is-current th")).to_have_text(code)
        page.keyboard.press("a")
        expect(page.locator(".desk__progress").first).to_contain_text("1/21")
        page.keyboard.press("e")
        expect(page.locator(":focus")).to_have_attribute("name", "I.3:actual")
        page.keyboard.press("j")  # now it is a letter like any other
        expect(page.locator("tr.is-current th")).to_have_text("I.3")


@pytest.mark.parametrize("stage", ["scoring"])
def test_touch_targets_of_a_phone_are_large_enough(browser: Browser, server: Server, stage: str) -> None:
    """44 px for what is pressed with a thumb; links inside a sentence are excepted, as WCAG excepts them."""
    with visitor(browser, server.url, "daumoi.mau07", size=PHONE, has_touch=True) as (page, _):
        small: list[str] = []
        for address in (
            "/", f"{MAU}/tu-cham", f"{MAU}/tu-cham/kiem-tra", f"{MAU}/giao-uoc", "/ho-so", "/ho-so/toi", "/ho-so/them",
            "/ho-so/tap-the", "/ho-so/tap-the/ghi/work", "/ho-so/xet-danh-hieu", "/y-tuong", "/y-tuong/moi",
        ):  # fmt: skip
            page.goto(address)
            for item in page.locator("button, .button, summary, select, main input:not([type=hidden])").all():
                box = item.bounding_box()
                kind = item.get_attribute("type")
                if box and kind not in ("checkbox", "radio") and box["height"] < 44:
                    small.append(f"{address}: {item.evaluate('item => item.outerHTML.slice(0, 100)')}")

    assert small == []
