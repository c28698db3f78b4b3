"""Creating the installation's row and moving a demonstration's clock.

Floors below `audit`, so the acts that a person takes are recorded by their callers in `organisations.actions`.
"""

from __future__ import annotations

import math
from datetime import datetime

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no, require
from thidua.installation.clock import now, real_now
from thidua.installation.models import Installation

# Beyond it dates of four digits run out, and with them every page.
LAST_YEAR = 2099


def create_installation(*, is_demo: bool) -> Installation:
    """Mark the database as a demonstration or as an ordinary one; it stays so for ever."""
    if Installation.objects.exists():
        require(no("installed", "Cơ sở dữ liệu này đã được khởi tạo."))
    return Installation.objects.create(is_demo=is_demo, created_at=real_now())


def advance_clock(*, to: datetime) -> None:
    """Set a demonstration's business time to `to`, at most a second later.

    Forward only, to the end of LAST_YEAR at most; an ordinary database refuses.
    """
    row = Installation.objects.select_for_update().first()
    if row is None or not row.is_demo:
        raise Refused(no("clock_fixed", "Đồng hồ chỉ chỉnh được trong cơ sở dữ liệu trình diễn."))
    if to < now():
        require(no("clock_backwards", "Đồng hồ trình diễn chỉ chỉnh tiến, không chỉnh lùi."))
    if local_date(to).year > LAST_YEAR:
        require(no("clock_too_far", f"Đồng hồ trình diễn chỉ chỉnh được đến hết năm {LAST_YEAR}."))
    row.clock_offset_seconds = math.ceil((to - real_now()).total_seconds())  # rounded down it would go back
    row.save(update_fields=["clock_offset_seconds"])


def set_initial_clock(*, at: datetime) -> None:
    """Start a new demonstration's clock in its own past, before anything has been recorded."""
    row = Installation.objects.get()
    if not row.is_demo or row.clock_offset_seconds:
        require(no("clock_fixed", "Đồng hồ trình diễn chỉ đặt được một lần, khi khởi tạo."))
    row.clock_offset_seconds = math.ceil((at - real_now()).total_seconds())
    row.save(update_fields=["clock_offset_seconds"])
