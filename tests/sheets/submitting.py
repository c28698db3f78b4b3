"""A school's submission in a process of its own, which can be killed at any statement that it sends to the database.

    python -m sheets.submitting build            a season with a complete draft, in the data folder of THIDUA_DATA
    python -m sheets.submitting submit [N]       submit it; with N: kill -9 oneself when the N-th statement is sent

Prints the number of statements that a whole submission sends.
"""
# ruff: noqa: PLC0415, T201 - Django is loaded only after its settings are named; the parent reads what is printed

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django


def main(arguments: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    django.setup()
    if arguments[0] == "build":
        build()
    else:
        submit_it(int(arguments[1]) if len(arguments) > 1 else 0)


def build() -> None:
    """Migrate, and type everything that a submission asks for."""
    from django.core.management import call_command

    from council.season import CLAIMS, REASON, SCORING, Season, founded
    from thidua.organisations.enums import Role
    from thidua.sheets.actions.drafting import DraftChange, save_draft

    call_command("migrate", verbosity=0)
    season = Season(founded(SCORING), size=2).set_up().launched().signed()
    changes = {code: DraftChange(claim, REASON, 0) for code, claim in CLAIMS.items()}
    save_draft(actor=season.hat("daumoi01", Role.UNIT_EDITOR), at=SCORING, changes=changes, **season.where(1))


def submit_it(kill_at: int) -> None:
    """The product's own action, by the unit's head, as a visit finds them."""
    from django.db import connection

    from council.season import SCORING
    from thidua.accounts.queries import find_user
    from thidua.campaigns.queries import campaign_facts
    from thidua.organisations.queries import find_organisation
    from thidua.sheets.actions.submission import submit
    from thidua.sheets.facts import check_hash
    from thidua.web.visit import all_hats

    user, unit = find_user("truong01.cum-thu"), find_organisation("cum-thu-01")
    assert user is not None
    assert unit is not None
    checked = check_hash(campaign_facts(1), unit)
    head = next(hat for hat in all_hats(user.pk, user.full_name, SCORING) if hat.organisation_id == unit)
    sent = 0

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        submit(actor=head, at=SCORING, campaign_id=1, organisation_id=unit, declared=True, checked_sha256=checked)
    print(sent)


if __name__ == "__main__":
    main(sys.argv[1:])
