"""From figures to grades: bands, requirements, effects outside the points, shares of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from thidua.core.model import CriteriaSet, GradeBand, Grades, Leaf
from thidua.core.points import Table
from thidua.core.scoring.base import Counts, Effect, State
from thidua.core.scoring.deducted import Deduct


@dataclass(frozen=True, slots=True)
class Held:
    """An effect that holds for a unit. `source`: the knock-out's code, or the leaf's and the event's; `title`: the
    knock-out's title, or the event's code made readable."""

    effect: Effect
    source: str
    title: str


def effects_of(criteria: CriteriaSet, table: Table) -> list[list[Held]]:
    """For each unit, the effects of its knock-outs and of events that occurred; each holds once, and they add up."""
    known = {item.code: item for item in criteria.knock_outs}
    found = [
        [Held(known[code].effect, code, known[code].title) for code in unit.knock_outs] for unit in table.claims.units
    ]
    for code, leaf in criteria.leaves.items():
        rule = leaf.rule
        if isinstance(rule, Deduct) and any(event.effect for event in rule.events.values()):
            for position, claim in enumerate(table.claims.columns[code]):
                if claim and not isinstance(claim, State):
                    found[position].extend(_held(leaf, rule, claim))
    return found


def _held(leaf: Leaf, rule: Deduct, claim: Counts) -> Iterator[Held]:
    for event_code, _ in claim:
        effect = rule.events[event_code].effect
        if effect is not None:
            yield Held(effect, leaf.code, leaf.label(event_code))


def earned_place(
    criteria: CriteriaSet, table: Table, position: int, *, total: Decimal, percent: Decimal | None
) -> int | None:
    """The place of the grade (0 the best) that a unit's figures earn; None below the last band or without a figure."""
    grades = criteria.grades
    class_code = table.claims.units[position].class_code
    figure = total if grades is None or grades.by == "points" else percent
    if grades is None or figure is None:
        return None
    value = Fraction(figure)
    if grades.clip:
        most = criteria.total_for(class_code) if grades.by == "points" else Decimal(100)
        value = min(value, Fraction(most)) if most is not None else value
    for place, band in enumerate(grades.bands):
        if value >= Fraction(band.minimum_for(class_code)) and requirements_hold(band, table, position):
            return place
    return None


def place_after(grades: Grades, place: int | None, effects: Sequence[Effect]) -> int | None:
    """The place of a grade after the effects that hold: each `lower_grade` is one band down, below the last none, and
    `cap_grade` keeps it from being better than a band."""
    if place is None:
        return None
    place += sum(effect.kind == "lower_grade" for effect in effects)
    for effect in effects:
        if effect.kind == "cap_grade" and effect.grade is not None:
            place = max(place, grades.index(effect.grade))
    return place if place < len(grades.bands) else None


def requirements_hold(band: GradeBand, table: Table, position: int) -> bool:
    """Whether the unit has the required percent of the assigned maximum of each node named. A node of which nothing is
    assigned to the unit asks nothing of it."""
    for item in band.requires:
        most = table.node_max(table.criteria.node(item.code), position)
        if Fraction(table.sums[item.code][position]) * 100 < Fraction(item.min_percent) * most:
            return False
    return True


def share_out(grades: Grades, places: Sequence[int | None], ranked: int) -> list[int | None]:
    """Places of a list's units, best ranked first, after `share_max`: of `ranked` units at most that percent, rounded
    down, hold a band; the rest get the next, below the last none."""
    result = list(places)
    for band_place, band in enumerate(grades.bands):
        if band.share_max is None:
            continue
        allowed = int(Fraction(band.share_max) * ranked / 100)
        holders = [index for index, place in enumerate(result) if place == band_place]
        following = band_place + 1 if band_place + 1 < len(grades.bands) else None
        for index in holders[allowed:]:
            result[index] = following
    return result
