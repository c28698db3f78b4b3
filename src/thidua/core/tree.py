"""The plain tree that files are read into, before anything is believed.

It is made of dict, list, str, bool and None. A number is kept as the text that was written (`Num`), for codes and names
are text as written (`1.10` is not `1.1`) and only the format knows which is which. All text is NFC.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any, TypeAlias

MAX_DEPTH = 32
MAX_LETTERS = 20_000_000

Tree: TypeAlias = Any
"""dict[str, Tree], list[Tree], str (`Num` when an unquoted number), bool or None."""


class Num(str):
    """An unquoted number, as written."""

    __slots__ = ()


class NotFinite(str):
    """An unquoted NaN or infinity, as written: an error wherever it stands."""

    __slots__ = ()


class Repeated(dict[str, Any]):
    """A mapping in which keys were written more than once; the first values are kept."""

    __slots__ = ("keys_repeated",)

    def __init__(self, values: dict[str, Any], keys_repeated: Iterable[str]) -> None:
        super().__init__(values)
        self.keys_repeated = tuple(dict.fromkeys(keys_repeated))


class Unreadable(Exception):
    """Reading stopped; the message is the sentence for the person."""


def depth_sentence() -> str:
    return f"Tệp lồng quá sâu: tối đa {MAX_DEPTH} cấp."


def without_repeats(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A dict of the first value of each key; a `Repeated` one when a key came twice."""
    result: dict[str, Any] = {}
    repeated = []
    for key, value in pairs:
        if key in result:
            repeated.append(key)
        else:
            result[key] = value
    return Repeated(result, repeated) if repeated else result


def nfc_text(text: str) -> str:
    """`text` in NFC; refused when it holds half of a surrogate pair, which no file can store."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable("Tệp có ký tự không hợp lệ (nửa cặp thay thế Unicode): gõ lại chữ đó.") from None
    return unicodedata.normalize("NFC", text)
