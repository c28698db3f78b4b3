"""The same facts under one regime after another: what is told to have made the difference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.law.helpers import facts_of
from core.law.random_facts import random_facts
from core.law.small_law import OTHERS, all_of, any_of, award, condition, regime_document, small_law
from thidua.core.law.comparing import Change, Comparison, compare
from thidua.core.law.comparing_words_vi import change_words, step_words
from thidua.core.law.facts import TitleHeld
from thidua.core.law.judging import Reason
from thidua.core.law.regimes import law

GOOD_YEARS = {str(year): "good" for year in range(2014, 2022)}
EXCELLENT_YEARS = {str(year): "excellent" for year in range(2016, 2022)}
SUBJECTS = st.sampled_from(["individual", "collective", "household"])


def titles(code: str, *years: int, **more: Any) -> list[dict[str, Any]]:
    return [{"code": code, "year": year, **more} for year in years]


def made(*years: int, scope: str = "base") -> list[dict[str, Any]]:
    return [{"scope": scope, "year": year} for year in years]


def compared(code: str, **facts: Any) -> Comparison:
    """One award through the law, for a person in 2021 who registered, unless said otherwise."""
    (found,) = compare(law(), facts_of(**{"year": 2021, "registered": True, **facts}), [code])
    return found


def results(found: Comparison) -> list[str | None]:
    return [judgement.result if judgement else None for judgement in found.judgements]


def told(found: Comparison, step: int = 0) -> list[tuple[str, str | None, str | None]]:
    """(kind, condition before, condition after) of each change of a step."""
    return [
        (change.kind, condition_of(change.before), condition_of(change.after)) for change in found.steps[step].changes
    ]


def condition_of(reason: Reason | None) -> str | None:
    return reason.condition if reason else None


def one_law(*before: dict[str, Any]) -> dict[str, Any]:
    return regime_document({"MAU": award(*before), **OTHERS}, in_force={"from": "2020-01-01", "to": "2022-12-31"})


def told_between(before: list[dict[str, Any]], after: list[dict[str, Any]], **facts: Any) -> Comparison:
    """MAU under a law of two small regimes."""
    later = regime_document({"MAU": award(*after), **OTHERS}, code="T2", in_force={"from": "2023-01-01", "to": None})
    held = tuple(TitleHeld(row["code"], row["year"], row["year"]) for row in facts.pop("titles", []))
    told_facts = replace(facts_of(**{"year": 2024, **facts}), titles=held)
    (found,) = compare(small_law(one_law(*before), later), told_facts, ["MAU"])
    return found


class TestTheLawAsItChanged:
    """What the years 2021, 2024, 2025 and October 2026 say of one person."""

    def test_registration_is_dropped_with_the_article_that_waives_it(self) -> None:
        found = compared("LDTT", ratings=GOOD_YEARS, registered=False)

        assert results(found) == ["not_eligible", "eligible", "eligible", "undetermined"]
        assert [change_words(change) for change in found.steps[0].changes] == [
            "Bỏ điều kiện: Chưa đăng ký thi đua năm 2021 – Điều 10 Luật Thi đua, khen thưởng năm 2003 → Không đòi hỏi "
            "đăng ký tham gia thi đua – Điều 7 Luật Thi đua, khen thưởng năm 2022"
        ]

    def test_nine_months_are_enough_where_no_minimum_is_set(self) -> None:
        found = compared("LDTT", ratings=GOOD_YEARS, months=9)

        assert told(found) == [("changed", "min_service_months", "min_service_months")]
        assert change_words(found.steps[0].changes[0]).startswith("Đổi điều kiện: Công tác 9 tháng, chưa đủ 10 tháng")

    def test_an_excellent_year_becomes_a_way_of_its_own(self) -> None:
        found = compared("CSTDCS", ratings=EXCELLENT_YEARS)

        assert results(found)[:2] == ["not_eligible", "eligible"]
        assert [change_words(change) for change in found.steps[0].changes] == [
            "Thêm một cách đạt: Năm 2021 xếp loại hoàn thành xuất sắc nhiệm vụ – khoản 2 Điều 23 Luật Thi đua, khen "
            "thưởng năm 2022"
        ]

    def test_a_topic_needs_no_longer_be_applied(self) -> None:
        topic = {"scope": "base", "year": 2021, "accepted": True, "applied": False}

        assert told(compared("CSTDCS", ratings=GOOD_YEARS, topics=[topic])) == [
            ("changed", "research_topic", "research_topic")
        ]

    def test_the_primes_commendation_asks_for_other_things(self) -> None:
        """Three titles and good years do since 2024; five excellent years with five initiatives did until then."""
        by_titles = compared(
            "BK_TTG", ratings=GOOD_YEARS, titles=titles("BK_BNT", 2015) + titles("CSTDCS", 2017, 2018, 2019)
        )
        by_initiatives = compared(
            "BK_TTG",
            ratings=EXCELLENT_YEARS,
            titles=titles("BK_BNT", 2015) + titles("CSTDCS", 2017, 2018),
            initiatives=made(*range(2017, 2022)),
        )

        assert results(by_titles)[:2] == ["not_eligible", "eligible"]
        assert told(by_titles) == [
            ("changed", "performance_rating", "performance_rating"),
            ("dropped", "initiative", None),
            ("added", None, "count_title_since"),
        ]
        assert results(by_initiatives)[:2] == ["eligible", "not_eligible"]
        assert told(by_initiatives) == [("dropped", "initiative", None), ("added", None, "count_title_since")]

    def test_a_title_that_is_asked_for_is_explained_by_its_own_change(self) -> None:
        found = compared("CSTDCS", ratings=GOOD_YEARS, registered=False, initiatives=made(2021))

        (change,) = found.steps[0].changes
        assert (change.kind, [(inner.kind, condition_of(inner.before)) for inner in change.because]) == (
            "same",
            [("dropped", "registered")],
        )
        assert change_words(change).startswith(
            "Cùng điều kiện, kết quả khác: Không đạt tiêu chuẩn “Lao động tiên tiến” năm 2021 – điểm a khoản 3 Điều 9 "
        )

    def test_what_the_file_says_of_that_title_needs_no_explanation(self) -> None:
        found = compared("CSTDCS", meets_title={"LDTT": True}, registered=False, initiatives=made(2021))

        assert told(found) == []

    def test_the_quota_of_a_list_is_dropped(self) -> None:
        found = compared("CSTDCS", ratings=GOOD_YEARS, initiatives=made(2021), quota={"proposed": 4, "of": 20})

        assert results(found)[:2] == ["not_eligible", "eligible"]
        assert told(found) == [("dropped", "quota", None)]

    def test_the_same_answer_for_other_reasons_is_told(self) -> None:
        """A thematic commendation counts under neither law; what else stood in the way is gone."""
        found = compared(
            "BK_TTG",
            ratings=GOOD_YEARS,
            titles=titles("BK_BNT", 2016, basis="thematic") + titles("CSTDCS", 2017, 2018, 2019),
        )

        assert results(found)[:2] == ["not_eligible", "not_eligible"]
        assert told(found) == [("changed", "performance_rating", "performance_rating"), ("dropped", "initiative", None)]
        assert step_words(found.steps[0]) == "vẫn không đủ điều kiện"

    def test_nothing_is_told_where_nothing_changed_for_this_person(self) -> None:
        held = compared("LDTT", ratings=GOOD_YEARS, pending=["denunciation_being_verified"])
        both = compared("BK_BNT", ratings=EXCELLENT_YEARS, initiatives=made(2020, 2021))

        assert [told(found, step) for found in (held, both) for step in (0, 1)] == [[], [], [], []]

    def test_a_new_article_alone_is_no_change(self) -> None:
        """From July 2025 on the same conditions stand in another decree."""
        found = compare(law(), facts_of(year=2021, ratings=GOOD_YEARS), None)

        assert {told(row, 1) == [] for row in found} == {True}

    def test_a_law_that_is_not_loaded_says_so(self) -> None:
        found = compared("LDTT", ratings=GOOD_YEARS)

        assert told(found, 2) == [("not_loaded", None, "rules_not_loaded")]
        assert change_words(found.steps[2].changes[0]) == (
            "Chưa nạp quy định của Luật sửa đổi Luật Thi đua, khen thưởng, thông qua năm 2026: chưa kết luận được"
        )
        assert step_words(found.steps[2]) == "Đủ điều kiện → Chưa kết luận được"

    def test_every_award_of_the_subject_is_compared_unless_some_are_named(self) -> None:
        person = [row.award for row in compare(law(), facts_of(year=2021))]
        unit = [row.award for row in compare(law(), facts_of(subject="collective", year=2021))]

        assert person[:4] == ["LDTT", "CSTDCS", "CSTD_BNT", "CSTDTQ"]
        assert unit[:4] == ["TTLDTT", "TTLDXS", "CO_BNT", "CO_CP"]
        assert [row.name for row in compare(law(), facts_of(year=2021), ["CSTD_BNT"])] == [
            "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh"
        ]

    def test_an_award_that_came_later_is_new(self) -> None:
        found = compared("XPTTTB", subject="collective")

        assert results(found)[:2] == [None, "eligible"]
        assert told(found) == [("new_award", None, None)]
        assert step_words(found.steps[0]) == "Không có trong quy định → Đủ điều kiện"

    def test_an_unknown_award_is_a_programming_error(self) -> None:
        with pytest.raises(KeyError):
            compared("KHONG_CO")


class TestSmallLaws:
    """Turns that the law has not taken yet."""

    def test_a_choice_that_becomes_a_duty(self) -> None:
        """Bộ Nội vụ's draft of December 2025: excellent AND an initiative, in place of either."""
        excellent = condition("performance_rating", min="excellent", years=1)
        initiative = condition("initiative", scope="base", count=1)

        found = told_between([any_of(excellent, initiative)], [excellent, initiative], ratings={"2024": "excellent"})

        assert results(found) == ["eligible", "not_eligible"]
        assert told(found) == [("same", "initiative", "initiative")]

    def test_a_way_that_is_gone(self) -> None:
        excellent = condition("performance_rating", min="excellent", years=1)
        initiative = condition("initiative", scope="base", count=1)

        found = told_between([any_of(excellent, initiative)], [initiative], ratings={"2024": "excellent"})

        assert told(found)[0] == ("dropped", "performance_rating", None)
        assert change_words(found.steps[0].changes[0]).endswith(" → giai đoạn sau không còn thấy điều kiện này")

    def test_one_more_way_is_nothing_to_whom_another_suffices(self) -> None:
        initiative, registered = condition("initiative", scope="base", count=1), condition("registered")

        found = told_between([initiative], [any_of(registered, initiative)], registered=True, initiatives=made(2024))

        assert told(found) == []

    def test_one_way_in_place_of_another(self) -> None:
        initiative, registered = condition("initiative", scope="base", count=1), condition("registered")

        found = told_between(
            [any_of(initiative, condition("combat_ingenuity"))],
            [any_of(registered, condition("combat_ingenuity"))],
            registered=True,
            initiatives=made(2024),
        )

        assert told(found) == [("dropped", "initiative", None), ("added", None, "registered")]

    def test_a_bar_that_rises_above_somebody_below_it(self) -> None:
        found = told_between(
            [condition("performance_rating", min="good", years=1)],
            [condition("performance_rating", min="excellent", years=1)],
            ratings={"2024": "completed"},
        )

        assert told(found) == [("changed", "performance_rating", "performance_rating")]

    def test_a_branch_for_another_subject_is_left_out(self) -> None:
        collective = all_of(
            condition("holds_award", award="COM", subject="collective"),
            condition("count_title_since", title="TIT", count=1),
        )

        found = told_between(
            [any_of(collective, condition("sudden_achievement"))],
            [any_of(condition("count_title_since", title="TIT", count=2), condition("sudden_achievement"))],
            titles=titles("TIT", 2023),
        )

        assert told(found) == [("added", None, "count_title_since")]

    def test_an_award_that_is_gone(self) -> None:
        later = regime_document(dict(OTHERS), code="T2", in_force={"from": "2023-01-01", "to": None})
        (found,) = compare(small_law(one_law(condition("registered")), later), facts_of(year=2024), ["MAU"])

        assert results(found) == ["undetermined", None]
        assert [change_words(change) for change in found.steps[0].changes] == ["Không còn danh hiệu, hình thức này"]


def every(changes: tuple[Change, ...]) -> list[Change]:
    return [*changes, *(inner for change in changes for inner in every(change.because))]


@given(st.integers(0, 100_000), SUBJECTS)
def test_no_answer_changes_without_a_reason(seed: int, subject: str) -> None:
    for row in compare(law(), facts_of(**random_facts(seed, subject))):
        for step in row.steps:
            assert step.changes or step.result_before == step.result_after, (row.award, step)


@given(st.integers(0, 100_000), SUBJECTS)
def test_a_regime_beside_itself_has_no_change(seed: int, subject: str) -> None:
    regime = law().regime("R1")

    found = compare(law(), facts_of(**random_facts(seed, subject)), regimes=[regime, regime])

    assert [row.award for row in found if row.steps[0].changes] == []


@given(st.integers(0, 100_000), SUBJECTS)
def test_every_change_can_be_said_and_stands_in_its_judgement(seed: int, subject: str) -> None:
    for row in compare(law(), facts_of(**random_facts(seed, subject))):
        for place, step in enumerate(row.steps):
            sides = [judgement.reasons if judgement else () for judgement in row.judgements[place : place + 2]]
            for change in step.changes:
                assert _stands(change.before, sides[0]), (row.award, change)
                assert _stands(change.after, sides[1]), (row.award, change)
            for change in every(step.changes):
                words = change_words(change)
                assert words == words.strip()
                assert not words.endswith(".")


def _stands(reason: Reason | None, reasons: tuple[Reason, ...]) -> bool:
    return reason is None or reason in reasons
