"""Reading sheets: a unit's own drafts, submitted entries, evidence, and the claims in force."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from thidua.campaigns.queries import signed_targets_of
from thidua.campaigns.values import CampaignFacts, takes_target
from thidua.core.aggregation import Entry, claim_in_force
from thidua.core.canonical import canonical_json
from thidua.core.phases import Act, SheetState
from thidua.core.preview import Preview, preview
from thidua.organisations.queries import Unit, members_of_year
from thidua.sheets.enums import Stage
from thidua.sheets.models import (
    Assignment,
    ClaimDraft,
    Evidence,
    EvidenceUse,
    RecordedCondition,
    Remark,
    ScoreEntry,
    Sheet,
    Submission,
    VerifierSeat,
)
from thidua.sheets.values import Claim, EntryFacts, EvidenceFacts, LeafTrail, RemarkFacts, SheetFacts, SubmissionFacts


def sheet_of(campaign_id: int, organisation_id: int) -> SheetFacts:
    row = Sheet.objects.filter(campaign_id=campaign_id, organisation_id=organisation_id).first()
    if row is None:
        return SheetFacts(None, campaign_id, organisation_id, SheetState.DRAFT)
    submission = row.submissions.order_by("-number").first()
    return SheetFacts(
        row.pk,
        campaign_id,
        organisation_id,
        SheetState(row.state),
        _submission(submission) if submission else None,
    )


def sheets_of_campaign(campaign: CampaignFacts) -> list[tuple[Unit, SheetFacts]]:
    """Every member with its sheet's state, in two queries: what is typed in a draft is not looked at."""
    rows = {row.organisation_id: row for row in Sheet.objects.filter(campaign_id=campaign.id)}
    submissions = {
        row.sheet_id: row for row in Submission.objects.filter(sheet__campaign_id=campaign.id).order_by("number")
    }
    lines = []
    for unit in members_of_year(campaign.year.id):
        row = rows.get(unit.id)
        submission = submissions.get(row.pk) if row else None
        lines.append(
            (
                unit,
                SheetFacts(
                    row.pk if row else None,
                    campaign.id,
                    unit.id,
                    SheetState(row.state) if row else SheetState.DRAFT,
                    _submission(submission) if submission else None,
                ),
            )
        )
    return lines


def self_scoring_is_over(campaign: CampaignFacts, at: datetime) -> bool:
    """The window closed, or every member has submitted: from then on the officers may read (decision 18)."""
    if campaign.calendar.has_closed(Act.SELF_SCORE, at):
        return True
    return all(sheet.submitted for _, sheet in sheets_of_campaign(campaign))


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What is typed for one leaf. `claim` is None while nothing is."""

    claim: Claim | None
    reason: str
    revision: int
    editor_id: int | None
    updated_at: datetime | None

    @property
    def content(self) -> tuple[str, str]:
        """What is compared to tell a change: the canonical claim ("" when not scored) and the reason."""
        return "" if self.claim is None else canonical_json(self.claim), self.reason


NO_DRAFT = DraftFacts(claim=None, reason="", revision=0, editor_id=None, updated_at=None)


def drafts_of(sheet: SheetFacts) -> dict[str, DraftFacts]:
    """A unit's own drafts by leaf; never for the eyes of another unit."""
    if sheet.id is None:
        return {}
    return {
        row.leaf_code: DraftFacts(
            claim=json.loads(row.claim) if row.claim else None,
            reason=row.reason,
            revision=row.revision,
            editor_id=row.editor_id,
            updated_at=row.updated_at,
        )
        for row in ClaimDraft.objects.filter(sheet_id=sheet.id)
    }


def evidence_of_unit(organisation_id: int) -> list[EvidenceFacts]:
    """All files of a unit, newest first."""
    return [_evidence(row) for row in Evidence.objects.filter(organisation_id=organisation_id).order_by("-pk")]


def evidence_by_id(evidence_id: int) -> EvidenceFacts | None:
    row = Evidence.objects.filter(pk=evidence_id).first()
    return _evidence(row) if row else None


def evidence_in_draft(sheet: SheetFacts) -> dict[str, list[EvidenceFacts]]:
    """The files linked to each leaf of a draft."""
    linked: dict[str, list[EvidenceFacts]] = {}
    if sheet.id is not None:
        for use in EvidenceUse.objects.filter(sheet_id=sheet.id).select_related("evidence").order_by("pk"):
            linked.setdefault(use.leaf_code, []).append(_evidence(use.evidence))
    return linked


@dataclass(frozen=True, slots=True)
class DraftSheet:
    """A unit's own sheet as it stands now, read once: what is typed, what is linked, what was signed, what it gives.

    `claims` are complete (frozen targets, linked evidence), as they would be submitted; `preview` holds the points, as
    figures or intervals, from these claims alone (decision 3).
    """

    drafts: Mapping[str, DraftFacts]
    evidence: Mapping[str, list[EvidenceFacts]]
    targets: Mapping[str, str]
    conditions: Mapping[str, ConditionFacts]
    claims: Mapping[str, dict[str, Any]]
    preview: Preview

    @property
    def knock_outs(self) -> tuple[str, ...]:
        """Codes of the conditions that hold."""
        return tuple(code for code, line in self.conditions.items() if line.holds)

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Leaves whose required evidence is absent and for which no reason was written (decision 6)."""
        return tuple(
            code for code in self.preview.evidence_absent if code not in self.drafts or not self.drafts[code].reason
        )


def draft_sheet(campaign: CampaignFacts, sheet: SheetFacts) -> DraftSheet:
    """The whole draft in a fixed number of queries, whatever the number of leaves."""
    drafts, evidence = drafts_of(sheet), evidence_in_draft(sheet)
    targets = signed_targets_of(campaign.id, sheet.organisation_id)
    conditions = conditions_in_force(sheet)
    claims: dict[str, dict[str, Any]] = {}
    for code, draft in drafts.items():
        if draft.claim is not None:
            claims[code] = complete_claim(campaign, code, draft.claim, targets)
            if files := evidence.get(code):
                claims[code]["evidence"] = [file.title for file in files]
    points = preview(
        campaign.frozen_criteria,
        claims,
        knock_outs=tuple(code for code, line in conditions.items() if line.holds),
    )
    return DraftSheet(drafts, evidence, targets, conditions, claims, points)


def draft_claims(campaign: CampaignFacts, sheet: SheetFacts) -> Mapping[str, dict[str, Any]]:
    """The unit's claims as they would be submitted now: typed fields, frozen targets, linked evidence."""
    return draft_sheet(campaign, sheet).claims


def complete_claim(campaign: CampaignFacts, code: str, claim: Claim, targets: Mapping[str, str]) -> dict[str, Any]:
    """A typed claim with the target that the unit's signature froze, where its leaf takes one (decision 4)."""
    full = dict(claim)
    if takes_target(campaign.frozen_criteria, code) and full.get("assigned") is not False:
        full["target"] = targets.get(code)
    return full


def draft_preview(campaign: CampaignFacts, sheet: SheetFacts) -> Preview:
    """Points so far, as figures or intervals, from the unit's own claims alone."""
    return draft_sheet(campaign, sheet).preview


def trails_of(sheet: SheetFacts) -> dict[str, LeafTrail]:
    """The trails of a submitted sheet by leaf, in two queries."""
    if sheet.id is None:
        return {}
    found = _trails(ScoreEntry.objects.filter(sheet_id=sheet.id), Remark.objects.filter(sheet_id=sheet.id))
    return found.get(sheet.id, {})


def trails_of_campaign(campaign_id: int) -> dict[int, dict[str, LeafTrail]]:
    """The trails of every submitted sheet, by sheet id and leaf, in two queries whatever the number of units."""
    return _trails(
        ScoreEntry.objects.filter(sheet__campaign_id=campaign_id), Remark.objects.filter(sheet__campaign_id=campaign_id)
    )


def _trails(entry_rows: QuerySet[ScoreEntry], remark_rows: QuerySet[Remark]) -> dict[int, dict[str, LeafTrail]]:
    entries: dict[int, dict[str, list[EntryFacts]]] = {}
    for row in entry_rows.order_by("leaf_code", "sequence"):
        entries.setdefault(row.sheet_id, {}).setdefault(row.leaf_code, []).append(_entry(row))
    remarks: dict[tuple[int, str], list[RemarkFacts]] = {}
    for remark in remark_rows.order_by("pk"):
        remarks.setdefault((remark.sheet_id, remark.leaf_code), []).append(_remark(remark))
    return {
        sheet_id: {code: leaf_trail(code, lines, remarks.get((sheet_id, code), [])) for code, lines in leaves.items()}
        for sheet_id, leaves in entries.items()
    }


def leaf_trail(code: str, entries: list[EntryFacts], remarks: list[RemarkFacts]) -> LeafTrail:
    """The trail of a leaf that has at least one entry. Raises LookupError without any."""
    in_force = claim_in_force(
        Entry(stage=line.stage.value, claim=line.claim, sequence=line.sequence) for line in entries
    )
    if in_force is None:
        raise LookupError(code)
    return LeafTrail(code=code, entries=tuple(entries), remarks=tuple(remarks), in_force=in_force)


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """One record of a knock-out: that it holds, or that it does not after all."""

    code: str
    holds: bool
    reason: str
    stage: Stage
    author_id: int
    author_role: str
    author_organisation_id: int
    at: datetime


def conditions_in_force(sheet: SheetFacts) -> dict[str, ConditionFacts]:
    """The latest record of each knock-out of a sheet."""
    return latest_conditions(condition_records(sheet))


def condition_records(sheet: SheetFacts) -> list[ConditionFacts]:
    """Every record of a sheet's knock-outs, in the order of writing."""
    if sheet.id is None:
        return []
    return [_condition(row) for row in RecordedCondition.objects.filter(sheet_id=sheet.id).order_by("pk")]


def conditions_of_campaign(campaign_id: int) -> dict[int, list[ConditionFacts]]:
    """Every record of all knock-outs by sheet id, in one query."""
    found: dict[int, list[ConditionFacts]] = {}
    for row in RecordedCondition.objects.filter(sheet__campaign_id=campaign_id).order_by("pk"):
        found.setdefault(row.sheet_id, []).append(_condition(row))
    return found


def latest_conditions(records: Iterable[ConditionFacts]) -> dict[str, ConditionFacts]:
    """The latest of some records, given in the order of writing, by knock-out."""
    return {record.code: record for record in records}


@dataclass(frozen=True, slots=True)
class VerifierSeatFacts:
    id: int
    campaign_id: int
    cluster_year_id: int
    user_id: int
    full_name: str
    organisation_id: int
    units: tuple[int, ...] = field(default=())


def verifier_seats(*, campaign_id: int | None = None, user_id: int | None = None) -> list[VerifierSeatFacts]:
    """Seats of a campaign's team, or of one person, with the units assigned to each."""
    seats = VerifierSeat.objects.select_related("user", "campaign").prefetch_related("assignments").order_by("pk")
    if campaign_id is not None:
        seats = seats.filter(campaign_id=campaign_id)
    if user_id is not None:
        seats = seats.filter(user_id=user_id, user__is_active=True)
    return [
        VerifierSeatFacts(
            id=seat.pk,
            campaign_id=seat.campaign_id,
            cluster_year_id=seat.campaign.cluster_year_id,
            user_id=seat.user_id,
            full_name=seat.user.full_name,
            organisation_id=seat.organisation_id,
            units=tuple(assignment.organisation_id for assignment in seat.assignments.all()),
        )
        for seat in seats
    ]


def is_assigned(campaign_id: int, user_id: int | None, organisation_id: int) -> bool:
    if user_id is None:
        return False
    return Assignment.objects.filter(
        seat__campaign_id=campaign_id, seat__user_id=user_id, organisation_id=organisation_id
    ).exists()


def _submission(row: Submission) -> SubmissionFacts:
    return SubmissionFacts(
        row.pk, row.receipt_code, row.claims_sha256, row.submitter_name, row.submitted_by_id, row.submitted_at
    )


def _evidence(row: Evidence) -> EvidenceFacts:
    return EvidenceFacts(
        id=row.pk,
        organisation_id=row.organisation_id,
        title=row.title,
        number=row.number,
        paper_date=row.paper_date,
        issuer=row.issuer,
        file_name=row.file_name,
        content_type=row.content_type,
        size=row.size,
        sha256=row.sha256,
        uploaded_at=row.uploaded_at,
    )


def _entry(row: ScoreEntry) -> EntryFacts:
    return EntryFacts(
        id=row.pk,
        leaf_code=row.leaf_code,
        sequence=row.sequence,
        stage=Stage(row.stage),
        claim=json.loads(row.claim),
        reason=row.reason,
        evidence=tuple(json.loads(row.evidence)),
        author_id=row.author_id,
        author_role=row.author_role,
        author_organisation_id=row.author_organisation_id,
        at=row.at,
    )


def _remark(row: Remark) -> RemarkFacts:
    return RemarkFacts(
        row.pk, row.leaf_code, row.answers_id, row.accepts, row.text, row.author_id, row.author_role, row.at
    )


def _condition(row: RecordedCondition) -> ConditionFacts:
    return ConditionFacts(
        code=row.code,
        holds=row.holds,
        reason=row.reason,
        stage=Stage(row.stage),
        author_id=row.author_id,
        author_role=row.author_role,
        author_organisation_id=row.author_organisation_id,
        at=row.at,
    )


def kept_files() -> list[tuple[int, str]]:
    """(id, SHA-256) of every evidence row, for checking the files that lie on the disk."""
    return list(Evidence.objects.order_by("pk").values_list("pk", "sha256"))
