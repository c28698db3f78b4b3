"""The installation's keys: each from the environment, else a file of the data folder made on first need."""

from __future__ import annotations

import base64
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from thidua.config.environment import SettingProblem

FILE_NAME = "secret-key"
LENGTH = 64
FIELD_FILE_NAME = "field-key"
FIELD_LENGTH = 44
"""Letters of 32 bytes in URL-safe base 64."""


def secret_key(data: Path, given: str) -> str:
    """The key that signs cookies and tokens: the one given, or the one kept in `data`/secret-key.

    Raises SettingProblem when the file can be neither read nor made.
    """
    if given:
        return given
    return _kept(data / FILE_NAME, make=lambda: secrets.token_urlsafe(LENGTH), least=LENGTH)


def field_key(data: Path, given: str) -> str:
    """The key that seals personal numbers: the one given, or the one kept in `data`/field-key.

    It is no part of a backup, so that a backup alone does not open what is sealed. Raises SettingProblem when the file
    can be neither read nor made, or the key is not 32 bytes in URL-safe base 64.
    """
    key = given or _kept(
        data / FIELD_FILE_NAME,
        make=lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
        least=FIELD_LENGTH,
    )
    try:
        fits = len(base64.urlsafe_b64decode(key)) == 32
    except ValueError:
        fits = False
    if not fits:
        raise SettingProblem("Khóa mã hóa dữ liệu (THIDUA_FIELD_KEY) phải là 32 byte viết theo base64 dùng cho URL.")
    return key


def _kept(path: Path, *, make: Callable[[], str], least: int) -> str:
    """Two processes that start together agree: the file appears whole, and whoever is second reads it."""
    try:
        if not path.exists():
            _make(path, make())
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingProblem(f"Không đọc hoặc tạo được tệp khóa bí mật {path}.") from problem
    if len(key) < least:
        raise SettingProblem(f"Tệp khóa bí mật {path} không đủ dài; hãy khôi phục từ bản sao lưu.")
    return key


def _make(path: Path, key: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(own, path)
    finally:
        own.unlink()
