"""How an entry is chained to the one before it, and how its payload writes ids and instants."""

from __future__ import annotations

from datetime import UTC, datetime

from thidua.core.canonical import sha256_hex


def link_hash(previous_hash: str, payload: str) -> str:
    """SHA-256 of the previous hash, a line feed and the payload."""
    return sha256_hex(f"{previous_hash}\n{payload}")


def text_of(value: int | None) -> str | None:
    """An id as text; None stays None."""
    return None if value is None else str(value)


def instant_text(value: datetime) -> str:
    """UTC, to the microsecond."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")
