"""Everybody of the unit who could be proposed for an award in a year: who may, who may not yet, what is unknown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from thidua.core.law.judging import ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED
from thidua.core.phases import local_date
from thidua.organisations.queries import emulation_year
from thidua.records.awards import awards
from thidua.records.queries.eligible import EligibleLine, eligible_people
from thidua.web.access import page
from thidua.web.numbers import whole
from thidua.web.records.advice_rows import LackLine, is_left_to_local_rules, is_short, lack_lines
from thidua.web.records.readers import officers
from thidua.web.visit import PageRequest

_DEFAULT = "CSTDCS"
_BACK_YEARS = 10
_GROUPS = (
    (ELIGIBLE, "Đủ điều kiện", "ok"),
    (UNDETERMINED, "Chưa kết luận được", "warn"),
    (NOT_ELIGIBLE, "Chưa đủ điều kiện", "off"),
)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the list, and what they lack. `is_far`: a title or work that the award cannot do without is missing,
    and the list is too long to ask for the rest."""

    id: int
    name: str
    lacking: tuple[LackLine, ...]
    is_short: bool
    is_far: bool


@dataclass(frozen=True, slots=True)
class ResultGroup:
    words: str
    colour: str
    rows: tuple[PersonRow, ...]


@page(rule=officers)
def eligible(request: PageRequest) -> HttpResponse:
    """One award and year at a time; an award that the year's regime does not have says so."""
    visit = request.visit
    unit_id = visit.actor.organisation_id or 0
    now = emulation_year(unit_id, on=local_date(visit.at)).year
    choices = [award for award in awards().values() if "individual" in award.subjects]
    asked = request.GET.get("danh-hieu", _DEFAULT)
    award = asked if any(choice.code == asked for choice in choices) else _DEFAULT
    year = whole(request.GET.get("nam", "")) or now
    year = year if now - _BACK_YEARS <= year <= now + 1 else now
    groups, regime, too_early = [], None, ""
    try:
        found = eligible_people(visit.actor, unit_id, award, year, visit.at)
    except KeyError:
        too_early = f"Quy định của năm {year} không có danh hiệu, hình thức này."
    except ValueError as error:
        too_early = str(error)
    else:
        regime = found.regime
        groups = [_group(code, words, colour, found.lines) for code, words, colour in _GROUPS]
    context = {
        "choices": choices,
        "award": award,
        "award_name": awards()[award].name,
        "year": year,
        "years": range(now + 1, now - _BACK_YEARS - 1, -1),
        "groups": groups,
        "regime": regime,
        "too_early": too_early,
    }
    return render(request, "records/eligible.html", context)


def _group(code: str, words: str, colour: str, lines: tuple[EligibleLine, ...]) -> ResultGroup:
    return ResultGroup(words, colour, tuple(_row(line) for line in lines if _result(line) == code))


def _result(line: EligibleLine) -> str:
    """The answer; where the law leaves everything to rules that are not loaded, nobody is told eligible."""
    if line.advice is not None and is_left_to_local_rules(line.advice):
        return UNDETERMINED
    return line.result


def _row(line: EligibleLine) -> PersonRow:
    lacks = lack_lines(line.advice) if line.advice else ()
    return PersonRow(line.person_id, line.full_name, lacks, is_short(lacks), is_far=line.advice is None)
