"""Every type of condition in every state that it can have, alone in a small regime."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.law.helpers import facts_of
from core.law.small_law import condition, small_regime
from thidua.core.law.conditions.registry import KINDS
from thidua.core.law.judging import judge

YEARS_GOOD = {2020: "good", 2021: "excellent", 2022: "good", 2023: "good", 2024: "good"}


def title(first: int, last: int | None = None, code: str = "TIT", **more: Any) -> dict[str, Any]:
    """A title of the other award of the small regime, under a code that files may name."""
    return {"code": code, "from": first, "to": last or first, **more}


ROWS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    # performance_rating
    ("performance_rating", {"min": "good", "years": 1}, {"ratings": {2024: "good"}}, "met"),
    ("performance_rating", {"min": "good", "years": 1}, {"ratings": {2024: "excellent"}}, "met"),
    ("performance_rating", {"min": "good", "years": 1}, {"ratings": {2024: "completed"}}, "failed"),
    ("performance_rating", {"min": "good", "years": 1}, {"ratings": {2023: "good"}}, "unknown"),
    ("performance_rating", {"min": "good", "years": 5}, {"ratings": YEARS_GOOD}, "met"),
    ("performance_rating", {"min": "excellent", "years": 5}, {"ratings": YEARS_GOOD}, "failed"),
    ("performance_rating", {"min": "good", "years": 5}, {"ratings": {**YEARS_GOOD, 2022: "not_completed"}}, "failed"),
    ("performance_rating", {"min": "good", "years": 5}, {"ratings": {**YEARS_GOOD, 2022: None}}, "failed"),
    ("performance_rating", {"min": "good", "years": 6}, {"ratings": YEARS_GOOD}, "failed"),
    ("performance_rating", {"min": None, "years": 5}, {"ratings": YEARS_GOOD}, "unknown"),
    ("performance_rating", {"min": None, "years": 5}, {}, "unknown"),
    ("performance_rating", {"min": "good", "years": 5, "after": "COM"},
     {"ratings": YEARS_GOOD, "titles": [title(2019, code="COM")]}, "met"),
    ("performance_rating", {"min": "good", "years": 5, "after": "COM"},
     {"ratings": YEARS_GOOD, "titles": [title(2020, code="COM")]}, "failed"),
    ("performance_rating", {"min": "good", "years": 5, "after": "COM"},
     {"ratings": YEARS_GOOD, "titles": [title(2015, code="COM"), title(2022, code="COM")]}, "failed"),
    ("performance_rating", {"min": "good", "years": 5, "after": "COM"},
     {"ratings": YEARS_GOOD, "titles": [title(2015, code="COM"), title(2022, code="COM", basis="sudden")]}, "met"),
    ("performance_rating", {"min": "good", "years": 5, "after": "COM"}, {"ratings": YEARS_GOOD}, "failed"),
    # registered, service, discipline
    ("registered", {}, {"registered": True}, "met"),
    ("registered", {}, {"registered": False}, "failed"),
    ("registered", {}, {}, "unknown"),
    ("min_service_months", {"months": 10}, {"months": 10}, "met"),
    ("min_service_months", {"months": 10}, {"months": 9}, "failed"),
    ("min_service_months", {"months": 12}, {}, "met"),
    ("min_service_months", {"months": None}, {"months": 0}, "met"),
    ("leave_counts", {"leave": "maternity", "counts": True}, {}, "met"),
    ("leave_counts", {"leave": "khác", "counts": False}, {}, "met"),
    ("not_required", {"what": "registered"}, {"registered": False}, "met"),
    ("transfer_opinion", {"old_unit_months_min": 6}, {}, "met"),
    ("no_discipline", {"subject": "self", "min_level": "reprimand"}, {}, "met"),
    ("no_discipline", {"subject": "self", "min_level": "reprimand"}, {"max_discipline": "reprimand"}, "failed"),
    ("no_discipline", {"subject": "self", "min_level": "warning"}, {"max_discipline": "reprimand"}, "met"),
    ("no_discipline", {"subject": "self", "min_level": "warning"}, {"max_discipline": "dismissal"}, "failed"),
    ("no_discipline", {"subject": "self", "min_level": "reprimand"}, {"member_discipline": "dismissal"}, "met"),
    ("no_discipline", {"subject": "member", "min_level": "warning"}, {"member_discipline": "warning"}, "failed"),
    ("no_discipline", {"subject": "member", "min_level": "warning"}, {"max_discipline": "dismissal"}, "met"),
    ("no_discipline", {"subject": "member", "min_level": None}, {}, "unknown"),
    # titles
    ("title_same_year", {"title": "TIT"}, {"titles": [title(2024)]}, "met"),
    ("title_same_year", {"title": "TIT"}, {"titles": [title(2022, 2024)]}, "met"),
    ("title_same_year", {"title": "TIT"}, {"titles": [title(2024, 2026)]}, "met"),
    ("title_same_year", {"title": "TIT"}, {"titles": [title(2023)]}, "failed"),
    ("title_same_year", {"title": "TIT"}, {"titles": [title(2025)]}, "failed"),
    ("title_same_year", {"title": "TIT"}, {"titles": [title(2024, basis="thematic")]}, "failed"),
    ("title_same_year", {"title": "TIT"}, {"meets_title": {"TIT": True}}, "met"),
    ("title_same_year", {"title": "TIT"}, {"meets_title": {"TIT": False}}, "failed"),
    ("title_same_year", {"title": "TIT"}, {"meets_title": {"TIT": False}, "titles": [title(2024)]}, "met"),
    ("title_same_year", {"title": "TIT"}, {"meets_title": {"COM": True}}, "failed"),
    ("title_same_year", {"title": "TIT"}, {}, "failed"),
    ("consecutive_title", {"title": "TIT", "count": 3, "ending": "award_year"},
     {"titles": [title(2024), title(2022), title(2023)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 3, "ending": "award_year"},
     {"titles": [title(2021), title(2022), title(2023), title(2024)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 3, "ending": "award_year"},
     {"titles": [title(2021), title(2023), title(2024)]}, "failed"),
    ("consecutive_title", {"title": "TIT", "count": 3, "ending": "award_year"},
     {"titles": [title(2023), title(2024)]}, "failed"),
    ("consecutive_title", {"title": "TIT", "count": 3, "ending": "award_year"},
     {"titles": [title(2022), title(2023), title(2024), title(2024)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "award_year"},
     {"titles": [title(2024), title(2024)]}, "failed"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "award_year"},
     {"titles": [title(2023), title(2024), title(2025)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "award_year"},
     {"titles": [title(2023), title(2024, basis="external")]}, "failed"),
    ("consecutive_title", {"title": "COM", "count": 2, "ending": "award_year"},
     {"titles": [title(2024, code="COM"), title(2024, code="COM")]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "year_before_submission"},
     {"titles": [title(2018, 2020), title(2021, 2023)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "year_before_submission"},
     {"titles": [title(2017, 2019), title(2021, 2023)]}, "failed"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "year_before_submission"},
     {"titles": [title(2018, 2020), title(2020, 2023)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": 2, "ending": "year_before_submission"},
     {"titles": [title(2022), title(2023), title(2024)]}, "failed"),
    ("consecutive_title", {"title": "TIT", "count": 2}, {"titles": [title(2022), title(2023)]}, "met"),
    ("consecutive_title", {"title": "TIT", "count": None}, {"titles": [title(2023)]}, "unknown"),
    ("holds_award", {"award": "COM"}, {"titles": [title(2023, code="COM")]}, "met"),
    ("holds_award", {"award": "COM"}, {"titles": [title(2024, code="COM")]}, "failed"),
    ("holds_award", {"award": "COM"}, {"titles": [title(2020, 2025, code="COM")]}, "failed"),
    ("holds_award", {"award": "COM"}, {"titles": [title(2020, code="COM", basis="thematic")]}, "failed"),
    ("holds_award", {"award": "COM"}, {}, "failed"),
    ("holds_award", {"award": None}, {}, "unknown"),
    ("count_title_since", {"title": "TIT", "count": 2}, {"titles": [title(2020), title(2024)]}, "met"),
    ("count_title_since", {"title": "TIT", "count": 2}, {"titles": [title(2019), title(2024)]}, "failed"),
    ("count_title_since", {"title": "TIT", "count": 2}, {"titles": [title(2018, 2020), title(2024)]}, "met"),
    ("count_title_since", {"title": "TIT", "count": 2}, {"titles": [title(2024), title(2025)]}, "failed"),
    ("count_title_since", {"title": "TIT", "count": 2}, {"titles": [title(2024), title(2024)]}, "failed"),
    ("count_title_since", {"title": "COM", "count": 2},
     {"titles": [title(2024, code="COM"), title(2024, code="COM")]}, "met"),
    ("count_title_since", {"title": "TIT", "count": None}, {"titles": [title(2024)]}, "unknown"),
    ("count_title_since", {"title": None, "count": 1}, {}, "unknown"),
    # initiatives and topics
    ("initiative", {"scope": "base", "count": 1, "period": "year"}, {"initiatives": [{"scope": "base", "year": 2024}]},
     "met"),
    ("initiative", {"scope": "base", "count": 1}, {"initiatives": [{"scope": "national", "year": 2024}]}, "met"),
    ("initiative", {"scope": "base", "count": 1}, {"initiatives": [{"scope": "base", "year": 2023}]}, "failed"),
    ("initiative", {"scope": "base", "count": 1}, {"initiatives": [{"scope": "base", "year": 2025}]}, "failed"),
    ("initiative", {"scope": "national", "count": 1}, {"initiatives": [{"scope": "ministry_province", "year": 2024}]},
     "failed"),
    ("initiative", {"scope": "base", "count": 1, "period": "last_2_years"},
     {"initiatives": [{"scope": "base", "year": 2023}]}, "met"),
    ("initiative", {"scope": "base", "count": 1, "period": "last_2_years"},
     {"initiatives": [{"scope": "base", "year": 2022}]}, "failed"),
    ("initiative", {"scope": "base", "count": 1, "period": "title_span"},
     {"initiatives": [{"scope": "base", "year": 2022}]}, "met"),
    ("initiative", {"scope": "base", "count": 1, "period": "title_span"},
     {"initiatives": [{"scope": "base", "year": 2021}]}, "failed"),
    ("initiative", {"scope": "base", "count": 1, "period": "those_5_years"},
     {"initiatives": [{"scope": "base", "year": 2020}]}, "met"),
    ("initiative", {"scope": "base", "count": 1, "period": "those_5_years"},
     {"initiatives": [{"scope": "base", "year": 2019}]}, "failed"),
    ("initiative", {"scope": "base", "count": 2}, {"initiatives": [{"scope": "base", "year": 2024}] * 2}, "met"),
    ("initiative", {"scope": "base", "count": 2}, {"initiatives": [{"scope": "base", "year": 2024}]}, "failed"),
    ("initiative", {"scope": "base", "count": None}, {}, "unknown"),
    ("initiative", {"scope": None, "count": 1}, {}, "unknown"),
    ("research_topic", {"scope": "base", "count": 1, "accepted": True, "applied": True},
     {"topics": [{"scope": "base", "year": 2024, "accepted": True, "applied": True}]}, "met"),
    ("research_topic", {"scope": "base", "count": 1, "accepted": True, "applied": True},
     {"topics": [{"scope": "base", "year": 2024, "accepted": True}]}, "unknown"),
    ("research_topic", {"scope": "base", "count": 1, "accepted": True, "applied": True},
     {"topics": [{"scope": "base", "year": 2024, "accepted": False}]}, "failed"),
    ("research_topic", {"scope": "base", "count": 1, "accepted": True},
     {"topics": [{"scope": "base", "year": 2024, "accepted": True, "applied": False}]}, "met"),
    ("research_topic", {"scope": "base", "count": 1}, {"topics": [{"scope": "base", "year": 2024}]}, "met"),
    ("research_topic", {"scope": "base", "count": 1}, {"topics": [{"scope": "base", "year": 2023}]}, "failed"),
    ("research_topic", {"scope": "national", "count": 1}, {"topics": [{"scope": "base", "year": 2024}]}, "failed"),
    ("research_topic", {"scope": "base", "count": 2, "accepted": True},
     {"topics": [{"scope": "base", "year": 2024, "accepted": True}, {"scope": "base", "year": 2024}]}, "unknown"),
    ("research_topic", {"scope": "base", "count": 2, "accepted": True},
     {"topics": [{"scope": "base", "year": 2024}]}, "failed"),
    ("research_topic", {"scope": "base", "count": 1}, {}, "failed"),
    ("research_topic", {"scope": "base", "count": None}, {}, "unknown"),
    # collectives
    ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {"members": {"n": 20, "TIT": 11}}, "met"),
    ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {"members": {"n": 20, "TIT": 10}}, "failed"),
    ("member_ratio", {"title": "TIT", "op": ">=", "pct": 50}, {"members": {"n": 20, "TIT": 10}}, "met"),
    ("member_ratio", {"title": "TIT", "op": ">=", "pct": 70}, {"members": {"n": 30, "TIT": 20}}, "failed"),
    ("member_ratio", {"title": "TIT", "op": ">=", "pct": "33.3"}, {"members": {"n": 3, "TIT": 1}}, "met"),
    ("member_ratio", {"rating": "completed", "op": ">=", "pct": 100}, {"members": {"n": 3, "completed": 3}}, "met"),
    ("member_ratio", {"rating": "completed", "op": ">=", "pct": 100}, {"members": {"n": 3, "completed": 2}}, "failed"),
    ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {}, "unknown"),
    ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {"members": {"n": 20}}, "unknown"),
    ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {"members": {"TIT": 20}}, "unknown"),
    ("member_ratio", {"title": "TIT", "op": ">=", "pct": 0}, {"members": {"n": 0, "TIT": 0}}, "unknown"),
    ("member_ratio", {"title": "TIT", "op": ">", "pct": None}, {"members": {"n": 20, "TIT": 20}}, "unknown"),
    ("member_ratio", {"op": ">", "pct": 50}, {"members": {"n": 20, "TIT": 20}}, "unknown"),
    ("has_member_title", {"title": "TIT", "count": 1}, {"members": {"n": 9, "TIT": 1}}, "met"),
    ("has_member_title", {"title": "TIT", "count": 1}, {"members": {"n": 9, "TIT": 0}}, "failed"),
    ("has_member_title", {"title": "TIT", "count": 2}, {"members": {"TIT": 1}}, "failed"),
    ("has_member_title", {"title": "TIT", "count": 1}, {"members": {"n": 9}}, "unknown"),
    ("has_member_title", {"title": "TIT", "count": 1}, {}, "unknown"),
    ("cluster_rank", {"organiser": "ministry_province", "position": 1},
     {"cluster": {"organiser": "ministry_province", "rank": 1}}, "met"),
    ("cluster_rank", {"organiser": "ministry_province", "position": 3},
     {"cluster": {"organiser": "ministry_province", "rank": 3}}, "met"),
    ("cluster_rank", {"organiser": "ministry_province", "position": 1},
     {"cluster": {"organiser": "ministry_province", "rank": 2}}, "failed"),
    ("cluster_rank", {"organiser": "ministry_province", "position": 1},
     {"cluster": {"organiser": "central_council", "rank": 1}}, "failed"),
    ("cluster_rank", {"organiser": "ministry_province", "position": 1}, {}, "failed"),
    ("cluster_rank", {"organiser": "ministry_province", "position": None}, {}, "unknown"),
    ("max_share", {"pct": 20}, {"flags_pool": {"leaders": 10, "proposed": 2}}, "met"),
    ("max_share", {"pct": 20}, {"flags_pool": {"leaders": 10, "proposed": 3}}, "failed"),
    ("max_share", {"pct": 20}, {"flags_pool": {"leaders": 14, "proposed": 3}}, "failed"),
    ("max_share", {"pct": 20}, {"flags_pool": {"leaders": 0, "proposed": 0}}, "met"),
    ("max_share", {"pct": 20, "rounding": None}, {}, "unknown"),
    ("max_share", {"pct": None}, {"flags_pool": {"leaders": 10, "proposed": 1}}, "unknown"),
    ("movement_leader", {"launched_by": ["prime_minister", "president"], "min_years": 5},
     {"movement": {"launched_by": "president", "years": 5, "leader": True}}, "met"),
    ("movement_leader", {"launched_by": ["prime_minister"], "min_years": 5},
     {"movement": {"launched_by": "prime_minister", "years": 4, "leader": True}}, "failed"),
    ("movement_leader", {"launched_by": ["prime_minister"], "min_years": 5},
     {"movement": {"launched_by": "prime_minister", "years": 5, "leader": False}}, "failed"),
    ("movement_leader", {"launched_by": ["prime_minister"], "min_years": 5},
     {"movement": {"launched_by": "ministry_province", "years": 9, "leader": True}}, "failed"),
    ("movement_leader", {"launched_by": ["prime_minister"], "min_years": 5}, {}, "failed"),
    ("movement_leader", {"launched_by": None, "min_years": 5}, {}, "unknown"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "parameters", "facts", "state"), ROWS)
def test_condition(kind: str, parameters: dict[str, Any], facts: dict[str, Any], state: str) -> None:
    (reason,) = judge(small_regime(condition(kind, **parameters)), "MAU", small_facts(facts)).reasons

    assert (reason.condition, reason.state) == (kind, state)
    assert reason.cite == "Khoản 1 Điều 5 Luật mẫu"


def small_facts(written: dict[str, Any]) -> Any:
    """Facts that name TIT and COM, which only the small regime has."""
    text = {"TIT": "CSTDCS", "COM": "GK"}
    there = {value: key for key, value in text.items()}
    facts = facts_of(**_renamed(written, text))
    return replace(
        facts,
        titles=tuple(replace(held, code=there.get(held.code, held.code)) for held in facts.titles),
        meets_title={there.get(code, code): said for code, said in facts.meets_title.items()},
        members=None if facts.members is None else {there.get(key, key): count for key, count in facts.members.items()},
    )


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(item, names) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    return names.get(value, value) if isinstance(value, str) else value


SILENCE = {
    "qualitative": "met",
    "sector_rule": "met",
    "selected_best": "unknown",
    "exceeds_targets": "unknown",
    "party_org_status": "unknown",
    "sudden_achievement": "failed",
    "movement_commended": "failed",
    "contribution": "failed",
    "combat_ingenuity": "failed",
}


@pytest.mark.parametrize("kind", SILENCE)
def test_what_a_person_attests(kind: str) -> None:
    regime = small_regime(condition(kind))

    def state(**attested: bool) -> str:
        return judge(regime, "MAU", facts_of(attested=attested)).reasons[0].state

    assert state() == SILENCE[kind]
    assert state(**{kind: True}) == "met"
    assert state(**{kind: False}) == "failed"


def test_an_unknown_standard_stays_unknown() -> None:
    regime = small_regime(condition("title_same_year", title="TIT"))

    (reason,) = judge(regime, "MAU", replace(facts_of(), meets_title={"TIT": None})).reasons

    assert reason.state == "unknown"


@pytest.mark.parametrize("subject", ["individual", "collective", "household"])
def test_a_condition_for_one_subject_fails_for_the_others(subject: str) -> None:
    for asked in ("individual", "collective"):
        rated = condition("performance_rating", min="good", years=1, subject=asked)

        found = judge(small_regime(rated), "MAU", facts_of(subject, ratings={2024: "good"}))

        assert (found.result == "eligible") == (subject == asked)
        assert found.reasons[0].state == ("met" if subject == asked else "failed")


def test_a_condition_for_the_other_subject_fails_even_when_its_parameter_is_not_known() -> None:
    regime = small_regime(condition("count_title_since", title="TIT", count=None, subject="collective"))

    assert judge(regime, "MAU", facts_of("individual")).result == "not_eligible"
    assert judge(regime, "MAU", facts_of("collective")).result == "undetermined"


def test_every_type_is_tried() -> None:
    tried = {kind for kind, _, _, _ in ROWS} | set(SILENCE)

    assert set(KINDS) - tried == set()
