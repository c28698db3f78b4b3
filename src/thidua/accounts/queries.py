"""Finding people."""

from __future__ import annotations

from collections.abc import Iterable

from thidua.accounts.models import User
from thidua.core.vn import fold, nfc


def find_user(name: str) -> User | None:
    """By user name (any case) or e-mail address; None when there is nobody or the text is empty."""
    text = nfc(name).strip()
    if not text:
        return None
    if "@" in text:
        return User.objects.filter(email=text.lower()).first()
    return User.objects.filter(username=fold(text)).first()


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Full names by id, in one query."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "full_name"))


def is_own_password(user_id: int, password: str) -> bool:
    """Whether the password typed again for a signature is the signer's own."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user is not None and user.check_password(password)
