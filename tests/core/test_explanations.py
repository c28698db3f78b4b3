"""The sentence behind each figure, and why a unit stands where it stands."""

from __future__ import annotations

from typing import Any

import pytest

from core.sets import DATA, EXAMPLES, leaf, ranked, read, unit
from thidua.core.claims import parse_claims
from thidua.core.criteria import parse_criteria
from thidua.core.explain import explain_unit_leaf
from thidua.core.rank_words_vi import rank_in_words
from thidua.core.ranking import evaluate
from thidua.core.results import Result
from thidua.core.sentences_vi import sentence

DEDUCT = {"kind": "deduct", "events": {"muon": 0.5, "vang_hop": {"points": 2, "at_most": 1, "effect": "lower_grade"}}}
LATE = {"kind": "on_time", "per_day": 0.5, "flat": 1, "zero_after_days": 5}
BANDS = {"kind": "bands", "bands": [{"min": 90, "points": 4}]}
PERCENT = {"kind": "bands", "measure": "percent", "bands": [{"max": 50, "points": 4}]}
PLUS = {"kind": "plus_minus", "plus": 1, "minus": 0.5}
OPTIONS = {"nhat": 3, "bang_khen": 1}


def said(rule: dict[str, Any], claim: Any, *, most: int = 8, **more: Any) -> str:
    result = ranked(read(leaf("X", rule, most=most), **more), unit("u", {"X": claim}))
    return sentence(explain_unit_leaf(result.by_code["u"], "X"))


@pytest.mark.parametrize(
    ("rule", "claim", "expected"),
    [
        ({"kind": "ratio"}, {"actual": 44, "target": 40}, "44/40 = 110 % → đạt tối đa 8,00"),
        ({"kind": "ratio"}, {"actual": 43, "target": 46}, "43/46 = 93,48 % × 8 → 7,48"),
        ({"kind": "ratio", "start": 0.5}, {"actual": 4, "target": 10}, "4/10 = 40 %, dưới 50 % → 0,00"),
        ({"kind": "ratio", "better": "lower"}, {"actual": 8, "target": 4}, "4/8 = 50 % (càng ít càng tốt) × 8 → 4,00"),
        ({"kind": "ratio", "better": "lower"}, {"actual": 0, "target": 4},
         "thực hiện 0, càng ít càng tốt → đạt tối đa 8,00"),
        ({"kind": "on_time", "per_day": 1}, {"days_late": 1}, "chậm 1 ngày: 8 − 1 × 1 → 7,00"),
        ({"kind": "on_time"}, {"days_late": 1}, "chậm 1 ngày, không trừ điểm → 8,00"),
        ({"kind": "judged"}, {"points": "3,75"}, "chấm 3,75 trên 8 → 3,75"),
        ({"kind": "pass_fail"}, {"met": False}, "không đạt → 0,00"),
        ({"kind": "levels", "levels": {"Khá": 4}}, {"level": "Khá"}, "mức Khá → 4,00"),
        (BANDS, {"actual": "96,4"}, "96,4, mức từ 90 → 4,00"),
        (BANDS, {"actual": -3}, "−3, không thuộc mức nào → 0,00"),
        (PERCENT, {"actual": 1, "target": 4}, "1/4 = 25 %, mức đến 50 % → 4,00"),
        ({"kind": "per_unit", "points_each": 2}, {"count": 3}, "3 × 2 → 6,00"),
        ({"kind": "per_unit", "points_each": 2}, {"count": 5}, "5 × 2 = 10, tối đa 8 → 8,00"),
        (DEDUCT, {"events": {}}, "không vi phạm → giữ đủ 8,00"),
        (DEDUCT, {"events": {"muon": 3}}, "8 − 3 × 0,5 (muon) = 6,5 → 6,50"),
        (DEDUCT, {"events": {"muon": 3, "vang_hop": 2}},
         "8 − (3 × 0,5 (muon) + 1 × 2 (vang hop)) = 4,5; hạ một bậc xếp loại → 4,50"),
        (DEDUCT, {"events": {"muon": 20}}, "8 − 20 × 0,5 (muon) = −2, không thấp hơn 0 → 0,00"),
        (PLUS, {"plus": 3, "minus": 2}, "3 × 1 − 2 × 0,5 → 2,00"),
        (PLUS, {"minus": 2}, "0 × 1 − 2 × 0,5 = −1, thấp nhất 0 → 0,00"),
        ({"kind": "best_of", "options": OPTIONS}, {"achieved": ["bang_khen"]}, "bang khen → 1,00"),
        ({"kind": "best_of", "options": OPTIONS}, {"achieved": ["bang_khen", "nhat"]}, "cao nhất trong 2: nhat → 3,00"),
        ({"kind": "sum_of", "options": OPTIONS}, {"counts": {"nhat": 9}}, "9 × 3 (nhat) = 27, tối đa 8 → 8,00"),
        (LATE, {"days_late": 2}, "chậm 2 ngày: 8 − 1 − 2 × 0,5 → 6,00"),
        (LATE, {"days_late": 6}, "chậm 6 ngày, quá 5 ngày → 0,00"),
        (LATE, {"submitted": False}, "không nộp → 0,00"),
        ({"kind": "mean"}, {"scores": [7, "6.5", None]}, "trung bình của (7; 6,5; vắng) = 6,75 → 6,75"),
        ({"kind": "mean", "scorers_min": 3}, {"scores": [7, None]}, "chưa đủ 3 người chấm: chưa tính điểm"),
        ({"kind": "relative"}, {"actual": 4, "target": 4}, "4/4 = 100 %, đạt chỉ tiêu → 4,00"),
        ({"kind": "relative"}, {"actual": 6, "target": 4}, "6/4 = 150 %, cao nhất → đạt tối đa 8,00"),
        ({"kind": "relative"}, {"actual": 2}, "không có chỉ tiêu: 2 so với cao nhất 2 → 8,00"),
        ({"kind": "judged"}, {}, "chưa chấm"),
        ({"kind": "judged"}, {"assigned": False}, "không giao: không tính vào điểm và không tính vào điểm tối đa"),
    ],
)  # fmt: skip
def test_sentences(rule: dict[str, Any], claim: Any, expected: str) -> None:
    assert said(rule, claim) == expected


def test_a_unit_between_its_target_and_the_best() -> None:
    criteria = read(leaf("X", "relative", most=6))
    result = ranked(
        criteria, unit("u", {"X": {"actual": 5, "target": 4}}), unit("v", {"X": {"actual": 6, "target": 4}})
    )

    assert sentence(explain_unit_leaf(result.by_code["u"], "X")) == "5/4 = 125 %, cao nhất là 150 % → 4,50"


def example(name: str) -> Result:
    criteria = parse_criteria((DATA / EXAMPLES[name]).read_bytes())
    return evaluate(criteria, parse_claims((DATA / f"{name}.claims.yaml").read_bytes(), criteria))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_figure_of_the_examples_is_explained(name: str) -> None:
    result = example(name)

    for item in result.units:
        for code in item.leaves:
            assert sentence(explain_unit_leaf(item, code))
        assert rank_in_words(result, item.code)[0].endswith(".")


def test_ranks_in_words() -> None:
    result = example("dbsh-2021")

    def words(number: int) -> tuple[str, ...]:
        return rank_in_words(result, f"don-vi-{number:02d}")

    assert words(1) == (
        "Hạng 1: 84,50 %, cao nhất, hơn Đơn vị mẫu 04 0,67 điểm phần trăm.",
        "Có 2,50 điểm thưởng.",
    )
    assert words(4)[:2] == (
        "Hạng 2: 83,83 %, sau Đơn vị mẫu 01 0,67 điểm phần trăm.",
        "Đủ mức Tốt, hạ một bậc xếp loại theo K.2: Không có nội dung mới, cách làm mới trong năm. Xếp loại: Khá. "
        "Hạ bậc không làm đổi thứ hạng.",
    )
    assert words(5) == ("Đồng hạng 4 với Đơn vị mẫu 08: cùng 79,78 %; bằng nhau cả IV, V, III.",)
    assert words(6)[1] == "Bị trừ 2,00 điểm theo D.1."
    assert words(7)[1] == "78,60 trên 96,00 điểm được giao: IV.1 không giao."
    assert words(10)[0] == (
        "Chưa xếp hạng vì chưa chấm IV.5 (tối đa 7,00). Chưa chấm không phải là 0 nên tạm tính 82,90 % không đem so."
    )


def test_the_code_that_broke_a_tie_is_named() -> None:
    criteria = read(leaf("X"), leaf("Y"), ranking={"tie_break": ["X"]})
    result = ranked(
        criteria,
        unit("a", {"X": {"points": 4}, "Y": {"points": 5}}, title="Đơn vị A"),
        unit("b", {"X": {"points": 5}, "Y": {"points": 4}}, title="Đơn vị B"),
    )

    assert rank_in_words(result, "b") == (
        "Hạng 1: 9,00 điểm, bằng Đơn vị A; xếp trước vì X cao hơn (5,00 so với 4,00).",
    )
    assert rank_in_words(result, "a") == (
        "Hạng 2: 9,00 điểm, bằng Đơn vị B; xếp sau vì X thấp hơn (4,00 so với 5,00).",
    )


def test_exclusion_and_quota_in_words() -> None:
    school = example("thang-truong-hoc")
    bands = [{"code": "A", "title": "Tốt", "min": 5, "share_max": 50}, {"code": "B", "title": "Khá", "min": 0}]
    result = ranked(
        read(leaf("X"), grades={"bands": bands}),
        unit("a", {"X": {"points": 9}}),
        unit("b", {"X": {"points": 8}}),
    )

    assert rank_in_words(school, "gv-4")[0].startswith("Không xét thi đua, không xếp hạng: II.1 (")
    assert rank_in_words(result, "b")[1] == "Đủ mức Tốt nhưng đã hết tỷ lệ tối đa 50 % số đơn vị. Xếp loại: Khá."
