"""The pledge as canonical facts: what the launch freezes and what a signature covers (decision 13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from thidua.campaigns.enums import Capacity
from thidua.campaigns.queries import pledge_of, targets_of
from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.verdict import Refused, no
from thidua.organisations.queries import units


@dataclass(frozen=True, slots=True)
class SigningWords:
    """What the signer declares: in which capacity, with which title, by which delegation document."""

    capacity: Capacity
    job_title: str
    delegation: str = ""


def pledge_document(campaign: CampaignFacts) -> dict[str, Any]:
    """The common text of all units: title, grounds, theme, tasks and the hash of the criteria."""
    return {
        "format": "thidua.pledge/1",
        "title": f"Giao ước thi đua năm {campaign.year.year}",
        "cluster": campaign.year.cluster_name,
        "organiser": campaign.year.organiser_name,
        "year": str(campaign.year.year),
        "theme": campaign.theme,
        "grounds": list(campaign.legal_bases),
        "tasks": [{"code": task.code, "title": task.title} for task in campaign.tasks],
        "criteria_sha256": campaign.criteria_sha256,
    }


def document_to_read(campaign: CampaignFacts, organisation_id: int) -> dict[str, Any]:
    """What a unit's leader reads before signing: the common text by its hash, the unit and its own targets."""
    pledge = pledge_of(campaign.id)
    if pledge is None:
        raise Refused(no("not_launched", "Cụm chưa phát động, nên chưa có văn bản giao ước để ký."))
    unit = units([organisation_id], on=campaign.year.period_to)[organisation_id]
    targets = targets_of(campaign.id, organisation_id)
    return {
        "format": "thidua.signature/1",
        "pledge": pledge.sha256,
        "unit": {"code": unit.code, "name": unit.name},
        # A draft set of criteria may have had other leaves: what was entered for those is signed by nobody.
        "targets": {code: targets[code].value for code in campaign.target_leaves if code in targets},
    }


def reading_hash(document: Mapping[str, Any]) -> str:
    """The hash of what is read. The page carries it, so a text that changed in another tab is not signed unread."""
    return sha256_hex(canonical_json(dict(document)))


def document_to_sign(read: Mapping[str, Any], *, words: SigningWords, signed_at: datetime) -> dict[str, Any]:
    """What the signature covers: all that was read, the capacity and the moment."""
    return {
        **read,
        "capacity": str(words.capacity),
        "job_title": words.job_title,
        "delegation": words.delegation,
        "signed_at": signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
