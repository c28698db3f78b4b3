"""The facts of a paper as a plain tree, whose canonical hash is what an issued paper stands for."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any

from thidua.core.canonical import canonical_json, sha256_hex
from thidua.documents.paper import Cleaned, Paper

FORMAT = "thidua.paper/1"


def facts_of(paper: Paper) -> dict[str, Any]:
    """What the paper says, without how it looks and without the verification band, which carries this tree's hash.

    Texts, whole numbers, booleans, lists and objects only; dates as ISO text; a field that has its default value is
    left out, so that a later version with more fields gives the same tree for the same paper.
    """
    tree = _tree(paper)
    tree.pop("verification", None)
    return {"format": FORMAT, **tree}


def facts_text(paper: Paper) -> str:
    """The facts in canonical JSON: what is frozen and hashed."""
    return canonical_json(facts_of(paper))


def facts_sha256(paper: Paper) -> str:
    """SHA-256 of `facts_text`, in hexadecimal."""
    return sha256_hex(facts_text(paper))


def _tree(block: Cleaned) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for field in fields(block):  # type: ignore[arg-type]
        value = getattr(block, field.name)
        if field.default is MISSING or value != field.default:
            tree[field.name] = _plain(value)
    return tree


def _plain(value: Any) -> Any:
    if isinstance(value, Cleaned):
        kind = {} if isinstance(value, Paper) else {"block": type(value).__name__}
        return {**kind, **_tree(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value
