"""The program as its users meet it: `thidua serve` in a process of its own, on a data folder and a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from serving import free_port

PATIENCE_SECONDS = 60
STRICT = "journeys.strict_settings"
_TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Server:
    """Where it answers, what it works on, what it wrote to its log."""

    url: str
    data: Path
    log: Path

    def errors(self) -> list[str]:
        """Lines of the log that tell of a fault of the program: none is expected, ever."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if '"level": "error"' in line or "Traceback" in line]


def environment(data: Path, settings: str = STRICT) -> dict[str, str]:
    """The machine's, without settings of the test run itself."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THIDUA_", "DJANGO_")) and name != "DATABASE_URL"
    }
    return kept | {
        "THIDUA_DATA": str(data),
        "THIDUA_LOG_FORMAT": "json",
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": str(_TESTS),
    }


@contextmanager
def running(data: Path) -> Iterator[Server]:
    """A server on a data folder that is ready for it; killed afterwards."""
    port = free_port()
    log = data.parent / f"{data.name}.log"
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "thidua.cli.main", "serve", "--migrate", "--port", str(port)],
            env=environment(data),
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_ready(process, log, f"http://127.0.0.1:{port}/")
        yield Server(f"http://127.0.0.1:{port}", data, log)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path, address: str) -> None:
    """Fails only where it never happens; how long it takes is not asked."""
    end = time.monotonic() + PATIENCE_SECONDS
    while address not in (said := log.read_text(encoding="utf-8")):
        assert process.poll() is None, said
        assert time.monotonic() < end, said
        time.sleep(0.05)
