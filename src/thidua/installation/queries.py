"""What kind of database is this?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from thidua.installation.clock import real_now
from thidua.installation.models import Installation


@dataclass(frozen=True, slots=True)
class InstallationFacts:
    """`now` is business time at the moment of the question."""

    exists: bool
    is_demo: bool
    now: datetime


def installation_facts() -> InstallationFacts:
    """One query for all that a request needs to know of the installation."""
    row = Installation.objects.first()
    real = real_now()
    if row is None:
        return InstallationFacts(exists=False, is_demo=False, now=real)
    return InstallationFacts(exists=True, is_demo=row.is_demo, now=real + timedelta(seconds=row.clock_offset_seconds))


def is_demo() -> bool:
    return Installation.objects.filter(is_demo=True).exists()
