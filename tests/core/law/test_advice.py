"""Advice: every award for a subject on a day, titles of the same year judged first, and what is lacking."""

from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import Any

import pytest

from core.law.helpers import A_DAY, facts_of
from core.law.small_law import all_of, any_of, condition, small_regime
from thidua.core.law.advice import Advice, advise, lacking
from thidua.core.law.facts import InitiativeMade, TitleHeld
from thidua.core.law.judging import judge
from thidua.core.law.regimes import law
from thidua.core.law.sentences_vi import lacking as said
from thidua.core.law.sentences_vi import sentence


def advice(code: str, **facts: Any) -> dict[str, Advice]:
    return {item.award: item for item in advise(law(), facts_of(**facts), A_DAY[code])}


def codes(item: Advice) -> list[list[list[str]]]:
    """Types of the reasons: blocks, their alternatives, what each needs."""
    return [[[reason.condition for reason in way] for way in lack.alternatives] for lack in item.lacking]


def test_a_title_of_the_same_year_is_judged_first() -> None:
    initiative = [{"scope": "base", "year": 2024}]

    assert advice("R2", ratings={"2024": "good"}, initiatives=initiative)["CSTDCS"].judgement.result == "eligible"
    assert (
        advice("R2", ratings={"2024": "completed"}, initiatives=initiative)["CSTDCS"].judgement.result == "not_eligible"
    )
    assert advice("R2", initiatives=initiative)["CSTDCS"].judgement.result == "undetermined"


def test_what_the_facts_say_of_the_standard_wins() -> None:
    found = advice(
        "R2", ratings={"2024": "good"}, initiatives=[{"scope": "base", "year": 2024}], meets_title={"LDTT": False}
    )

    assert found["LDTT"].judgement.result == "eligible"
    assert found["CSTDCS"].judgement.result == "not_eligible"


def test_a_collective_is_judged_by_its_own_title() -> None:
    facts = {"subject": "collective", "year": 2021, "ratings": {"2021": "excellent"}, "registered": True,
             "members": {"n": 10, "LDTT": 7, "completed": 10, "CSTDCS": 1}}  # fmt: skip

    assert advice("R1", **facts)["TTLDXS"].judgement.result == "eligible"
    assert advice("R1", **{**facts, "registered": None})["TTLDXS"].judgement.result == "undetermined"
    assert advice("R1", **{**facts, "registered": False})["TTLDXS"].judgement.result == "not_eligible"


def test_quota_and_vote_of_a_list_do_not_make_a_standard() -> None:
    facts = {"ratings": {"2024": "excellent"}, "vote": {"yes": 0, "members": 9}, "quota": {"proposed": 9, "of": 1}}

    assert advice("R2", **facts)["LDTT"].judgement.result == "eligible"
    (reason, *_) = advice("R2", **facts)["CSTDCS"].judgement.reasons
    assert (reason.condition, reason.state) == ("title_same_year", "met")


def test_only_awards_for_the_subject_in_the_order_of_the_regime() -> None:
    assert list(advice("R1")) == [
        "LDTT", "CSTDCS", "CSTD_BNT", "CSTDTQ", "GK", "BK_BNT", "BK_TTG", "HCLD3", "HCLD2", "HCLD1", "KNC",
    ]  # fmt: skip
    assert list(advice("R3", subject="household", year=2025)) == ["GK", "BK_BNT", "BK_TTG", "GDVH"]


def test_a_regime_whose_rules_are_not_loaded_advises_on_the_awards_before_it() -> None:
    found = advice("R4", year=2026)

    assert list(found) == list(advice("R3", year=2025))
    assert {item.judgement.result for item in found.values()} == {"undetermined"}
    assert codes(found["LDTT"]) == [[["rules_not_loaded"]]]
    assert found["LDTT"].name == "Lao động tiên tiến"


def test_an_eligible_award_lacks_nothing() -> None:
    assert advice("R2", ratings={"2024": "good"})["LDTT"].lacking == ()


def test_a_lost_choice_is_told_as_alternatives() -> None:
    found = advice("R2", ratings={"2024": "good"})["CSTDCS"]

    assert codes(found) == [[["performance_rating"], ["initiative"], ["research_topic"], ["combat_ingenuity"]]]


def test_every_way_of_nested_choices_is_told_once() -> None:
    tree = small_regime(
        condition("registered"),
        any_of(
            all_of(condition("contribution"), any_of(condition("selected_best"), condition("exceeds_targets"))),
            condition("sudden_achievement"),
        ),
        condition("qualitative"),
    )

    found = lacking(judge(tree, "MAU", facts_of(pending=["x"])))

    assert [[[reason.condition for reason in way] for way in lack.alternatives] for lack in found] == [
        [["registered"]],
        [["contribution", "selected_best"], ["contribution", "exceeds_targets"], ["sudden_achievement"]],
        [["pending"]],
    ]


def test_a_branch_for_another_subject_is_no_way() -> None:
    found = advice("R1", year=2021, ratings={"2020": "excellent", "2021": "excellent"})["BK_BNT"]

    assert codes(found) == [[["initiative"], ["movement_commended"], ["sudden_achievement"]]]


def test_a_met_choice_blocks_nothing_though_its_other_branches_failed() -> None:
    found = advice("R2", ratings={"2024": "excellent"})["CSTDCS"]

    assert found.judgement.result == "eligible"
    assert found.lacking == ()


def test_before_the_first_regime() -> None:
    with pytest.raises(ValueError, match="trước ngày 01/10/2017"):
        advise(law(), facts_of(), date(2017, 9, 30))


def test_one_persons_full_advice_with_its_sentences_takes_far_less_than_50_ms() -> None:
    facts = facts_of(ratings={str(year): "excellent" for year in range(2015, 2025)})
    history = tuple(TitleHeld("CSTDCS", year, year) for year in range(2015, 2025))
    initiatives = tuple(InitiativeMade("base", year) for year in range(2015, 2025))
    full = type(facts)(
        facts.subject, facts.year, ratings=facts.ratings, titles=history, initiatives=initiatives, registered=True
    )

    def seconds() -> float:
        start = perf_counter()
        for item in advise(law(), full, A_DAY["R2"]):
            for reason in item.judgement.reasons:
                sentence(reason)
            for lack in item.lacking:
                [said(reason) for way in lack.alternatives for reason in way]
        return perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.05
