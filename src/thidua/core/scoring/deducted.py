"""Full marks, from which something is taken: events, days late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.scoring.base import (
    ONE,
    ZERO,
    ClaimField,
    ClaimReader,
    Counts,
    Effect,
    Option,
    Rule,
    RuleFaults,
    readable,
    vi,
)
from thidua.core.tree import Tree


@dataclass(frozen=True)
class Event:
    """Each occurrence costs `points`, the first `at_most` of them only; an effect applies once."""

    points: Decimal
    at_most: int | None = None
    effect: Effect | None = None


@dataclass(frozen=True)
class Deduct(Rule):
    """max(0, M − Σ min(count, at_most) × points)."""

    events: Mapping[str, Event]

    kind = "deduct"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> Deduct:
        table = parameters.get("events")
        if table is not None and not table:
            faults.add("events", "Danh sách trống: khai báo ít nhất một mục.")
        return cls({code: _event(code, item, faults) for code, item in (table or {}).items() if item is not None})

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        options = tuple(Option(code, readable(code), event.points) for code, event in self.by_weight())
        return (ClaimField("events", "counts", options),)

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        return reader.counts(raw.get("events"), "events", self.events, "vi phạm")

    def lost(self, code: str, count: int) -> Fraction:
        """Points taken by `count` occurrences of one event."""
        event = self.events[code]
        return (count if event.at_most is None else min(count, event.at_most)) * Fraction(event.points)

    def by_weight(self) -> list[tuple[str, Event]]:
        """Events, the lightest first: the order of a form and of words, whatever order the file had."""
        return sorted(self.events.items(), key=lambda item: item[1].points)

    def points(self, claim: Counts, maximum: Decimal) -> Fraction:
        return max(Fraction(0), Fraction(maximum) - sum(self.lost(code, count) for code, count in claim))

    def effects(self, claim: Counts) -> Sequence[Effect]:
        events = (self.events[code] for code, _ in claim)
        return [event.effect for event in events if event.effect is not None]


def _event(code: str, item: Decimal | Mapping[str, Any], faults: RuleFaults) -> Event:
    if isinstance(item, Decimal):
        faults.within(f"events.{code}", item, low=ZERO)
        return Event(item)
    points, at_most = item.get("points"), item.get("at_most")
    effect, grade = item.get("effect"), item.get("grade")
    where = f"events.{code}"
    faults.within(f"{where}.points", points, low=ZERO)
    faults.within(f"{where}.at_most", at_most, low=ONE)
    if at_most is not None and at_most != at_most.to_integral_value():
        faults.add(f"{where}.at_most", f"Số {vi(at_most)} không phải là số nguyên: ghi số lần tính tối đa.")
        at_most = None
    return Event(
        ZERO if points is None else points,
        None if at_most is None else int(at_most),
        None if effect is None else Effect(effect, grade),
    )


@dataclass(frozen=True)
class OnTime(Rule):
    """max(0, M − flat if late − n × per_day); 0 when n > zero_after_days or not submitted.

    A prepared claim is the days late, or `NOT_SUBMITTED`.
    """

    per_day: Decimal
    flat: Decimal
    zero_after_days: int | None

    kind = "on_time"

    @classmethod
    def build(cls, parameters: Mapping[str, Any], maximum: Decimal, faults: RuleFaults) -> OnTime:
        per_day, flat, after = (parameters.get(name) for name in ("per_day", "flat", "zero_after_days"))
        for name, value in (("per_day", per_day), ("flat", flat), ("zero_after_days", after)):
            faults.within(name, value, low=ZERO)
        if after is not None and after != after.to_integral_value():
            faults.add("zero_after_days", f"Số {vi(after)} không phải là số nguyên: ghi số ngày.")
        return cls(
            ZERO if per_day is None else per_day,
            ZERO if flat is None else flat,
            None if after is None else int(after),
        )

    def fields(self, maximum: Decimal, step: Decimal | None) -> tuple[ClaimField, ...]:
        return (
            ClaimField("days_late", "whole", required=False, low=ZERO),
            ClaimField("submitted", "flag", required=False),
        )

    def read(self, raw: Mapping[str, Tree], reader: ClaimReader, maximum: Decimal, step: Decimal | None) -> Any:
        days, submitted = raw.get("days_late"), raw.get("submitted")
        if submitted is None:
            if days is None:
                reader.fault("", "Thiếu “days_late” (số ngày chậm, 0 là đúng hạn) hoặc “submitted: false”.")
                return None
            return reader.whole(days, "days_late")
        if submitted is not False:
            reader.fault("submitted", "Chỉ ghi “submitted: false” khi không nộp; đã nộp thì ghi “days_late”.")
        elif days is not None:
            reader.fault("days_late", "Đã ghi không nộp (submitted: false) thì bỏ “days_late”.")
        else:
            return NOT_SUBMITTED
        return None

    def points(self, claim: int, maximum: Decimal) -> Fraction:
        if claim == NOT_SUBMITTED or (self.zero_after_days is not None and claim > self.zero_after_days):
            return Fraction(0)
        flat = Fraction(self.flat) if claim else Fraction(0)
        return max(Fraction(0), Fraction(maximum) - flat - claim * Fraction(self.per_day))


NOT_SUBMITTED = -1
