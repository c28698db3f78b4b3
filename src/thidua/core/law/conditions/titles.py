"""Conditions on titles and commendations that the subject already holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, UNKNOWN, AwardName, Demand, Kind, Names
from thidua.core.law.conditions.history import merit_awards, merit_periods
from thidua.core.law.facts import Facts
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import Shape, one_of

AWARD_YEAR, YEAR_BEFORE = "award_year", "year_before_submission"


@dataclass(frozen=True, slots=True)
class TitleSameYear:
    """The title was given for y, or its standard is met in y. "Given for y" is read to the letter: its period contains
    y, even where it ends later. An unknown standard (only in advice) stays unknown."""

    title: str
    name: AwardName

    def state(self, facts: Facts) -> int:
        if self._given(facts):
            return MET
        standard = facts.meets_title.get(self.title, False)
        return UNKNOWN if standard is None else MET if standard else FAILED

    def _given(self, facts: Facts) -> bool:
        title, year = self.title, facts.year
        return any(
            held.code == title and held.from_year <= year <= held.to_year and held.basis == "merit"
            for held in facts.titles
        )

    def told(self, facts: Facts) -> Explanation:
        params = {"title": self.name.said, "year": facts.year}
        if self._given(facts):
            return Explanation("title.given", params)
        if self.title not in facts.meets_title:
            return Explanation("title.none", params)
        standard = facts.meets_title[self.title]
        if standard is None:
            return Explanation("title.standard_unknown", params)
        return Explanation("title.standard_met" if standard else "title.standard_failed", params)


@dataclass(frozen=True, slots=True)
class ConsecutiveTitle:
    """The last `count` awards of the title follow one another (each begins at most one year after the one before ends)
    and the latest ends in the award year, or in the year before. Periods are the titles' own: a title of three years is
    one award."""

    title: str
    count: int
    back: int
    name: AwardName

    def state(self, facts: Facts) -> int:
        count = self.count
        periods = merit_periods(facts, self.title, once=self.name.title)
        if len(periods) < count or periods[-1][0] != facts.year - self.back:
            return FAILED
        return MET if _run(periods) >= count else FAILED

    def told(self, facts: Facts) -> Explanation:
        periods = merit_periods(facts, self.title, once=self.name.title)
        end = facts.year - self.back
        at_end = bool(periods) and periods[-1][0] == end
        run = _run(periods) if at_end else 0
        params: dict[str, object] = {
            "title": self.name.said,
            "count": self.count,
            "end": end,
            "held": len(periods),
            "short": max(self.count - run, 0),
            "periods": tuple((begin, finish) for finish, begin in periods[-self.count :]),
        }
        if len(periods) < self.count:
            return Explanation("streak.few", params)
        if not at_end:
            return Explanation("streak.wrong_end", params)
        return Explanation("streak.met" if run >= self.count else "streak.broken", params)


def _run(periods: list[tuple[int, int]]) -> int:
    """How many of the latest awards follow one another."""
    length = 1
    for (earlier_end, _), (_, begin) in zip(reversed(periods[:-1]), reversed(periods[1:]), strict=True):
        if begin > earlier_end + 1:
            break
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class HoldsAward:
    """The award was given in a year before y."""

    award: str
    name: AwardName

    def state(self, facts: Facts) -> int:
        return MET if any(held.to_year < facts.year for held in merit_awards(facts, self.award)) else FAILED

    def told(self, facts: Facts) -> Explanation:
        years = [held.to_year for held in merit_awards(facts, self.award) if held.to_year < facts.year]
        params: dict[str, object] = {"award": self.name.said, "year": facts.year}
        if years:
            return Explanation("holds.met", {**params, "last": max(years)})
        return Explanation("holds.none", params)


@dataclass(frozen=True, slots=True)
class CountTitleSince:
    """At least `count` such titles in the five years y−4 … y, by the year in which their period ends."""

    title: str
    count: int
    name: AwardName

    def _have(self, facts: Facts) -> int:
        first = facts.year - YEARS_COUNTED + 1
        return sum(end >= first for end, _ in merit_periods(facts, self.title, once=self.name.title))

    def state(self, facts: Facts) -> int:
        return MET if self._have(facts) >= self.count else FAILED

    def told(self, facts: Facts) -> Explanation:
        have = self._have(facts)
        params = {
            "title": self.name.said,
            "count": self.count,
            "have": have,
            "short": max(self.count - have, 0),
            "first": facts.year - YEARS_COUNTED + 1,
            "year": facts.year,
        }
        return Explanation("titles.met" if have >= self.count else "titles.few" if have else "titles.none", params)


YEARS_COUNTED = 5


class TitleSameYearKind(Kind):
    type: ClassVar[str] = "title_same_year"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"title": FILLED}
    FREE: ClassVar[Mapping[str, Shape]] = {"meaning": FILLED}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> TitleSameYear:
        return TitleSameYear(values["title"], names[values["title"]])


class ConsecutiveTitleKind(Kind):
    """`ending`: award_year, or year_before_submission (anything but award_year is the year before)."""

    type: ClassVar[str] = "consecutive_title"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"title": FILLED, "count": Whole(1, 50)}
    FREE: ClassVar[Mapping[str, Shape]] = {
        "ending": one_of(AWARD_YEAR, YEAR_BEFORE),
        "unit": FILLED,
        "unit_note": FILLED,
    }

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> ConsecutiveTitle:
        back = 0 if values.get("ending") == AWARD_YEAR else 1
        return ConsecutiveTitle(values["title"], values["count"], back, names[values["title"]])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values["title"], values.get("ending")), (values["count"],))


class HoldsAwardKind(Kind):
    type: ClassVar[str] = "holds_award"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"award": FILLED}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> HoldsAward:
        return HoldsAward(values["award"], names[values["award"]])


class CountTitleSinceKind(Kind):
    type: ClassVar[str] = "count_title_since"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"title": FILLED, "count": Whole(1, 50)}
    FREE: ClassVar[Mapping[str, Shape]] = {"period": one_of("those_5_years")}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> CountTitleSince:
        return CountTitleSince(values["title"], values["count"], names[values["title"]])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values["title"],), (values["count"],))
