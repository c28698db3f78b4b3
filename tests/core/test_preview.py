"""One unit's sheet before the claims of the others are known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sets import DATA, EXAMPLES, group, leaf, ranked, read, unit
from thidua.core.claims import check_claim, normal_claim
from thidua.core.criteria import claim_fields, parse_criteria
from thidua.core.errors import InputErrors
from thidua.core.preview import preview
from thidua.core.rule_words_vi import evidence_in_words, rule_in_words

CRITERIA = read(
    group("G", leaf("X", evidence="required"), leaf("R", "relative", most=6)),
    leaf("Y"),
    bonus={"cap": 3, "items": [leaf("B")]},
    deductions={"items": [leaf("D", {"kind": "per_unit", "points_each": 1})]},
    knock_outs=[{"code": "K", "title": "K", "effect": "exclude"}],
)


def test_an_exact_sheet() -> None:
    base = {"X": {"points": "9,5"}, "R": {"actual": 4, "target": 5}, "Y": {"points": 5}}

    shown = preview(CRITERIA, {**base, "B": {"points": 9}, "D": {"count": 1}})

    assert (shown.total.low, shown.total.high) == (Decimal("18.90"), Decimal("18.90"))
    assert shown.max_assigned == Decimal("26.00")
    assert shown.groups["G"].low == Decimal("11.90")
    assert (shown.missing, shown.evidence_absent, shown.errors) == ((), ("X",), ())
    assert shown.leaves["R"].sentence == "4/5 = 80 % × 3 → 2,40"


def test_intervals_until_the_others_are_known() -> None:
    shown = preview(CRITERIA, {"X": {"points": 0}, "R": {"actual": 6, "target": 5}, "Y": {"points": 5}})

    assert (shown.leaves["R"].low, shown.leaves["R"].high) == (Decimal("3.00"), Decimal("6.00"))
    assert (shown.total.low, shown.total.high) == (Decimal("8.00"), Decimal("11.00"))
    assert shown.leaves["R"].sentence == "6/5 = 120 %: từ 3 đến 6, biết sau khi các đơn vị đã nộp"

    without = preview(CRITERIA, {"R": {"actual": 6}})

    assert (without.leaves["R"].low, without.leaves["R"].high) == (Decimal("0.00"), Decimal("6.00"))
    assert without.missing == ("X", "Y")


def test_states_of_a_sheet() -> None:
    shown = preview(CRITERIA, {"X": {"assigned": False}, "R": {}, "Y": {"points": 11}}, knock_outs=["K"])

    assert (shown.leaves["X"].assigned, shown.leaves["X"].low, shown.leaves["X"].missing) == (False, None, False)
    assert shown.missing == ("R", "Y")
    assert preview(CRITERIA, {"X": {"note": "chờ số liệu", "evidence": ["a.pdf"]}}).errors == ()
    assert [error.path for error in shown.errors] == ["Y.points"]
    assert shown.max_assigned == Decimal("16.00")
    assert shown.excluded


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 10)), min_size=1, max_size=5))
def test_the_final_points_lie_within_the_preview(claims: list[tuple[int, int]]) -> None:
    entries = [{"X": {"points": 1}, "Y": {"points": 2}, "R": {"actual": a, "target": t}} for a, t in claims]
    result = ranked(CRITERIA, *(unit(f"u{n}", entry) for n, entry in enumerate(entries)))

    for number, entry in enumerate(entries):
        shown, final = preview(CRITERIA, entry), result.by_code[f"u{number}"]
        assert shown.total.low <= final.total <= shown.total.high
        assert shown.max_assigned == final.max_assigned
        if shown.leaves["R"].exact:
            assert final.leaves["R"].points == shown.leaves["R"].low


@pytest.mark.parametrize("typed", ["9,75", "9.75"])
def test_one_claim_typed_on_a_screen(typed: str) -> None:
    assert normal_claim(CRITERIA, "X", {"points": typed, "note": None}) == {"points": Decimal("9.75")}


def test_a_claim_refused_on_a_screen() -> None:
    (error,) = check_claim(CRITERIA, "X", {"points": "1.000,5"}, path="X")

    assert error.path == "X.points"
    assert "hàng nghìn" in error.message
    with pytest.raises(InputErrors):
        normal_claim(CRITERIA, "X", {"points": 11})
    with pytest.raises(TypeError):
        normal_claim(CRITERIA, "X", {"points": 9.75})
    assert check_claim(CRITERIA, "G", {}, path="G")[0].path == "G"
    assert normal_claim(CRITERIA, "X", {}) == {}


def test_claim_fields() -> None:
    criteria = parse_criteria((DATA / EXAMPLES["dbsh-2021"]).read_bytes())

    def fields(code: str) -> list[tuple[str, str]]:
        return [(field.name, field.kind) for field in claim_fields(criteria.leaf(code))]

    assert fields("I.1") == [("actual", "decimal")]
    assert fields("II.1") == [("actual", "decimal"), ("target", "decimal")]
    assert fields("III.2") == [("actual", "decimal"), ("target", "decimal")]
    assert fields("V.1") == [("achieved", "multi-choice")]
    assert [option.label for option in claim_fields(criteria.leaf("II.2"))[0].options] == [
        "cham giao an", "sai quy che", "huy ket qua thi",
    ]  # fmt: skip


def test_rules_in_words() -> None:
    criteria = parse_criteria((DATA / EXAMPLES["dbsh-2021"]).read_bytes())

    def words(code: str) -> str:
        return rule_in_words(criteria.leaf(code), criteria)

    assert words("I.1") == "Tính theo tỷ lệ so với 98 %; dưới một nửa mức này được 0 điểm."
    assert words("I.2") == "Tốt 3 · Khá 2 · Đạt 1 · Chưa thực hiện 0."
    assert words("I.3") == "Từ 100 %: 5 · từ 90 %: 4 · từ 80 %: 3 · từ 60 %: 1 điểm."
    assert words("I.4") == "Đơn vị tự đánh giá từ 0 đến 3, mỗi bậc 0,25."
    assert words("II.4") == "Đạt 2 điểm, không đạt 0 điểm."
    assert words("V.3") == "Mỗi ngày chậm trừ 0,5 điểm; không nộp được 0 điểm."
    assert rule_in_words(criteria.leaf("II.1"), criteria, target=Decimal(46)) == (
        "Tính theo tỷ lệ so với chỉ tiêu giao ước 46 lớp."
    )
    assert "hạ một bậc xếp loại" in words("II.2")
    assert evidence_in_words(criteria.leaf("II.4")) == "Không cần minh chứng."


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_rule_has_words(name: str) -> None:
    criteria = parse_criteria((DATA / EXAMPLES[name]).read_bytes())

    for item in criteria.leaves.values():
        assert rule_in_words(item, criteria).endswith(".")
        assert rule_in_words(item)
