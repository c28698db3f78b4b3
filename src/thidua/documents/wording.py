"""Fixed turns of official papers: numbers, dates, list marks, line ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from thidua.documents.layout import Layout
from thidua.documents.paper import Marker

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Points are lettered by the Vietnamese alphabet (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II, khoản 6, điểm đ)."""


def symbol_for(layout: Layout, kind: str, organisation: str) -> str:
    """The symbol after the number, "BB-CTĐ"; empty for a kind without abbreviation."""
    abbreviation = layout.kinds[kind].abbreviation
    return f"{abbreviation}-{organisation}" if abbreviation else ""


def number_line(number: int | None, symbol: str) -> str:
    """ "Số: 05/BB-CTĐ"; a paper that is not yet numbered leaves room; without a symbol there is no line."""
    if not symbol:
        return ""
    return f"Số: {number:02d}/{symbol}" if number is not None else f"Số:\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/{symbol}"


def date_line(place: str, day: date) -> str:
    """ "Hà Nam, ngày 23 tháng 3 năm 2021": days under 10 and months 1, 2 get a leading zero (khoản 4, điểm b)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def mark_of(marker: Marker, index: int, start: int) -> str:
    """The mark in front of item `index` (from 0) of a list. More points than the alphabet has letters are refused."""
    if marker is Marker.DASH:
        return "- "
    position = start + index
    if marker is Marker.CLAUSE:
        return f"{position}. "
    if position > len(LETTERS):
        raise ValueError(f"{position} points, but the alphabet has {len(LETTERS)} letters")
    return f"{LETTERS[position - 1]}) "


def with_ends(lines: Sequence[str]) -> tuple[str, ...]:
    """Each line closed by a semicolon, the last by a full stop; what the writer already closed stays."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return tuple(line.rstrip().rstrip(";.").rstrip() + end for line, end in zip(lines, ends, strict=True))
