"""Every screen as the person it is for: axe finds nothing, nothing is cut off sideways, nothing is asked of others."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from journeys.browsing import DESK, PHONE, Cookies, visitor
from journeys.screen import Screen
from journeys.screens import SCREENS
from journeys.server import Server, running
from journeys.stages import all_stages

__all__ = ["all_stages"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}


@pytest.fixture
def server(stage: str, tmp_path: Path, all_stages: Path) -> Iterator[Server]:
    """A server on a copy of the demonstration at the test's stage."""
    data = tmp_path / "data"
    shutil.copytree(all_stages / stage, data)
    with running(data) as server:
        yield server


@pytest.mark.parametrize("stage", list(SCREENS))
def test_every_screen_of_a_stage(browser: Browser, server: Server, stage: str) -> None:
    complaints: list[str] = []
    cookies: Cookies = {}
    for screen in SCREENS[stage]:
        with visitor(browser, server.url, screen.who, cookies=cookies) as (page, watch):
            complaints += [f"{screen.name}: {line}" for line in faults(page, screen)]
            complaints += [f"{screen.name}: {line}" for line in watch.complaints]

    assert complaints == []
    assert server.errors() == []


def faults(page: Page, screen: Screen) -> Iterator[str]:
    """What is wrong with a screen at both widths, light and dark."""
    answer = page.goto(screen.address)
    if answer is None or answer.status != screen.status:
        yield f"answered {answer and answer.status}"
    if screen.acts:
        screen.acts(page)
        page.wait_for_load_state()
    if not page.title().endswith("Thi Đua") or page.locator("h1").count() != 1:
        yield f"title {page.title()!r}, {page.locator('h1').count()} first headings"
    if page.locator(".demo-mark").count() != 1:
        yield "the mark of invented figures is missing"
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            yield f"wider than {width}"
        # The theme changes colours and nothing else.
        page.emulate_media(color_scheme="light")
        yield from violations(page, RULES, f"{width} light")
        page.emulate_media(color_scheme="dark")
        yield from violations(page, COLOURS, f"{width} dark")


def violations(page: Page, rules: dict[str, Any], where: str) -> Iterator[str]:
    for found in AXE.run(page, options=rules).response["violations"]:
        for node in found["nodes"]:
            yield f"{where} {found['id']}: {node['html'][:200]}"
