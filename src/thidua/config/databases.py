"""Which database: SQLite in the data folder, or the PostgreSQL that DATABASE_URL names."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from thidua.config.environment import SettingProblem

SQLITE_NAME = "thidua.sqlite3"
# Another writer may hold the lock for seconds on a slow disk; the lock is not fair.
LOCK_TIMEOUT_SECONDS = 20


def sqlite(path: Path, *, synchronous: str = "FULL") -> dict[str, Any]:
    """SQLite that loses no commit at a power cut, overwrites what is erased, and takes the write lock when a
    transaction begins.

    A deferred transaction that turns into a write meets "database is locked" at once, whatever the timeout.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,  # closing the last connection would checkpoint the log after every request
        "OPTIONS": {
            "timeout": LOCK_TIMEOUT_SECONDS,
            "transaction_mode": "IMMEDIATE",
            "init_command": f"PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA secure_delete=ON",
        },
    }


def postgresql(url: str, *, pool: bool = False) -> dict[str, Any]:
    """postgresql://user:password@host:port/name?sslmode=require as Django's dictionary.

    The host may be a folder of Unix sockets, percent-encoded or as `?host=/run/postgresql`.
    Raises SettingProblem for another scheme or an address without a database name; the message never
    repeats the password.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise SettingProblem("Biến DATABASE_URL không phải là một địa chỉ đọc được.") from None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingProblem("Biến DATABASE_URL phải bắt đầu bằng postgresql://; để trống thì dùng SQLite.")
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise SettingProblem("Biến DATABASE_URL thiếu tên cơ sở dữ liệu sau dấu gạch chéo.")
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {key: value for key, value in query.items() if key not in {"host", "port"}}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", unquote(parts.hostname or "")),
        "PORT": str(port or query.get("port", "")),
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": not pool,
        "OPTIONS": options,
    }
