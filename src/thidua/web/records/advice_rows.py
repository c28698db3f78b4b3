"""What the law says of a record, ready for a table: one row an award, one column a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.core.law.advice import Advice, Lack
from thidua.core.law.judging import ELIGIBLE, NOT_ELIGIBLE, Reason
from thidua.core.law.sentences_vi import lack_alone, sentence
from thidua.records.queries.advice import YearAdvice

_STATES = {ELIGIBLE: ("Đủ điều kiện", "ok"), NOT_ELIGIBLE: ("Chưa đủ", "off")}
_UNKNOWN = ("Chưa kết luận", "warn")
_SHORT = 3
"""So many sentences are read at a glance; more are folded away."""
_READ = "S"


@dataclass(frozen=True, slots=True)
class LackText:
    """One thing that is lacking, its article, and whether nobody has read that article in a source."""

    text: str
    cite: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class LackLine:
    """What stands in the way: the alternatives of which one would do, each all of its things."""

    alternatives: tuple[tuple[LackText, ...], ...]

    @property
    def is_choice(self) -> bool:
        return len(self.alternatives) > 1


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One condition with its state and article, and whether nobody has read that article in a source."""

    state: str
    text: str
    cite: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class AdviceCell:
    """An award in one year. `is_short`: what is lacking is told at once, else behind a press. `no_local_rule`: a part
    of the standard is left to rules of the ministry, province or unit that are not loaded."""

    year: int
    words: str
    colour: str
    lacking: tuple[LackLine, ...]
    reasons: tuple[ReasonLine, ...]
    is_short: bool
    no_local_rule: bool


@dataclass(frozen=True, slots=True)
class AdviceRow:
    award: str
    name: str
    cells: tuple[AdviceCell, ...]


@dataclass(frozen=True, slots=True)
class AdviceGroup:
    """Titles, or commendations."""

    title: str
    rows: tuple[AdviceRow, ...]


def advice_groups(years: Sequence[YearAdvice]) -> list[AdviceGroup]:
    """Titles first, each in the order of the first year's regime; an award that a later regime does not know has a cell
    less."""
    by_year = [{advice.award: advice for advice in year.advice} for year in years]
    rows: dict[str, list[AdviceRow]] = {"title": [], "commendation": []}
    for code in dict.fromkeys(code for found in by_year for code in found):
        cells = tuple(
            _cell(year.year, found[code]) for year, found in zip(years, by_year, strict=True) if code in found
        )
        name = next(found[code].name for found in by_year if code in found)
        rows[_kind(code, years)].append(AdviceRow(code, name, cells))
    titles = {"title": "Danh hiệu thi đua", "commendation": "Hình thức khen thưởng"}
    return [AdviceGroup(titles[kind], tuple(found)) for kind, found in rows.items() if found]


def regimes_of(years: Sequence[YearAdvice]) -> list[tuple[str, list[int]]]:
    """Each regime with the years that are judged by it."""
    found: dict[str, list[int]] = {}
    for year in years:
        found.setdefault(year.regime.title, []).append(year.year)
    return list(found.items())


def lack_lines(advice: Advice) -> tuple[LackLine, ...]:
    """What stands in the way of the award; nothing when the subject is eligible."""
    return tuple(_lack(lack) for lack in advice.lacking)


def is_left_to_local_rules(advice: Advice) -> bool:
    """Whether the law asks nothing itself and no local rule is loaded: nobody should read "eligible" there."""
    return all(reason.condition == "sector_rule" for reason in advice.judgement.reasons)


def is_short(lacks: Sequence[LackLine]) -> bool:
    """Whether all of it is read at a glance."""
    return sum(len(way) for lack in lacks for way in lack.alternatives) <= _SHORT


def _kind(code: str, years: Sequence[YearAdvice]) -> str:
    for year in years:
        if code in year.regime.awards:
            return "title" if year.regime.awards[code].kind == "title" else "commendation"
    return "title"


def _cell(year: int, advice: Advice) -> AdviceCell:
    words, colour = _STATES.get(advice.judgement.result, _UNKNOWN)
    reasons = advice.judgement.reasons
    if any(reason.condition == "pending" for reason in reasons):
        words, colour = "Chưa xét", "warn"
    elif is_left_to_local_rules(advice):
        words, colour = "Tùy quy định riêng", "warn"
    lacks = lack_lines(advice)
    return AdviceCell(
        year=year,
        words=words,
        colour=colour,
        lacking=lacks,
        reasons=tuple(
            ReasonLine(reason.state, sentence(reason), reason.cite or "", reason.evidence != _READ)
            for reason in reasons
        ),
        is_short=is_short(lacks),
        no_local_rule=any(reason.condition == "sector_rule" and reason.state == "met" for reason in reasons),
    )


def _lack(lack: Lack) -> LackLine:
    return LackLine(tuple(tuple(_text(reason) for reason in way) for way in lack.alternatives))


def _text(reason: Reason) -> LackText:
    return LackText(lack_alone(reason), reason.cite or "", reason.evidence != _READ)
