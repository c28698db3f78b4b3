"""Everything that a subject could be proposed for on a day, and what each award still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product

from thidua.core.law.conditions.base import FAILED, MET, OTHER_SUBJECT, STATE_NAMES
from thidua.core.law.facts import Facts
from thidua.core.law.judging import ELIGIBLE, UNDETERMINED, Judgement, Reason, judge
from thidua.core.law.model import Award, Regime
from thidua.core.law.nodes import Leaf, Node, leaves_of
from thidua.core.law.regimes import Law


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that stands in the way: one of the alternatives would do, each the reasons that must all change. A
    single condition is one alternative with one reason."""

    alternatives: tuple[tuple[Reason, ...], ...]


@dataclass(frozen=True)
class Advice:
    """The judgement of one award, with its name under that regime, and what blocks it (nothing when eligible)."""

    name: str
    judgement: Judgement

    @property
    def award(self) -> str:
        """The code of the award."""
        return self.judgement.award

    @cached_property
    def lacking(self) -> tuple[Lack, ...]:
        """What blocks the award: failed and unknown conditions, with the alternatives of a lost choice together."""
        return lacking(self.judgement)


def advise(law: Law, facts: Facts, on: date) -> tuple[Advice, ...]:
    """Every award that is for the subject, under the regime in force on that day, in the order of the regime.

    Where an award asks for a title of the same year, and the facts do not say whether its standard is met, the title is
    judged first: eligible says yes, not eligible no, undetermined leaves it unknown. Quota and vote of a list are about
    one award alone and do not make a standard. Raises ValueError before the first regime."""
    regime = law.on(on)
    told = with_standards(regime, facts)
    return tuple(
        Advice(law.award_name(code, on=on), judge(regime, code, told))
        for code, award in law.awards_of(regime).items()
        if facts.subject in award.subjects
    )


def with_standards(regime: Regime, facts: Facts) -> Facts:
    """The facts with `meets_title` filled in for the titles that awards of this regime ask for in the same year."""
    own = [award for award in regime.awards.values() if facts.subject in award.subjects]
    meets = dict(facts.meets_title)
    asked: dict[str, None] = {}
    for award in own:
        _ask(award, regime, facts, asked)
    for title in asked:
        if title not in meets:
            fed = replace(facts, meets_title=meets, quota=None, vote=None)
            result = judge(regime, title, fed).result
            meets = {**meets, title: None if result == UNDETERMINED else result == ELIGIBLE}
    return replace(facts, meets_title=meets) if asked else facts


def _ask(award: Award, regime: Regime, facts: Facts, asked: dict[str, None]) -> None:
    """Titles that an award asks for in the same year, those that they ask for themselves first."""
    for leaf in leaves_of(award.criteria):
        if leaf.type != "title_same_year":
            continue
        title = leaf.values.get("title")
        other = regime.awards.get(title or "")
        if other is None or title in asked or facts.subject not in other.subjects or other is award:
            continue
        _ask(other, regime, facts, asked)
        asked[other.code] = None


def lacking(judgement: Judgement) -> tuple[Lack, ...]:
    """What blocks a judgement, in the order of its reasons."""
    reasons = judgement.reasons
    if judgement.rules is None:
        return tuple(Lack(((reason,),)) for reason in reasons)
    leaves = iter(zip(judgement.states, reasons, strict=False))
    found = [lack for node in judgement.rules.criteria for lack in _blocking(node, leaves)[1]]
    around = reasons[len(judgement.states) :]
    return (*found, *(Lack(((reason,),)) for reason in around if reason.state != STATE_NAMES[MET]))


def _blocking(node: Node, leaves: Iterator[tuple[int, Reason]]) -> tuple[int, list[Lack]]:
    """The state of a node and what blocks it; takes its leaves off `leaves`."""
    if isinstance(node, Leaf):
        state, reason = next(leaves)
        return state, [] if state == MET else [Lack(((reason,),))]
    children = [_blocking(child, leaves) for child in node.children]
    states = [state for state, _ in children]
    if node.op == "all_of":
        return min(states), [lack for _, lacks in children for lack in lacks]
    if max(states) == MET:
        return MET, []
    alternatives = [alternative for _, lacks in children for alternative in _every_way(lacks)]
    possible = [alternative for alternative in alternatives if not any(map(_hopeless, alternative))]
    return max(states), [Lack(tuple(possible or alternatives))]


def _every_way(lacks: list[Lack]) -> Iterator[tuple[Reason, ...]]:
    """Every way to overcome all of these."""
    for chosen in product(*(lack.alternatives for lack in lacks)):
        yield tuple(reason for part in chosen for reason in part)


def _hopeless(reason: Reason) -> bool:
    """A branch written for another kind of subject is no way."""
    return reason.state == STATE_NAMES[FAILED] and reason.code == OTHER_SUBJECT
