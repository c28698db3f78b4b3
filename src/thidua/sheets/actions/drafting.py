"""Saving what a unit types (decision 1) and linking its evidence to leaves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from thidua.campaigns.queries import CampaignFacts, campaign_facts
from thidua.core.canonical import canonical_json
from thidua.core.claim_words import claim_in_words
from thidua.core.verdict import Conflict, Refused, no, require
from thidua.core.vn import nfc
from thidua.organisations.actor import Actor
from thidua.sheets.actions.locking import locked_sheet
from thidua.sheets.facts import typed_claim
from thidua.sheets.models import ClaimDraft, Evidence, EvidenceUse
from thidua.sheets.queries import NO_DRAFT, DraftFacts, SheetFacts, drafts_of
from thidua.sheets.rules import can_add_evidence, can_draft

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
    same. A claim that does not fit its rule raises `core.errors.InputErrors`. Drafts are not audited.
    """
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_draft(actor, campaign, sheet, at))
    current = drafts_of(sheet)
    wanted = {code: _normal(campaign, sheet, code, change) for code, change in changes.items()}
    stale = [
        code
        for code, change in changes.items()
        if current.get(code, NO_DRAFT).revision != change.revision
        and _content(current.get(code, NO_DRAFT)) != wanted[code]
    ]
    if stale:
        raise Conflict(
            "Có ô vừa được người khác trong đơn vị sửa. Hãy chọn bản cần giữ; chưa có gì bị ghi đè.",
            mine={code: _in_words(campaign, code, wanted[code]) for code in stale},
            theirs={code: _in_words(campaign, code, _content(current.get(code, NO_DRAFT))) for code in stale},
        )
    revisions = {}
    for code, (claim, reason) in wanted.items():
        before = current.get(code, NO_DRAFT)
        revisions[code] = before.revision
        if _content(before) == (claim, reason):
            continue
        revisions[code] = before.revision + 1
        ClaimDraft.objects.update_or_create(
            sheet_id=sheet.id,
            leaf_code=code,
            defaults={
                "claim": claim,
                "reason": reason,
                "revision": revisions[code],
                "editor_id": actor.user_id,
                "updated_at": at,
            },
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
    _known_leaf(campaign, leaf_code)
    if not Evidence.objects.filter(pk=evidence_id, organisation_id=organisation_id).exists():
        raise Refused(no("no_such_evidence", "Không tìm thấy minh chứng này trong sổ của đơn vị."))
    EvidenceUse.objects.get_or_create(sheet_id=sheet.id, leaf_code=leaf_code, evidence_id=evidence_id)


@transaction.atomic
def unlink_evidence(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, leaf_code: str, evidence_id: int
) -> None:
    """Stop showing a file for a leaf; the file stays in the unit's book of evidence."""
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_add_evidence(actor, campaign, sheet, at))
    EvidenceUse.objects.filter(sheet_id=sheet.id, leaf_code=leaf_code, evidence_id=evidence_id).delete()


def _normal(campaign: CampaignFacts, sheet: SheetFacts, code: str, change: DraftChange) -> tuple[str, str]:
    """The claim as canonical text without its target ("" when not scored), and the reason."""
    _known_leaf(campaign, code)
    reason = nfc(change.reason).strip()
    if len(reason) > LONGEST_REASON:
        raise Refused(no("reason_too_long", f"{code}: lý do dài quá {LONGEST_REASON} ký tự. Hãy rút gọn."))
    if change.claim is None:
        return "", reason
    return canonical_json(typed_claim(campaign, sheet, code, change.claim)), reason


def _content(draft: DraftFacts) -> tuple[str, str]:
    return "" if draft.claim is None else canonical_json(draft.claim), draft.reason


def _in_words(campaign: CampaignFacts, code: str, content: tuple[str, str]) -> str:
    claim, reason = content
    words = claim_in_words(campaign.frozen_criteria, code, json.loads(claim)) if claim else "chưa chấm"
    return f"{words} – {reason}" if reason else words


def _known_leaf(campaign: CampaignFacts, code: str) -> None:
    if code not in campaign.frozen_criteria.leaves:
        raise Refused(no("unknown_leaf", f"Bộ tiêu chí không có tiêu chí {code}."))
