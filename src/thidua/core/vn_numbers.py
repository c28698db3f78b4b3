"""Whole numbers and points said in Vietnamese words, as papers repeat them: "mười lăm", "tám mươi ba phẩy tám ba"."""

from __future__ import annotations

from decimal import Decimal

from thidua.core.numbers import plain

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
LIMIT = 10**18


def whole_in_words(value: int, *, zero_tens: str = "linh") -> str:
    """The whole number in words: 15 mười lăm, 21 hai mươi mốt, 105 một trăm linh năm (or lẻ, as `zero_tens` says), 2021
    hai nghìn không trăm hai mươi mốt. Raises ValueError from 10^18 on."""
    if abs(value) >= LIMIT:
        raise ValueError(f"too large to be said: {value}")
    if value < 0:
        return f"âm {whole_in_words(-value, zero_tens=zero_tens)}"
    if value == 0:
        return _DIGITS[0]
    return " ".join(_below_limit(value, zero_tens, leading=True))


def _below_limit(value: int, zero_tens: str, *, leading: bool) -> list[str]:
    billions, rest = divmod(value, 10**9)
    words: list[str] = []
    if billions:
        words += [*_below_billion(billions, zero_tens, leading=leading), "tỷ"]
    return words + _below_billion(rest, zero_tens, leading=leading and not billions)


def _below_billion(value: int, zero_tens: str, *, leading: bool) -> list[str]:
    words: list[str] = []
    for power in (2, 1, 0):
        group = value // 1000**power % 1000
        if group:
            words += _below_thousand(group, zero_tens, leading=leading and not words)
            words += [_SCALES[power]] if _SCALES[power] else []
    return words


def _below_thousand(value: int, zero_tens: str, *, leading: bool) -> list[str]:
    """A group of three digits; one that does not lead the number says its zero hundreds ("không trăm")."""
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words: list[str] = []
    if hundreds or not leading:
        words += [_DIGITS[hundreds], "trăm"]
    if tens == 0:
        if units:
            words += [*([zero_tens] if words else []), _DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 1 and tens > 1:
        words.append("mốt")
    elif units == 5:
        words.append("lăm")
    elif units:
        words.append(_DIGITS[units])
    return words


def decimal_in_words(value: Decimal) -> str:
    """Points in words: 9,75 chín phẩy bảy mươi lăm; a fraction that begins with 0 is said digit by digit."""
    text = plain(value)
    whole, _, fraction = text.lstrip("-").partition(".")
    words = whole_in_words(int(whole))
    if fraction:
        if fraction.startswith("0") or len(fraction) > 2:
            said = " ".join(_DIGITS[int(digit)] for digit in fraction)
        else:
            said = whole_in_words(int(fraction))
        words += f" phẩy {said}"
    return f"âm {words}" if text.startswith("-") else words
