"""What the records need to know of an award, from the law's data: its name, for whom it is, whether it is a title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import thidua.core.law


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
    """Every award of any national regime: old titles keep their code (Luật 2022, Điều 95). The latest name holds."""
    found: dict[str, Award] = {}
    for path in sorted((Path(thidua.core.law.__file__).parent / "data" / "regimes").glob("*.yaml")):
        for code, item in yaml.safe_load(path.read_text("utf-8"))["awards"].items():
            before = found[code].subjects if code in found else frozenset()
            found[code] = Award(code, item["name"], item["kind"] == "title", before | frozenset(item["subjects"]))
    return found


def award_name(code: str) -> str:
    """The award's name, or the code itself where no regime has it."""
    award = awards().get(code)
    return award.name if award else code
