"""The installation's secret key: from the environment, else a file of the data folder made on first need."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from thidua.config.environment import SettingProblem

FILE_NAME = "secret-key"
LENGTH = 64


def secret_key(data: Path, given: str) -> str:
    """The key given, or the one kept in `data`/secret-key (0600), made when missing.

    Two processes that start together agree: the file appears whole, and whoever is second reads it.
    Raises SettingProblem when the file can be neither read nor made.
    """
    if given:
        return given
    path = data / FILE_NAME
    try:
        if not path.exists():
            _make(path)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingProblem(f"Không đọc hoặc tạo được tệp khóa bí mật {path}.") from problem
    if len(key) < LENGTH:
        raise SettingProblem(f"Tệp khóa bí mật {path} không đủ dài; hãy khôi phục từ bản sao lưu.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(LENGTH) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(own, path)
    finally:
        own.unlink()
