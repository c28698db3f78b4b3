"""Ten leaders sign in the same minute, and one leader twice: none is lost, none is double."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from council.season import PASSWORD, PLEDGING, Season, founded
from thidua.audit.actions import chain_of_year
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.campaigns.actions import set_targets, sign_pledge
from thidua.campaigns.enums import Capacity
from thidua.campaigns.models import Signature
from thidua.campaigns.pledge_text import SigningWords, document_to_read, reading_hash
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role

TARGETS = {"I.1": "40", "II.1": "4"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def season() -> Season:
    season = Season(founded(PLEDGING), size=10).set_up().launched()
    for number in range(1, 11):
        set_targets(actor=season.head(number), at=PLEDGING, values=TARGETS, revisions={}, **season.where(number))
    return season


def signing(season: Season, number: int, together: Barrier) -> Callable[[], str]:
    """A leader who has read everything and presses the button with the others."""
    actor = season.head(number)
    read = reading_hash(document_to_read(season.facts, season.unit(number)))

    def sign() -> str:
        try:
            together.wait(timeout=30)
            return sign_pledge(
                actor=actor, at=PLEDGING, words=SigningWords(Capacity.HEAD, "Hiệu trưởng"), password=PASSWORD,
                read_sha256=read, **season.where(number),
            )  # fmt: skip
        except Refused as refused:
            return refused.verdict.code
        except Conflict:
            return "conflict"
        finally:
            connection.close()

    return sign


def all_at_once(acts: list[Callable[[], str]]) -> list[str]:
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(act) for act in acts]]


def test_ten_leaders_sign_at_once(season: Season) -> None:
    together = Barrier(10)

    answers = all_at_once([signing(season, number, together) for number in range(1, 11)])

    rows = {row.organisation_id: row.sha256 for row in Signature.objects.all()}
    assert rows == {season.unit(number): answers[number - 1] for number in range(1, 11)}
    entries = Entry.objects.filter(chain__code=chain_of_year(season.year_id), action="campaigns.sign_pledge")
    assert {json.loads(entry.payload)["facts"]["sha256"] for entry in entries} == set(answers)
    found = verify_all()
    assert (found.problems, found.rows) == ([], 12)


def test_one_leader_pressing_twice_signs_once(season: Season) -> None:
    together = Barrier(4)

    answers = all_at_once([signing(season, 1, together) for _ in range(4)])

    assert sorted(answer for answer in answers if len(answer) < 64) == ["signed"] * 3
    assert Signature.objects.count() == 1
    assert verify_all().problems == []


def test_a_target_changed_while_the_leader_signs_is_either_signed_or_refused(season: Season) -> None:
    together = Barrier(2)
    editor: Actor = season.hat("daumoi01", Role.UNIT_EDITOR)

    def change() -> str:
        try:
            together.wait(timeout=30)
            set_targets(actor=editor, at=PLEDGING, values={"I.1": "41"}, revisions={"I.1": 1}, **season.where(1))
        except Refused as refused:
            return refused.verdict.code
        finally:
            connection.close()
        return "changed"

    signed, changed = all_at_once([signing(season, 1, together), change])

    if changed == "changed":
        assert signed == "conflict"
        assert Signature.objects.count() == 0
    else:
        assert changed == "signed"
        assert json.loads(Signature.objects.get().facts)["targets"] == TARGETS
