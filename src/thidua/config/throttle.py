"""How many wrong passwords before sign-in pauses: few for one account from one address, more for an address.

A whole school often stands behind one address, so the address alone gets a wider limit.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse

from thidua.core.vn import fold

Credentials = dict[str, Any] | None


def client_address(request: HttpRequest) -> str | None:
    """The address that failures are counted by.

    Forwarded addresses are believed only as far as our own proxies (THIDUA_PROXIES of them) wrote them:
    each appends to the right of X-Forwarded-For, so the client stands that many places from the right.
    """
    proxies = settings.THIDUA_PROXIES
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if proxies and len(forwarded) >= proxies and forwarded[-proxies]:
        return str(forwarded[-proxies][:45])
    address: str | None = request.META.get("REMOTE_ADDR")
    return address


def counted_name(_request: HttpRequest, credentials: Credentials) -> str | None:
    """One count for all the ways to write one account's name: HANAM, " hanam", "hànam", or with wide letters."""
    name = (credentials or {}).get("username")
    return fold(unicodedata.normalize("NFKC", str(name)).strip().casefold())[:255] if name else None


def locked_out(_request: HttpRequest, answer: HttpResponse, _credentials: Credentials = None) -> HttpResponse:
    """The sign-in page's own answer (429 with the sentence), where the library would put its English one."""
    return answer


class SignInThrottle(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts by account and address, and by address; AXES_LOCKOUT_PARAMETERS is in that order."""

    def get_failures(self, request: HttpRequest, credentials: Credentials = None) -> int:
        by_account, by_address = (
            attempts.aggregate(total=Sum("failures_since_start"))["total"] or 0
            for attempts in self.get_user_attempts(request, credentials)
        )
        scaled = by_address * settings.AXES_FAILURE_LIMIT // settings.THIDUA_ADDRESS_FAILURE_LIMIT
        return max(by_account, scaled)

    def reset_user_attempts(self, request: HttpRequest, credentials: Credentials = None) -> int:
        """After a success only the account's own count: else one's own account would clear the address."""
        by_account, _ = self.filter_user_attempts(request, credentials)
        count: int = by_account.delete()[0]
        return count
