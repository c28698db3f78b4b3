"""The canonical form of any document of the product, found by its `format`."""

from __future__ import annotations

import re
from typing import Any

from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.claims import claims_shape
from thidua.core.criteria import criteria_from_tree
from thidua.core.criteria_shape import CLAIMS_FORMAT, CRITERIA_FORMAT
from thidua.core.errors import ErrorList
from thidua.core.reading import read_tree
from thidua.core.shape import Anything
from thidua.core.tree import Tree

_OTHER_FORMAT = re.compile(r"thidua\.(?!(?:criteria|claims)/)[a-z][a-z_-]*/[0-9]+")


def document_canonical(data: bytes, *, file: str) -> str:
    """The canonical text of a criteria set, claims (whose form is checked, for their set is not at hand), a result, or
    another document that names a format of this product. Raises InputErrors."""
    tree = read_tree(data, file=file)
    named = tree.get("format") if isinstance(tree, dict) else None
    if named == CRITERIA_FORMAT:
        return criteria_from_tree(tree, file=file).canonical
    if named == CLAIMS_FORMAT:
        return canonical_json(claims_shape(tree, file=file))
    return canonical_json(_free(tree, named, file))


def document_hash(data: bytes, *, file: str) -> str:
    """SHA-256 of the canonical form. Raises InputErrors."""
    return sha256_hex(document_canonical(data, file=file))


def _free(tree: Tree, named: Tree, file: str) -> Any:
    errors = ErrorList(file)
    if not isinstance(tree, dict):
        errors.add("", "Tệp phải là các cặp khóa: giá trị, có format.")
    elif not isinstance(named, str) or not _OTHER_FORMAT.fullmatch(named):
        errors.add("format", f"Tệp phải ghi format, ví dụ format: {CRITERIA_FORMAT} hoặc {CLAIMS_FORMAT}.")
    plain = Anything().read(tree, "", errors)
    errors.raise_if_any()
    return plain
