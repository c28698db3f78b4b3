"""Refuses a request whose body is larger than any page takes, before a byte of it is stored."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from thidua.config.errors import page

SENTENCE = "Tệp gửi lên vượt quá 20 MB. Hãy giảm dung lượng tệp rồi gửi lại."


class BodyLimit:
    """413 with a sentence; the page comes from `errors/413.html` where the web has one.

    Django's own limit leaves files out, and a file's form can judge it only after it lies on the disk.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) <= settings.THIDUA_BODY_BYTES:
            return self.get_response(request)
        return page(request, 413, {"sentence": SENTENCE}, plain=SENTENCE)
