"""The loader refuses a value without date, article or source, and tells every fault at once."""

from __future__ import annotations

from typing import Any

import pytest

from core.law.small_law import (
    GROUND,
    SOURCES,
    all_of,
    any_of,
    award,
    condition,
    law_faults,
    regime_document,
    small_law,
)
from thidua.core.errors import InputErrors
from thidua.core.law.dated import dated_rows
from thidua.core.law.loading import build_regimes, shipped_regimes
from thidua.core.law.values_shape import Whole


def without(row: dict[str, Any], *keys: str, **more: Any) -> dict[str, Any]:
    return {**{key: value for key, value in row.items() if key not in keys}, **more}


def faults_of(*conditions: dict[str, Any], **more: Any) -> list[str]:
    """Paths, below the award, of the faults of one award."""
    found = law_faults(regime_document({"MAU": award(*conditions, **more)}))
    return [path.removeprefix("awards.MAU.") for path in found]


REGISTERED = condition("registered")


@pytest.mark.parametrize(
    ("row", "paths"),
    [
        (REGISTERED, []),
        (without(REGISTERED, "evidence"), ["criteria.0.evidence"]),
        (without(REGISTERED, "source"), ["criteria.0.source"]),
        (without(REGISTERED, "source", source=[]), ["criteria.0.source"]),
        (without(REGISTERED, "source", source=["kia", "s"]), ["criteria.0.source"]),
        (without(REGISTERED, "cite"), ["criteria.0.cite"]),
        (without(REGISTERED, "cite", evidence="I"), ["criteria.0.cite"]),
        (without(REGISTERED, "cite", evidence="M"), []),
        (without(REGISTERED, "evidence", evidence="X"), ["criteria.0.evidence"]),
        ({**REGISTERED, "from": "2019-12-31"}, ["criteria.0.from"]),
        ({**REGISTERED, "from": "2021-01-01", "to": "2020-12-31"}, ["criteria.0.to"]),
        ({**REGISTERED, "from": "hôm nay"}, ["criteria.0.from"]),
        ({**REGISTERED, "to": "2025-01-01"}, []),
        (condition("luck"), ["criteria.0.type"]),
        (without(REGISTERED, "type"), ["criteria.0.type"]),
        (condition("registered", count=1), ["criteria.0.count"]),
        (condition("initiative", scope="base"), ["criteria.0.count"]),
        (condition("initiative", scope="world", count=0), ["criteria.0.scope", "criteria.0.count"]),
        (condition("member_ratio", title="MAU", op="=", pct=101), ["criteria.0.op", "criteria.0.pct"]),
        (condition("member_ratio", title="MAU", op=">", pct="33.3333333"), ["criteria.0.pct"]),
        (condition("holds_award", award="KIA"), ["criteria.0.award"]),
        (condition("performance_rating", min="good", years=1, after="KIA"), ["criteria.0.after"]),
        (condition("movement_leader", launched_by=["school"], min_years=1), ["criteria.0.launched_by.0"]),
        (condition("no_discipline", subject="individual", min_level="warning"), ["criteria.0.subject"]),
        (any_of(), ["criteria.0.of"]),
        (any_of(all_of(without(REGISTERED, "source"))), ["criteria.0.of.0.of.0.source"]),
        (any_of(REGISTERED, fills="registered"), ["criteria.0.fills"]),
        (5, ["criteria.0"]),
    ],
)  # fmt: skip
def test_a_condition(row: Any, paths: list[str]) -> None:
    assert faults_of(row) == paths


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"name": None}, ["name"]),
        ({"kind": "prize"}, ["kind"]),
        ({"subjects": []}, ["subjects"]),
        ({"subjects": ["person"]}, ["subjects.0"]),
        ({"level": "school"}, ["level"]),
        ({"criteria": []}, ["criteria"]),
        ({"decided_by": {"text": "A", "evidence": "S"}}, ["decided_by.cite", "decided_by.source"]),
        ({"quota": {"pct": 15, "of": "KIA", **GROUND}}, ["quota.of"]),
        ({"quota": {"pct": 15}}, ["quota.evidence", "quota.source"]),
        ({"vote_threshold": {"min_share_pct": 90, **GROUND}}, ["vote_threshold.secret_ballot"]),
        ({"prize_multiple": {"individual": "x", "collective": None, "is_cap": False, **GROUND}},
         ["prize_multiple.individual"]),
        ({"dossier": {"items": ["a"], "copies": 0, **GROUND}}, ["dossier.copies"]),
        ({"timing": {"deadline": "", **GROUND}}, ["timing.deadline"]),
        ({"colour": "red"}, ["colour"]),
    ],
)  # fmt: skip
def test_an_award(more: dict[str, Any], paths: list[str]) -> None:
    assert faults_of(**{"criteria": [REGISTERED], **more}) == paths


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"format": "thidua.law/2"}, ["format"]),
        ({"kind": "overlay"}, ["kind"]),
        ({"code": "mã mẫu"}, ["code"]),
        ({"in_force": {"to": None}}, ["in_force.from"]),
        ({"in_force": {"from": "2021-01-01", "to": "2020-12-31"}}, ["in_force.to"]),
        ({"sources": {**SOURCES, "thừa": {"title": "x"}}}, ["sources.thừa"]),
        ({"sources": {"s": {"address": "x"}}}, ["sources.s.title"]),
        ({"texts": [{"code": "a", "title": "b", "evidence": "S", "source": ["kia"]}]}, ["texts.a.source"]),
        ({"drafts": [{"award": "MAU", "text": "x", "source": ["kia"]}]}, ["drafts.0.source"]),
        ({"colour": "red"}, ["colour"]),
    ],
)
def test_a_regime(more: dict[str, Any], paths: list[str]) -> None:
    assert list(law_faults(regime_document(**more))) == paths


def test_faults_of_all_files_at_once() -> None:
    first = regime_document({"MAU": award(without(REGISTERED, "source"), without(REGISTERED, "cite"))})
    second = regime_document(code="T2", in_force={"from": "x"})

    with pytest.raises(InputErrors) as caught:
        small_law(first, second)

    assert [(error.file, error.path) for error in caught.value.errors] == [
        ("0.yaml", "awards.MAU.criteria.0.source"),
        ("0.yaml", "awards.MAU.criteria.1.cite"),
        ("1.yaml", "in_force.from"),
    ]


def spans(*dates: tuple[str, str | None]) -> list[str]:
    return list(
        law_faults(*(regime_document(code=f"T{n}", in_force={"from": first, "to": last})
                     for n, (first, last) in enumerate(dates)))
    )  # fmt: skip


def test_regimes_follow_one_another_without_gap_or_overlap() -> None:
    assert spans(("2020-01-01", "2020-12-31"), ("2021-01-01", None)) == []
    assert spans(("2020-01-01", "2020-12-31"), ("2021-01-02", None)) == ["in_force.from"]
    assert spans(("2020-01-01", "2021-01-01"), ("2021-01-01", None)) == ["in_force.from"]
    assert spans(("2020-01-01", None), ("2021-01-01", None)) == ["in_force.from"]
    assert spans(("2020-01-01", "2020-12-31")) == ["in_force.to"]
    assert list(law_faults(regime_document(in_force={"from": "2020-01-01", "to": "2020-12-31"}),
                           regime_document(in_force={"from": "2021-01-01", "to": None}))) == ["code"]  # fmt: skip


def test_a_new_regime_is_a_new_file_and_no_code() -> None:
    old = regime_document(
        {"CU": award(REGISTERED, name="Danh hiệu cũ")}, in_force={"from": "2020-01-01", "to": "2020-12-31"}
    )
    new = regime_document({"MOI": award(condition("holds_award", award="CU"))}, code="T2",
                          in_force={"from": "2021-01-01", "to": None})  # fmt: skip

    law = small_law(old, new)

    assert law.codes == ("T1", "T2")
    assert law.award_codes == ("CU", "MOI")
    assert law.award_name("CU") == "Danh hiệu cũ"


def test_a_file_that_cannot_be_read() -> None:
    with pytest.raises(InputErrors) as caught:
        build_regimes([("a.yaml", b"a: ["), ("b.yaml", b"[]")])

    assert [(error.file, error.path) for error in caught.value.errors] == [("a.yaml", ""), ("b.yaml", "")]


def test_the_shipped_law_is_sound() -> None:
    assert [regime.code for regime in shipped_regimes()] == ["R1", "R2", "R3", "R4"]


def dated(*rows: dict[str, Any], **more: Any) -> Any:
    document = {"format": "thidua.dated/1", "kind": "k", "title": "t", "sources": SOURCES, "values": list(rows), **more}
    return dated_rows(
        str(document).replace("None", "null").encode(),
        file="f", kind="k", section="values", required={"vnd": Whole(1)}, optional={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({**GROUND}, "values.0.vnd"),
        ({"vnd": 1, **without(GROUND, "source")}, "values.0.source"),
        ({"vnd": 1, **without(GROUND, "cite")}, "values.0.cite"),
        ({"vnd": 1, **without(GROUND, "evidence")}, "values.0.evidence"),
        ({"vnd": 1, "colour": "red", **GROUND}, "values.0.colour"),
    ],
)
def test_a_dated_row_without_its_ground_is_refused(row: dict[str, Any], path: str) -> None:
    with pytest.raises(InputErrors) as caught:
        dated(row)

    assert [error.path for error in caught.value.errors] == [path]


def test_a_dated_row() -> None:
    (row,) = dated({"vnd": 5, **GROUND}, other_section=[{"a": 1}])

    assert (row.values, row.ground.cite) == ({"vnd": 5}, GROUND["cite"])
