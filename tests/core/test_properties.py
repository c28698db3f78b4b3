"""What must hold for any claims: order never matters, only relative leaves and ranks depend on the others, points stay
within bounds, stored inputs give the same result, NFD is NFC."""

from __future__ import annotations

import json
import random
import unicodedata
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.sets import as_bytes, claims_document, criteria_document, group, leaf
from thidua.core.claims import parse_claims
from thidua.core.criteria import parse_criteria
from thidua.core.ranking import evaluate, recompute, result_document
from thidua.core.result_json import result_json

SET = criteria_document(
    group(
        "I",
        leaf("I.1", evidence="required"),
        leaf("I.2", "relative", most=6),
        leaf("I.3", {"kind": "mean", "scorers_min": 2}),
        group("I.4", leaf("I.4.a", {"kind": "ratio", "start": "0.5"}), leaf("I.4.b", "pass_fail", classes=["gv"])),
        max=30,
        cap=True,
    ),
    group(
        "II",
        leaf("II.1", {"kind": "levels", "levels": {"Tốt": 10, "Khá": 7, "Đạt": "2.5"}}),
        leaf("II.2", {"kind": "deduct", "events": {"muộn": 0.5, "vắng": {"points": 4, "effect": "lower_grade"}}}),
        leaf("II.3", {"kind": "plus_minus", "plus": 2, "minus": "0.3", "min": -3}),
        leaf("II.4", {"kind": "on_time", "per_day": "0.7", "zero_after_days": 9}),
        leaf("II.5", {"kind": "bands", "bands": [{"min": 50, "points": 4}, {"min": 90, "points": 10}]}),
    ),
    classes=[{"code": "gv", "title": "GV"}, {"code": "cn", "title": "CN"}],
    bonus={"cap": 5, "items": [leaf("B", {"kind": "sum_of", "options": {"nhất": 3, "nhì": 1}})]},
    deductions={"items": [leaf("D", {"kind": "per_unit", "points_each": "1.5"})]},
    knock_outs=[{"code": "K", "title": "K", "effect": "cap_grade", "grade": "T"}],
    grades={
        "by": "percent",
        "bands": [{"code": "X", "title": "X", "min": 80}, {"code": "T", "title": "T", "min": 40}],
    },
    ranking={"by": "percent", "within": "class", "tie_break": ["II", "I.2"]},
)
CRITERIA = parse_criteria(as_bytes(SET))

number = st.decimals(0, 200, places=3).map(str)
small = st.decimals(0, 10, places=2).map(str)
whole = st.integers(0, 12)


def maybe(**fields: Any) -> Any:
    """A claim, a missing one or one not assigned."""
    return st.one_of(st.fixed_dictionaries(fields), st.sampled_from([None, {}, {"assigned": False}]))


target = st.decimals("0.1", 50, places=1).map(str)
FIELDS: dict[str, Any] = {
    "I.1": maybe(points=small),
    "I.2": maybe(actual=number, target=st.one_of(st.none(), st.just(0), target)),
    "I.3": maybe(scores=st.lists(st.one_of(st.none(), small), max_size=5)),
    "I.4.a": maybe(actual=number, target=target),
    "II.1": maybe(level=st.sampled_from(["Tốt", "Khá", "Đạt"])),
    "II.2": maybe(events=st.dictionaries(st.sampled_from(["muộn", "vắng"]), whole)),
    "II.3": maybe(plus=whole, minus=whole),
    "II.4": maybe(days_late=whole),
    "II.5": maybe(actual=number),
}


@st.composite
def units(draw: Any, least: int = 1) -> list[dict[str, Any]]:
    found = []
    for index in range(draw(st.integers(least, 6))):
        name = draw(st.sampled_from(["gv", "cn"]))
        claims = draw(st.fixed_dictionaries(FIELDS))
        if name == "gv":
            claims["I.4.b"] = draw(maybe(met=st.booleans()))
        found.append(
            {
                "code": f"đơn-vị-{index}",
                "class": name,
                "claims": claims,
                "bonus": {"B": {"counts": {"nhất": draw(whole)}}},
                "deductions": {"D": {"count": draw(small)}},
                "knock_outs": draw(st.sampled_from([[], ["K"]])),
            }
        )
    return found


def result_of(document: dict[str, Any], criteria: Any = CRITERIA) -> dict[str, Any]:
    return result_document(evaluate(criteria, parse_claims(as_bytes(document), criteria)))


def by_code(document: dict[str, Any]) -> dict[str, Any]:
    return {item["code"]: item for item in document["units"]}


def shuffled(value: Any, source: random.Random) -> Any:
    """The same document with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        source.shuffle(keys)
        return {key: shuffled(value[key], source) for key in keys}
    return [shuffled(item, source) for item in value] if isinstance(value, list) else value


@given(units(), st.randoms(use_true_random=False))
def test_order_never_matters(found: list[dict[str, Any]], source: random.Random) -> None:
    other = shuffled(found, source)
    source.shuffle(other)
    criteria = parse_criteria(as_bytes(shuffled(SET, source)))

    assert by_code(result_of(claims_document(*found))) == by_code(result_of(claims_document(*other), criteria))
    assert criteria.sha256 == CRITERIA.sha256


@given(units(least=2))
def test_another_unit_changes_only_relative_leaves_and_ranks(found: list[dict[str, Any]]) -> None:
    before = by_code(result_of(claims_document(*found[:-1])))
    after = by_code(result_of(claims_document(*found)))

    for code, item in before.items():
        for leaf_code, figures in item["leaves"].items():
            if leaf_code != "I.2":
                assert after[code]["leaves"][leaf_code] == figures
        for key in ("max_assigned", "bonus", "deduction", "complete", "excluded", "missing"):
            assert after[code][key] == item[key]
        assert after[code]["groups"]["II"] == item["groups"]["II"]


@given(units())
def test_points_stay_within_bounds(found: list[dict[str, Any]]) -> None:
    for item in result_of(claims_document(*found))["units"]:
        for code, figures in item["leaves"].items():
            if figures["points"] is not None:
                least = -3 if code == "II.3" else 0
                assert least <= Decimal(figures["points"]) <= Decimal(figures["max"])
        assert Decimal(item["total"]) >= 0
        assert Decimal(item["bonus"]) <= 5
        assert Decimal(item["groups"]["I"]) <= 30
        assert item["complete"] == (item["missing"] == [])
        assert item["complete"] or (item["rank"] is None and item["grade"] is None)


@given(units())
def test_stored_inputs_give_the_same_result(found: list[dict[str, Any]]) -> None:
    result = evaluate(CRITERIA, parse_claims(as_bytes(claims_document(*found)), CRITERIA))

    again = recompute(CRITERIA.canonical, result.claims.canonical)

    assert result_json(again) == result_json(result)
    assert json.loads(result_json(result)) == result_document(result)
    assert again.claims.sha256 == result.claims.sha256


@given(units())
@settings(max_examples=25)
def test_nfd_is_nfc(found: list[dict[str, Any]]) -> None:
    document = claims_document(*found)
    split = unicodedata.normalize("NFD", json.dumps(document, ensure_ascii=False)).encode()
    split_set = unicodedata.normalize("NFD", json.dumps(SET, ensure_ascii=False)).encode()

    criteria = parse_criteria(split_set)

    assert criteria.sha256 == CRITERIA.sha256
    assert result_document(evaluate(criteria, parse_claims(split, criteria))) == result_of(document)


@given(units())
def test_ranks_follow_the_figures(found: list[dict[str, Any]]) -> None:
    result = evaluate(CRITERIA, parse_claims(as_bytes(claims_document(*found)), CRITERIA))

    for name in ("gv", "cn"):
        listed = [item for item in result.units if item.rank is not None and item.list_key == name]
        percents = [item.percent or Decimal(0) for item in listed]
        assert percents == sorted(percents, reverse=True)
        for item in listed:
            above = [other for other in listed if other.rank is not None and other.rank < (item.rank or 0)]
            assert item.rank == len(above) + 1
            assert item.tied == (sum(other.rank == item.rank for other in listed) > 1)
