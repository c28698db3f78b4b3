"""The team agrees or changes with a reason, the unit answers, the team concludes; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from council.season import PLEDGING, SCORING, VERIFYING, Season, founded, moment
from thidua.audit.queries import verify_all
from thidua.core.errors import InputErrors
from thidua.core.phases import SheetState
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actions import end_grant
from thidua.organisations.enums import Role
from thidua.organisations.models import Grant
from thidua.sheets.actions.verification import (
    agree_with_leaves,
    name_team,
    record_condition,
    reply,
    settle_leaf,
    settle_sheet,
    verify_leaf,
)
from thidua.sheets.enums import Stage
from thidua.sheets.models import Assignment, RecordedCondition, ScoreEntry
from thidua.sheets.queries import condition_records, conditions_in_force, sheet_of, trails_of, verifier_seats

LAST_SECOND = moment(11, 12, 23, 59) + timedelta(seconds=59)


@pytest.fixture
def season(db: None) -> Season:
    """Three units have submitted; officers of 02 and 03 are the team."""
    return Season(founded(VERIFYING)).set_up().launched().signed().submitted().with_team()


def change(season: Season, number: int = 1, by: int = 2, **words: Any) -> int:
    """A member from unit `by` puts unit `number` at 4 points for I.2, unless `words` say otherwise."""
    if "seen_entry_id" not in words:
        words["seen_entry_id"] = season.latest(number, words.get("leaf_code", "I.2"))
    return verify_leaf(
        **{
            "actor": season.verifier(by),
            "at": VERIFYING,
            "leaf_code": "I.2",
            "claim": {"points": "4"},
            "reason": "Thiếu biên bản.",
            **season.where(number),
            **words,
        }
    )


def answer(season: Season, *, accepts: bool, text: str = "", **words: Any) -> None:
    reply(
        **{
            "actor": season.head(1),
            "at": VERIFYING,
            "leaf_code": "I.2",
            "seen_entry_id": season.latest(1, "I.2"),
            "accepts": accepts,
            "text": text,
            **season.where(1),
            **words,
        }
    )


def conclude(season: Season, **words: Any) -> int:
    return settle_leaf(
        **{
            "actor": season.verifier(2),
            "at": VERIFYING,
            "leaf_code": "I.2",
            "seen_entry_id": season.latest(1, "I.2"),
            "claim": None,
            "reason": "Giữ kết quả thẩm định.",
            **season.where(1),
            **words,
        }
    )


def code(call: Callable[..., Any], *args: Any, **words: Any) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **words)
    assert caught.value.verdict.sentence.endswith(".")
    return caught.value.verdict.code


def test_a_change_stands_beside_the_claim_and_the_unit_sees_why(season: Season) -> None:
    change(season)
    trail = season.trail(1, "I.2")
    assert [(entry.stage, entry.claim["points"]) for entry in trail.entries] == [
        (Stage.SELF, "4.5"),
        (Stage.CROSS, "4"),
    ]
    assert trail.latest.reason == "Thiếu biên bản."
    assert trail.open_question
    assert trail.latest.author_organisation_id == season.unit(2)


def test_agreement_repeats_the_claim_and_its_evidence(season: Season) -> None:
    season.agree(1, by=2)
    trails = trails_of(sheet_of(season.campaign_id, season.unit(1)))
    assert all(trail.verified and not trail.changed for trail in trails.values())
    assert all(trail.latest.evidence == trail.self_entry.evidence for trail in trails.values())
    assert code(agree_with_leaves, actor=season.verifier(2), at=VERIFYING, seen_entry_ids={}, **season.where(1)) == (
        "nothing_ticked"
    )


def test_a_relative_claim_keeps_the_frozen_target(season: Season) -> None:
    change(season, leaf_code="II.1", claim={"actual": "2", "target": "1"})
    assert season.trail(1, "II.1").latest.claim == {"actual": "2", "target": "4"}


def test_a_change_needs_a_reason_and_a_change(season: Season) -> None:
    assert code(change, season, reason="  ") == "no_reason"
    assert code(change, season, claim={"points": "4,50"}) == "same_claim"
    assert code(change, season, claim={}) == "empty_claim"
    assert code(change, season, leaf_code="B.1", seen_entry_id=1) == "no_claim"
    with pytest.raises(InputErrors) as caught:
        change(season, claim={"points": "5,25"})
    assert caught.value.errors[0].path == "points"
    assert season.trail(1, "I.2").entries == (season.trail(1, "I.2").self_entry,)


def test_never_one_s_own_unit(season: Season) -> None:
    assert code(change, season, number=2, by=2) == "own_unit"
    forged = replace(season.verifier(2), organisation_id=season.unit(3))
    assert code(change, season, number=2, actor=forged) == "own_unit"
    seats = {seat.organisation_id: set(seat.units) for seat in verifier_seats(campaign_id=season.campaign_id)}
    assert all(own not in units and len(units) == 2 for own, units in seats.items())


def test_the_database_keeps_verifiers_from_their_own_unit(season: Season) -> None:
    entry = season.trail(2, "I.2").self_entry
    sheet = sheet_of(season.campaign_id, season.unit(2))
    with pytest.raises(IntegrityError), transaction.atomic():
        ScoreEntry.objects.create(
            sheet_id=sheet.row_id, organisation_id=season.unit(2), leaf_code="I.2", sequence=2, stage=Stage.CROSS,
            claim="{}", evidence="[]", author_id=entry.author_id, author_role="VERIFIER",
            author_organisation_id=season.unit(2), at=VERIFYING,
        )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordedCondition.objects.create(
            sheet_id=sheet.row_id, organisation_id=season.unit(2), code="K.1", holds=True, reason="x",
            stage=Stage.CROSS, author_id=entry.author_id, author_role="VERIFIER",
            author_organisation_id=season.unit(2), at=VERIFYING,
        )  # fmt: skip
    seat = verifier_seats(campaign_id=season.campaign_id)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            seat_id=seat.id, seat_organisation_id=seat.organisation_id, organisation_id=seat.organisation_id
        )


def test_a_person_of_two_units_is_kept_from_both(db: None) -> None:
    season = Season(founded(VERIFYING)).set_up()
    season.grant("canbo02", Role.UNIT_MEMBER, organisation_id=season.unit(1))
    season.launched().signed().submitted().with_team(2)
    (seat,) = verifier_seats(campaign_id=season.campaign_id)
    assert seat.units == (season.unit(3),)
    assert code(change, season, number=1, by=2) == "own_unit"


def test_a_role_given_later_takes_the_assignment_away(season: Season) -> None:
    season.grant("canbo02", Role.UNIT_EDITOR, organisation_id=season.unit(1))
    assert code(change, season, number=1, by=2) == "own_unit"


def test_who_submitted_a_sheet_never_verifies_it(season: Season) -> None:
    """Not even after moving to another unit that sends them to the team."""
    grant = Grant.objects.get(user_id=season.users["truong01"], role=Role.UNIT_HEAD)
    end_grant(actor=season.setup, at=VERIFYING, grant_id=grant.pk, until=date(2021, 11, 1))
    season.grant("truong01", Role.UNIT_MEMBER, organisation_id=season.unit(3))
    name_team(
        actor=season.hat("cumtruong", Role.CLUSTER_HEAD), at=VERIFYING, campaign_id=season.campaign_id,
        members=[(season.users["truong01"], season.unit(3))],
    )  # fmt: skip
    mover = season.hat("truong01", Role.VERIFIER)
    assert code(change, season, actor=mover) == "submitted_it"
    change(season, number=2, actor=mover)


def test_only_the_assigned_in_this_cluster_and_in_the_window(season: Season) -> None:
    other = Season(season.setup, code="cum-khac").set_up().launched().signed().submitted().with_team()
    assert code(change, season, actor=other.verifier(2)) == "not_verifier"
    foreign_unit = {"organisation_id": other.unit(1), "seen_entry_id": 1}
    assert code(change, season, **foreign_unit) in ("not_member", "not_assigned")
    assert code(change, season, actor=season.head(2)) == "not_verifier"
    Assignment.objects.filter(organisation_id=season.unit(1)).delete()
    assert code(change, season) == "not_assigned"
    assert code(change, season, number=3, at=moment(10, 31)) == "too_early"
    change(season, number=3, at=LAST_SECOND)
    assert code(change, season, number=3, at=LAST_SECOND + timedelta(seconds=1)) == "too_late"


def test_verifying_waits_until_self_scoring_is_over(db: None) -> None:
    season = Season(founded(VERIFYING)).set_up().launched().signed().submitted([1, 2]).with_team()
    assert code(change, season, at=SCORING) == "still_open"
    assert code(change, season, number=3, by=2, seen_entry_id=0) == "not_submitted"
    change(season)


def test_the_head_names_people_of_the_members(season: Season) -> None:
    head, where = season.hat("cumtruong", Role.CLUSTER_HEAD), {"campaign_id": season.campaign_id, "at": VERIFYING}
    pretender = [(season.users["canbo01"], season.unit(2))]
    assert code(name_team, actor=head, members=pretender, **where) == "not_of_unit"
    assert code(name_team, actor=head, members=[], **where) == "nobody"
    assert code(name_team, actor=season.verifier(2), members=pretender, **where) == "not_head"
    foreign = Season(season.setup, code="cum-khac").set_up()
    outsider = [(foreign.users["canbo01"], foreign.unit(1))]
    assert code(name_team, actor=head, members=outsider, **where) == "not_a_member"
    name_team(actor=head, members=[(season.users["canbo02"], season.unit(2))], **where)
    assert len(verifier_seats(campaign_id=season.campaign_id)) == 2


def test_a_stale_opinion_is_told_with_both_versions(season: Season) -> None:
    seen = season.latest(1, "I.2")
    change(season, by=2)
    with pytest.raises(Conflict) as caught:
        change(season, by=3, claim={"points": "3,75"}, reason="Chưa đạt.", seen_entry_id=seen)
    assert caught.value.mine == {"I.2": "3,75 – Chưa đạt."}
    assert caught.value.theirs == {"I.2": "4 – Thiếu biên bản."}
    with pytest.raises(Conflict):
        agree_with_leaves(actor=season.verifier(3), at=VERIFYING, seen_entry_ids={"I.2": seen}, **season.where(1))
    assert len(season.trail(1, "I.2").entries) == 2


def test_the_unit_accepts_and_the_question_is_closed(season: Season) -> None:
    change(season)
    answer(season, accepts=True)
    assert not season.trail(1, "I.2").open_question
    season.agree(1, by=2)
    season.settle(1, by=3)
    assert sheet_of(season.campaign_id, season.unit(1)).state is SheetState.SETTLED


def test_the_unit_explains_and_the_team_concludes(season: Season) -> None:
    change(season)
    season.agree(1, by=2)
    assert code(conclude, season) == "not_heard"
    assert code(answer, season, accepts=False, text=" ") == "no_text"
    answer(season, accepts=False, text="Biên bản ở phụ lục 2.")
    assert code(settle_sheet, actor=season.verifier(2), at=VERIFYING, **season.where(1)) == "open_questions"
    assert code(conclude, season, reason="") == "no_reason"
    conclude(season, claim={"points": "4.25"}, reason="Tính theo phụ lục 2.")
    trail = season.trail(1, "I.2")
    assert trail.in_force.claim == {"points": "4.25"}
    assert code(change, season) == "concluded"
    assert code(answer, season, accepts=True) == "concluded"
    assert code(
        agree_with_leaves, actor=season.verifier(3), at=VERIFYING, seen_entry_ids={"I.2": trail.latest.id},
        **season.where(1),
    ) == "concluded"  # fmt: skip
    season.settle(1, by=2)
    assert code(conclude, season) == "settled"
    assert code(change, season, leaf_code="I.1", claim={"actual": "30"}) == "settled"
    assert code(answer, season, accepts=True) == "settled"


def test_there_must_be_something_to_conclude_on(season: Season) -> None:
    assert code(conclude, season) == "unverified"
    season.agree(1, by=2)
    assert code(conclude, season) == "agreed"


def test_concluding_goes_on_after_the_window(season: Season) -> None:
    season.agree(1, by=2)
    change(season, at=LAST_SECOND)
    late = LAST_SECOND + timedelta(days=2)
    assert code(answer, season, accepts=True, at=late) == "too_late"
    conclude(season, at=late)
    settle_sheet(actor=season.verifier(2), at=late, **season.where(1))


def test_only_the_head_of_the_unit_replies_to_the_entry_on_the_page(season: Season) -> None:
    seen = change(season)
    assert code(answer, season, accepts=True, actor=season.head(2)) == "not_unit_head"
    assert code(answer, season, accepts=True, actor=season.hat("daumoi01", Role.UNIT_EDITOR)) == "not_unit_head"
    assert code(answer, season, accepts=True, leaf_code="I.1", seen_entry_id=season.latest(1, "I.1")) == (
        "nothing_to_answer"
    )
    change(season, by=3, claim={"points": "3"}, reason="Hai biên bản.")
    with pytest.raises(Conflict):
        answer(season, accepts=True, seen_entry_id=seen)
    assert season.trail(1, "I.2").reply is None


def test_a_knock_out_is_recorded_once_and_withdrawn_with_a_reason(season: Season) -> None:
    act = {"actor": season.verifier(2), "at": VERIFYING, "code": "K.1", **season.where(1)}
    assert code(record_condition, holds=False, reason="x", **act) == "already_so"
    assert code(record_condition, holds=True, reason=" ", **act) == "no_reason"
    record_condition(holds=True, reason="Có quyết định kỷ luật.", **act)
    assert code(record_condition, holds=True, reason="Nữa.", **act) == "already_so"
    assert code(record_condition, holds=True, reason="x", **{**act, "code": "K.9"}) == "unknown_condition"
    record_condition(holds=False, reason="Quyết định đã thu hồi.", **act)
    sheet = sheet_of(season.campaign_id, season.unit(1))
    assert [(record.holds, record.reason) for record in condition_records(sheet)] == [
        (True, "Có quyết định kỷ luật."),
        (False, "Quyết định đã thu hồi."),
    ]
    assert not conditions_in_force(sheet)["K.1"].holds
    own = {**act, "organisation_id": season.unit(2)}
    assert code(record_condition, holds=True, reason="x", **own) == "own_unit"


def test_every_row_is_in_the_log(season: Season) -> None:
    change(season)
    answer(season, accepts=True)
    record_condition(
        actor=season.verifier(2), at=VERIFYING, code="K.2", holds=True, reason="Không có hồ sơ.", **season.where(1)
    )
    found = verify_all()
    assert found.ok, found.problems
    assert PLEDGING < VERIFYING
