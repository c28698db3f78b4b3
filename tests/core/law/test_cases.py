"""The worked cases of cases.yaml: each one's answer and the condition that decides it."""

from __future__ import annotations

from typing import Any

import pytest

from core.law.helpers import HERE, read
from thidua.core.law.answers import answer_document, judged
from thidua.core.law.cases import Case
from thidua.core.law.conditions.registry import KINDS
from thidua.core.reading import read_tree

DATA = (HERE / "cases.yaml").read_bytes()
WRITTEN: dict[str, dict[str, Any]] = {row["id"]: row for row in read_tree(DATA, file="cases.yaml")["cases"]}
CASES = {case.id: case for case in read(DATA).cases if case.id is not None}


@pytest.mark.parametrize("name", WRITTEN)
def test_case(name: str) -> None:
    case: Case = CASES[name]

    answer = answer_document(case, judged(case))

    assert answer["result"] == WRITTEN[name]["expected"]
    found = {(reason["condition"], reason["state"]) for reason in answer["reasons"]}
    assert {(condition, state) for condition, state in WRITTEN[name].get("x-decides", {}).items()} - found == set()


def test_every_case_tells_its_story_and_article() -> None:
    assert [name for name, row in WRITTEN.items() if not row.get("story") or not row.get("deciding_article")] == []
    assert len(WRITTEN) == len(CASES)


def test_the_deciding_conditions_are_conditions() -> None:
    around = {"subject", "pending", "quota", "vote", "rules_not_loaded"}

    named = {condition for row in WRITTEN.values() for condition in row.get("x-decides", {})}

    assert named - around - set(KINDS) == set()
