"""A paper as facts: what it says, block by block, and nothing of how it looks.

Every text is cleaned when a block is made (`thidua.documents.text.printable`), so whoever reads a block, an office
file or the frozen facts reads the same characters.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from thidua.documents.text import printable

DEMO_MARK = "SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật"
"""Stands on every page of a paper made from demonstration data (decision 28)."""


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"
    DECIMAL = "decimal"  # figures: right-aligned with a little air, so that equal decimals stand under one another


class Marker(StrEnum):
    CLAUSE = "clause"  # 1. 2. 3.
    POINT = "point"  # a) b) c) d) đ) in the order of the Vietnamese alphabet
    DASH = "dash"


class RowKind(StrEnum):
    PLAIN = "plain"
    GROUP = "group"
    TOTAL = "total"


def _clean(value: Any) -> Any:
    # StrEnum members are strings too, but words of the program: they stay what they are
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return printable(value)
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    return value


class Cleaned:
    """Makes every text of a frozen dataclass printable; a list handed in by mistake is refused."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            if isinstance(value, list):
                raise TypeError(f"{type(self).__name__}.{field.name} must be a tuple")
            object.__setattr__(self, field.name, _clean(value))


@dataclass(frozen=True)
class Run(Cleaned):
    """A stretch of text with one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | tuple[Run, ...]


@dataclass(frozen=True)
class Heading(Cleaned):
    """A section ("I. THÀNH PHẦN", level 1) or a titled clause ("1. Thảo luận", level 2); the number is in the text."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph(Cleaned):
    text: Text
    align: Align = Align.JUSTIFY


@dataclass(frozen=True)
class ItemList(Cleaned):
    """Clauses, points or dashes, numbered from `start`."""

    items: tuple[Text, ...]
    marker: Marker = Marker.CLAUSE
    start: int = 1


@dataclass(frozen=True)
class KeyValue(Cleaned):
    """Lines "label: value", such as time, place and chair at the head of minutes."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column(Cleaned):
    """`share` is the wished part of the table's width, in any common unit; a column is never narrower than a word."""

    header: str
    share: int = 10
    align: Align = Align.LEFT


@dataclass(frozen=True)
class Row(Cleaned):
    """As many cells as the table has columns; a group row may have one cell, which then spans the table."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN


@dataclass(frozen=True)
class Table(Cleaned):
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        for number, row in enumerate(self.rows, start=1):
            spanning = row.kind is RowKind.GROUP and len(row.cells) == 1
            if not spanning and len(row.cells) != len(self.columns):
                raise ValueError(f"row {number}: {len(row.cells)} cells for {len(self.columns)} columns")


Block = Heading | Paragraph | ItemList | KeyValue | Table


@dataclass(frozen=True)
class Signature(Cleaned):
    """One signer.

    `authority`: "TM. CỤM THI ĐUA", or the signer's unit in a grid; `capacity`: one line or two ("KT. HIỆU TRƯỞNG",
    "PHÓ HIỆU TRƯỞNG"); `note`: how it was signed ("Đã ký trên hệ thống lúc 09:12 23/03/2021"), empty where the hand
    signs on paper, which leaves room for signature and seal.
    """

    name: str
    capacity: tuple[str, ...] = ()
    authority: str = ""
    note: str = ""


@dataclass(frozen=True)
class Signatures(Cleaned):
    """One signer stands on the right half; more stand in rows of `columns`, in reading order."""

    blocks: tuple[Signature, ...]
    columns: int = 2
    title: str = ""


@dataclass(frozen=True)
class Verification(Cleaned):
    """How a reader of the paper finds the frozen facts again; stands in the foot of every page."""

    code: str
    facts_sha256: str


@dataclass(frozen=True)
class Paper(Cleaned):
    """An official paper.

    `kind` is a code of layout.yaml ("minutes", "pledge"); `title` the printed kind ("BIÊN BẢN"); `issuer` the code of
    the body whose numbers the paper takes ("cum-dbsh"); `upper` and `issuing` the names at the top left, where a line
    feed sets a line break, else long names break evenly. `number` is empty until the paper is issued; `symbol`
    ("BB-CTĐ") is empty for a paper that is not numbered.
    """

    kind: str
    title: str
    issue_date: date
    issuer: str
    upper: str
    issuing: str
    abstract: str = ""
    place: str = ""
    number: int | None = None
    symbol: str = ""
    profile: str = "state"
    addressees: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    source_note: str = ""
    signatures: Signatures | None = None
    recipients: tuple[str, ...] = ()
    demo: bool = False
    verification: Verification | None = None
