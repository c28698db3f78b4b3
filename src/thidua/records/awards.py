"""What the records need to know of an award, from the law's data: its name, for whom it is, whether it is a title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from thidua.core.law.regimes import law


@dataclass(frozen=True, slots=True)
class Award:
    """`is_title`: a danh hiệu, of which a subject holds one for a period; else a commendation, which may be given
    several times. `subjects`: individual, collective, household."""

    code: str
    name: str
    is_title: bool
    subjects: frozenset[str]


@cache
def awards() -> dict[str, Award]:
    """Every award of any national regime, by code: old titles keep theirs (Luật 2022, Điều 95). The latest name holds,
    and an award is for whomever some regime gives it to."""
    found: dict[str, Award] = {}
    for regime in law().regimes:
        for code, award in regime.awards.items():
            before = found[code].subjects if code in found else frozenset()
            found[code] = Award(code, award.name, award.kind == "title", before | frozenset(award.subjects))
    return found


def award_name(code: str) -> str:
    """The award's name, or the code itself where no regime has it."""
    award = awards().get(code)
    return award.name if award else code
