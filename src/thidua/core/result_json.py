"""The result of the exchange format as text, written straight from the figures: the same text as
`json.dumps(result_document(result), ensure_ascii=False, indent=1)`, which takes several times as long for thousands of
units."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache, partial

from thidua.core.numbers import scaled_text
from thidua.core.ranking import RESULT_FORMAT, unit_head, warning_document
from thidua.core.results import Result, UnitResult


def result_json(result: Result) -> str:
    """The text that `thidua score --format json` prints, with its last line break."""
    quoted = {code: json.dumps(code, ensure_ascii=False) for code in result.criteria.leaves}
    figure: Callable[[int], str] = lru_cache(maxsize=None)(partial(scaled_text, decimals=result.criteria.decimals))
    units = ",\n".join(_unit(unit, quoted, figure) for unit in result.units)
    warnings = json.dumps([warning_document(item) for item in result.warnings], ensure_ascii=False, indent=1)
    return (
        f'{{\n "format": "{RESULT_FORMAT}",\n "criteria_set": "{result.criteria.code}",\n'
        f' "units": [\n{units}\n ],\n "warnings": {_deeper(warnings, 1)}\n}}\n'
    )


def _deeper(text: str, levels: int) -> str:
    return text.replace("\n", "\n" + " " * levels)


def _unit(unit: UnitResult, quoted: dict[str, str], figure: Callable[[int], str]) -> str:
    head = _deeper(json.dumps(unit_head(unit), ensure_ascii=False, indent=1), 2)[: -len("\n  }")]
    leaves = ",\n".join(
        [
            f'    {quoted[code]}: {{\n     "points": null,\n     "max": "{figure(most)}"\n    }}'
            if points is None
            else f'    {quoted[code]}: {{\n     "points": "{figure(points)}",\n     "max": "{figure(most)}"\n    }}'
            for code, points, most in unit.table.leaf_figures(unit.position)
        ]
    )
    inside = f"{{\n{leaves}\n   }}" if leaves else "{}"
    return f'  {head},\n   "leaves": {inside}\n  }}'
