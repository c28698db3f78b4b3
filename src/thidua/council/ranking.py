"""From the claims in force to a ranking and its trail: the one place where the year's ranking is computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from thidua.accounts.queries import names_of
from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.claims import parse_claims
from thidua.core.ranking import evaluate, result_document
from thidua.core.results import Result
from thidua.council.values import SnapshotFacts
from thidua.organisations.enums import Role
from thidua.organisations.queries import Unit, units
from thidua.sheets.facts import split_claims
from thidua.sheets.queries import (
    ConditionFacts,
    conditions_of_campaign,
    latest_conditions,
    sheets_of_campaign,
    trails_of_campaign,
)
from thidua.sheets.values import EntryFacts, LeafTrail, RemarkFacts, SheetFacts


@dataclass(frozen=True, slots=True)
class Standing:
    """Canonical documents of one ranking: thidua.claims/1 in force, thidua.result/1, and the trail of every figure;
    `ranked` is the same result as values."""

    claims: str
    result: str
    trail: str
    sha256: str
    ranked: Result


@dataclass(frozen=True, slots=True)
class _Line:
    """One unit with everything that its figures come from."""

    unit: Unit
    sheet: SheetFacts
    trails: dict[str, LeafTrail]
    conditions: list[ConditionFacts]


def standing_of(campaign: CampaignFacts) -> Standing:
    """Rank every member by its claims in force. A unit that has not submitted stands there without claims.

    The number of queries does not depend on the number of units.
    """
    criteria = campaign.frozen_criteria
    lines = _lines(campaign)
    claims = canonical_json(
        {
            "format": "thidua.claims/1",
            "criteria_set": criteria.code,
            "stage": "council",
            "units": [_unit_claims(campaign, line) for line in lines],
        }
    )
    ranked = evaluate(criteria, parse_claims(claims.encode(), criteria))
    result = canonical_json(result_document(ranked))
    trail = canonical_json(_trail_document(campaign, lines))
    sha256 = sha256_hex(canonical_json({"criteria": campaign.criteria_sha256, "claims": claims, "result": result}))
    return Standing(claims=claims, result=result, trail=trail, sha256=sha256, ranked=ranked)


def ranked_again(snapshot: SnapshotFacts) -> Result:
    """The snapshot's ranking from its own stored claims and criteria: what sentences are made from."""
    claims = canonical_json(snapshot.claims)
    return evaluate(snapshot.criteria, parse_claims(claims.encode(), snapshot.criteria))


def is_reproduced(snapshot: SnapshotFacts, ranked: Result) -> bool:
    """Whether ranking again gave the stored result, digit by digit, under the stored hash."""
    result = canonical_json(snapshot.result)
    document = {"criteria": snapshot.criteria_sha256, "claims": canonical_json(snapshot.claims), "result": result}
    return canonical_json(result_document(ranked)) == result and sha256_hex(canonical_json(document)) == snapshot.sha256


def _lines(campaign: CampaignFacts) -> list[_Line]:
    trails, conditions = trails_of_campaign(campaign.id), conditions_of_campaign(campaign.id)
    return [
        _Line(unit, sheet, trails.get(sheet.id or 0, {}), conditions.get(sheet.id or 0, []))
        for unit, sheet in sheets_of_campaign(campaign)
    ]


def _unit_claims(campaign: CampaignFacts, line: _Line) -> dict[str, Any]:
    claims = {}
    for code, trail in line.trails.items():
        claims[code] = dict(trail.in_force.claim)
        if trail.latest.evidence:
            claims[code]["evidence"] = [file["title"] for file in trail.latest.evidence]
    document: dict[str, Any] = {
        "code": line.unit.code,
        "title": line.unit.name,
        **split_claims(campaign.frozen_criteria, claims),
    }
    knock_outs = [code for code, record in latest_conditions(line.conditions).items() if record.holds]
    if knock_outs:
        document["knock_outs"] = sorted(knock_outs)
    return document


def _trail_document(campaign: CampaignFacts, lines: Iterable[_Line]) -> dict[str, Any]:
    """For each unit: its receipt, each leaf's entries and the unit's answers, and every record of a knock-out."""
    lines = list(lines)
    people = _People(campaign, lines)
    return {
        line.unit.code: {
            "receipt": _receipt(line.sheet),
            "leaves": {code: _leaf_steps(trail, people) for code, trail in line.trails.items()},
            "knock_outs": [
                {
                    "code": record.code,
                    "holds": record.holds,
                    "reason": record.reason,
                    **people.who(record.author_id, record.author_role, record.author_organisation_id),
                    "at": _instant(record.at),
                }
                for record in line.conditions
            ],
        }
        for line in lines
    }


class _People:
    """Names, roles and units of those who wrote something, in two queries."""

    def __init__(self, campaign: CampaignFacts, lines: list[_Line]) -> None:
        said: list[EntryFacts | RemarkFacts | ConditionFacts] = []
        for line in lines:
            said += line.conditions
            for trail in line.trails.values():
                said += [*trail.entries, *trail.remarks]
        self.names = names_of({item.author_id for item in said})
        ids = {item.author_organisation_id for item in said if not isinstance(item, RemarkFacts)}
        self.units = units(ids, on=campaign.year.period_to)

    def who(self, author_id: int, role: str, organisation_id: int | None) -> dict[str, str]:
        unit = self.units.get(organisation_id) if organisation_id is not None else None
        return {
            "author": self.names.get(author_id, ""),
            "role": Role(role).label,
            "unit": unit.name if unit else "",
        }


def _leaf_steps(trail: LeafTrail, people: _People) -> list[dict[str, Any]]:
    """Entries in the order of writing, each followed by the unit's answers to it."""
    steps: list[dict[str, Any]] = []
    for entry in trail.entries:
        steps.append(
            {
                "kind": "entry",
                "stage": entry.stage.value,
                "claim": dict(entry.claim),
                "reason": entry.reason,
                **people.who(entry.author_id, entry.author_role, entry.author_organisation_id),
                "evidence": [dict(file) for file in entry.evidence],
                "at": _instant(entry.at),
            }
        )
        steps += [
            {
                "kind": "remark",
                "accepts": remark.accepts,
                "text": remark.text,
                **people.who(remark.author_id, remark.author_role, trail.self_entry.author_organisation_id),
                "at": _instant(remark.at),
            }
            for remark in trail.remarks
            if remark.answers_id == entry.id
        ]
    return steps


def _receipt(sheet: SheetFacts) -> dict[str, str] | None:
    if sheet.submission is None:
        return None
    return {
        "code": sheet.submission.receipt_code,
        "sha256": sheet.submission.claims_sha256,
        "at": _instant(sheet.submission.submitted_at),
    }


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds")
