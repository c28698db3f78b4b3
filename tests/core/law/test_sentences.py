"""Reasons in Vietnamese: natural, short, with the facts in them; one for every code."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from core.law.helpers import facts_of, judged
from core.law.small_law import condition, small_regime
from core.law.test_conditions import ROWS, small_facts
from thidua.core.law.facts import ATTESTED, Facts
from thidua.core.law.judging import Reason, judge
from thidua.core.law.lacking_words_vi import LACKING
from thidua.core.law.reason_words_vi import REASONS
from thidua.core.law.sentences_vi import lacking, sentence

ARTICLE = " – khoản 1 Điều 5 Luật mẫu"


def reason_of(kind: str, facts: Facts, /, **parameters: Any) -> Reason:
    return judge(small_regime(condition(kind, **parameters)), "MAU", facts).reasons[0]


def told(kind: str, written: dict[str, Any], /, **parameters: Any) -> str:
    return sentence(reason_of(kind, small_facts(written), **parameters))


def lacks(kind: str, written: dict[str, Any], /, **parameters: Any) -> str:
    return lacking(reason_of(kind, small_facts(written), **parameters)).removesuffix(ARTICLE)


def titles(*years: int, code: str = "TIT") -> dict[str, Any]:
    return {"titles": [{"code": code, "year": year} for year in years]}


def initiatives(*made: tuple[str, int]) -> dict[str, Any]:
    return {"initiatives": [{"scope": scope, "year": year} for scope, year in made]}


FIVE = {"2020": "good", "2021": "good", "2023": "completed", "2024": "good"}


@pytest.mark.parametrize(
    ("kind", "parameters", "facts", "said"),
    [
        ("performance_rating", {"min": "good", "years": 1}, {"ratings": {"2024": "excellent"}},
         "Năm 2024 xếp loại hoàn thành xuất sắc nhiệm vụ"),
        ("performance_rating", {"min": "good", "years": 1}, {}, "Chưa có xếp loại năm 2024"),
        ("performance_rating", {"min": "excellent", "years": 1}, {"ratings": {"2024": "good"}},
         "Năm 2024 xếp loại hoàn thành tốt nhiệm vụ, phải hoàn thành xuất sắc nhiệm vụ"),
        ("performance_rating", {"min": "good", "years": 5}, {"ratings": FIVE},
         "Năm 2023 xếp loại hoàn thành nhiệm vụ; chưa có xếp loại năm 2022;"
         " phải từ hoàn thành tốt nhiệm vụ trở lên cả 5 năm 2020–2024"),
        ("performance_rating", {"min": "good", "years": 2, "after": "COM"}, {},
         "Chưa được tặng Bằng khen kia, nên chưa tính được 2 năm sau đó"),
        ("performance_rating", {"min": "good", "years": 2, "after": "COM"}, titles(2023, code="COM"),
         "Được tặng Bằng khen kia năm 2023: 2 năm phải tính từ năm 2024"),
        ("performance_rating", {"min": None, "years": 5}, {},
         "Mức xếp loại phải đạt chưa xác định: chưa đọc được văn bản"),
        ("registered", {}, {"registered": False}, "Chưa đăng ký thi đua năm 2024"),
        ("min_service_months", {"months": 10}, {"months": 9}, "Công tác 9 tháng, chưa đủ 10 tháng"),
        ("leave_counts", {"leave": "maternity", "counts": True}, {},
         "Thời gian nghỉ thai sản được tính là thời gian công tác"),
        ("no_discipline", {"subject": "member", "min_level": "warning"}, {"member_discipline": "warning"},
         "Có thành viên bị kỷ luật cảnh cáo; không được từ cảnh cáo trở lên"),
        ("not_required", {"what": "registered"}, {}, "Không đòi hỏi đăng ký tham gia thi đua"),
        ("not_required", {"what": "no_discipline:member; title_same_year:TIT"}, {},
         "Không đòi hỏi: không có cá nhân bị kỷ luật; đạt “Danh hiệu kia” trong năm"),
        ("title_same_year", {"title": "TIT"}, titles(2024), "Được tặng “Danh hiệu kia” năm 2024"),
        ("title_same_year", {"title": "TIT"}, {"meets_title": {"TIT": True}},
         "Đạt tiêu chuẩn “Danh hiệu kia” năm 2024"),
        ("consecutive_title", {"title": "TIT", "count": 2, "ending": "award_year"}, titles(2023, 2024),
         "Được tặng “Danh hiệu kia” 2 lần liên tục (2023, 2024)"),
        ("consecutive_title", {"title": "TIT", "count": 2, "ending": "award_year"}, titles(2022, 2024),
         "2 lần gần nhất được tặng “Danh hiệu kia” (2022, 2024) không liên tục"),
        ("consecutive_title", {"title": "TIT", "count": 2},
         {"titles": [{"code": "TIT", "from": 2016, "to": 2018}, {"code": "TIT", "from": 2019, "to": 2021}]},
         "Lần gần nhất được tặng “Danh hiệu kia” là 2019–2021, phải đến năm 2023"),
        ("holds_award", {"award": "COM"}, {}, "Chưa được tặng Bằng khen kia trước năm 2024"),
        ("count_title_since", {"title": "TIT", "count": 3}, titles(2020, 2024),
         "Mới được tặng “Danh hiệu kia” 2 lần trong 5 năm 2020–2024, phải có 3 lần"),
        ("initiative", {"scope": "base", "count": 1}, initiatives(("base", 2024)),
         "Có 1 sáng kiến cấp cơ sở được công nhận năm 2024"),
        ("initiative", {"scope": "base", "count": 1}, initiatives(("national", 2024)),
         "Có 1 sáng kiến cấp cơ sở trở lên được công nhận năm 2024"),
        ("initiative", {"scope": "national", "count": 1, "period": "title_span"}, initiatives(("base", 2023)),
         "Chưa có sáng kiến phạm vi toàn quốc được công nhận trong 3 năm 2022–2024 (1 sáng kiến có phạm vi hẹp hơn)"),
        ("research_topic", {"scope": "base", "count": 1, "accepted": True, "applied": True},
         {"topics": [{"scope": "base", "year": 2024, "accepted": True}]},
         "Có 1 đề tài khoa học cấp cơ sở năm 2024 chưa rõ đã nghiệm thu và áp dụng hay chưa"),
        ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {"members": {"n": 16, "TIT": 7}},
         "7/16 (43,75 %) thành viên đạt “Danh hiệu kia”, phải trên 50 %"),
        ("cluster_rank", {"organiser": "ministry_province", "position": 1},
         {"cluster": {"organiser": "ministry_province", "rank": 2}},
         "Xếp thứ 2 trong cụm, khối thi đua do bộ, ngành, tỉnh tổ chức, phải dẫn đầu"),
        ("max_share", {"pct": 20}, {"flags_pool": {"leaders": 10, "proposed": 3}},
         "Đề nghị 3/10 (30 %) tập thể dẫn đầu cụm, khối, quá 20 % (nhiều nhất 2)"),
        ("sector_rule", {"delegated_to": "ministry_province"}, {},
         "Chưa nạp quy định riêng của bộ, ngành, tỉnh: tạm coi là đạt, phải đối chiếu khi xét"),
    ],
)  # fmt: skip
def test_sentence(kind: str, parameters: dict[str, Any], facts: dict[str, Any], said: str) -> None:
    assert told(kind, facts, **parameters) == said


@pytest.mark.parametrize(
    ("kind", "parameters", "facts", "said"),
    [
        ("initiative", {"scope": "ministry_province", "count": 1}, {},
         "Còn thiếu 1 sáng kiến có phạm vi cấp bộ, ngành, tỉnh"),
        ("initiative", {"scope": "national", "count": 2, "period": "title_span"}, initiatives(("national", 2023)),
         "Còn thiếu 1 sáng kiến có phạm vi toàn quốc trong 3 năm 2022–2024"),
        ("research_topic", {"scope": "base", "count": 1, "accepted": True, "applied": True}, {},
         "Còn thiếu 1 đề tài khoa học có phạm vi cấp cơ sở đã nghiệm thu và áp dụng"),
        ("performance_rating", {"min": "good", "years": 5}, {"ratings": FIVE},
         "Còn thiếu xếp loại hoàn thành tốt nhiệm vụ trở lên năm 2022, 2023 (trong 5 năm 2020–2024)"),
        ("performance_rating", {"min": "good", "years": 2, "after": "COM"}, titles(2023, code="COM"),
         "Cần đủ 2 năm sau năm 2023 xếp loại hoàn thành tốt nhiệm vụ trở lên, sớm nhất là năm 2025"),
        ("consecutive_title", {"title": "TIT", "count": 3, "ending": "award_year"}, titles(2023, 2024),
         "Còn thiếu 1 lần “Danh hiệu kia” liên tục đến năm 2024"),
        ("count_title_since", {"title": "TIT", "count": 3}, titles(2024),
         "Còn thiếu 2 lần “Danh hiệu kia” trong 5 năm 2020–2024"),
        ("member_ratio", {"title": "TIT", "op": ">", "pct": 50}, {"members": {"n": 16, "TIT": 7}},
         "Còn thiếu 2 thành viên đạt “Danh hiệu kia”"),
        ("min_service_months", {"months": 10}, {"months": 9}, "Còn thiếu 1 tháng công tác"),
        ("registered", {}, {"registered": False}, "Cần đăng ký thi đua năm 2024"),
        ("selected_best", {}, {}, "Cần xác nhận: được chọn là tiêu biểu nhất"),
    ],
)  # fmt: skip
def test_what_is_lacking(kind: str, parameters: dict[str, Any], facts: dict[str, Any], said: str) -> None:
    assert lacks(kind, facts, **parameters) == said


def test_what_is_lacking_names_the_article() -> None:
    assert lacking(reason_of("registered", facts_of())) == f"Cần xác nhận đã đăng ký thi đua năm 2024{ARTICLE}"


@pytest.mark.parametrize(
    ("evidence", "end"), [("S", ""), ("M", " (căn cứ chưa kiểm chứng)"), ("I", " (căn cứ chưa kiểm chứng)")]
)
def test_what_nobody_has_read_says_so(evidence: str, end: str) -> None:
    leaf = {**condition("registered"), "evidence": evidence}

    (reason,) = judge(small_regime(leaf), "MAU", facts_of(registered=True)).reasons

    assert sentence(reason) == f"Đã đăng ký thi đua năm 2024{end}"


def test_a_hold_says_that_it_is_no_refusal() -> None:
    found = judged("R2", "LDTT", pending=["denunciation_being_verified", "việc khác"]).reasons[-1]

    assert sentence(found) == (
        "Đang có việc chưa kết luận (đơn tố cáo đang xác minh, “việc khác”): chưa xét, không phải từ chối;"
        " xét lại khi có kết luận"
    )


def test_vote_and_quota() -> None:
    found = judged("R1", "CSTDCS", year=2021, quota={"proposed": 4, "of": 20}, vote={"yes": 14, "members": 16})

    quota, vote = found.reasons[-2:]
    assert sentence(quota) == "Đề nghị 4/20 (20 %), quá 15 % (nhiều nhất 3) (căn cứ chưa kiểm chứng)"
    assert sentence(vote) == (
        "14/16 (87,5 %) phiếu đồng ý trên tổng số thành viên; tỷ lệ phải đạt chưa xác định (căn cứ chưa kiểm chứng)"
    )


def every_reason() -> list[Reason]:
    """Reasons out of all the rows of the conditions, the attested ones and what stands around them."""
    found = [reason_of(kind, small_facts(facts), **parameters) for kind, parameters, facts, _ in ROWS]
    for kind in ATTESTED:
        found += [reason_of(kind, facts_of(attested=said)) for said in ({}, {kind: True}, {kind: False})]
    found.append(reason_of("registered", facts_of("household"), subject="individual"))
    for code in ("R1", "R2", "R3", "R4"):
        found += judged(
            code, "CSTD_BNT", subject="collective", pending=["x"], vote={"yes": 1, "members": 9},
            quota={"proposed": 1, "of": 9},
        ).reasons  # fmt: skip
    return found


def test_every_sentence_is_said_well() -> None:
    for reason in every_reason():
        for text in (sentence(reason), lacking(reason)):
            assert text == unicodedata.normalize("NFC", text).strip()
            assert text[0].isupper() or text[0].isdigit()
            assert not text.endswith(".")
            assert "  " not in text
            assert "None" not in text
            assert "{" not in text


def test_every_code_of_a_reason_that_blocks_says_what_is_lacking() -> None:
    assert {reason.code for reason in every_reason() if reason.state != "met"} - set(LACKING) == set()
    assert set(LACKING) - set(REASONS) == set()
