"""How the states of conditions become an answer: three-valued "all of" and "any of", and what stands around them."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from core.law.helpers import facts_of, judged, regime, state_of, states
from core.law.small_law import GROUND, all_of, any_of, condition, small_law, small_regime
from core.law.small_law import regime_document as document
from thidua.core.law.judging import judge, result_of

# A condition for each state of facts that say nothing but the subject and the year.
MET = condition("qualitative")
UNKNOWN = condition("selected_best")
FAILED = condition("contribution")
ANSWER = {"met": "eligible", "unknown": "undetermined", "failed": "not_eligible"}
BY_STATE = {"met": MET, "unknown": UNKNOWN, "failed": FAILED}
ORDER = ("failed", "unknown", "met")


@pytest.mark.parametrize("pair", list(product(ORDER, repeat=2)))
def test_all_of_is_the_worst_and_any_of_the_best(pair: tuple[str, str]) -> None:
    both = [BY_STATE[state] for state in pair]

    assert judge(small_regime(*both), "MAU", facts_of()).result == ANSWER[min(pair, key=ORDER.index)]
    assert judge(small_regime(all_of(*both)), "MAU", facts_of()).result == ANSWER[min(pair, key=ORDER.index)]
    assert judge(small_regime(any_of(*both)), "MAU", facts_of()).result == ANSWER[max(pair, key=ORDER.index)]


def test_every_leaf_is_told_in_file_order_with_the_nearest_label() -> None:
    tree = small_regime(
        MET,
        any_of(
            all_of(FAILED, any_of(UNKNOWN, condition("exceeds_targets")), label="merit"),
            all_of(MET, all_of(condition("sector_rule"), label="inner"), label="outer"),
            condition("sudden_achievement"),
        ),
    )

    reasons = judge(tree, "MAU", facts_of()).reasons

    assert [(reason.condition, reason.state, reason.route) for reason in reasons] == [
        ("qualitative", "met", None),
        ("contribution", "failed", "merit"),
        ("selected_best", "unknown", "merit"),
        ("exceeds_targets", "unknown", "merit"),
        ("qualitative", "met", "outer"),
        ("sector_rule", "met", "inner"),
        ("sudden_achievement", "failed", None),
    ]


def test_what_stands_around_the_conditions_comes_after_them_in_its_order() -> None:
    found = judged(
        "R1",
        "CSTDCS",
        subject="collective",
        year=2021,
        pending=["investigation"],
        quota={"proposed": 1, "of": 20},
        vote={"yes": 9, "members": 9},
    )

    assert states(found)[-4:] == [("subject", "failed"), ("pending", "failed"), ("quota", "met"), ("vote", "unknown")]


def test_nothing_stands_around_the_conditions_of_a_plain_case() -> None:
    found = judged("R1", "LDTT", year=2021, ratings={2021: "good"}, registered=True)

    assert {condition for condition, _ in states(found)} & {"subject", "pending", "quota", "vote"} == set()


@pytest.mark.parametrize(
    ("proposed", "of", "state"), [(3, 20, "met"), (4, 20, "failed"), (0, 0, "met"), (1, 0, "failed"), (1, 6, "failed")]
)
def test_a_quota_of_15_percent(proposed: int, of: int, state: str) -> None:
    found = judged("R1", "CSTDCS", year=2021, quota={"proposed": proposed, "of": of})

    assert state_of(found, "quota") == state


@pytest.mark.parametrize("award", ["LDTT", "CO_BNT", "GK"])
def test_a_quota_without_a_percentage_is_not_counted(award: str) -> None:
    found = judged("R1", award, year=2021, quota={"proposed": 99, "of": 1})

    assert [condition for condition, _ in states(found) if condition == "quota"] == []


@pytest.mark.parametrize(
    ("yes", "members", "state"),
    [(9, 10, "met"), (18, 20, "met"), (14, 16, "failed"), (15, 17, "failed"), (10, 10, "met"), (0, 0, "unknown")],
)
def test_a_vote_of_90_percent_of_all_members(yes: int, members: int, state: str) -> None:
    found = judged("R1", "CSTD_BNT", year=2021, vote={"yes": yes, "members": members})

    assert state_of(found, "vote") == state


def test_a_vote_where_the_award_has_no_threshold_is_not_counted() -> None:
    found = judged("R1", "LDTT", year=2021, ratings={2021: "good"}, registered=True, vote={"yes": 0, "members": 9})

    assert found.result == "eligible"
    assert [condition for condition, _ in states(found) if condition == "vote"] == []


@pytest.mark.parametrize("conditions", [(MET,), (UNKNOWN,)])
@pytest.mark.parametrize(
    ("facts", "result"),
    [
        ({}, None),
        ({"pending": ["x"]}, "not_eligible"),
        ({"subject": "household"}, "not_eligible"),
        ({"quota": {"proposed": 2, "of": 10}}, "not_eligible"),
        ({"quota": {"proposed": 1, "of": 10}}, None),
        ({"vote": {"yes": 7, "members": 10}}, "not_eligible"),
        ({"vote": {"yes": 8, "members": 10}}, None),
    ],
)
def test_the_answer_combines_all_of_it(conditions: Any, facts: dict[str, Any], result: str | None) -> None:
    around = {"pct": 10, **GROUND}, {"min_share_pct": 80, "secret_ballot": None, **GROUND}
    tree = small_regime(*conditions, subjects=["individual"], quota=around[0], vote_threshold=around[1])
    expected = result or {"qualitative": "eligible", "selected_best": "undetermined"}[conditions[0]["type"]]

    assert judge(tree, "MAU", facts_of(**facts)).result == expected
    assert result_of(tree, "MAU", facts_of(**facts)) == expected


def test_an_unknown_threshold_leaves_an_eligible_case_undetermined_and_a_failed_one_failed() -> None:
    vote = {"min_share_pct": None, "secret_ballot": None, **GROUND}

    for conditions, result in (((MET,), "undetermined"), ((FAILED,), "not_eligible")):
        tree = small_regime(*conditions, vote_threshold=vote)
        assert judge(tree, "MAU", facts_of(vote={"yes": 9, "members": 9})).result == result


@pytest.mark.parametrize("facts", [{}, {"pending": ["x"]}, {"subject": "household"}, {"ratings": {2026: "excellent"}}])
def test_a_regime_without_awards_answers_undetermined_with_one_reason_whatever_the_facts(facts: dict[str, Any]) -> None:
    found = judged("R4", "CSTDCS", **{"year": 2026, **facts})

    assert found.result == result_of(regime("R4"), "CSTDCS", facts_of(**facts)) == "undetermined"
    assert states(found) == [("rules_not_loaded", "unknown")]


def test_an_award_that_a_regime_does_not_have() -> None:
    with pytest.raises(KeyError):
        judge(regime("R1"), "XPTTTB", facts_of())


@pytest.mark.parametrize("evidence", ["S", "M", "I"])
def test_evidence_never_changes_the_answer(evidence: str) -> None:
    for leaf, result in ((MET, "eligible"), (UNKNOWN, "undetermined"), (FAILED, "not_eligible")):
        assert judge(small_regime({**leaf, "evidence": evidence}), "MAU", facts_of()).result == result


def test_a_hold_names_the_article_of_its_regime() -> None:
    (reason,) = [item for item in judged("R2", "LDTT", pending=["x"]).reasons if item.condition == "pending"]

    assert reason.cite is not None
    assert reason.cite.startswith("Điều 4 Nghị định số 98/2023/NĐ-CP")


def test_a_value_counts_only_within_its_own_dates() -> None:
    later = {**condition("contribution"), "from": "2022-01-01"}
    law = small_law(document({"MAU": {**document()["awards"]["MAU"], "criteria": [MET, later]}}))

    answers = {year: judge(law.regime("T1", on=law.regimes[0].first.replace(year=year)), "MAU", facts_of()).result
               for year in (2021, 2022)}  # fmt: skip

    assert answers == {2021: "eligible", 2022: "not_eligible"}
