"""The swap of a demonstration's data, cut short at every step it takes."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from thidua.cli.problem import Problem
from thidua.cli.serving import swap
from thidua.cli.serving.lock import ServerLock


def make_set(folder: Path, name: str, *, demonstration: bool = True) -> None:
    """A database that says its name, with a write-ahead log beside it, and one evidence file."""
    (folder / "evidence").mkdir(parents=True)
    (folder / "evidence" / "one").write_text(name)
    with closing(sqlite3.connect(folder / swap.DATABASE)) as connection:
        connection.execute("CREATE TABLE installation_installation (is_demo INTEGER, name TEXT)")
        connection.execute("INSERT INTO installation_installation VALUES (?, ?)", (demonstration, name))
        connection.commit()
    (folder / f"{swap.DATABASE}-shm").write_bytes(b"")


def names(data: Path) -> tuple[str, str]:
    """What the database and the evidence in place say they are."""
    with closing(sqlite3.connect(data / swap.DATABASE)) as connection:
        (name,) = connection.execute("SELECT name FROM installation_installation").fetchone()
    return name, (data / "evidence" / "one").read_text()


@pytest.fixture
def ready(data: Path) -> Path:
    make_set(data, "old")
    make_set(data / swap.NEXT, "new")
    (data / swap.READY).touch()
    return data


def test_swap_when_nothing_interrupts(ready: Path) -> None:
    assert swap.begin(ready)

    assert names(ready) == ("new", "new")
    assert sorted(path.name for path in ready.iterdir()) == ["evidence", "thidua.sqlite3", "thidua.sqlite3-shm"]


class Killed(BaseException):
    """Stands for the machine's power cut: nothing that follows is carried out."""


@pytest.mark.parametrize("step", range(1, 12))
def test_swap_when_killed_at_any_step_is_finished_by_the_next_start(
    ready: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    taken = 0
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        nonlocal taken
        taken += 1
        if taken == step:
            raise Killed
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    try:
        swap.begin(ready)
        assert step > taken
    except Killed:
        monkeypatch.setattr(os, "replace", real)
        if not swap.is_interrupted(ready):
            assert swap.begin(ready)
        swap.resume(ready)

    assert names(ready) == ("new", "new")
    assert not swap.is_interrupted(ready)
    assert not (ready / swap.OLD).exists()
    assert not (ready / swap.NEXT).exists()


@pytest.mark.parametrize("ordinary", ["", swap.NEXT])
def test_swap_when_either_set_is_no_demonstration_changes_nothing(data: Path, ordinary: str) -> None:
    make_set(data, "old", demonstration=ordinary != "")
    make_set(data / swap.NEXT, "new", demonstration=ordinary != swap.NEXT)
    (data / swap.READY).touch()

    assert not swap.begin(data)

    assert names(data) == ("old", "old")
    assert not swap.is_ready(data)


def test_swap_when_the_new_set_has_no_database_changes_nothing(data: Path) -> None:
    make_set(data, "old")
    (data / swap.READY).touch()

    assert not swap.begin(data)
    assert names(data) == ("old", "old")


def test_resume_while_a_server_holds_the_folder_is_refused(ready: Path) -> None:
    (ready / swap.READY).rename(ready / swap.RETIRING)
    lock = ServerLock(ready)
    lock.require()

    with pytest.raises(Problem, match="Máy chủ đang thay"):
        swap.resume(ready)

    lock.release()
    swap.resume(ready)
    assert names(ready) == ("new", "new")


def test_lock_when_taken_twice_is_refused(data: Path) -> None:
    first, second = ServerLock(data), ServerLock(data)
    first.require()

    with pytest.raises(Problem, match="Đã có một máy chủ"):
        second.require()

    first.release()
    second.require()
    second.release()
