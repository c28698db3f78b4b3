"""Small criteria sets and claims for tests, written as plain Python and read as the product reads files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from thidua.core.claims import Claims, parse_claims
from thidua.core.criteria import CriteriaSet, parse_criteria
from thidua.core.errors import InputErrors
from thidua.core.ranking import evaluate, result_document
from thidua.core.results import Result

DATA = Path(__file__).parent / "data"
EXAMPLES = {"dbsh-2021": "dbsh-2021.yaml", "thang-truong-hoc": "ky-thi-dua-thang-truong-hoc.yaml"}


def as_bytes(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8")


def criteria_document(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "thidua.criteria/1", "code": "mau", "title": "Mẫu", "criteria": list(nodes), **more}


def leaf(code: str, rule: str | dict[str, Any] = "judged", *, most: Any = 10, **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "max": most, "rule": {"kind": rule} if isinstance(rule, str) else rule, **more}


def group(code: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"code": code, "title": code, "children": list(children), **more}


def unit(code: str, claims: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    return {"code": code, "claims": claims or {}, **more}


def claims_document(*units: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "thidua.claims/1", "criteria_set": "mau", "units": list(units), **more}


def read(*nodes: dict[str, Any], **more: Any) -> CriteriaSet:
    return parse_criteria(as_bytes(criteria_document(*nodes, **more)))


def claim(criteria: CriteriaSet, *units: dict[str, Any]) -> Claims:
    return parse_claims(as_bytes(claims_document(*units)), criteria)


def ranked(criteria: CriteriaSet, *units: dict[str, Any]) -> Result:
    return evaluate(criteria, claim(criteria, *units))


def documents(criteria: CriteriaSet, *units: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The exchange format of each unit, by code."""
    return {item["code"]: item for item in result_document(ranked(criteria, *units))["units"]}


def points(rule: dict[str, Any], fields: dict[str, Any], *, most: Any = 10, **more: Any) -> str | None:
    """Printed points of one claim of one unit."""
    found = documents(read(leaf("X", rule, most=most), **more), unit("u", {"X": fields}))
    return found["u"]["leaves"]["X"]["points"]


def faults_of_set(document: Any) -> dict[str, str]:
    """Path → sentence of a refused set; empty when it is sound."""
    try:
        parse_criteria(document if isinstance(document, bytes) else as_bytes(document))
    except InputErrors as refusal:
        return {error.path: error.message for error in refusal.errors}
    return {}


def faults_of_claims(criteria: CriteriaSet, document: Any) -> dict[str, str]:
    """Path → sentence of refused claims; empty when they are sound."""
    try:
        parse_claims(document if isinstance(document, bytes) else as_bytes(document), criteria)
    except InputErrors as refusal:
        return {error.path: error.message for error in refusal.errors}
    return {}


def claim_faults(rule: dict[str, Any], fields: Any, *, most: Any = 10, **more: Any) -> list[str]:
    """Paths, below the claim, of the faults of one claim."""
    criteria = read(leaf("X", rule, most=most), **more)
    found = faults_of_claims(criteria, claims_document(unit("u", {"X": fields})))
    return [path.removeprefix("units.u.claims.X").removeprefix(".") for path in found]


def rule_faults(rule: dict[str, Any], *, most: Any = 10) -> list[str]:
    """Paths, below the rule, of the faults of its parameters."""
    return [
        path.removeprefix("criteria.X.rule").removeprefix(".")
        for path in faults_of_set(criteria_document(leaf("X", rule, most=most)))
    ]
