"""What is wrong with an input: a file, a path inside it, and the sentence that the person reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputError:
    """One fault. `path` uses codes (`units.don-vi-01.claims.I.1.points`), an index where no code was read,
    "" for the whole file; `message` is a Vietnamese sentence that says what is wrong and what to do."""

    file: str
    path: str
    message: str


class InputErrors(Exception):
    """An input refused as a whole, with every fault that was found (never empty)."""

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors: tuple[InputError, ...] = tuple(errors)
        super().__init__("; ".join(f"{error.file}: {error.path}: {error.message}" for error in self.errors))


MOST = 1_000


class ErrorList:
    """Gathers the faults of one file, in the order found; the same fault is kept once. A file with more than a thousand
    is not read on: `add` raises InputErrors with those found and a last line that says so."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: dict[InputError, None] = {}

    def add(self, path: str, message: str) -> None:
        if len(self._found) >= MOST:
            last = InputError(self.file, "", f"Còn nhiều lỗi nữa: sửa {MOST} lỗi trên rồi chạy lại.")
            raise InputErrors([*self._found, last])
        self._found[InputError(self.file, path, message)] = None

    def __len__(self) -> int:
        return len(self._found)

    @property
    def errors(self) -> tuple[InputError, ...]:
        return tuple(self._found)

    def raise_if_any(self) -> None:
        if self._found:
            raise InputErrors(self._found)
