"""Who of many could be proposed for an award: a search by what the award cannot do without, then exact judging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core.law.advice import Advice, with_standards
from thidua.core.law.judging import NOT_ELIGIBLE, judge
from thidua.core.law.model import Regime
from thidua.core.law.nodes import leaves_of
from thidua.core.law.regimes import Law, law
from thidua.core.phases import local_date
from thidua.organisations.actor import Actor
from thidua.records.local_law import law_for
from thidua.records.models import Employment, Person
from thidua.records.queries.access import people_visible_to
from thidua.records.queries.law_facts import facts_of_people
from thidua.records.queries.necessary import necessary
from thidua.records.queries.people import names_of_people

AT_A_TIME = 5_000
"""People whose facts are read together."""
MOST_JUDGED = 1_000
"""A list as long as this is judged whole, so that it tells everybody what is lacking."""


@dataclass(frozen=True, slots=True)
class EligibleLine:
    """One person's answer: eligible | undetermined | not_eligible. `advice` says what is lacking; on a list too long to
    judge everybody it is None for whoever lacks a title or work that the award cannot do without."""

    person_id: int
    full_name: str
    result: str
    advice: Advice | None


@dataclass(frozen=True, slots=True)
class EligiblePeople:
    """Everybody of the list, by given name. The regime is provisional: that of the year's last day (decision 20)."""

    award: str
    year: int
    regime: Regime
    lines: tuple[EligibleLine, ...]


def eligible_people(actor: Actor, organisation_id: int, award: str, year: int, at: datetime) -> EligiblePeople:
    """Everybody of the unit who worked in the year and whom this actor sees, with the answer for one award of persons
    in that award year. Raises KeyError for an award that the regime does not have."""
    worked = Employment.objects.filter(
        Q(last_date__isnull=True) | Q(last_date__gte=date(year, 1, 1)),
        person_id=OuterRef("pk"),
        since_date__lte=date(year, 12, 31),
        corrected_by__isnull=True,
        is_void=False,
    )
    people = people_visible_to(actor, at).filter(
        Exists(worked), organisation_id=organisation_id, erased_at__isnull=True
    )
    here = law_for(organisation_id, on=local_date(at))
    ids = list(people.order_by("sort_key", "pk").values_list("pk", flat=True))
    found = judged(people, award, year, at, here, everybody=len(ids) <= MOST_JUDGED)
    names = names_of_people(ids)
    lines = []
    for person_id in ids:
        advice = found.get(person_id)
        result = advice.judgement.result if advice else NOT_ELIGIBLE
        lines.append(EligibleLine(person_id, names[person_id], result, advice))
    return EligiblePeople(award, year, here.on(date(year, 12, 31)), tuple(lines))


def judged(
    people: QuerySet[Person], award: str, year: int, at: datetime, here: Law | None = None, *, everybody: bool = False
) -> dict[int, Advice]:
    """By id, the answer for everybody, or only for those of `people` who have what the award cannot do without; the
    others are not eligible. `here`: the law of their unit; without it the national one."""
    here = here or law()
    regime = here.on(date(year, 12, 31))
    rules = here.awards_of(regime)[award]
    name = here.award_name(award)
    narrowed = necessary(rules.criteria, year) if regime.awards and not everybody else Q()
    candidates = people.filter(narrowed).order_by("pk")
    found: dict[int, Advice] = {}
    ids = list(candidates.values_list("pk", flat=True))
    asks_standards = any(leaf.type == "title_same_year" for leaf in leaves_of(rules.criteria))
    for start in range(0, len(ids), AT_A_TIME):
        for person_id, facts in facts_of_people(ids[start : start + AT_A_TIME], year, at).items():
            told = with_standards(regime, facts) if asks_standards else facts
            found[person_id] = Advice(name, judge(regime, award, told))
    return found
