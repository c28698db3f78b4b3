"""The year 2021 of *Cụm mẫu*, from launch to ranked minutes, in a real browser on a real server.

School A (Đơn vị mẫu 04) with JavaScript and school B (Đơn vị mẫu 05) without do everything by hand; the other eight
do it by the product's actions in a second process. The figure IV.3 of school A is followed all the way.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from journeys.autumn import autumn
from journeys.ending import ending
from journeys.november import november
from journeys.office import office
from journeys.server import running
from journeys.spring import spring
from journeys.year import Year

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_year_from_launch_to_ranked_minutes(browser: Browser, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    with office(data) as others:
        others.ask("prepare")
        with running(data) as server:
            year = Year(browser, server, others)
            spring(year)
            autumn(year)
            november(year)
            ending(year)

            assert year.complaints == []
            assert server.errors() == []
