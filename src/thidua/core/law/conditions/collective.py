"""Conditions on a collective: its members, its place in a cluster, the share of flags, the movement that it led."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, UNKNOWN, AwardName, Demand, Kind, Names
from thidua.core.law.facts import LAUNCHERS, ORGANISERS, RATINGS, Facts
from thidua.core.law.shares import least_needed, most_allowed
from thidua.core.law.values_shape import FILLED, Share, Whole
from thidua.core.shape import ListOf, Shape, one_of


@dataclass(frozen=True, slots=True)
class MemberRatio:
    """100 × the members with a title or rating, over all members, is above (or at least) `pct`. Unknown without the
    figures, and where there are no members at all."""

    key: str
    name: AwardName | None
    above: bool
    pct: Decimal

    def state(self, facts: Facts) -> int:
        members = facts.members
        if members is None:
            return UNKNOWN
        number, having = members.get("n"), members.get(self.key)
        if not number or having is None:
            return UNKNOWN
        asked = self.pct * number
        return MET if (100 * having > asked if self.above else 100 * having >= asked) else FAILED

    def told(self, facts: Facts) -> Explanation:
        members = facts.members or {}
        number, having = members.get("n"), members.get(self.key)
        what = self.name.said if self.name else self.key
        params: dict[str, object] = {"what": what, "title": self.name is not None, "pct": self.pct, "above": self.above}
        if not number or having is None:
            return Explanation("ratio.unknown", params)
        least = least_needed(self.pct, number, above=self.above)
        params |= {"having": having, "number": number, "short": max(least - having, 0)}
        return Explanation("ratio.met" if having >= least else "ratio.low", params)


@dataclass(frozen=True, slots=True)
class HasMemberTitle:
    """At least `count` members hold the title; unknown without the figure."""

    title: str
    count: int
    name: AwardName

    def state(self, facts: Facts) -> int:
        having = None if facts.members is None else facts.members.get(self.title)
        return UNKNOWN if having is None else MET if having >= self.count else FAILED

    def told(self, facts: Facts) -> Explanation:
        having = None if facts.members is None else facts.members.get(self.title)
        params: dict[str, object] = {"title": self.name.said, "count": self.count}
        if having is None:
            return Explanation("member.unknown", params)
        params |= {"having": having, "short": max(self.count - having, 0)}
        return Explanation("member.met" if having >= self.count else "member.few" if having else "member.none", params)


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """Ranked `position` or better in a cluster or block that `organiser` organises; without a cluster, failed."""

    organiser: str
    position: int

    def state(self, facts: Facts) -> int:
        cluster = facts.cluster
        if cluster is None or cluster.organiser != self.organiser or cluster.rank > self.position:
            return FAILED
        return MET

    def told(self, facts: Facts) -> Explanation:
        params: dict[str, object] = {"organiser": self.organiser, "position": self.position}
        if facts.cluster is None:
            return Explanation("cluster.none", params)
        params |= {"rank": facts.cluster.rank, "own": facts.cluster.organiser}
        if facts.cluster.organiser != self.organiser:
            return Explanation("cluster.other", params)
        return Explanation("cluster.met" if facts.cluster.rank <= self.position else "cluster.low", params)


@dataclass(frozen=True, slots=True)
class MaxShare:
    """100 × proposed ≤ pct × the collectives that lead a cluster; without the pool, unknown. That is the share rounded
    down: the number proposed is whole."""

    pct: Decimal

    def state(self, facts: Facts) -> int:
        pool = facts.flags_pool
        if pool is None:
            return UNKNOWN
        return MET if 100 * pool.proposed <= self.pct * pool.leaders else FAILED

    def told(self, facts: Facts) -> Explanation:
        pool = facts.flags_pool
        if pool is None:
            return Explanation("share.unknown", {"pct": self.pct})
        most = most_allowed(self.pct, pool.leaders)
        params = {"pct": self.pct, "proposed": pool.proposed, "leaders": pool.leaders, "most": most}
        return Explanation("share.met" if pool.proposed <= most else "share.above", params)


@dataclass(frozen=True, slots=True)
class MovementLeader:
    """Led a thematic movement of at least `years` years, launched by one of `launched_by`; without one, failed."""

    launched_by: tuple[str, ...]
    years: int

    def state(self, facts: Facts) -> int:
        movement = facts.movement
        if movement is None or not movement.leader or movement.years < self.years:
            return FAILED
        return MET if movement.launched_by in self.launched_by else FAILED

    def told(self, facts: Facts) -> Explanation:
        movement = facts.movement
        params: dict[str, object] = {"launchers": self.launched_by, "least": self.years}
        if movement is None:
            return Explanation("movement.none", params)
        params |= {"by": movement.launched_by, "years": movement.years}
        if movement.launched_by not in self.launched_by:
            return Explanation("movement.other", params)
        if movement.years < self.years:
            return Explanation("movement.short", params)
        return Explanation("movement.led" if movement.leader else "movement.not_led", params)


class MemberRatioKind(Kind):
    """Of the members with a `title`, or with a `rating`."""

    type: ClassVar[str] = "member_ratio"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"op": one_of(">", ">="), "pct": Share()}
    FREE: ClassVar[Mapping[str, Shape]] = {"title": FILLED, "rating": one_of(*RATINGS)}

    @classmethod
    def known(cls, values: Mapping[str, Any]) -> bool:
        return super().known(values) and (values.get("title") or values.get("rating")) is not None

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> MemberRatio:
        title = values.get("title")
        key = title if title is not None else values["rating"]
        return MemberRatio(key, names[title] if title is not None else None, values["op"] == ">", values["pct"])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values.get("title"), values.get("rating")), (values["pct"], values["op"] == ">"))


class HasMemberTitleKind(Kind):
    type: ClassVar[str] = "has_member_title"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"title": FILLED, "count": Whole(1, 10_000)}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> HasMemberTitle:
        return HasMemberTitle(values["title"], values["count"], names[values["title"]])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values["title"],), (values["count"],))


class ClusterRankKind(Kind):
    type: ClassVar[str] = "cluster_rank"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"organiser": one_of(*ORGANISERS), "position": Whole(1, 1_000)}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> ClusterPlace:
        return ClusterPlace(values["organiser"], values["position"])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((values["organiser"],), (-values["position"],))


class MaxShareKind(Kind):
    """`among` and `meaning` say what the share is taken of; `rounding` (null: the law does not say) is down anyway."""

    type: ClassVar[str] = "max_share"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"pct": Share()}
    FREE: ClassVar[Mapping[str, Shape]] = {"among": FILLED, "rounding": one_of("down"), "rounding_note": FILLED}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> MaxShare:
        return MaxShare(values["pct"])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((), (-values["pct"],))


class MovementLeaderKind(Kind):
    type: ClassVar[str] = "movement_leader"
    NEEDED: ClassVar[Mapping[str, Shape]] = {"launched_by": ListOf(one_of(*LAUNCHERS)), "min_years": Whole(1, 100)}

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> MovementLeader:
        return MovementLeader(tuple(values["launched_by"]), values["min_years"])

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand:
        return Demand((frozenset(values["launched_by"]),), (values["min_years"],))
