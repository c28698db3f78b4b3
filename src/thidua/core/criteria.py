"""Criteria sets (`thidua.criteria/1`): reading, checking, and the values that the rest of the product works with."""

from __future__ import annotations

from functools import lru_cache

from thidua.core.criteria_reading import read_set
from thidua.core.criteria_shape import CRITERIA
from thidua.core.errors import ErrorList
from thidua.core.model import (
    CriteriaSet,
    GradeBand,
    Grades,
    Group,
    Indicator,
    KnockOut,
    Leaf,
    Node,
    Part,
    Ranking,
    UnitClass,
    Warning,
)
from thidua.core.reading import read_tree
from thidua.core.scoring.base import ClaimField, Option
from thidua.core.tree import Tree

__all__ = [
    "ClaimField",
    "CriteriaSet",
    "GradeBand",
    "Grades",
    "Group",
    "Indicator",
    "KnockOut",
    "Leaf",
    "Node",
    "Option",
    "Part",
    "Ranking",
    "UnitClass",
    "Warning",
    "claim_fields",
    "criteria_from_canonical",
    "criteria_from_tree",
    "parse_criteria",
]


def parse_criteria(data: bytes, *, file: str = "criteria") -> CriteriaSet:
    """The set in a YAML or JSON file. Raises InputErrors with every fault at once."""
    return criteria_from_tree(read_tree(data, file=file), file=file)


def criteria_from_tree(tree: Tree, *, file: str = "criteria") -> CriteriaSet:
    """The set in a tree already read. Raises InputErrors with every fault at once."""
    errors = ErrorList(file)
    plain = CRITERIA.read(tree, "", errors)
    criteria = read_set(plain or {}, errors)
    errors.raise_if_any()
    return criteria


@lru_cache(maxsize=64)
def criteria_from_canonical(text: str) -> CriteriaSet:
    """The set stored as its canonical text (kept in memory: a stored version never changes)."""
    return parse_criteria(text.encode("utf-8"))


def claim_fields(leaf: Leaf) -> tuple[ClaimField, ...]:
    """The fields of a claim for this leaf, in the order of a form: name, kind (decimal | whole | choice |
    multi-choice | flag | counts | scores), options, bounds. `target` is among them where the claim brings it."""
    return leaf.fields(None)
