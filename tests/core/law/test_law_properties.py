"""What must hold for any facts: more merit never hurts where no rule says so, an unknown is never a yes, order and
Unicode form do not matter, evidence judges nothing."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.law.helpers import as_bytes, facts_of, read, regime
from core.law.random_facts import AWARDS, TITLES, random_facts
from thidua.core.law.answers import answer_document, judged
from thidua.core.law.dated import DATA
from thidua.core.law.facts import DISCIPLINES, RATINGS, SCOPES, Facts, FlagsPool, InitiativeMade, TitleHeld
from thidua.core.law.judging import judge, result_of
from thidua.core.law.loading import build_regimes
from thidua.core.law.nodes import leaves_of
from thidua.core.law.regimes import law

RANK = {"not_eligible": 0, "undetermined": 1, "eligible": 2}
seeds = st.integers(0, 100_000)
subjects = st.sampled_from(["individual", "collective", "household"])


def results(facts: Facts) -> dict[tuple[str, str], int]:
    return {(code, award): RANK[result_of(regime(code), award, facts)] for code, award in AWARDS}


@given(seeds, subjects, st.sampled_from(SCOPES), st.integers(-7, 1))
def test_an_added_initiative_never_makes_anybody_less_eligible(seed: int, subject: str, scope: str, back: int) -> None:
    facts = facts_of(**random_facts(seed, subject))

    more = replace(facts, initiatives=(*facts.initiatives, InitiativeMade(scope, facts.year + back)))

    before = results(facts)
    assert {key: after for key, after in results(more).items() if after < before[key]} == {}


@given(seeds, subjects, st.sampled_from(TITLES), st.integers(-9, 1))
def test_an_added_title_makes_nobody_less_eligible_where_no_rule_says_so(
    seed: int, subject: str, code: str, back: int
) -> None:
    facts = facts_of(**random_facts(seed, subject))
    year = facts.year + back
    if any(held.code == code and held.from_year <= year <= held.to_year for held in facts.titles):
        return
    more = replace(facts, titles=(*facts.titles, TitleHeld(code, year, year)))

    before = results(facts)
    worse = {key for key, after in results(more).items() if after < before[key]}

    assert worse - {(regime, award) for regime, award in AWARDS if _hurts(regime, award, code, back)} == set()


def _hurts(regime_code: str, award: str, code: str, back: int) -> bool:
    """Whether a rule says that such a title may stand in the way: years are counted after the last such award; a streak
    must end in the year before, so that one of the award year ends it."""
    for leaf in leaves_of(regime(regime_code).award(award).criteria):
        if leaf.values.get("after") == code:
            return True
        if leaf.type == "consecutive_title" and leaf.values["title"] == code and back == 0:
            return bool(leaf.values["ending"] != "award_year")
    return False


def test_a_rule_that_counts_years_after_an_award_does_say_so() -> None:
    excellent = {str(year): "excellent" for year in range(2017, 2022)}
    made = [{"scope": "base", "year": year} for year in range(2017, 2022)]
    facts = facts_of(year=2021, ratings=excellent, initiatives=made, titles=[{"code": "BK_BNT", "year": 2016}])
    again = replace(facts, titles=(*facts.titles, TitleHeld("BK_BNT", 2019, 2019)))

    assert [result_of(regime("R1"), "BK_TTG", item) for item in (facts, again)] == ["eligible", "not_eligible"]


def every_value(facts: Facts) -> Iterator[tuple[Facts, list[Facts]]]:
    """For each fact whose absence is unknown: the facts without it, and with each value that it could have."""
    yield replace(facts, registered=None), [replace(facts, registered=said) for said in (True, False)]
    without = {year: rating for year, rating in facts.ratings.items() if year != facts.year}
    yield replace(facts, ratings=without), [replace(facts, ratings={**without, facts.year: item}) for item in RATINGS]
    yield replace(facts, flags_pool=None), [replace(facts, flags_pool=FlagsPool(10, most)) for most in (0, 2, 3)]
    everybody = {"n": 4, "LDTT": 4, "CSTDCS": 4, "completed": 4}
    figures = [{**everybody, key: few} for key in everybody if key != "n" for few in (0, 2, 3)]
    yield replace(facts, members=None), [replace(facts, members=item) for item in (everybody, *figures)]
    for kind in ("selected_best", "exceeds_targets", "party_org_status"):
        silent = {key: said for key, said in facts.attested.items() if key != kind}
        yield replace(facts, attested=silent), [replace(facts, attested={**silent, kind: x}) for x in (True, False)]
    for title in ("LDTT", "TTLDTT", "CO_BNT"):
        meets = dict(facts.meets_title)
        yield (
            replace(facts, meets_title={**meets, title: None}),
            [replace(facts, meets_title={**meets, title: said}) for said in (True, False)],
        )
    for place, topic in enumerate(facts.topics):
        for flag in ("accepted", "applied"):
            said = [replace(topic, **{flag: value}) for value in (None, True, False)]
            listed = [replace(facts, topics=(*facts.topics[:place], item, *facts.topics[place + 1 :])) for item in said]
            yield listed[0], listed[1:]


@given(seeds, subjects)
def test_an_unknown_never_turns_into_a_yes(seed: int, subject: str) -> None:
    for unknown, known in every_value(facts_of(**random_facts(seed, subject))):
        least = [min(found) for found in zip(*(results(item).values() for item in known), strict=True)]

        # Eligible without the fact only where it is eligible whatever the fact turns out to be.
        assert all(RANK["eligible"] != sure or worst == sure
                   for sure, worst in zip(results(unknown).values(), least, strict=True))  # fmt: skip


@given(seeds, subjects)
def test_a_discipline_never_helps(seed: int, subject: str) -> None:
    facts = facts_of(**random_facts(seed, subject))

    for first, second in pairwise(DISCIPLINES):
        light = results(replace(facts, max_discipline=first, member_discipline=first))
        heavy = results(replace(facts, max_discipline=second, member_discipline=second))
        assert all(heavy[key] <= light[key] for key in light)


@given(seeds, subjects, st.randoms(use_true_random=False))
def test_order_never_matters(seed: int, subject: str, source: Random) -> None:
    written = random_facts(seed, subject)
    other = dict(source.sample(list(written.items()), len(written)))
    for key in ("titles", "initiatives", "topics"):
        other[key] = source.sample(written[key], len(written[key]))
    other["ratings"] = dict(source.sample(list(written["ratings"].items()), len(written["ratings"])))

    one, two = facts_of(**written), facts_of(**other)

    for code, award in AWARDS:
        assert judge(regime(code), award, one).reasons == judge(regime(code), award, two).reasons


@given(seeds, subjects)
def test_the_result_is_the_combination_of_the_reasons_around_it(seed: int, subject: str) -> None:
    facts = facts_of(**random_facts(seed, subject))

    for code, award in AWARDS:
        found = judge(regime(code), award, facts)
        around = {item.condition: item.state for item in found.reasons[len(found.states) :]}
        if "failed" in around.values():
            assert found.result == "not_eligible"
        if found.result == "eligible":
            assert set(around.values()) <= {"met"}


@given(seeds, subjects)
def test_nfd_is_nfc(seed: int, subject: str) -> None:
    document = {"id": "Hồ sơ số một", "regime": "R2", "award": "GK", "facts": {
        **random_facts(seed, subject), "pending": ["đơn tố cáo"], "leave": ["nghỉ ốm"]}}  # fmt: skip
    split = unicodedata.normalize("NFD", json.dumps(document, ensure_ascii=False)).encode()

    one, two = read(split).cases[0], read(as_bytes(document)).cases[0]

    assert answer_document(one, judged(one)) == answer_document(two, judged(two))


def test_a_law_file_in_nfd_is_the_same_law() -> None:
    paths = sorted((DATA / "regimes").glob("*.yaml"))
    split = [(path.name, unicodedata.normalize("NFD", path.read_text(encoding="utf-8")).encode()) for path in paths]

    found = build_regimes(split)

    assert [item.awards for item in found] == [item.awards for item in law().regimes]


@pytest.mark.parametrize("evidence", ["S", "M", "I"])
def test_how_far_a_condition_was_checked_judges_nothing(evidence: str) -> None:
    paths = sorted((DATA / "regimes").glob("*.yaml"))
    texts = [path.read_text(encoding="utf-8").replace("cite: null", 'cite: "Điều 1"') for path in paths]
    for mark in ("S", "M", "I"):
        texts = [text.replace(f"evidence: {mark}", f"evidence: {evidence}") for text in texts]
    other = build_regimes((path.name, text.encode()) for path, text in zip(paths, texts, strict=True))
    by_code = {item.code: item for item in other}

    for seed in range(10):
        facts = facts_of(**random_facts(seed, "individual"))
        for code, award in AWARDS:
            assert result_of(by_code[code], award, facts) == result_of(regime(code), award, facts)
            assert judge(by_code[code], award, facts).reasons[0].evidence == evidence


def test_facts_are_only_read() -> None:
    written: dict[str, Any] = random_facts(1, "individual")
    facts = facts_of(**written)

    judge(regime("R2"), "BK_TTG", facts)

    assert facts == facts_of(**written)
