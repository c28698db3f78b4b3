"""YAML 1.2 (core schema) → the plain tree of `reading`, event by event through libyaml, so that a bomb is refused while
it is being read: aliases are counted as if written out, and what they would write is bounded too."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from thidua.core.tree import (
    MAX_DEPTH,
    MAX_LETTERS,
    NotFinite,
    Num,
    Tree,
    Unreadable,
    depth_sentence,
    nfc_text,
    without_repeats,
)

MAX_NODES = 200_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAG = "tag:yaml.org,2002:"
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(slots=True)
class _Open:
    """A list or mapping being read."""

    is_map: bool
    anchor: str | None
    items: list[Tree] = field(default_factory=list)
    pairs: list[tuple[str, Tree]] = field(default_factory=list)
    key: str | None = None
    nodes: int = 1
    letters: int = 0
    depth: int = 1


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Tree
    nodes: int
    letters: int
    depth: int
    as_key: str | None


def read_yaml(text: str) -> Tree:
    """The tree of one YAML document. Raises Unreadable with a sentence."""
    try:
        return _Builder().read(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" ở dòng {mark.line + 1}, cột {mark.column + 1}" if mark else ""
        raise Unreadable(f"Không đúng cú pháp YAML{where}: kiểm tra thụt dòng, dấu hai chấm, dấu ngoặc.") from None
    except yaml.YAMLError:
        raise Unreadable("Tệp có ký tự điều khiển không được dùng trong YAML: xóa ký tự đó đi.") from None


class _Builder:
    def __init__(self) -> None:
        self.stack: list[_Open] = []
        self.anchors: dict[str, _Anchored] = {}
        self.nodes = 0
        self.letters = 0
        self.result: Tree = None
        self.documents = 0

    def read(self, text: str) -> Tree:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open(event, is_map=True)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open(event, is_map=False)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    raise Unreadable("Tệp YAML có hơn một tài liệu (---): mỗi tệp chỉ ghi một tài liệu.")
        return self.result

    def _count(self, nodes: int, letters: int) -> None:
        self.nodes += nodes
        self.letters += letters
        if self.nodes > MAX_NODES:
            raise Unreadable("Tệp YAML quá nhiều phần tử: tối đa 200.000 sau khi thay các tham chiếu (*).")
        if self.letters > MAX_LETTERS:
            raise Unreadable("Tệp YAML quá dài sau khi thay các tham chiếu (*): tối đa 20.000.000 ký tự.")

    def _open(self, event: yaml.CollectionStartEvent, *, is_map: bool) -> None:
        if event.tag not in (None, "!", _CORE_TAG + ("map" if is_map else "seq")):
            raise Unreadable(_tag_sentence(event.tag))
        if self.stack and self.stack[-1].is_map and self.stack[-1].key is None:
            raise Unreadable(_key_sentence(event))
        if len(self.stack) >= MAX_DEPTH:
            raise Unreadable(depth_sentence())
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        self._count(1, 0)
        self.stack.append(_Open(is_map, event.anchor))

    def _close(self) -> None:
        done = self.stack.pop()
        value: Tree = without_repeats(done.pairs) if done.is_map else done.items
        if done.anchor is not None:
            self.anchors[done.anchor] = _Anchored(value, done.nodes, done.letters, done.depth, None)
        self._add(value, done.nodes, done.letters, done.depth, None, None)

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        text = event.value
        if not text.isascii():
            text = nfc_text(text)
        value = _resolved(event, text)
        self._count(1, len(text))
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(value, 1, len(text), 0, text)
        self._add(value, 1, len(text), 0, text, event)

    def _alias(self, event: yaml.AliasEvent) -> None:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            raise Unreadable(f"Tham chiếu *{event.anchor}{_line(event)} không có nơi định nghĩa: kiểm tra lại tên.")
        self._count(known.nodes, known.letters)
        if len(self.stack) + known.depth > MAX_DEPTH:
            raise Unreadable(depth_sentence())
        self._add(known.value, known.nodes, known.letters, known.depth, known.as_key, event)

    def _add(
        self, value: Tree, nodes: int, letters: int, depth: int, as_key: str | None, event: yaml.NodeEvent | None
    ) -> None:
        if not self.stack:
            self.result = value
            return
        top = self.stack[-1]
        top.nodes += nodes
        top.letters += letters
        top.depth = max(top.depth, depth + 1)
        if not top.is_map:
            top.items.append(value)
        elif top.key is None:
            if as_key is None:
                raise Unreadable(_key_sentence(event))
            top.key = as_key
        else:
            top.pairs.append((top.key, value))
            top.key = None


def _resolved(event: yaml.ScalarEvent, text: str) -> Tree:
    """The value of a scalar by the core schema; `implicit[0]` is true of a plain scalar without a tag."""
    if event.implicit[0]:
        return _plain(text)
    if event.implicit[1] or event.tag in ("!", _CORE_TAG + "str"):
        return text
    if event.tag in (_CORE_TAG + "int", _CORE_TAG + "float", _CORE_TAG + "bool", _CORE_TAG + "null"):
        return _plain(text)
    raise Unreadable(_tag_sentence(event.tag))


def _plain(text: str) -> Tree:
    if text == "true":
        return True
    if text == "false":
        return False
    if text in _NULLS:
        return None
    if text[0] in "+-.0123456789":
        if _NUMBER.fullmatch(text):
            return Num(text)
        if _NOT_FINITE.fullmatch(text):
            return NotFinite(text)
    return text


def _line(event: yaml.NodeEvent | None) -> str:
    return f" (dòng {event.start_mark.line + 1})" if event is not None and event.start_mark is not None else ""


def _tag_sentence(tag: str | None) -> str:
    return f"Thẻ YAML “{tag}” không được dùng: bỏ thẻ đi."


def _key_sentence(event: yaml.NodeEvent | None) -> str:
    return f"Khóa{_line(event)} phải là một dòng chữ, không phải danh sách hay nhóm."
