"""Whole files refused: every error at once, at its path."""

from __future__ import annotations

from typing import Any

import pytest

from core.sets import claims_document, criteria_document, faults_of_claims, faults_of_set, group, leaf, read, unit

BAND = {"code": "A", "title": "A", "min": 5}


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"format": "thidua.criteria/2"}, ["format"]),
        ({"code": "Mẫu 1"}, ["code"]),
        ({"titel": "x"}, ["titel"]),
        ({"criteria": []}, ["criteria"]),
        ({"criteria": {}}, ["criteria"]),
        ({"decimals": 5}, ["decimals"]),
        ({"decimals": "1.5"}, ["decimals"]),
        ({"step": 0}, ["step"]),
        ({"not_assigned": "maybe"}, ["not_assigned"]),
        ({"ceiling": "total"}, ["total"]),
        ({"total": 0}, ["total"]),
        ({"total": {"a": 1}}, ["total.a"]),
        ({"source": {"kind": "rumour"}}, ["source.kind"]),
        ({"period": {"from": "2021-02-30", "to": "1/1/2021"}}, ["period.from", "period.to"]),
        ({"period": {"from": "2021-12-31", "to": "2021-01-01"}}, ["period.to"]),
        ({"classes": []}, ["classes"]),
        ({"classes": [{"code": "a"}, {"code": "a"}]}, ["classes.a"]),
        ({"indicators": [{"code": "i", "kind": "guess"}]}, ["indicators.i.kind"]),
        ({"indicators": [{"code": "i", "from": 5, "to": 1}]}, ["indicators.i.to"]),
        ({"knock_outs": [{"code": "X", "effect": "exclude"}]}, ["knock_outs.X"]),
        ({"knock_outs": [{"code": "K", "effect": "cap_grade"}]}, ["knock_outs.K.grade"]),
        ({"knock_outs": [{"code": "K", "effect": "cap_grade", "grade": "Z"}]}, ["knock_outs.K.grade"]),
        ({"knock_outs": [{"code": "K", "effect": "exclude", "grade": "Z"}]}, ["knock_outs.K.grade"]),
        ({"bonus": {"cap": -1, "items": []}}, ["bonus.cap"]),
        ({"bonus": {"items": [leaf("X")]}}, ["bonus.items.X"]),
        ({"bonus": [leaf("B")]}, ["bonus"]),
        ({"grades": {"bands": []}}, ["grades.bands"]),
        ({"grades": {"bands": [BAND, BAND]}}, ["grades.bands.A", "grades.bands.A.min"]),
        ({"grades": {"bands": [{**BAND, "min": {"b": 1}}]}}, ["grades.bands.A.min.b", "grades.bands.A.min"]),
        ({"grades": {"bands": [{**BAND, "requires": [{"code": "Z", "min_percent": 101}]}]}},
         ["grades.bands.A.requires.Z.code", "grades.bands.A.requires.Z.min_percent"]),
        ({"grades": {"bands": [{**BAND, "share_max": 101}]}}, ["grades.bands.A.share_max"]),
        ({"grades": {"clip": "total", "bands": [BAND]}}, ["total"]),
        ({"ranking": {"within": "class"}}, ["ranking.within"]),
        ({"ranking": {"tie_break": ["Z"]}}, ["ranking.tie_break.Z"]),
        ({"ranking": {"by": "luck", "tis": "dense"}}, ["ranking.by", "ranking.tis"]),
    ],
)  # fmt: skip
def test_sets(more: dict[str, Any], paths: list[str]) -> None:
    assert list(faults_of_set({**criteria_document(leaf("X")), **more})) == paths


@pytest.mark.parametrize(
    ("node", "paths"),
    [
        ({"title": "T"}, ["criteria.0.code", "criteria.0"]),
        ({"code": "A B", "title": "T", "max": 1, "rule": {"kind": "judged"}}, ["criteria.A B.code"]),
        ({"code": "A", "rule": {"kind": "judged"}}, ["criteria.A.max"]),
        ({"code": "A", "max": 0, "rule": {"kind": "judged"}}, ["criteria.A.max"]),
        (leaf("A", cap=True), ["criteria.A.cap"]),
        (leaf("A", evidence="maybe", tasks="T1"), ["criteria.A.evidence", "criteria.A.tasks"]),
        (leaf("A", classes=["a"]), ["criteria.A.classes.a"]),
        (leaf("A", fill={"points": "i", "count": "i"}), ["criteria.A.fill.points", "criteria.A.fill.count"]),
        (group("A"), ["criteria.A.children"]),
        (group("A", leaf("A")), ["criteria.A"]),
        (group("A", leaf("B"), cap=True), ["criteria.A.max"]),
        (group("A", leaf("B"), evidence="none"), ["criteria.A.evidence"]),
        (group("A", {"title": "T", "max": -1, "rule": {"kind": "ratio", "target": 0}}),
         ["criteria.A.children.0.code", "criteria.A.children.0.max", "criteria.A.children.0.rule.target"]),
        (group("A", group("B", leaf("C", {"kind": "best_of", "options": {"a": 99}}))), ["criteria.C.rule.options.a"]),
        ({**group("A", leaf("B")), "rule": {"kind": "judged"}}, ["criteria.A"]),
        (5, ["criteria.0"]),
    ],
)  # fmt: skip
def test_nodes(node: Any, paths: list[str]) -> None:
    assert sorted(faults_of_set({**criteria_document(), "criteria": [node]})) == sorted(paths)


CRITERIA = read(
    group("G", leaf("X"), leaf("Y", classes=["a"])),
    classes=[{"code": "a", "title": "A"}, {"code": "b", "title": "B"}],
    bonus={"items": [leaf("B")]},
    knock_outs=[{"code": "K", "title": "K", "effect": "exclude"}],
    ranking={"within": "block"},
)


def sound(**more: Any) -> dict[str, Any]:
    return {"code": "u", "class": "a", "block": "I", **more}


@pytest.mark.parametrize(
    ("document", "paths"),
    [
        (claims_document(), ["units"]),
        (claims_document(sound(), format="thidua.claims/2"), ["format"]),
        (claims_document(sound(), criteria_set="khac"), ["criteria_set"]),
        (claims_document(sound(), stage="final"), ["stage"]),
        (claims_document(sound(), sound()), ["units.u"]),
        (claims_document(sound(code="")), ["units.0.code"]),
        (claims_document({"class": "a", "block": "I", "claims": {"X": {"points": 11}}}),
         ["units.0.code", "units.0.claims.X.points"]),
        (claims_document(sound(**{"class": "c"})), ["units.u.class"]),
        (claims_document(sound(**{"class": None})), ["units.u.class"]),
        (claims_document(sound(block=None)), ["units.u.block"]),
        (claims_document(sound(claim={})), ["units.u.claim"]),
        (claims_document(sound(claims=[])), ["units.u.claims"]),
        (claims_document(sound(claims={"Z": None})), ["units.u.claims.Z"]),
        (claims_document(sound(claims={"G": {}})), ["units.u.claims.G"]),
        (claims_document(sound(claims={"B": {}})), ["units.u.claims.B"]),
        (claims_document(sound(bonus={"X": {}})), ["units.u.bonus.X"]),
        (claims_document(sound(bonus={"B": {"assigned": False}})), ["units.u.bonus.B.assigned"]),
        (claims_document(sound(**{"class": "b"}, claims={"Y": {"points": 1}})), ["units.u.claims.Y"]),
        (claims_document(sound(knock_outs=["K", "K"])), ["units.u.knock_outs.K"]),
        (claims_document(sound(knock_outs=["Z"])), ["units.u.knock_outs.Z"]),
        (claims_document(5), ["units.0"]),
        ([], [""]),
        (claims_document(sound(claims={"X": {"points": 11, "diem": 1}}, bonus={"B": {"points": -1}}, lop=1), ma=1),
         ["ma", "units.u.bonus.B.points", "units.u.claims.X.diem", "units.u.claims.X.points", "units.u.lop"]),
    ],
)  # fmt: skip
def test_claims(document: Any, paths: list[str]) -> None:
    assert sorted(faults_of_claims(CRITERIA, document)) == sorted(paths)


def test_free_keys_are_allowed_everywhere() -> None:
    claims = {"X": {"points": 1, "x-b": [1]}, "x-c": 5, "Y": {"x-d": 1}}

    assert faults_of_claims(CRITERIA, claims_document(sound(claims=claims, **{"x-a": {"b": 1}}), **{"x-e": None})) == {}


def test_a_class_where_the_set_has_none() -> None:
    assert list(faults_of_claims(read(leaf("X")), claims_document(unit("u", **{"class": "a"})))) == ["units.u.class"]


def test_a_file_with_thousands_of_faults_is_not_read_on() -> None:
    found = faults_of_claims(read(leaf("X")), claims_document(*([5] * 5_000)))

    assert len(found) == 1_001
    assert found[""].startswith("Còn nhiều lỗi nữa")


def test_every_sentence_is_whole() -> None:
    document = claims_document(sound(claims={"X": {"points": 11, "diem": 1}}, lop=1), ma=1, stage="x")

    for sentence in faults_of_claims(CRITERIA, document).values():
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith(".")
        assert "!" not in sentence
