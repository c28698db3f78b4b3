"""The code by which anyone who holds a paper finds its frozen facts."""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 O 1 I L U: nothing that a reader or a typist takes for another."""

_GROUPS, _LETTERS = 4, 4


def new_code() -> str:
    """A fresh code such as 7K4P-X9QM-3HTA-WC2D: 78 bits from the system's source of randomness."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS))


def read_code(typed: str) -> str | None:
    """The code as it is stored, from what a person typed with any spaces, dashes and case; None if it cannot be one."""
    letters = re.sub(r"[\s\-–]", "", typed).upper()
    if len(letters) != _GROUPS * _LETTERS or not set(letters) <= set(ALPHABET):
        return None
    return "-".join(letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS))
