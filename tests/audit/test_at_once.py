"""Many write to one chain in the same moment: one unbroken chain, nothing lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection, transaction

from thidua.audit.actions import record
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.organisations.actor import system_actor

AT = datetime(2021, 3, 23, tzinfo=UTC)
WRITERS, EACH = 8, 5


@pytest.mark.django_db(transaction=True)
def test_concurrent_writers_make_one_chain_in_which_each_entry_stands_once() -> None:
    together = Barrier(WRITERS)

    def write(number: int) -> None:
        try:
            together.wait(timeout=30)
            for step in range(EACH):
                with transaction.atomic():
                    facts = {"writer": str(number), "step": str(step)}
                    actor = system_actor("cli:test")
                    record(chain="cluster-year:1", action="campaigns.sign_pledge", actor=actor, at=AT, facts=facts)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, number) for number in range(WRITERS)]:
            done.result()

    found = verify_all()
    assert found.problems == []
    assert found.entries == WRITERS * EACH
    assert list(Entry.objects.order_by("seq").values_list("seq", flat=True)) == list(range(1, WRITERS * EACH + 1))
    moments = list(Entry.objects.order_by("seq").values_list("recorded_at", flat=True))
    assert moments == sorted(moments)


@pytest.mark.django_db(transaction=True)
def test_chains_begun_at_the_same_moment_are_begun_once() -> None:
    together = Barrier(WRITERS)

    def write(number: int) -> None:
        try:
            together.wait(timeout=30)
            with transaction.atomic():
                actor = system_actor("cli:test")
                record(chain=f"cluster-year:{number % 2}", action="campaigns.prepare", actor=actor, at=AT)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, number) for number in range(WRITERS)]:
            done.result()

    found = verify_all()
    assert found.problems == []
    assert {length for length, _ in found.heads.values()} == {WRITERS // 2}
