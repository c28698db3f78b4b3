"""A unit declares a condition outside the points of itself, or takes back its own declaration (decision 5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.audit.actions import chain_of_year, record
from thidua.campaigns.queries import campaign_facts
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import clean
from thidua.organisations.actor import Actor
from thidua.sheets.actions.drafting import LONGEST_REASON, reason_too_long
from thidua.sheets.actions.locking import locked_sheet
from thidua.sheets.enums import Stage
from thidua.sheets.models import RecordedCondition
from thidua.sheets.queries import conditions_in_force
from thidua.sheets.rules import can_declare


@transaction.atomic
def declare_condition(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, code: str, holds: bool, reason: str
) -> None:
    """Record for the unit itself that a condition holds, or no longer, with the reason; audited, never overwritten.

    Refused: out of time, after the submission, an unknown condition, no reason, what is so already, and taking back
    what the verification team recorded.
    """
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_declare(actor, campaign, sheet, at))
    assert actor.user_id is not None  # somebody of the unit, says the rule
    if code not in {item.code for item in campaign.frozen_criteria.knock_outs}:
        raise Refused(no("unknown_condition", f"Bộ tiêu chí không có điều kiện {code}."))
    before = conditions_in_force(sheet).get(code)
    if holds == (before is not None and before.holds):
        raise Refused(no("already_so", "Điều kiện này đã được ghi nhận như vậy."))
    if before is not None and before.stage is not Stage.SELF:
        raise Refused(no("recorded_by_team", "Điều kiện do tổ thẩm định ghi nhận, đơn vị không tự rút được."))
    text = clean(reason)
    if not text:
        raise Refused(no("no_reason", "Hãy nêu lý do: tổ thẩm định sẽ đọc lý do này."))
    if len(text) > LONGEST_REASON:
        raise Refused(no("reason_too_long", reason_too_long(text)))
    row = RecordedCondition.objects.create(
        sheet_id=sheet.row_id,
        organisation_id=organisation_id,
        code=code,
        holds=holds,
        reason=text,
        stage=Stage.SELF,
        author_id=actor.user_id,
        author_role=actor.role,
        author_organisation_id=organisation_id,
        at=at,
    )
    record(
        chain=chain_of_year(campaign.year.id),
        action="sheets.record_condition",
        actor=actor,
        at=at,
        facts={"organisation": str(organisation_id), "leaf": code},
        rows=[row],
    )
