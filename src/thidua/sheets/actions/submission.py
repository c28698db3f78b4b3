"""The head submits the sheet: every claim becomes an entry, and a receipt is given."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from thidua.audit.actions import chain_of_year, record
from thidua.campaigns.queries import campaign_facts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.phases import SheetState, after_sheet_act
from thidua.core.verdict import Conflict, no, require
from thidua.organisations.actor import Actor
from thidua.sheets.actions.locking import locked_sheet
from thidua.sheets.enums import Stage
from thidua.sheets.facts import claims_document
from thidua.sheets.models import ScoreEntry, Sheet, Submission
from thidua.sheets.queries import draft_sheet
from thidua.sheets.rules import can_submit, complete_enough
from thidua.sheets.values import EvidenceFacts

# Without 0 O, 1 I L, 5 S, 8 B: read aloud and typed from paper without mistakes.
_LETTERS = "234679ACDEFGHJKMNPQRTUVWXYZ"


@transaction.atomic
def submit(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, declared: bool, checked_sha256: str
) -> str:
    """Submit the unit's sheet and return the receipt's code.

    `checked_sha256` is the hash of the claims on the check page: a draft changed since then is a `Conflict`. Refused:
    an incomplete sheet, required evidence neither there nor explained, no declaration, out of time, submitted already.
    """
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_submit(actor, campaign, sheet, at))
    assert actor.user_id is not None  # a unit's head, says the rule
    draft = draft_sheet(campaign, sheet)
    require(complete_enough(draft.preview.missing, draft.unexplained))
    if not declared:
        require(no("not_declared", "Hãy xác nhận cam đoan số liệu đúng sự thật trước khi nộp."))
    claims = canonical_json(claims_document(campaign, sheet, draft))
    if sha256_hex(claims) != checked_sha256:
        raise Conflict(
            "Bảng tự chấm đã thay đổi sau khi bạn mở trang kiểm tra. Chưa nộp; hãy kiểm tra lại.",
            mine={"Mã bản bạn đã kiểm tra": checked_sha256[:16]},
            theirs={"Mã bản hiện tại": sha256_hex(claims)[:16]},
        )
    submission = Submission.objects.create(
        sheet_id=sheet.row_id,
        number=1,
        receipt_code=_receipt_code(campaign.year.year),
        claims=claims,
        claims_sha256=sha256_hex(claims),
        submitted_by_id=actor.user_id,
        submitter_name=actor.name,
        submitted_at=at,
    )
    entries = [
        ScoreEntry.objects.create(
            sheet_id=sheet.row_id,
            organisation_id=organisation_id,
            leaf_code=code,
            sequence=1,
            stage=Stage.SELF,
            claim=canonical_json({key: value for key, value in claim.items() if key != "evidence"}),
            reason=draft.drafts[code].reason,
            evidence=frozen_evidence(draft.evidence.get(code, [])),
            submission=submission,
            author_id=actor.user_id,
            author_role=actor.role,
            author_organisation_id=organisation_id,
            at=at,
        )
        for code, claim in draft.claims.items()
    ]
    state = after_sheet_act(SheetState.DRAFT, "submit")
    Sheet.objects.filter(pk=sheet.row_id).update(state=state.value)
    record(
        chain=chain_of_year(campaign.year.id),
        action="sheets.submit",
        actor=actor,
        at=at,
        facts={
            "organisation": str(organisation_id),
            "receipt": submission.receipt_code,
            "claims_sha256": submission.claims_sha256,
        },
        rows=[submission, *entries],
    )
    return submission.receipt_code


def frozen_evidence(files: list[EvidenceFacts]) -> str:
    """The list of files as an entry keeps it for ever."""
    return canonical_json([{"id": str(file.id), "sha256": file.sha256, "title": file.title} for file in files])


def _receipt_code(year: int) -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"TC{year}-{letters[:4]}-{letters[4:]}"
