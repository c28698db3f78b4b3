"""Dated values beside the regimes (`thidua.dated/1`): base salary, bars and principles, terms of keeping. Each row says
its article, how far it was checked, and where it was read, as a block of a regime does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.law.building import Builder, Span, sources_of
from thidua.core.law.nodes import Ground
from thidua.core.law.shape import GROUND, SOURCE
from thidua.core.law.values_shape import FILLED
from thidua.core.reading import read_tree
from thidua.core.shape import Anything, ListOf, MapOf, Record, Shape, Text, join, one_of

DATA = Path(__file__).parent / "data"
DATED_FORMAT = "thidua.dated/1"
_ALWAYS = Span(date.min, None)


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One row: its values by key, and its ground, whose `first` is the row's own `from`."""

    values: Mapping[str, Any]
    ground: Ground


def _format(text: str) -> str | None:
    return None if text == DATED_FORMAT else f"Định dạng là “{text}”: tệp này phải ghi format: {DATED_FORMAT}."


def dated_rows(
    data: bytes, *, file: str, kind: str, section: str, required: Mapping[str, Shape], optional: Mapping[str, Shape]
) -> tuple[DatedRow, ...]:
    """The rows of one section of a dated file, in file order; its other sections are left to their own readers. Raises
    InputErrors with every fault: a row without evidence, source, article or a required value."""
    row_shape = Record(dict(required), {**GROUND, **optional})
    head: dict[str, Shape] = {"format": Text(_format), "kind": one_of(kind), "title": FILLED, "sources": MapOf(SOURCE)}
    errors = ErrorList(file)
    tree = read_tree(data, file=file)
    others = {key: Anything() for key in tree if key not in head and key != section} if isinstance(tree, dict) else {}
    plain = Record({**head, section: ListOf(row_shape)}, others).read(tree, "", errors) or {}
    builder = Builder(sources=sources_of(plain.get("sources")), span=_ALWAYS, names={}, errors=errors)
    found = []
    for index, row in enumerate(plain.get(section) or ()):
        if row is not None and (ground := builder.ground(row, join(section, index))) is not None:
            values = {key: value for key, value in row.items() if key not in GROUND}
            found.append(DatedRow(values, ground))
    errors.raise_if_any()
    return tuple(found)


def holds() -> Mapping[str, Ground]:
    """By regime, what makes a pending matter a hold ("chưa xét"), from the bars of the principles file."""
    rows = dated_rows(
        (DATA / "principles.yaml").read_bytes(),
        file="principles.yaml",
        kind="principles",
        section="bars",
        required={"code": FILLED, "text": FILLED, "regimes": ListOf(FILLED)},
        optional={"effect": FILLED, "kinds": ListOf(FILLED)},
    )
    pending = [row for row in rows if row.values["code"] == "pending_discipline"]
    return {regime: row.ground for row in pending for regime in row.values["regimes"]}
