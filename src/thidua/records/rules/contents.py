"""Whether a row of the history makes sense by itself: known codes, possible years and days, texts that fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from django.db.models import TextChoices

from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.core.vn import date_text
from thidua.records.awards import awards
from thidua.records.contents import (
    Content,
    Decided,
    DisciplineContent,
    EmploymentContent,
    HoldContent,
    HonourContent,
    LeaveContent,
    MemberFiguresContent,
    PeriodContent,
    RatingContent,
    Subject,
    WorkContent,
)
from thidua.records.enums import Basis, DisciplineLevel, FactKind, HoldKind, LeaveKind, RatingLevel, Scope, WorkKind
from thidua.records.rules.people import one_line
from thidua.records.words import count_label

C = TypeVar("C", bound=Content)

FIRST_YEAR = 1945
_LONGEST_YEARS = 10
"""How far ahead the end of a discipline, a leave or a contract is known."""
_OF_PEOPLE = (FactKind.EMPLOYMENT, FactKind.LEAVE, FactKind.DISCIPLINE)
_OF_UNITS = (FactKind.WORK, FactKind.MEMBER_FIGURES)
_SUBJECTS = {"individual": "cá nhân", "collective": "tập thể", "household": "hộ gia đình"}
_LENGTHS = {
    "decision_number": ("Số quyết định", 80),
    "issuer": ("Cơ quan ban hành", 200),
    "title": ("Tên", 400),
    "employer": ("Nơi làm việc", 200),
    "department": ("Phòng, khoa", 120),
    "position": ("Chức vụ", 120),
    "decision": ("Quyết định", 200),
}


def normal(content: C) -> C:
    """The same with every text on one clean line."""
    texts = {name: getattr(content, name) for name in _LENGTHS if name in content.field_names()}
    return replace(content, **{name: one_line(text) for name, text in texts.items()})


def fits(content: Content, subject: Subject, today: date) -> Verdict:
    """Whether the row, in normal form, may be written about anybody of the subject's sort."""
    return first_no(
        _fits_subject(content, subject),
        _fits_columns(content),
        _decision(content, today),
        _by_kind(content, subject, today),
    )


def _fits_subject(content: Content, subject: Subject) -> Verdict:
    wrong = _OF_UNITS if subject.is_person else _OF_PEOPLE
    if content.fact in wrong:
        whose = "đơn vị" if subject.is_person else "từng người"
        return no("wrong_subject", f"“{content.fact.label}” ghi cho {whose}.")
    return YES


def _fits_columns(content: Content) -> Verdict:
    for name, (label, most) in _LENGTHS.items():
        text = getattr(content, name, "")
        if len(text) > most:
            return no("too_long", f"{label} dài {len(text)} ký tự, quá {most}. Hãy rút gọn.")
    return YES


def _decision(content: Content, today: date) -> Verdict:
    if not isinstance(content, Decided) or content.decision_date is None:
        return YES
    return first_no(
        _day("Ngày quyết định", content.decision_date, today),
        YES
        if content.decision_date <= today
        else no("decided_later", f"Ngày quyết định {date_text(content.decision_date)} ở tương lai."),
        _not_before_its_year(content, content.decision_date),
    )


def _not_before_its_year(content: Decided, decided: date) -> Verdict:
    """What a year brought is decided in that year or later."""
    year = getattr(content, "to_year", None) or getattr(content, "year", None)
    if year is None or decided.year >= year:
        return YES
    return no(
        "decided_before_its_year",
        f"Quyết định ngày {date_text(decided)} có trước năm {year} mà nó công nhận. Hãy kiểm tra lại ngày hoặc năm.",
    )


def _by_kind(content: Content, subject: Subject, today: date) -> Verdict:
    match content:
        case RatingContent():
            return first_no(_year(content.year, today), _code(RatingLevel, content.level, "Mức xếp loại"))
        case HonourContent():
            return _honour(content, subject, today)
        case DisciplineContent():
            return first_no(_code(DisciplineLevel, content.level, "Hình thức kỷ luật"), _period(content, today))
        case HoldContent():
            return first_no(_code(HoldKind, content.kind, "Việc đang xem xét"), _period(content, today))
        case LeaveContent():
            return first_no(_code(LeaveKind, content.kind, "Loại nghỉ"), _period(content, today))
        case EmploymentContent():
            return first_no(_employment(content, today), _period(content, today))
        case MemberFiguresContent():
            return first_no(_year(content.year, today), _figures(content))
        case WorkContent():
            return first_no(_year(content.year, today), _work(content))
        case _:
            raise TypeError(type(content).__name__)


def _honour(content: HonourContent, subject: Subject, today: date) -> Verdict:
    award = awards().get(content.award_code)
    if award is None:
        return no("unknown_award", f"Không có danh hiệu, hình thức khen thưởng mang mã “{content.award_code}”.")
    if ("individual" if subject.is_person else "collective") not in award.subjects:
        whom = "cá nhân" if subject.is_person else "tập thể"
        others = ", ".join(label for code, label in _SUBJECTS.items() if code in award.subjects)
        return no("award_not_for_subject", f"“{award.name}” không dành cho {whom} mà cho {others}.")
    if content.to_year < content.from_year:
        return no("years_reversed", f"Năm cuối {content.to_year} trước năm đầu {content.from_year}. Hãy kiểm tra lại.")
    return first_no(
        _year(content.from_year, today), _year(content.to_year, today), _code(Basis, content.basis, "Loại hình")
    )


def _employment(content: EmploymentContent, today: date) -> Verdict:
    if (content.organisation_id is None) == (content.employer == ""):
        return no("no_employer", "Hãy chọn đơn vị, hoặc ghi tên nơi làm việc khác (một trong hai).")
    if content.since_date > today:
        return no(
            "employed_later",
            f"Ngày bắt đầu {date_text(content.since_date)} ở tương lai: hãy ghi khi người này đã nhận việc.",
        )
    return YES


def _figures(content: MemberFiguresContent) -> Verdict:
    if content.members < 1:
        return no("no_members", "Số người của tập thể phải lớn hơn 0.")
    known = {code for code, award in awards().items() if "individual" in award.subjects} | set(RatingLevel.values)
    for code, number in content.counts.items():
        if code not in known:
            return no("unknown_count", f"Không có danh hiệu cá nhân hay mức xếp loại mang mã “{code}”.")
        if not 0 <= number <= content.members:
            return no(
                "count_above_members",
                f"“{count_label(code)}”: {number} người, ngoài khoảng từ 0 đến {content.members} người của tập thể.",
            )
    levels = [level for level in RatingLevel.values if level in content.counts]
    for lower, higher in pairwise(levels):
        if content.counts[higher] > content.counts[lower]:
            return no(
                "counts_reversed",
                f"Số người “{count_label(higher)}” ({content.counts[higher]}) không thể nhiều hơn số người "
                f"“{count_label(lower)}” ({content.counts[lower]}).",
            )
    return YES


def _work(content: WorkContent) -> Verdict:
    if not content.title:
        return no("no_title", "Hãy ghi tên sáng kiến, đề tài.")
    if content.kind != WorkKind.TOPIC and (content.accepted is not None or content.applied is not None):
        return no("initiative_accepted", "Chỉ đề tài mới ghi nghiệm thu và áp dụng.")
    people = [author.person_id for author in content.authors]
    if len(set(people)) != len(people):
        return no("author_twice", "Mỗi tác giả chỉ ghi một lần.")
    shares = [author.share for author in content.authors if author.share is not None]
    if any(not 1 <= share <= 100 for share in shares):
        return no("bad_share", "Phần đóng góp là số nguyên từ 1 đến 100 (%).")
    if sum(shares) > 100:
        return no("shares_above_100", f"Cộng phần đóng góp của các tác giả được {sum(shares)} %, quá 100 %.")
    return first_no(_code(WorkKind, content.kind, "Loại"), _code(Scope, content.scope, "Phạm vi"))


def _code(choices: type[TextChoices], code: str, what: str) -> Verdict:
    if code in choices.values:
        return YES
    return no("unknown_code", f"{what} “{code}” không có trong danh sách: {', '.join(map(str, choices.labels))}.")


def _year(year: int, today: date) -> Verdict:
    """Nobody has been rated, honoured or recognised for a year that has not begun."""
    if FIRST_YEAR <= year <= today.year:
        return YES
    return no("bad_year", f"Năm {year} không hợp lý: ghi từ {FIRST_YEAR} đến {today.year}.")


def _period(content: PeriodContent, today: date) -> Verdict:
    if content.last_date is not None and content.last_date < content.since_date:
        return no(
            "period_reversed",
            f"Ngày kết thúc {date_text(content.last_date)} trước ngày bắt đầu {date_text(content.since_date)}.",
        )
    if content.last_date is not None and content.last_date.year > today.year + _LONGEST_YEARS:
        return no("bad_day", f"Ngày kết thúc {date_text(content.last_date)} không hợp lý: kiểm tra lại năm.")
    return _day("Ngày bắt đầu", content.since_date, today)


def _day(what: str, day: date, today: date) -> Verdict:
    if FIRST_YEAR <= day.year <= today.year + 1:
        return YES
    return no("bad_day", f"{what} {date_text(day)} không hợp lý: kiểm tra lại năm.")
