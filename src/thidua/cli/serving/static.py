"""Gathers style sheets and scripts under names that carry their hash, when they have changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = "sources.sha256"


def collect() -> None:
    """Fill STATIC_ROOT. The old folder serves until the new one is whole."""
    target = Path(settings.STATIC_ROOT)
    wanted = _fingerprint()
    if (target / STAMP).is_file() and (target / STAMP).read_text("ascii") == wanted:
        return
    making = target.with_name(f".{target.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    settings.STATIC_ROOT = str(making)
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    finally:
        settings.STATIC_ROOT = str(target)
    (making / STAMP).write_text(wanted, "ascii")
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)


def _fingerprint() -> str:
    """Of names, sizes and times: reading every file would cost each start more than it tells."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
