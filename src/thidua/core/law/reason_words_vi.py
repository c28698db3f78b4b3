"""Why a condition is met, failed or unknown, said about one subject: an entry for each code, without a full stop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from thidua.core.law.code_words_vi import (
    AMONG_WORDS,
    DELEGATED_WORDS,
    DISCIPLINE_WORDS,
    LEAVE_WORDS,
    ORGANISER_WORDS,
    PENDING_WORDS,
    RATING_WORDS,
    SCOPE_WORDS,
    SUBJECT_WORDS,
)
from thidua.core.law.saying_vi import at_least, dropped, listed, must_be, period, share, span, subjects
from thidua.core.vn import decimal_text

Params = Mapping[str, Any]
Sayer = Callable[[Params], str]

_NOT_READ: Mapping[str, str] = {
    "performance_rating": "Mức xếp loại phải đạt",
    "count_title_since": "Danh hiệu và số lần phải có",
    "consecutive_title": "Danh hiệu và số lần liên tục phải có",
    "initiative": "Số sáng kiến phải có",
    "research_topic": "Số đề tài khoa học phải có",
    "member_ratio": "Tỷ lệ thành viên phải đạt",
    "has_member_title": "Số thành viên phải có danh hiệu",
    "max_share": "Tỷ lệ tối đa",
}


def _not_read(p: Params) -> str:
    return f"{_NOT_READ.get(p['condition'], 'Giá trị của điều kiện này')} chưa xác định: chưa đọc được văn bản"


def _years_short(p: Params) -> str:
    parts = [f"năm {year} xếp loại {RATING_WORDS[rating]}" for year, rating in p["low"]]
    if p["missing"]:
        parts.append(f"chưa có xếp loại năm {listed(p['missing'])}")
    said = "; ".join(parts)
    return f"{said[0].upper()}{said[1:]}; {must_be(p['least'])} cả {p['years']} năm {p['first']}–{p['year']}"


def _periods(p: Params) -> str:
    return listed(period(first, last) for first, last in p["periods"])


def _streak_few(p: Params) -> str:
    held = f"Mới được tặng {p['title']} {p['held']} lần" if p["held"] else f"Chưa được tặng {p['title']}"
    return f"{held}, phải có {p['count']} lần liên tục đến năm {p['end']}"


def _work(noun: str) -> Sayer:
    """ "1 sáng kiến cấp cơ sở"; "trở lên" where some are of a wider scope than asked."""

    def said(p: Params) -> str:
        wider = " trở lên" if p["wider"] else ""
        return f"{p['have']} {noun} {SCOPE_WORDS[p['scope']]}{wider}"

    return said


_initiatives, _topics = _work("sáng kiến"), _work("đề tài khoa học")


def _initiative_none(p: Params) -> str:
    said = f"Chưa có sáng kiến {SCOPE_WORDS[p['scope']]} được công nhận {span(p['first'], p['year'])}"
    return f"{said} ({p['narrower']} sáng kiến có phạm vi hẹp hơn)" if p["narrower"] else said


def asked_of_topic(p: Params, joint: str = "và") -> str:
    """ "nghiệm thu và áp dụng": what is asked of a topic, or nothing."""
    return f" {joint} ".join(word for key, word in (("accepted", "nghiệm thu"), ("applied", "áp dụng")) if p[key])


def _topic_unsure(p: Params) -> str:
    return (
        f"Có {p['open']} đề tài khoa học {SCOPE_WORDS[p['scope']]} {span(p['first'], p['year'])}"
        f" chưa rõ đã {asked_of_topic(p)} hay chưa"
    )


def _topic_met(p: Params) -> str:
    asked = f"đã {asked_of_topic(p)} " if asked_of_topic(p) else ""
    return f"Có {_topics(p)} {asked}{span(p['first'], p['year'])}"


def _ratio_of(p: Params) -> str:
    return f"đạt {p['what']}" if p["title"] else f"xếp loại {at_least(p['what'])}"


def _ratio_asked(p: Params) -> str:
    return f"trên {decimal_text(p['pct'])} %" if p["above"] else f"từ {decimal_text(p['pct'])} %"


def _place(position: int) -> str:
    return "dẫn đầu" if position == 1 else f"xếp thứ {position} trở lên"


def _cluster_of(organiser: str) -> str:
    return f"cụm, khối thi đua do {ORGANISER_WORDS[organiser]} tổ chức"


def launchers(p: Params) -> str:
    """ "Chủ tịch nước hoặc Thủ tướng Chính phủ"."""
    return listed((ORGANISER_WORDS[code] for code in p["launchers"]), "hoặc")


def sector(p: Params) -> str:
    """Whose rule it is."""
    return DELEGATED_WORDS.get(p.get("delegated_to", ""), "cơ quan có thẩm quyền")


def _of_kind(p: Params) -> str:
    return f" {SCOPE_WORDS[p['scope']]}" if p.get("scope") else ""


def movement_commended_by(p: Params) -> str:
    """Whose movement, where the condition says it."""
    if not p.get("launched_by"):
        return ""
    return f" do {listed((ORGANISER_WORDS[code] for code in p['launched_by']), 'hoặc')} phát động"


def _dropped(p: Params) -> str:
    said = [dropped(kind, about) for kind, about in p["dropped"]]
    return f"Không đòi hỏi: {'; '.join(said)}" if len(said) > 1 else f"Không đòi hỏi {said[0]}"


def _pending(p: Params) -> str:
    matters = listed(PENDING_WORDS.get(code, f"“{code}”") for code in p["pending"])
    return f"Đang có việc chưa kết luận ({matters}): chưa xét, không phải từ chối; xét lại khi có kết luận"


def _quality(p: Params) -> str:
    return str(p.get("text") or "phẩm chất, phong trào do hội đồng xem xét")


def _among(p: Params) -> str:
    return AMONG_WORDS.get(p.get("among", ""), "số được đề nghị")


REASONS: Mapping[str, Sayer] = {
    "parameter_not_known": _not_read,
    "rules_not_loaded": lambda p: f"Chưa nạp quy định của {p['regime']}: chưa kết luận được",
    "other_subject": lambda p: (
        f"Điều kiện này dành cho {SUBJECT_WORDS[p['asked']]}, không dành cho {SUBJECT_WORDS[p['subject']]}"
    ),
    "rating.year_met": lambda p: f"Năm {p['year']} xếp loại {RATING_WORDS[p['rating']]}",
    "rating.year_low": lambda p: f"Năm {p['year']} xếp loại {RATING_WORDS[p['rating']]}, {must_be(p['least'])}",
    "rating.year_unknown": lambda p: f"Chưa có xếp loại năm {p['year']}",
    "rating.years_met": lambda p: f"Cả {p['years']} năm {p['first']}–{p['year']} xếp loại {at_least(p['least'])}",
    "rating.years_short": _years_short,
    "rating.not_begun": lambda p: f"Chưa được tặng {p['award']}, nên chưa tính được {p['years']} năm sau đó",
    "rating.too_soon": lambda p: (
        f"Được tặng {p['award']} năm {p['last']}: {p['years']} năm phải tính từ năm {p['last'] + 1}"
    ),
    "registered.met": lambda p: f"Đã đăng ký thi đua năm {p['year']}",
    "registered.failed": lambda p: f"Chưa đăng ký thi đua năm {p['year']}",
    "registered.unknown": lambda p: f"Chưa biết có đăng ký thi đua năm {p['year']} hay không",
    "months.no_minimum": lambda p: "Trung ương không quy định số tháng công tác tối thiểu",
    "months.met": lambda p: f"Công tác {p['months']} tháng, từ {p['least']} tháng trở lên",
    "months.few": lambda p: f"Công tác {p['months']} tháng, chưa đủ {p['least']} tháng",
    "leave.counted": lambda p: f"Thời gian {LEAVE_WORDS.get(p['leave'], p['leave'])} được tính là thời gian công tác",
    "leave.not_counted": lambda p: (
        f"Thời gian {LEAVE_WORDS.get(p['leave'], p['leave'])} không được tính là thời gian công tác"
    ),
    "transfer.opinion": lambda p: "Người chuyển công tác phải có nhận xét của đơn vị cũ",
    "transfer.opinion_months": lambda p: (
        f"Người chuyển công tác, đã làm ở đơn vị cũ từ {p['months']} tháng, phải có nhận xét của đơn vị cũ"
    ),
    "not_required.text": lambda p: f"Không đòi hỏi {p['text']}",
    "not_required.dropped": _dropped,
    "discipline.self_none": lambda p: "Không bị kỷ luật",
    "discipline.self_below": lambda p: (
        f"Bị kỷ luật {DISCIPLINE_WORDS[p['level']]}, dưới mức {DISCIPLINE_WORDS[p['least']]}"
    ),
    "discipline.self_failed": lambda p: (
        f"Bị kỷ luật {DISCIPLINE_WORDS[p['level']]}; không được từ {DISCIPLINE_WORDS[p['least']]} trở lên"
    ),
    "discipline.member_none": lambda p: "Không có thành viên bị kỷ luật",
    "discipline.member_below": lambda p: (
        f"Có thành viên bị kỷ luật {DISCIPLINE_WORDS[p['level']]}, dưới mức {DISCIPLINE_WORDS[p['least']]}"
    ),
    "discipline.member_failed": lambda p: (
        f"Có thành viên bị kỷ luật {DISCIPLINE_WORDS[p['level']]}; không được từ {DISCIPLINE_WORDS[p['least']]} trở lên"
    ),
    "title.given": lambda p: f"Được tặng {p['title']} năm {p['year']}",
    "title.standard_met": lambda p: f"Đạt tiêu chuẩn {p['title']} năm {p['year']}",
    "title.standard_failed": lambda p: f"Không đạt tiêu chuẩn {p['title']} năm {p['year']}",
    "title.standard_unknown": lambda p: f"Chưa kết luận được tiêu chuẩn {p['title']} năm {p['year']}",
    "title.none": lambda p: f"Chưa được tặng hoặc xác nhận đạt tiêu chuẩn {p['title']} năm {p['year']}",
    "streak.met": lambda p: f"Được tặng {p['title']} {p['count']} lần liên tục ({_periods(p)})",
    "streak.few": _streak_few,
    "streak.wrong_end": lambda p: (
        f"Lần gần nhất được tặng {p['title']} là {period(*p['periods'][-1])}, phải đến năm {p['end']}"
    ),
    "streak.broken": lambda p: f"{p['count']} lần gần nhất được tặng {p['title']} ({_periods(p)}) không liên tục",
    "holds.met": lambda p: f"Đã được tặng {p['award']} (năm {p['last']})",
    "holds.none": lambda p: f"Chưa được tặng {p['award']} trước năm {p['year']}",
    "titles.met": lambda p: f"Được tặng {p['title']} {p['have']} lần {span(p['first'], p['year'])}",
    "titles.few": lambda p: (
        f"Mới được tặng {p['title']} {p['have']} lần {span(p['first'], p['year'])}, phải có {p['count']} lần"
    ),
    "titles.none": lambda p: f"Chưa được tặng {p['title']} {span(p['first'], p['year'])}, phải có {p['count']} lần",
    "initiative.met": lambda p: f"Có {_initiatives(p)} được công nhận {span(p['first'], p['year'])}",
    "initiative.few": lambda p: (
        f"Mới có {_initiatives(p)} được công nhận {span(p['first'], p['year'])}, phải có {p['count']}"
    ),
    "initiative.none": _initiative_none,
    "topic.met": _topic_met,
    "topic.unsure": _topic_unsure,
    "topic.few": lambda p: f"Mới có {_topics(p)} được tính {span(p['first'], p['year'])}, phải có {p['count']}",
    "topic.not_counted": lambda p: (
        f"Chưa có đề tài khoa học {SCOPE_WORDS[p['scope']]} nào được tính {span(p['first'], p['year'])}"
        + (f": chưa {asked_of_topic(p, 'hoặc chưa')}" if p["out"] and asked_of_topic(p) else "")
        + (f", phải có {p['count']}" if p["count"] > 1 else "")
    ),
    "topic.none": lambda p: f"Không có đề tài khoa học {SCOPE_WORDS[p['scope']]} {span(p['first'], p['year'])}",
    "ratio.met": lambda p: f"{share(p['having'], p['number'])} thành viên {_ratio_of(p)}, đạt mức {_ratio_asked(p)}",
    "ratio.low": lambda p: f"{share(p['having'], p['number'])} thành viên {_ratio_of(p)}, phải {_ratio_asked(p)}",
    "ratio.unknown": lambda p: f"Chưa có số liệu thành viên {_ratio_of(p)}",
    "member.met": lambda p: f"Có {p['having']} thành viên đạt {p['title']}",
    "member.few": lambda p: f"Mới có {p['having']} thành viên đạt {p['title']}, phải có {p['count']}",
    "member.none": lambda p: f"Không có thành viên đạt {p['title']}, phải có {p['count']}",
    "member.unknown": lambda p: f"Chưa có số liệu thành viên đạt {p['title']}",
    "cluster.met": lambda p: (
        f"{'Dẫn đầu' if p['rank'] == 1 else 'Xếp thứ ' + str(p['rank']) + ' trong'} {_cluster_of(p['organiser'])}"
    ),
    "cluster.low": lambda p: f"Xếp thứ {p['rank']} trong {_cluster_of(p['organiser'])}, phải {_place(p['position'])}",
    "cluster.other": lambda p: (
        f"Xếp hạng trong {_cluster_of(p['own'])}, phải là cụm, khối do {ORGANISER_WORDS[p['organiser']]} tổ chức"
    ),
    "cluster.none": lambda p: f"Chưa có xếp hạng trong {_cluster_of(p['organiser'])}",
    "share.met": lambda p: (
        f"Đề nghị {share(p['proposed'], p['leaders'])} tập thể dẫn đầu cụm, khối, không quá {decimal_text(p['pct'])} %"
    ),
    "share.above": lambda p: (
        f"Đề nghị {share(p['proposed'], p['leaders'])} tập thể dẫn đầu cụm, khối,"
        f" quá {decimal_text(p['pct'])} % (nhiều nhất {p['most']})"
    ),
    "share.unknown": lambda p: "Chưa có số tập thể dẫn đầu cụm, khối và số tập thể được đề nghị",
    "movement.led": lambda p: (
        f"Dẫn đầu phong trào thi đua do {ORGANISER_WORDS[p['by']]} phát động, kéo dài {p['years']} năm"
    ),
    "movement.not_led": lambda p: f"Không dẫn đầu phong trào thi đua do {ORGANISER_WORDS[p['by']]} phát động",
    "movement.short": lambda p: f"Phong trào thi đua kéo dài {p['years']} năm, chưa đủ {p['least']} năm",
    "movement.other": lambda p: (
        f"Phong trào thi đua do {ORGANISER_WORDS[p['by']]} phát động, không phải {launchers(p)}"
    ),
    "movement.none": lambda p: f"Chưa dẫn đầu phong trào thi đua nào do {launchers(p)} phát động",
    "sector_rule.silent": lambda p: f"Chưa nạp quy định riêng của {sector(p)}: tạm coi là đạt, phải đối chiếu khi xét",
    "sector_rule.yes": lambda p: f"Đã xác nhận đạt quy định riêng của {sector(p)} (chưa nạp quy định này)",
    "sector_rule.no": lambda p: f"Không đạt quy định riêng của {sector(p)} (chưa nạp quy định này)",
    "qualitative.silent": lambda p: f"Không có ý kiến khác về: {_quality(p)}",
    "qualitative.yes": lambda p: f"Đã xác nhận: {_quality(p)}",
    "qualitative.no": lambda p: f"Không đạt: {_quality(p)}",
    "selected_best.silent": lambda p: f"Chưa có kết quả lựa chọn tiêu biểu nhất trong {_among(p)}",
    "selected_best.yes": lambda p: f"Được chọn là tiêu biểu nhất trong {_among(p)}",
    "selected_best.no": lambda p: f"Không được chọn là tiêu biểu nhất trong {_among(p)}",
    "exceeds_targets.silent": lambda p: "Chưa xác nhận hoàn thành vượt mức chỉ tiêu được giao",
    "exceeds_targets.yes": lambda p: "Hoàn thành vượt mức chỉ tiêu được giao",
    "exceeds_targets.no": lambda p: "Không hoàn thành vượt mức chỉ tiêu được giao",
    "party_org_status.silent": lambda p: "Chưa xác nhận tổ chức đảng, đoàn thể trong sạch, vững mạnh",
    "party_org_status.yes": lambda p: "Tổ chức đảng, đoàn thể trong sạch, vững mạnh",
    "party_org_status.no": lambda p: "Tổ chức đảng, đoàn thể chưa trong sạch, vững mạnh",
    "sudden_achievement.silent": lambda p: f"Chưa có thành tích đột xuất{_of_kind(p)} được xác nhận",
    "sudden_achievement.yes": lambda p: f"Có thành tích đột xuất{_of_kind(p)}",
    "sudden_achievement.no": lambda p: f"Không có thành tích đột xuất{_of_kind(p)}",
    "movement_commended.silent": lambda p: f"Chưa được khen trong phong trào thi đua{movement_commended_by(p)}",
    "movement_commended.yes": lambda p: f"Được khen trong phong trào thi đua{movement_commended_by(p)}",
    "movement_commended.no": lambda p: f"Không được khen trong phong trào thi đua{movement_commended_by(p)}",
    "contribution.silent": lambda p: f"Chưa xác nhận: {p.get('text') or 'có đóng góp nổi bật'}",
    "contribution.yes": lambda p: f"Đã xác nhận: {p.get('text') or 'có đóng góp nổi bật'}",
    "contribution.no": lambda p: f"Không có: {p.get('text') or 'đóng góp nổi bật'}",
    "combat_ingenuity.silent": lambda p: "Chưa xác nhận mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu",
    "combat_ingenuity.yes": lambda p: "Mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu",
    "combat_ingenuity.no": lambda p: "Không có mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu",
    "subject.other": lambda p: f"Chỉ xét cho {subjects(p['subjects'])}, không xét cho {SUBJECT_WORDS[p['subject']]}",
    "pending.hold": _pending,
    "quota.met": lambda p: f"Đề nghị {share(p['proposed'], p['of'])}, không quá {decimal_text(p['pct'])} %",
    "quota.above": lambda p: (
        f"Đề nghị {share(p['proposed'], p['of'])}, quá {decimal_text(p['pct'])} % (nhiều nhất {p['most']})"
    ),
    "vote.met": lambda p: (
        f"{share(p['yes'], p['members'])} phiếu đồng ý trên tổng số thành viên, đạt mức từ {decimal_text(p['pct'])} %"
    ),
    "vote.below": lambda p: (
        f"{share(p['yes'], p['members'])} phiếu đồng ý trên tổng số thành viên, chưa đạt {decimal_text(p['pct'])} %"
    ),
    "vote.unknown": lambda p: (
        f"{share(p['yes'], p['members'])} phiếu đồng ý trên tổng số thành viên; tỷ lệ phải đạt chưa xác định"
        if p["members"]
        else "Chưa có số thành viên hội đồng để tính tỷ lệ phiếu"
    ),
}
