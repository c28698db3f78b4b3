"""`thidua restore FILE`: a backup into an empty place, checked before and after."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from pathlib import Path

from thidua.cli import boot
from thidua.cli.archive.manifest import Manifest
from thidua.cli.problem import Problem
from thidua.config.secret import FIELD_FILE_NAME, FILE_NAME

DATABASE = "thidua.sqlite3"
KEYS = (FILE_NAME, FIELD_FILE_NAME)  # new ones, made with the settings


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp do thidua backup tạo")
    parser.add_argument("--data", type=Path, metavar="THƯ_MỤC", help="thư mục dữ liệu còn trống để khôi phục vào")


def run(args: argparse.Namespace) -> int:
    data = args.data.expanduser().absolute() if args.data else boot.data_folder()
    if not args.file.is_file():
        raise Problem(f"Không có tệp {args.file}.")
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise Problem(f"Thư mục {data} không trống; chỉ khôi phục vào một thư mục còn trống.")
    evidence = place(args.file, data)
    print(f"Đã khôi phục cơ sở dữ liệu và {evidence} tệp minh chứng vào {data}.")
    print(f"Số định danh (nếu có) chỉ mở được bằng khóa cũ: hãy chép tệp {FIELD_FILE_NAME} của nơi cũ vào {data}.")
    return _verify()


def place(file: Path, data: Path) -> int:
    """Restore into the empty or missing folder; how many evidence files came with it.

    Everything is checked in a folder inside `data` first; the database moves last. On a failure `data` is as
    it was.
    """
    was_there = data.exists()
    staging = data / f".{secrets.token_hex(6)}.restoring"
    placed: list[Path] = []
    try:
        staging.mkdir(mode=0o700, parents=True)
        if not was_there:
            data.chmod(0o700)
        os.environ["THIDUA_DATA"] = str(data)
        boot.setup()
        evidence = _fill(file, staging)
        for member in sorted(staging.iterdir(), key=lambda path: path.name == DATABASE):
            placed.append(member.rename(data / member.name))
        staging.rmdir()
    except BaseException as problem:
        for path in (staging, *placed, *(data / name for name in KEYS)):
            _remove(path)
        if not was_there and data.exists():
            data.rmdir()
        if isinstance(problem, OSError):
            raise Problem(f"Không ghi được vào {data}: {problem.strerror}.") from problem
        raise
    return evidence


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _fill(file: Path, staging: Path) -> int:
    """Unpack and check everything in `staging`; how many evidence files there are."""
    from thidua.cli.archive import databases, manifest, reading, writing

    said = reading.unpack(file, staging)
    kept = {name: member for name, member in said.members.items() if not name.startswith("database/")}
    writing.check_content_names(kept)
    _require_known(said)
    wanted = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    if said.engine != wanted:
        raise Problem(
            f"Bản sao lưu này của {said.engine} nhưng cấu hình đang dùng {wanted}; "
            "hãy đặt hoặc bỏ biến DATABASE_URL cho khớp."
        )
    database = staging / manifest.ENGINES[said.engine]
    if said.engine == "sqlite":
        databases.check_sqlite(database)
        database.rename(staging / DATABASE)
    else:
        _load_postgresql(database)
        database.unlink()
    database.parent.rmdir()
    return said.evidence_count


def _require_known(said: Manifest) -> None:
    """Raise when the backup was made by a later version: its tables hold what this one does not know."""
    from django.db.migrations.loader import MigrationLoader

    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = {*on_disk, *(old for migration in on_disk.values() for old in migration.replaces)}
    unknown = set(said.migrations) - {f"{app}.{name}" for app, name in known}
    if unknown:
        raise Problem(
            f"Bản sao lưu này do phiên bản {said.version} tạo, mới hơn chương trình đang dùng; "
            "hãy cập nhật chương trình rồi khôi phục lại."
        )


def _load_postgresql(dump: Path) -> None:
    from thidua.cli.archive import databases
    from thidua.config.databases import postgresql
    from thidua.config.environment import SettingProblem

    try:
        settings = postgresql(os.environ["DATABASE_URL"])
    except SettingProblem as problem:
        raise Problem(str(problem)) from problem
    databases.require_empty_postgresql(settings)
    databases.load_postgresql(settings, dump)


def _verify() -> int:
    """The audit log of what was restored: status 1 when something in it does not hold."""
    boot.require_database()
    from thidua.config.health import unapplied_migrations

    if unapplied_migrations():
        print("Bản sao lưu của phiên bản cũ hơn. Hãy gõ: thidua migrate, rồi: thidua verify-audit")
        return 0
    from thidua.audit.queries import verify_all

    found = verify_all()
    if found.ok:
        print(f"Nhật ký khớp: {found.entries} mục, {found.rows} bản ghi.")
        return 0
    for problem in found.problems[:20]:
        print(f"{problem.place}: {problem.sentence}")
    raise Problem(f"Bản sao lưu nguyên vẹn, nhưng nhật ký trong đó có {len(found.problems)} chỗ không khớp.", status=1)
