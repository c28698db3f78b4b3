"""Small pieces of Vietnamese that reasons are made of: levels, spans of years, shares, articles."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from thidua.core.law.code_words_vi import RATING_WORDS, SUBJECT_WORDS
from thidua.core.numbers import rounded, unscaled
from thidua.core.vn import decimal_text

_BEST_RATING = "excellent"
_WHOLE_ARTICLE = ("Điểm ", "Khoản ", "Từ ")


def at_least(rating: str) -> str:
    """ "hoàn thành tốt nhiệm vụ trở lên"; there is nothing above the best."""
    return RATING_WORDS[rating] if rating == _BEST_RATING else f"{RATING_WORDS[rating]} trở lên"


def must_be(rating: str) -> str:
    """ "phải từ hoàn thành tốt nhiệm vụ trở lên"."""
    return f"phải {'' if rating == _BEST_RATING else 'từ '}{at_least(rating)}"


def span(first: object, last: object) -> str:
    """ "năm 2021", "trong 2 năm 2020–2021"."""
    if first == last:
        return f"năm {last}"
    return f"trong {int(str(last)) - int(str(first)) + 1} năm {first}–{last}"


def period(first: int, last: int) -> str:
    """ "2019" or "2017–2019"."""
    return str(last) if first == last else f"{first}–{last}"


def listed(items: Iterable[object], last: str = ",") -> str:
    """ "2019, 2020, 2021"; `last` joins the last one ("hoặc")."""
    *head, tail = map(str, items)
    joint = ", " if last == "," else f" {last} "
    return f"{', '.join(head)}{joint}{tail}" if head else tail


def subjects(codes: Iterable[str]) -> str:
    """ "cá nhân, tập thể"."""
    return listed(SUBJECT_WORDS[code] for code in codes)


def share(part: int, whole: int) -> str:
    """ "14/16 (87,5 %)"; the percentage rounded to two digits, the figures exact."""
    if whole == 0:
        return f"{part}/{whole}"
    return f"{part}/{whole} ({decimal_text(unscaled(rounded(Fraction(100 * part, whole), 2), 2))} %)"


def dropped(kind: str, about: str) -> str:
    """A condition that a law no longer asks for: its type, and the level or title that it was about."""
    return {
        "registered": "đăng ký tham gia thi đua",
        "performance_rating": f"xếp loại {RATING_WORDS.get(about, about)}".rstrip(),
        "no_discipline": "không có cá nhân bị kỷ luật",
        "title_same_year": f"đạt {about} trong năm",
    }.get(kind, kind)


def inside(cite: str) -> str:
    """An article in the middle of a line: "điểm b khoản 3 Điều 9 …"."""
    return cite[0].lower() + cite[1:] if cite.startswith(_WHOLE_ARTICLE) else cite
