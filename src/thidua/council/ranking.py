"""From the claims in force to a ranking and its trail: the one place where the year's ranking is computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from thidua.accounts.queries import names_of
from thidua.campaigns.queries import CampaignFacts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.claims import parse_claims
from thidua.core.ranking import evaluate, result_document
from thidua.organisations.enums import Role
from thidua.organisations.queries import Unit
from thidua.sheets.facts import split_claims
from thidua.sheets.queries import LeafTrail, SheetFacts, conditions_in_force, sheets_of_campaign, trails_of


@dataclass(frozen=True, slots=True)
class Standing:
    """Canonical documents of one ranking: thidua.claims/1 in force, thidua.result/1, and the trail of every figure."""

    claims: str
    result: str
    trail: str
    sha256: str


def standing_of(campaign: CampaignFacts) -> Standing:
    """Rank every member by its claims in force. A unit that has not submitted stands there without claims."""
    criteria = campaign.frozen_criteria
    lines = [(unit, sheet, trails_of(sheet)) for unit, sheet in sheets_of_campaign(campaign)]
    claims = canonical_json(
        {
            "format": "thidua.claims/1",
            "criteria_set": criteria.code,
            "stage": "council",
            "units": [_unit_claims(campaign, unit, sheet, trails) for unit, sheet, trails in lines],
        }
    )
    result = rank_document(campaign, claims)
    trail = canonical_json(_trail_document(lines))
    sha256 = sha256_hex(canonical_json({"criteria": campaign.criteria_sha256, "claims": claims, "result": result}))
    return Standing(claims=claims, result=result, trail=trail, sha256=sha256)


def rank_document(campaign: CampaignFacts, claims: str) -> str:
    """The canonical thidua.result/1 of a canonical thidua.claims/1 under the frozen criteria."""
    parsed = parse_claims(claims.encode(), campaign.frozen_criteria)
    return canonical_json(result_document(evaluate(campaign.frozen_criteria, parsed)))


def _unit_claims(
    campaign: CampaignFacts, unit: Unit, sheet: SheetFacts, trails: dict[str, LeafTrail]
) -> dict[str, Any]:
    claims = {}
    for code, trail in trails.items():
        claims[code] = dict(trail.in_force.claim)
        if trail.self_entry.evidence:
            claims[code]["evidence"] = [file["title"] for file in trail.latest.evidence]
    document: dict[str, Any] = {
        "code": unit.code,
        "title": unit.name,
        **split_claims(campaign.frozen_criteria, claims),
    }
    knock_outs = [code for code, line in conditions_in_force(sheet).items() if line.holds]
    if knock_outs:
        document["knock_outs"] = sorted(knock_outs)
    return document


def _trail_document(lines: Iterable[tuple[Unit, SheetFacts, dict[str, LeafTrail]]]) -> dict[str, Any]:
    """For each unit: each leaf's entries and the unit's answers, and each knock-out with its reason."""
    lines = list(lines)
    conditions = {unit.code: conditions_in_force(sheet) for unit, sheet, _ in lines}
    people = {entry.author_id for _, _, trails in lines for trail in trails.values() for entry in trail.entries}
    people |= {remark.author_id for _, _, trails in lines for trail in trails.values() for remark in trail.remarks}
    people |= {line.author_id for found in conditions.values() for line in found.values()}
    names = names_of(people)
    return {
        unit.code: {
            "leaves": {code: _leaf_steps(trail, names) for code, trail in trails.items()},
            "knock_outs": [
                {
                    "code": line.code,
                    "reason": line.reason,
                    "author": names.get(line.author_id, ""),
                    "at": line.at.astimezone(UTC).isoformat(timespec="seconds"),
                }
                for line in conditions[unit.code].values()
                if line.holds
            ],
        }
        for unit, _, trails in lines
    }


def _leaf_steps(trail: LeafTrail, names: dict[int, str]) -> list[dict[str, Any]]:
    steps: list[tuple[Any, dict[str, Any]]] = [
        (
            entry.at,
            {
                "kind": "entry",
                "stage": entry.stage.value,
                "claim": dict(entry.claim),
                "reason": entry.reason,
                "author": names.get(entry.author_id, ""),
                "role": Role(entry.author_role).label,
                "evidence": [dict(file) for file in entry.evidence],
                "at": entry.at.astimezone(UTC).isoformat(timespec="seconds"),
            },
        )
        for entry in trail.entries
    ]
    steps += [
        (
            remark.at,
            {
                "kind": "remark",
                "accepts": remark.accepts,
                "text": remark.text,
                "author": names.get(remark.author_id, ""),
                "role": Role(remark.author_role).label,
                "at": remark.at.astimezone(UTC).isoformat(timespec="seconds"),
            },
        )
        for remark in trail.remarks
    ]
    return [step for _, step in sorted(steps, key=lambda pair: pair[0])]
