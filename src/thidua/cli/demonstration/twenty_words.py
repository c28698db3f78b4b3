"""The record of one of the twenty in a few words, for the page that judges it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from thidua.cli.demonstration.twenty import Someone, Span, Title, Twenty
from thidua.cli.demonstration.twenty_facts import facts_of, works_of
from thidua.core.law.code_words_vi import DISCIPLINE_WORDS, LEAVE_WORDS, PENDING_WORDS, RATING_WORDS, SCOPE_WORDS
from thidua.core.law.regimes import law
from thidua.core.law.saying_vi import listed, period
from thidua.core.vn import date_text

_BASES = {"thematic": " (chuyên đề)", "sudden": " (đột xuất)"}
_KINDS = {"initiative": "sáng kiến", "topic": "đề tài"}


def record_words(one: Someone, all_of: Twenty) -> str:
    """Ratings, titles, work, service and what else the law asks about, one Vietnamese line."""
    facts = facts_of(one, all_of)
    parts = [*_ratings(one), *_titles(one.titles), *_works(one, all_of), f"công tác {facts.months} tháng trong năm"]
    parts += _around(one)
    return f"{'; '.join(parts)}."


def _ratings(one: Someone) -> Iterator[str]:
    for level, years in groupby(one.ratings, key=lambda year: one.ratings[year]):
        run = list(years)
        yield f"{RATING_WORDS[level]} {period(run[0], run[-1])}"


def _titles(titles: Iterable[Title]) -> Iterator[str]:
    for (code, basis, revoked), held in groupby(titles, key=lambda title: (title.code, title.basis, title.revoked)):
        years = listed(_runs([(title.from_year, title.to_year) for title in held]))
        gone = f", bị hủy bỏ ngày {date_text(revoked.decision.day)}" if revoked else ""
        yield f"{law().award_name(code)}{_BASES.get(basis, '')} {years}{gone}"


def _runs(spans: list[tuple[int, int]]) -> Iterator[str]:
    """Titles of single years that follow one another as one stretch; a title of several years stands for itself."""
    first, last = spans[0]
    for begin, end in spans[1:]:
        if begin == end == last + 1:
            last = end
            continue
        yield period(first, last)
        first, last = begin, end
    yield period(first, last)


def _works(one: Someone, all_of: Twenty) -> Iterator[str]:
    works = sorted(works_of(one, all_of), key=lambda made: (made.kind, made.scope, made.year))
    for (kind, scope), made in groupby(works, key=lambda work: (work.kind, work.scope)):
        yield f"{_KINDS[kind]} {SCOPE_WORDS[scope]} {listed(work.year for work in made)}"


def _around(one: Someone) -> Iterator[str]:
    if one.leave:
        yield f"{LEAVE_WORDS.get(one.leave.code, one.leave.code)} {_dates(one.leave)}"
    if one.discipline:
        yield f"bị {DISCIPLINE_WORDS[one.discipline.code]} {_dates(one.discipline)}"
    if one.hold:
        yield f"{PENDING_WORDS[one.hold.code]} {_dates(one.hold)}"
    if not one.registered:
        yield "không đăng ký thi đua"
    if one.attested.get("selected_best"):
        yield "được hội đồng lựa chọn"
    if one.quota:
        yield f"danh sách đề nghị {one.quota['proposed']} trên {one.quota['of']} người đạt Lao động tiên tiến"


def _dates(span: Span) -> str:
    return f"từ {date_text(span.since)}" + (f" đến {date_text(span.last)}" if span.last else "")
