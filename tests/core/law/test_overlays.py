"""Local rule sets worked into the law: what they add, fill and tighten, when, and for whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from core.law.helpers import as_bytes, facts_of, state_of
from core.law.small_law import (
    GROUND,
    OTHERS,
    all_of,
    any_of,
    award,
    condition,
    overlay_award,
    overlay_document,
    regime_document,
    small_law,
    with_overlays,
)
from thidua.core.law.judging import judge
from thidua.core.law.overlays import overlays_for, read_overlay
from thidua.core.law.regimes import Law, law

RATED = condition("performance_rating", min="good", years=1)
SECTOR = condition("sector_rule", delegated_to="ministry_province")
COUNT = condition("count_title_since", title=None, count=None)
SUDDEN = condition("sudden_achievement")


def national(*conditions: dict[str, Any], **blocks: Any) -> Law:
    return small_law(regime_document({"MAU": award(*(conditions or (RATED, SECTOR)), **blocks), **OTHERS}))


def overlay(*conditions: dict[str, Any], code: str = "tinh-mau", blocks: Any = None, **more: Any) -> dict[str, Any]:
    return overlay_document({"MAU": overlay_award(*conditions, **(blocks or {}))}, code=code, **more)


def conditions_of(law: Law, on: date | None = None) -> list[tuple[str, str, str | None, str | None]]:
    """(condition, state, route, overlay) of every reason, for somebody rated good."""
    found = judge(law.regime("T1", on=on), "MAU", facts_of(ratings={2024: "good"}))
    return [(reason.condition, reason.state, reason.route, reason.overlay) for reason in found.reasons]


def test_an_added_condition_counts_with_the_national_ones() -> None:
    found = with_overlays(national(), overlay(condition("registered")))

    assert conditions_of(found) == [
        ("performance_rating", "met", None, None),
        ("sector_rule", "met", None, None),
        ("registered", "unknown", None, "tinh-mau"),
    ]
    assert judge(found.regime("T1"), "MAU", facts_of(ratings={2024: "good"}, registered=True)).result == "eligible"
    assert judge(found.regime("T1"), "MAU", facts_of(ratings={2024: "good"}, registered=False)).result == "not_eligible"


def test_what_fills_a_delegated_rule_stands_in_its_place() -> None:
    tree = national(any_of(all_of(RATED, SECTOR, label="merit"), SUDDEN))

    found = with_overlays(
        tree,
        overlay(
            condition("min_service_months", months=6, fills="sector_rule"),
            any_of(condition("registered"), condition("exceeds_targets"), fills="merit/sector_rule", label="own"),
        ),
    )

    assert conditions_of(found) == [
        ("performance_rating", "met", "merit", None),
        ("min_service_months", "met", "merit", "tinh-mau"),
        ("registered", "unknown", "own", "tinh-mau"),
        ("exceeds_targets", "unknown", "own", "tinh-mau"),
        ("sudden_achievement", "failed", None, None),
    ]


def test_two_overlays_that_fill_the_same_delegated_rule_both_count() -> None:
    found = with_overlays(
        national(),
        overlay(condition("registered", fills="sector_rule"), code="bo"),
        overlay(condition("exceeds_targets", fills="sector_rule"), code="tinh"),
    )

    assert [row[0] for row in conditions_of(found)] == ["performance_rating", "registered", "exceeds_targets"]


def test_filling_an_unknown_parameter_makes_the_condition_known() -> None:
    tree = national(any_of(all_of(RATED, COUNT, label="merit"), SUDDEN))
    filled = condition("count_title_since", title="TIT", count=0 + 1, fills="merit/count_title_since")

    found = with_overlays(tree, overlay({**filled, "cite": "Điều 9 Quy chế của tỉnh mẫu"}))

    assert state_of(judge(tree.regime("T1"), "MAU", facts_of(ratings={2024: "good"})), "count_title_since") == "unknown"
    reasons = judge(found.regime("T1"), "MAU", facts_of(ratings={2024: "good"})).reasons
    (reason,) = [item for item in reasons if item.condition == "count_title_since"]
    assert (reason.state, reason.route, reason.cite) == ("failed", "merit", "Điều 9 Quy chế của tỉnh mẫu")


def test_a_parameter_that_stays_null_stays_unknown() -> None:
    tree = national(COUNT)
    half = condition("count_title_since", title="TIT", count=None, fills="count_title_since")

    assert conditions_of(with_overlays(tree, overlay(half))) == [("count_title_since", "unknown", None, "tinh-mau")]


def test_a_child_fills_what_its_parent_left_open() -> None:
    tree = national(COUNT)
    ministry = overlay(condition("count_title_since", title="TIT", count=None, fills="count_title_since"), code="bo")
    school = overlay(
        condition("count_title_since", title=None, count=2, fills="count_title_since"), code="truong", parent="bo"
    )

    found = with_overlays(tree, school, ministry)

    assert [item.code for item in found.overlays] == ["bo", "truong"]
    assert conditions_of(found) == [("count_title_since", "failed", None, "truong")]


def test_service_months_that_the_law_no_longer_sets_may_be_set_locally() -> None:
    found = law().with_overlay_files([("a.yaml", as_bytes(overlay_document(
        {"LDTT": overlay_award(condition("min_service_months", months=10, fills="min_service_months"))},
        regimes=["R2"], in_force={"from": "2024-01-01", "to": "2025-06-30"},
    )))])  # fmt: skip

    for months, result in ((9, "not_eligible"), (10, "eligible")):
        assert judge(found.regime("R2"), "LDTT", facts_of(ratings={2024: "good"}, months=months)).result == result
    assert judge(found.regime("R3"), "LDTT", facts_of(year=2025, ratings={2025: "good"}, months=9)).result == "eligible"


def test_an_overlay_counts_only_within_its_dates() -> None:
    found = with_overlays(
        national(), overlay(condition("registered"), in_force={"from": "2022-01-01", "to": "2022-12-31"})
    )

    counts = {day: len(conditions_of(found, day)) for day in (
        date(2021, 12, 31), date(2022, 1, 1), date(2022, 12, 31), date(2023, 1, 1))}  # fmt: skip

    assert list(counts.values()) == [2, 3, 3, 2]
    assert found.regime("T1", on=date(2022, 6, 1)).overlays == ("tinh-mau",)
    assert found.regime("T1").overlays == ()


def test_a_value_of_an_overlay_may_have_its_own_dates() -> None:
    later = {**condition("registered"), "from": "2023-01-01"}
    found = with_overlays(national(), overlay(later, in_force={"from": "2022-01-01", "to": None}))

    assert len(conditions_of(found, date(2022, 6, 1))) == 2
    assert len(conditions_of(found, date(2023, 6, 1))) == 3


def test_blocks_fill_nulls_and_tighten() -> None:
    quota = {"pct": 20, "of": "TIT", **GROUND}
    vote = {"min_share_pct": None, "secret_ballot": True, **GROUND}
    dossier = {"items": ["to_trinh"], "copies": None, **GROUND}
    tree = national(RATED, quota=quota, vote_threshold=vote, dossier=dossier)

    own = {
        "quota": {"pct": 15, **GROUND},
        "vote_threshold": {"min_share_pct": 80, "secret_ballot": None, **GROUND},
        "dossier": {"items": ["to_trinh", "bien_ban"], "copies": 2, **GROUND},
        "timing": {"deadline": "Ngày 31 tháng 5", **GROUND},
    }
    found = with_overlays(tree, overlay(blocks=own)).regime("T1").award("MAU")

    assert found.quota is not None
    assert (found.quota.pct, found.quota.of) == (Decimal(15), "TIT")
    assert found.vote_threshold is not None
    assert (found.vote_threshold.min_share_pct, found.vote_threshold.secret_ballot) == (Decimal(80), True)
    assert found.dossier is not None
    assert (found.dossier.items, found.dossier.copies) == (("to_trinh", "bien_ban"), 2)
    assert found.timing is not None
    assert found.timing.deadline == "Ngày 31 tháng 5"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_overlays_side_by_side_the_stricter_figure_counts(order: tuple[int, int]) -> None:
    def blocks(pct: int, share: int, secret: bool, papers: list[str], days: int) -> dict[str, Any]:
        return {
            "quota": {"pct": pct, **GROUND},
            "vote_threshold": {"min_share_pct": share, "secret_ballot": secret, **GROUND},
            "dossier": {"items": papers, "electronic_file": secret, **GROUND},
            "timing": {"processing_working_days": days, **GROUND},
        }

    both = [overlay(code="a", blocks=blocks(10, 80, False, ["x", "y"], 20)),
            overlay(code="b", blocks=blocks(15, 90, True, ["y", "z"], 25))]  # fmt: skip
    found = with_overlays(national(), *(both[place] for place in order)).regime("T1").award("MAU")

    assert found.quota is not None
    assert found.vote_threshold is not None
    assert found.dossier is not None
    assert found.timing is not None
    assert found.quota.pct == Decimal(10)
    assert (found.vote_threshold.min_share_pct, found.vote_threshold.secret_ballot) == (Decimal(90), True)
    assert (set(found.dossier.items), found.dossier.electronic_file) == ({"x", "y", "z"}, True)
    assert found.timing.processing_working_days == 20


def test_overlays_side_by_side_are_not_compared() -> None:
    found = with_overlays(
        national(),
        overlay(condition("min_service_months", months=10), code="a"),
        overlay(condition("min_service_months", months=6), code="b"),
    )

    assert [row[0] for row in conditions_of(found)][-2:] == ["min_service_months", "min_service_months"]


def test_the_law_without_overlays_is_untouched() -> None:
    tree = national()

    with_overlays(tree, overlay(condition("registered")))

    assert len(conditions_of(tree)) == 2


def test_overlays_for_an_organisation_bring_what_they_stand_on() -> None:
    tree = national()
    documents = (
        overlay(condition("registered"), code="bo", applies_to={"clusters": ["khac"]}),
        overlay(condition("registered"), code="truong", parent="bo", applies_to={"organisations": ["ha-nam"]}),
        overlay(condition("registered"), code="moi-noi"),
    )
    found = [read_overlay(as_bytes(item), file="f", names=tree.names) for item in documents]

    assert [item.code for item in overlays_for(found, organisation="ha-nam")] == ["bo", "truong", "moi-noi"]
    assert [item.code for item in overlays_for(found, cluster="khac")] == ["bo", "moi-noi"]
    assert [item.code for item in overlays_for(found)] == ["moi-noi"]
