"""Bytes of a YAML or JSON file → a plain tree, within limits, before anything is believed.

Limits: 5,000,000 bytes of YAML, 20,000,000 of JSON, 32 levels. At most 200,000 nodes after aliases is a limit of YAML,
where aliases exist; JSON, whose size cannot grow on reading, is bounded by its bytes and depth.
"""

from __future__ import annotations

import json
import unicodedata
from typing import Any

from thidua.core.errors import InputError, InputErrors
from thidua.core.tree import (
    MAX_DEPTH,
    NotFinite,
    Num,
    Repeated,
    Tree,
    Unreadable,
    depth_sentence,
    nfc_text,
    without_repeats,
)

MAX_YAML_BYTES = 5_000_000
MAX_JSON_BYTES = 20_000_000


def read_tree(data: bytes, *, file: str) -> Tree:
    """The tree of one document. Raises InputErrors (path "") when it cannot be read or breaks a limit.

    A text that begins like a JSON object and parses as JSON is JSON; anything else is YAML.
    """
    try:
        return _read(data)
    except Unreadable as refusal:
        raise InputErrors([InputError(file, "", str(refusal))]) from None


def _read(data: bytes) -> Tree:
    if len(data) > MAX_JSON_BYTES:
        raise Unreadable("Tệp quá lớn: tối đa 5.000.000 byte với YAML, 20.000.000 byte với JSON.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Tệp không phải văn bản UTF-8 (byte thứ {error.start + 1}): lưu lại tệp theo bảng mã UTF-8."
        ) from None
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    json_fault = None
    if text.lstrip(" \t\r\n")[:1] in ("{", "["):
        try:
            return _json(text)
        except ValueError as error:
            json_fault = error
            if len(data) > MAX_YAML_BYTES:
                raise Unreadable(_json_sentence(error)) from None
    if len(data) > MAX_YAML_BYTES:
        raise Unreadable("Tệp YAML quá lớn: tối đa 5.000.000 byte; tệp lớn hơn hãy lưu ở dạng JSON.")
    # A JSON file needs no YAML: thousands of runs of `thidua score` start a little earlier.
    from thidua.core.reading_yaml import read_yaml  # noqa: PLC0415

    try:
        return read_yaml(text)
    except Unreadable:
        if json_fault is not None and text.lstrip()[1:].lstrip()[:1] == '"':
            raise Unreadable(_json_sentence(json_fault)) from None
        raise


def _json_sentence(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"Không đúng cú pháp JSON ở dòng {error.lineno}, cột {error.colno}: kiểm tra dấu phẩy, dấu ngoặc."
    return "Không đúng cú pháp JSON."


_CONTAINERS = {dict, list, Repeated}


class _Numbers(dict[str, Num]):
    """Numbers by what was written: half a million scores are a few thousand different texts."""

    def __missing__(self, text: str) -> Num:
        number = self[text] = Num(text)
        return number


def _json(text: str) -> Tree:
    try:
        number = _Numbers().__getitem__
        tree = json.loads(
            text, object_pairs_hook=_pairs, parse_int=number, parse_float=number, parse_constant=NotFinite
        )
    except RecursionError:
        raise Unreadable(depth_sentence()) from None
    _check_depth(tree)
    if "\\" in text:  # an escape may hide what the NFC check of the whole text could not see
        tree = _normalised(tree)
    return tree


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    return result if len(result) == len(pairs) else without_repeats(pairs)


def _check_depth(tree: Tree) -> None:
    level = [tree] if isinstance(tree, (dict, list)) else []
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise Unreadable(depth_sentence())
        below: list[Tree] = []
        for container in level:
            items = container.values() if isinstance(container, dict) else container
            if not _CONTAINERS.isdisjoint(map(type, items)):  # most lists hold scores alone
                below.extend(item for item in items if isinstance(item, (dict, list)))
        level = below


def _normalised(tree: Tree) -> Tree:
    if isinstance(tree, (Num, NotFinite)):
        return tree
    if isinstance(tree, str):
        return nfc_text(tree)
    if isinstance(tree, list):
        return [_normalised(item) for item in tree]
    if isinstance(tree, dict):
        result = without_repeats((nfc_text(key), _normalised(item)) for key, item in tree.items())
        if isinstance(tree, Repeated):
            earlier = result.keys_repeated if isinstance(result, Repeated) else ()
            return Repeated(result, (*map(nfc_text, tree.keys_repeated), *earlier))
        return result
    return tree
