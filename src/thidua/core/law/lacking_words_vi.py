"""What would have to change for a condition that is failed or unknown, by the code of its reason. No full stop."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.law.code_words_vi import DISCIPLINE_WORDS, ORGANISER_WORDS, SCOPE_WORDS, SUBJECT_WORDS
from thidua.core.law.reason_words_vi import (
    REASONS,
    Params,
    Sayer,
    asked_of_topic,
    launchers,
    movement_commended_by,
    sector,
)
from thidua.core.law.saying_vi import at_least, listed, span, subjects
from thidua.core.vn import decimal_text


def _rated(p: Params, when: str) -> str:
    return f"Cần xếp loại {at_least(p['least'])} {when}"


def _years(p: Params) -> str:
    years = sorted([year for year, _ in p["low"]] + list(p["missing"]))
    run = f"{p['years']} năm {p['first']}–{p['year']}"
    return f"Còn thiếu xếp loại {at_least(p['least'])} năm {listed(years)} (trong {run})"


def _scope(p: Params) -> str:
    return f"có phạm vi {SCOPE_WORDS[p['scope']].removeprefix('phạm vi ')}"


def _when(p: Params) -> str:
    return "" if p["first"] == p["year"] else f" {span(p['first'], p['year'])}"


def _topics(p: Params) -> str:
    asked = f" đã {asked_of_topic(p)}" if asked_of_topic(p) else ""
    return f"Còn thiếu {p['short']} đề tài khoa học {_scope(p)}{asked}{_when(p)}"


def _initiatives(p: Params) -> str:
    return f"Còn thiếu {p['short']} sáng kiến {_scope(p)}{_when(p)}"


def _streak(p: Params) -> str:
    return (
        f"Còn thiếu {p['short']} lần {p['title']} liên tục đến năm {p['end']}"
        if p["short"] < p["count"]
        else (f"Cần {p['count']} lần {p['title']} liên tục đến năm {p['end']}")
    )


def _titles(p: Params) -> str:
    return f"Còn thiếu {p['short']} lần {p['title']} {span(p['first'], p['year'])}"


def _ratio(p: Params) -> str:
    what = f"đạt {p['what']}" if p["title"] else "được xếp loại đạt yêu cầu"
    return f"Còn thiếu {p['short']} thành viên {what}"


def _cluster(p: Params) -> str:
    place = "dẫn đầu" if p["position"] == 1 else f"xếp thứ {p['position']} trở lên trong"
    return f"Cần {place} cụm, khối thi đua do {ORGANISER_WORDS[p['organiser']]} tổ chức"


def _movement(p: Params) -> str:
    return f"Cần dẫn đầu phong trào thi đua do {launchers(p)} phát động, từ {p['least']} năm trở lên"


def _discipline(p: Params) -> str:
    return f"Phải không bị kỷ luật từ {DISCIPLINE_WORDS[p['least']]} trở lên"


def _attested(said: str) -> dict[str, Sayer]:
    """A condition that a person attests: what must be attested, whether silent or denied."""
    return {"silent": lambda p: f"Cần xác nhận: {said}", "no": lambda p: f"Cần có: {said}"}


_ATTESTED: Mapping[str, str] = {
    "selected_best": "được chọn là tiêu biểu nhất",
    "exceeds_targets": "hoàn thành vượt mức chỉ tiêu được giao",
    "party_org_status": "tổ chức đảng, đoàn thể trong sạch, vững mạnh",
    "combat_ingenuity": "mưu trí, sáng tạo trong chiến đấu, phục vụ chiến đấu",
}
LACKING: Mapping[str, Sayer] = {
    "parameter_not_known": lambda p: f"{REASONS['parameter_not_known'](p)}; phải hỏi cơ quan có thẩm quyền",
    "rules_not_loaded": REASONS["rules_not_loaded"],
    "other_subject": lambda p: f"Chỉ dành cho {SUBJECT_WORDS[p['asked']]}",
    "rating.year_low": lambda p: _rated(p, f"năm {p['year']}"),
    "rating.year_unknown": lambda p: _rated(p, f"năm {p['year']} (chưa có xếp loại)"),
    "rating.years_short": _years,
    "rating.not_begun": lambda p: f"Cần được tặng {p['award']}, rồi {p['years']} năm sau đó {_after(p)}",
    "rating.too_soon": lambda p: (
        f"Cần đủ {p['years']} năm sau năm {p['last']} {_after(p)}, sớm nhất là năm {p['last'] + p['years']}"
    ),
    "registered.failed": lambda p: f"Cần đăng ký thi đua năm {p['year']}",
    "registered.unknown": lambda p: f"Cần xác nhận đã đăng ký thi đua năm {p['year']}",
    "months.few": lambda p: f"Còn thiếu {p['short']} tháng công tác",
    "discipline.self_failed": _discipline,
    "discipline.member_failed": lambda p: (
        f"Phải không có thành viên bị kỷ luật từ {DISCIPLINE_WORDS[p['least']]} trở lên"
    ),
    "title.standard_failed": lambda p: f"Cần đạt {p['title']} năm {p['year']}",
    "title.standard_unknown": lambda p: f"Cần kết luận về {p['title']} năm {p['year']}",
    "title.none": lambda p: f"Cần đạt {p['title']} năm {p['year']}",
    "streak.few": _streak,
    "streak.wrong_end": _streak,
    "streak.broken": _streak,
    "holds.none": lambda p: f"Cần được tặng {p['award']} trước năm {p['year']}",
    "titles.few": _titles,
    "titles.none": _titles,
    "initiative.few": _initiatives,
    "initiative.none": _initiatives,
    "topic.unsure": lambda p: f"Cần xác nhận đề tài khoa học đã {asked_of_topic(p)}",
    "topic.few": _topics,
    "topic.not_counted": _topics,
    "topic.none": _topics,
    "ratio.low": _ratio,
    "ratio.unknown": lambda p: "Cần có số liệu thành viên của tập thể",
    "member.few": lambda p: f"Còn thiếu {p['short']} thành viên đạt {p['title']}",
    "member.none": lambda p: f"Còn thiếu {p['short']} thành viên đạt {p['title']}",
    "member.unknown": lambda p: f"Cần có số liệu thành viên đạt {p['title']}",
    "cluster.low": _cluster,
    "cluster.other": _cluster,
    "cluster.none": _cluster,
    "share.above": lambda p: f"Cần giảm số tập thể đề nghị xuống nhiều nhất {p['most']}",
    "share.unknown": REASONS["share.unknown"],
    "movement.not_led": _movement,
    "movement.short": _movement,
    "movement.other": _movement,
    "movement.none": _movement,
    "sector_rule.no": lambda p: f"Cần đạt quy định riêng của {sector(p)}",
    "qualitative.no": lambda p: f"Cần đạt: {p.get('text') or 'yêu cầu về phẩm chất, phong trào'}",
    "sudden_achievement.silent": lambda p: f"Cần có thành tích đột xuất{_kind(p)}",
    "sudden_achievement.no": lambda p: f"Cần có thành tích đột xuất{_kind(p)}",
    "movement_commended.silent": lambda p: f"Cần được khen trong phong trào thi đua{movement_commended_by(p)}",
    "movement_commended.no": lambda p: f"Cần được khen trong phong trào thi đua{movement_commended_by(p)}",
    "contribution.silent": lambda p: f"Cần có: {p.get('text') or 'đóng góp nổi bật'}",
    "contribution.no": lambda p: f"Cần có: {p.get('text') or 'đóng góp nổi bật'}",
    **{f"{kind}.{how}": sayer for kind, said in _ATTESTED.items() for how, sayer in _attested(said).items()},
    "subject.other": lambda p: f"Chỉ xét cho {subjects(p['subjects'])}",
    "pending.hold": lambda p: "Chờ kết luận của việc đang xem xét; chưa xét, không phải từ chối",
    "quota.above": lambda p: f"Cần giảm số đề nghị xuống nhiều nhất {p['most']}",
    "vote.below": lambda p: f"Cần từ {decimal_text(p['pct'])} % số phiếu của tổng số thành viên hội đồng",
    "vote.unknown": lambda p: "Cần xác định tỷ lệ phiếu phải đạt",
}


def _after(p: Params) -> str:
    return f"xếp loại {at_least(p['least'])}"


def _kind(p: Params) -> str:
    return f" {SCOPE_WORDS[p['scope']]}" if p.get("scope") else ""
