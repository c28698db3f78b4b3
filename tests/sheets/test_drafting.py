"""Drafts: who may write them and when, what is refused, two editors, and what a batch promises."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from council.season import PLEDGING, SCORING, VERIFYING, Season, founded, moment
from thidua.audit.models import Entry
from thidua.core.errors import InputErrors
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.enums import Role
from thidua.organisations.models import Membership
from thidua.sheets.actions.drafting import DraftChange, link_evidence, save_draft, unlink_evidence
from thidua.sheets.models import ClaimDraft, EvidenceUse, Sheet
from thidua.sheets.queries import draft_sheet, sheet_of
from web.sheet_desk import evidence_of

CLOSES = moment(11, 1, 0, 0)


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(SCORING)).set_up().launched().signed()


def save(
    season: Season, leaf: str = "I.2", claim: Any = None, *, at: datetime = SCORING, by: str = "daumoi01", **words: Any
) -> dict[str, int]:
    change = DraftChange(claim, words.pop("reason", ""), words.pop("revision", 0))
    role = {"daumoi": Role.UNIT_EDITOR, "truong": Role.UNIT_HEAD, "canbo": Role.UNIT_MEMBER}[by[:-2]]
    return save_draft(
        **{"actor": season.hat(by, role), "at": at, "changes": {leaf: change}, **season.where(1), **words}
    )


def code_of(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return refusal.value.verdict.code


def test_claim_is_kept_without_its_target_and_complete_with_it(season: Season) -> None:
    assert save(season, "I.1", {"actual": "36"}) == {"I.1": 1}

    draft = draft_sheet(season.facts, sheet_of(season.campaign_id, season.unit(1)))
    assert ClaimDraft.objects.get().claim == '{"actual":"36"}'
    assert draft.claims == {"I.1": {"actual": "36", "target": "40"}}


def test_drafts_are_not_audited(season: Season) -> None:
    before = Entry.objects.count()

    save(season, claim={"points": "4"})

    assert Entry.objects.count() == before


def test_target_in_the_post_changes_nothing(season: Season) -> None:
    save(season, "I.1", {"actual": "36", "target": "1"})

    assert ClaimDraft.objects.get().claim == '{"actual":"36"}'


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (moment(9, 30), "too_early"),
        (moment(10, 1, 0, 0), ""),
        (CLOSES - timedelta(seconds=1), ""),
        (CLOSES - timedelta(microseconds=1), ""),
        (CLOSES, "too_late"),
        (CLOSES + timedelta(seconds=1), "too_late"),
    ],
)
def test_window_is_half_open_to_the_microsecond(season: Season, at: datetime, code: str) -> None:
    if not code:
        assert save(season, claim={"points": "4"}, at=at) == {"I.2": 1}
        return
    with pytest.raises(Refused) as refusal:
        save(season, claim={"points": "4"}, at=at)
    assert code_of(refusal) == code


@pytest.mark.parametrize("by", ["truong01", "canbo01", "daumoi02"])
def test_only_the_units_own_editor_writes(season: Season, by: str) -> None:
    with pytest.raises(Refused) as refusal:
        save(season, claim={"points": "4"}, by=by)

    assert code_of(refusal) == "not_editor"
    assert not Sheet.objects.exists()


def test_unit_that_is_no_member_in_the_year_has_no_sheet(season: Season) -> None:
    Membership.objects.filter(organisation_id=season.unit(1)).update(until_date=date(2019, 1, 1))

    with pytest.raises(Refused) as refusal:
        save(season, claim={"points": "4"})
    with pytest.raises(Refused) as stranger:
        save(season, claim={"points": "4"}, organisation_id=999999)

    assert (code_of(refusal), code_of(stranger)) == ("not_member", "not_member")
    assert not Sheet.objects.exists()


def test_before_the_launch_nothing_is_drafted(db: None) -> None:
    season = Season(founded(PLEDGING)).set_up().launched()
    actor = season.hat("daumoi01", Role.UNIT_EDITOR)

    with pytest.raises(Refused) as refusal:
        save(season, claim={"points": "4"}, actor=replace(actor), at=moment(2, 1))

    assert code_of(refusal) == "too_early"


def test_unknown_leaf_is_refused_and_the_batch_with_it(season: Season) -> None:
    changes = {"I.2": DraftChange({"points": "4"}, "", 0), "IX.9": DraftChange({"points": "1"}, "", 0)}

    with pytest.raises(Refused) as refusal:
        save(season, changes=changes)

    assert code_of(refusal) == "unknown_leaf"
    assert not ClaimDraft.objects.exists()


@pytest.mark.parametrize(
    ("leaf", "claim", "path"),
    [
        ("I.2", {"points": "4,3"}, "I.2.points"),
        ("I.2", {"points": "6"}, "I.2.points"),
        ("I.1", {"actual": "1.000"}, "I.1.actual"),
        ("I.1", {"actual": "1.000,5"}, "I.1.actual"),
        ("I.1", {"assigned": False}, "I.1.assigned"),
        ("I.4", {"events": {"cham": "1.000"}}, "I.4.events.cham"),
        ("I.4", {"events": {"khac": "1"}}, "I.4.events.khac"),
        ("II.2", {"level": "Xuất chúng"}, "II.2.level"),
        ("B.1", {"assigned": False}, "B.1.assigned"),
        ("I.2", {"points": "4", "bogus": "1"}, "I.2.bogus"),
    ],
)
def test_claim_that_does_not_fit_its_rule_is_refused_at_its_path(
    season: Season, leaf: str, claim: Any, path: str
) -> None:
    with pytest.raises(InputErrors) as refusal:
        save(season, leaf, claim)

    assert [error.path for error in refusal.value.errors] == [path]
    assert not ClaimDraft.objects.exists()


def test_true_minus_and_spaces_are_numbers_like_others(season: Season) -> None:
    with pytest.raises(InputErrors) as refusal:
        save(season, "I.1", {"actual": " −1 "})
    save(season, "I.1", {"actual": " 36,5 "})

    assert "nhỏ quá" in refusal.value.errors[0].message
    assert ClaimDraft.objects.get().claim == '{"actual":"36.5"}'


def test_reason_is_nfc_and_short_enough(season: Season) -> None:
    save(season, reason=unicodedata.normalize("NFD", " Lý do\r\nhai dòng "))
    with pytest.raises(InputErrors) as refusal:
        save(season, reason="x" * 2001, revision=1)

    assert ClaimDraft.objects.get().reason == "Lý do\nhai dòng"
    assert refusal.value.errors[0].path == "I.2.reason"


class TestTwoEditors:
    def test_stale_revision_shows_both_and_overwrites_nothing(self, season: Season) -> None:
        save(season, claim={"points": "4"}, reason="một")

        with pytest.raises(Conflict) as conflict:
            save(season, claim={"points": "3"}, reason="hai")

        assert conflict.value.mine == {"I.2": "3 – hai"}
        assert conflict.value.theirs == {"I.2": "4 – một"}
        assert ClaimDraft.objects.get().claim == '{"points":"4"}'

    def test_same_content_is_no_conflict_and_no_new_revision(self, season: Season) -> None:
        save(season, claim={"points": "4"})

        assert save(season, claim={"points": "4,00"}) == {"I.2": 1}

    def test_one_stale_leaf_holds_back_the_whole_batch(self, season: Season) -> None:
        save(season, claim={"points": "4"})
        changes = {"I.2": DraftChange({"points": "3"}, "", 0), "I.3": DraftChange({"met": True}, "", 0)}

        with pytest.raises(Conflict):
            save(season, changes=changes)

        assert set(ClaimDraft.objects.values_list("leaf_code", flat=True)) == {"I.2"}

    def test_emptying_a_leaf_is_a_version_too(self, season: Season) -> None:
        save(season, claim={"points": "4"})
        save(season, claim=None, revision=1)

        with pytest.raises(Conflict) as conflict:
            save(season, claim={"points": "3"}, revision=1)

        assert conflict.value.theirs == {"I.2": "chưa chấm"}


def test_batch_costs_the_same_for_one_leaf_and_many(season: Season, django_assert_num_queries: Any) -> None:
    one = {"I.2": DraftChange({"points": "4"}, "", 0)}
    many = {
        "I.1": DraftChange({"actual": "36"}, "", 0),
        "I.3": DraftChange({"met": True}, "", 0),
        "I.4": DraftChange({"events": {}}, "", 0),
        "II.2": DraftChange({"level": "Tốt"}, "", 0),
    }
    actor = season.hat("daumoi01", Role.UNIT_EDITOR)
    save_draft(actor=actor, at=SCORING, changes=one, **season.where(1))

    with django_assert_num_queries(20):
        save_draft(actor=actor, at=SCORING, changes={"I.2": DraftChange({"points": "3"}, "", 1)}, **season.where(1))
    with django_assert_num_queries(20):
        save_draft(actor=actor, at=SCORING, changes=many, **season.where(1))


class TestLinks:
    def test_linking_twice_changes_nothing_and_unlinking_keeps_the_file(self, season: Season) -> None:
        number, where = evidence_of(season), {**season.where(1), "at": SCORING, "leaf_code": "I.2"}
        actor = season.hat("daumoi01", Role.UNIT_EDITOR)

        link_evidence(actor=actor, evidence_id=number, **where)
        link_evidence(actor=actor, evidence_id=number, **where)
        assert EvidenceUse.objects.count() == 1

        unlink_evidence(actor=actor, evidence_id=number, **where)
        assert not EvidenceUse.objects.exists()

    def test_another_units_file_is_refused_like_one_that_does_not_exist(self, season: Season) -> None:
        foreign = evidence_of(season, 2)
        actor = season.hat("daumoi01", Role.UNIT_EDITOR)

        for number in (foreign, 999999):
            with pytest.raises(Refused) as refusal:
                link_evidence(actor=actor, at=SCORING, evidence_id=number, leaf_code="I.2", **season.where(1))
            assert code_of(refusal) == "no_such_evidence"

    def test_evidence_is_collected_before_the_scoring_opens_and_not_after_it_closes(self, season: Season) -> None:
        number, actor = evidence_of(season), season.hat("daumoi01", Role.UNIT_EDITOR)

        link_evidence(actor=actor, at=moment(5, 1), evidence_id=number, leaf_code="I.2", **season.where(1))
        with pytest.raises(Refused) as refusal:
            link_evidence(actor=actor, at=VERIFYING, evidence_id=number, leaf_code="I.3", **season.where(1))

        assert code_of(refusal) == "too_late"
