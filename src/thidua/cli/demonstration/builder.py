"""What every stage needs: the clock that moves forward, actors found as a visitor's hats are, accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from io import BytesIO

from thidua.accounts.actions import create_user
from thidua.accounts.queries import find_user
from thidua.cli.demonstration.people import Names
from thidua.core.phases import VIETNAM
from thidua.installation.clock import now
from thidua.installation.demonstration import DEMO_PASSWORD
from thidua.organisations.actions import move_demo_clock
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.web.visit import all_hats

Progress = Callable[[str], None]


@dataclass
class Builder:
    """State of one build: the set-up's actor, names handed out, cluster-year and campaign ids by (cluster, year); of
    the sample unit's book the people by staff code, the ideas by the key of their form, the hats of those who keep it,
    and the day up to which it was kept."""

    setup: Actor
    tell: Progress
    names: Names = field(default_factory=Names)
    units: dict[str, int] = field(default_factory=dict)
    years: dict[tuple[str, int], int] = field(default_factory=dict)
    campaigns: dict[tuple[str, int], int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    ideas: dict[str, int] = field(default_factory=dict)
    hats: dict[str, Actor] = field(default_factory=dict)
    lived: date = date.min

    def go_to(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Move the demonstration's clock to a moment of a day (never back) and return business time."""
        to = datetime(day.year, day.month, day.day, hour, minute, tzinfo=VIETNAM)
        if to > now():
            move_demo_clock(actor=self.setup, at=now(), to=to)
        return now()

    def wait(self, minutes: int) -> datetime:
        """Let some minutes of business time pass."""
        to = now() + timedelta(minutes=minutes)
        move_demo_clock(actor=self.setup, at=now(), to=to)
        return now()

    def account(self, username: str, *, full_name: str = "") -> int:
        """An account with an invented name, the next one unless it is given; made on first need."""
        existing = find_user(username)
        if existing is not None:
            return existing.pk
        name = full_name or self.names.next()
        user = create_user(actor=self.setup, at=now(), username=username, full_name=name, password=DEMO_PASSWORD)
        return user.pk

    def hat(self, username: str, role: Role, *, cluster_year_id: int | None = None) -> Actor:
        """The account's hat of a role, found the way a visit finds it."""
        user = find_user(username)
        if user is None:
            raise LookupError(username)
        for hat in all_hats(user.pk, user.full_name, now()):
            if hat.role == role and (cluster_year_id is None or hat.cluster_year_id in (None, cluster_year_id)):
                return hat
        raise LookupError(f"{username}: {role}")


def spread(code: str, salt: str, most: int) -> int:
    """A number from 0 to most − 1 that depends on the words alone, so that every build is the same."""
    return int(hashlib.sha256(f"{code}/{salt}".encode()).hexdigest(), 16) % most


def as_upload(content: bytes) -> BytesIO:
    return BytesIO(content)
