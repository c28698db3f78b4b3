"""Reads pytest's closing line and adds several of them up."""

from __future__ import annotations

import re
from dataclasses import dataclass

CLOSING = re.compile(r"^=*\s*((?:\d+ [a-z]+(?:, )?)+) in [\d.]+s(?: \([\d:]+\))?\s*=*$")


@dataclass(frozen=True, slots=True)
class Count:
    """An error in a fixture counts as a failure."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        line = f"{self.passed} passed, {self.failed} failed"
        return f"{line}, {self.skipped} skipped" if self.skipped else line


def read(output: str) -> Count | None:
    """The count of the last closing line, or None when there is none (a crash, or no test at all)."""
    for line in reversed(output.splitlines()):
        if found := CLOSING.match(line.strip()):
            number = {word: int(digits) for digits, word in re.findall(r"(\d+) ([a-z]+)", found[1])}
            return Count(
                passed=number.get("passed", 0) + number.get("xfailed", 0),
                failed=sum(number.get(word, 0) for word in ("failed", "error", "errors", "xpassed")),
                skipped=number.get("skipped", 0),
            )
    return None
