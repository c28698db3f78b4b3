"""The answers as text for a terminal: what is met, what is missing and what is not known, each with its article."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from thidua.cli.score_table import clean
from thidua.core.law.advice import Lack, lacking
from thidua.core.law.cases import Case
from thidua.core.law.code_words_vi import ROUTE_WORDS, SUBJECT_WORDS
from thidua.core.law.judging import Judgement, Reason
from thidua.core.law.model import Regime
from thidua.core.law.regimes import Law
from thidua.core.law.saying_vi import inside
from thidua.core.law.sentences_vi import NOT_AN_AWARD, RESULT_WORDS, sentence
from thidua.core.vn import date_text

HELD = "Chưa xét"


def answers_table(answers: Sequence[tuple[Case, Judgement]], law: Law, *, width: int = 100) -> str:
    """A block for each case, then the line that no answer is an award."""
    lines: list[str] = []
    for case, judgement in answers:
        lines += [*_block(case, judgement, law, width), ""]
    lines += _wrapped(NOT_AN_AWARD if answers else "Không có trường hợp nào để xét.", width)
    return "\n".join(line.rstrip() for line in lines)


def _block(case: Case, judgement: Judgement, law: Law, width: int) -> Iterator[str]:
    facts = case.facts
    name = law.award_name(case.award) if not case.regime.awards else case.regime.names[case.award].name
    told = f" · {clean(case.id)}" if case.id else ""
    yield from _wrapped(f"{name} ({case.award}), {SUBJECT_WORDS[facts.subject]}, năm {facts.year}{told}", width)
    yield from _wrapped(_regime(case), width)
    for code in case.regime.overlays:
        overlay = next(item for item in law.overlays if item.code == code)
        yield from _wrapped(f"Quy định riêng: {clean(overlay.title)} ({clean(overlay.issuer)})", width)
    yield f"Kết quả: {HELD if facts.pending else RESULT_WORDS[judgement.result]}"
    lacks = lacking(judgement)
    blocking = {id(reason) for lack in lacks for way in lack.alternatives for reason in way}
    met = [reason for reason in judgement.reasons if reason.state == "met"]
    unused = [reason for reason in judgement.reasons if reason.state != "met" and id(reason) not in blocking]
    yield from _reasons("Đã đạt", met, width)
    yield from _lacks("Còn thiếu", [lack for lack in lacks if _state(lack) == "failed"], width)
    yield from _lacks("Chưa biết", [lack for lack in lacks if _state(lack) == "unknown"], width)
    yield from _reasons("Cách khác, không cần dùng hoặc không áp dụng", unused, width)


def _regime(case: Case) -> str:
    regime: Regime = case.regime
    until = f"đến {date_text(regime.last)}" if regime.last else "đang có hiệu lực"
    said = f"Theo {regime.title} ({regime.code}, từ {date_text(regime.first)} {until})"
    if case.provisional:
        said += f"; tạm tính theo ngày 31/12/{case.facts.year} vì chưa có ngày quyết định"
    return said


def _state(lack: Lack) -> str:
    """Unknown where some way is still open, else failed."""
    ways = [any(reason.state == "failed" for reason in way) for way in lack.alternatives]
    return "failed" if all(ways) else "unknown"


def _reasons(title: str, reasons: Sequence[Reason], width: int) -> Iterator[str]:
    if reasons:
        yield title
    for reason in reasons:
        yield from _wrapped(_told(reason), width, first="- ", rest="  ")


def _lacks(title: str, lacks: Sequence[Lack], width: int) -> Iterator[str]:
    if lacks:
        yield title
    for lack in lacks:
        if len(lack.alternatives) == 1:
            for reason in lack.alternatives[0]:
                yield from _wrapped(_told(reason), width, first="- ", rest="  ")
            continue
        yield "- Một trong các cách sau:"
        for number, way in enumerate(lack.alternatives, 1):
            said = "; và: ".join(_told(reason, routed=place == 0) for place, reason in enumerate(way))
            yield from _wrapped(said, width, first=f"  {number}) ", rest="     ")


def _told(reason: Reason, *, routed: bool = True) -> str:
    route = ROUTE_WORDS.get(reason.route or "", reason.route) if routed else None
    article = f" – {inside(reason.cite)}" if reason.cite else ""
    return clean(f"{f'[{route}] ' if route else ''}{sentence(reason)}{article}")


def _wrapped(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    # "91/2017/NĐ-CP" stays in one piece
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False) or [""]
