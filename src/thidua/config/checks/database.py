"""What keeps the data: the database's version, how it writes, whether it is in step, what it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DatabaseError, connection

from thidua.config.checks.web import public_hosts
from thidua.config.health import unapplied_migrations
from thidua.installation.queries import is_demo

LEAST_SQLITE = (3, 37, 0)
LEAST_POSTGRESQL = 15
FULL = 2


@register("database-deploy", deploy=True)
def check_database(**_: Any) -> list[CheckMessage]:
    try:
        connection.ensure_connection()
        engine = _sqlite() if connection.vendor == "sqlite" else _postgresql()
        return [*engine, *_content()]
    except DatabaseError as error:
        return [
            Error(f"Cơ sở dữ liệu không trả lời: {str(error).splitlines()[0]}.", id="thidua.E009"),
        ]


def _sqlite() -> Iterator[CheckMessage]:
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        yield Error(
            f"SQLite {sqlite3.sqlite_version} quá cũ; cần từ {'.'.join(map(str, LEAST_SQLITE))}.",
            id="thidua.E010",
        )
    if _pragma("journal_mode") != "wal":
        yield Error(
            "Cơ sở dữ liệu SQLite không ở chế độ nhật ký WAL.",
            hint="Thư mục dữ liệu phải nằm trên ổ đĩa của chính máy này, không phải ổ đĩa mạng.",
            id="thidua.E011",
        )
    if _pragma("synchronous") != FULL:
        yield Error("SQLite không ghi chắc xuống đĩa (synchronous khác FULL).", id="thidua.E012")


def _pragma(name: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def _postgresql() -> Iterator[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10000
        cursor.execute("SHOW synchronous_commit")
        commit = cursor.fetchone()[0]
        cursor.execute("SHOW fsync")
        fsync = cursor.fetchone()[0]
    if version < LEAST_POSTGRESQL:
        yield Error(f"PostgreSQL {version} quá cũ; cần từ {LEAST_POSTGRESQL}.", id="thidua.E013")
    if commit == "off" or fsync == "off":
        yield Error("PostgreSQL không ghi chắc xuống đĩa (fsync hoặc synchronous_commit tắt).", id="thidua.E012")


def _content() -> Iterator[CheckMessage]:
    behind = unapplied_migrations()
    if behind:
        yield Error(
            f"Cơ sở dữ liệu còn thiếu {behind} bước cập nhật.",
            hint="Hãy gõ: thidua migrate",
            id="thidua.E014",
        )
    elif is_demo():
        if public := public_hosts():
            yield Error(
                f"Cơ sở dữ liệu chứa số liệu trình diễn nhưng máy chủ nhận tên miền {', '.join(public)}.",
                id="thidua.E015",
            )
        else:
            yield Warning("Cơ sở dữ liệu này chứa số liệu trình diễn.", id="thidua.W003")
