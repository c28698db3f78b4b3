"""A case file that asks no regime: the same facts are to be judged under every one of them."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.core.errors import ErrorList
from thidua.core.law.cases import MANUAL, REMARKS, one_or_many
from thidua.core.law.facts import Facts
from thidua.core.law.facts_reading import FactsShape, facts_from
from thidua.core.law.regimes import Law
from thidua.core.law.values_shape import AwardCode
from thidua.core.reading import read_tree
from thidua.core.shape import Record, Shape, Text, join, one_of
from thidua.core.tree import Tree

_NO_REGIME = "Bỏ “{key}”: khi so sánh, mỗi trường hợp được xét theo mọi giai đoạn luật."


@dataclass(frozen=True, slots=True)
class Question:
    """Facts, and the award that is asked for; None: every one that there is for the subject."""

    id: str | None
    award: str | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class QuestionFile:
    """The questions of a file in its order; `listed` when they stand under `cases:`."""

    questions: tuple[Question, ...]
    listed: bool


def read_questions(data: bytes, *, law: Law, file: str) -> QuestionFile:
    """A file with one case, or with a list `cases:`. Raises InputErrors with every fault, at the paths of a case file;
    a regime or a decision date is one."""
    errors = ErrorList(file)
    found, listed = one_or_many(read_tree(data, file=file), _Reader(law), errors)
    errors.raise_if_any()
    return QuestionFile(tuple(question for question in found if question is not None), listed)


class _Reader:
    def __init__(self, law: Law) -> None:
        more: dict[str, Shape] = {
            "id": Text(),
            "award": AwardCode(law.award_codes),
            "check": one_of("engine", MANUAL),
            **REMARKS,
        }
        self.shape = Record({"facts": FactsShape(law.award_codes)}, more)

    def read(self, tree: Tree, path: str, errors: ErrorList) -> Question | None:
        """The question, or None where a fault was found in it."""
        before = len(errors)
        if isinstance(tree, dict):
            for key in ("regime", "decision_date"):
                if tree.get(key) is not None:
                    errors.add(join(path, key), _NO_REGIME.format(key=key))
            tree = {key: item for key, item in tree.items() if key not in ("regime", "decision_date")}
        row = self.shape.read(tree, path, errors)
        if row is None or len(errors) > before:
            return None
        return Question(row.get("id"), row.get("award"), facts_from(row["facts"]))
