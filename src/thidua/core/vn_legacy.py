"""Text typed with the old fonts (TCVN3 as in .VnTime, VNI as in VNI-Times) → Unicode, offered with before and after.

Nothing is converted by itself: `offer_conversion` finds text that looks like one of the two and a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from thidua.core.vn import nfc

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
_BETWEEN_PIECES = re.compile(r"[\s0-9/&.,;:!?()“”‘’\"'+_–—-]+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPS = ("c", "ch", "p", "t")
_TONES_OF_STOPS = ("\u0301", "\u0323")  # sắc and nặng: one of them always stands with -c, -ch, -p, -t
_ACRONYM = re.compile("[A-ZĂÂĐÊÔƠƯ]+")
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo ep et
ê êch êm ên êng ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang
oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên
uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y ych yêm yên yêng yêt yêu ynh yt
"""
_SYLLABLE = re.compile(f"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?({'|'.join(_RIMES.split())})")
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


def as_vietnamese(text: str, encoding: str) -> str | None:
    """`text` as Unicode when it was typed in `encoding` (TCVN3 | VNI); None where it does not read as Vietnamese."""
    after = from_tcvn3(nfc(text)) if encoding == "TCVN3" else from_vni(nfc(text))
    return after if _share_of_syllables(after) >= _ENOUGH else None


def is_surely_unicode(text: str) -> bool:
    """Whether the text holds letters that neither of the old fonts can write."""
    return _VIETNAMESE_ONLY.search(nfc(text)) is not None


def _share_of_syllables(text: str) -> float:
    """How many of the pieces that are more than plain letters could be Vietnamese: a syllable, or an abbreviation in
    capitals ("15/QĐ-UBND"). Plain letters say nothing about the font."""
    pieces = [piece for piece in _BETWEEN_PIECES.split(nfc(text)) if not piece.isascii()]
    good = sum(_is_syllable(piece) or _ACRONYM.fullmatch(piece) is not None for piece in pieces)
    return good / len(pieces) if pieces else 0.0


def _is_syllable(piece: str) -> bool:
    """A Vietnamese syllable by its spelling: onset, rime, and at most one tone, in its place and fit for the ending."""
    bare = ""
    tones: list[tuple[str, int]] = []
    for letter in nfc(piece.lower()):
        marks = unicodedata.normalize("NFD", letter)
        tones.extend((mark, len(bare)) for mark in marks if mark in _TONES)
        bare += nfc("".join(mark for mark in marks if mark not in _TONES))
    match = _SYLLABLE.fullmatch(bare)
    if match is None or len(tones) > 1:
        return False
    if not tones:
        return not bare.endswith(_STOPS)
    tone, place = tones[0]
    return place - match.start(1) in _tone_places(match[1]) and (not bare.endswith(_STOPS) or tone in _TONES_OF_STOPS)


@lru_cache(maxsize=len(_RIMES.split()))
def _tone_places(rime: str) -> frozenset[int]:
    """On which letters of the rime a tone is written: hoà and hòa are two habits, leõ is none."""
    vowels = rime.rstrip("bcghmnpt")
    marked = [place for place, letter in enumerate(vowels) if not letter.isascii()]
    if marked:
        return frozenset(marked[-1:])
    if vowels != rime or len(vowels) == 1:
        return frozenset({len(vowels) - 1})
    if vowels in ("oa", "oe", "uy"):
        return frozenset({0, 1})
    return frozenset({len(vowels) - 2})
