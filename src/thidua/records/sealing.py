"""Sealing a personal number before it is stored: who holds the database but not the key learns nothing of it."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class KeyLost(Exception):
    """The number was sealed with a key that this server does not have."""


def seal(text: str) -> bytes:
    """`text` under the installation's field key, authenticated (AES-128-CBC with HMAC-SHA-256)."""
    return Fernet(settings.THIDUA_FIELD_KEY).encrypt(text.encode())


def unseal(sealed: bytes) -> str:
    """The text again. Raises KeyLost when the key is another one or the bytes were changed."""
    try:
        return Fernet(settings.THIDUA_FIELD_KEY).decrypt(bytes(sealed)).decode()
    except InvalidToken as problem:
        raise KeyLost from problem
