"""A sheet as an exchange document: what a receipt hashes and what a ranking is computed from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from thidua.campaigns.queries import CampaignFacts, signed_targets_of
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.claims import normal_claim
from thidua.core.model import CriteriaSet
from thidua.organisations.queries import units
from thidua.sheets.queries import SheetFacts, complete_claim, draft_claims, sheet_of


def claims_document(campaign: CampaignFacts, sheet: SheetFacts) -> dict[str, Any]:
    """The unit's sheet as thidua.claims/1: what the receipt hashes (decision 3)."""
    criteria = campaign.frozen_criteria
    unit = units([sheet.organisation_id], on=campaign.year.period_to)[sheet.organisation_id]
    return {
        "format": "thidua.claims/1",
        "criteria_set": criteria.code,
        "stage": "self",
        "units": [{"code": unit.code, "title": unit.name, **split_claims(criteria, draft_claims(campaign, sheet))}],
    }


def split_claims(criteria: CriteriaSet, claims: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Claims by leaf sorted into the base, bonus and deductions of spec/criteria.md §2; empty parts left out."""
    bonus = {leaf.code for leaf in criteria.bonus_leaves}
    deductions = {leaf.code for leaf in criteria.deduction_leaves}
    parts: dict[str, dict[str, Any]] = {"claims": {}}
    for code, claim in claims.items():
        part = "bonus" if code in bonus else "deductions" if code in deductions else "claims"
        parts.setdefault(part, {})[code] = claim
    return parts


def check_hash(campaign: CampaignFacts, organisation_id: int) -> str:
    """The hash that the check page carries to the submission."""
    return sha256_hex(canonical_json(claims_document(campaign, sheet_of(campaign.id, organisation_id))))


def typed_claim(campaign: CampaignFacts, sheet: SheetFacts, code: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """A claim as typed on a screen, checked against its rule together with the frozen target, and returned without it.

    Numbers come as text ("9,75" or "9.75"). Raises `core.errors.InputErrors` with every fault of the claim.
    """
    given = {key: value for key, value in raw.items() if key not in ("target", "evidence")}
    full = complete_claim(campaign, code, given, signed_targets_of(campaign.id, sheet.organisation_id))
    normal = normal_claim(campaign.frozen_criteria, code, full)
    return {key: value for key, value in normal.items() if key != "target"}
