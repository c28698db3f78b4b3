"""Points → totals, ranks, ties and grades: the whole result of a criteria set over the claims of all units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from thidua.core.claims import PART_KEYS, Claims, parse_claims
from thidua.core.criteria import criteria_from_canonical
from thidua.core.grading import Held, earned_place, effects_of, place_after, share_out
from thidua.core.model import CriteriaSet, Warning
from thidua.core.numbers import plain, round_half_away, scaled_text, unscaled
from thidua.core.points import Table
from thidua.core.results import Result, UnitResult

RESULT_FORMAT = "thidua.result/1"


def evaluate(criteria: CriteriaSet, claims: Claims) -> Result:
    """Points, ranks and grades of every unit. A pure function of its two inputs: the same inputs give the same result,
    and `claims` must have been read against `criteria`."""
    table = Table(criteria, claims)
    effects = effects_of(criteria, table)
    lines = [_line(criteria, table, position, effects[position]) for position in range(len(claims.units))]
    lists: dict[str, list[_Line]] = {}
    for line in lines:
        ranked = lists.setdefault(line.result.list_key, [])
        if not line.result.excluded and (line.result.complete or criteria.ranking.incomplete == "include"):
            ranked.append(line)
    units = [unit for ranked in lists.values() for unit in _rank(criteria, ranked)]
    placed = {unit.position for unit in units}
    units.extend(line.result for line in lines if line.result.position not in placed)
    return Result(criteria, claims, table, tuple(units), _warnings(criteria, claims, table))


def recompute(criteria_canonical: str, claims_canonical: str) -> Result:
    """The result again from its stored inputs, the canonical texts of the set and of the claims."""
    criteria = criteria_from_canonical(criteria_canonical)
    return evaluate(criteria, parse_claims(claims_canonical.encode("utf-8"), criteria))


@dataclass(frozen=True, slots=True)
class _Line:
    """A unit on its way to a rank: `key` are its printed figures, the ranked one and those that break ties."""

    result: UnitResult
    key: tuple[int, ...]
    place: int | None


def _line(criteria: CriteriaSet, table: Table, position: int, held: Sequence[Held]) -> _Line:
    unit = table.claims.units[position]
    decimals, ranking = criteria.decimals, criteria.ranking
    base, bonus, deduction = table.base[position], table.bonus[position], table.deductions[position]
    exact = base + bonus - deduction
    if criteria.ceiling == "total":
        most = criteria.total_for(unit.class_code)
        exact = min(exact, table.scaled(most)) if most is not None else exact
    exact = max(0, exact)
    max_assigned = table.max_assigned(position)
    percent = round_half_away(exact * 100 * 10**decimals, max_assigned) if max_assigned else None
    total = table.coarse(exact)
    missing = table.missing(position)
    excluded = any(item.effect.kind == "exclude" for item in held)
    figures = {
        "total": unscaled(total, decimals),
        "base": unscaled(table.coarse(base), decimals),
        "bonus": unscaled(table.coarse(bonus), decimals),
        "deduction": unscaled(table.coarse(deduction), decimals),
        "max_assigned": unscaled(table.coarse(max_assigned), decimals),
    }
    printed_percent = None if percent is None else unscaled(percent, decimals)
    earned = place = None
    if criteria.grades is not None and not missing and not excluded:
        earned = earned_place(criteria, table, position, total=figures["total"], percent=printed_percent)
        place = place_after(criteria.grades, earned, [item.effect for item in held])
    list_key = {"class": unit.class_code, "block": unit.block}.get(ranking.within) or ""
    result = UnitResult(
        unit=unit,
        position=position,
        table=table,
        list_key=list_key,
        rank=None,
        tied=False,
        separator=None,
        grade=_grade_code(criteria, place),
        percent=printed_percent,
        excluded=excluded,
        effects=tuple(held),
        grade_earned=_grade_code(criteria, earned),
        missing=missing,
        **figures,
    )
    ranked_by = total if ranking.by == "points" else percent or 0
    return _Line(result, (ranked_by, *(table.printed(code, position) for code in ranking.tie_break)), place)


def _grade_code(criteria: CriteriaSet, place: int | None) -> str | None:
    return criteria.grades.bands[place].code if criteria.grades is not None and place is not None else None


def _rank(criteria: CriteriaSet, lines: list[_Line]) -> list[UnitResult]:
    """The units of one list in order of rank; equal figures share a rank and stay in file order."""
    ordered = sorted(lines, key=lambda line: line.key, reverse=True)
    places = [line.place for line in ordered]
    if criteria.grades is not None:
        places = share_out(criteria.grades, places, len(ordered))
    dense = criteria.ranking.ties == "dense"
    keys = [line.key for line in ordered]
    result, rank = [], 0
    for index, line in enumerate(ordered):
        with_previous = index > 0 and keys[index - 1] == line.key
        with_next = index + 1 < len(keys) and keys[index + 1] == line.key
        if not with_previous:
            rank = rank + 1 if dense else index + 1
        separator = None
        if index > 0 and not with_previous:
            pairs = zip(keys[index - 1], line.key, strict=True)
            separator = next(n for n, (before, here) in enumerate(pairs) if before != here)
        result.append(
            replace(
                line.result,
                rank=rank,
                tied=with_previous or with_next,
                separator=separator,
                grade=_grade_code(criteria, places[index]),
            )
        )
    return result


def _warnings(criteria: CriteriaSet, claims: Claims, table: Table) -> tuple[Warning, ...]:
    found = list(criteria.warnings)
    if table.any_left_out and criteria.ranking.by == "points":
        found.append(Warning("reduce_max_by_points", "ranking"))
    by_unit: dict[int, list[Warning]] = {}
    for code, leaf in criteria.leaves.items():
        for position in claims.without_evidence.get(code, ()):
            if table.columns[code].values[position] > 0:
                path = f"units.{claims.units[position].code}.{PART_KEYS[leaf.part]}.{code}"
                by_unit.setdefault(position, []).append(Warning("evidence_missing", path))
    for position in sorted(by_unit):
        found.extend(by_unit[position])
    return tuple(found)


def result_document(result: Result) -> dict[str, Any]:
    """The result in the exchange format: figures as text with the set's number of decimals, keys in the fixed order."""
    return {
        "format": RESULT_FORMAT,
        "criteria_set": result.criteria.code,
        "units": [unit_document(unit, result.criteria.decimals) for unit in result.units],
        "warnings": [warning_document(warning) for warning in result.warnings],
    }


def unit_document(unit: UnitResult, decimals: int) -> dict[str, Any]:
    """One unit of the exchange format."""
    leaves = {
        code: {
            "points": None if points is None else scaled_text(points, decimals),
            "max": scaled_text(most, decimals),
        }
        for code, points, most in unit.table.leaf_figures(unit.position)
    }
    return {**unit_head(unit), "leaves": leaves}


def unit_head(unit: UnitResult) -> dict[str, Any]:
    """One unit of the exchange format, without its leaves."""
    return {
        "code": unit.code,
        "rank": unit.rank,
        "tied": unit.tied,
        "grade": unit.grade,
        "total": str(unit.total),
        "base": str(unit.base),
        "bonus": str(unit.bonus),
        "deduction": str(unit.deduction),
        "max_assigned": str(unit.max_assigned),
        "percent": None if unit.percent is None else str(unit.percent),
        "complete": unit.complete,
        "excluded": unit.excluded,
        "missing": list(unit.missing),
        "groups": {code: str(points) for code, points in unit.groups.items()},
    }


def warning_document(warning: Warning) -> dict[str, str]:
    """One warning of the exchange format; `declared` and `sum` as plain numbers."""
    document = {"code": warning.code, "path": warning.path}
    if warning.declared is not None and warning.sum is not None:
        document |= {"declared": plain(warning.declared), "sum": plain(warning.sum)}
    return document
