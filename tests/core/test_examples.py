"""The worked examples of the exchange formats: results and hashes to the byte, again from stored inputs."""

from __future__ import annotations

import json

import pytest

from core.sets import DATA, EXAMPLES
from thidua.cli.main import main
from thidua.core.claims import parse_claims
from thidua.core.criteria import criteria_from_canonical, parse_criteria
from thidua.core.ranking import evaluate, recompute, result_document
from thidua.core.result_json import result_json


@pytest.mark.parametrize("name", EXAMPLES)
def test_result_agrees_to_the_byte(name: str) -> None:
    criteria = parse_criteria((DATA / EXAMPLES[name]).read_bytes())
    result = evaluate(criteria, parse_claims((DATA / f"{name}.claims.yaml").read_bytes(), criteria))

    assert result_json(result).rstrip("\n") == (DATA / f"{name}.result.json").read_text(encoding="utf-8")
    assert result_json(result) == json.dumps(result_document(result), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("name", EXAMPLES)
def test_result_again_from_stored_inputs(name: str) -> None:
    criteria = parse_criteria((DATA / EXAMPLES[name]).read_bytes())
    claims = parse_claims((DATA / f"{name}.claims.yaml").read_bytes(), criteria)

    again = recompute(criteria.canonical, claims.canonical)

    assert result_document(again) == result_document(evaluate(criteria, claims))
    assert criteria_from_canonical(criteria.canonical).sha256 == criteria.sha256
    assert again.claims.sha256 == claims.sha256


@pytest.mark.parametrize("line", (DATA / "hashes.txt").read_text(encoding="utf-8").splitlines())
def test_hash_agrees(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    expected, name = line.split()

    assert main(["hash", str(DATA / name)]) == 0
    assert capsys.readouterr().out == f"{expected}\n"
