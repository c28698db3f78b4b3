"""Saving what a unit types (decision 1) and linking its evidence to leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.campaigns.queries import campaign_facts, signed_targets_of
from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json
from thidua.core.claim_words import claim_in_words
from thidua.core.errors import InputError, InputErrors
from thidua.core.verdict import Conflict, Refused, no, require
from thidua.core.vn import nfc
from thidua.organisations.actor import Actor
from thidua.sheets.actions.locking import locked_sheet
from thidua.sheets.facts import typed_claim
from thidua.sheets.models import ClaimDraft, Evidence, EvidenceUse
from thidua.sheets.queries import NO_DRAFT, drafts_of
from thidua.sheets.rules import can_add_evidence, can_draft
from thidua.sheets.values import SheetFacts

LONGEST_REASON = 2000


@dataclass(frozen=True, slots=True)
class DraftChange:
    """One leaf as typed: the claim without its target (None: not scored), the reason, the revision it stands on."""

    claim: Mapping[str, Any] | None
    reason: str
    revision: int


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    changes: Mapping[str, DraftChange],
) -> dict[str, int]:
    """Save a batch of leaves, all or none, and return their new revisions.

    A leaf changed by somebody else since its revision raises `Conflict` with both versions, unless both typed the
    same. A claim that does not fit its rule, or a reason that is too long, raises `core.errors.InputErrors` with paths
    below the leaf's code; drafts are not audited.
    """
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_draft(actor, campaign, sheet, at))
    current = drafts_of(sheet)
    targets = signed_targets_of(campaign_id, organisation_id)
    wanted = {code: _normal(campaign, sheet, code, change, targets) for code, change in changes.items()}
    stale = [
        code
        for code, change in changes.items()
        if current.get(code, NO_DRAFT).revision != change.revision
        and current.get(code, NO_DRAFT).content != wanted[code]
    ]
    if stale:
        raise Conflict(
            "Có ô vừa được lưu ở một cửa sổ khác. Hãy chọn bản cần giữ; chưa có gì bị ghi đè.",
            mine={code: _in_words(campaign, code, wanted[code]) for code in stale},
            theirs={code: _in_words(campaign, code, current.get(code, NO_DRAFT).content) for code in stale},
        )
    revisions = {code: current.get(code, NO_DRAFT).revision for code in wanted}
    rows = []
    for code, (claim, reason) in wanted.items():
        if current.get(code, NO_DRAFT).content == (claim, reason):
            continue
        revisions[code] += 1
        rows.append(
            ClaimDraft(
                sheet_id=sheet.row_id,
                leaf_code=code,
                claim=claim,
                reason=reason,
                revision=revisions[code],
                editor_id=actor.user_id,
                updated_at=at,
            )
        )
    ClaimDraft.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["sheet", "leaf_code"],
        update_fields=["claim", "reason", "revision", "editor", "updated_at"],
    )
    return revisions


@transaction.atomic
def link_evidence(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, leaf_code: str, evidence_id: int
) -> None:
    """Show one of the unit's own files for a leaf. Linking twice changes nothing."""
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_add_evidence(actor, campaign, sheet, at))
    known_leaf(campaign, leaf_code)
    if not Evidence.objects.filter(pk=evidence_id, organisation_id=organisation_id).exists():
        raise Refused(no("no_such_evidence", "Không tìm thấy minh chứng này trong sổ của đơn vị."))
    EvidenceUse.objects.get_or_create(sheet_id=sheet.row_id, leaf_code=leaf_code, evidence_id=evidence_id)


@transaction.atomic
def unlink_evidence(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, leaf_code: str, evidence_id: int
) -> None:
    """Stop showing a file for a leaf; the file stays in the unit's book of evidence."""
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_add_evidence(actor, campaign, sheet, at))
    EvidenceUse.objects.filter(sheet_id=sheet.row_id, leaf_code=leaf_code, evidence_id=evidence_id).delete()


def _normal(
    campaign: CampaignFacts, sheet: SheetFacts, code: str, change: DraftChange, targets: Mapping[str, str]
) -> tuple[str, str]:
    """The claim as canonical text without its target ("" when not scored), and the reason."""
    known_leaf(campaign, code)
    reason = normal_reason(change.reason)
    if len(reason) > LONGEST_REASON:
        raise InputErrors([InputError("claims", f"{code}.reason", reason_too_long(reason))])
    if change.claim is None:
        return "", reason
    try:
        return canonical_json(typed_claim(campaign, sheet, code, change.claim, targets=targets)), reason
    except InputErrors as faults:
        raise InputErrors(
            InputError(fault.file, f"{code}.{fault.path}", fault.message) for fault in faults.errors
        ) from faults


def normal_reason(text: str) -> str:
    """A reason as it is stored: NFC, one kind of line end, nothing around it."""
    return nfc(text).replace("\r\n", "\n").strip()


def reason_too_long(reason: str) -> str:
    return f"Lý do dài {len(reason)} ký tự, quá {LONGEST_REASON}. Hãy rút gọn, hoặc đưa phần dài vào minh chứng."


def _in_words(campaign: CampaignFacts, code: str, content: tuple[str, str]) -> str:
    claim, reason = content
    words = claim_in_words(campaign.frozen_criteria, code, json.loads(claim)) if claim else "chưa chấm"
    return f"{words} – {reason}" if reason else words


def known_leaf(campaign: CampaignFacts, code: str) -> None:
    """Refuse a code that is no leaf of the frozen set."""
    if code not in campaign.frozen_criteria.leaves:
        raise Refused(no("unknown_leaf", f"Bộ tiêu chí không có tiêu chí {code}."))
