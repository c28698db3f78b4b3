"""A consistent copy of the database while others write, and the way back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3._functions import register

from thidua.cli.problem import Problem

LOCK_TIMEOUT_SECONDS = 60


def copy_sqlite(source: Path, target: Path) -> None:
    """One read transaction writes `target`: writers go on, and pages that were deleted are left out.

    The copy is then checked from end to end; a damaged database is not backed up silently.
    """
    try:
        with closing(_open_sqlite(source, "rw")) as connection:
            connection.execute(f"PRAGMA busy_timeout={LOCK_TIMEOUT_SECONDS * 1000}")
            connection.execute("VACUUM INTO ?", (str(target),))
        check_sqlite(target)
    except sqlite3.Error as error:
        raise Problem(f"Không sao chép được cơ sở dữ liệu: {error}.") from error


def check_sqlite(path: Path) -> None:
    """Raise Problem unless the file is a whole SQLite database whose references all lead somewhere."""
    try:
        with closing(_open_sqlite(path, "ro")) as connection:
            whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        raise Problem(f"Cơ sở dữ liệu trong bản sao không đọc được: {error}.") from error
    if whole != "ok" or dangling is not None:
        raise Problem("Cơ sở dữ liệu đã hỏng: kiểm tra toàn vẹn không đạt.")


def _open_sqlite(path: Path, mode: str) -> sqlite3.Connection:
    """With Django's functions: its CHECK constraints call REGEXP, and copying and checking evaluate them."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)
    register(connection)
    return connection


def dump_postgresql(settings: dict[str, Any], target: Path) -> None:
    """pg_dump reads one snapshot; writers go on."""
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], settings)


def load_postgresql(settings: dict[str, Any], source: Path) -> None:
    """All of it or nothing, into the database that DATABASE_URL names."""
    _run(
        [
            "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
            "--dbname=" + str(settings["NAME"]), str(source),
        ],
        settings,
    )  # fmt: skip


def _run(command: list[str], settings: dict[str, Any]) -> None:
    """The client's password goes by the environment: a command line can be read by every user."""
    if shutil.which(command[0]) is None:
        raise Problem(f"Thiếu lệnh {command[0]}. Hãy gõ: sudo apt install postgresql-client")
    names = {
        "PGDATABASE": "NAME",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
    }
    environment = os.environ | {variable: str(settings[key]) for variable, key in names.items() if settings.get(key)}
    if mode := settings.get("OPTIONS", {}).get("sslmode"):
        environment["PGSSLMODE"] = mode
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        first = next((line for line in done.stderr.splitlines() if line.strip()), "không rõ lý do")
        raise Problem(f"Lệnh {command[0]} không xong: {first}")


def require_empty_postgresql(settings: dict[str, Any]) -> None:
    """Raise unless the database answers and holds no table of its own."""
    import psycopg

    options = {key: value for key, value in settings["OPTIONS"].items() if key != "pool"}
    try:
        with psycopg.connect(
            dbname=settings["NAME"],
            user=settings["USER"] or None,
            password=settings["PASSWORD"] or None,
            host=settings["HOST"] or None,
            port=settings["PORT"] or None,
            **options,
        ) as connection:
            row = connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
            ).fetchone()
    except psycopg.Error as error:
        raise Problem(f"Không mở được cơ sở dữ liệu PostgreSQL: {str(error).splitlines()[0]}.") from error
    if row is None or row[0]:
        raise Problem("Cơ sở dữ liệu PostgreSQL này không trống; chỉ khôi phục vào một cơ sở dữ liệu mới tạo.")
