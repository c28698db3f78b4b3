"""Puts a new demonstration in the place of the present one, while no web worker runs.

Whoever prepares it fills DATA/demo-next (a database and its evidence folder) and then makes the file
DATA/demo-next.ready. The swap goes through two stages, each named by a file, so that a start after a kill
at any moment knows whether a file in its place is an old or a new one, and goes on:

    ready     → nothing has moved
    retiring  → old files move to DATA/demo-old; what stands in its place is old
    placing   → new files move from DATA/demo-next; what stands in its place is new
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from thidua.cli.problem import Problem
from thidua.cli.serving.lock import ServerLock

DATABASE = "thidua.sqlite3"
# The write-ahead log is part of the database: it moves with it, and never meets another's.
MEMBERS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", "evidence")
NEXT = "demo-next"
OLD = "demo-old"
READY = "demo-next.ready"
RETIRING = "demo-next.retiring"
PLACING = "demo-next.placing"


def is_ready(data: Path) -> bool:
    return (data / READY).exists()


def is_interrupted(data: Path) -> bool:
    return (data / RETIRING).exists() or (data / PLACING).exists()


def begin(data: Path) -> bool:
    """Swap now. False, and nothing changed but the mark taken away, unless both sets are demonstrations.

    The caller holds the folder's server lock and has stopped everything that had the database open.
    """
    if not is_demonstration(data / NEXT / DATABASE) or not is_demonstration(data / DATABASE):
        (data / READY).unlink()
        return False
    _rename(data / READY, data / RETIRING)
    _go_on(data)
    return True


def resume(data: Path) -> None:
    """Finish a swap that was cut short. Nothing to do is the ordinary case; a running server does its own."""
    if not is_interrupted(data):
        return
    lock = ServerLock(data)
    if not lock.take():
        raise Problem("Máy chủ đang thay số liệu trình diễn; hãy thử lại sau vài giây.")
    try:
        _go_on(data)
    finally:
        lock.release()


def _go_on(data: Path) -> None:
    if (data / RETIRING).exists():
        (data / OLD).mkdir(mode=0o700, exist_ok=True)
        _move(data, data / OLD)
        _rename(data / RETIRING, data / PLACING)
    _move(data / NEXT, data)
    shutil.rmtree(data / NEXT, ignore_errors=True)
    shutil.rmtree(data / OLD, ignore_errors=True)
    (data / PLACING).unlink(missing_ok=True)


def _move(source: Path, target: Path) -> None:
    for name in MEMBERS:
        if (source / name).exists():
            os.replace(source / name, target / name)
    _sync(source)
    _sync(target)


def _rename(mark: Path, next_mark: Path) -> None:
    os.replace(mark, next_mark)
    _sync(mark.parent)


def _sync(folder: Path) -> None:
    if not folder.exists():
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_demonstration(database: Path) -> bool:
    """Asked of the file itself, for the set to come is not the one that Django has open."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT is_demo FROM installation_installation").fetchone()
    except sqlite3.Error:
        return False
    return row is not None and bool(row[0])
