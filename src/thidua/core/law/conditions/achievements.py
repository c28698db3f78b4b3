"""`initiative` and `research_topic`: recognised work of a scope, within some years back to the award year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, UNKNOWN, Demand, Kind, Names
from thidua.core.law.facts import SCOPE_PLACE, SCOPES, Facts, TopicDone
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import Flag, Shape, one_of

PERIODS: Mapping[str, int] = {"year": 1, "last_2_years": 2, "title_span": 3, "those_5_years": 5}


@dataclass(frozen=True, slots=True)
class Initiatives:
    """At least `count` initiatives of `scope` or above in the `years` up to y."""

    scope: str
    count: int
    years: int

    def state(self, facts: Facts) -> int:
        least, last = SCOPE_PLACE[self.scope], facts.year
        before = last - self.years
        have = 0
        for made in facts.initiatives:
            if before < made.year <= last and SCOPE_PLACE[made.scope] >= least:
                have += 1
        return MET if have >= self.count else FAILED

    def told(self, facts: Facts) -> Explanation:
        first = facts.year - self.years + 1
        made = [item for item in facts.initiatives if first <= item.year <= facts.year]
        enough = [item for item in made if SCOPE_PLACE[item.scope] >= SCOPE_PLACE[self.scope]]
        have = len(enough)
        params = {
            "scope": self.scope,
            "count": self.count,
            "have": have,
            "short": max(self.count - have, 0),
            "wider": any(item.scope != self.scope for item in enough),
            "narrower": len(made) - have,
            "first": first,
            "year": facts.year,
        }
        met = have >= self.count
        return Explanation("initiative.met" if met else "initiative.few" if have else "initiative.none", params)


@dataclass(frozen=True, slots=True)
class Topics:
    """At least `count` research topics of `scope` or above in the `years` up to y; each counts only if it is accepted
    and applied where that is asked, and may still count where nobody said."""

    scope: str
    count: int
    years: int
    accepted: bool
    applied: bool

    def _counted(self, facts: Facts) -> tuple[list[TopicDone], list[TopicDone], list[TopicDone]]:
        """Topics of the scope and years: those that count, those that may, those that do not."""
        least, last = SCOPE_PLACE[self.scope], facts.year
        before = last - self.years
        sure: list[TopicDone] = []
        open_: list[TopicDone] = []
        out: list[TopicDone] = []
        for topic in facts.topics:
            if not before < topic.year <= last or SCOPE_PLACE[topic.scope] < least:
                continue
            asked = ((self.accepted, topic.accepted), (self.applied, topic.applied))
            said = [value for wanted, value in asked if wanted]
            (out if False in said else open_ if None in said else sure).append(topic)
        return sure, open_, out

    def state(self, facts: Facts) -> int:
        if not facts.topics:
            return FAILED
        sure, open_, _ = self._counted(facts)
        if len(sure) >= self.count:
            return MET
        return UNKNOWN if len(sure) + len(open_) >= self.count else FAILED

    def told(self, facts: Facts) -> Explanation:
        sure, open_, out = self._counted(facts)
        have = len(sure)
        params = {
            "scope": self.scope,
            "count": self.count,
            "have": have,
            "open": len(open_),
            "out": len(out),
            "short": max(self.count - have, 0),
            "wider": any(item.scope != self.scope for item in sure),
            "accepted": self.accepted,
            "applied": self.applied,
            "first": facts.year - self.years + 1,
            "year": facts.year,
        }
        if have >= self.count:
            return Explanation("topic.met", params)
        if have + len(open_) >= self.count:
            return Explanation("topic.unsure", params)
        return Explanation("topic.few" if have else "topic.not_counted" if out or open_ else "topic.none", params)


class InitiativeKind(Kind):
    """Without a period, the award year alone. `attested_by` documents who certifies the scope."""

    type: ClassVar[str] = "initiative"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"scope": one_of(*SCOPES), "count": Whole(1, 50)}
    FREE: ClassVar[Mapping[str, Shape]] = {"period": one_of(*PERIODS), "attested_by": FILLED}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Initiatives:
        return Initiatives(values["scope"], values["count"], _years(values))

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((), (SCOPE_PLACE[values["scope"]], values["count"], -_years(values)))


class ResearchTopicKind(Kind):
    """Without a period, the award year alone."""

    type: ClassVar[str] = "research_topic"
    NEEDED: ClassVar[Mapping[str, Shape]] = InitiativeKind.NEEDED
    FREE: ClassVar[Mapping[str, Shape]] = {**InitiativeKind.FREE, "accepted": Flag(), "applied": Flag()}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Topics:
        flags = (values.get("accepted") is True, values.get("applied") is True)
        return Topics(values["scope"], values["count"], _years(values), *flags)

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        flags = (values.get("accepted") is True, values.get("applied") is True)
        return Demand((), (SCOPE_PLACE[values["scope"]], values["count"], -_years(values), *flags))


def _years(values: Mapping[str, Any]) -> int:
    return PERIODS[values.get("period") or "year"]
