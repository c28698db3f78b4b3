"""The web workers as one child process, started and stopped by the supervisor."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

GRACE_SECONDS = 10
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


@dataclass(frozen=True, slots=True)
class Shape:
    """How the server listens and with how many hands."""

    host: str
    port: int
    workers: int
    threads: int


def command(shape: Shape) -> list[str]:
    return [
        sys.executable, "-P", "-m", "granian", "--interface", "wsgi",
        "--host", shape.host, "--port", str(shape.port),
        "--workers", str(shape.workers), "--blocking-threads", str(shape.threads),
        "--workers-kill-timeout", str(GRACE_SECONDS), "--respawn-failed-workers", "--respawn-interval", "1",
        "--no-ws", "--log-level", "warning", "thidua.config.wsgi:application",
    ]  # fmt: skip


class Workers:
    """granian with its worker processes. They end with this process, even when it is killed."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        parent = os.getpid()
        # Ctrl-C reaches the whole terminal group; the supervisor alone decides when the workers stop.
        self.process = subprocess.Popen(
            command(self.shape),
            stdout=sys.stderr,  # granian logs to the standard output, which is for what a person asked
            start_new_session=True,
            preexec_fn=lambda: _end_with(parent),  # safe: no other thread runs here
        )

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Let requests in work end, then insist."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(GRACE_SECONDS + 2)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
        self.process = None

    def wait_until_answering(self, seconds: float) -> bool:
        """Whether the application answers within `seconds`; False at once when it ended or cannot be loaded.

        400 is an answer too: the host names of the installation need not hold this machine's own.
        """
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.shape.host, self.shape.host)
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.running():
            with closing(HTTPConnection(host, self.shape.port, timeout=5)) as connection:
                try:
                    connection.request("GET", "/suc-khoe", headers={"Host": "localhost"})
                    status = connection.getresponse().status
                except (OSError, HTTPException):
                    time.sleep(0.05)
                    continue
            if status != HTTPStatus.SERVICE_UNAVAILABLE:
                return status < HTTPStatus.INTERNAL_SERVER_ERROR
            time.sleep(0.2)
        return False


def _end_with(parent: int) -> None:
    """In the child, before it becomes granian: be told to stop when the supervisor is gone (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)
