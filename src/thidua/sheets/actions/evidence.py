"""Adding files to a unit's book of evidence, and noting who opened one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.audit.actions import chain_of_year, record
from thidua.audit.models import Chain, Entry
from thidua.campaigns.queries import campaign_facts
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import clean, nfc
from thidua.organisations.actor import Actor
from thidua.sheets.actions.drafting import known_leaf
from thidua.sheets.actions.locking import locked_sheet, require_member
from thidua.sheets.files import Upload, store
from thidua.sheets.models import Evidence, EvidenceUse
from thidua.sheets.queries import sheet_of
from thidua.sheets.rules import can_add_evidence
from thidua.sheets.values import EvidenceFacts


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
    upload: Upload,
    file_name: str,
    words: EvidenceWords,
    leaf_code: str = "",
) -> int:
    """Keep a file of the unit, show it for `leaf_code` where one is named, and return its id.

    The file is checked and lies safely on disk before the row that names it is written. Refused: too large, empty, of
    a type not accepted, damaged, a bomb, with macros; words that are missing or too long; with a leaf, a file that the
    unit's book already holds (`DuplicateFile`, a `Refused`): it is to be chosen from there.
    """
    campaign = campaign_facts(campaign_id)
    require_member(campaign_id, organisation_id)
    require(can_add_evidence(actor, campaign, sheet_of(campaign_id, organisation_id), at))
    words = _normal(words, file_name)
    stored = store(upload)
    with transaction.atomic():
        sheet = locked_sheet(campaign_id, organisation_id)
        require(can_add_evidence(actor, campaign, sheet, at))
        if leaf_code:
            known_leaf(campaign, leaf_code)
            same = Evidence.objects.filter(organisation_id=organisation_id, sha256=stored.sha256).first()
            if same is not None:
                raise DuplicateFile(same.pk, same.title)
        row = Evidence.objects.create(
            organisation_id=organisation_id,
            title=words.title,
            number=words.number,
            paper_date=words.paper_date,
            issuer=words.issuer,
            file_name=_safe_name(file_name),
            content_type=stored.content_type,
            size=stored.size,
            sha256=stored.sha256,
            uploaded_by_id=actor.user_id,
            uploaded_at=at,
        )
        if leaf_code:
            EvidenceUse.objects.create(sheet_id=sheet.row_id, leaf_code=leaf_code, evidence=row)
        record(
            chain=chain_of_year(campaign.year.id),
            action="sheets.add_evidence",
            actor=actor,
            at=at,
            facts={"evidence": str(row.pk), "sha256": row.sha256, "size": str(row.size)},
            rows=[row],
        )
    return row.pk


class DuplicateFile(Refused):
    """The very same bytes are in the unit's own book already; never told of another unit's (decision 6)."""

    def __init__(self, evidence_id: int, title: str) -> None:
        super().__init__(no("duplicate", f"Tệp này đã có trong sổ minh chứng của đơn vị với trích yếu “{title}”."))
        self.evidence_id = evidence_id


def note_opening(*, actor: Actor, at: datetime, cluster_year_id: int, evidence: EvidenceFacts) -> None:
    """Log that a file was opened: once per person, file and hour (decision 11)."""
    chain = chain_of_year(cluster_year_id)
    recent = Entry.objects.filter(
        chain__code=chain,
        action="sheets.open_evidence",
        actor_user_id=actor.user_id,
        at__gt=at - timedelta(hours=1),
        payload__contains=f'"evidence":"{evidence.id}"',
    )
    if recent.exists():
        return
    with transaction.atomic():
        Chain.objects.select_for_update().filter(code=chain).first()  # two tabs at once: the second looks again
        if not recent.all().exists():
            record(chain=chain, action="sheets.open_evidence", actor=actor, at=at, facts={"evidence": str(evidence.id)})


def _normal(words: EvidenceWords, file_name: str) -> EvidenceWords:
    """The words in NFC; a file without a title is called by its name."""
    normal = EvidenceWords(
        title=clean(words.title) or _stem(file_name),
        number=clean(words.number),
        paper_date=words.paper_date,
        issuer=clean(words.issuer),
    )
    if not normal.title:
        raise Refused(no("no_title", "Hãy ghi trích yếu của minh chứng."))
    for name, text, most in (
        ("Trích yếu", normal.title, 300),
        ("Số, ký hiệu", normal.number, 80),
        ("Cơ quan ban hành", normal.issuer, 200),
    ):
        if len(text) > most:
            raise Refused(no("too_long", f"{name} dài {len(text)} ký tự, quá {most}. Hãy rút gọn."))
    return normal


def _safe_name(file_name: str) -> str:
    """The last part of the name, without control characters, in NFC."""
    name = nfc(file_name).replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[-200:] or "minh-chung"


def _stem(file_name: str) -> str:
    return _safe_name(file_name).rsplit(".", 1)[0][:300] if file_name else ""
