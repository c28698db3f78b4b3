"""The backup's file, believed by nobody who reads it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sqlite3
import stat
import tarfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from thidua.cli.archive import databases, manifest, reading, writing
from thidua.cli.archive.manifest import Manifest, Member
from thidua.cli.problem import Problem

EVIDENCE = b"%PDF-1.7 minh chung"
NAME = f"evidence/{hashlib.sha256(EVIDENCE).hexdigest()}"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "restored"
    folder.mkdir()
    return folder


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A whole backup of a small database and one evidence file."""
    database, evidence = tmp_path / "db", tmp_path / "evidence"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
    evidence.write_bytes(EVIDENCE)
    files = {manifest.SQLITE_MEMBER: database, NAME: evidence}
    said = Manifest("0.1.0", "2026-11-23T00:00:00+00:00", "sqlite", (), writing.members_of(files.items()))
    path = tmp_path / "backup.tar.gz"
    writing.write(path, said, files)
    return path


def test_unpack_gives_the_same_bytes(backup: Path, target: Path) -> None:
    said = reading.unpack(backup, target)

    assert (target / NAME).read_bytes() == EVIDENCE
    assert said.members[NAME] == Member(len(EVIDENCE), hashlib.sha256(EVIDENCE).hexdigest())


def test_a_backup_is_for_this_user_alone(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_no_flipped_byte_changes_what_is_restored(backup: Path, tmp_path: Path) -> None:
    """Refused, but for the odd bit of the packing that unfolds to the very same bytes (a run of zeros told
    by another distance).
    """
    content = backup.read_bytes()
    unpacked = gzip.decompress(content)
    damaged = tmp_path / "damaged.tar.gz"
    accepted = []
    for place in range(len(content)):
        damaged.write_bytes(content[:place] + bytes((content[place] ^ 0x20,)) + content[place + 1 :])
        target = tmp_path / f"restored-{place}"
        target.mkdir()
        try:
            reading.unpack(damaged, target)
        except Problem:
            continue
        accepted.append(gzip.decompress(damaged.read_bytes()) == unpacked)

    assert all(accepted)
    assert len(accepted) < 5


def test_a_cut_file_is_refused(backup: Path, tmp_path: Path) -> None:
    content = backup.read_bytes()
    cut = tmp_path / "cut.tar.gz"
    for place, length in enumerate((0, 5, 12, len(content) // 2, len(content) - 1)):
        cut.write_bytes(content[:length])
        target = tmp_path / f"restored-{place}"
        target.mkdir()

        with pytest.raises(Problem):
            reading.unpack(cut, target)


def member(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def forge(path: Path, members: dict[str, Any], add: Callable[[tarfile.TarFile], None]) -> Path:
    """A backup by somebody else: a proper frame around what `add` puts in."""
    said = {
        "format": manifest.FORMAT,
        "version": "0.1.0",
        "made_at": "2026-11-23T00:00:00+00:00",
        "engine": "sqlite",
        "migrations": [],
        "members": {manifest.SQLITE_MEMBER: member(b"db")} | members,
    }
    content = json.dumps(said).encode()
    packed = io.BytesIO()
    with (
        gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=6, mtime=0) as stream,
        tarfile.open(fileobj=stream, mode="w|") as tar,
    ):
        for name, data in ((manifest.NAME, content), (manifest.SQLITE_MEMBER, b"db")):
            put(tar, name, data)
        add(tar)
    path.write_bytes(packed.getvalue())
    return path


def put(tar: tarfile.TarFile, name: str, content: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> None:
    header = tarfile.TarInfo(name)
    header.type, header.linkname, header.size = kind, link, len(content)
    tar.addfile(header, io.BytesIO(content))


@pytest.mark.parametrize(
    "name",
    ["../outside", "/etc/outside", "evidence/../../outside", "evidence/./x", "evidence//x", "other/x", "evidence"],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, target: Path, name: str) -> None:
    forged = forge(tmp_path / "f.tar.gz", {name: member(b"x")}, lambda tar: put(tar, name, b"x"))

    with pytest.raises(Problem, match="không phải là bản sao lưu"):
        reading.unpack(forged, target)

    assert list(target.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_refused(tmp_path: Path, target: Path) -> None:
    forged = forge(
        tmp_path / "f.tar.gz",
        {"evidence/x": {"size": 0, "sha256": hashlib.sha256(b"").hexdigest()}},
        lambda tar: put(tar, "evidence/x", kind=tarfile.SYMTYPE, link="/etc/passwd"),
    )

    with pytest.raises(Problem, match="tệp lạ"):
        reading.unpack(forged, target)


def test_a_member_that_the_manifest_does_not_name_is_refused(tmp_path: Path, target: Path) -> None:
    forged = forge(tmp_path / "f.tar.gz", {}, lambda tar: put(tar, "evidence/x", b"x"))

    with pytest.raises(Problem, match="tệp lạ"):
        reading.unpack(forged, target)


def test_a_member_twice_is_refused(tmp_path: Path, target: Path) -> None:
    forged = forge(tmp_path / "f.tar.gz", {}, lambda tar: put(tar, manifest.SQLITE_MEMBER, b"db"))

    with pytest.raises(Problem, match="tệp lạ"):
        reading.unpack(forged, target)


def test_a_missing_member_is_refused(tmp_path: Path, target: Path) -> None:
    forged = forge(tmp_path / "f.tar.gz", {"evidence/x": member(b"x")}, lambda tar: None)

    with pytest.raises(Problem, match="bị cắt ngắn"):
        reading.unpack(forged, target)


def test_a_manifest_larger_than_the_disk_is_refused(tmp_path: Path, target: Path) -> None:
    huge = {"evidence/x": {"size": 2**60, "sha256": "0" * 64}}
    forged = forge(tmp_path / "f.tar.gz", huge, lambda tar: None)

    with pytest.raises(Problem, match="không đủ chỗ"):
        reading.unpack(forged, target)


def test_a_bomb_behind_a_small_manifest_is_refused_before_it_unfolds(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "bomb.tar.gz"
    with (
        path.open("wb") as file,
        gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0) as stream,
    ):
        header = tarfile.TarInfo("pax")
        header.type, header.size = tarfile.XHDTYPE, 2**40
        stream.write(header.tobuf())
        for _ in range(80):
            stream.write(bytes(1024 * 1024))

    with pytest.raises(Problem):
        reading.unpack(path, target)


def test_a_foreign_file_is_refused(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(os.urandom(5000))

    with pytest.raises(Problem, match="không phải là bản sao lưu"):
        reading.unpack(path, target)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": "thidua.backup/2"}', b"[" * 100_000, b"\xff"])
def test_a_manifest_of_another_shape_is_refused(content: bytes) -> None:
    with pytest.raises(Problem):
        manifest.read(content)


def test_evidence_that_is_not_what_its_name_says_is_not_backed_up() -> None:
    with pytest.raises(Problem, match="đã hỏng"):
        writing.check_content_names({NAME: Member(1, "0" * 64)})


def test_a_link_among_the_evidence_is_not_backed_up(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "x").symlink_to("/etc/passwd")

    with pytest.raises(Problem, match="liên kết"):
        writing.kept_members(tmp_path)


def test_an_upload_that_has_not_ended_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / ".part").write_bytes(b"half")

    assert writing.kept_members(tmp_path) == {}


def test_a_file_that_changes_while_it_is_packed_leaves_no_backup(tmp_path: Path) -> None:
    source, target = tmp_path / "db", tmp_path / "backup.tar.gz"
    source.write_bytes(b"before")
    said = Manifest("0.1.0", "", "sqlite", (), {manifest.SQLITE_MEMBER: writing.hash_file(source)})
    source.write_bytes(b"after!")

    with pytest.raises(Problem, match="thay đổi trong lúc sao lưu"):
        writing.write(target, said, {manifest.SQLITE_MEMBER: source})

    assert sorted(path.name for path in tmp_path.iterdir()) == ["db"]


def test_a_damaged_database_is_not_copied_silently(tmp_path: Path) -> None:
    source = tmp_path / "thidua.sqlite3"
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.executemany("INSERT INTO t VALUES (?)", [(b"x" * 4000,) for _ in range(50)])
        connection.commit()
    content = bytearray(source.read_bytes())
    content[4096 : 4096 * 3] = bytes(4096 * 2)
    source.write_bytes(content)

    with pytest.raises(Problem):
        databases.copy_sqlite(source, tmp_path / "copy")


def test_local_rule_sets_are_kept_and_are_no_evidence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "law").mkdir(parents=True)
    (data / "law" / "cum-mau.yaml").write_text("kind: overlay\n", encoding="utf-8")
    (data / "field-key").write_text("never part of a backup", encoding="utf-8")

    kept = writing.kept_members(data)

    assert list(kept) == ["law/cum-mau.yaml"]
    assert Manifest("0", "2026", "sqlite", (), writing.members_of(kept.items())).evidence_count == 0
