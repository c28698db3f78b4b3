"""Invented people: a name for each account, always the same."""

from __future__ import annotations

from itertools import count

_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh")
_MIDDLE = ("Văn", "Thị", "Minh", "Thu", "Quang", "Thanh", "Đức", "Hồng", "Xuân", "Ngọc", "Hải")
_GIVEN = (
    "An", "Bình", "Cường", "Dung", "Đạt", "Giang", "Hà", "Hạnh", "Hiếu", "Hoa", "Hùng", "Khánh", "Lan", "Linh",
    "Long", "Mai", "Nam", "Nga", "Oanh", "Phúc", "Phương", "Quân", "Sơn", "Tâm", "Thảo", "Thắng", "Trang", "Tú",
    "Uyên", "Vân", "Vinh", "Yến",
)  # fmt: skip


class Names:
    """Hands out invented full names; sizes that share no factor keep them apart for over four thousand people."""

    def __init__(self) -> None:
        self._next = count()

    def next(self) -> str:
        place = next(self._next)
        return f"{_FAMILY[place % 12]} {_MIDDLE[place % 11]} {_GIVEN[(place * 7) % 32]}"
