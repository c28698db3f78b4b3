"""`thidua backup FILE`: the database and the evidence in one file, taken while people work."""

from __future__ import annotations

import argparse
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from thidua.cli import boot
from thidua.cli.problem import Problem


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="TỆP", help="tệp sẽ tạo, ví dụ sao-luu-2026-11-23.tar.gz")


def run(args: argparse.Namespace) -> int:
    target = args.file.absolute()
    if target.exists():
        raise Problem(f"Đã có tệp {target}; hãy chọn tên khác để không ghi đè bản sao lưu cũ.")
    if not target.parent.is_dir():
        raise Problem(f"Không có thư mục {target.parent}.")
    boot.require_installation()
    boot.setup()
    boot.require_database()
    summary = make(target)
    print(summary)
    return 0


def make(target: Path) -> str:
    """Write the backup; the sentence that says what is in it. Django is loaded."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from thidua.cli.archive import databases, manifest, writing
    from thidua.config.version import VERSION

    data = Path(settings.THIDUA_DATA)
    try:
        staging = tempfile.TemporaryDirectory(prefix=".thidua-backup-", dir=target.parent)
    except OSError as error:
        raise Problem(f"Không ghi được vào thư mục {target.parent}: {error.strerror}.") from error
    with staging as folder:
        # The database first: evidence is never removed, so what this copy speaks of is still there after it.
        copy = Path(folder) / "database"
        if connection.vendor == "sqlite":
            databases.copy_sqlite(Path(connection.settings_dict["NAME"]), copy)
        else:
            databases.dump_postgresql(connection.settings_dict, copy)
        kept = writing.kept_members(data)
        members = writing.members_of(kept.items())
        writing.check_content_names(members)
        database_name = manifest.ENGINES[connection.vendor]
        said = manifest.Manifest(
            version=VERSION,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            engine=connection.vendor,
            migrations=tuple(
                sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
            ),
            members={**members, database_name: writing.hash_file(copy)},
        )
        writing.write(target, said, {**kept, database_name: copy})
    size = f"{said.total_size / 1024 / 1024:.1f}".replace(".", ",")
    told = f"cơ sở dữ liệu và {said.evidence_count} tệp minh chứng ({size} MB trước khi nén)"
    return f"Đã sao lưu {told} vào {target}."
