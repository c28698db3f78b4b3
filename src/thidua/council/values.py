"""What a meeting and an adopted ranking are to rules and pages: frozen values, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.core.criteria import CriteriaSet
from thidua.council.enums import MeetingState, SeatRole


@dataclass(frozen=True, slots=True)
class SeatFacts:
    id: int
    user_id: int
    full_name: str
    organisation_id: int
    role: SeatRole
    job_title: str
    present: bool | None


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A session with its seats in order: chair, secretary, members by given name."""

    id: int
    campaign_id: int
    number: int
    body_name: str
    place: str
    state: MeetingState
    quorum_percent: int
    opened_at: datetime
    closed_at: datetime | None
    seats: tuple[SeatFacts, ...]

    @property
    def members(self) -> tuple[SeatFacts, ...]:
        """Those who decide: the chair and the members; a secretary only takes the minutes."""
        return tuple(seat for seat in self.seats if seat.role is not SeatRole.SECRETARY)

    @property
    def chair(self) -> SeatFacts:
        return next(seat for seat in self.seats if seat.role is SeatRole.CHAIR)

    @property
    def secretary(self) -> SeatFacts | None:
        return next((seat for seat in self.seats if seat.role is SeatRole.SECRETARY), None)

    @property
    def total(self) -> int:
        return len(self.members)

    @property
    def present(self) -> int:
        return sum(1 for seat in self.members if seat.present)

    @property
    def recorded(self) -> bool:
        """Whether attendance has been noted for everybody."""
        return all(seat.present is not None for seat in self.members)

    @property
    def needed(self) -> int:
        """The least number of members present: the share of ALL members, rounded up."""
        return -(-self.total * self.quorum_percent // 100)

    @property
    def has_quorum(self) -> bool:
        return self.total > 0 and self.present >= self.needed


@dataclass(frozen=True, slots=True)
class SnapshotFacts:
    """The adopted ranking. `result` is a thidua.result/1 document, `claims` what it was computed from by `criteria`,
    the version frozen with it; `trail` says for each unit and leaf who said what."""

    id: int
    sha256: str
    criteria: CriteriaSet
    criteria_sha256: str
    result: dict[str, Any]
    claims: dict[str, Any]
    trail: dict[str, Any]
    meeting_id: int
    adopted_at: datetime
    adopted_by_id: int
    published_at: datetime | None
