"""Points of each kind of rule, at and around its boundaries."""

from __future__ import annotations

from typing import Any

import pytest

from core.sets import claim_faults, documents, leaf, points, read, rule_faults, unit

BANDS = {"kind": "bands", "bands": [{"min": 80, "points": 3}, {"min": 100, "points": 5}, {"min": 90, "points": 4}]}
LATE_BANDS = {"kind": "bands", "bands": [{"max": 0, "points": 5}, {"max": 3, "points": 2}]}
PERCENT_BANDS = {"kind": "bands", "measure": "percent", "bands": [{"min": 100, "points": 5}, {"min": 50, "points": 2}]}
EVENTS = {"kind": "deduct", "events": {"muon": 0.5, "vang": {"points": 8, "at_most": 1}, "nhac": 0}}
PLUS_MINUS = {"kind": "plus_minus", "plus": 1, "minus": 0.5}
OPTIONS = {"huan_chuong": 3, "bang_khen": 1}
ON_TIME = {"kind": "on_time", "per_day": 0.5, "flat": 2, "zero_after_days": 10}
MEAN = {"kind": "mean"}


@pytest.mark.parametrize(
    ("rule", "fields", "expected"),
    [
        ({"kind": "judged"}, {"points": "9,75"}, "9.75"),
        ({"kind": "judged"}, {"points": 0}, "0.00"),
        ({"kind": "judged"}, {"points": 10}, "10.00"),
        ({"kind": "judged"}, {"points": "0.005"}, "0.01"),
        ({"kind": "pass_fail"}, {"met": True}, "10.00"),
        ({"kind": "pass_fail"}, {"met": False}, "0.00"),
        ({"kind": "levels", "levels": {"Tốt": 5, "Khá": "4,5"}}, {"level": "Khá"}, "4.50"),
        ({"kind": "levels", "levels": {"1": 5, "1.10": 4}}, {"level": 1}, "5.00"),
        ({"kind": "ratio", "target": 40}, {"actual": 44}, "10.00"),
        ({"kind": "ratio"}, {"actual": 1, "target": 3}, "3.33"),
        ({"kind": "ratio"}, {"actual": 2, "target": 3}, "6.67"),
        ({"kind": "ratio", "target": 100, "start": 0.5}, {"actual": 50}, "5.00"),
        ({"kind": "ratio", "target": 100, "start": 0.5}, {"actual": "49.9999"}, "0.00"),
        ({"kind": "ratio", "target": 4, "better": "lower"}, {"actual": 0}, "10.00"),
        ({"kind": "ratio", "target": 4, "better": "lower"}, {"actual": 4}, "10.00"),
        ({"kind": "ratio", "target": 4, "better": "lower"}, {"actual": 8}, "5.00"),
        ({"kind": "ratio", "target": 4, "better": "lower", "start": 0.6}, {"actual": 8}, "0.00"),
        (BANDS, {"actual": 100}, "5.00"),
        (BANDS, {"actual": "99.999"}, "4.00"),
        (BANDS, {"actual": 80}, "3.00"),
        (BANDS, {"actual": -5}, "0.00"),
        (LATE_BANDS, {"actual": -1}, "5.00"),
        (LATE_BANDS, {"actual": 0}, "5.00"),
        (LATE_BANDS, {"actual": "0.5"}, "2.00"),
        (LATE_BANDS, {"actual": 4}, "0.00"),
        (PERCENT_BANDS, {"actual": 30, "target": 30}, "5.00"),
        (PERCENT_BANDS, {"actual": 15, "target": 30}, "2.00"),
        ({**PERCENT_BANDS, "target": 30}, {"actual": 14}, "0.00"),
        ({"kind": "per_unit", "points_each": 0.5}, {"count": "2,5"}, "1.25"),
        ({"kind": "per_unit", "points_each": 4}, {"count": 3}, "10.00"),
        (EVENTS, {"events": {}}, "10.00"),
        (EVENTS, {"events": {"muon": 3, "vang": 5, "nhac": 9}}, "0.50"),
        (EVENTS, {"events": {"muon": 30}}, "0.00"),
        (PLUS_MINUS, {"plus": 3}, "3.00"),
        (PLUS_MINUS, {"plus": 3, "minus": 2}, "2.00"),
        (PLUS_MINUS, {"minus": 2}, "0.00"),
        (PLUS_MINUS, {"plus": 99}, "10.00"),
        ({**PLUS_MINUS, "min": -1}, {"minus": 9}, "-1.00"),
        ({"kind": "best_of", "options": OPTIONS}, {"achieved": ["bang_khen", "huan_chuong"]}, "3.00"),
        ({"kind": "best_of", "options": OPTIONS}, {"achieved": []}, "0.00"),
        ({"kind": "sum_of", "options": OPTIONS}, {"counts": {"huan_chuong": 2, "bang_khen": 1}}, "7.00"),
        ({"kind": "sum_of", "options": OPTIONS}, {"counts": {"huan_chuong": 9}}, "10.00"),
        ({"kind": "sum_of", "options": OPTIONS}, {"counts": {}}, "0.00"),
        (ON_TIME, {"days_late": 0}, "10.00"),
        (ON_TIME, {"days_late": 1}, "7.50"),
        (ON_TIME, {"days_late": 10}, "3.00"),
        (ON_TIME, {"days_late": 11}, "0.00"),
        (ON_TIME, {"submitted": False}, "0.00"),
        (MEAN, {"scores": [9, "8.5", None]}, "8.75"),
        (MEAN, {"scores": ["0.0000001", 0]}, "0.00"),
        (MEAN, {"scores": [None, None]}, None),
        (MEAN, {"scores": []}, None),
        ({"kind": "mean", "scorers_min": 2}, {"scores": [9, None]}, None),
        ({"kind": "mean", "scorers_min": 2}, {"scores": [9, 8]}, "8.50"),
        ({"kind": "mean", "weights": [2, 1, 1]}, {"scores": [10, 6, None]}, "8.67"),
    ],
)
def test_points(rule: dict[str, Any], fields: dict[str, Any], expected: str | None) -> None:
    assert points(rule, fields) == expected


@pytest.mark.parametrize(("raw", "decimals", "expected"), [
    ("2.5", 0, "3"), ("2.4999", 0, "2"), ("1.05", 1, "1.1"), ("1.00005", 4, "1.0001"), ("1.00004", 4, "1.0000"),
])  # fmt: skip
def test_rounding_is_half_away_from_zero(raw: str, decimals: int, expected: str) -> None:
    assert points({"kind": "judged"}, {"points": raw}, decimals=decimals) == expected


def test_negative_points_round_away_from_zero() -> None:
    rule = {"kind": "plus_minus", "plus": 1, "minus": "0.005", "min": -5}

    assert points(rule, {"minus": 1}) == "-0.01"


def test_more_places_than_decimals_are_compared_before_rounding() -> None:
    assert points(BANDS, {"actual": "99.9999999"}) == "4.00"


RELATIVE = {"kind": "relative"}


def relative(*claims: tuple[Any, Any], **parameters: Any) -> list[str]:
    criteria = read(leaf("X", {**RELATIVE, **parameters}, most=6))
    units = [unit(f"u{n}", {"X": {"actual": actual, "target": target}}) for n, (actual, target) in enumerate(claims)]
    found = documents(criteria, *units)
    return [found[f"u{n}"]["leaves"]["X"]["points"] for n in range(len(claims))]


def test_relative_with_targets() -> None:
    assert relative((4, 4), (4, 5), (5, 4), (6, 4), (0, 4)) == ["3.00", "2.40", "4.50", "6.00", "0.00"]


def test_relative_when_the_best_only_reaches_its_target() -> None:
    assert relative((4, 4), (2, 4)) == ["3.00", "1.50"]


def test_relative_just_around_the_target() -> None:
    assert relative(("1.0001", 1), ("0.9999", 1), ("1.00011", 1), (2, 1)) == ["3.00", "3.00", "3.00", "6.00"]


def test_relative_when_two_are_level_at_the_head() -> None:
    assert relative(("1.5", 1), ("1.49995", 1)) == ["6.00", "6.00"]


def test_relative_without_targets_is_compared_with_its_like_only() -> None:
    assert relative((3, None), (6, 0), (100, 1)) == ["3.00", "6.00", "6.00"]


def test_relative_when_nobody_without_a_target_has_anything() -> None:
    assert relative((0, None), (0, 0)) == ["0.00", "0.00"]


@pytest.mark.parametrize(("share", "expected"), [(0, ["0.00", "3.00", "6.00"]), (1, ["6.00", "6.00", "6.00"])])
def test_relative_at_the_ends_of_share(share: int, expected: list[str]) -> None:
    assert relative((4, 4), (6, 4), (8, 4), share=share) == expected


def test_relative_counts_excluded_units_and_every_class_but_not_the_unassigned() -> None:
    criteria = read(
        leaf("X", RELATIVE, most=6),
        classes=[{"code": "a", "title": "A"}, {"code": "b", "title": "B"}],
        knock_outs=[{"code": "K", "title": "K", "effect": "exclude"}],
    )
    best = {"actual": 9, "target": 3}

    found = documents(
        criteria,
        unit("u", {"X": {"actual": 6, "target": 3}}, **{"class": "a"}),
        unit("out", {"X": best}, knock_outs=["K"], **{"class": "b"}),
        unit("none", {"X": {"assigned": False}}, **{"class": "a"}),
        unit("missing", {}, **{"class": "a"}),
    )

    assert found["u"]["leaves"]["X"]["points"] == "4.50"
    assert found["out"]["leaves"]["X"]["points"] == "6.00"


@pytest.mark.parametrize(
    ("rule", "fields", "paths"),
    [
        ({"kind": "judged"}, {"points": "10.01"}, ["points"]),
        ({"kind": "judged"}, {"points": -1}, ["points"]),
        ({"kind": "judged"}, {"points": None}, ["points"]),
        ({"kind": "judged"}, {"point": 1}, ["point", "points"]),
        ({"kind": "judged"}, 5, [""]),
        ({"kind": "judged"}, {"points": 1, "assigned": False}, ["points"]),
        ({"kind": "judged"}, {"points": 1, "assigned": "no"}, ["assigned"]),
        ({"kind": "judged"}, {"points": 1, "evidence": "a.pdf"}, ["evidence"]),
        ({"kind": "judged"}, {"points": 1, "note": ["a"]}, ["note"]),
        ({"kind": "judged"}, {"points": True}, ["points"]),
        ({"kind": "pass_fail"}, {"met": "yes"}, ["met"]),
        ({"kind": "levels", "levels": {"Tốt": 5}}, {"level": "tốt"}, ["level"]),
        ({"kind": "ratio"}, {"actual": 1}, ["target"]),
        ({"kind": "ratio"}, {"actual": 1, "target": 0}, ["target"]),
        ({"kind": "ratio", "target": 4}, {"actual": 1, "target": 4}, ["target"]),
        ({"kind": "ratio", "target": 4}, {"actual": -1}, ["actual"]),
        (BANDS, {"actual": 1, "target": 2}, ["target"]),
        (PERCENT_BANDS, {"actual": 1}, ["target"]),
        ({"kind": "per_unit", "points_each": 1}, {"count": -1}, ["count"]),
        (EVENTS, {"events": {"muon": 1.5, "la": 1, "vang": -1}}, ["events.muon", "events.la", "events.vang"]),
        (EVENTS, {"events": []}, ["events"]),
        (PLUS_MINUS, {"note": "chưa có số"}, [""]),
        (PLUS_MINUS, {"plus": "1.5"}, ["plus"]),
        ({"kind": "best_of", "options": OPTIONS}, {"achieved": ["co"]}, ["achieved.co"]),
        ({"kind": "best_of", "options": OPTIONS}, {"achieved": "bang_khen"}, ["achieved"]),
        ({"kind": "sum_of", "options": OPTIONS}, {"counts": {"co": 1}}, ["counts.co"]),
        (ON_TIME, {"submitted": True}, ["submitted"]),
        (ON_TIME, {"submitted": False, "days_late": 2}, ["days_late"]),
        (ON_TIME, {"days_late": "1.5"}, ["days_late"]),
        (ON_TIME, {"evidence": []}, [""]),
        (MEAN, {"scores": [11, "x"]}, ["scores.0", "scores.1"]),
        (MEAN, {"scores": {"9": 1}}, ["scores"]),
        ({"kind": "mean", "weights": [1, 2]}, {"scores": [1]}, ["scores"]),
        (RELATIVE, {"actual": -1, "target": -1}, ["actual", "target"]),
    ],
)
def test_a_claim_that_does_not_fit_its_rule(rule: dict[str, Any], fields: Any, paths: list[str]) -> None:
    assert claim_faults(rule, fields) == paths


def test_points_off_the_step() -> None:
    assert claim_faults({"kind": "judged"}, {"points": "3.3"}, step="0.25") == ["points"]
    assert claim_faults({"kind": "judged"}, {"points": "3.25"}, step="0.25") == []


@pytest.mark.parametrize(
    ("rule", "paths"),
    [
        ({"kind": "magic"}, ["kind"]),
        ({}, ["kind"]),
        ({"kind": "judged", "step": 1}, ["step"]),
        ({"kind": "levels", "levels": {}}, ["levels"]),
        ({"kind": "levels", "levels": {"Tốt": 11, "Kém": -1}}, ["levels.Tốt", "levels.Kém"]),
        ({"kind": "ratio", "target": 0, "start": -1, "better": "up"}, ["better", "target", "start"]),
        ({"kind": "bands", "bands": []}, ["bands"]),
        ({"kind": "bands", "bands": [{"min": 1, "points": 1}, {"min": "1.0", "points": 2}]}, ["bands.1.min"]),
        ({"kind": "bands", "bands": [{"min": 1, "points": 1}, {"max": 2, "points": 2}]}, ["bands.0.min"]),
        ({"kind": "bands", "bands": [{"points": 11}]}, ["bands.0.points", "bands.0.min"]),
        ({"kind": "bands", "target": 3, "bands": [{"min": 1, "points": 1}]}, ["target"]),
        ({"kind": "per_unit", "points_each": 0}, ["points_each"]),
        ({"kind": "per_unit"}, ["points_each"]),
        ({"kind": "deduct", "events": {"a": -1, "b": {"points": 1, "at_most": 0}}}, ["events.a", "events.b.at_most"]),
        ({"kind": "deduct", "events": {"a": {"points": 1, "effect": "cap_grade"}}}, ["events.a.grade"]),
        ({"kind": "plus_minus", "plus": 1}, ["minus"]),
        ({"kind": "plus_minus", "plus": -1, "minus": 1, "min": 11}, ["plus", "min"]),
        ({"kind": "best_of", "options": {"a": 11}}, ["options.a"]),
        ({"kind": "sum_of", "options": {"a": -1}}, ["options.a"]),
        ({"kind": "on_time", "per_day": -1, "zero_after_days": "1.5"}, ["per_day", "zero_after_days"]),
        ({"kind": "mean", "scorers_min": 0}, ["scorers_min"]),
        ({"kind": "mean", "weights": [1, 0]}, ["weights.1"]),
        ({"kind": "relative", "share": "1.1"}, ["share"]),
    ],
)
def test_parameters_outside_their_ranges(rule: dict[str, Any], paths: list[str]) -> None:
    assert rule_faults(rule) == paths
