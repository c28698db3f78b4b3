"""What the law says of a record, ready for a table: one row an award, one column a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.law.advice import Advice, Lack
from thidua.core.law.judging import ELIGIBLE, NOT_ELIGIBLE, Reason
from thidua.core.law.sentences_vi import lacking, sentence
from thidua.records.queries.advice import YearAdvice

_STATES = {ELIGIBLE: ("Đủ điều kiện", "ok"), NOT_ELIGIBLE: ("Chưa đủ", "off")}
_UNKNOWN = ("Chưa kết luận", "warn")


@dataclass(frozen=True, slots=True)
class LackLine:
    """One thing that is lacking, or the alternatives of which one would do: each a list of sentences."""

    alternatives: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One condition with its state and article."""

    state: str
    text: str
    cite: str


@dataclass(frozen=True, slots=True)
class AdviceCell:
    """An award in one year."""

    year: int
    words: str
    colour: str
    lacking: tuple[LackLine, ...]
    reasons: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True)
class AdviceRow:
    award: str
    name: str
    cells: tuple[AdviceCell, ...]


def advice_rows(years: Sequence[YearAdvice]) -> list[AdviceRow]:
    """Awards in the order of the first year's regime; one that a later regime does not know has a cell less."""
    by_year = [{advice.award: advice for advice in year.advice} for year in years]
    codes = list(dict.fromkeys(code for found in by_year for code in found))
    rows = []
    for code in codes:
        cells = tuple(
            _cell(year.year, found[code]) for year, found in zip(years, by_year, strict=True) if code in found
        )
        name = next(found[code].name for found in by_year if code in found)
        rows.append(AdviceRow(code, name, cells))
    return rows


def _cell(year: int, advice: Advice) -> AdviceCell:
    words, colour = _STATES.get(advice.judgement.result, _UNKNOWN)
    if any(reason.condition == "pending" for reason in advice.judgement.reasons):
        words, colour = "Chưa xét", "warn"
    return AdviceCell(
        year=year,
        words=words,
        colour=colour,
        lacking=lack_lines(advice),
        reasons=tuple(reason_line(reason) for reason in advice.judgement.reasons),
    )


def lack_lines(advice: Advice) -> tuple[LackLine, ...]:
    """What stands in the way of the award; nothing when the subject is eligible."""
    return tuple(_lack(lack) for lack in advice.lacking)


def _lack(lack: Lack) -> LackLine:
    return LackLine(tuple(tuple(lacking(reason) for reason in way) for way in lack.alternatives))


def reason_line(reason: Reason) -> ReasonLine:
    """A reason as the pages say it."""
    return ReasonLine(reason.state, sentence(reason), reason.cite or "")
