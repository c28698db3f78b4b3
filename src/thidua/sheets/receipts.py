"""Reading a submission's receipt: what was hashed, which files, and where the log stood at that moment."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from thidua.audit.actions import chain_of_year
from thidua.audit.models import Entry
from thidua.campaigns.values import CampaignFacts
from thidua.sheets.models import Evidence, ScoreEntry, Submission
from thidua.sheets.values import SheetFacts


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A file frozen by the submission. `size` in bytes."""

    id: int
    title: str
    file_name: str
    size: int
    sha256: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the unit keeps. `chain_length` and `chain_hash` are the head of the cluster-year's log right after the
    submission (decision 12): a log cut later no longer agrees with them. `claims` is the canonical text hashed."""

    code: str
    submitter_name: str
    submitted_at: datetime
    claims: str
    claims_sha256: str
    leaves: int
    files: tuple[ReceiptFile, ...]
    chain_length: int
    chain_hash: str


def receipt_of(campaign: CampaignFacts, sheet: SheetFacts) -> Receipt | None:
    """The receipt of the latest submission; None before it. A fixed number of queries."""
    if sheet.submission is None:
        return None
    row = Submission.objects.get(pk=sheet.submission.id)
    entries = list(ScoreEntry.objects.filter(submission=row).order_by("pk").values_list("leaf_code", "evidence"))
    leaves: dict[int, list[str]] = {}
    for code, evidence in entries:
        for file in json.loads(evidence):
            leaves.setdefault(int(file["id"]), []).append(code)
    logged = Entry.objects.get(
        chain__code=chain_of_year(campaign.year.id),
        action="sheets.submit",
        payload__contains=f'"receipt":"{row.receipt_code}"',
    )
    return Receipt(
        code=row.receipt_code,
        submitter_name=row.submitter_name,
        submitted_at=row.submitted_at,
        claims=row.claims,
        claims_sha256=row.claims_sha256,
        leaves=len(entries),
        files=tuple(
            ReceiptFile(file.pk, file.title, file.file_name, file.size, file.sha256, tuple(leaves[file.pk]))
            for file in Evidence.objects.filter(pk__in=leaves).order_by("pk")
        ),
        chain_length=logged.seq,
        chain_hash=logged.hash,
    )
