"""Cases for tests, written as plain Python and read as the product reads files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from thidua.core.errors import InputErrors
from thidua.core.law.cases import CaseFile, read_cases
from thidua.core.law.facts import Facts
from thidua.core.law.judging import Judgement, judge
from thidua.core.law.model import Regime
from thidua.core.law.regimes import Law, law

HERE = Path(__file__).parent
A_DAY = {"R1": date(2021, 12, 15), "R2": date(2024, 12, 15), "R3": date(2025, 12, 15), "R4": date(2026, 12, 15)}


def as_bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8")


def read(document: Any, *, with_law: Law | None = None) -> CaseFile:
    data = document if isinstance(document, bytes) else as_bytes(document)
    return read_cases(data, law=with_law or law(), file="file")


def faults(document: Any, *, with_law: Law | None = None) -> dict[str, str]:
    """Path → sentence of a refused file; empty when it is sound."""
    try:
        read(document, with_law=with_law)
    except InputErrors as refusal:
        return {error.path: error.message for error in refusal.errors}
    return {}


def facts_of(subject: str = "individual", year: int = 2024, **more: Any) -> Facts:
    """Facts from what a file would write."""
    (case,) = read({"regime": "R4", "award": "LDTT", "facts": {"subject": subject, "year": year, **more}}).cases
    return case.facts


def regime(code: str) -> Regime:
    return law().regime(code)


def judged(code: str, award: str, **facts: Any) -> Judgement:
    return judge(regime(code), award, facts_of(**facts))


def states(judgement: Judgement) -> list[tuple[str, str]]:
    """(condition, state) of every reason, in order."""
    return [(reason.condition, reason.state) for reason in judgement.reasons]


def state_of(judgement: Judgement, condition: str) -> str:
    """The state of the only reason of this condition."""
    (state,) = [reason.state for reason in judgement.reasons if reason.condition == condition]
    return state
