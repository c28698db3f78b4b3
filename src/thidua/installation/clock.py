"""The two clocks of an installation.

`real_now()` is the server's own clock: sign-in, throttling, tokens, numbering. `now()` is business time: the same in
an ordinary database, shifted in a demonstration (decision 8). Everything else receives the time as an argument.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from thidua.installation.models import Installation


def real_now() -> datetime:
    return datetime.now(UTC)


def now() -> datetime:
    """Business time, to the microsecond, in UTC."""
    offset = Installation.objects.filter(is_demo=True).values_list("clock_offset_seconds", flat=True).first() or 0
    return real_now() + timedelta(seconds=offset)
