"""The verification team agrees or changes, the unit answers, the team settles. Nothing is overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from thidua.accounts.models import User
from thidua.audit.actions import chain_of_year, record
from thidua.campaigns.queries import campaign_facts, signed_targets_of
from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json
from thidua.core.claim_words import claim_in_words
from thidua.core.phases import Act, after_sheet_act, local_date
from thidua.core.verdict import Conflict, Refused, no, require
from thidua.core.vn import clean, nfc
from thidua.organisations.actor import Actor
from thidua.organisations.queries import members_of_year, own_units
from thidua.sheets.actions.locking import lock_campaign, locked_sheet
from thidua.sheets.enums import Stage
from thidua.sheets.facts import typed_claim
from thidua.sheets.models import (
    Assignment,
    RecordedCondition,
    Remark,
    ScoreEntry,
    Sheet,
    VerifierSeat,
)
from thidua.sheets.queries import complete_claim, conditions_in_force, is_assigned, self_scoring_is_over, trails_of
from thidua.sheets.rules import (
    can_name_team,
    can_reply,
    can_settle,
    can_verify,
    may_reply_to_leaf,
    may_settle_leaf,
    may_verify_leaf,
    ready_to_settle,
)
from thidua.sheets.values import LeafTrail, SheetFacts


@transaction.atomic
def name_team(*, actor: Actor, at: datetime, campaign_id: int, members: Sequence[tuple[int, int]]) -> None:
    """Name the verification team: (user, the unit they come from). Each sheet goes to every member of another unit.

    Team mode (decision 17): one team checks all, and nobody a unit of their own. Naming a person again changes
    nothing. Refused: nobody named, somebody who holds no role in the unit they are said to come from.
    """
    campaign = campaign_facts(campaign_id)
    require(can_name_team(actor, campaign))
    if not members:
        require(no("nobody", "Hãy chọn ít nhất một người vào tổ thẩm định."))
    all_units = [unit.id for unit in members_of_year(campaign.year.id)]
    for user_id, organisation_id in members:
        if organisation_id not in all_units:
            require(no("not_a_member", "Thành viên tổ thẩm định phải thuộc một đơn vị của cụm."))
        if not User.objects.filter(pk=user_id, is_active=True).exists():
            require(no("no_such_user", "Không tìm thấy tài khoản của thành viên tổ thẩm định."))
        theirs = own_units(user_id, on=local_date(at))
        if organisation_id not in theirs:
            require(no("not_of_unit", "Thành viên tổ thẩm định phải đang giữ vai ở đơn vị cử đi."))
        seat, _ = VerifierSeat.objects.get_or_create(
            campaign_id=campaign_id,
            user_id=user_id,
            defaults={"organisation_id": organisation_id, "named_at": at},
        )
        for unit_id in all_units:
            if unit_id != seat.organisation_id and unit_id not in theirs:
                Assignment.objects.get_or_create(
                    seat=seat,
                    organisation_id=unit_id,
                    defaults={"seat_organisation_id": seat.organisation_id},
                )
    record(
        chain=chain_of_year(campaign.year.id),
        action="sheets.name_team",
        actor=actor,
        at=at,
        facts={"members": [str(user_id) for user_id, _ in members]},
    )


@transaction.atomic
def verify_leaf(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    leaf_code: str,
    seen_entry_id: int,
    claim: Mapping[str, Any] | None,
    reason: str,
) -> int:
    """Agree with what is in force on a leaf (`claim` None) or change it with a reason. Returns the entry's id.

    `seen_entry_id` is the entry that was in force on the verifier's page; when another verifier wrote meanwhile, the
    second is told with both versions and nothing is lost.
    """
    campaign, sheet = _open_for_verifying(actor, at, campaign_id, organisation_id)
    trail = _trail(sheet, leaf_code)
    if trail.latest.id == seen_entry_id:
        require(may_verify_leaf(trail))
    entry = _append(
        actor=actor,
        at=at,
        campaign=campaign,
        sheet=sheet,
        trail=trail,
        seen_entry_id=seen_entry_id,
        stage=Stage.CROSS,
        claim=_changed_claim(campaign, sheet, leaf_code, claim, trail, same_allowed=trail.latest.id != seen_entry_id),
        reason=_reason(reason, needed=claim is not None),
    )
    _record(campaign, actor, at, "sheets.verify", sheet, [entry], leaf=leaf_code)
    return entry.pk


@transaction.atomic
def agree_with_leaves(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, seen_entry_ids: Mapping[str, int]
) -> None:
    """Agree with several leaves that were ticked one by one; an entry is written for each."""
    campaign, sheet = _open_for_verifying(actor, at, campaign_id, organisation_id)
    trails = trails_of(sheet)
    if not seen_entry_ids:
        require(no("nothing_ticked", "Hãy đánh dấu ít nhất một tiêu chí để đồng ý."))
    for code, seen in seen_entry_ids.items():
        if code in trails and trails[code].latest.id == seen:
            require(may_verify_leaf(trails[code]))
    entries = [
        _append(
            actor=actor,
            at=at,
            campaign=campaign,
            sheet=sheet,
            trail=trails[code],
            seen_entry_id=seen,
            stage=Stage.CROSS,
            claim=trails[code].latest.claim,
            reason="",
        )
        for code, seen in seen_entry_ids.items()
        if code in trails
    ]
    _record(campaign, actor, at, "sheets.verify", sheet, entries, leaf=",".join(seen_entry_ids))


@transaction.atomic
def settle_leaf(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    leaf_code: str,
    seen_entry_id: int,
    claim: Mapping[str, Any] | None,
    reason: str,
) -> int:
    """The team concludes on a leaf that it changed, after the unit's explanation: `claim` None keeps the verified one.

    Concluding goes on after the verification window, until the ranking is adopted: an answer may come on its last day.
    """
    campaign, sheet = _open_for_verifying(actor, at, campaign_id, organisation_id, concluding=True)
    trail = _trail(sheet, leaf_code)
    if trail.latest.id == seen_entry_id:
        in_time = campaign.calendar.check(Act.VERIFY, at)
        require(may_settle_leaf(trail, may_still_reply=bool(in_time)))
    entry = _append(
        actor=actor,
        at=at,
        campaign=campaign,
        sheet=sheet,
        trail=trail,
        seen_entry_id=seen_entry_id,
        stage=Stage.SETTLED,
        claim=_changed_claim(campaign, sheet, leaf_code, claim, trail, same_allowed=True),
        reason=_reason(reason, needed=True),
    )
    _record(campaign, actor, at, "sheets.settle_leaf", sheet, [entry], leaf=leaf_code)
    return entry.pk


@transaction.atomic
def record_condition(
    *, actor: Actor, at: datetime, campaign_id: int, organisation_id: int, code: str, holds: bool, reason: str
) -> None:
    """Record that a knock-out holds for a unit, or no longer, with the reason shown to the unit (decision 5)."""
    campaign, sheet = _open_for_verifying(actor, at, campaign_id, organisation_id)
    if code not in {knock_out.code for knock_out in campaign.frozen_criteria.knock_outs}:
        require(no("unknown_condition", f"Bộ tiêu chí không có điều kiện {code}."))
    before = conditions_in_force(sheet).get(code)
    if holds == (before is not None and before.holds):
        require(no("already_so", "Điều kiện này đã được ghi nhận như vậy."))
    row = RecordedCondition.objects.create(
        sheet_id=sheet.row_id,
        organisation_id=organisation_id,
        code=code,
        holds=holds,
        reason=_reason(reason, needed=True),
        stage=Stage.CROSS,
        at=at,
        **_author(actor),
    )
    _record(campaign, actor, at, "sheets.record_condition", sheet, [row], leaf=code)


@transaction.atomic
def reply(
    *,
    actor: Actor,
    at: datetime,
    campaign_id: int,
    organisation_id: int,
    leaf_code: str,
    seen_entry_id: int,
    accepts: bool,
    text: str,
) -> None:
    """The unit's head accepts what the team changed, or explains why not."""
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    require(can_reply(actor, campaign, sheet, at))
    trail = _trail(sheet, leaf_code)
    if trail.latest.id != seen_entry_id:
        raise Conflict(
            "Tổ thẩm định vừa ghi ý kiến mới cho tiêu chí này. Hãy đọc lại rồi trả lời.",
            mine={leaf_code: nfc(text)},
            theirs={leaf_code: trail.latest.reason},
        )
    require(may_reply_to_leaf(trail))
    if trail.reply is not None and (trail.reply.accepts, trail.reply.text) == (accepts, clean(text)):
        return  # the same answer sent twice: a double click
    if not accepts and not clean(text):
        require(no("no_text", "Hãy nêu nội dung giải trình."))
    row = Remark.objects.create(
        sheet_id=sheet.row_id,
        leaf_code=leaf_code,
        answers_id=trail.latest.id,
        accepts=accepts,
        text=clean(text),
        at=at,
        **_author(actor),
    )
    _record(campaign, actor, at, "sheets.reply", sheet, [row], leaf=leaf_code)


@transaction.atomic
def settle_sheet(*, actor: Actor, at: datetime, campaign_id: int, organisation_id: int) -> None:
    """Close the verification of a unit's sheet; from here only the council may change a figure."""
    lock_campaign(campaign_id)
    campaign, sheet = _open_for_verifying(actor, at, campaign_id, organisation_id, concluding=True)
    trails = trails_of(sheet)
    require(ready_to_settle(trails[code] for code in campaign.frozen_criteria.leaves if code in trails))
    state = after_sheet_act(sheet.state, "settle")
    Sheet.objects.filter(pk=sheet.row_id).update(state=state.value, settled_at=at)
    _record(campaign, actor, at, "sheets.settle", sheet, [])


def _open_for_verifying(
    actor: Actor, at: datetime, campaign_id: int, organisation_id: int, *, concluding: bool = False
) -> tuple[CampaignFacts, SheetFacts]:
    campaign = campaign_facts(campaign_id)
    sheet = locked_sheet(campaign_id, organisation_id)
    assigned = is_assigned(campaign_id, actor.user_id, organisation_id)
    over = self_scoring_is_over(campaign, at)
    theirs = own_units(actor.user_id, on=local_date(at))
    rule = can_settle if concluding else can_verify
    require(rule(actor, campaign, sheet, at, assigned=assigned, over=over, own_units=theirs))
    return campaign, sheet


def _trail(sheet: SheetFacts, leaf_code: str) -> LeafTrail:
    trail = trails_of(sheet).get(leaf_code)
    if trail is None:
        raise Refused(no("no_claim", f"Đơn vị không tự chấm tiêu chí {leaf_code}."))
    return trail


def _changed_claim(
    campaign: CampaignFacts,
    sheet: SheetFacts,
    code: str,
    claim: Mapping[str, Any] | None,
    trail: LeafTrail,
    *,
    same_allowed: bool = False,
) -> Mapping[str, Any]:
    if claim is None:
        return trail.latest.claim
    typed = typed_claim(campaign, sheet, code, claim)
    if not typed:
        raise Refused(no("empty_claim", f"Hãy ghi số liệu của tiêu chí {code}: để trống là chưa chấm."))
    changed = complete_claim(campaign, code, typed, signed_targets_of(campaign.id, sheet.organisation_id))
    if not same_allowed and canonical_json(changed) == canonical_json(dict(trail.latest.claim)):
        raise Refused(no("same_claim", "Số liệu giống bản đang có hiệu lực. Nếu nhất trí, hãy bấm Đồng ý."))
    return changed


def _append(
    *,
    actor: Actor,
    at: datetime,
    campaign: CampaignFacts,
    sheet: SheetFacts,
    trail: LeafTrail,
    seen_entry_id: int,
    stage: Stage,
    claim: Mapping[str, Any],
    reason: str,
) -> ScoreEntry:
    if trail.latest.id != seen_entry_id:
        raise _written_meanwhile(campaign, trail, claim, reason)
    try:
        with transaction.atomic():
            return ScoreEntry.objects.create(
                sheet_id=sheet.row_id,
                organisation_id=sheet.organisation_id,
                leaf_code=trail.code,
                sequence=trail.latest.sequence + 1,
                stage=stage,
                claim=canonical_json(dict(claim)),
                reason=reason,
                evidence=canonical_json(list(trail.latest.evidence)),
                submission=None,
                at=at,
                **_author(actor),
            )
    except IntegrityError as error:
        if "score_entry_place" not in str(error) and "sequence" not in str(error):
            raise
        raise _written_meanwhile(campaign, _trail(sheet, trail.code), claim, reason) from error


def _author(actor: Actor) -> dict[str, Any]:
    """Who writes, in which role, from which unit; the rules let nobody else come here than a person of a unit."""
    return {
        "author_id": actor.user_id,
        "author_role": actor.role.value,
        "author_organisation_id": actor.organisation_id,
    }


def _written_meanwhile(campaign: CampaignFacts, trail: LeafTrail, claim: Mapping[str, Any], reason: str) -> Conflict:
    criteria = campaign.frozen_criteria

    def words(what: Mapping[str, Any], why: str) -> str:
        text = claim_in_words(criteria, trail.code, what)
        return f"{text} – {why}" if why else text

    return Conflict(
        f"Thành viên khác của tổ vừa ghi ý kiến cho {trail.code}. Ý kiến của bạn chưa ghi; hãy xem cả hai.",
        mine={trail.code: words(claim, reason)},
        theirs={trail.code: words(trail.latest.claim, trail.latest.reason)},
    )


def _reason(reason: str, *, needed: bool) -> str:
    text = clean(reason)
    if needed and not text:
        raise Refused(no("no_reason", "Hãy nêu lý do: đơn vị sẽ đọc lý do này."))
    return text


def _record(
    campaign: CampaignFacts,
    actor: Actor,
    at: datetime,
    action: str,
    sheet: SheetFacts,
    rows: Sequence[ScoreEntry | Remark | RecordedCondition],
    leaf: str = "",
) -> None:
    record(
        chain=chain_of_year(campaign.year.id),
        action=action,
        actor=actor,
        at=at,
        facts={"organisation": str(sheet.organisation_id), "leaf": leaf},
        rows=rows,
    )
