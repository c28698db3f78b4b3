"""What an award cannot do without, as a filter of people that the database answers.

The filter may let through who is not eligible; it never keeps out who might be, for it asks no more than the conditions
do, and nothing where it cannot tell.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from thidua.core.law.conditions.achievements import Initiatives, Topics
from thidua.core.law.conditions.attested import Attested
from thidua.core.law.conditions.base import FAILED, OnlyFor, Rule
from thidua.core.law.conditions.collective import ClusterPlace, MovementLeader
from thidua.core.law.conditions.titles import YEARS_COUNTED, ConsecutiveTitle, CountTitleSince, HoldsAward
from thidua.core.law.facts import SCOPES, Facts
from thidua.core.law.nodes import Leaf, Node
from thidua.records.enums import Basis, WorkKind
from thidua.records.models import Authorship, Honour
from thidua.records.queries.law_facts import HOLDS_TRUE

NOBODY = Q(pk__in=())


def necessary(criteria: Iterable[Node], year: int) -> Q:
    """The people who may meet all of these conditions in an award year."""
    return _all(criteria, year) or Q()


def _all(nodes: Iterable[Node], year: int) -> Q | None:
    """None: nothing can be told, anybody may."""
    told = [one for node in nodes if (one := _of(node, year)) is not None]
    return _joined(told, Q.AND) if told else None


def _any(nodes: Iterable[Node], year: int) -> Q | None:
    """A choice narrows only where every branch does."""
    told: list[Q] = []
    for node in nodes:
        one = _of(node, year)
        if one is None:
            return None
        if one != NOBODY:
            told.append(one)
    return _joined(told, Q.OR) if told else NOBODY


def _joined(told: list[Q], connector: str) -> Q:
    return Q(*told, _connector=connector)


def _of(node: Node, year: int) -> Q | None:
    if isinstance(node, Leaf):
        return _of_rule(node.rule, year)
    return (_all if node.op == "all_of" else _any)(node.children, year)


def _of_rule(rule: Rule, year: int) -> Q | None:
    match rule:
        case OnlyFor():
            return _of_rule(rule.inner, year) if rule.subject == "individual" else NOBODY
        case ConsecutiveTitle():
            last = year - rule.back
            streak = _holders(rule.title, rule.count, Q(to_year__lte=last))
            return _joined([_holders(rule.title, 1, Q(to_year=last)), streak], Q.AND)
        case HoldsAward():
            return _holders(rule.award, 1, Q(to_year__lt=year))
        case CountTitleSince():
            return _holders(rule.title, rule.count, Q(to_year__gt=year - YEARS_COUNTED, to_year__lte=year))
        case Initiatives():
            return _authors(WorkKind.INITIATIVE, rule.scope, rule.count, year - rule.years, year)
        case Topics():
            return _authors(WorkKind.TOPIC, rule.scope, rule.count, year - rule.years, year)
        case Attested() | ClusterPlace() | MovementLeader():
            # The records attest nothing: what fails in silence fails for everybody.
            return NOBODY if rule.state(Facts(subject="individual", year=year)) == FAILED else None
        case _:
            return None


def _holders(code: str, count: int, when: Q) -> Q:
    """People with at least `count` such merit awards."""
    return _people(Honour.objects.filter(HOLDS_TRUE & when, award_code=code, basis=Basis.MERIT), count)


def _authors(kind: WorkKind, scope: str, count: int, after: int, last: int) -> Q:
    """Authors of at least `count` works of the scope or a wider one, of the years after `after` up to `last`."""
    works = Authorship.objects.filter(
        work__corrected_by__isnull=True,
        work__is_void=False,
        work__kind=kind,
        work__scope__in=SCOPES[SCOPES.index(scope) :],
        work__year__gt=after,
        work__year__lte=last,
    )
    return _people(works, count)


def _people(rows: QuerySet[Honour] | QuerySet[Authorship], count: int) -> Q:
    found = rows.filter(person__isnull=False).order_by().values("person_id")
    if count > 1:
        found = found.annotate(n=Count("pk")).filter(n__gte=count).values("person_id")
    return Q(pk__in=found)
