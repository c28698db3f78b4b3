"""Adding files to a unit's book of evidence, and noting who opened one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from thidua.audit.actions import chain_of_year, record
from thidua.audit.models import Entry
from thidua.campaigns.queries import campaign_facts
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import nfc
from thidua.organisations.actor import Actor
from thidua.sheets.files import store
from thidua.sheets.models import Evidence
from thidua.sheets.queries import EvidenceFacts, sheet_of
from thidua.sheets.rules import can_add_evidence


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """What the paper says of itself."""

    title: str
    number: str = ""
    paper_date: date | None = None
    issuer: str = ""


def add_evidence(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    upload: BinaryIO,
    file_name: str,
    words: EvidenceWords,
) -> int:
    """Keep a file of the unit and return its id.

    The file is checked and lies safely on disk before the row that names it is written. Refused: too large, empty, of
    a type not accepted, damaged, a bomb, with macros; a title that is missing.
    """
    campaign = campaign_facts(campaign_id)
    require(can_add_evidence(actor, campaign, sheet_of(campaign_id, organisation_id), at))
    title = nfc(words.title).strip() or _stem(file_name)
    if not title:
        raise Refused(no("no_title", "Hãy ghi trích yếu của minh chứng."))
    stored = store(upload)
    with transaction.atomic():
        row = Evidence.objects.create(
            organisation_id=organisation_id,
            title=title[:300],
            number=nfc(words.number).strip()[:80],
            paper_date=words.paper_date,
            issuer=nfc(words.issuer).strip()[:200],
            file_name=_safe_name(file_name),
            content_type=stored.content_type,
            size=stored.size,
            sha256=stored.sha256,
            uploaded_by_id=actor.user_id,
            uploaded_at=at,
        )
        record(
            chain=chain_of_year(campaign.year.id),
            action="sheets.add_evidence",
            actor=actor,
            at=at,
            facts={"evidence": str(row.pk), "sha256": row.sha256, "size": str(row.size)},
            rows=[row],
        )
    return row.pk


@transaction.atomic
def note_opening(*, actor: Actor, at: datetime, cluster_year_id: int, evidence: EvidenceFacts) -> None:
    """Log that a file was opened: once per person, file and hour (decision 11)."""
    chain = chain_of_year(cluster_year_id)
    facts = {"evidence": str(evidence.id)}
    recent = Entry.objects.filter(
        chain__code=chain,
        action="sheets.open_evidence",
        actor_user_id=actor.user_id,
        at__gt=at - timedelta(hours=1),
        payload__contains=f'"evidence":"{evidence.id}"',
    )
    if not recent.exists():
        record(chain=chain, action="sheets.open_evidence", actor=actor, at=at, facts=facts)


def _safe_name(file_name: str) -> str:
    """The last part of the name, without control characters, in NFC."""
    name = nfc(file_name).replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[-255:] or "minh-chung"


def _stem(file_name: str) -> str:
    return _safe_name(file_name).rsplit(".", 1)[0] if file_name else ""
