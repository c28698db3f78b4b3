"""What is wrong in a file, told at its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_FAULTS = 1_000
FILE = "Tệp"
"""Stands in place of a sheet where the whole file is meant."""
_PLACE = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in a cell (`address` "" for a whole sheet or file) and what to do."""

    sheet: str
    address: str
    sentence: str

    @property
    def place(self) -> str:
        return f"{self.sheet}, ô {self.address}" if self.address else self.sheet


def listed(faults: Iterable[CellFault], titles: Sequence[str]) -> tuple[CellFault, ...]:
    """The faults in the order of the sheets (`titles`) and their rows. The list ends after MOST_FAULTS with a line that
    says so."""
    order = {title: place for place, title in enumerate(titles)}
    found = sorted(faults, key=lambda fault: (order.get(fault.sheet, -1), _place(fault.address)))
    if len(found) <= MOST_FAULTS:
        return tuple(found)
    more = f"Danh sách dừng ở {MOST_FAULTS} lỗi, trong tệp còn lỗi nữa. Hãy sửa các lỗi trên rồi gửi lại tệp."
    return (*found[:MOST_FAULTS], CellFault(FILE, "", more))


def _place(address: str) -> tuple[int, int, str]:
    match = _PLACE.fullmatch(address)
    return (int(match[2]), len(match[1]), match[1]) if match else (0, 0, address)
