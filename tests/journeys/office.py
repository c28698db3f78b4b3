"""The rest of the cluster: a second process on the same data, which does by the product's actions what eight schools
do, and looks into the database where the browser cannot.

`python -m journeys.office` reads one request a line and answers one JSON text a line.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from journeys.server import environment

YEAR = 2021
IN_BROWSER = ("don-vi-mau-04", "don-vi-mau-05")


class Office:
    """`ask("pledge")` has the eight schools sign, and so on; the names are those of `_requests`."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, request: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(request, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        assert answer, f"the office process ended at {request!r}; its error output is above"
        return json.loads(answer)


@contextmanager
def office(data: Path) -> Iterator[Office]:
    """The process on a data folder; its first act is to prepare both clusters."""
    process = subprocess.Popen(
        [sys.executable, "-m", "journeys.office"],
        env=environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Office(process)
    finally:
        process.kill()
        process.communicate()


def _serve() -> None:
    requests = _requests()
    for line in sys.stdin:
        answer = requests[line.strip()]()
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _requests() -> dict[str, Callable[[], Any]]:
    # Django is set up by now; nothing of the product may be imported before.
    from datetime import date, datetime  # noqa: PLC0415

    from django.core.management import call_command  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from thidua.audit.queries import verify_all  # noqa: PLC0415
    from thidua.cli.demonstration import first_third, scoring, setting_up, verification  # noqa: PLC0415
    from thidua.cli.demonstration.builder import Builder  # noqa: PLC0415
    from thidua.core.canonical import canonical_json, sha256_hex  # noqa: PLC0415
    from thidua.core.phases import VIETNAM  # noqa: PLC0415
    from thidua.core.ranking import recompute, result_document  # noqa: PLC0415
    from thidua.council.models import RankingSnapshot  # noqa: PLC0415
    from thidua.organisations.actions import found_installation  # noqa: PLC0415

    begins = datetime(2021, 1, 4, 8, 0, tzinfo=VIETNAM)
    call_command("migrate", verbosity=0, interactive=False)
    builder: list[Builder] = []

    def prepare() -> None:
        """Both clusters on the morning of 23 March 2021: everything is prepared, nothing is launched."""
        with transaction.atomic():
            here = Builder(setup=found_installation(is_demo=True, demo_clock=begins), tell=lambda words: None)
            setting_up.set_up_organiser(here)
            setting_up.set_up_sample_cluster(here)
            setting_up.set_up_real_cluster(here)
            setting_up.open_cluster_year(here, "sample", YEAR, "mau")
            first_third.prepare(here, "real", YEAR)
            first_third.prepare(here, "sample", YEAR)
            here.go_to(date(YEAR, 3, 23), 8)
        builder.append(here)

    def pledge() -> None:
        first_third.targets_and_signatures(builder[0], "sample", YEAR, without=IN_BROWSER)

    def snapshot() -> dict[str, Any]:
        """What the adopted ranking stored, and what comes out when its own inputs are ranked once more."""
        row = RankingSnapshot.objects.get(campaign_id=builder[0].campaigns["cum-mau", YEAR])
        criteria = row.criteria_version
        again = canonical_json(result_document(recompute(criteria.canonical, row.claims)))
        whole = canonical_json({"criteria": criteria.sha256, "claims": row.claims, "result": row.result})
        return {
            "claims": json.loads(row.claims),
            "result": json.loads(row.result),
            "again": json.loads(again),
            "same_text": again == row.result,
            "sha256": row.sha256,
            "sha256_again": sha256_hex(whole),
        }

    return {
        "prepare": prepare,
        "pledge": pledge,
        "score": lambda: scoring.score_units(builder[0], YEAR, half_done=False, without=IN_BROWSER),
        "verify": lambda: verification.verify_units(builder[0], YEAR, without=IN_BROWSER),
        "snapshot": snapshot,
        "audit": lambda: [str(problem) for problem in verify_all().problems],
    }


if __name__ == "__main__":
    from thidua.cli.boot import setup

    setup()
    _serve()
