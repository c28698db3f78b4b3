"""Reading a unit's book of evidence: looking in it, who may open a file of it, where a file is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.campaigns.values import CampaignFacts
from thidua.core.verdict import Verdict
from thidua.core.vn import fold
from thidua.organisations.actor import Actor
from thidua.sheets.models import EvidenceUse, ScoreEntry
from thidua.sheets.queries import evidence_by_id, evidence_of_unit, is_assigned, self_scoring_is_over, sheet_of
from thidua.sheets.rules import can_open_evidence
from thidua.sheets.values import EvidenceFacts, SheetFacts

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class BookPage:
    """Some files of a unit, newest first. `number` and `pages` count from 1; `total` is before paging."""

    files: tuple[EvidenceFacts, ...]
    number: int
    pages: int
    total: int


def look_in_book(organisation_id: int, *, words: str = "", page: int = 1, without: set[int] | None = None) -> BookPage:
    """The unit's files that hold all of `words` (diacritics do not matter), less those in `without`; one query."""
    wanted = fold(words).split()
    found = [
        file
        for file in evidence_of_unit(organisation_id)
        if file.id not in (without or ()) and all(word in _searched(file) for word in wanted)
    ]
    pages = max(1, -(-len(found) // PAGE_SIZE))
    number = min(max(1, page), pages)
    start = (number - 1) * PAGE_SIZE
    return BookPage(tuple(found[start : start + PAGE_SIZE]), number, pages, len(found))


def _searched(file: EvidenceFacts) -> str:
    return fold(f"{file.title} {file.number} {file.issuer} {file.file_name}")


@dataclass(frozen=True, slots=True)
class OpenedEvidence:
    """A file as one viewer meets it: `leaves` are the codes that show it in the sheet that the viewer may read."""

    file: EvidenceFacts
    verdict: Verdict
    own: bool
    leaves: tuple[str, ...]


def evidence_for(actor: Actor, campaign: CampaignFacts, evidence_id: int, at: datetime) -> OpenedEvidence | None:
    """The file with the answer whether this hat may open it; None when there is none."""
    file = evidence_by_id(evidence_id)
    if file is None:
        return None
    sheet = sheet_of(campaign.id, file.organisation_id)
    own = actor.acts_for_unit(file.organisation_id)
    leaves = _leaves_of_draft(sheet, evidence_id) if own else _leaves_submitted(sheet, evidence_id)
    verdict = can_open_evidence(
        actor,
        campaign,
        sheet,
        shown=bool(leaves),
        assigned=not own and is_assigned(campaign.id, actor.user_id, file.organisation_id),
        over=not own and self_scoring_is_over(campaign, at),
    )
    return OpenedEvidence(file, verdict, own, leaves)


def _leaves_of_draft(sheet: SheetFacts, evidence_id: int) -> tuple[str, ...]:
    uses = EvidenceUse.objects.filter(sheet_id=sheet.id, evidence_id=evidence_id) if sheet.id is not None else []
    return tuple(use.leaf_code for use in uses)


def _leaves_submitted(sheet: SheetFacts, evidence_id: int) -> tuple[str, ...]:
    """Leaves whose entries froze this file. In canonical text a quote inside a title is escaped, so the id is exact."""
    if sheet.id is None:
        return ()
    entries = ScoreEntry.objects.filter(sheet_id=sheet.id, evidence__contains=f'"id":"{evidence_id}"')
    return tuple(dict.fromkeys(entries.order_by("pk").values_list("leaf_code", flat=True)))
