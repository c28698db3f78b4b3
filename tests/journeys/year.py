"""What the chapters of the year share: the server, the other schools, who sits at a browser, what was noted down."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from journeys.browsing import Cookies, visitor
from journeys.office import Office
from journeys.server import Server
from thidua.cli.demonstration.scoring import typed_claims

HAT = {
    "thuky.mau": "Thư ký cụm",
    "cumtruong.mau": "Cụm trưởng",
    "thamdinh.mau02": "Thành viên tổ thẩm định",
    "chutri.mau": "Người chủ trì hội nghị",
    "vanthu.mau": "Văn thư",
}


@dataclass(frozen=True)
class School:
    """One of the two schools in full: its accounts, its claims, and whether its browsers run scripts."""

    code: str
    name: str
    number: str
    scripts: bool
    targets: dict[str, str]
    claims: dict[str, dict[str, Any]]

    @property
    def editor(self) -> str:
        return f"daumoi.mau{self.number}"

    @property
    def leader(self) -> str:
        return f"truong.mau{self.number}"


A = School(
    code="don-vi-mau-04",
    name="Đơn vị mẫu 04",
    number="04",
    scripts=True,
    targets={"II.1": "40", "III.2": "5"},
    claims={**typed_claims(2021, "don-vi-mau-04"), "IV.3": {"points": "3.75"}, "B.2": {"achieved": ["nhi"]}},
)
B = School(
    code="don-vi-mau-05",
    name="Đơn vị mẫu 05",
    number="05",
    scripts=False,
    targets={"II.1": "39", "III.2": "2"},
    claims={**typed_claims(2021, "don-vi-mau-05"), "D.1": {"count": "1"}},
)


@dataclass
class Year:
    """`noted` keeps what one chapter read and a later one compares."""

    browser: Browser
    server: Server
    office: Office
    complaints: list[str] = field(default_factory=list)
    noted: dict[str, Any] = field(default_factory=dict)
    _cookies: Cookies = field(default_factory=dict)

    @contextmanager
    def person(self, username: str, *, scripts: bool = True) -> Iterator[Page]:
        """The browser of one person, under the hat of the year's work; what the house forbids is kept."""
        known = username in self._cookies
        with visitor(
            self.browser, self.server.url, username, scripts=scripts, cookies=self._cookies, accept_downloads=True
        ) as (page, watch):
            hat = HAT.get(username, "")
            if hat and not known:
                page.goto("/doi-vai")
                page.get_by_role("button", name=hat).filter(has_text="2021").click()
            yield page
            self.complaints += [f"{username}: {line}" for line in watch.complaints]
