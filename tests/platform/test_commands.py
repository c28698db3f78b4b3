"""The commands of an installation, as processes on a folder of their own."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from serving import free_port

Thidua = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.slow

EVIDENCE = b"%PDF-1.7 minh chung"
SHA256 = hashlib.sha256(EVIDENCE).hexdigest()

# Writes one row after another until it is told to stop, as people do while a backup is taken.
WRITER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=20, isolation_level=None)
connection.execute("CREATE TABLE pairs (a, b)")
print("writing", flush=True)
number = 0
while True:
    number += 1
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO pairs VALUES (?, NULL)", (number,))
    connection.execute("UPDATE pairs SET b = ? WHERE a = ?", (number, number))
    connection.execute("COMMIT")
"""


@contextmanager
def writer(database: Path) -> Iterator[None]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, database], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def dump(database: Path) -> list[str]:
    """Every table, row, index and trigger as a statement: equal lists are equal databases."""
    with closing(sqlite3.connect(database)) as connection:
        return sorted(connection.iterdump())


@pytest.fixture
def installed(data: Path, thidua: Thidua) -> Path:
    """A data folder with an empty database in step and one evidence file."""
    assert thidua("migrate").returncode == 0
    (data / "evidence" / SHA256[:2]).mkdir(parents=True)
    (data / "evidence" / SHA256[:2] / SHA256).write_bytes(EVIDENCE)
    return data


def test_migrate_makes_files_for_this_user_alone_and_then_has_nothing_to_do(data: Path, thidua: Thidua) -> None:
    first, second = thidua("migrate"), thidua("migrate")

    assert (first.returncode, first.stderr) == (0, "")
    assert second.stdout == "Cơ sở dữ liệu đã ở phiên bản mới nhất.\n"
    assert {stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()} == {0o600}


@pytest.mark.parametrize("command", [("verify-audit",), ("backup", "b.tar.gz")])
def test_a_folder_without_a_database_is_one_sentence_and_stays_away(
    data: Path, thidua: Thidua, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    refused = thidua(*command)

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Thư mục {data} chưa có cơ sở dữ liệu của Thi Đua.")
    assert list(tmp_path.iterdir()) == []


def test_a_setting_that_cannot_be_used_is_one_sentence(thidua: Thidua) -> None:
    refused = thidua("check", THIDUA_HTTPS="maybe")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "Biến THIDUA_HTTPS phải là 1 hoặc 0, không phải “maybe”.\n"


def test_a_database_that_does_not_answer_is_one_sentence(thidua: Thidua) -> None:
    refused = thidua("migrate", DATABASE_URL="postgresql://nobody:secret@127.0.0.1:1/none")

    assert refused.returncode == 2
    assert refused.stderr.startswith("Không mở được cơ sở dữ liệu none: ")
    assert len(refused.stderr.splitlines()) == 1
    assert "secret" not in refused.stderr


def test_backup_while_another_process_writes_is_a_whole_moment(installed: Path, thidua: Thidua, tmp_path: Path) -> None:
    with writer(installed / "thidua.sqlite3"):
        made = thidua("backup", str(tmp_path / "b.tar.gz"))
    restored = thidua("restore", str(tmp_path / "b.tar.gz"), "--data", str(tmp_path / "again"))

    assert (made.returncode, restored.returncode) == (0, 0), made.stderr + restored.stderr
    with closing(sqlite3.connect(tmp_path / "again" / "thidua.sqlite3")) as connection:
        rows, torn, last = connection.execute("SELECT count(*), count(*) - count(b), max(a) FROM pairs").fetchone()
    assert rows > 0
    assert (torn, last) == (0, rows)


def test_a_restored_backup_gives_the_same_rows_and_files(installed: Path, thidua: Thidua, tmp_path: Path) -> None:
    thidua("backup", str(tmp_path / "b.tar.gz"))
    again = tmp_path / "again"

    restored = thidua("restore", str(tmp_path / "b.tar.gz"), "--data", str(again))

    assert restored.returncode == 0, restored.stderr
    assert restored.stdout.splitlines()[-1] == "Nhật ký khớp: 0 mục, 0 bản ghi."
    assert dump(again / "thidua.sqlite3") == dump(installed / "thidua.sqlite3")
    assert (again / "evidence" / SHA256[:2] / SHA256).read_bytes() == EVIDENCE
    assert stat.S_IMODE(again.stat().st_mode) == 0o700
    assert sorted(path.name for path in again.iterdir()) == ["evidence", "field-key", "secret-key", "thidua.sqlite3"]


def test_backup_never_overwrites(installed: Path, thidua: Thidua, tmp_path: Path) -> None:
    (tmp_path / "b.tar.gz").write_text("another")

    refused = thidua("backup", str(tmp_path / "b.tar.gz"))

    assert refused.returncode == 2
    assert (tmp_path / "b.tar.gz").read_text() == "another"


def test_backup_of_damaged_evidence_is_refused_and_leaves_nothing(
    installed: Path, thidua: Thidua, tmp_path: Path
) -> None:
    (installed / "evidence" / SHA256[:2] / SHA256).write_bytes(b"changed")
    folder = tmp_path / "backups"
    folder.mkdir()

    refused = thidua("backup", str(folder / "b.tar.gz"))

    assert refused.returncode == 2
    assert "đã hỏng" in refused.stderr
    assert list(folder.iterdir()) == []


def test_restore_into_a_place_that_is_not_empty_is_refused(installed: Path, thidua: Thidua, tmp_path: Path) -> None:
    thidua("backup", str(tmp_path / "b.tar.gz"))
    before = dump(installed / "thidua.sqlite3")

    refused = thidua("restore", str(tmp_path / "b.tar.gz"))

    assert refused.returncode == 2
    assert "không trống" in refused.stderr
    assert dump(installed / "thidua.sqlite3") == before


def test_restore_of_a_damaged_backup_leaves_the_place_as_it_was(
    installed: Path, thidua: Thidua, tmp_path: Path
) -> None:
    path = tmp_path / "b.tar.gz"
    thidua("backup", str(path))
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    refused = thidua("restore", str(path), "--data", str(tmp_path / "again"))

    assert refused.returncode == 2
    assert not (tmp_path / "again").exists()


def test_restore_of_a_later_version_s_backup_is_refused_and_leaves_nothing(
    installed: Path, thidua: Thidua, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(installed / "thidua.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('sheets', '9999_later', '2030-01-01')"
        )
        connection.commit()
    thidua("backup", str(tmp_path / "b.tar.gz"))

    refused = thidua("restore", str(tmp_path / "b.tar.gz"), "--data", str(tmp_path / "again"))

    assert refused.returncode == 2
    assert "mới hơn chương trình đang dùng" in refused.stderr
    assert not (tmp_path / "again").exists()


def test_check_of_a_new_installation_finds_no_error(installed: Path, thidua: Thidua) -> None:
    found = thidua("check")

    assert found.returncode == 0, found.stdout
    assert "LỖI" not in found.stdout


def test_check_names_what_must_not_be_in_use(installed: Path, thidua: Thidua) -> None:
    installed.chmod(0o755)

    found = thidua("check", THIDUA_SECRET_KEY="abcabc", THIDUA_HOSTS="thidua.example,*")

    ids = {line.split()[1].rstrip(":") for line in found.stdout.splitlines() if line.startswith(("LỖI", "Lưu ý"))}
    assert found.returncode == 1
    assert ids >= {"thidua.E002", "thidua.E003", "thidua.E004", "thidua.E006"}


def test_check_of_an_installation_behind_https_with_a_name(installed: Path, thidua: Thidua) -> None:
    found = thidua("check", THIDUA_HTTPS="1", THIDUA_HOSTS="thidua.example", THIDUA_HSTS_SECONDS="31536000")

    assert found.returncode == 0, found.stdout


def test_check_of_a_database_that_is_behind(data: Path, thidua: Thidua) -> None:
    found = thidua("check")

    assert found.returncode == 1
    assert "thidua.E014" in found.stdout


def test_check_of_a_demonstration_with_a_public_name(installed: Path, thidua: Thidua) -> None:
    mark_as_demonstration(installed / "thidua.sqlite3")

    found = thidua("check", THIDUA_HTTPS="1", THIDUA_HOSTS="thidua.example")

    assert found.returncode == 1
    assert "thidua.E015" in found.stdout


def test_serve_refuses_an_address_of_the_network_for_a_demonstration(installed: Path, thidua: Thidua) -> None:
    mark_as_demonstration(installed / "thidua.sqlite3")

    refused = thidua("serve", "--host", "0.0.0.0", "--port", str(free_port()))

    assert refused.returncode == 2
    assert "số liệu trình diễn" in refused.stderr


def test_serve_refuses_a_database_that_is_behind(data: Path, thidua: Thidua) -> None:
    refused = thidua("serve", "--port", str(free_port()))

    assert refused.returncode == 2
    assert refused.stderr.endswith("Hãy gõ: thidua migrate\n")


def mark_as_demonstration(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            "INSERT INTO installation_installation (id, is_demo, clock_offset_seconds, created_at)"
            " VALUES (1, 1, 0, '2026-11-23 00:00:00')"
        )
        connection.commit()
