from __future__ import annotations

import pytest

from running import counts
from running.counts import Count


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("4 passed in 0.78s", Count(4, 0, 0)),
        ("1 failed, 3 passed, 2 skipped in 61.20s (0:01:01)", Count(3, 1, 2)),
        ("=== 3 passed, 1 deselected, 2 errors in 1.00s ===", Count(3, 2, 0)),
        ("12 passed, 1 xfailed, 1 xpassed, 3 warnings in 9.01s", Count(13, 1, 0)),
        ("2 skipped in 0.10s", Count(0, 0, 2)),
    ],
)
def test_the_closing_line_is_read(line: str, expected: Count) -> None:
    assert counts.read(f".... [100%]\n{line}\n") == expected


@pytest.mark.parametrize("output", ["", "no tests ran in 0.01s", "INTERNALERROR> 4 passed"])
def test_without_a_closing_line_there_is_no_count(output: str) -> None:
    assert counts.read(output) is None


def test_two_runs_add_up_to_one_line() -> None:
    assert str(Count(3, 1, 0) + Count(2, 0, 4)) == "5 passed, 1 failed, 4 skipped"
    assert str(Count(3, 0, 0)) == "3 passed, 0 failed"
