"""Conditions on registration, service, leave, transfer and discipline, and rules that only document something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, UNKNOWN, Demand, Kind, Names
from thidua.core.law.facts import DISCIPLINE_PLACE, DISCIPLINES, Facts
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import Flag, Shape, one_of


@dataclass(frozen=True, slots=True)
class Registered:
    """The subject registered for emulation in y; unknown where nobody said."""

    def state(self, facts: Facts) -> int:
        return UNKNOWN if facts.registered is None else MET if facts.registered else FAILED

    def told(self, facts: Facts) -> Explanation:
        code = {None: "unknown", True: "met", False: "failed"}[facts.registered]
        return Explanation(f"registered.{code}", {"year": facts.year})


@dataclass(frozen=True, slots=True)
class MinServiceMonths:
    """At least `least` months of service in y; without a figure there is no minimum, and so it is met."""

    least: int | None

    def state(self, facts: Facts) -> int:
        return MET if self.least is None or facts.months >= self.least else FAILED

    def told(self, facts: Facts) -> Explanation:
        if self.least is None:
            return Explanation("months.no_minimum")
        params = {"months": facts.months, "least": self.least, "short": max(self.least - facts.months, 0)}
        return Explanation("months.met" if facts.months >= self.least else "months.few", params)


@dataclass(frozen=True, slots=True)
class NoDiscipline:
    """The highest discipline of the person (`self`) or of a member of the collective is below `least`."""

    member: bool
    least: str

    def state(self, facts: Facts) -> int:
        level = facts.member_discipline if self.member else facts.max_discipline
        return MET if DISCIPLINE_PLACE[level] < DISCIPLINE_PLACE[self.least] else FAILED

    def told(self, facts: Facts) -> Explanation:
        level = facts.member_discipline if self.member else facts.max_discipline
        who = "member" if self.member else "self"
        if level == "none":
            code = "none"
        else:
            code = "below" if DISCIPLINE_PLACE[level] < DISCIPLINE_PLACE[self.least] else "failed"
        return Explanation(f"discipline.{who}_{code}", {"level": level, "least": self.least})


@dataclass(frozen=True, slots=True)
class Documented:
    """Always met: it documents a rule that the facts need not show."""

    explanation: Explanation

    def state(self, facts: Facts) -> int:
        return MET

    def told(self, facts: Facts) -> Explanation:
        return self.explanation


class RegisteredKind(Kind):
    type: ClassVar[str] = "registered"

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Registered:
        return Registered()


class MinServiceMonthsKind(Kind):
    type: ClassVar[str] = "min_service_months"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"months": Whole(1, 600)}
    NULL_IS_KNOWN: ClassVar[bool] = True

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> MinServiceMonths:
        return MinServiceMonths(values["months"])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((), (values["months"],))


class NoDisciplineKind(Kind):
    """Here `subject` says whose discipline: self | member. `within` documents the year."""

    type: ClassVar[str] = "no_discipline"
    NEEDED: ClassVar[Mapping[str, Shape]] = {
        "subject": one_of("self", "member"),
        "min_level": one_of(*DISCIPLINES[1:]),
    }
    FREE: ClassVar[Mapping[str, Shape]] = {"within": one_of("year")}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> NoDiscipline:
        return NoDiscipline(values["subject"] == "member", values["min_level"])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values["subject"],), (-DISCIPLINE_PLACE[values["min_level"]],))


class LeaveCountsKind(Kind):
    type: ClassVar[str] = "leave_counts"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"leave": FILLED}
    FREE: ClassVar[Mapping[str, Shape]] = {"counts": Flag()}
    NULL_IS_KNOWN: ClassVar[bool] = True

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Documented:
        code = "leave.not_counted" if values.get("counts") is False else "leave.counted"
        return Documented(Explanation(code, {"leave": values["leave"]}))


class TransferOpinionKind(Kind):
    type: ClassVar[str] = "transfer_opinion"
    FREE: ClassVar[Mapping[str, Shape]] = {"old_unit_months_min": Whole(1, 600), "requires": FILLED}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Documented:
        months = values.get("old_unit_months_min")
        if months is None:
            return Documented(Explanation("transfer.opinion"))
        return Documented(Explanation("transfer.opinion_months", {"months": months}))


class NotRequiredKind(Kind):
    """`what`: types of conditions that are dropped, with what they were about (`performance_rating:excellent`), parted
    by a semicolon."""

    type: ClassVar[str] = "not_required"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"what": FILLED}
    FREE: ClassVar[Mapping[str, Shape]] = {"text": FILLED}
    NULL_IS_KNOWN: ClassVar[bool] = True

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Documented:
        if values.get("text") is not None:
            return Documented(Explanation("not_required.text", {"text": values["text"]}))
        dropped = tuple(tuple(item.strip().partition(":")[::2]) for item in str(values["what"]).split(";"))
        said = tuple((kind, names[about].said if about in names else about) for kind, about in dropped)
        return Documented(Explanation("not_required.dropped", {"dropped": said}))
