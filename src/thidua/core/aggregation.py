"""Which of several entered claims is in force, and why: nothing is overwritten, the weightiest stage counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thidua.core.explanation import Explanation

STAGES = ("self", "cross", "settled", "council")
"""Stages by weight: what the unit claims, what the verification team finds, what is settled with the unit, what the
council adopts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim entered for a leaf. `sequence` grows with each entry, whatever its stage."""

    stage: str
    claim: Mapping[str, Any]
    sequence: int


@dataclass(frozen=True, slots=True)
class InForce:
    """The claim that counts. `why` is ready for `sentences_vi.sentence`."""

    stage: str
    claim: Mapping[str, Any]
    sequence: int
    why: Explanation


def claim_in_force(entries: Iterable[Entry]) -> InForce | None:
    """The latest entry of the weightiest stage (self < cross < settled < council), in whatever order the entries come;
    None when nothing was entered. Raises ValueError for a stage that is not known."""
    known = list(entries)
    if not known:
        return None
    for entry in known:
        if entry.stage not in STAGES:
            raise ValueError(f"unknown stage: {entry.stage}")
    winner = max(known, key=lambda entry: (STAGES.index(entry.stage), entry.sequence))
    lighter = {entry.stage for entry in known} - {winner.stage}
    same_stage = sum(entry.stage == winner.stage for entry in known)
    why = Explanation(
        f"in_force.{winner.stage}",
        {
            "replaced": same_stage - 1,
            "over": tuple(stage for stage in STAGES if stage in lighter),
        },
    )
    return InForce(winner.stage, winner.claim, winner.sequence, why)
