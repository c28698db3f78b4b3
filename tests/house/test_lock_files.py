"""The lock files: every library pinned and hashed, none tied to a place it is fetched from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)")


def entries(lock: Path) -> dict[str, tuple[str, str]]:
    """Name → (version, everything that belongs to the entry)."""
    found: dict[str, tuple[str, str]] = {}
    blocks = re.split(r"^(?=[^\s#])", lock.read_text("utf-8"), flags=re.MULTILINE)
    for block in blocks:
        if match := PINNED.match(block):
            found[match[1].lower()] = (match[2], block)
    return found


def test_both_lock_files_are_there() -> None:
    assert [lock.name for lock in LOCKS] == ["run.txt", "test.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_line_that_is_not_a_comment_belongs_to_a_pinned_entry(lock: Path) -> None:
    heads = [line for line in lock.read_text("utf-8").splitlines() if line and line[0] not in " #"]

    assert [line for line in heads if not PINNED.match(line)] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_entry_carries_a_hash(lock: Path) -> None:
    without = [name for name, (_, block) in entries(lock).items() if "--hash=sha256:" not in block]

    assert without == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_no_address_of_an_index(lock: Path) -> None:
    text = lock.read_text("utf-8")

    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links|--trusted-host|file:", text) == []


def test_tests_run_on_the_very_versions_that_the_program_runs_on() -> None:
    run, test = (entries(REQUIREMENTS / name) for name in ("run.txt", "test.txt"))

    assert {name: version for name, (version, _) in run.items()} == {
        name: version for name, (version, _) in test.items() if name in run
    }
