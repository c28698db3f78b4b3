"""What a person or unit could be proposed for, this year and next, and what each award still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.law.advice import Advice, advise
from thidua.core.law.facts import Facts
from thidua.core.law.model import Regime
from thidua.core.law.regimes import Law
from thidua.core.phases import local_date
from thidua.records.contents import Subject
from thidua.records.local_law import law_for
from thidua.records.models import Person
from thidua.records.queries.law_facts import facts_for


@dataclass(frozen=True, slots=True)
class YearAdvice:
    """Every award for the subject in one award year. There is no decision yet, so the regime is provisional: that of
    the year's last day (decision 20)."""

    year: int
    on: date
    regime: Regime
    facts: Facts
    advice: tuple[Advice, ...]


def advice_for(subject: Subject, at: datetime, *, years: tuple[int, ...] | None = None) -> tuple[YearAdvice, ...]:
    """The advice for each award year, the present one and the next unless said. The caller has asked whether the record
    may be read. A fixed number of queries a year."""
    this_year = local_date(at).year
    here = law_for(_unit_of(subject), on=local_date(at))
    return tuple(_advice(here, subject, year, at) for year in years or (this_year, this_year + 1))


def _advice(here: Law, subject: Subject, year: int, at: datetime) -> YearAdvice:
    on = date(year, 12, 31)
    facts = facts_for(subject, year, at)
    return YearAdvice(year, on, here.on(on), facts, advise(here, facts, on))


def _unit_of(subject: Subject) -> int:
    """The unit whose local rules count: the one in charge of a person's record, or the unit itself."""
    if subject.person_id is None:
        return subject.organisation_id or 0
    return Person.objects.values_list("organisation_id", flat=True).get(pk=subject.person_id)
