"""What the internet sees: debug pages, keys, HTTPS, host names."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

LEAST_KEY_LENGTH = 50
LEAST_KEY_LETTERS = 10
LOCAL_NAMES = {"localhost", "[::1]"}


def public_hosts() -> list[str]:
    """The allowed host names that are more than this machine."""
    return [host for host in settings.ALLOWED_HOSTS if not _is_local(host)]


def _is_local(host: str) -> bool:
    if host in LOCAL_NAMES or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@register(Tags.security, deploy=True)
def check_web(**_: Any) -> list[CheckMessage]:
    return list(_problems())


def _problems() -> Iterator[CheckMessage]:
    public = public_hosts()
    key = settings.SECRET_KEY
    if settings.DEBUG:
        yield Error("Chế độ gỡ lỗi đang bật, trang lỗi sẽ lộ nội dung bên trong.", id="thidua.E001")
    if len(key) < LEAST_KEY_LENGTH or len(set(key)) < LEAST_KEY_LETTERS:
        yield Error(
            f"Khóa bí mật quá ngắn hoặc quá đơn giản (cần ít nhất {LEAST_KEY_LENGTH} ký tự ngẫu nhiên).",
            hint="Bỏ biến THIDUA_SECRET_KEY để chương trình tự tạo khóa trong thư mục dữ liệu.",
            id="thidua.E002",
        )
    if public and not settings.THIDUA_HTTPS:
        yield Error(
            f"Máy chủ nhận tên miền {', '.join(public)} nhưng chưa bật HTTPS.",
            hint="Đặt THIDUA_HTTPS=1 sau một máy chủ proxy có chứng thư.",
            id="thidua.E003",
        )
    if "*" in settings.ALLOWED_HOSTS:
        yield Error("THIDUA_HOSTS nhận mọi tên miền; hãy ghi rõ tên miền của máy chủ này.", id="thidua.E004")
    if public and settings.THIDUA_HTTPS and not settings.SECURE_HSTS_SECONDS:
        yield Warning(
            "Trình duyệt chưa được dặn chỉ dùng HTTPS.",
            hint="Khi HTTPS đã chạy ổn định, đặt THIDUA_HSTS_SECONDS=31536000.",
            id="thidua.W001",
        )
