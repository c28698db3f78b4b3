"""Prize money: a multiple of the base salary on the decision date, rounded up to whole tens of thousands of đồng."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from math import ceil
from typing import Any

from thidua.core.law.dated import DATA, DatedRow, dated_rows
from thidua.core.law.nodes import Ground
from thidua.core.law.regimes import Law
from thidua.core.law.values_shape import FILLED, Day, Whole
from thidua.core.shape import ListOf, Shape


@dataclass(frozen=True, slots=True)
class Prize:
    """The prize of one award for one subject. `amount` and `base_salary` are whole đồng; `is_cap`: at most that much.
    `grounds`: of the multiple, of the base salary, and of the rounding."""

    amount: int
    multiple: Decimal
    base_salary: int
    is_cap: bool
    grounds: tuple[Ground, ...]


def prize(law: Law, award: str, subject: str, on: date) -> Prize | None:
    """The prize for a decision on that day. None where it is not known: no multiple for the subject, no base salary
    loaded for the day, no rule of rounding, or a regime whose rules are not loaded. Raises ValueError before the first
    regime and KeyError for an award that a regime with awards does not have."""
    regime = law.on(on)
    if not regime.awards:
        return None
    multiples = regime.award(award).prize_multiple
    multiple = None if multiples is None else multiples.of(subject)
    salary, rounding = base_salary(on), _rounding(regime.code)
    if multiples is None or multiple is None or salary is None or rounding is None:
        return None
    step, base = rounding.values["round_up_to_vnd"], salary.values["vnd"]
    amount = rounded_up(multiple * base, step)
    return Prize(amount, multiple, base, multiples.is_cap, (multiples.ground, salary.ground, rounding.ground))


def rounded_up(amount: Decimal, step: int) -> int:
    """`amount` rounded up to a multiple of `step`; an exact multiple stays."""
    return ceil(amount / step) * step


def base_salary(on: date) -> DatedRow | None:
    """The base salary in force on a day (`values["vnd"]`, đồng a month); None before the first one loaded."""
    rows = [row for row in _salaries() if row.ground.first <= on]
    return max(rows, key=lambda row: row.ground.first, default=None)


def _rounding(regime: str) -> DatedRow | None:
    return next((row for row in _prize_rules() if _rounds(row.values) and regime in row.values["regimes"]), None)


def _rounds(values: Mapping[str, Any]) -> bool:
    return values.get("round_up_to_vnd") is not None


@lru_cache(maxsize=1)
def _salaries() -> tuple[DatedRow, ...]:
    required: dict[str, Shape] = {"from": Day(), "vnd": Whole(1)}
    data = (DATA / "base-salary.yaml").read_bytes()
    return dated_rows(
        data, file="base-salary.yaml", kind="base_salary", section="values", required=required, optional={}
    )


@lru_cache(maxsize=1)
def _prize_rules() -> tuple[DatedRow, ...]:
    return dated_rows(
        (DATA / "principles.yaml").read_bytes(),
        file="principles.yaml",
        kind="principles",
        section="prize_rules",
        required={"code": FILLED, "text": FILLED, "regimes": ListOf(FILLED)},
        optional={"round_up_to_vnd": Whole(1), "collective_to_individual": Whole(1)},
    )
