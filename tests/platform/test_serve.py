"""The server as a process: it answers, swaps its demonstration, and stops when asked."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from serving import free_port

pytestmark = pytest.mark.slow

Thidua = Callable[..., "subprocess.CompletedProcess[str]"]
PATIENCE_SECONDS = 60


def wait_for(condition: Callable[[], bool]) -> None:
    """Fails only where something never happens; how long it takes is not asked."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def serving(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "thidua.cli.main", "serve", "--port", str(port)],
        env=environment | {"THIDUA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "thidua.config.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        assert f"http://127.0.0.1:{port}/" in process.stdout.readline()
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def answer(port: int) -> tuple[int, dict[str, str]]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/suc-khoe", timeout=10) as response:
            return response.status, json.load(response)
    except HTTPError as error:
        with error:
            return error.code, json.load(error)


def answers(port: int) -> bool:
    try:
        return answer(port)[0] == 200
    except OSError:
        return False


def demonstration(folder: Path, thidua: Thidua, offset: int) -> None:
    """A demonstration's database; the clock's offset tells one from another."""
    assert thidua("migrate", THIDUA_DATA=str(folder)).returncode == 0
    with closing(sqlite3.connect(folder / "thidua.sqlite3")) as connection:
        connection.execute(
            "INSERT INTO installation_installation (id, is_demo, clock_offset_seconds, created_at)"
            " VALUES (1, 1, ?, '2026-11-23 00:00:00')",
            (offset,),
        )
        connection.commit()


def offset_of(data: Path) -> int:
    with closing(sqlite3.connect(data / "thidua.sqlite3")) as connection:
        return int(connection.execute("SELECT clock_offset_seconds FROM installation_installation").fetchone()[0])


def test_serve_answers_and_stops_when_asked(data: Path, thidua: Thidua) -> None:
    thidua("migrate")
    port = free_port()

    with serving(data, port) as process:
        first = answer(port)
        second = thidua("serve", "--port", str(free_port()))
        process.send_signal(signal.SIGTERM)
        status = process.wait(PATIENCE_SECONDS)

    assert first == (200, {"status": "ok"})
    assert (second.returncode, status) == (2, 0)
    assert "Đã có một máy chủ" in second.stderr
    assert not answers(port)


def test_serve_when_killed_takes_its_workers_along(data: Path, thidua: Thidua) -> None:
    thidua("migrate")
    port = free_port()

    with serving(data, port) as process:
        process.kill()
        process.wait()
        wait_for(lambda: not answers(port))


def test_serve_swaps_the_demonstration_that_was_made_ready(data: Path, thidua: Thidua) -> None:
    demonstration(data, thidua, 1)
    demonstration(data / "demo-next", thidua, 2)
    port = free_port()

    with serving(data, port) as process:
        (data / "demo-next.ready").touch()
        wait_for(lambda: not (data / "demo-next").exists() and answers(port))
        alive = process.poll() is None

    assert alive
    assert offset_of(data) == 2
    assert not list(data.glob("demo-*"))


def test_serve_finishes_a_swap_that_was_cut_short(data: Path, thidua: Thidua) -> None:
    demonstration(data, thidua, 1)
    demonstration(data / "demo-next", thidua, 2)
    (data / "demo-next.retiring").touch()
    port = free_port()

    with serving(data, port):
        assert answer(port)[0] == 200

    assert offset_of(data) == 2


def test_serve_when_the_application_cannot_be_loaded_says_so_and_ends(
    data: Path, thidua: Thidua, tmp_path: Path
) -> None:
    thidua("migrate")
    (tmp_path / "broken_settings.py").write_text(
        "from thidua.config.settings import *\nROOT_URLCONF = 'thidua.config.no_such_module'\n"
    )

    refused = thidua(
        "serve",
        "--port",
        str(free_port()),
        DJANGO_SETTINGS_MODULE="broken_settings",
        PYTHONPATH=str(tmp_path),
    )

    assert refused.returncode == 1
    assert refused.stderr.endswith("Máy chủ web không khởi động được; lý do ở các dòng nhật ký phía trên.\n")
