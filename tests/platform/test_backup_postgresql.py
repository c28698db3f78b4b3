"""Backup and restore of PostgreSQL; in the test run that has a server."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

Thidua = Callable[..., "subprocess.CompletedProcess[str]"]

SERVER = os.environ.get("DATABASE_URL", "")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SERVER, reason="./test runs this with its own PostgreSQL"),
    pytest.mark.skipif(shutil.which("pg_dump") is None, reason="no pg_dump: sudo apt install postgresql-client"),
]


def address(name: str) -> str:
    """The server's address with another database's name."""
    return SERVER.replace("/thidua?", f"/{name}?")


@pytest.fixture
def databases() -> Iterator[tuple[str, str]]:
    """Two new databases' addresses: one to work in, one to restore into."""
    names = [f"thidua_backup_{secrets.token_hex(4)}" for _ in range(2)]
    with closing(psycopg.connect(address("postgres"), autocommit=True)) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield address(names[0]), address(names[1])
        for name in names:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def rows(url: str) -> list[str]:
    """Every row as a statement, and the next number of every sequence."""
    dumped = subprocess.run(["pg_dump", "--data-only", "--inserts", url], capture_output=True, text=True, check=True)
    # Newer clients put a random word around their output.
    return sorted(line for line in dumped.stdout.splitlines() if not line.startswith(("\\", "--")))


def test_a_restored_backup_gives_the_same_rows(databases: tuple[str, str], thidua: Thidua, tmp_path: Path) -> None:
    first, second = databases
    assert thidua("migrate", DATABASE_URL=first).returncode == 0

    made = thidua("backup", str(tmp_path / "b.tar.gz"), DATABASE_URL=first)
    restored = thidua("restore", str(tmp_path / "b.tar.gz"), "--data", str(tmp_path / "again"), DATABASE_URL=second)

    assert (made.returncode, restored.returncode) == (0, 0), made.stderr + restored.stderr
    assert rows(second) == rows(first)


def test_restore_into_a_database_in_use_is_refused(databases: tuple[str, str], thidua: Thidua, tmp_path: Path) -> None:
    first, _ = databases
    thidua("migrate", DATABASE_URL=first)
    thidua("backup", str(tmp_path / "b.tar.gz"), DATABASE_URL=first)

    refused = thidua("restore", str(tmp_path / "b.tar.gz"), "--data", str(tmp_path / "again"), DATABASE_URL=first)

    assert refused.returncode == 2
    assert "không trống" in refused.stderr
    assert not (tmp_path / "again").exists()


def test_a_backup_of_the_other_kind_of_database_is_refused(
    databases: tuple[str, str], thidua: Thidua, tmp_path: Path
) -> None:
    thidua("migrate")
    thidua("backup", str(tmp_path / "b.tar.gz"))

    refused = thidua(
        "restore", str(tmp_path / "b.tar.gz"), "--data", str(tmp_path / "again"), DATABASE_URL=databases[0]
    )

    assert refused.returncode == 2
    assert "DATABASE_URL" in refused.stderr


def test_check_of_a_database_in_step(databases: tuple[str, str], thidua: Thidua) -> None:
    thidua("migrate", DATABASE_URL=databases[0])

    found = thidua("check", DATABASE_URL=databases[0])

    ids = [line.split()[1] for line in found.stdout.splitlines() if line.startswith("LỖI")]
    assert ids == ["thidua.E012:"]  # the tests' server does not write through to the disk
