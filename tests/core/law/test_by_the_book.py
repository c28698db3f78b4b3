"""The engine against a second, naive reading of the specification: all awards, facts at random."""

from __future__ import annotations

from collections import Counter

import pytest

from core.law.by_the_book import answer
from core.law.helpers import facts_of, regime, states
from core.law.random_facts import AWARDS, random_facts
from thidua.core.law.judging import judge, result_of


@pytest.mark.parametrize("subject", ["individual", "collective", "household"])
@pytest.mark.parametrize("first", range(0, 200, 50))
def test_every_award_is_judged_as_the_book_says(subject: str, first: int) -> None:
    for seed in range(first, first + 50):
        written = random_facts(seed, subject)
        facts = facts_of(**written)
        for code, award in AWARDS:
            found = judge(regime(code), award, facts)
            assert (found.result, states(found)) == answer(code, award, written), (seed, code, award)
            assert result_of(regime(code), award, facts) == found.result


def test_the_facts_at_random_reach_every_state_and_answer() -> None:
    seen: Counter[tuple[str, str]] = Counter()
    answers: Counter[str] = Counter()
    for seed in range(60):
        for subject in ("individual", "collective"):
            facts = facts_of(**random_facts(seed, subject))
            found = [judge(regime(code), award, facts) for code, award in AWARDS]
            answers.update(item.result for item in found)
            for item in found:
                seen.update(states(item))

    open_ended = {"performance_rating", "member_ratio", "has_member_title", "research_topic", "registered", "max_share"}
    for condition in open_ended:
        assert all(seen[condition, state] > 9 for state in ("met", "failed", "unknown")), condition
    for condition in ("consecutive_title", "holds_award", "initiative", "movement_leader", "quota", "title_same_year"):
        assert all(seen[condition, state] > 9 for state in ("met", "failed")), condition
    assert all(answers[result] > 100 for result in ("eligible", "not_eligible", "undetermined"))
