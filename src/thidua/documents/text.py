"""What a character of a paper may be."""

from __future__ import annotations

import unicodedata

REPLACEMENT = "\u25a1"


def printable(text: str) -> str:
    """The text as it can stand on paper: NFC, with line feeds kept and every other character visible.

    Invisible format characters (zero-width marks, bidirectional overrides, soft hyphens) are dropped: they have no
    printed form and could make a paper read otherwise than its facts. Control characters, surrogates and
    noncharacters become "□", so that a reader sees that something stood there; XML and PDF could not hold them.
    """
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", "".join(_printed(char) for char in unified))


def _printed(char: str) -> str:
    if char == "\n":
        return char
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    if category in ("Zl", "Zp"):
        return "\n"
    if category in ("Cc", "Cs") or (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF:
        return REPLACEMENT
    return char
