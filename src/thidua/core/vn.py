"""Vietnamese text: one Unicode form, folding for search, alphabetical order, numbers and dates of offices."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from thidua.core.numbers import exact, number_fault, plain, rounded, scaled_text

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng
_LETTER_PLACE = {letter: place for place, letter in enumerate(_ALPHABET)}
# "1.000" is a thousand to whoever types it and one to a program; "9.75" and "0.125" are plain decimals.
_LOOKS_LIKE_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_MOST_DECIMALS = 6
_MOST_DIGITS = 12
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


def nfc(text: str) -> str:
    """`text` in Unicode NFC, the one form in which text is stored and compared."""
    return unicodedata.normalize("NFC", text)


def clean(text: str) -> str:
    """Typed text as it is kept: NFC, without the letters that nobody sees (controls, zero-width, direction marks) but
    line breaks, and without space around. A reason that holds nothing visible is empty."""
    kept = (
        letter for letter in text.replace("\r\n", "\n") if letter == "\n" or unicodedata.category(letter) not in _UNSEEN
    )
    return nfc("".join(kept)).strip()


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: what a search compares."""
    split = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare.replace("đ", "d"))


def sort_key(text: str) -> str:
    """Text whose code-point order is the Vietnamese alphabetical order (a ă â … d đ e ê …; tones ngang, huyền,
    hỏi, ngã, sắc, nặng), so that it can be stored beside the text. Letters count before tones, tones before case."""
    letters: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFC", text.strip()):
        bare, tone = _without_tone(letter.lower())
        place = _LETTER_PLACE.get(bare)
        if place is not None:
            letters.append(chr(0x100 + place))
            tones.append(str(tone))
        elif bare.isspace():
            if letters[-1:] != [" "]:
                letters.append(" ")
        else:
            letters.append(bare)
    case = "".join("1" if letter.isupper() else "0" for letter in text if letter.isalpha())
    return f"{''.join(letters)}\t{''.join(tones)}\t{case}"


def _without_tone(letter: str) -> tuple[str, int]:
    tone = 0
    kept = []
    for mark in unicodedata.normalize("NFD", letter):
        if mark in _TONES:
            tone = _TONES[mark]
        else:
            kept.append(mark)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def name_sort_key(full_name: str) -> str:
    """The order of Vietnamese lists of people: by given name (the last word), then by the rest of the name."""
    words = full_name.split()
    given, rest = (words[-1], " ".join(words[:-1])) if words else ("", "")
    return f"{sort_key(given)}\n{sort_key(rest)}"


def decimal_text(value: Decimal | int, places: int | None = None) -> str:
    """A number for a page: decimal comma, a true minus (−), rounded half away from zero to `places`, or as short as it
    can be (None). No thousands separator: points never need one."""
    text = plain(value) if places is None else scaled_text(rounded(Fraction(value), places), places)
    return text.replace("-", "−").replace(".", ",")


def parse_decimal(text: str) -> Decimal:
    """The number typed by a person: "9,75" and "9.75" alike, a true minus too. Raises ValueError with a Vietnamese
    sentence: a thousands separator is refused, not guessed."""
    typed = text.strip().replace("−", "-")
    if fault := number_fault(typed) or typed_number_fault(typed):
        raise ValueError(fault)
    return exact(typed)


def typed_number_fault(text: str) -> str:
    if _LOOKS_LIKE_THOUSANDS.fullmatch(text):
        return f"“{text}” có dấu phân cách hàng nghìn: bỏ dấu đó đi, ví dụ viết 1234,5."
    whole, _, decimals = text.replace(",", ".").partition(".")
    if whole.lstrip("-").isdecimal() and (decimals == "" or decimals.isdecimal()):
        if len(decimals) > _MOST_DECIMALS:
            return f"“{_short(text)}” có quá nhiều chữ số thập phân: ghi không quá {_MOST_DECIMALS} chữ số."
        if len(whole.lstrip("-")) > _MOST_DIGITS:
            return f"“{_short(text)}” lớn quá: ghi không quá {_MOST_DIGITS} chữ số."
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:24]}…"


def parse_date(text: str) -> date:
    """The day typed as ngày/tháng/năm ("23/03/2021", "3/4/2021", also with dots or hyphens). Raises ValueError with a
    Vietnamese sentence."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text.strip()}” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021.")
    day, month, year = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"Không có ngày {text.strip()}: kiểm tra lại ngày và tháng.") from None


def date_text(day: date) -> str:
    """23/03/2021."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def datetime_text(instant: datetime) -> str:
    """09:10, 15/12/2021 — of an instant already in the reader's time zone."""
    return f"{instant.hour:02d}:{instant.minute:02d}, {date_text(instant)}"


def date_in_words(day: date) -> str:
    """ "ngày 23 tháng 3 năm 2021": days below 10 and months 1 and 2 take a leading zero (Nghị định 30/2020/NĐ-CP,
    Phụ lục I), so that nothing can be added before them."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year:04d}"
