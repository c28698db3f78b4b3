"""A counting line on a terminal; in a file, a line now and then."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self


class Progress:
    """`with Progress("Đang tải", 25) as progress: progress.step("django")`."""

    def __init__(self, title: str, total: int) -> None:
        self.title = title
        self.total = total
        self.done = 0
        self.live = sys.stdout.isatty()
        self.width = 0

    def __enter__(self) -> Self:
        return self

    def step(self, name: str) -> None:
        self.done = min(self.done + 1, self.total)
        if self.live:
            self._draw(f"{self.title}: {self.done}/{self.total}  {name}")
        elif self.done == self.total or self.done % 10 == 1:
            print(f"{self.title}: {self.done}/{self.total}", flush=True)

    def say(self, sentence: str) -> None:
        if self.live:
            self._draw(sentence)
        else:
            print(sentence, flush=True)

    def _draw(self, text: str) -> None:
        print(f"\r{text.ljust(self.width)}", end="", flush=True)
        self.width = len(text)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.live and self.width:
            print(flush=True)
