"""Tells a finished environment from one that is not: a stamp inside `.venv` names what was installed."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

STAMP = "thidua-stamp.json"
BUILDING = "thidua-building"


@dataclass(frozen=True, slots=True)
class Layout:
    """The clone's folder and what lies where in it."""

    root: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    def lock(self, name: str) -> Path:
        return self.root / "requirements" / f"{name}.txt"

    @property
    def stamp(self) -> Path:
        return self.venv / STAMP

    @property
    def building(self) -> Path:
        """Stands in `.venv` from before its first file until the stamp is written."""
        return self.venv / BUILDING


def fingerprint(layout: Layout, lock: str) -> str:
    """Changes with the lock file, the Python that made the environment, and the folder's place."""
    text = f"{sys.version_info[:2]} {layout.root}\n".encode()
    return hashlib.sha256(text + layout.lock(lock).read_bytes()).hexdigest()


def is_current(layout: Layout, lock: str) -> bool:
    return _stamps(layout).get(lock) == fingerprint(layout, lock) and layout.python.exists()


def write(layout: Layout, lock: str) -> None:
    """Say that `lock` is installed. Installing tests' libraries keeps the stamp of the program's own."""
    stamps = _stamps(layout) | {lock: fingerprint(layout, lock)}
    new = layout.stamp.with_suffix(".new")
    new.write_text(json.dumps(stamps, indent=1) + "\n", "utf-8")
    new.replace(layout.stamp)
    layout.building.unlink(missing_ok=True)


def _stamps(layout: Layout) -> dict[str, str]:
    try:
        read = json.loads(layout.stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
