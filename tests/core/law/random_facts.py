"""Facts at random, as a file writes them, near the edges of the conditions. A seed gives the same facts again."""

from __future__ import annotations

from random import Random
from typing import Any

from thidua.core.law.facts import ATTESTED, BASES, DISCIPLINES, LAUNCHERS, ORGANISERS, RATINGS, SCOPES
from thidua.core.law.regimes import law

TITLES = ("LDTT", "CSTDCS", "CSTD_BNT", "TTLDTT", "TTLDXS", "CO_BNT", "BK_BNT", "BK_TTG", "HCLD3", "HCLD2")
YEARS = (2017, 2021, 2024, 2025)
AWARDS = [(regime.code, award) for regime in law().regimes for award in regime.awards]
UNSAID = (True, True, False, None)
"""How a yes-or-no fact is given: mostly yes, sometimes nobody said."""


def random_facts(seed: int, subject: str) -> dict[str, Any]:
    """One subject's facts; keys that are not known are left out."""
    source = Random(seed)
    year = source.choice(YEARS)
    found = {
        "subject": subject,
        "year": year,
        "ratings": _ratings(source, year),
        "titles": _titles(source, year),
        "initiatives": [_work(source, year) for _ in range(source.randint(0, 6))],
        "topics": [_topic(source, year) for _ in range(source.randint(0, 3))],
        "registered": source.choice(UNSAID),
        "months": source.choice([None, 9, 10, 12]),
        "pending": source.choice([[], [], [], ["investigation"]]),
        "max_discipline": source.choice([None, None, None, *DISCIPLINES]),
        "member_discipline": source.choice([None, None, None, *DISCIPLINES]),
        "meets_title": {code: source.random() < 0.8 for code in ("LDTT", "TTLDTT", "CO_BNT") if source.random() < 0.6},
        "members": _members(source),
        "cluster": _maybe(source, {"organiser": source.choice(ORGANISERS), "rank": source.randint(1, 2)}),
        "flags_pool": _maybe(source, {"leaders": 10, "proposed": source.randint(1, 3)}),
        "movement": _maybe(source, _movement(source)),
        "attested": {kind: source.random() < 0.8 for kind in ATTESTED if source.random() < 0.5},
        "quota": _maybe(source, {"proposed": source.randint(2, 4), "of": 20}),
        "vote": _maybe(source, {"yes": source.randint(17, 20), "members": 20}),
    }
    return {key: value for key, value in found.items() if value is not None}


def _maybe(source: Random, value: Any) -> Any:
    return value if source.random() < 0.5 else None


def _ratings(source: Random, year: int) -> dict[str, str]:
    first = year - source.randint(-1, 6)
    usual = source.choice(["excellent", "good"])
    return {
        str(item): usual if source.random() < 0.85 else source.choice(RATINGS)
        for item in range(first, year + 1)
        if source.random() < 0.95
    }


def _titles(source: Random, year: int) -> list[dict[str, Any]]:
    found = []
    for _ in range(source.randint(0, 4)):
        last, length = source.randint(year - 8, year + 1), source.choice([1, 1, 1, 2, 3])
        period = {"year": last} if length == 1 else {"from": last - length + 1, "to": last}
        basis = {"basis": source.choice(BASES)} if source.random() < 0.3 else {}
        found.append({"code": source.choice(TITLES), **period, **basis})
    for _ in range(source.randint(0, 3)):  # the same title year after year, up to the award year or the one before
        code, end = source.choice(TITLES), source.choice([year, year - 1])
        found += [{"code": code, "year": end - back} for back in range(source.randint(1, 5))]
    source.shuffle(found)
    return found


def _work(source: Random, year: int) -> dict[str, Any]:
    return {"scope": source.choice(SCOPES), "year": source.randint(year - 6, year + 1)}


def _topic(source: Random, year: int) -> dict[str, Any]:
    return {**_work(source, year), "accepted": source.choice(UNSAID), "applied": source.choice(UNSAID)}


def _movement(source: Random) -> dict[str, Any]:
    return {"launched_by": source.choice(LAUNCHERS), "years": source.randint(2, 6), "leader": source.random() < 0.8}


def _members(source: Random) -> dict[str, int] | None:
    number = source.choice([0, 3, 10, 20, 30])
    figures = {key: source.randint(number // 2, number) for key in ("LDTT", "CSTDCS", "completed")}
    kept = {key: figure for key, figure in figures.items() if source.random() < 0.9}
    return None if source.random() < 0.2 else {"n": number, **kept}
