"""Sums, classes, what is not assigned, knock-outs, ranks, ties, grades, quotas and warnings."""

from __future__ import annotations

from typing import Any

import pytest

from core.sets import claim, criteria_document, documents, faults_of_set, group, leaf, ranked, read, unit
from thidua.core.ranking import evaluate, result_document

CLASSES: list[dict[str, Any]] = [{"code": "a", "title": "A"}, {"code": "b", "title": "B"}]


def of_class(code: str, name: str, claims: dict[str, Any]) -> dict[str, Any]:
    return unit(code, claims, **{"class": name})


def judged(code: str, value: Any, **more: Any) -> dict[str, Any]:
    return unit(code, {"X": {"points": value}}, **more)


def places(found: dict[str, dict[str, Any]]) -> dict[str, tuple[int | None, bool]]:
    return {code: (item["rank"], item["tied"]) for code, item in found.items()}


def test_four_states_are_told_apart() -> None:
    criteria = read(leaf("X"), leaf("Y"), knock_outs=[{"code": "K", "title": "K", "effect": "exclude"}])

    found = documents(
        criteria,
        unit("zero", {"X": {"points": 0}, "Y": {"points": 5}}),
        unit("missing", {"X": {}, "Y": {"points": 5}}),
        unit("null", {"X": None, "Y": {"points": 5}}),
        unit("said", {"X": {"assigned": True}, "Y": {"points": 5}}),
        unit("not-assigned", {"X": {"assigned": False, "note": "n"}, "Y": {"points": 5}}),
        unit("out", {"X": {"points": 10}, "Y": {"points": 5}}, knock_outs=["K"]),
    )

    assert found["zero"]["percent"] == "25.00"
    for code in ("missing", "null", "said"):
        assert found[code]["missing"] == ["X"]
        assert found[code]["leaves"]["X"] == {"points": None, "max": "10.00"}
        assert found[code]["complete"] is False
        assert found[code]["rank"] is None
        assert found[code]["max_assigned"] == "20.00"
    assert found["not-assigned"]["leaves"] == {"Y": {"points": "5.00", "max": "10.00"}}
    assert found["not-assigned"]["percent"] == "50.00"
    assert found["out"]["excluded"] is True
    assert found["out"]["rank"] is None
    assert found["out"]["total"] == "15.00"


@pytest.mark.parametrize(
    ("policy", "points", "most", "percent"),
    [
        ("reduce_max", None, "10.00", "50.00"),
        ("full_marks", "10.00", "20.00", "75.00"),
        ("zero", "0.00", "20.00", "25.00"),
    ],
)
def test_not_assigned_by_policy(policy: str, points: str | None, most: str, percent: str) -> None:
    criteria = read(leaf("X"), leaf("Y"), not_assigned=policy)

    found = documents(criteria, unit("u", {"X": {"assigned": False}, "Y": {"points": 5}}))["u"]

    assert found["leaves"].get("X", {}).get("points") == points
    assert (found["max_assigned"], found["percent"], found["complete"]) == (most, percent, True)


def test_nothing_assigned_has_no_percent() -> None:
    found = documents(read(leaf("X"), ranking={"by": "percent"}), unit("u", {"X": {"assigned": False}}))["u"]

    assert (found["max_assigned"], found["percent"], found["rank"]) == ("0.00", None, 1)


def test_groups_nest_and_are_cut_at_their_max() -> None:
    criteria = read(group("G", group("H", leaf("X"), leaf("Y")), leaf("Z"), max=18, cap=True))

    found = documents(criteria, unit("u", {code: {"points": 8} for code in "XYZ"}))["u"]

    assert found["groups"] == {"G": "18.00", "H": "16.00"}
    assert (found["base"], found["max_assigned"], found["percent"]) == ("18.00", "18.00", "100.00")


def test_a_cap_with_more_places_than_decimals_stays_exact() -> None:
    criteria = read(group("G", leaf("X"), max="0.125", cap=True), leaf("Y"), decimals=2)

    found = documents(criteria, unit("u", {"X": {"points": 1}, "Y": {"points": "0.01"}}))["u"]

    assert (found["groups"]["G"], found["base"]) == ("0.13", "0.14")


def test_bonus_and_deductions_after_their_caps() -> None:
    criteria = read(
        leaf("X", most=100),
        bonus={"cap": 5, "items": [group("BG", leaf("B1", most=8)), leaf("B2", "mean")]},
        deductions={"cap": 2, "items": [leaf("D1", {"kind": "per_unit", "points_each": 1})]},
    )

    found = documents(
        criteria,
        judged("a", 97, bonus={"B1": {"points": 8}, "B2": {"scores": [None]}}, deductions={"D1": {"count": 3}}),
        judged("b", 0, bonus={"B1": {}, "B2": None}, deductions={"D1": {"count": 3}}),
    )

    assert (found["a"]["total"], found["a"]["bonus"], found["a"]["deduction"]) == ("100.00", "5.00", "2.00")
    assert list(found["a"]["leaves"]) == ["X", "B1", "B2", "D1"]
    assert found["a"]["leaves"]["B2"] == {"points": "0.00", "max": "10.00"}
    assert found["a"]["groups"] == {}
    assert list(found["b"]["leaves"]) == ["X", "D1"]
    assert (found["b"]["total"], found["b"]["complete"]) == ("0.00", True)


@pytest.mark.parametrize(("ceiling", "total"), [("none", "107.00"), ("total", "100.00")])
def test_ceiling(ceiling: str, total: str) -> None:
    criteria = read(leaf("X", most=100), total=100, ceiling=ceiling, bonus={"items": [leaf("B")]})

    assert documents(criteria, judged("u", 97, bonus={"B": {"points": 10}}))["u"]["total"] == total


def test_ranks_leave_gaps_or_not() -> None:
    units = [judged("a", 5), judged("b", 9), judged("c", 9), judged("d", 1)]

    standard = places(documents(read(leaf("X")), *units))
    dense = places(documents(read(leaf("X"), ranking={"ties": "dense"}), *units))

    assert standard == {"b": (1, True), "c": (1, True), "a": (3, False), "d": (4, False)}
    assert dense == {"b": (1, True), "c": (1, True), "a": (2, False), "d": (3, False)}


def test_tie_break_codes_are_compared_in_turn() -> None:
    criteria = read(group("G", leaf("X")), leaf("Y"), leaf("Z"), ranking={"tie_break": ["G", "Z"]})
    rows = {"a": (2, 4, 4), "b": (3, 3, 4), "c": (2, 3, 5), "d": (2, 3, 5)}

    units = [
        unit(code, {name: {"points": value} for name, value in zip("XYZ", row, strict=True)})
        for code, row in rows.items()
    ]

    found = places(documents(criteria, *units))

    assert found == {"b": (1, False), "c": (2, True), "d": (2, True), "a": (4, False)}


def test_what_a_unit_does_not_have_counts_0_in_a_tie_break() -> None:
    criteria = read(leaf("X"), leaf("Y", classes=["a"]), classes=CLASSES, ranking={"tie_break": ["Y"]})

    found = places(
        documents(
            criteria,
            of_class("u1", "b", {"X": {"points": 9}}),
            of_class("u2", "a", {"X": {"points": 8}, "Y": {"points": 1}}),
            of_class("u3", "a", {"X": {"points": 9}, "Y": {"points": 0}}),
        )
    )

    assert found == {"u2": (1, False), "u1": (2, True), "u3": (2, True)}


def test_rounded_figures_are_compared() -> None:
    criteria = read(leaf("X"), decimals=1, ranking={"by": "percent"})

    assert places(documents(criteria, judged("a", "9.96"), judged("b", 10))) == {"a": (1, True), "b": (1, True)}


def test_lists_by_class_in_order_of_appearance_and_the_unranked_last() -> None:
    criteria = read(leaf("X"), classes=CLASSES, ranking={"within": "class"})

    result = ranked(
        criteria,
        of_class("b0", "b", {}),
        of_class("a1", "a", {"X": {"points": 1}}),
        of_class("b1", "b", {"X": {"points": 1}}),
        of_class("b2", "b", {"X": {"points": 2}}),
    )

    assert [(item.code, item.rank) for item in result.units] == [("b2", 1), ("b1", 2), ("a1", 1), ("b0", None)]


def test_lists_by_block() -> None:
    criteria = read(leaf("X"), ranking={"within": "block"})

    found = places(documents(criteria, judged("a", 1, block="I"), judged("b", 2, block="II")))

    assert found == {"a": (1, False), "b": (1, False)}


def test_incomplete_units_may_be_ranked_but_have_no_grade() -> None:
    criteria = read(
        leaf("X"),
        leaf("Y"),
        ranking={"incomplete": "include"},
        grades={"bands": [{"code": "A", "title": "A", "min": 0}]},
    )

    found = documents(criteria, unit("u", {"X": {"points": 5}}))["u"]

    assert (found["rank"], found["grade"], found["complete"]) == (1, None, False)


BANDS: list[dict[str, Any]] = [
    {"code": "A", "title": "Tốt", "min": 8},
    {"code": "B", "title": "Khá", "min": 5},
    {"code": "C", "title": "Đạt", "min": 2},
]


def grades_of(criteria: Any, *units: dict[str, Any]) -> dict[str, str | None]:
    return {code: item["grade"] for code, item in documents(criteria, *units).items()}


def test_grades_at_their_boundaries() -> None:
    criteria = read(leaf("X"), grades={"bands": BANDS})

    found = grades_of(criteria, judged("a", 8), judged("b", "7.99"), judged("c", "7.995"), judged("d", "1.99"))

    assert found == {"a": "A", "c": "A", "b": "B", "d": None}


def test_effects_add_up() -> None:
    events = {"e": {"points": 0, "effect": "lower_grade"}, "f": {"points": 0, "effect": "exclude"}}
    criteria = read(
        leaf("X"),
        leaf("E", {"kind": "deduct", "events": events}),
        knock_outs=[
            {"code": "K1", "title": "K1", "effect": "lower_grade"},
            {"code": "K2", "title": "K2", "effect": "cap_grade", "grade": "C"},
        ],
        grades={"bands": [{**band, "min": band["min"] + 10} for band in BANDS]},
    )

    def claimed(code: str, points: int, events: dict[str, int], *knocked: str) -> dict[str, Any]:
        return unit(code, {"X": {"points": points}, "E": {"events": events}}, knock_outs=list(knocked))

    found = grades_of(
        criteria,
        claimed("none", 9, {}),
        claimed("event", 9, {"e": 7}),
        claimed("both", 9, {"e": 1}, "K1"),
        claimed("below", 5, {"e": 1}, "K1"),
        claimed("capped", 9, {}, "K2"),
        claimed("capped-low", 1, {}, "K2"),
        claimed("out", 9, {"f": 1}),
    )

    assert found == {
        "none": "A", "event": "B", "both": "C", "below": None, "capped": "C", "capped-low": None, "out": None,
    }  # fmt: skip


def test_requirements_are_of_what_is_assigned() -> None:
    bands = [{**BANDS[0], "requires": [{"code": "G", "min_percent": 80}]}, BANDS[1]]
    criteria = read(leaf("X"), group("G", leaf("Y"), leaf("Z")), grades={"bands": bands})

    def claimed(code: str, y: Any, z: Any) -> dict[str, Any]:
        return unit(code, {"X": {"points": 9}, "Y": y, "Z": z})

    found = grades_of(
        criteria,
        claimed("short", {"points": 9}, {"points": "6.99"}),
        claimed("enough", {"points": 9}, {"points": 7}),
        claimed("part", {"points": 8}, {"assigned": False}),
        claimed("none", {"assigned": False}, {"assigned": False}),
    )

    assert found == {"short": "B", "enough": "A", "part": "A", "none": "A"}


def test_share_of_a_list() -> None:
    bands = [{**BANDS[0], "share_max": 40}, {**BANDS[1], "share_max": 20}, BANDS[2]]
    criteria = read(leaf("X"), grades={"bands": bands})

    found = grades_of(criteria, *(judged(f"u{n}", 10 - n / 10) for n in range(6)))

    # 6 units: 40 % is 2.4 and so 2, 20 % is 1.2 and so 1
    assert list(found.values()) == ["A", "A", "B", "C", "C", "C"]


def test_grades_by_class_and_clipped() -> None:
    criteria = read(
        leaf("X", most=100),
        classes=CLASSES,
        total={"a": 100, "b": 50},
        bonus={"items": [leaf("B", most=50)]},
        grades={
            "clip": "total",
            "bands": [
                {"code": "A", "title": "A", "min": {"default": 101, "b": 50}},
                {"code": "B", "title": "B", "min": 40},
            ],
        },
    )
    rich = {"claims": {"X": {"points": 100}}, "bonus": {"B": {"points": 50}}}

    found = grades_of(criteria, {"code": "u", "class": "a", **rich}, {"code": "v", "class": "b", **rich})

    assert found == {"u": "B", "v": "A"}


def test_bands_must_descend_for_every_class() -> None:
    bands = [{**BANDS[0], "min": {"default": 8, "a": 5}}, BANDS[1]]

    assert list(faults_of_set(criteria_document(leaf("X"), classes=CLASSES, grades={"bands": bands}))) == [
        "grades.bands.B.min"
    ]


def warnings(criteria: Any, *units: dict[str, Any]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = result_document(evaluate(criteria, claim(criteria, *units)))["warnings"]
    return found


def test_sums_that_do_not_agree() -> None:
    criteria = read(
        group("G", group("H", leaf("X"), leaf("Y"), max=25), max=25),
        group("C", leaf("Z"), max=5, cap=True),
        group("D", leaf("W"), max=12, cap=True),
        total="100.5",
    )

    assert warnings(criteria, unit("u")) == [
        {"code": "sum_mismatch", "path": "criteria.H", "declared": "25", "sum": "20"},
        {"code": "sum_mismatch", "path": "criteria.D", "declared": "12", "sum": "10"},
        {"code": "sum_mismatch", "path": "total", "declared": "100.5", "sum": "42"},
    ]


def test_sums_agree_for_one_class() -> None:
    nodes = [group("G", leaf("X"), leaf("Y", classes=["a"]), leaf("Z", classes=["b"], most=5), max=15)]

    assert read(*nodes, classes=CLASSES, total=15).warnings == ()
    assert [item.path for item in read(*nodes, classes=CLASSES, total={"a": 15, "b": 16}).warnings] == ["total"]


def test_warnings_of_claims() -> None:
    criteria = read(leaf("X", evidence="required"), leaf("Y"), bonus={"items": [leaf("B", evidence="required")]})

    found = warnings(
        criteria,
        unit("a", {"X": {"points": 1}, "Y": {"assigned": False}}, bonus={"B": {"points": 1, "evidence": []}}),
        unit("b", {"X": {"points": 0}, "Y": {"points": 1}}),
        unit("c", {"X": {"points": 1, "evidence": ["kh.pdf"]}, "Y": {"points": 1}}),
    )

    assert found == [
        {"code": "reduce_max_by_points", "path": "ranking"},
        {"code": "evidence_missing", "path": "units.a.claims.X"},
        {"code": "evidence_missing", "path": "units.a.bonus.B"},
    ]
