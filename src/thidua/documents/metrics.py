"""How wide a text is, from the font that ships with the project.

Liberation Serif has the widths of Times New Roman, so the same figures hold for the office file and for the PDF. Lines
of a given part of the text's width, even line breaks and columns that hold their longest word all need them.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FAMILY = "Liberation Serif"
POINTS_PER_MM = 72 / 25.4

_FILES = {
    (False, False): "LiberationSerif-Regular.ttf",
    (True, False): "LiberationSerif-Bold.ttf",
    (False, True): "LiberationSerif-Italic.ttf",
    (True, True): "LiberationSerif-BoldItalic.ttf",
}


def width_mm(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in mm of one line set at `size` points; a character that the font lacks counts as wide as its letter M."""
    units_per_em, widths = _widths(bold, italic)
    wide = widths[ord("M")]
    units = sum(widths.get(ord(char), wide) for char in text)
    return units / units_per_em * size / POINTS_PER_MM


def has_glyph(char: str) -> bool:
    """Whether all four styles of the font can show the character."""
    return all(ord(char) in _widths(bold, italic)[1] for bold, italic in _FILES)


@cache
def _widths(bold: bool, italic: bool) -> tuple[int, dict[int, int]]:
    data = (FONTS / _FILES[bold, italic]).read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        tables[tag] = offset
    units_per_em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    metric_count = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]

    def advance(glyph: int) -> int:
        index = min(glyph, metric_count - 1)
        return int(struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * index)[0])

    return units_per_em, {char: advance(glyph) for char, glyph in _glyphs(data, tables[b"cmap"]).items()}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Character → glyph of the font's basic Unicode table (format 4 of the OpenType `cmap`)."""
    for index in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * index)
        start = cmap + offset
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", data, start)[0] == 4:
            return _format_4(data, start)
    raise ValueError("the font has no basic Unicode table")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, start + 14)
    starts = struct.unpack_from(f">{segments}H", data, start + 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", data, start + 16 + 4 * segments)
    ranges_at = start + 16 + 6 * segments
    ranges = struct.unpack_from(f">{segments}H", data, ranges_at)
    glyphs: dict[int, int] = {}
    for segment in range(segments):
        for char in range(starts[segment], ends[segment] + 1):
            if ranges[segment] == 0:
                glyph = (char + deltas[segment]) & 0xFFFF
            else:
                at = ranges_at + 2 * segment + ranges[segment] + 2 * (char - starts[segment])
                glyph = struct.unpack_from(">H", data, at)[0]
                glyph = (glyph + deltas[segment]) & 0xFFFF if glyph else 0
            if glyph and char != 0xFFFF:
                glyphs[char] = glyph
    return glyphs
