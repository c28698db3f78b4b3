"""A person who signs in. What they may do follows from grants, never from this row."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from thidua.core.vn import nfc


class UserManager(BaseUserManager["User"]):
    """Users are made by `accounts.actions.create_user`; this only finds them."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """`username` is folded (lower case, no diacritics); `sort_key` puts Vietnamese names in order by given name."""

    username = models.CharField("tên đăng nhập", max_length=64, unique=True)
    email = models.EmailField("thư điện tử", blank=True)
    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=400)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="user_email_is_used_once",
                violation_error_message="Địa chỉ thư điện tử này đã có tài khoản.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    # One keyboard types "ậ" as one letter, another as three: the same password, so one form of it is hashed.
    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else nfc(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return raw_password is not None and super().check_password(nfc(raw_password))
