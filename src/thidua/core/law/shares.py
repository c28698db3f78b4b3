"""How many a share allows: a percentage of a list, rounded to whole subjects."""

from __future__ import annotations

from decimal import Decimal
from math import ceil, floor


def most_allowed(pct: Decimal, of: int, *, rounding: str = "down") -> int:
    """The greatest number that `pct` percent of `of` allows. Rounded down unless a list says "up": the law is silent,
    and a share rounded down is never above the share. Raises KeyError for another rounding."""
    return {"down": floor, "up": ceil}[rounding](pct * of / 100)


def least_needed(pct: Decimal, of: int, *, above: bool) -> int:
    """The least number whose share of `of` is at least `pct` percent, or above it."""
    share = pct * of / 100
    return floor(share) + 1 if above else ceil(share)
