"""Which past awards count: merit ones, up to the award year; thematic and sudden awards never support a merit award."""

from __future__ import annotations

from thidua.core.law.facts import Facts, TitleHeld


def merit_awards(facts: Facts, code: str) -> list[TitleHeld]:
    """The subject's merit awards of this code whose period ends by the award year; a later one is not known then."""
    year = facts.year
    return [held for held in facts.titles if held.code == code and held.to_year <= year and held.basis == "merit"]


def merit_periods(facts: Facts, code: str, *, once: bool) -> list[tuple[int, int]]:
    """The (end, begin) of those awards, in order of time. A title is held once for a period, so the same one written
    twice counts `once`; a commendation may be given several times in a year (Luật 2022, Điều 5 khoản 2)."""
    found = [(held.to_year, held.from_year) for held in merit_awards(facts, code)]
    if len(found) > 1:
        found = sorted(set(found)) if once else sorted(found)
    return found
