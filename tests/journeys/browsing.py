"""A browser that belongs to one person: signed in, wearing a hat, watched for whatever the house forbids."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlsplit

from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from thidua.installation.demonstration import DEMO_PASSWORD

Cookies = dict[str, list[SetCookieParam]]

DESK = (1366, 768)
PHONE = (390, 844)


class Watch:
    """Complaints of one context: console errors (a breach of the content policy is one), requests to elsewhere."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.complaints: list[str] = []
        self._origin = urlsplit(origin).netloc
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script: {error.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        # The browser itself reports every answer of 400 and above; those pages are asked for on purpose.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        # "chrome…:" is the browser's own viewer of PDF files.
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "chrome", "chrome-extension") and address.netloc != self._origin:
            self.complaints.append(f"{request.url} was asked for")


@contextmanager
def visitor(
    browser: Browser,
    origin: str,
    username: str = "",
    *,
    hat: str = "",
    size: tuple[int, int] = DESK,
    scripts: bool = True,
    cookies: Cookies | None = None,
    **options: Any,
) -> Iterator[tuple[Page, Watch]]:
    """A page of somebody's own browser; signed in where a user name is given, under the role named `hat`.

    `cookies` keeps who has signed in: the next browser of the same person goes on in that session.
    """
    context = browser.new_context(
        base_url=origin,
        viewport={"width": size[0], "height": size[1]},
        java_script_enabled=scripts,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        **options,
    )
    context.set_default_timeout(15_000)
    watch = Watch(context, origin)
    try:
        page = context.new_page()
        if username and username in (kept := {} if cookies is None else cookies):
            context.add_cookies(kept[username])
        elif username:
            sign_in(page, username)
            kept[username] = cast("list[SetCookieParam]", context.cookies())
        if hat:
            wear(page, hat)
        yield page, watch
    finally:
        context.close()


def sign_in(page: Page, username: str, password: str = DEMO_PASSWORD) -> None:
    page.goto("/dang-nhap")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill(username)
    page.get_by_label("Mật khẩu", exact=True).fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def wear(page: Page, hat: str) -> None:
    """Choose the role by its name on the page; the newest year's where there are several."""
    page.goto("/doi-vai")
    page.get_by_role("button", name=hat).last.click()
