"""Whether a row agrees with the rest of the history. Pure: an import judges thousands of rows by the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua.core.verdict import YES, Verdict, first_no, no
from thidua.core.vn import date_text
from thidua.records.awards import awards
from thidua.records.contents import (
    Content,
    DisciplineContent,
    EmploymentContent,
    HonourContent,
    LeaveContent,
    MemberFiguresContent,
    RatingContent,
)
from thidua.records.enums import RatingLevel
from thidua.records.history import Held, History
from thidua.records.rules.people import nameless, old_enough
from thidua.records.words import said, years

_NO_OVERLAP = (EmploymentContent, LeaveContent, DisciplineContent)


def may_stand(history: History, content: Content, *, replacing: int | None = None) -> Verdict:
    """Whether `content` agrees with the history in force, without the row that it replaces."""
    rest = history.without(replacing, type(content))
    return first_no(
        _unnamed(history, content),
        _once_a_year(rest, content),
        _not_given_already(rest, content),
        _title_and_rating_agree(rest, content),
        _no_overlap(rest, content),
        _after_employment_began(rest, content),
    )


def may_fall(history: History, row: Held[Content]) -> Verdict:
    """Whether the row may be declared void: what rests on it must not be left hanging."""
    if not isinstance(row.content, EmploymentContent):
        return YES
    rest = history.without(row.id, EmploymentContent)
    if rest.first_day is None:
        return no("only_employment", "Hồ sơ phải có ít nhất một quá trình công tác: hãy sửa bản ghi này, đừng bỏ.")
    return _nothing_before(rest, rest.first_day)


def may_change(row: Held[Content]) -> Verdict:
    """A title that was taken away stays as it was: its revocation speaks of it."""
    if row.revoked:
        return no("revoked", "Danh hiệu này đã bị hủy bỏ nên không sửa được. Nếu được tặng lại, hãy ghi bản ghi mới.")
    return YES


def _unnamed(history: History, content: Content) -> Verdict:
    """Rows stay when a person's data is erased: their texts must not hold the name."""
    texts = (getattr(content, name, "") for name in ("department", "position", "employer", "decision", "issuer"))
    return first_no(*(nameless("Bản ghi", text, history.names) for text in texts))


def _once_a_year(rest: History, content: Content) -> Verdict:
    if isinstance(content, RatingContent | MemberFiguresContent):
        for row in rest.of(type(content)):
            if row.content.year == content.year:
                return no(
                    "twice_a_year",
                    f"Đã ghi {said(row.content)}. Nếu ghi nhầm, hãy sửa bản ghi đó.",
                )
    return YES


def _not_given_already(rest: History, content: Content) -> Verdict:
    """One title for one period; commendations may repeat where their decisions differ."""
    if not isinstance(content, HonourContent):
        return YES
    for row in rest.of(HonourContent):
        other = row.content
        same = (other.award_code, other.from_year, other.to_year) == (
            content.award_code,
            content.from_year,
            content.to_year,
        )
        if same and (_is_title(content) or _may_be_the_same(content, other)):
            return no("given_twice", f"Đã có {said(other)} trong hồ sơ. Nếu ghi nhầm, hãy sửa bản ghi đó.")
    return YES


def _may_be_the_same(one: HonourContent, other: HonourContent) -> bool:
    if one.basis != other.basis:
        return False
    return one.decision_number == other.decision_number or not (one.decision_number and other.decision_number)


def _title_and_rating_agree(rest: History, content: Content) -> Verdict:
    if isinstance(content, HonourContent) and _is_title(content):
        for rating in rest.of(RatingContent):
            if content.from_year <= rating.content.year <= content.to_year and _failed(rating.content):
                return _disagree(rating.content.year, content)
    if isinstance(content, RatingContent) and _failed(content):
        for honour in rest.of(HonourContent):
            if _is_title(honour.content) and honour.content.from_year <= content.year <= honour.content.to_year:
                return _disagree(content.year, honour.content)
    return YES


def _disagree(year: int, honour: HonourContent) -> Verdict:
    return no(
        "title_in_failed_year",
        f"Năm {year} xếp loại “{RatingLevel.NOT_COMPLETED.label}” mà lại có danh hiệu {said(honour)}. "
        "Hãy kiểm tra lại một trong hai.",
    )


def _failed(rating: RatingContent) -> bool:
    return rating.level == RatingLevel.NOT_COMPLETED


def _is_title(honour: HonourContent) -> bool:
    award = awards().get(honour.award_code)
    return award is not None and award.is_title


def _no_overlap(rest: History, content: Content) -> Verdict:
    if not isinstance(content, _NO_OVERLAP):
        return YES
    for row in rest.of(type(content)):
        other = row.content
        if _overlap((content.since_date, content.last_date), (other.since_date, other.last_date)):
            hint = "Hãy ghi ngày kết thúc của bản ghi trước, hoặc sửa lại ngày."
            return no("overlap", f"Trùng thời gian với bản ghi đã có: {said(other)}. {hint}")
    return YES


def _overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _after_employment_began(rest: History, content: Content) -> Verdict:
    first = rest.first_day
    if isinstance(content, EmploymentContent):
        begins = content.since_date if first is None else min(first, content.since_date)
        return first_no(old_enough(rest.birth_date, content.since_date), _nothing_before(rest, begins))
    if first is None:
        return YES
    return next((_too_early(year, what, first) for year, what in _dated(content) if year < first.year), YES)


def _nothing_before(history: History, first: date) -> Verdict:
    for row in history.held:
        for year, what in () if row.revoked else _dated(row.content):
            if year < first.year:
                return _too_early(year, what, first)
    return YES


def _dated(content: Content) -> Iterator[tuple[int, str]]:
    """The first year that a title or rating speaks of, and what it is."""
    if isinstance(content, HonourContent):
        yield content.from_year, f"Danh hiệu {years(content.from_year, content.to_year)}"
    elif isinstance(content, RatingContent):
        yield content.year, f"Xếp loại năm {content.year}"


def _too_early(year: int, what: str, first: date) -> Verdict:
    return no(
        "before_employment",
        f"{what} có trước ngày vào làm việc {date_text(first)}. "
        "Hãy ghi quá trình công tác trước đó, hoặc kiểm tra lại năm.",
    )
