"""What an award cannot do without, as a filter of people that the database answers from the titles they hold.

The filter may let through who is not eligible, never keep out who might be: it asks less than the condition does.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from thidua.core.law.conditions.titles import AWARD_YEAR, YEARS_COUNTED
from thidua.core.law.nodes import Leaf, Node
from thidua.records.enums import Basis
from thidua.records.models import Honour
from thidua.records.queries.law_facts import HOLDS_TRUE

_ANYBODY: Q | None = None


def necessary(criteria: tuple[Node, ...], year: int) -> Q:
    """The people who may meet all of these conditions in an award year; everybody where nothing can be told from titles
    alone."""
    return _all(criteria, year) or Q()


def _all(nodes: tuple[Node, ...], year: int) -> Q | None:
    found = _ANYBODY
    for node in nodes:
        one = _of(node, year)
        if one is not None:
            found = one if found is None else found & one
    return found


def _any(nodes: tuple[Node, ...], year: int) -> Q | None:
    """A choice narrows only where every branch does."""
    found = _ANYBODY
    for node in nodes:
        one = _of(node, year)
        if one is None:
            return _ANYBODY
        found = one if found is None else found | one
    return found


def _of(node: Node, year: int) -> Q | None:
    if not isinstance(node, Leaf):
        return (_all if node.op == "all_of" else _any)(node.children, year)
    if node.subject not in (None, "individual"):
        return Q(pk__in=())  # written for collectives: failed for everybody here
    if any(node.values.get(name, 0) is None for name in ("title", "count", "award")):
        return _ANYBODY  # a parameter that nobody has read: unknown, not failed
    return _of_leaf(node.type, node.values, year)


def _of_leaf(kind: str, values: Any, year: int) -> Q | None:
    if kind == "consecutive_title":
        end = year if values.get("ending") == AWARD_YEAR else year - 1
        return _holders(values["title"], 1, Q(to_year=end)) & _holders(
            values["title"], values["count"], Q(to_year__lte=end)
        )
    if kind == "holds_award":
        return _holders(values["award"], 1, Q(to_year__lt=year))
    if kind == "count_title_since":
        return _holders(values["title"], values["count"], Q(to_year__gt=year - YEARS_COUNTED, to_year__lte=year))
    return _ANYBODY


def _holders(code: str, count: int, when: Q) -> Q:
    """People with at least `count` such merit awards."""
    rows = Honour.objects.filter(HOLDS_TRUE & when, award_code=code, basis=Basis.MERIT, person__isnull=False)
    if count == 1:
        return Q(pk__in=rows.order_by().values("person_id"))
    return Q(
        pk__in=rows.order_by().values("person_id").annotate(n=Count("pk")).filter(n__gte=count).values("person_id")
    )
