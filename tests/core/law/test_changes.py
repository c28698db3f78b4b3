"""What a legal officer reads as changed between two periods."""

from __future__ import annotations

from thidua.core.law.changes import changes
from thidua.core.law.regimes import law


def between(code: str, before: str, after: str) -> tuple[str, ...]:
    later = law().regime(after)
    return changes(law().regime(before).award(code), later.award(code), later.names)


def test_a_title_that_stays_as_it_was_has_no_change() -> None:
    assert between("CSTDTQ", "R2", "R3") == ()


def test_a_new_name_is_one_change_and_not_many() -> None:
    assert between("XPTTTB", "R2", "R3") == ("Tên: “Xã, phường, thị trấn tiêu biểu” → “Xã, phường, đặc khu tiêu biểu”",)


def test_registration_is_dropped_in_2024() -> None:
    assert "Bỏ: Đã đăng ký tham gia thi đua" in between("LDTT", "R1", "R2")


def test_a_condition_that_becomes_one_of_several_is_told_as_such() -> None:
    told = [
        sentence for sentence in between("CSTD_BNT", "R1", "R2") if "sáng kiến cấp bộ, ngành, tỉnh được" in sentence
    ]

    assert told == [
        "Đổi: Có ít nhất 1 sáng kiến cấp bộ, ngành, tỉnh được người đứng đầu bộ, ngành, tỉnh công nhận "
        "trong thời gian tính danh hiệu – từ bắt buộc thành một phần của các lựa chọn"
    ]


def test_the_first_grade_fighter_gains_a_way_in_2024_and_loses_the_share() -> None:
    told = between("CSTDCS", "R1", "R2")

    assert told[:2] == (
        "Đổi: Có ít nhất 1 đề tài khoa học cấp cơ sở đã nghiệm thu, đã áp dụng → "
        "Có ít nhất 1 đề tài khoa học cấp cơ sở đã nghiệm thu",
        "Thêm (trong các lựa chọn): Xếp loại hoàn thành xuất sắc nhiệm vụ trong năm",
    )
    assert told[3] == "Tỷ lệ: “không quá 15% số người đạt Lao động tiên tiến của đơn vị” → “không có tỷ lệ chung”"


def test_a_greater_prize_is_a_change() -> None:
    told = [sentence for sentence in between("BK_BNT", "R1", "R2") if sentence.startswith("Tiền thưởng")]

    assert told == [
        "Tiền thưởng: “cá nhân 1; tập thể 2 lần mức lương cơ sở” → “cá nhân 1,5; tập thể 3 lần mức lương cơ sở”"
    ]


def test_a_new_kind_of_subject_is_a_change() -> None:
    assert "Thêm đối tượng: hộ gia đình" in between("BK_BNT", "R1", "R2")
