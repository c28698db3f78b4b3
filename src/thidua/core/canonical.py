"""The canonical form of a document and its hash: the only thing that is ever hashed.

JSON in UTF-8, keys sorted by code point, no white space, text in NFC, every number as text in plain shortest decimal
(`"0.5"`, `"100"`), booleans and null as they are; nothing is added and no default is written out.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.numbers import plain

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def canonical_json(value: object) -> str:
    """The canonical text of a plain tree of mappings, lists, tuples, text, exact numbers, booleans and None.

    Raises TypeError for anything else, a float above all (it is not exact), and ValueError where two keys are equal
    after NFC, a number is not finite or text cannot be written in UTF-8.
    """
    return _encode(_prepared(value))


def sha256_hex(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of `text`, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _text(value: str) -> str:
    if value.isascii():
        return str(value)
    value.encode("utf-8")  # a lone surrogate cannot be written: refused here, not at the hash
    return unicodedata.normalize("NFC", value)


def _prepared(value: object) -> Any:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, Decimal, Fraction)):
        return plain(value)
    if isinstance(value, Mapping):
        result: dict[str, Any] = {}
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text: {key!r}")
            name = _text(key)
            if name in result:
                raise ValueError(f"repeated key: {name}")
            result[name] = _prepared(item)
        return result
    if isinstance(value, (list, tuple)):
        return [_prepared(item) for item in value]
    raise TypeError(f"not a plain value: {type(value).__name__}")
