"""How an entry is chained to the one before it."""

from __future__ import annotations

from thidua.core.canonical import sha256_hex


def link_hash(previous_hash: str, payload: str) -> str:
    """SHA-256 of the previous hash, a line feed and the payload."""
    return sha256_hex(f"{previous_hash}\n{payload}")
