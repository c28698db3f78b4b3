"""Text typed with the old fonts (TCVN3 as in .VnTime, VNI as in VNI-Times) → Unicode, offered with before and after.

Nothing is converted by itself: `offer_conversion` finds text that looks like one of the two and a person decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from thidua.core.vn import fold, nfc

_UNICODE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
_FROM_TCVN3 = str.maketrans(_TCVN3, _UNICODE)

# VNI writes a mark after its letter; these are the marks for each kind of base letter.
_PLAIN_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX_MARKS = {
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
}
_BREVE_MARKS = {
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_SINGLE = {"ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base in "aeouy":
        marks = {
            **_PLAIN_MARKS,
            **(_CIRCUMFLEX_MARKS if base in "aeo" else {}),
            **(_BREVE_MARKS if base == "a" else {}),
        }
        table |= {base + written: nfc(base + mark) for written, mark in marks.items()}
    for base, letter in (("ô", "ơ"), ("ö", "ư")):
        table |= {base + written: nfc(letter + mark) for written, mark in _PLAIN_MARKS.items()}
    capitals = {key.upper(): value.upper() for key, value in table.items()}
    mixed = {key[0].upper() + key[1:]: value.upper() for key, value in table.items() if len(key) == 2}
    return {**mixed, **capitals, **table}


_FROM_VNI = _vni_table()
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))
_VIETNAMESE_ONLY = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Conversion:
    """An offer: `encoding` (TCVN3 | VNI), the text as it is and as it would be."""

    encoding: str
    before: str
    after: str


def from_tcvn3(text: str) -> str:
    """TCVN3 text in Unicode NFC. Capitals with tones come from a capital font (.VnTimeH) and cannot be told from the
    text: their letters stay small."""
    return nfc(text.translate(_FROM_TCVN3))


def from_vni(text: str) -> str:
    """VNI text in Unicode NFC."""
    return nfc(_VNI_PATTERN.sub(lambda match: _FROM_VNI[match.group()], text))


def offer_conversion(text: str) -> Conversion | None:
    """The conversion to offer, or None when the text reads as Unicode, or as neither."""
    text = nfc(text)
    if text.isascii() or _VIETNAMESE_ONLY.search(text):
        return None
    offers = [
        (_share_of_syllables(after), Conversion(encoding, text, after))
        for encoding, after in (("TCVN3", from_tcvn3(text)), ("VNI", from_vni(text)))
        if after != text
    ]
    share, best = max(offers, key=lambda offer: offer[0], default=(0.0, None))
    return best if share >= _ENOUGH and share > _share_of_syllables(text) else None


def _share_of_syllables(text: str) -> float:
    """How many of the words could be Vietnamese syllables; a symbol inside a word makes it none."""
    words = text.split()
    good = sum(_is_syllable(word.strip(".,;:!?()“”\"'-–/")) for word in words)
    return good / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    if not word:
        return True
    if any(letter.isdigit() for letter in word):
        return word.isascii()
    marked = sum(letter not in "ăâđêôơưĂÂĐÊÔƠƯ" and not letter.isascii() for letter in word)
    return marked <= 1 and _WORD.fullmatch(word) is not None and _SYLLABLE.fullmatch(fold(word)) is not None
