"""Boxes of the record forms: how a typed text becomes a value of its column, and what is said when it cannot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict

from thidua.core.vn import date_text, parse_date


@dataclass(frozen=True, slots=True)
class Field:
    """`kind`: text | year | day | choice | flag | number. `name` is the column of the content."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    hint: str = ""
    most: int = 200
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        return self.name.replace("_", "-")

    @property
    def is_short(self) -> bool:
        """Two of them stand side by side."""
        return self.kind in ("year", "day", "number", "flag")


@dataclass(frozen=True, slots=True)
class Box:
    """A field as the page draws it, with what was typed and what is wrong with it."""

    field: Field
    typed: str
    fault: str = ""

    @property
    def anchor(self) -> str:
        return self.field.anchor


def typed_of(fields: tuple[Field, ...], data: QueryDict) -> dict[str, str]:
    """What was typed, by column."""
    return {field.name: data.get(field.name, "") for field in fields}


def shown_of(fields: tuple[Field, ...], values: Mapping[str, Any]) -> dict[str, str]:
    """How values in force stand in the boxes of a form that changes them."""
    return {field.name: _shown(values.get(field.name)) for field in fields}


def read(fields: tuple[Field, ...], typed: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """(values by column, sentences by column): a box left empty gives no value; a required one a sentence."""
    values: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for field in fields:
        text = typed.get(field.name, "").strip()
        if not text:
            if field.required:
                faults[field.name] = f"Hãy {'chọn' if field.kind == 'choice' else 'ghi'} {_small(field.label)}."
            continue
        try:
            values[field.name] = _value(field, text)
        except ValueError as error:
            faults[field.name] = str(error)
    return values, faults


def boxes(fields: tuple[Field, ...], typed: Mapping[str, str], faults: Mapping[str, str]) -> list[Box]:
    return [Box(field, typed.get(field.name, ""), faults.get(field.name, "")) for field in fields]


def problems_of(fields: tuple[Field, ...], faults: Mapping[str, str]) -> list[tuple[str, str]]:
    """For the summary on top: the box and its sentence, in the order of the form."""
    return [(field.anchor, faults[field.name]) for field in fields if field.name in faults]


def _value(field: Field, text: str) -> Any:
    if field.kind == "year":
        if text.isascii() and text.isdigit() and len(text) == 4:
            return int(text)
        raise ValueError(f"“{text[:20]}” không phải là năm: ghi bốn chữ số, ví dụ 2021.")
    if field.kind == "number":
        if text.isascii() and text.isdigit() and len(text) <= 6:
            return int(text)
        raise ValueError(f"“{text[:20]}” không phải là số nguyên. Hãy ghi, ví dụ, 12.")
    if field.kind == "day":
        return parse_date(text)
    if field.kind == "flag":
        return {"co": True, "khong": False}.get(text)
    return text


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "co" if value else "khong"
    return date_text(value) if isinstance(value, date) else str(value)


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
