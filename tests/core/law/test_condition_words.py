"""Conditions said as requirements."""

from __future__ import annotations

import pytest

from thidua.core.law.condition_words_vi import requirement
from thidua.core.law.conditions.registry import KINDS
from thidua.core.law.nodes import leaves_of
from thidua.core.law.regimes import law

SAID = {
    ("R1", "LDTT"): [
        "Xếp loại hoàn thành tốt nhiệm vụ trở lên trong năm",
        "Chấp hành tốt chủ trương; tự lực, tự cường; đoàn kết; tích cực học tập; đạo đức, lối sống lành mạnh",
        "Đã đăng ký tham gia thi đua",
        "Thời gian công tác trong năm từ 10 tháng trở lên",
        "Thời gian nghỉ thai sản được tính là thời gian công tác",
        "Thời gian nghỉ do bị thương khi cứu người, chiến đấu, phục vụ chiến đấu được tính là thời gian công tác",
        "Không bị kỷ luật từ khiển trách trở lên trong năm",
        "Người chuyển công tác, đã làm ở đơn vị cũ từ 6 tháng trở lên, phải có nhận xét của đơn vị cũ",
    ],
    ("R1", "CSTDTQ"): [
        "2 lần liên tục được tặng “Chiến sĩ thi đua cấp bộ, ngành, tỉnh, đoàn thể trung ương”, "
        "lần cuối vào năm liền trước năm đề nghị",
        "Có ít nhất 1 sáng kiến phạm vi toàn quốc được người đứng đầu bộ, ngành, tỉnh công nhận "
        "trong thời gian tính danh hiệu",
        "Được hội đồng chọn là tiêu biểu nhất trong những người đã đủ số lần danh hiệu liên tục",
    ],
    ("R1", "TTLDXS"): [
        "Đạt “Tập thể lao động tiên tiến” trong năm",
        "Xếp loại hoàn thành xuất sắc nhiệm vụ trong năm",
        "100% cá nhân xếp loại hoàn thành nhiệm vụ trở lên",
        "Từ 70% cá nhân trở lên đạt “Lao động tiên tiến”",
        "Có ít nhất 1 cá nhân đạt “Chiến sĩ thi đua cơ sở”",
        "Không có cá nhân bị kỷ luật từ cảnh cáo trở lên",
    ],
    ("R2", "CO_CP"): [
        "Dẫn đầu cụm, khối thi đua do bộ, ngành, tỉnh tổ chức",
        "Được hội đồng chọn là tiêu biểu nhất trong các tập thể dẫn đầu cụm, khối thi đua",
        "Hoàn thành vượt mức chỉ tiêu được giao",
        "Tổ chức đảng, đoàn thể trong sạch, vững mạnh",
        "Số tập thể đề nghị không quá 20% số tập thể dẫn đầu cụm, khối thi đua",
        "Dẫn đầu cụm, khối thi đua do Hội đồng Thi đua – Khen thưởng Trung ương tổ chức",
        "Dẫn đầu phong trào thi đua do Thủ tướng Chính phủ phát động, phong trào kéo dài từ 5 năm trở lên",
    ],
    ("R3", "BK_TTG"): [
        "Đối với cá nhân: đã được tặng Bằng khen của Bộ, ban, ngành, tỉnh",
        "Xếp loại hoàn thành tốt nhiệm vụ trở lên trong 5 năm liên tục, tính đến năm đề nghị",
        "Trong 5 năm có ít nhất 3 lần được tặng “Chiến sĩ thi đua cơ sở”",
        "Đối với tập thể: đã được tặng Bằng khen của Bộ, ban, ngành, tỉnh",
        "Đối với tập thể: xếp loại hoàn thành xuất sắc nhiệm vụ trong 5 năm liên tục",
        "Trong 5 năm có ít nhất 1 lần được tặng “Cờ thi đua của Bộ, ban, ngành, tỉnh”",
        "Trong 5 năm có ít nhất 2 lần được tặng Bằng khen của Bộ, ban, ngành, tỉnh",
        "Được khen trong phong trào thi đua do Chủ tịch nước, Thủ tướng Chính phủ hoặc bộ, ngành, tỉnh phát động",
        "Lập thành tích đột xuất cấp bộ, ngành, tỉnh",
        "Đóng góp phát triển kinh tế – xã hội, khoa học – kỹ thuật, từ thiện",
    ],
    ("R3", "HCLD1"): [
        "Đã được tặng Huân chương Lao động hạng Nhì",
        "Xếp loại (chưa xác định) trong 5 năm liên tục, tính đến năm đề nghị",
        "Trong 5 năm có ít nhất (chưa xác định) lần được tặng (chưa xác định)",
        "Được khen trong phong trào thi đua do bộ, ngành, tỉnh phát động từ 5 năm trở lên",
        "Lập thành tích đột xuất",
    ],
}


@pytest.mark.parametrize(("regime", "award"), SAID)
def test_the_conditions_of_an_award_read_like_requirements(regime: str, award: str) -> None:
    rules = law().regime(regime)

    assert [requirement(leaf, rules.names) for leaf in leaves_of(rules.award(award).criteria)] == SAID[regime, award]


def test_what_a_law_expressly_drops_is_said_with_its_name() -> None:
    rules = law().regime("R2")
    dropped = [leaf for leaf in leaves_of(rules.award("TTLDXS").criteria) if leaf.type == "not_required"]

    assert [requirement(leaf, rules.names) for leaf in dropped] == [
        "Không đòi hỏi: không có cá nhân bị kỷ luật; đạt “Tập thể lao động tiên tiến” trong năm"
    ]


def test_every_type_that_the_law_uses_has_its_words() -> None:
    used = {
        leaf.type: requirement(leaf, regime.names)
        for regime in law().regimes
        for award in regime.awards.values()
        for leaf in leaves_of(award.criteria)
    }

    assert set(used) == set(KINDS)
    assert [kind for kind, words in used.items() if not words[0].isupper() and not words[0].isdigit()] == []
