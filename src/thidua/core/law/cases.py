"""A case file: which award is asked for which facts, and under which regime it is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.law.facts import Facts
from thidua.core.law.facts_reading import FactsShape, facts_from
from thidua.core.law.model import Regime
from thidua.core.law.regimes import Law
from thidua.core.law.values_shape import AwardCode, Day
from thidua.core.reading import read_tree
from thidua.core.shape import Anything, Record, Shape, Text, describe, join, one_of
from thidua.core.tree import Tree

MANUAL = "manual"
REMARKS: Mapping[str, Shape] = dict.fromkeys(
    ("expected", "deciding_article", "confidence", "story", "src", "note"), Anything()
)
"""Keys of a case that are for its readers alone."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question. `provisional`: no regime and no decision date were given, so the regime is that of 31 December of
    the award year."""

    id: str | None
    award: str
    regime: Regime
    provisional: bool
    facts: Facts


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of a file in its order; `listed` when they stand under `cases:`."""

    cases: tuple[Case, ...]
    listed: bool


def read_cases(data: bytes, *, law: Law, file: str) -> CaseFile:
    """A file with one case, or with a list `cases:` of which those with `check: manual` are left out unread. Raises
    InputErrors with every fault: a case is named in paths by its id, else by its 0-based place."""
    errors = ErrorList(file)
    cases, listed = one_or_many(read_tree(data, file=file), _Reader(law), errors)
    errors.raise_if_any()
    return CaseFile(tuple(case for case in cases if case is not None), listed)


def one_or_many(tree: Tree, reader: Shape, errors: ErrorList) -> tuple[list[Any], bool]:
    """What `reader` makes of each case (None for a faulty one), and whether they stand in a list `cases:`."""
    if isinstance(tree, dict) and "cases" in tree:
        plain = Record({"cases": _List(reader)}, {"note": Anything()}).read(tree, "", errors)
        return (plain or {}).get("cases") or [], True
    return [reader.read(tree, "", errors)], False


class _List:
    def __init__(self, reader: Shape) -> None:
        self.reader = reader

    def read(self, tree: Tree, path: str, errors: ErrorList) -> list[Any] | None:
        if not isinstance(tree, list):
            errors.add(path, f"Ở đây phải là một danh sách, đang là {describe(tree)}.")
            return None
        return [
            self.reader.read(item, join(path, _step(item, index)), errors)
            for index, item in enumerate(tree)
            if not (isinstance(item, dict) and item.get("check") == MANUAL)
        ]


def _step(item: Tree, index: int) -> str | int:
    code = item.get("id") if isinstance(item, dict) else None
    return code if isinstance(code, str) and code else index


class _Reader:
    def __init__(self, law: Law) -> None:
        self.law = law
        self.shape = Record(
            {"award": AwardCode(law.award_codes), "facts": FactsShape(law.award_codes)},
            {
                "id": Text(),
                "regime": one_of(*law.codes),
                "decision_date": Day(),
                "check": one_of("engine", MANUAL),
                **REMARKS,
            },
        )

    def read(self, tree: Tree, path: str, errors: ErrorList) -> Case | None:
        """The case, or None where a fault was found in it."""
        before = len(errors)
        row = self.shape.read(tree, path, errors)
        if row is None:
            return None
        regime = self._regime(row, tree, path, errors)
        award = row.get("award")
        if regime is not None and award is not None and regime.awards and award not in regime.awards:
            errors.add(
                join(path, "award"),
                f"Giai đoạn luật {regime.code} không có danh hiệu, hình thức “{award}”: kiểm tra lại mã hoặc ngày.",
            )
        if len(errors) > before or regime is None or award is None:
            return None
        provisional = row.get("regime") is None and row.get("decision_date") is None
        return Case(row.get("id"), award, regime, provisional, facts_from(row["facts"]))

    def _regime(self, row: dict[str, Any], tree: Tree, path: str, errors: ErrorList) -> Regime | None:
        """The named regime; else the one in force on the decision date; else on 31 December of the award year. Local
        rules and dated values are taken as they stand on that day."""
        law, first = self.law, self.law.regimes[0].first
        decided, year = row.get("decision_date"), (row.get("facts") or {}).get("year")
        if decided is not None and decided < first:
            errors.add(join(path, "decision_date"), law.too_early(decided))
            return None
        day = decided if decided is not None else None if year is None else date(year, 12, 31)
        if row.get("regime") is not None:
            return law.regime(row["regime"], on=day)
        if tree.get("regime") is not None or (decided is None and tree.get("decision_date") is not None):
            return None  # it was written, but wrongly, and that is told
        if day is None:
            return None
        if day < first:
            errors.add(join(path, "facts.year"), law.too_early(day))
            return None
        return law.on(day)
