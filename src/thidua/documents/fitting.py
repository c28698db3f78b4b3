"""Making text fit: even line breaks, columns that hold their words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from thidua.documents.metrics import width_mm
from thidua.documents.paper import Align, RowKind, Table

_BAD_BREAK = 12  # a break inside a phrase costs as much as lines that are 12 mm more uneven
_MORE_LINES = 30  # and so does one line more than are needed, in mm
_MANY_WORDS = 40
# words with which a part of a Vietnamese name or title begins: "… / khu vực …", "… / tỉnh …", "… / năm …"
_PHRASE_STARTS = {"các", "của", "hồ", "khu", "lê", "năm", "nguyễn", "theo", "thuộc", "thành", "tô", "tỉnh", "và", "về"}
# second syllables of words and names that must not fall apart: khu|vực, đồng|bằng, chính|trị, thành|phố, Nguyễn|Văn
_WORD_ENDS = {"bằng", "bộ", "chinh", "đua", "hồng", "phong", "phố", "thị", "trị", "văn", "vực"}

_WORD_LIMIT = 0.3  # a longer word may break: one hostile word must not squeeze the other columns out


def broken_evenly(text: str, width: float, measure: Callable[[str], float]) -> tuple[str, ...]:
    """The text on lines that fit in `width` mm, few and even, broken where a phrase begins if it can be.

    A line feed in the text is a break that someone chose; then nothing else is broken.
    """
    if "\n" in text:
        return tuple(line.strip() for line in text.split("\n"))
    words = [word for word in text.split(" ") if word]  # not at a no-break space
    greedy = _greedy(words, width, measure)
    if not 1 < len(greedy) <= len(words) <= _MANY_WORDS:
        return tuple(greedy) or ("",)
    widths = {(i, j): measure(" ".join(words[i:j])) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    widest = max(width, *map(measure, greedy))
    best: tuple[float, tuple[int, ...]] | None = None
    for limit in sorted({wide for wide in widths.values() if wide <= widest}):
        for more in (0, 1):
            found = _breaks_within(words, widths, limit, len(greedy) + more)
            cost = limit + _BAD_BREAK * found[0] + _MORE_LINES * more if found else 0
            if found and (best is None or cost < best[0]):
                best = (cost, found[1])
    starts = best[1] if best else ()
    return tuple(" ".join(words[i:j]) for i, j in pairwise((0, *starts, len(words))))


def _breaks_within(
    words: Sequence[str], widths: dict[tuple[int, int], float], limit: float, lines: int
) -> tuple[int, tuple[int, ...]] | None:
    """The breaks into exactly `lines` lines of at most `limit` mm that cut phrases least, with their badness."""
    reached: dict[int, tuple[int, tuple[int, ...]]] = {
        j: (0, ()) for j in range(1, len(words) + 1) if widths[0, j] <= limit
    }
    for _ in range(lines - 1):
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for i, (bad, breaks) in reached.items():
            for j in range(i + 1, len(words) + 1):
                if widths[i, j] > limit:
                    break
                option = (bad + _badness(words[i]), (*breaks, i))
                if j not in following or option < following[j]:
                    following[j] = option
        reached = following
    return reached.get(len(words))


def _badness(word: str) -> int:
    lowered = word.lower()
    return 0 if lowered in _PHRASE_STARTS else 3 if lowered in _WORD_ENDS else 1


def _greedy(words: Sequence[str], width: float, measure: Callable[[str], float]) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and measure(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True)
class Fitted:
    """Column widths in mm, summing up to the table's width, the size of its letters in pt, and the space between a
    cell's text and its border, left and right, in mm."""

    widths: tuple[float, ...]
    size: float
    padding: float


def fitted(table: Table, width: float, *, least: float, most: float) -> Fitted:
    """Columns by their wished shares, none narrower than its longest word, at the largest size that allows it.

    `least` and `most` are sizes in pt. The more columns, the smaller the first try: a table of ten columns at the
    size of the running text is a column of syllables.
    """
    padding = 1.5 if len(table.columns) <= 9 else 0.6
    size = max(least, min(most, 15.5 - 0.5 * max(len(table.columns), 5)))
    while size > least and sum(_needed(table, width, size, padding)) > width:
        size -= 0.5
    return Fitted(_shared(table, width, _needed(table, width, size, padding)), size, padding)


def _needed(table: Table, width: float, size: float, padding: float) -> list[float]:
    needed = []
    for index, column in enumerate(table.columns):
        words = [(word, True) for word in column.header.split()]
        for row in table.rows:
            if len(row.cells) == len(table.columns):
                bold = row.kind is not RowKind.PLAIN
                whole = column.align is Align.DECIMAL
                words += [(word, bold) for word in ([row.cells[index]] if whole else row.cells[index].split())]
        longest = max((width_mm(word, size, bold=bold) for word, bold in words), default=0)
        needed.append(min(longest, width * _WORD_LIMIT) + 2 * padding + 0.3)
    return needed


def _shared(table: Table, width: float, needed: Sequence[float]) -> tuple[float, ...]:
    if sum(needed) >= width:
        return tuple(width * least / sum(needed) for least in needed)
    shares = [max(column.share, 1) for column in table.columns]
    held: set[int] = set()
    while True:
        room = width - sum(needed[index] for index in held)
        total = sum(share for index, share in enumerate(shares) if index not in held)
        widths = [needed[i] if i in held else room * share / total for i, share in enumerate(shares)]
        short = {i for i, wide in enumerate(widths) if i not in held and wide < needed[i]}
        if not short:
            return _rounded(widths, width)
        held |= short


def _rounded(widths: Sequence[float], width: float) -> tuple[float, ...]:
    """To a tenth of a millimetre, the borders and not the widths, so that the sum stays the width."""
    edges = [0.0]
    for wide in widths:
        edges.append(edges[-1] + wide)
    borders = [round(edge, 1) for edge in edges[:-1]] + [width]
    return tuple(round(right - left, 1) for left, right in pairwise(borders))


def decimal_insets(table: Table, fit: Fitted) -> tuple[float, ...]:
    """How far from the right border the figures of each decimal column end, mm: their widest stands in the middle."""
    insets = []
    for index, (column, width) in enumerate(zip(table.columns, fit.widths, strict=True)):
        texts = [
            (row.cells[index], row.kind is not RowKind.PLAIN)
            for row in table.rows
            if len(row.cells) == len(table.columns)
        ]
        widest = max((width_mm(text, fit.size, bold=bold) for text, bold in texts), default=0)
        slack = width - 2 * fit.padding - widest
        insets.append(round(max(slack / 2, 0), 1) if column.align is Align.DECIMAL else 0.0)
    return tuple(insets)
