"""Reads settings from environment variables; a wrong value is refused with its name, never guessed."""

from __future__ import annotations

import os
from pathlib import Path

TRUE = {"1", "true", "yes", "on", "co", "có"}
FALSE = {"", "0", "false", "no", "off", "khong", "không"}


class SettingProblem(Exception):
    """A setting that cannot be used; the message is a whole Vietnamese sentence naming the variable."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise SettingProblem(f"Biến {name} phải là 1 hoặc 0, không phải “{value}”.")


def integer(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise SettingProblem(f"Biến {name} phải là số nguyên từ {least} đến {most}, không phải “{value}”.")
    return int(value)


def words(name: str, default: list[str]) -> list[str]:
    """A list parted by commas."""
    parts = [part.strip() for part in text(name).split(",")]
    return [part for part in parts if part] or default


def folder(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().absolute()
