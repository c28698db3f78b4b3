"""One code per request: on its log lines, in the answer's header, and on the page of an error."""

from __future__ import annotations

import secrets
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

# No 0, 1, I, L, O: the code is read out over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class RequestId:
    """Puts `request.request_id` and binds it to the log. A code sent by the client is not believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = new_code()
        request.request_id = code  # type: ignore[attr-defined]
        # Left bound: Django logs a refusal after the last middleware has let go. The next request rebinds it.
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=code)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = code
        return response
