"""Shapes of single values that facts and law files share: whole numbers, years, days, codes."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from thidua.core.errors import ErrorList
from thidua.core.law.facts import FIRST_YEAR, LAST_YEAR
from thidua.core.numbers import places, plain
from thidua.core.shape import Number, Text, describe
from thidua.core.tree import Tree

_MOST_DECIMALS = 6
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Whole:
    """A whole number from `low` to `high`, written as a number or as text."""

    def __init__(self, low: int = 0, high: int = 1_000_000_000) -> None:
        self.low, self.high = low, high

    def read(self, tree: Tree, path: str, errors: ErrorList) -> int | None:
        value = Number().read(tree, path, errors)
        if value is None:
            return None
        if value != value.to_integral_value():
            errors.add(path, f"Ở đây phải là số nguyên, đang là {_said(value)}.")
        elif value < self.low or value > self.high:
            errors.add(path, f"Số {_said(value)} không dùng được ở đây: ghi số nguyên từ {self.low} đến {self.high}.")
        else:
            return int(value)
        return None


def _said(value: Decimal) -> str:
    text = plain(value).replace(".", ",")
    return text if len(text) <= 40 else f"{text[:40]}…"


YEAR = Whole(FIRST_YEAR, LAST_YEAR)


class Share(Number):
    """A percentage from 0 to 100, with at most six decimals: its products with counts are then exact."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> Decimal | None:
        value = super().read(tree, path, errors)
        if value is None or (0 <= value <= 100 and places([value]) <= _MOST_DECIMALS):
            return value
        errors.add(path, f"Tỷ lệ {_said(value)} % không dùng được: ghi số từ 0 đến 100, không quá 6 chữ số thập phân.")
        return None


class Day:
    """A day as the files write it: 2021-12-15."""

    def read(self, tree: Tree, path: str, errors: ErrorList) -> date | None:
        text = Text().read(tree, path, errors)
        if text is None:
            return None
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            errors.add(path, f"{describe(tree)} không phải là một ngày: viết năm-tháng-ngày, ví dụ 2021-12-15.")
            return None


class AwardCode:
    """The code of an award that some regime has."""

    def __init__(self, codes: Collection[str]) -> None:
        self.codes = codes

    def read(self, tree: Tree, path: str, errors: ErrorList) -> str | None:
        text = Text().read(tree, path, errors)
        if text is None or text in self.codes:
            return text
        errors.add(path, unknown_award(text, self.codes))
        return None


def unknown_award(code: str, codes: Collection[str]) -> str:
    return (
        f"Không có danh hiệu hay hình thức khen thưởng mã {describe(code)}: chọn một trong {', '.join(sorted(codes))}."
    )


def _filled(text: str) -> str | None:
    return None if text.strip() else "Không được để trống: ghi nội dung, hoặc bỏ đi."


FILLED = Text(_filled)
