"""The declared table of who gets what, asked for real: address × method × hat (permissions.md).

`access_table.txt` has a line for every address and method. A new address without a line fails here; so does a page
whose answer to any hat is not the declared one. INSIDE, UNITS and OUTSIDE stand for the hats below; a hat named on its
own line wins over its group.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from web.everyone import INSIDE, OUTSIDE, assemble
from web.knocking import knock, patterns

UNITS = ("MEMBER", "EDITOR", "HEAD", "SIBLING_EDITOR", "SIBLING_HEAD")
GROUPS = {"UNITS": UNITS, "INSIDE": INSIDE, "OUTSIDE": OUTSIDE, "EVERYONE": (*INSIDE, *OUTSIDE, "ANON")}
METHODS = ("GET", "POST")
# A press on this button starts a build beside the server: tests/platform and the browser journey press it.
NOT_PRESSED = {("demo-again", "POST")}

Row = dict[str, str]


def _declared() -> dict[tuple[str, str], Row]:
    table: dict[tuple[str, str], Row] = {}
    for line in Path(__file__).with_name("access_table.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, *cells = (part.strip() for part in line.split("|"))
            name, method = head.split()
            row: Row = {}
            for cell in sorted(cells, key=lambda text: -_widest(text)):
                status, hats = (part.strip() for part in cell.split(":"))
                row.update({hat: status for word in hats.split() for hat in GROUPS.get(word, (word,))})
            table[name, method] = row
    return table


def _widest(cell: str) -> int:
    """Groups are laid out before single hats, so that a hat named alone wins."""
    return max(len(GROUPS.get(word, (word,))) for word in cell.split(":")[1].split())


def test_every_address_has_a_line_for_each_method() -> None:
    wanted = {(name, method) for name, _ in patterns() for method in METHODS}
    assert set(_declared()) == wanted


def test_every_address_has_a_name() -> None:
    assert [found for found in patterns() if not found[0]] == []


def test_every_line_speaks_of_every_hat() -> None:
    everyone = set(GROUPS["EVERYONE"])
    assert {key: everyone - set(row) for key, row in _declared().items() if set(row) != everyone} == {}


@pytest.mark.slow
@pytest.mark.django_db
def test_every_hat_gets_what_the_table_declares() -> None:
    everyone = assemble()
    table = _declared()
    found: dict[str, str] = {}
    for name, in_year in patterns():
        for method in METHODS:
            for hat, declared in table[name, method].items():
                if (name, method) in NOT_PRESSED and hat != "ANON":
                    continue
                answer = knock(everyone, hat, method, name, in_year)
                if answer != declared:
                    found[f"{method} {name} as {hat}"] = f"{answer}, declared {declared}"
    assert found == {}
