"""Months of service within a year, from periods at work less periods away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

Days = tuple[date, date]
_MONTH = 31
"""Days over whole months are put together: as many as the longest month has make one."""


def months_of_service(
    year: int, at_work: Iterable[tuple[date, date | None]], away: Iterable[tuple[date, date | None]] = ()
) -> int:
    """Whole months at work in the calendar year, at most 12. Days are inclusive, None is still going on.

    A stretch from 15 March to 14 May is two months; what is left over of several stretches is counted in days.
    """
    months = days = 0
    for since, last in _without(_joined(_within(year, at_work)), _joined(_within(year, away))):
        whole, over = _months_between(since, last + timedelta(days=1))
        months += whole
        days += over
    return min(12, months + days // _MONTH)


def _within(year: int, periods: Iterable[tuple[date, date | None]]) -> list[Days]:
    first, end = date(year, 1, 1), date(year, 12, 31)
    cut = ((max(since, first), min(last or end, end)) for since, last in periods)
    return sorted(period for period in cut if period[0] <= period[1])


def _joined(periods: list[Days]) -> list[Days]:
    """Periods that touch or overlap, as one."""
    joined: list[Days] = []
    for since, last in periods:
        if joined and since <= joined[-1][1] + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((since, last))
    return joined


def _without(periods: list[Days], away: list[Days]) -> list[Days]:
    left = periods
    for since, last in away:
        rest: list[Days] = []
        for begin, end in left:
            if last < begin or end < since:
                rest.append((begin, end))
                continue
            if begin < since:
                rest.append((begin, since - timedelta(days=1)))
            if last < end:
                rest.append((last + timedelta(days=1), end))
        left = rest
    return left


def _months_between(since: date, end: date) -> tuple[int, int]:
    """Whole months from `since` up to, not including, `end`, and the days over."""
    months = (end.year - since.year) * 12 + end.month - since.month
    if _later(since, months) > end:
        months -= 1
    return months, (end - _later(since, months)).days


def _later(day: date, months: int) -> date:
    """The same day of the month, months later; where a month is too short, the first day after it."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return date(day.year + years, month + 1, day.day)
    except ValueError:
        return date(day.year + years, month + 2, 1)  # never after December, which has 31 days
