"""Figures, dates and times as Vietnamese people write them; every one is formatted here and in `core.vn` alone."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django import template

from thidua.core.phases import VIETNAM
from thidua.core.vn import decimal_text

register = template.Library()


@register.filter
def figure(value: Decimal | str | None, places: int = 2) -> str:
    """9.75 → "9,75"; text from a snapshot ("9.75") likewise; None → ""."""
    if value is None or value == "":
        return ""
    try:
        number = value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return decimal_text(number, places).replace("-", "−")


@register.filter
def plain(value: Decimal | str | None) -> str:
    """A claimed figure as typed: "44", "9,5"; no places added."""
    if value is None or value == "":
        return ""
    return str(value).replace(".", ",")


@register.filter
def day(value: date | datetime | None) -> str:
    """23/03/2021."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return f"{value:%d/%m/%Y}"


@register.filter
def short_day(value: date | datetime | None) -> str:
    """23/03."""
    return day(value)[:5]


@register.filter
def moment(value: datetime | str | None) -> str:
    """10:42, 23/03/2021; ISO text from a snapshot too."""
    if not value:
        return ""
    instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    return f"{instant.astimezone(VIETNAM):%H:%M, %d/%m/%Y}"


@register.filter
def moment_seconds(value: datetime | None) -> str:
    """10:42:07 ngày 23/03/2021 (giờ Việt Nam, +07:00): what a receipt prints."""
    if value is None:
        return ""
    return f"{value.astimezone(VIETNAM):%H:%M:%S ngày %d/%m/%Y} (+07:00)"


@register.filter
def hour(value: datetime | None) -> str:
    """10:42."""
    return "" if value is None else f"{value.astimezone(VIETNAM):%H:%M}"


@register.filter
def size(value: int) -> str:
    """Bytes as "1,4 MB" or "12 KB"."""
    if value >= 1024 * 1024:
        return f"{value / 1024 / 1024:.1f} MB".replace(".", ",")
    return f"{max(1, round(value / 1024))} KB"


@register.filter
def digest(value: str) -> str:
    """A SHA-256 in groups of eight, to be read aloud and compared."""
    return " ".join(value[start : start + 8] for start in range(0, len(value), 8))


@register.filter
def lookup(mapping: dict[str, object], key: str) -> object:
    """An item of a mapping by a key held in a variable; "" when absent."""
    return mapping.get(key, "")
