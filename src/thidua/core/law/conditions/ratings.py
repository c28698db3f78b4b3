"""`performance_rating`: how the subject was rated in the award year, or in several years on end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, UNKNOWN, AwardName, Demand, Kind, Names
from thidua.core.law.conditions.history import merit_awards
from thidua.core.law.facts import RATING_PLACE, RATINGS, Facts
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import Flag, Shape, one_of


@dataclass(frozen=True, slots=True)
class PerformanceRating:
    """The ratings of y−years+1 … y are all at least `least`. A missing one fails a run of years and leaves a single
    year unknown. With `after`, all those years are later than the last such award; without one none has begun."""

    least: str
    years: int
    after: str | None
    after_name: AwardName | None

    def state(self, facts: Facts) -> int:
        ratings, year = facts.ratings, facts.year
        if self.after is not None:
            last = _last_award(facts, self.after)
            if last is None or last > year - self.years:
                return FAILED
        least = RATING_PLACE[self.least]
        for rated in range(year - self.years + 1, year + 1):
            rating = ratings.get(rated)
            if rating is None:
                if self.years == 1:
                    return UNKNOWN
                return FAILED
            if RATING_PLACE[rating] < least:
                return FAILED
        return MET

    def told(self, facts: Facts) -> Explanation:
        year, first = facts.year, facts.year - self.years + 1
        params: dict[str, object] = {"year": year, "first": first, "years": self.years, "least": self.least}
        if self.after is not None and self.after_name is not None:
            last = _last_award(facts, self.after)
            params["award"] = self.after_name.said
            if last is None:
                return Explanation("rating.not_begun", params)
            params["last"] = last
            if last >= first:
                return Explanation("rating.too_soon", params)
        if self.years == 1:
            rating = facts.ratings.get(year)
            if rating is None:
                return Explanation("rating.year_unknown", params)
            params["rating"] = rating
            met = RATING_PLACE[rating] >= RATING_PLACE[self.least]
            return Explanation("rating.year_met" if met else "rating.year_low", params)
        rated = range(first, year + 1)
        low = [item for item in rated if _below(facts.ratings.get(item), self.least)]
        params["low"] = tuple((item, facts.ratings[item]) for item in low)
        params["missing"] = tuple(item for item in rated if item not in facts.ratings)
        if params["low"] or params["missing"]:
            return Explanation("rating.years_short", params)
        return Explanation("rating.years_met", params)


def _below(rating: str | None, least: str) -> bool:
    return rating is not None and RATING_PLACE[rating] < RATING_PLACE[least]


def _last_award(facts: Facts, code: str) -> int | None:
    """The year in which the last such award ended, up to the award year."""
    return max((held.to_year for held in merit_awards(facts, code)), default=None)


class RatingKind(Kind):
    """Parameters: `min`, `years`; `consecutive` and `ending` document that the years follow one another up to y."""

    type: ClassVar[str] = "performance_rating"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"min": one_of(*RATINGS), "years": Whole(1, 50)}
    FREE: ClassVar[Mapping[str, Shape]] = {"consecutive": Flag(), "after": FILLED, "ending": FILLED}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> PerformanceRating:
        after = values.get("after")
        return PerformanceRating(values["min"], values["years"], after, names[after] if after else None)

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values.get("after"),), (RATING_PLACE[values["min"]], values["years"]))
