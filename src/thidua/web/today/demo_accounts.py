"""One account per role, shown on the sign-in page of a demonstration."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.installation.demonstration import ACCOUNTS, DEMO_PASSWORD


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    role: str
    password: str = DEMO_PASSWORD


def demo_accounts() -> list[DemoAccount]:
    return [DemoAccount(username, role) for username, role in ACCOUNTS]
