"""An obstacle that the person at the keyboard can do something about: one sentence, no traceback."""

from __future__ import annotations


class Problem(Exception):
    """Ends the command with its sentence on the error stream; status 2 unless the answer itself is no (1)."""

    def __init__(self, sentence: str, *, status: int = 2) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
