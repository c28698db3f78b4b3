"""Values that may differ by class of unit: `100`, or `{gvcn: 100, gv: 80}`, or `{default: 75, gvcn: 95}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.core.errors import ErrorList
from thidua.core.model import DEFAULT
from thidua.core.scoring.base import listed
from thidua.core.shape import join


def by_class(
    value: Decimal | Mapping[str, Any] | None, path: str, class_codes: Sequence[str], errors: ErrorList
) -> dict[str, Decimal]:
    """A value given once or by class, as a table with `default`; unknown classes are faults."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return {DEFAULT: value}
    for code in value:
        if code != DEFAULT and code not in class_codes:
            hint = listed(dict.fromkeys(class_codes)) if class_codes else "bộ tiêu chí không khai báo classes"
            errors.add(join(path, code), f"Không có đối tượng mã “{code}”: {hint}.")
    return {code: item for code, item in value.items() if item is not None}


def without_value(table: Mapping[str, Decimal], class_codes: Sequence[str]) -> list[str | None]:
    """The classes for which a table has no value; [None] when there are no classes and it has none at all."""
    return [] if DEFAULT in table else [code for code in (class_codes or (None,)) if code not in table]
