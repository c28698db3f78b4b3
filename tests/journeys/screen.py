"""One screen to look at: who opens which address, and what is done there before it is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True)
class Screen:
    """`acts` bring the page from its address to what is to be seen; they come in the order of the list."""

    name: str
    who: str
    address: str
    acts: Callable[[Page], Any] | None = None
    status: int = 200


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name).first.click()
