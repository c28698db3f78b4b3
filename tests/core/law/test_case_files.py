"""Case files refused: every fault at once, at its path."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from core.law.helpers import as_bytes, facts_of, faults, read
from thidua.core.law.facts import Facts

FACTS: dict[str, Any] = {"subject": "individual", "year": 2021}


def document(**facts: Any) -> dict[str, Any]:
    return {"regime": "R1", "award": "LDTT", "facts": {**FACTS, **facts}}


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        ({"award": None}, ["award"]),
        ({"award": "LDTTT"}, ["award"]),
        ({"award": "XPTTTB"}, ["award"]),
        ({"award": 5}, ["award"]),
        ({"regime": "R5"}, ["regime"]),
        ({"regime": None, "decision_date": "15/12/2021"}, ["decision_date"]),
        ({"regime": None, "decision_date": "2021-02-30"}, ["decision_date"]),
        ({"regime": None, "decision_date": "2017-09-30"}, ["decision_date"]),
        ({"facts": None}, ["facts"]),
        ({"facts": []}, ["facts"]),
        ({"facts": {}}, ["facts.subject", "facts.year"]),
        ({"fact": {}}, ["fact"]),
        ({"check": "maybe"}, ["check"]),
        ({"id": ["a"]}, ["id"]),
        ({"x-anything": {"a": [1]}, "expected": "eligible", "story": "…", "src": None, "confidence": "low"}, []),
    ],
)
def test_the_case(more: dict[str, Any], paths: list[str]) -> None:
    assert list(faults({**document(), **more})) == paths


@pytest.mark.parametrize(
    ("facts", "paths"),
    [
        ({"subject": "person"}, ["facts.subject"]),
        ({"year": "hai nghìn"}, ["facts.year"]),
        ({"year": 1944}, ["facts.year"]),
        ({"year": 2101}, ["facts.year"]),
        ({"year": "2021.5"}, ["facts.year"]),
        ({"year": True}, ["facts.year"]),
        ({"ratings": {"2021": "great"}}, ["facts.ratings.2021"]),
        ({"ratings": {"21": "good", "2021": "good"}}, ["facts.ratings.21"]),
        ({"ratings": ["good"]}, ["facts.ratings"]),
        ({"titles": [{"code": "XYZ", "year": 2020}]}, ["facts.titles.XYZ.code"]),
        ({"titles": [{"year": 2020}]}, ["facts.titles.0.code"]),
        ({"titles": [{"code": "LDTT"}]}, ["facts.titles.LDTT"]),
        ({"titles": [{"code": "LDTT", "year": 2020, "to": 2021}]}, ["facts.titles.LDTT.year"]),
        ({"titles": [{"code": "LDTT", "from": 2020}]}, ["facts.titles.LDTT.to"]),
        ({"titles": [{"code": "LDTT", "to": 2020}]}, ["facts.titles.LDTT.from"]),
        ({"titles": [{"code": "LDTT", "from": 2021, "to": 2020}]}, ["facts.titles.LDTT.to"]),
        ({"titles": [{"code": "LDTT", "year": 2020, "basis": "luck"}]}, ["facts.titles.LDTT.basis"]),
        ({"titles": [{"code": "LDTT", "year": 2020, "level": 3}]}, ["facts.titles.LDTT.level"]),
        ({"titles": {"code": "LDTT"}}, ["facts.titles"]),
        ({"titles": [None, "LDTT"]}, ["facts.titles.0", "facts.titles.1"]),
        ({"initiatives": [{"scope": "world", "year": 2021}, {"scope": "base"}]},
         ["facts.initiatives.0.scope", "facts.initiatives.1.year"]),
        ({"topics": [{"scope": "base", "year": 2021, "accepted": "yes"}]}, ["facts.topics.0.accepted"]),
        ({"registered": "yes"}, ["facts.registered"]),
        ({"months": -1}, ["facts.months"]),
        ({"months": "9,5"}, ["facts.months"]),
        ({"leave": "maternity"}, ["facts.leave"]),
        ({"leave": [""]}, ["facts.leave.0"]),
        ({"pending": [5, None]}, ["facts.pending.1"]),
        ({"max_discipline": "shouting"}, ["facts.max_discipline"]),
        ({"member_discipline": "shouting"}, ["facts.member_discipline"]),
        ({"meets_title": {"LDT": True, "LDTT": "x"}}, ["facts.meets_title.LDT", "facts.meets_title.LDTT"]),
        ({"members": {"n": 20, "LDTT": 21}}, ["facts.members.LDTT"]),
        ({"members": {"n": 20, "LDT": 2, "good": -1}}, ["facts.members.LDT", "facts.members.good"]),
        ({"cluster": {"organiser": "school", "rank": 0}}, ["facts.cluster.organiser", "facts.cluster.rank"]),
        ({"cluster": {"organiser": "ministry_province"}}, ["facts.cluster.rank"]),
        ({"flags_pool": {"leaders": 10}}, ["facts.flags_pool.proposed"]),
        ({"movement": {"launched_by": "school", "years": 3, "leader": True}}, ["facts.movement.launched_by"]),
        ({"attested": {"luck": True}}, ["facts.attested.luck"]),
        ({"attested": {"qualitative": "x"}}, ["facts.attested.qualitative"]),
        ({"quota": {"proposed": -1, "of": 5}}, ["facts.quota.proposed"]),
        ({"quota": {"proposed": "1.5", "of": 5}}, ["facts.quota.proposed"]),
        ({"vote": {"yes": 17, "members": 16}}, ["facts.vote.yes"]),
        ({"vote": {"yes": 1}}, ["facts.vote.members"]),
        ({"ngay_sinh": "x"}, ["facts.ngay_sinh"]),
    ],
)  # fmt: skip
def test_facts(facts: dict[str, Any], paths: list[str]) -> None:
    assert list(faults(document(**facts))) == paths


def test_all_faults_at_once() -> None:
    found = faults(
        {"regime": "R9", "award": "NO", "facts": {"ratings": {"2021": "x"}, "vote": {"yes": 2, "members": 1}}}
    )

    assert sorted(found) == [
        "award", "facts.ratings.2021", "facts.subject", "facts.vote.yes", "facts.year", "regime",
    ]  # fmt: skip


def test_in_a_list_the_id_names_the_case_and_the_place_one_without_an_id() -> None:
    listed = [{"id": "L02", **document(ratings={"2021": "x"})}, document(), {**document(), "award": "NO"}, 5]

    assert list(faults({"cases": listed})) == ["cases.L02.facts.ratings.2021", "cases.2.award", "cases.3"]


@pytest.mark.parametrize(
    ("whole", "paths"),
    [
        ({"cases": {}}, ["cases"]),
        ({"cases": None}, ["cases"]),
        ({"cases": [], "regime": "R1", "note": "x", "x-y": 1}, ["regime"]),
        ([], [""]),
        ("chữ", [""]),
    ],
)
def test_the_whole_file(whole: Any, paths: list[str]) -> None:
    assert list(faults(whole)) == paths


def test_manual_cases_are_left_out_unread() -> None:
    manual = {"id": "P01", "award": "?", "facts": {"prize": 710000}, "check": "manual"}

    found = read({"cases": [manual, {"id": "A", **document()}, {**document(), "check": "engine"}]})

    assert [case.id for case in found.cases] == ["A", None]
    assert found.listed


def test_an_empty_list_has_no_cases() -> None:
    assert read({"cases": []}).cases == ()


def test_an_award_of_another_regime_is_known_where_no_rules_are_loaded() -> None:
    assert faults({"regime": "R4", "award": "XPTTTB", "facts": {"subject": "collective", "year": 2026}}) == {}
    assert list(faults({"regime": "R4", "award": "NO", "facts": {"subject": "collective", "year": 2026}})) == ["award"]


def test_null_is_as_if_left_out() -> None:
    nothing = dict.fromkeys(
        ("titles", "initiatives", "topics", "registered", "months", "leave", "pending", "max_discipline",
         "member_discipline", "members", "cluster", "flags_pool", "movement", "quota", "vote")
    )  # fmt: skip

    found = facts_of("individual", 2021, **nothing, ratings={"2021": None}, attested={"qualitative": None},
                     meets_title={"LDTT": None})  # fmt: skip

    assert found == Facts("individual", 2021)


def test_numbers_may_be_text() -> None:
    assert facts_of("individual", "2021", months="9", vote={"yes": "14,0", "members": "16"}).months == 9


def test_a_single_year_is_its_own_period() -> None:
    facts = facts_of(titles=[{"code": "CSTDCS", "year": 2021}, {"code": "CSTDCS", "from": 2021, "to": 2021}])

    assert facts.titles[0] == facts.titles[1]


def test_nfd_is_nfc() -> None:
    case = {"id": "Trường hợp một", **document(pending=["đơn tố cáo"])}
    split = unicodedata.normalize("NFD", json.dumps(case, ensure_ascii=False)).encode()

    assert read(split).cases == read(case).cases


def test_yaml_bombs_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]

    assert list(faults("\n".join(lines).encode())) == [""]


def test_repeated_keys_are_told() -> None:
    data = as_bytes(document(ratings={"2021": "good"})).replace(b'"2021": "good"', b'"2021": "good", "2021": "good"')

    assert list(faults(data)) == ["facts.ratings.2021"]


def test_thousands_of_faults_are_not_read_on() -> None:
    assert len(faults({"cases": [5] * 5_000})) == 1_001


def test_every_sentence_is_whole() -> None:
    broken = {"regime": "R9", "award": "NO", "decision_date": "x", "facts": {
        "year": "x", "ratings": {"1": "x"}, "titles": [{"code": "NO"}], "vote": {"yes": 2, "members": 1},
        "members": {"n": 1, "LDTT": 2, "q": 1}, "attested": {"luck": 1}, "months": "1.5"}}  # fmt: skip

    for sentence in faults(broken).values():
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith(".")
        assert "!" not in sentence
