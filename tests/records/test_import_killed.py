"""An import that is killed in the middle leaves nothing behind, and can be taken again."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from records.import_process import PEOPLE

TESTS = Path(__file__).parents[1]
_COUNTED = {
    "people": "SELECT count(*) FROM records_person",
    "details": "SELECT count(*) FROM records_persondetails",
    "employments": "SELECT count(*) FROM records_employment",
    "ratings": "SELECT count(*) FROM records_rating",
    "works": "SELECT count(*) FROM records_work",
    "authors": "SELECT count(*) FROM records_authorship",
    "logged": "SELECT count(*) FROM audit_entry WHERE action = 'records.import_history'",
    "files": "SELECT count(*) FROM records_importdraft",
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A real process on a real database file."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"THIDUA_DATA": str(folder), "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent / 'src'}"}
    return subprocess.run(
        [sys.executable, "-m", "records.import_process", *arguments],
        env=environment, text=True, capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def found(folder: Path) -> dict[str, int]:
    """What an import writes, read without the program."""
    database = sqlite3.connect(folder / "thidua.sqlite3")
    try:
        return {name: database.execute(sql).fetchone()[0] for name, sql in _COUNTED.items()}
    finally:
        database.close()


@pytest.mark.slow
def test_killed_in_the_middle_everything_is_there_or_nothing(tmp_path: Path) -> None:
    data, rehearsal = tmp_path / "data", tmp_path / "rehearsal"
    built = run(data, "build")
    assert built.returncode == 0, built.stderr
    shutil.copytree(data, rehearsal)
    rehearsed = run(rehearsal, "take")
    assert rehearsed.returncode == 0, rehearsed.stderr
    statements = int(rehearsed.stdout)
    before = found(data)
    assert before == {**dict.fromkeys(_COUNTED, 0), "files": 1}

    for statement in (2, statements // 2, statements - 4, statements):
        killed = run(data, "take", str(statement))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert found(data) == before, statement

    assert run(data, "take").returncode == 0
    after = {
        "people": PEOPLE, "details": PEOPLE, "employments": PEOPLE, "ratings": PEOPLE, "works": 1, "authors": PEOPLE,
        "logged": 1, "files": 0,
    }  # fmt: skip
    assert found(data) == after == found(rehearsal)
