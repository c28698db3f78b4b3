"""Whole numbers that a browser sends back: a revision, a place in a list."""

from __future__ import annotations

_DIGITS = 9  # more would overflow a column


def whole(text: str) -> int:
    """The number, or 0 for anything else: also for digits of other scripts and for numbers that no column holds."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
