"""Creating accounts and changing passwords."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.accounts.rules import acceptable_email, acceptable_name, acceptable_password, acceptable_username
from thidua.audit.actions import ActorLike, record
from thidua.audit.models import TECHNICAL
from thidua.core.verdict import no, require
from thidua.core.vn import clean, fold, name_sort_key, nfc
from thidua.installation.clock import real_now


@transaction.atomic
def create_user(
    *, actor: ActorLike, at: datetime, username: str, full_name: str, password: str, email: str = ""
) -> User:
    """A new account. Refuses a name or address that is taken, empty or unusable, and a weak password; recorded
    technically."""
    username, full_name, email = (
        fold(nfc(username).strip()),
        clean(full_name),
        clean(email).lower(),
    )
    require(acceptable_username(username))
    require(acceptable_name(full_name))
    require(acceptable_email(email))
    require(acceptable_password(password, username=username))
    if User.objects.filter(username=username).exists():
        require(no("username_taken", f"Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác."))
    if email and User.objects.filter(email=email).exists():
        require(no("email_taken", f"Địa chỉ {email} đã có tài khoản."))
    user = User(
        username=username,
        full_name=full_name,
        email=email,
        sort_key=name_sort_key(full_name),
        created_at=real_now(),
    )
    user.set_password(password)
    user.save()
    record(chain=TECHNICAL, action="accounts.create_user", actor=actor, at=at, facts={"user": str(user.pk)})
    return user


@transaction.atomic
def set_password(*, actor: ActorLike, at: datetime, user_id: int, password: str) -> User:
    """A new password; every session of the user ends, since sessions carry the password's hash."""
    user = User.objects.select_for_update().get(pk=user_id)
    require(acceptable_password(password, username=user.username))
    user.set_password(password)
    user.save(update_fields=["password"])
    record(chain=TECHNICAL, action="accounts.set_password", actor=actor, at=at, facts={"user": str(user.pk)})
    return user


@transaction.atomic
def record_sign_in(*, actor: ActorLike, at: datetime) -> None:
    record(chain=TECHNICAL, action="accounts.sign_in", actor=actor, at=at)


@transaction.atomic
def record_sign_out(*, actor: ActorLike, at: datetime) -> None:
    record(chain=TECHNICAL, action="accounts.sign_out", actor=actor, at=at)
