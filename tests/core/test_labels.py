"""Words for the codes of a rule, and the order of its options whatever order the file had."""

from __future__ import annotations

import json

from thidua.core.criteria import claim_fields, criteria_from_canonical, parse_criteria
from thidua.core.rule_words_vi import rule_in_words


def _criteria(**leaf: object) -> bytes:
    node = {"code": "A", "max": 6, **leaf}
    return json.dumps({"format": "thidua.criteria/1", "code": "nhan", "criteria": [node]}).encode()


def test_options_carry_the_labels_of_the_set_and_stand_most_points_first() -> None:
    document = _criteria(
        rule={"kind": "best_of", "options": {"ba": 1, "nhat": 3, "nhi": 2}},
        **{"x-labels": {"nhat": "Giải nhất", "nhi": "Giải nhì"}},
    )
    leaf = parse_criteria(document).leaf("A")
    assert [option.label for option in claim_fields(leaf)[0].options] == ["Giải nhất", "Giải nhì", "ba"]
    assert rule_in_words(leaf) == "Tính mức cao nhất: Giải nhất 3 · Giải nhì 2 · ba 1."


def test_the_frozen_set_reads_like_the_file() -> None:
    document = _criteria(rule={"kind": "levels", "levels": {"Tốt": 3, "Khá": 2, "Chưa thực hiện": 0, "Đạt": 1}})
    from_file = parse_criteria(document)
    frozen = criteria_from_canonical(from_file.canonical)
    assert rule_in_words(frozen.leaf("A")) == "Tốt 3 · Khá 2 · Đạt 1 · Chưa thực hiện 0."
    assert rule_in_words(from_file.leaf("A")) == rule_in_words(frozen.leaf("A"))


def test_events_stand_lightest_first_with_their_labels() -> None:
    document = _criteria(
        rule={"kind": "deduct", "events": {"huy": 6, "cham": 0.5}}, **{"x-labels": {"cham": "Chậm giáo án"}}
    )
    leaf = parse_criteria(document).leaf("A")
    assert rule_in_words(leaf) == "Bắt đầu từ 6 điểm. Chậm giáo án: trừ 0,5 mỗi lần · huy: trừ 6 mỗi lần."


def test_labels_that_are_no_mapping_are_left_aside() -> None:
    leaf = parse_criteria(_criteria(rule={"kind": "pass_fail"}, **{"x-labels": ["a"]})).leaf("A")
    assert leaf.label("co_dang_ky") == "co dang ky"
