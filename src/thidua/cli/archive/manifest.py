"""What a backup says of itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from thidua.cli.problem import Problem

FORMAT = "thidua.backup/1"
NAME = "manifest.json"
LARGEST_MANIFEST = 64 * 1024 * 1024
SQLITE_MEMBER = "database/thidua.sqlite3"
POSTGRESQL_MEMBER = "database/thidua.pgdump"
ENGINES = {"sqlite": SQLITE_MEMBER, "postgresql": POSTGRESQL_MEMBER}
KEPT_FOLDERS = ("evidence", "law")
"""Besides the database: files that units uploaded, and the local rule sets."""

SHA256 = re.compile(r"[0-9a-f]{64}")
# One plain name after another: no empty part, no dot part, no backslash, no control character.
PLAIN_NAME = re.compile(r"[\w.@ -]{1,200}")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in the backup: its size in bytes and the SHA-256 of its bytes in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at` is ISO 8601 in UTC; `migrations` are the newest applied ones as "app.name"."""

    version: str
    made_at: str
    engine: str
    migrations: tuple[str, ...]
    members: dict[str, Member]

    @property
    def total_size(self) -> int:
        return sum(member.size for member in self.members.values())

    @property
    def evidence_count(self) -> int:
        return sum(name.startswith("evidence/") for name in self.members)

    def to_bytes(self) -> bytes:
        value = {
            "format": FORMAT,
            "version": self.version,
            "made_at": self.made_at,
            "engine": self.engine,
            "migrations": list(self.migrations),
            "members": {
                name: {"size": member.size, "sha256": member.sha256} for name, member in sorted(self.members.items())
            },
        }
        return json.dumps(value, ensure_ascii=False, indent=1).encode()


def read(content: bytes) -> Manifest:
    """Raises Problem unless every word of it is as we write it."""
    try:
        value = json.loads(content)
        if value["format"] != FORMAT:
            raise ValueError
        manifest = Manifest(
            version=_text(value["version"]),
            made_at=_text(value["made_at"]),
            engine=_text(value["engine"]),
            migrations=tuple(_text(name) for name in value["migrations"]),
            members={_path(name): _member(member) for name, member in value["members"].items()},
        )
        database = ENGINES[manifest.engine]
        if {name for name in manifest.members if name.startswith("database/")} != {database}:
            raise ValueError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Problem("Tệp này không phải là bản sao lưu của Thi Đua, hoặc phần mục lục đã hỏng.") from None
    return manifest


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > 300:
        raise ValueError
    return value


def _member(value: dict[str, object]) -> Member:
    size, sha256 = value["size"], value["sha256"]
    if type(size) is not int or size < 0 or not isinstance(sha256, str) or not SHA256.fullmatch(sha256):
        raise ValueError
    return Member(size, sha256)


def _path(name: str) -> str:
    """A member's name that stays inside the folder it is unpacked in."""
    folder, *rest = name.split("/")
    if folder not in {"database", *KEPT_FOLDERS} or not rest or len(rest) > 8:
        raise ValueError
    if any(part in {".", ".."} or not PLAIN_NAME.fullmatch(part) for part in rest):
        raise ValueError
    return name
