"""What a campaign is to rules and pages: frozen values, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.core.criteria import claim_fields
from thidua.core.model import CriteriaSet
from thidua.core.phases import Calendar, CampaignState
from thidua.organisations.queries import (
    YearFacts,
)


@dataclass(frozen=True, slots=True)
class TaskFacts:
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class CampaignFacts:
    """A campaign as rules and pages need it. `criteria` is the frozen set after launch, the draft before."""

    id: int
    year: YearFacts
    state: CampaignState
    theme: str
    tasks: tuple[TaskFacts, ...]
    legal_bases: tuple[str, ...]
    place: str
    revision: int
    calendar: Calendar
    criteria: CriteriaSet | None
    criteria_sha256: str
    criteria_version_id: int | None
    launched_at: datetime | None

    @property
    def launched(self) -> bool:
        return self.state is not CampaignState.PREPARING

    @property
    def published(self) -> bool:
        return self.state is CampaignState.PUBLISHED

    @property
    def frozen_criteria(self) -> CriteriaSet:
        """The criteria that scores are computed by; only a launched campaign has them."""
        if self.criteria is None or self.criteria_version_id is None:
            raise LookupError("the campaign has no frozen criteria")
        return self.criteria

    @property
    def target_leaves(self) -> tuple[str, ...]:
        """Codes of the leaves whose claim takes the unit's own target."""
        return target_leaves(self.criteria) if self.criteria else ()


def target_leaves(criteria: CriteriaSet) -> tuple[str, ...]:
    """Codes of the base leaves whose claim takes a target."""
    return tuple(leaf.code for leaf in criteria.base_leaves() if takes_target(criteria, leaf.code))


def takes_target(criteria: CriteriaSet, code: str) -> bool:
    """Whether a claim for the leaf carries the unit's own target (its rule names none)."""
    return any(field.name == "target" for field in claim_fields(criteria.leaf(code)))
