"""The figures of a paper's layout, from dated data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.core.verdict import Refused, no

DATA = Path(__file__).with_name("layout.yaml")


class NoLayout(Refused):
    """No profile for this issuer, date or kind: the paper is refused rather than laid out by a guess."""


@dataclass(frozen=True)
class Range:
    """What the rule allows, and what the programme uses."""

    least: float
    most: float
    used: float

    def __post_init__(self) -> None:
        if not self.least <= self.used <= self.most:
            raise ValueError(f"{self.used} is outside {self.least}–{self.most}")


@dataclass(frozen=True)
class Element:
    """One kind of text on a paper: `size`, `before`, `after` in pt, `indent` of the first line in mm.

    `line` is a multiple of single spacing; `rule` the length of the line drawn below, as a part of the text's width.
    """

    size: Range
    align: str
    line: Range | None = None
    bold: bool = False
    italic: bool = False
    upper: bool = False
    indent: Range | None = None
    before: float = 0
    after: float = 0
    rule: Range | None = None
    text: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of paper: its Vietnamese name, the abbreviation in the symbol, whether place and date stand on top."""

    name: str
    abbreviation: str
    dateline: bool


@dataclass(frozen=True)
class Layout:
    """A profile in force: page and margins in mm, elements by name, kinds by code."""

    id: str
    width: float
    height: float
    header_distance: float
    footer_distance: float
    margins: Mapping[str, Range]
    font: str
    color: str
    elements: Mapping[str, Element]
    kinds: Mapping[str, Kind]
    signature_space: float

    @property
    def text_width(self) -> float:
        """Width between the margins, mm."""
        return self.width - self.margins["left"].used - self.margins["right"].used


def layout_for(issuer_profile: str = "state", kind: str = "minutes", *, on: date) -> Layout:
    """The layout of a paper of this kind issued on this day.

    Raises `NoLayout` with a Vietnamese sentence where the data has no profile for the issuer or the day, or does not
    know the kind.
    """
    dated = [entry for entry in _entries() if entry["issuer_profile"] == issuer_profile]
    if not dated:
        raise NoLayout(
            no("documents.no_profile", f"Chưa có dữ liệu thể thức cho loại cơ quan ban hành “{issuer_profile}”.")
        )
    in_force = [entry for entry in dated if entry["in_force_from"] <= on]
    if not in_force:
        first = min(entry["in_force_from"] for entry in dated)
        raise NoLayout(
            no(
                "documents.no_layout_on_date",
                f"Chưa có dữ liệu thể thức cho văn bản ban hành ngày {on:%d/%m/%Y}; "
                f"dữ liệu hiện có áp dụng từ ngày {first:%d/%m/%Y}.",
            )
        )
    layout = _layout(max(in_force, key=lambda entry: entry["in_force_from"]))
    if kind not in layout.kinds:
        raise NoLayout(no("documents.unknown_kind", f"Chưa có dữ liệu thể thức cho loại văn bản “{kind}”."))
    return layout


@cache
def _entries() -> tuple[dict[str, Any], ...]:
    data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    if data["format"] != "thidua.layout/1":
        raise ValueError(f"unknown format {data['format']}")
    return tuple(data["profiles"])


def _layout(entry: dict[str, Any]) -> Layout:
    page = entry["page"]
    return Layout(
        id=entry["id"],
        width=page["width"]["value"],
        height=page["height"]["value"],
        header_distance=page["header_distance"]["value"],
        footer_distance=page["footer_distance"]["value"],
        margins={side: Range(*value["range"]) for side, value in entry["margins"].items()},
        font=entry["font"]["family"],
        color=entry["font"]["color"],
        elements={name: _element(value) for name, value in entry["elements"].items()},
        kinds={
            code: Kind(value["name"], value["abbreviation"], value["dateline"])
            for code, value in entry["kinds"].items()
        },
        signature_space=entry["signature_space"]["value"],
    )


def _element(value: dict[str, Any]) -> Element:
    known: dict[str, Any] = {name: given for name, given in value.items() if name != "source"}
    for name in ("size", "line", "indent", "rule"):
        if name in known:
            known[name] = Range(*known[name])
    return Element(**known)
