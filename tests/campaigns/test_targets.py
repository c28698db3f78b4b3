"""A unit's targets: typed as people type them, in time, by its own people, until its leader has signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from council.season import LONG_AGO, PLEDGING, Season, moment
from thidua.campaigns.actions import prepare_campaign, set_criteria, set_targets
from thidua.campaigns.pledge_text import document_to_read
from thidua.campaigns.queries import signed_targets_of, targets_of
from thidua.campaigns.rules import can_read_targets
from thidua.core.phases import start_of
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actions import add_membership, create_organisation
from thidua.organisations.actor import Actor
from thidua.organisations.enums import OrganisationKind, Role


def put(
    season: Season, values: Mapping[str, str], *, actor: Actor | None = None, unit: int = 1, at: datetime = PLEDGING,
    revisions: Mapping[str, int] | None = None,
) -> None:  # fmt: skip
    set_targets(
        actor=actor or season.hat(f"daumoi{unit:02d}", Role.UNIT_EDITOR), at=at, values=values,
        revisions=revisions if revisions is not None else now_of(season, unit), **season.where(unit),
    )  # fmt: skip


def now_of(season: Season, unit: int = 1) -> dict[str, int]:
    return {code: line.revision for code, line in targets_of(season.campaign_id, season.unit(unit)).items()}


def saved(season: Season, unit: int = 1) -> dict[str, str]:
    return {code: line.value for code, line in targets_of(season.campaign_id, season.unit(unit)).items()}


def refusal(season: Season, values: Mapping[str, str], **words: Any) -> tuple[str, str]:
    with pytest.raises(Refused) as refused:
        put(season, values, **words)
    return refused.value.verdict.code, refused.value.verdict.sentence


@pytest.mark.parametrize(
    ("typed", "value"), [("44", "44"), ("9,5", "9.5"), ("9.50", "9.5"), (" 40 ", "40"), ("0,25", "0.25"), ("040", "40")]
)
def test_a_target_is_typed_with_a_comma_or_a_point(launched: Season, typed: str, value: str) -> None:
    put(launched, {"I.1": typed})

    assert saved(launched) == {"I.1": value}


@pytest.mark.parametrize("typed", ["0", "0,00", "-0", "-3", "−3"])
def test_a_ratio_s_target_is_above_nothing(launched: Season, typed: str) -> None:
    assert refusal(launched, {"I.1": typed}) == ("target_too_small", "Chỉ tiêu I.1 phải lớn hơn 0.")


def test_a_relative_leaf_may_have_no_target_and_says_so_with_nought(launched: Season) -> None:
    put(launched, {"II.1": "0"})

    assert saved(launched) == {"II.1": "0"}
    assert refusal(launched, {"II.1": "-1"})[0] == "target_too_small"


@pytest.mark.parametrize("typed", ["bốn mươi", "4 4", "1.000,5", "4e3", "40%", "1/2", "nan"])
def test_what_is_no_number_is_refused_with_the_reason(launched: Season, typed: str) -> None:
    code, sentence = refusal(launched, {"I.1": typed, "II.1": "4"})

    assert code == "not_a_number"
    assert sentence.startswith("Chỉ tiêu I.1: ")
    assert saved(launched) == {}


def test_a_target_of_too_many_digits_is_refused(launched: Season) -> None:
    assert refusal(launched, {"I.1": "9" * 21})[0] == "not_a_number"


@pytest.mark.parametrize("leaf", ["I.2", "IX.9", "I", "B.1"])
def test_a_leaf_that_takes_no_target_is_refused(launched: Season, leaf: str) -> None:
    assert refusal(launched, {leaf: "4"}) == ("unknown_leaf", f"Tiêu chí {leaf} không có chỉ tiêu riêng của đơn vị.")


def test_an_empty_text_takes_the_target_back(launched: Season) -> None:
    put(launched, {"I.1": "40", "II.1": "4"})

    put(launched, {"I.1": "  "})

    assert saved(launched) == {"II.1": "4"}


def test_all_are_saved_or_none(launched: Season) -> None:
    put(launched, {"I.1": "40"})

    refusal(launched, {"I.1": "50", "II.1": "x"})

    assert saved(launched) == {"I.1": "40"}


def test_a_stale_form_is_a_conflict_with_both_figures(launched: Season) -> None:
    opened = now_of(launched)
    put(launched, {"I.1": "40", "II.1": "4"}, actor=launched.head(1))

    with pytest.raises(Conflict) as conflict:
        put(launched, {"I.1": "45", "II.1": "4"}, revisions=opened)

    assert (conflict.value.mine, conflict.value.theirs) == ({"I.1": "45"}, {"I.1": "40"})
    assert saved(launched) == {"I.1": "40", "II.1": "4"}


def test_the_same_figure_typed_twice_is_no_conflict(launched: Season) -> None:
    put(launched, {"I.1": "40"}, revisions={})
    put(launched, {"I.1": "40,0"}, revisions={})

    assert now_of(launched) == {"I.1": 1}


def test_a_target_taken_back_and_set_anew_is_a_change_to_an_old_form(launched: Season) -> None:
    put(launched, {"I.1": "40"})
    opened = now_of(launched)
    put(launched, {"I.1": ""})
    put(launched, {"I.1": "50"})

    with pytest.raises(Conflict) as conflict:
        put(launched, {"I.1": "41"}, revisions=opened)
    assert conflict.value.theirs == {"I.1": "50"}


def test_a_form_sent_twice_is_saved_once(launched: Season) -> None:
    opened = now_of(launched)
    for _ in range(2):
        put(launched, {"I.1": "40", "II.1": "4"}, revisions=opened)

    assert saved(launched) == {"I.1": "40", "II.1": "4"}
    assert now_of(launched) == {"I.1": 1, "II.1": 1}


def test_another_unit_s_targets_are_not_set(launched: Season) -> None:
    actor = launched.hat("daumoi02", Role.UNIT_EDITOR)

    assert refusal(launched, {"I.1": "1"}, actor=actor, unit=1)[0] == "other_unit"


def test_a_unit_of_another_cluster_sets_nothing_here(launched: Season) -> None:
    other = Season(launched.setup, code="cum-khac", size=2).set_up()
    actor = other.head(1)

    with pytest.raises(Refused) as refused:
        set_targets(
            actor=actor, at=PLEDGING, campaign_id=launched.campaign_id, organisation_id=other.unit(1),
            values={"I.1": "1"}, revisions={},
        )  # fmt: skip
    assert refused.value.verdict.code == "not_member"


def test_a_unit_that_came_after_the_year_sets_nothing(launched: Season) -> None:
    words = {"name": "Mới", "short_name": "Mới", "place": "Hà Nam", "since": LONG_AGO}
    unit = create_organisation(actor=launched.setup, at=PLEDGING, code="moi", kind=OrganisationKind.SCHOOL, **words)
    add_membership(
        actor=launched.setup, at=PLEDGING, cluster_id=launched.cluster_id, organisation_id=unit, since=date(2021, 11, 1)
    )
    actor = Actor(launched.users["truong01"], Role.UNIT_HEAD, hat="grant:0", organisation_id=unit)

    with pytest.raises(Refused) as refused:
        set_targets(
            actor=actor, at=PLEDGING, campaign_id=launched.campaign_id, organisation_id=unit, values={}, revisions={}
        )
    assert refused.value.verdict.code == "not_member"


@pytest.mark.parametrize(
    ("username", "role"),
    [("canbo01", Role.UNIT_MEMBER), ("thuky", Role.CLUSTER_SECRETARY), ("giamsat", Role.AUDITOR)],
)
def test_only_editor_and_head_set_targets(launched: Season, username: str, role: Role) -> None:
    assert refusal(launched, {"I.1": "1"}, actor=launched.hat(username, role))[0] == "other_unit"


SECOND = timedelta(seconds=1)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (start_of(date(2021, 3, 1)) - SECOND, "too_early"),
        (start_of(date(2021, 3, 1)), ""),
        (moment(3, 22, 23, 59) + 59 * SECOND, ""),
        (start_of(date(2021, 3, 23)), ""),  # the pledge's window opens as this one closes
        (moment(3, 31, 23, 59) + 59 * SECOND, ""),
        (start_of(date(2021, 4, 1)) - INSTANT, ""),
        (start_of(date(2021, 4, 1)), "too_late"),
    ],
)
def test_targets_are_set_in_their_window_or_while_the_pledge_is_signed(
    launched: Season, at: datetime, code: str
) -> None:
    if code:
        assert refusal(launched, {"I.1": "40"}, at=at)[0] == code
    else:
        put(launched, {"I.1": "40"}, at=at)


def test_after_the_deadline_the_sentence_says_which(launched: Season) -> None:
    assert refusal(launched, {"I.1": "40"}, at=moment(4, 1))[1] == (
        "Đã quá hạn ký giao ước: hạn cuối là 23:59 ngày 31/03/2021."
    )


def test_a_signature_freezes_the_targets(launched: Season) -> None:
    launched.sign(1, {"I.1": "40", "II.1": "4"})

    assert refusal(launched, {"I.1": "41"}) == ("signed", "Đơn vị đã ký giao ước: chỉ tiêu đã khóa theo chữ ký.")
    assert signed_targets_of(launched.campaign_id, launched.unit(1)) == {"I.1": "40", "II.1": "4"}
    put(launched, {"I.1": "10"}, unit=2)


def test_a_target_of_criteria_that_were_replaced_is_not_signed(prepared: Season) -> None:
    put(prepared, {"I.1": "40", "II.1": "4"}, at=moment(3, 10))
    secretary = prepared.hat("thuky", Role.CLUSTER_SECRETARY)
    document = prepared.criteria.replace(b"rule: {kind: relative, share: 0.5}", b"rule: {kind: judged}")
    set_criteria(actor=secretary, at=moment(3, 11), campaign_id=prepared.campaign_id, document=document)
    prepared.launch()

    assert document_to_read(prepared.facts, prepared.unit(1))["targets"] == {"I.1": "40"}


def test_before_criteria_nothing_can_be_targeted(prepared: Season) -> None:
    other = Season(prepared.setup, code="cum-khac", size=2).set_up()
    other.campaign_id = prepare_campaign(
        actor=other.hat("thuky", Role.CLUSTER_SECRETARY), at=moment(2, 1), cluster_year_id=other.year_id
    )
    assert refusal(other, {"I.1": "40"})[0] == "no_criteria"


@pytest.mark.parametrize(
    ("number", "signed", "code"), [(1, False, ""), (2, False, "other_unit"), (2, True, ""), (1, True, "")]
)
def test_targets_are_the_unit_s_own_until_it_has_signed(launched: Season, number: int, signed: bool, code: str) -> None:
    actor = launched.hat("daumoi01", Role.UNIT_EDITOR)

    assert can_read_targets(actor, launched.facts, launched.unit(number), signed=signed).code == code
