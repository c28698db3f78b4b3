"""Keeps the workers running, stops them in order, and swaps the demonstration's data between two runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import structlog

from thidua.cli.problem import Problem
from thidua.cli.serving import swap
from thidua.cli.serving.workers import Workers

log = structlog.get_logger(__name__)

START_SECONDS = 30
LOOK_SECONDS = 0.2


class Supervisor:
    """`run()` returns the command's exit status once a signal asked for the end or the workers died."""

    def __init__(self, data: Path, workers: Workers, *, on_ready: Callable[[], None]) -> None:
        self.data = data
        self.workers = workers
        self.on_ready = on_ready
        self.stopping = threading.Event()

    def run(self) -> int:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        self.workers.start()
        try:
            if not self.workers.wait_until_answering(START_SECONDS):
                if self.stopping.is_set():
                    return 0
                raise Problem("Máy chủ web không khởi động được; lý do ở các dòng nhật ký phía trên.", status=1)
            self.on_ready()
            while not self.stopping.wait(LOOK_SECONDS):
                if not self.workers.running():
                    log.error("workers_ended")
                    return 1
                if swap.is_ready(self.data):
                    self._swap()
            return 0
        finally:
            self.workers.stop()

    def _swap(self) -> None:
        self.workers.stop()
        done = swap.begin(self.data)
        log.info("demonstration_swapped" if done else "demonstration_swap_refused")
        self.workers.start()
        self.workers.wait_until_answering(START_SECONDS)

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()
