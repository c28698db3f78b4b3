"""Texts typed with an old font (TCVN3, VNI): found, offered for conversion, read as Unicode once somebody agreed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thidua.core.vn import clean
from thidua.core.vn_legacy import Conversion, as_vietnamese, is_surely_unicode, offer_conversion

ENCODINGS = ("TCVN3", "VNI")
KEEP = "-"
"""The answer of a person who leaves every text as it is in the file."""
_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Legacy:
    """Texts typed with an old font that were found: how many, which encoding, a few of them before and after."""

    encoding: str
    count: int
    samples: tuple[Conversion, ...]


class OldFonts:
    """`agreed`: TCVN3 or VNI for the whole file, KEEP, or "" while nobody was asked."""

    def __init__(self, agreed: str = "") -> None:
        self.agreed = agreed if agreed in (*ENCODINGS, KEEP) else ""
        self._offers: list[Conversion] = []

    def sheet(self, columns: Mapping[str, Sequence[str]]) -> dict[str, ColumnFont]:
        """How the texts of each column of a sheet are read; those that look old are remembered for the question."""
        old = [offer for texts in columns.values() for text in texts if (offer := offer_conversion(text)) is not None]
        self._offers.extend(old)
        return {
            key: ColumnFont(self.agreed, is_old=bool(old) and not any(map(is_surely_unicode, texts)))
            for key, texts in columns.items()
        }

    @property
    def question(self) -> Legacy | None:
        """What to ask a person; None when nothing was found, or when they have answered."""
        if self.agreed or not self._offers:
            return None
        texts = [offer.before for offer in self._offers]
        # Short words read as either encoding: the one in which most of the texts read is asked for.
        found = {encoding: _read_as(texts, encoding) for encoding in ENCODINGS}
        encoding = max(ENCODINGS, key=lambda one: len(found[one]))
        return Legacy(encoding, len(found[encoding]), tuple(dict.fromkeys(found[encoding]))[:_SAMPLES])


@dataclass(frozen=True, slots=True)
class ColumnFont:
    """Reads the texts of a column. `is_old`: the sheet holds texts in an old font and the column none that is surely
    Unicode, so a word that could be either ("Toát" is a word, and "Tốt" in VNI) is old too."""

    agreed: str
    is_old: bool

    def read(self, text: str) -> tuple[str, str]:
        """(the text as it is kept, "") or ("", the sentence that says what is wrong)."""
        if self.agreed not in ENCODINGS or text.isascii() or is_surely_unicode(text):
            return clean(text), ""
        offer = offer_conversion(text)
        if offer is None and not self.is_old:
            return clean(text), ""
        converted = as_vietnamese(text, self.agreed)
        if converted is not None:
            return clean(converted), ""
        if offer is None:
            return clean(text), ""
        return "", (
            f"Chữ trong ô này gõ bằng phông {offer.encoding}, khác các ô đang được chuyển từ {self.agreed}. "
            f"Đúng ra là “{offer.after}” thì hãy gõ lại như vậy."
        )


def _read_as(texts: Iterable[str], encoding: str) -> list[Conversion]:
    pairs = ((text, as_vietnamese(text, encoding)) for text in texts)
    return [Conversion(encoding, text, after) for text, after in pairs if after is not None]
