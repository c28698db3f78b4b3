"""The same facts under one regime after another: the answers side by side, and the reason for each change.

Told is what makes the difference to this subject: a condition that stood in the way and was dropped or changed, one
that came and stands in the way, a new way that is met, an old one that is gone. Articles alone change with every law
and are no reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from thidua.core.law.advice import with_standards
from thidua.core.law.conditions.base import MET
from thidua.core.law.facts import Facts
from thidua.core.law.judging import ELIGIBLE, RULES_NOT_LOADED, Judgement, Reason, judge
from thidua.core.law.model import Regime
from thidua.core.law.pairing import Pairs, waiver_of
from thidua.core.law.regimes import Law
from thidua.core.law.standing import Standing, Term, met_ways, standing

ADDED, DROPPED, CHANGED, SAME = "added", "dropped", "changed", "same"
NOT_LOADED, NEW_AWARD, NO_AWARD = "not_loaded", "new_award", "no_award"
_Partner = Callable[[Term], Term | None]


@dataclass(frozen=True, slots=True)
class Change:
    """One condition that makes the difference, as it stood before and as it stands after (None: there was or is none).

    kind: added | dropped | changed | same (the condition is the same and what it refers to is not: see `because`) |
    not_loaded | new_award | no_award. `alternative`: it would do by itself, in place of others."""

    kind: str
    before: Reason | None = None
    after: Reason | None = None
    alternative: bool = False
    because: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """From one regime to the next: both answers (None: the regime has no such award) and why they differ, or why the
    same answer now has other reasons. Without `changes` nothing that matters here changed."""

    before: str
    after: str
    result_before: str | None
    result_after: str | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One award through the regimes. `name` is that of the latest regime that has it; `judgements` has None where a
    regime does not have the award."""

    award: str
    name: str
    regimes: tuple[Regime, ...]
    judgements: tuple[Judgement | None, ...]
    steps: tuple[Step, ...]


def compare(
    law: Law, facts: Facts, awards: Sequence[str] | None = None, regimes: Sequence[Regime] | None = None
) -> tuple[Comparison, ...]:
    """The awards (all that some regime has for the subject, unless named) under each of the regimes (all of the law, as
    they stand at their ends, unless given).

    The standard of a title of the same year, which other awards ask for, is judged under each regime, as advice does.
    Raises KeyError for an award that no regime has.
    """
    chosen = tuple(regimes) if regimes is not None else tuple(law.regime(code) for code in law.codes)
    views = [_View(regime, facts) for regime in chosen]
    return tuple(_comparison(law, code, views) for code in awards or _for(law, facts.subject, chosen))


def _for(law: Law, subject: str, regimes: Iterable[Regime]) -> list[str]:
    has = {code for regime in regimes for code, award in regime.awards.items() if subject in award.subjects}
    return [code for code in law.award_codes if code in has]


class _View:
    """A regime and the facts as it sees them: the standards of titles are its own."""

    def __init__(self, regime: Regime, facts: Facts) -> None:
        self.regime, self.facts = regime, with_standards(regime, facts)
        self.judged_titles = self.facts.meets_title.keys() - facts.meets_title.keys()

    def judged(self, award: str) -> Judgement | None:
        if self.regime.awards and award not in self.regime.awards:
            return None
        return judge(self.regime, award, self.facts)


def _comparison(law: Law, award: str, views: Sequence[_View]) -> Comparison:
    name = law.award_name(award)
    judgements = tuple(view.judged(award) for view in views)
    steps = tuple(_step(award, *views[place : place + 2]) for place in range(len(views) - 1))
    return Comparison(award, name, tuple(view.regime for view in views), judgements, steps)


def _step(award: str, before: _View, after: _View) -> Step:
    one, other = before.judged(award), after.judged(award)
    results = one.result if one else None, other.result if other else None
    return Step(before.regime.code, after.regime.code, *results, tuple(_explained(award, before, after)))


def _explained(award: str, before: _View, after: _View) -> Iterator[Change]:
    one, other = before.judged(award), after.judged(award)
    if one is None or other is None:
        if (one is None) != (other is None):
            yield Change(NEW_AWARD if one is None else NO_AWARD)
    elif one.rules is None or other.rules is None:
        if (one.rules is None) != (other.rules is None):
            silent = one if one.rules is None else other
            (reason,) = (reason for reason in silent.reasons if reason.condition == RULES_NOT_LOADED)
            yield Change(NOT_LOADED, *((reason, None) if silent is one else (None, reason)))
    else:
        names = {**before.regime.names, **after.regime.names}
        yield from _Difference(standing(one, names), standing(other, names), before, after).changes()


class _Difference:
    """What lies between two judgements of one award under regimes that both have its rules."""

    def __init__(self, one: Standing, other: Standing, before: _View, after: _View) -> None:
        self.one, self.other, self.before, self.after = one, other, before, after
        self.pairs = Pairs(one.terms, other.terms)

    def changes(self) -> tuple[Change, ...]:
        told: dict[tuple[Term | None, Term | None], None] = {}
        for old in self.one.terms:
            if self.one.blocks(old) and self._freed(old, self.pairs.after(old)):
                told[old, self.pairs.after(old)] = None
        for new in self.other.terms:
            if self.other.blocks(new) and self._bound(new, self.pairs.before(new)):
                told[self.pairs.before(new), new] = None
        told.update(dict.fromkeys(self._exchanged()))
        if not told and self.one.judgement.result != self.other.judgement.result:
            told.update(dict.fromkeys(self._moved()))
        # what was there before comes first
        return tuple(self._change(old, new) for old, new in sorted(told, key=lambda pair: pair[0] is None))

    def _freed(self, old: Term, new: Term | None) -> bool:
        """Whether it matters what became of a condition that stood in the way. Where it was one way of several, that
        it is gone helps nobody."""
        if new is None:
            return not old.alternative
        if new.state != old.state:
            return True
        says_more = new.words != old.words and new.told != old.told
        return says_more and self.other.blocks(new) and not new.alternative

    def _bound(self, new: Term, old: Term | None) -> bool:
        """Whether it matters where a condition comes from that now stands in the way. A further way of which nobody
        has claimed anything (a sudden achievement, say) does not."""
        if old is None:
            return not (new.alternative and new.reason.code.endswith(".silent"))
        return new.state != old.state

    def _exchanged(self) -> Iterator[tuple[Term | None, Term | None]]:
        """Ways that are met after and were not before, and the reverse, where a choice lives on nothing else."""
        lost = [(old, self.pairs.after(old)) for old in _new_ways(self.one, self.pairs.after)]
        gained = [(self.pairs.before(new), new) for new in _new_ways(self.other, self.pairs.before)]
        if self.one.judgement.result == self.other.judgement.result == ELIGIBLE and not (lost and gained):
            return  # a choice more, or less, that is met: nothing for this subject
        yield from lost
        yield from gained

    def _moved(self) -> Iterator[tuple[Term | None, Term | None]]:
        """The same conditions put together in another way."""
        for old in self.one.terms:
            if self.one.blocks(old):
                yield old, self.pairs.after(old)
        for new in self.other.terms:
            if self.other.blocks(new):
                yield self.pairs.before(new), new

    def _change(self, old: Term | None, new: Term | None) -> Change:
        if old is None:
            assert new is not None
            return Change(ADDED, None, new.reason, new.alternative)
        if new is None:
            return Change(DROPPED, old.reason, waiver_of(old, self.other.waived), old.alternative)
        if old.words != new.words:
            return Change(CHANGED, old.reason, new.reason, new.alternative)
        return Change(SAME, old.reason, new.reason, new.alternative, tuple(self._because(old)))

    def _because(self, term: Term) -> Iterator[Change]:
        """Why the standard of a title is met in one regime alone: its own conditions."""
        title = term.about
        judged = self.before.judged_titles & self.after.judged_titles
        if term.type == "title_same_year" and isinstance(title, str) and title in judged:
            yield from _explained(title, self.before, self.after)


def _new_ways(side: Standing, partner: _Partner) -> Iterator[Term]:
    for choice in side.choices:
        ways = met_ways(choice)
        if not any(all(_as_there(term, partner) for term in way) for way in ways):
            yield from (term for way in ways for term in way if not _as_there(term, partner))


def _as_there(term: Term, partner: _Partner) -> bool:
    """Whether the other side has this condition, or what took its place, met as well."""
    other = partner(term)
    return other is not None and other.state == MET
