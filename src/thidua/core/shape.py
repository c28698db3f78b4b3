"""The shape of a document: which position holds a number, which text, which keys there are.

A shape turns the tree of `reading` into a plain tree (text, `Decimal`, bool, None, lists, dicts) that is ready for
`canonical_json`, and reports every fault of form at its path. A faulty value becomes None, so that later checks of
meaning go on without it. Keys beginning `x-` are kept as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Protocol

from thidua.core.errors import ErrorList
from thidua.core.numbers import MAX_DIGITS, exact, number_fault
from thidua.core.tree import NotFinite, Num, Repeated, Tree

Plain = Any


class Shape(Protocol):
    def read(self, tree: Tree, path: str, errors: ErrorList) -> Plain: ...


def join(path: str, step: str | int) -> str:
    """`path` one step further; the path of the file itself is ""."""
    return f"{path}.{step}" if path and step != "" else path or str(step)


def describe(tree: Tree) -> str:
    """What stands there, in words, for a message."""
    if tree is None:
        return "bỏ trống"
    if isinstance(tree, bool):
        return "true" if tree else "false"
    if isinstance(tree, dict):
        return "một nhóm khóa"
    if isinstance(tree, list):
        return "một danh sách"
    return f"“{tree}”" if len(tree) <= 40 else f"“{tree[:40]}…”"


NOT_FINITE = "NaN và vô cực không phải là điểm số: ghi một số hữu hạn."


class Text:
    """Text as written; an unquoted number is its own text. `check` gives the fault of a value, or None."""

    def __init__(self, check: Callable[[str], str | None] | None = None) -> None:
        self.check = check

    def read(self, tree: Tree, path: str, errors: ErrorList) -> str | None:
        if isinstance(tree, NotFinite):
            errors.add(path, NOT_FINITE)
        elif not isinstance(tree, str):
            errors.add(path, f"Ở đây phải là chữ, đang là {describe(tree)}.")
        else:
            text = str(tree)
            fault = self.check(text) if self.check else None
            if fault is None:
                return text
            errors.add(path, fault)
        return None


def one_of(*allowed: str) -> Text:
    """Text out of a fixed list."""

    def check(text: str) -> str | None:
        if text in allowed:
            return None
        return f"“{text}” không dùng được ở đây: chọn một trong {', '.join(allowed)}."

    return Text(check)


class Number:
    """A number, written as a number or as text."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> Decimal | None:
        if isinstance(tree, NotFinite):
            errors.add(path, NOT_FINITE)
        elif not isinstance(tree, str):
            errors.add(path, f"Ở đây phải là số, đang là {describe(tree)}.")
        else:
            fault = number_fault(tree)
            if fault is None:
                return exact(tree)
            errors.add(path, fault)
        return None


class Flag:
    """true or false."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> bool | None:
        if isinstance(tree, bool):
            return tree
        errors.add(path, f"Ở đây phải là true hoặc false, đang là {describe(tree)}.")
        return None


class Anything:
    """A free value (under an `x-` key): numbers by the core schema, text as written."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> Plain:
        if isinstance(tree, dict):
            report_repeats(tree, path, errors)
            return {key: self.read(item, join(path, key), errors) for key, item in tree.items()}
        if isinstance(tree, list):
            return [self.read(item, join(path, index), errors) for index, item in enumerate(tree)]
        if isinstance(tree, NotFinite):
            errors.add(path, NOT_FINITE)
            return None
        return _free_number(tree, path, errors) if isinstance(tree, Num) else tree


def _free_number(text: Num, path: str, errors: ErrorList) -> Decimal | None:
    if len(text) <= MAX_DIGITS:
        value = Decimal(int(text, 16)) if "x" in text else Decimal(str(text))
        # 1e999999 is one short word here and a million digits in the canonical form
        if value.is_finite() and abs(value.adjusted()) <= MAX_DIGITS:
            return value
    errors.add(path, f"Số quá lớn hoặc quá dài: viết không quá {MAX_DIGITS} chữ số.")
    return None


class Either:
    """A mapping read by one shape, anything else by another."""

    def __init__(self, mapping: Shape, other: Shape) -> None:
        self.mapping = mapping
        self.other = other

    def read(self, tree: Tree, path: str, errors: ErrorList) -> Plain:
        return (self.mapping if isinstance(tree, dict) else self.other).read(tree, path, errors)


class ListOf:
    """A list; an element that is a mapping with a code is named by it in paths, else by its 0-based index."""

    def __init__(self, item: Shape) -> None:
        self.item = item

    def read(self, tree: Tree, path: str, errors: ErrorList) -> list[Plain] | None:
        if not isinstance(tree, list):
            errors.add(path, f"Ở đây phải là một danh sách, đang là {describe(tree)}.")
            return None
        return [
            self.item.read(element, element_path(path, element, index), errors) for index, element in enumerate(tree)
        ]


def element_path(path: str, element: Tree, index: int) -> str:
    """The path of an element of the list at `path`: by its code where one can be read."""
    code = element.get("code") if isinstance(element, dict) else None
    return join(path, code if isinstance(code, str) and code else index)


class MapOf:
    """A mapping with keys chosen by the author of the file."""

    def __init__(self, value: Shape) -> None:
        self.value = value

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Plain] | None:
        if not isinstance(tree, dict):
            errors.add(path, f"Ở đây phải là các cặp khóa: giá trị, đang là {describe(tree)}.")
            return None
        report_repeats(tree, path, errors)
        return {key: self.value.read(item, join(path, key), errors) for key, item in tree.items()}


class Record:
    """A mapping with known keys. A key that is not known is a fault, except one beginning `x-`; an optional key may
    be null, which says the same as leaving it out."""

    def __init__(self, required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> None:
        self.required = dict(required)
        self.shapes = {**self.required, **(optional or {})}

    def read(self, tree: Tree, path: str, errors: ErrorList) -> dict[str, Plain] | None:
        if not isinstance(tree, dict):
            errors.add(path, f"Ở đây phải là các cặp khóa: giá trị, đang là {describe(tree)}.")
            return None
        report_repeats(tree, path, errors)
        result: dict[str, Plain] = {}
        for key in self.required:
            if tree.get(key) is None:
                errors.add(join(path, key), f"Thiếu “{key}”: khai báo giá trị này.")
        for key, item in tree.items():
            shape = self.shapes.get(key)
            if shape is not None:
                result[key] = None if item is None else self._read_item(shape, key, item, path, errors)
            elif key.startswith("x-"):
                result[key] = Anything().read(item, join(path, key), errors)
            else:
                errors.add(join(path, key), unknown_key(key))
        return result

    def _read_item(self, shape: Shape, key: str, item: Tree, path: str, errors: ErrorList) -> Plain:
        return shape.read(item, join(path, key), errors)


def unknown_key(key: str) -> str:
    return f"Khóa “{key}” không có trong định dạng ở chỗ này: sửa lại tên, hoặc bỏ đi (khóa riêng bắt đầu bằng x-)."


def report_repeats(tree: dict[str, Tree], path: str, errors: ErrorList) -> None:
    if isinstance(tree, Repeated):
        for key in tree.keys_repeated:
            errors.add(join(path, key), f"Khóa “{key}” viết hơn một lần: giữ lại một.")
