"""A condition said as a requirement: “Xếp loại hoàn thành tốt nhiệm vụ trở lên trong năm”. Reasons about one person are
said elsewhere; here nobody is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from thidua.core.law.code_words_vi import (
    AMONG_WORDS,
    DELEGATED_WORDS,
    DISCIPLINE_WORDS,
    LEAVE_WORDS,
    ORGANISER_WORDS,
    PERIOD_WORDS,
    RATING_WORDS,
    SCOPE_WORDS,
    SUBJECT_WORDS,
)
from thidua.core.law.conditions.base import Names
from thidua.core.law.nodes import Leaf
from thidua.core.law.saying_vi import dropped

_NOT_READ = "(chưa xác định)"

Values = Mapping[str, Any]


def requirement(leaf: Leaf, names: Names) -> str:
    """What the condition asks, one Vietnamese sentence without a full stop; a parameter that nobody has read is said as
    “(chưa xác định)”."""
    words = _WORDS[leaf.type](leaf.values, names)
    if leaf.subject is None or leaf.type == "no_discipline":
        return words
    return f"Đối với {SUBJECT_WORDS[leaf.subject]}: {words[0].lower()}{words[1:]}"


def _said(value: object) -> str:
    return _NOT_READ if value is None else str(value).replace(".", ",")


def _name(code: str | None, names: Names) -> str:
    return _NOT_READ if code is None else names[code].said


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _one_of(codes: Iterable[str]) -> str:
    """“Chủ tịch nước, Thủ tướng Chính phủ hoặc bộ, ngành, tỉnh”."""
    *first, last = [ORGANISER_WORDS[code] for code in codes]
    return f"{', '.join(first)} hoặc {last}" if first else last


def _rated(level: str | None) -> str:
    if level is None:
        return f"xếp loại {_NOT_READ}"
    best = "" if level == "excellent" else " trở lên"
    return f"xếp loại {RATING_WORDS[level]}{best}"


def _performance(values: Values, names: Names) -> str:
    words = _capital(_rated(values["min"]))
    if values["years"] == 1:
        return f"{words} trong năm"
    run = " liên tục" if values.get("consecutive") else ""
    words = f"{words} trong {_said(values['years'])} năm{run}"
    if values.get("after"):
        words += f" sau khi được tặng {_name(values['after'], names)}"
    if values.get("ending") == "submission_year":
        words += ", tính đến năm đề nghị"
    return words


def _consecutive(values: Values, names: Names) -> str:
    what = "năm (năm học)" if values.get("unit") == "years_or_school_years" else "lần"
    end = "năm xét" if values.get("ending") == "award_year" else "năm liền trước năm đề nghị"
    return f"{_said(values['count'])} {what} liên tục được tặng {_name(values['title'], names)}, lần cuối vào {end}"


def _count_since(values: Values, names: Names) -> str:
    return f"Trong 5 năm có ít nhất {_said(values['count'])} lần được tặng {_name(values['title'], names)}"


def _same_year(values: Values, names: Names) -> str:
    standard = "Đạt tiêu chuẩn" if values.get("meaning") else "Đạt"
    return f"{standard} {_name(values['title'], names)} trong năm"


def _initiative(values: Values, names: Names) -> str:
    period = PERIOD_WORDS[values.get("period") or "year"]
    by_head = values.get("attested_by") == "head_of_ministry_or_province"
    by = "được người đứng đầu bộ, ngành, tỉnh công nhận" if by_head else "được công nhận"
    return f"Có ít nhất {_said(values['count'])} sáng kiến {SCOPE_WORDS[values['scope']]} {by} {period}"


def _topic(values: Values, names: Names) -> str:
    asked = [said for key, said in (("accepted", "đã nghiệm thu"), ("applied", "đã áp dụng")) if values.get(key)]
    words = f"Có ít nhất {_said(values['count'])} đề tài khoa học {SCOPE_WORDS[values['scope']]}"
    return f"{words} {', '.join(asked)}" if asked else words


def _discipline(values: Values, names: Names) -> str:
    level = DISCIPLINE_WORDS[values["min_level"]]
    if values["subject"] == "member":
        return f"Không có cá nhân bị kỷ luật từ {level} trở lên"
    within = " trong năm" if values.get("within") == "year" else ""
    return f"Không bị kỷ luật từ {level} trở lên{within}"


def _member_ratio(values: Values, names: Names) -> str:
    what = f"đạt {_name(values['title'], names)}" if values.get("title") else _rated(values["rating"])
    pct = _said(values["pct"])
    if pct == "100":
        return f"100% cá nhân {what}"
    return f"Trên {pct}% cá nhân {what}" if values["op"] == ">" else f"Từ {pct}% cá nhân trở lên {what}"


def _cluster_rank(values: Values, names: Names) -> str:
    first = values["position"] == 1
    place = "Dẫn đầu" if first else f"Xếp thứ {_said(values['position'])} trở lên trong"
    return f"{place} cụm, khối thi đua do {ORGANISER_WORDS[values['organiser']]} tổ chức"


def _movement_leader(values: Values, names: Names) -> str:
    return (
        f"Dẫn đầu phong trào thi đua do {_one_of(values['launched_by'])} phát động, "
        f"phong trào kéo dài từ {_said(values['min_years'])} năm trở lên"
    )


def _movement_commended(values: Values, names: Names) -> str:
    words = "Được khen trong phong trào thi đua"
    if values.get("launched_by"):
        words += f" do {_one_of(values['launched_by'])} phát động"
    if values.get("min_years"):
        words += f" từ {_said(values['min_years'])} năm trở lên"
    return f"{words}, khi sơ kết, tổng kết" if values.get("phase") == "so_ket_tong_ket" else words


def _months(values: Values, names: Names) -> str:
    if values["months"] is None:
        return "Trung ương không quy định thời gian công tác tối thiểu trong năm"
    return f"Thời gian công tác trong năm từ {_said(values['months'])} tháng trở lên"


def _transfer(values: Values, names: Names) -> str:
    months = values.get("old_unit_months_min")
    since = f" từ {_said(months)} tháng trở lên" if months else ""
    return f"Người chuyển công tác, đã làm ở đơn vị cũ{since}, phải có nhận xét của đơn vị cũ"


def _leave(values: Values, names: Names) -> str:
    leave = LEAVE_WORDS.get(values["leave"], values["leave"])
    counted = "không được tính" if values.get("counts") is False else "được tính"
    return f"Thời gian {leave} {counted} là thời gian công tác"


def _not_required(values: Values, names: Names) -> str:
    parts = (code.strip().partition(":")[::2] for code in values["what"].split(";"))
    said = [dropped(kind, names[about].said if about in names else about) for kind, about in parts]
    return f"Không đòi hỏi: {'; '.join(said)}"


def _sector_rule(values: Values, names: Names) -> str:
    words = f"Theo quy định của {DELEGATED_WORDS.get(values.get('delegated_to', ''), 'cơ quan có thẩm quyền')}"
    return f"{words}: {values['text']}" if values.get("text") else words


def _sudden(values: Values, names: Names) -> str:
    scope = values.get("scope")
    return f"Lập thành tích đột xuất {SCOPE_WORDS[scope]}" if scope else "Lập thành tích đột xuất"


_WORDS: Mapping[str, Callable[[Values, Names], str]] = {
    "performance_rating": _performance,
    "registered": lambda values, names: "Đã đăng ký tham gia thi đua",
    "min_service_months": _months,
    "leave_counts": _leave,
    "not_required": _not_required,
    "transfer_opinion": _transfer,
    "no_discipline": _discipline,
    "title_same_year": _same_year,
    "consecutive_title": _consecutive,
    "holds_award": lambda values, names: f"Đã được tặng {_name(values['award'], names)}",
    "count_title_since": _count_since,
    "initiative": _initiative,
    "research_topic": _topic,
    "member_ratio": _member_ratio,
    "has_member_title": lambda values, names: (
        f"Có ít nhất {_said(values['count'])} cá nhân đạt {_name(values['title'], names)}"
    ),
    "cluster_rank": _cluster_rank,
    "max_share": lambda values, names: (
        f"Số tập thể đề nghị không quá {_said(values['pct'])}% số tập thể dẫn đầu cụm, khối thi đua"
    ),
    "movement_leader": _movement_leader,
    "movement_commended": _movement_commended,
    "sector_rule": _sector_rule,
    "qualitative": lambda values, names: _capital(values.get("text") or "phẩm chất, phong trào do hội đồng xem xét"),
    "selected_best": lambda values, names: (
        f"Được hội đồng chọn là tiêu biểu nhất trong {AMONG_WORDS.get(values.get('among', ''), 'số được đề nghị')}"
    ),
    "exceeds_targets": lambda values, names: "Hoàn thành vượt mức chỉ tiêu được giao",
    "party_org_status": lambda values, names: "Tổ chức đảng, đoàn thể trong sạch, vững mạnh",
    "sudden_achievement": _sudden,
    "contribution": lambda values, names: _capital(values.get("text") or "có đóng góp nổi bật"),
    "combat_ingenuity": lambda values, names: "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu",
}
