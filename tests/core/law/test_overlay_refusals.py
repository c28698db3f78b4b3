"""What a local rule set may not do, each with the national article that stands against it."""

from __future__ import annotations

from typing import Any

import pytest

from core.law.small_law import (
    GROUND,
    OTHERS,
    SOURCES,
    any_of,
    award,
    condition,
    overlay_award,
    overlay_document,
    overlay_faults,
    regime_document,
    small_law,
    with_overlays,
)
from thidua.core.errors import InputErrors
from thidua.core.law.regimes import Law

ARTICLE = "Điều 23 Luật mẫu"


def national(*conditions: dict[str, Any], **blocks: Any) -> Law:
    cited = [{**item, "cite": ARTICLE} if "of" not in item else item for item in conditions]
    blocks = {key: {**block, "cite": ARTICLE} for key, block in blocks.items()}
    first = regime_document(
        {"MAU": award(*(cited or [condition("registered")]), **blocks), **OTHERS},
        in_force={"from": "2020-01-01", "to": "2023-12-31"},
    )
    second = regime_document(
        {"SAU": award(condition("registered"))}, code="T2", in_force={"from": "2024-01-01", "to": None}
    )
    return small_law(first, second)


def overlay(*conditions: dict[str, Any], code: str = "tinh-mau", blocks: Any = None, **more: Any) -> dict[str, Any]:
    dates = {"in_force": {"from": "2021-01-01", "to": "2023-12-31"}}
    return overlay_document({"MAU": overlay_award(*conditions, **(blocks or {}))}, code=code, **{**dates, **more})


LOOSENED = [
    (condition("min_service_months", months=10), condition("min_service_months", months=9)),
    (condition("performance_rating", min="good", years=1), condition("performance_rating", min="completed", years=1)),
    (condition("performance_rating", min="good", years=5), condition("performance_rating", min="good", years=4)),
    (condition("no_discipline", subject="self", min_level="reprimand"),
     condition("no_discipline", subject="self", min_level="warning")),
    (condition("initiative", scope="ministry_province", count=1), condition("initiative", scope="base", count=1)),
    (condition("initiative", scope="base", count=2), condition("initiative", scope="base", count=1)),
    (condition("initiative", scope="base", count=1, period="year"),
     condition("initiative", scope="base", count=1, period="those_5_years")),
    (condition("research_topic", scope="base", count=1, accepted=True),
     condition("research_topic", scope="base", count=1)),
    (condition("consecutive_title", title="TIT", count=3), condition("consecutive_title", title="TIT", count=2)),
    (condition("count_title_since", title="TIT", count=3), condition("count_title_since", title="TIT", count=2)),
    (condition("member_ratio", title="TIT", op=">=", pct=70), condition("member_ratio", title="TIT", op=">=", pct=50)),
    (condition("member_ratio", title="TIT", op=">", pct=50), condition("member_ratio", title="TIT", op=">=", pct=50)),
    (condition("has_member_title", title="TIT", count=2), condition("has_member_title", title="TIT", count=1)),
    (condition("cluster_rank", organiser="ministry_province", position=1),
     condition("cluster_rank", organiser="ministry_province", position=2)),
    (condition("max_share", pct=20), condition("max_share", pct=25)),
    (condition("movement_leader", launched_by=["president"], min_years=5),
     condition("movement_leader", launched_by=["president"], min_years=3)),
]  # fmt: skip


@pytest.mark.parametrize(("theirs", "own"), LOOSENED)
def test_an_added_condition_that_asks_less_is_refused_with_the_article(theirs: Any, own: Any) -> None:
    found = overlay_faults(national(theirs), overlay(own))

    assert list(found) == ["awards.MAU.criteria.0"]
    assert found["awards.MAU.criteria.0"].endswith(f"nới lỏng điều kiện quốc gia – {ARTICLE}.")


@pytest.mark.parametrize(("own", "theirs"), LOOSENED)
def test_an_added_condition_that_asks_more_is_taken(own: Any, theirs: Any) -> None:
    assert overlay_faults(national(theirs), overlay(own)) == {}


def test_a_child_may_not_loosen_what_it_stands_on() -> None:
    ministry = overlay(condition("min_service_months", months=10), code="bo", blocks={"quota": {"pct": 10, **GROUND}})
    school = overlay(
        condition("min_service_months", months=6), code="truong", parent="bo", blocks={"quota": {"pct": 15, **GROUND}}
    )

    found = overlay_faults(national(), school, ministry)

    assert list(found) == ["awards.MAU.criteria.0", "awards.MAU.quota.pct"]
    assert all("nới lỏng quy định riêng mà nó dựa vào – " in sentence for sentence in found.values())


def test_what_fills_a_delegated_rule_may_not_ask_less_either() -> None:
    tree = national(condition("min_service_months", months=10), condition("sector_rule"))

    found = overlay_faults(tree, overlay(condition("min_service_months", months=6, fills="sector_rule")))

    assert list(found) == ["awards.MAU.criteria.0"]


def test_an_added_condition_that_asks_less_in_one_thing_and_more_in_another_is_taken() -> None:
    theirs = condition("initiative", scope="base", count=2)

    assert overlay_faults(national(theirs), overlay(condition("initiative", scope="national", count=1))) == {}


def test_an_added_condition_about_something_else_is_taken() -> None:
    theirs = condition("count_title_since", title="TIT", count=3)

    assert overlay_faults(national(theirs), overlay(condition("count_title_since", title="COM", count=1))) == {}


def test_alternatives_of_an_overlay_are_not_compared() -> None:
    own = any_of(condition("min_service_months", months=6), condition("registered"))

    assert overlay_faults(national(condition("min_service_months", months=10)), overlay(own)) == {}


@pytest.mark.parametrize(
    ("theirs", "own", "path"),
    [
        ("quota", {"pct": 20, **GROUND}, "quota.pct"),
        ("quota", {"pct": None, **GROUND}, "quota.pct"),
        ("quota", {"pct": 15, "of": "COM", **GROUND}, "quota.of"),
        ("vote_threshold", {"min_share_pct": 80, "secret_ballot": None, **GROUND}, "vote_threshold.min_share_pct"),
        ("vote_threshold", {"min_share_pct": 90, "secret_ballot": False, **GROUND}, "vote_threshold.secret_ballot"),
        ("dossier", {"items": ["to_trinh"], **GROUND}, "dossier.items"),
        ("dossier", {"items": [], "copies": 1, **GROUND}, "dossier.copies"),
        ("dossier", {"items": ["to_trinh", "bien_ban"], "electronic_file": False, **GROUND}, "dossier.electronic_file"),
        (
            "prize_multiple",
            {"individual": 1, "collective": None, "is_cap": False, **GROUND},
            "prize_multiple.individual",
        ),
        ("timing", {"deadline": "Ngày 1 tháng 6", **GROUND}, "timing.deadline"),
        ("timing", {"processing_working_days": 30, **GROUND}, "timing.processing_working_days"),
    ],
)
def test_a_block_that_loosens_or_replaces_is_refused_with_the_article(theirs: str, own: Any, path: str) -> None:
    blocks = {
        "quota": {"pct": 15, "of": "TIT", **GROUND},
        "vote_threshold": {"min_share_pct": 90, "secret_ballot": True, **GROUND},
        "dossier": {"items": ["to_trinh", "bien_ban"], "copies": 2, "electronic_file": True, **GROUND},
        "prize_multiple": {"individual": "0.3", "collective": None, "is_cap": False, **GROUND},
        "timing": {"deadline": "Ngày 31 tháng 5", "processing_working_days": 25, **GROUND},
    }

    found = overlay_faults(national(**{theirs: blocks[theirs]}), overlay(blocks={theirs: own}))

    assert list(found) == [f"awards.MAU.{path}"]
    assert f"– {ARTICLE}" in found[f"awards.MAU.{path}"]


def test_a_prize_that_is_a_cap_may_be_lower_and_not_higher() -> None:
    cap = {"individual": "0.6", "collective": None, "is_cap": True, **GROUND}

    for multiple, paths in (("0.5", []), ("0.6", []), ("0.7", ["awards.MAU.prize_multiple.individual"])):
        own = {"individual": multiple, "collective": 1, "is_cap": False, **GROUND}
        assert list(overlay_faults(national(prize_multiple=cap), overlay(blocks={"prize_multiple": own}))) == paths


RATED = condition("performance_rating", min="good", years=1)
COUNT = condition("count_title_since", title="TIT", count=None)


@pytest.mark.parametrize(
    ("own", "path"),
    [
        ({**RATED, "fills": "performance_rating"}, "criteria.0.fills"),
        ({**RATED, "min": "excellent", "fills": "performance_rating"}, "criteria.0.fills"),
        ({**RATED, "fills": "sector_rule"}, "criteria.0.fills"),
        ({**RATED, "fills": "merit/performance_rating"}, "criteria.0.fills"),
        ({**RATED, "fills": "count_title_since"}, "criteria.0"),
        ({**COUNT, "title": "COM", "count": 1, "fills": "count_title_since"}, "criteria.0.title"),
        ({**COUNT, "fills": "count_title_since"}, "criteria.0"),
        ({**any_of(RATED), "fills": "count_title_since"}, "criteria.0"),
    ],
)
def test_only_what_is_null_or_delegated_may_be_filled(own: Any, path: str) -> None:
    assert list(overlay_faults(national(RATED, COUNT), overlay(own))) == [f"awards.MAU.{path}"]


def test_a_filled_value_names_the_article_it_would_replace() -> None:
    found = overlay_faults(national(RATED), overlay({**RATED, "fills": "performance_rating"}))

    assert found["awards.MAU.criteria.0.fills"].endswith(f"không được thay – {ARTICLE}.")


def test_which_of_two_conditions_is_filled_must_be_said() -> None:
    own = {**COUNT, "count": 1, "fills": "count_title_since"}

    assert list(overlay_faults(national(COUNT, COUNT), overlay(own))) == ["awards.MAU.criteria.0.fills"]


def test_a_value_is_filled_once() -> None:
    own = {**COUNT, "count": 1, "fills": "count_title_since"}

    assert list(overlay_faults(national(COUNT), overlay(own), overlay(own, code="khac"))) == [
        "awards.MAU.criteria.0.fills"
    ]


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"in_force": {"from": "2022-01-01", "to": "2021-12-31"}}, ["in_force.to"]),
        ({"in_force": {"from": "2019-12-31", "to": "2021-12-31"}}, ["in_force.from"]),
        ({"in_force": {"from": "2021-01-01", "to": None}}, ["in_force.to"]),
        ({"in_force": {"from": "2024-01-01", "to": "2024-12-31"}}, ["in_force.from", "in_force.to"]),
        ({"in_force": {}}, ["in_force.from"]),
        ({"regimes": ["T9"]}, ["regimes"]),
        ({"regimes": []}, ["regimes"]),
        ({"sources": {**SOURCES, "thừa": {"title": "x"}}}, ["sources.thừa"]),
        ({"regimes": ["T1", "T2"]}, ["awards.MAU"]),
        ({"parent": "khong-co"}, ["parent"]),
        ({"parent": "tinh-mau"}, ["parent"]),
        ({"issuer": {"level": "ward", "name": "x"}}, ["issuer.level"]),
        ({"awards": {}}, ["awards"]),
        ({"awards": {"KIA": overlay_award(condition("registered"))}}, ["awards.KIA"]),
        ({"kind": "regime"}, ["kind"]),
    ],
)
def test_the_overlay_itself(more: dict[str, Any], paths: list[str]) -> None:
    document = {**overlay(condition("exceeds_targets")), **more}

    assert list(overlay_faults(national(), document)) == paths


@pytest.mark.parametrize("key", ["source", "evidence", "cite"])
def test_a_value_without_its_ground_is_refused(key: str) -> None:
    bare = {name: value for name, value in condition("exceeds_targets").items() if name != key}
    block = {name: value for name, value in {"pct": 15, **GROUND}.items() if name != key}

    found = overlay_faults(national(), overlay(bare, blocks={"quota": block}))

    assert list(found) == [f"awards.MAU.criteria.0.{key}", f"awards.MAU.quota.{key}"]


def test_overlays_in_a_circle() -> None:
    first = overlay(condition("exceeds_targets"), code="a", parent="b")
    second = overlay(condition("exceeds_targets"), code="b", parent="c")
    third = overlay(condition("exceeds_targets"), code="c", parent="a")

    with pytest.raises(InputErrors) as caught:
        with_overlays(national(), first, second, third)

    assert {(error.file, error.path) for error in caught.value.errors} == {("a.yaml", "parent")}
    assert "a → b → c → a" in caught.value.errors[0].message


def test_two_overlays_of_one_code() -> None:
    with pytest.raises(InputErrors) as caught:
        with_overlays(national(), overlay(condition("exceeds_targets")), overlay(condition("exceeds_targets")))

    assert [error.path for error in caught.value.errors] == ["code"]


def test_faults_of_all_overlays_at_once() -> None:
    tree = national(condition("min_service_months", months=10), quota={"pct": 15, **GROUND})
    weak = condition("min_service_months", months=1)

    with pytest.raises(InputErrors) as caught:
        with_overlays(tree, overlay(weak, code="a"), overlay(weak, code="b", blocks={"quota": {"pct": 99, **GROUND}}))

    assert [(error.file, error.path) for error in caught.value.errors] == [
        ("a.yaml", "awards.MAU.criteria.0"),
        ("b.yaml", "awards.MAU.criteria.0"),
        ("b.yaml", "awards.MAU.quota.pct"),
    ]
