"""A PostgreSQL of our own for one run: no port, no password, no place but a temporary folder."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START_SECONDS = 60
# The tests that need a commit to survive a power cut are none: a killed process loses nothing without fsync.
OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=60",
)


@contextmanager
def private_server(programs: Path) -> Iterator[str]:
    """Yields a DATABASE_URL. The server is stopped by its own process id and its folder removed."""
    # A socket's path may have 107 bytes: the system's folder, whatever TMPDIR says.
    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-", dir="/tmp"))
    owner = _owner()
    try:
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        who: dict[str, Any] = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        if os.geteuid():
            who = {}
        made = subprocess.run(
            [programs / "initdb", "-D", folder / "data", "-U", "thidua", "--auth=trust", "--encoding=UTF8",
             "--locale=C.UTF-8", "--no-sync", "--no-instructions"],
            cwd=folder, capture_output=True, text=True, check=False, **who,
        )  # fmt: skip
        if made.returncode:
            raise RuntimeError(made.stderr.strip())
        options = [word for option in OPTIONS for word in ("-c", option)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
                cwd=folder, stdout=log, stderr=log, start_new_session=True, **who,
            )  # fmt: skip
        try:
            _wait(server, folder)
            yield f"postgresql://thidua@/thidua?host={folder}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _owner() -> pwd.struct_passwd:
    """The server refuses to run as root."""
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _wait(server: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            lines = (folder / "data" / "postmaster.pid").read_text().splitlines()
        except OSError:
            lines = []
        if len(lines) > 7 and lines[7].strip() == "ready":
            return
        time.sleep(0.05)
    raise RuntimeError((folder / "log").read_text(errors="replace")[-2000:])
