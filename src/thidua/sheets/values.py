"""What a sheet, its trail and its evidence are to rules and pages: frozen values, without a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thidua.core.aggregation import InForce
from thidua.core.phases import SheetState
from thidua.sheets.enums import Stage

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """The receipt of a submission."""

    id: int
    receipt_code: str
    claims_sha256: str
    submitter_name: str
    submitted_by_id: int
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One unit's sheet. `id` is None while the unit has not typed anything."""

    id: int | None
    campaign_id: int
    organisation_id: int
    state: SheetState
    submission: SubmissionFacts | None = None

    @property
    def submitted(self) -> bool:
        return self.submission is not None

    @property
    def row_id(self) -> int:
        """The id of a sheet that is stored. Raises LookupError for one that is not yet."""
        if self.id is None:
            raise LookupError("the unit has no sheet yet")
        return self.id


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    id: int
    organisation_id: int
    title: str
    number: str
    paper_date: date | None
    issuer: str
    file_name: str
    content_type: str
    size: int
    sha256: str
    uploaded_at: datetime


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One entry of a leaf's trail."""

    id: int
    leaf_code: str
    sequence: int
    stage: Stage
    claim: Claim
    reason: str
    evidence: tuple[Mapping[str, Any], ...]
    author_id: int
    author_role: str
    author_organisation_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class RemarkFacts:
    id: int
    leaf_code: str
    answers_id: int
    accepts: bool
    text: str
    author_id: int
    author_role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LeafTrail:
    """Everything that was said of one leaf of a submitted sheet, and what is in force now."""

    code: str
    entries: tuple[EntryFacts, ...]
    remarks: tuple[RemarkFacts, ...]
    in_force: InForce

    @property
    def self_entry(self) -> EntryFacts:
        return self.entries[0]

    @property
    def latest(self) -> EntryFacts:
        return self.entries[-1]

    @property
    def verified(self) -> bool:
        return self.latest.stage is not Stage.SELF

    @property
    def changed(self) -> bool:
        """Whether the claim in force differs from what the unit claimed."""
        return dict(self.latest.claim) != dict(self.self_entry.claim)

    @property
    def reply(self) -> RemarkFacts | None:
        """The unit's answer to the latest entry."""
        return next((remark for remark in reversed(self.remarks) if remark.answers_id == self.latest.id), None)

    @property
    def open_question(self) -> bool:
        """A change that the unit has not accepted and the team has not settled."""
        return self.latest.stage is Stage.CROSS and self.changed and not (self.reply is not None and self.reply.accepts)
