"""What pages and rules are told of ideas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from thidua.records.enums import IdeaKind, IdeaStepKind

OPEN_TO_COLLEAGUES = (IdeaStepKind.ACCEPTED, IdeaStepKind.RECOGNISED, IdeaStepKind.CONFIRMED)
"""The states in which everybody in the unit reads an idea."""


@dataclass(frozen=True, slots=True)
class IdeaFacts:
    """An idea with its text in force. `state` is its last step, None before the first."""

    id: int
    organisation_id: int
    kind: IdeaKind
    year: int
    user_id: int | None
    person_id: int | None
    person_user_id: int | None
    author_name: str
    title: str
    problem: str
    content: str
    effect: str
    version: int
    state: IdeaStepKind | None
    steps_taken: int
    created_at: datetime

    @property
    def is_open_to_colleagues(self) -> bool:
        return self.state in OPEN_TO_COLLEAGUES


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step in the idea's story."""

    kind: IdeaStepKind
    words: str
    at: datetime
    by: str
    work_id: int | None


@dataclass(frozen=True, slots=True)
class IdeaCounts:
    """What a unit's book says for a year's criteria: initiatives recognised in the period; of `staff` people how many
    registered a "việc làm theo" and how many had it confirmed. `share` is in percent, None without staff; above 100
    where somebody who has an account is not in the book."""

    initiatives: int
    staff: int
    registered: int
    confirmed: int

    @property
    def share(self) -> Decimal | None:
        return Decimal(100 * self.confirmed) / self.staff if self.staff else None
