"""A sheet as an exchange document: what a receipt hashes and what a ranking is computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from thidua.campaigns.queries import signed_targets_of
from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.claims import normal_claim
from thidua.core.criteria import claim_fields
from thidua.core.errors import InputError, InputErrors
from thidua.core.model import CriteriaSet
from thidua.core.vn import typed_number_fault
from thidua.organisations.queries import units
from thidua.sheets.queries import DraftSheet, complete_claim, draft_sheet, sheet_of
from thidua.sheets.values import SheetFacts


def claims_document(campaign: CampaignFacts, sheet: SheetFacts, draft: DraftSheet) -> dict[str, Any]:
    """The unit's sheet as thidua.claims/1: what the receipt hashes (decision 3)."""
    criteria = campaign.frozen_criteria
    unit = units([sheet.organisation_id], on=campaign.year.period_to)[sheet.organisation_id]
    content: dict[str, Any] = {"code": unit.code, "title": unit.name, **split_claims(criteria, draft.claims)}
    if draft.knock_outs:
        content["knock_outs"] = list(draft.knock_outs)
    return {"format": "thidua.claims/1", "criteria_set": criteria.code, "stage": "self", "units": [content]}


def split_claims(criteria: CriteriaSet, claims: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Claims by leaf sorted into the base, bonus and deductions of spec/criteria.md §2; empty parts left out."""
    bonus = {leaf.code for leaf in criteria.bonus_leaves}
    deductions = {leaf.code for leaf in criteria.deduction_leaves}
    parts: dict[str, dict[str, Any]] = {"claims": {}}
    for code, claim in claims.items():
        part = "bonus" if code in bonus else "deductions" if code in deductions else "claims"
        parts.setdefault(part, {})[code] = claim
    return parts


def draft_hash(campaign: CampaignFacts, sheet: SheetFacts, draft: DraftSheet) -> str:
    """SHA-256 of a draft that was read already: the check page carries it to the submission."""
    return sha256_hex(canonical_json(claims_document(campaign, sheet, draft)))


def check_hash(campaign: CampaignFacts, organisation_id: int) -> str:
    """The same hash of the unit's draft as it stands now."""
    sheet = sheet_of(campaign.id, organisation_id)
    return draft_hash(campaign, sheet, draft_sheet(campaign, sheet))


def typed_claim(
    campaign: CampaignFacts,
    sheet: SheetFacts,
    code: str,
    raw: Mapping[str, Any],
    *,
    targets: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A claim as typed on a screen, checked against its rule together with the frozen target, and returned without it.

    Numbers come as text ("9,75" or "9.75"; a typed minus may be "−"). `targets` are the unit's signed ones where the
    caller has them: a leaf with one was assigned. Raises `core.errors.InputErrors` with every fault of the claim; what
    the exchange format allows but a screen must not guess at (a thousands separator that reads as a decimal point) is
    a fault here too.
    """
    given = {key: _as_typed(value) for key, value in raw.items() if key not in ("target", "evidence")}
    faults = [
        InputError("claims", path, sentence)
        for path, text in _numbers(campaign.frozen_criteria, code, given)
        if (sentence := typed_number_fault(text))
    ]
    if faults:
        raise InputErrors(faults)
    if targets is None:
        targets = signed_targets_of(campaign.id, sheet.organisation_id)
    if given.get("assigned") is False and code in targets:
        sentence = (
            f"Đơn vị đã ký chỉ tiêu {targets[code].replace('.', ',')} cho tiêu chí này nên không chọn “Không giao”."
        )
        raise InputErrors([InputError("claims", "assigned", sentence)])
    full = complete_claim(campaign, code, given, targets)
    normal = normal_claim(campaign.frozen_criteria, code, full)
    return {key: value for key, value in normal.items() if key != "target"}


def _as_typed(value: Any) -> Any:
    """Numbers as keyboards and spreadsheets give them: a true minus, spaces around."""
    if isinstance(value, str):
        return value.strip().replace("\u2212", "-")
    if isinstance(value, Mapping):
        return {key: _as_typed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_typed(item) for item in value]
    return value


def _numbers(criteria: CriteriaSet, code: str, claim: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(path, text) of every number of a claim; names of levels and options are no numbers."""
    leaf = criteria.leaves.get(code)
    kinds = {field.name: field.kind for field in claim_fields(leaf)} if leaf else {}
    for name, value in claim.items():
        if kinds.get(name) in ("decimal", "whole") and isinstance(value, str):
            yield name, value
        elif kinds.get(name) == "counts" and isinstance(value, Mapping):
            yield from ((f"{name}.{key}", item) for key, item in value.items() if isinstance(item, str))
        elif kinds.get(name) == "scores" and isinstance(value, list):
            yield from ((f"{name}.{index}", item) for index, item in enumerate(value) if isinstance(item, str))
