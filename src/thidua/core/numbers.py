"""Exact numbers: the one way of writing a number, its shortest text, and rounding half away from zero.

Nothing here is a float. A number is a `Decimal` as written; arithmetic is done on `Fraction` or on whole numbers
scaled by a power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
MAX_DIGITS = 1_000
"""Longer numbers are refused: no sheet has them, and arithmetic on them costs quadratic time."""

_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:[., '\u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_EXPONENT = re.compile(r"[+-]?[0-9]*[.,]?[0-9]+[eE][+-]?[0-9]+")


def number_fault(text: str) -> str | None:
    """Why `text` is not a number in the format (a sentence), or None when it is one."""
    if NUMBER.fullmatch(text):
        if len(text) > MAX_DIGITS:
            return f"Số quá dài ({len(text)} chữ số): viết không quá {MAX_DIGITS} chữ số."
        return None
    shown = text if len(text) <= 40 else text[:40] + "…"
    if not text.strip():
        return "Chưa có số: ghi một số, ví dụ 9,75."
    if text.strip(" +-.").lower() in ("nan", "inf", "infinity"):
        return f"“{shown}” không phải là số hữu hạn: ghi một số, ví dụ 9,75."
    if _EXPONENT.fullmatch(text):
        return f"“{shown}” viết theo số mũ: ghi đủ các chữ số, ví dụ 1200."
    if _THOUSANDS.fullmatch(text):
        return f"“{shown}” có dấu phân cách hàng nghìn: bỏ dấu đó đi, ví dụ viết 1234,5."
    if "%" in text:
        return f"“{shown}” có dấu %: chỉ ghi số, ví dụ 90."
    if "/" in text:
        return f"“{shown}” viết dạng phân số: ghi số thập phân, ví dụ 0,9."
    return f"“{shown}” không phải là số: ghi chữ số, dùng một dấu phẩy hoặc dấu chấm thập phân, ví dụ 9,75."


def exact(text: str) -> Decimal:
    """The number written in `text`, which `number_fault` has passed."""
    return Decimal(text.replace(",", "."))


def plain(value: Decimal | int | Fraction) -> str:
    """The shortest plain decimal text: `0.5`, `100`, `-2`. Raises ValueError for a value without one (1/3, NaN)."""
    if isinstance(value, Fraction):
        value = _terminating(value)
    text = format(Decimal(value), "f")
    if not NUMBER.fullmatch(text):
        raise ValueError(f"no plain decimal: {value}")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _terminating(value: Fraction) -> Decimal:
    denominator, digits = value.denominator, 0
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator //= prime
            power += 1
        digits = max(digits, power)
    if denominator != 1:
        raise ValueError(f"no finite decimal: {value}")
    return unscaled(int(value * 10**digits), digits)


def places(values: Iterable[Decimal]) -> int:
    """How many decimal places are needed to write all of `values` exactly."""
    return max((len(plain(value).partition(".")[2]) for value in values), default=0)


def round_half_away(numerator: int, denominator: int) -> int:
    """numerator/denominator (> 0) to the nearest whole number, a half away from zero."""
    if numerator < 0:
        return -((2 * -numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def rounded(value: Fraction, decimals: int) -> int:
    """`value` rounded half away from zero to `decimals` places, as a whole number of 10^-decimals."""
    return round_half_away(value.numerator * 10**decimals, value.denominator)


def unscaled(value: int, decimals: int) -> Decimal:
    """The Decimal of `value` whole units of 10^-decimals, with exactly `decimals` places."""
    return Decimal(value).scaleb(-decimals) if abs(value) < 10**27 else Decimal(scaled_text(value, decimals))


def scaled_text(value: int, decimals: int) -> str:
    """`value` whole units of 10^-decimals as text with exactly `decimals` digits after the point."""
    if decimals == 0:
        return str(value)
    sign = "-" if value < 0 else ""
    digits = str(abs(value)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"
