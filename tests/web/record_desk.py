"""What the tests of the record pages share: a unit's book, browsers of its people, and how a refused form looks."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django.test import Client

from council.season import Season, founded
from records.book import NOW, Book
from thidua.organisations.enums import Role
from thidua.records.queries.pages import person_page
from web.season_pages import text_of, wearing

BOOK = "/ho-so"
_ROLES = {
    "daumoi": Role.UNIT_EDITOR, "truong": Role.UNIT_HEAD, "canbo": Role.UNIT_MEMBER, "giamsat": Role.AUDITOR,
    "thuky": Role.CLUSTER_SECRETARY, "cumtruong": Role.CLUSTER_HEAD,
}  # fmt: skip


def opened_book(size: int = 2) -> Book:
    """Units with their people of the cluster; nobody in the books yet."""
    return Book(Season(founded(NOW), size=size).set_up())


def browser(book: Book, username: str) -> Client:
    """A browser of "daumoi01", "truong02", "canbo01", "giamsat" … under the role of that name."""
    return wearing(book.season, username, _ROLES[username.rstrip("0123456789")], NOW)


def typed_in(answer: Any) -> dict[str, str]:
    """What stands in the boxes of a page, by name; of tick boxes and buttons to choose the one that is chosen."""
    page = answer.content.decode()
    found: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", page):
        name, value = _mark(tag, "name"), _mark(tag, "value")
        if (
            name
            and name != "csrfmiddlewaretoken"
            and (not re.search(r'type="(radio|checkbox)"', tag) or "checked" in tag)
        ):
            found[name] = value
    for name, inner in re.findall(r'<textarea\b[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.DOTALL):
        found[name] = unescape(inner)
    for name, inner in re.findall(r'<select\b[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', inner)
        found[name] = unescape(chosen[1]) if chosen else ""
    return found


def faults_of(answer: Any) -> dict[str, str]:
    """The sentences at the boxes, by the box's id."""
    page = answer.content.decode()
    found = re.findall(r'<p class="field__error" id="([^"]+)-error">.*?Lỗi: (.*?)</p>', page, re.DOTALL)
    return {anchor: unescape(sentence) for anchor, sentence in found}


def summary_of(answer: Any) -> list[tuple[str, str]]:
    """The summary on top: (the box, its sentence); the box is "" where the sentence has no box of its own."""
    page = answer.content.decode()
    found = re.search(r'<div class="error-summary" role="alert" tabindex="-1" autofocus.*?</div>', page, re.DOTALL)
    lines = re.findall(r'<li>(?:<a href="#([^"]*)">)?(.*?)(?:</a>)?</li>', found[0]) if found else []
    return [(anchor, unescape(sentence)) for anchor, sentence in lines]


def assert_refused(answer: Any, *problems: tuple[str, str], status: int = 400) -> None:
    """A form that comes back: "Lỗi:" first in the title, the summary with the focus, each sentence at its box, and the
    box named there is on the page."""
    page = answer.content.decode()
    assert [anchor for anchor, _ in problems if anchor and f' id="{anchor}"' not in page] == []
    assert answer.status_code == status
    assert "<title>Lỗi: " in page
    assert summary_of(answer) == list(problems)
    assert faults_of(answer) == {anchor: sentence for anchor, sentence in problems if anchor}


def row_of(fact: str, row: int, act: str = "") -> str:
    """The page of a row of the history, or of one of its acts."""
    return f"{BOOK}/ban-ghi/{fact}/{row}{act}"


def said_of(person_id: int, fact: str) -> list[str]:
    """What counts in a person's history, of one kind."""
    groups = person_page(person_id, NOW).groups
    return [line.words for group in groups if group.fact == fact for line in group.lines if line.counts]


def main_of(answer: Any) -> str:
    """What the page itself says, without its frame and without the code of the incident."""
    text = text_of(answer).split("Trợ giúp", 1)[1].split("Dữ liệu trình diễn.")[0].strip()
    return re.sub(r"Mã sự việc [A-Z0-9]{8}", "Mã sự việc", text)


def _mark(tag: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""
