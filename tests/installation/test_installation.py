"""A database is a demonstration or it is not, for ever; only a demonstration's clock moves, and only forward."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from thidua.audit.queries import entries_of
from thidua.core.verdict import Refused
from thidua.installation.actions import LAST_YEAR, advance_clock, create_installation, set_initial_clock
from thidua.installation.clock import now, real_now
from thidua.installation.models import Installation
from thidua.installation.queries import installation_facts, is_demo
from thidua.organisations.actions import found_installation, move_demo_clock
from thidua.organisations.actor import ANONYMOUS

pytestmark = pytest.mark.django_db

MARCH = datetime(2021, 3, 23, 1, tzinfo=UTC)
A_MOMENT = timedelta(seconds=10)


def refusal(call: object, **arguments: object) -> str:
    with pytest.raises(Refused) as refused:
        call(**arguments)  # type: ignore[operator]
    return refused.value.verdict.code


def test_an_empty_database_is_no_demonstration_and_has_the_real_time() -> None:
    facts = installation_facts()

    assert (facts.exists, facts.is_demo, is_demo()) == (False, False, False)
    assert abs(facts.now - real_now()) < A_MOMENT


def test_an_ordinary_database_has_the_real_time() -> None:
    create_installation(is_demo=False)

    assert (installation_facts().exists, is_demo()) == (True, False)
    assert abs(now() - real_now()) < A_MOMENT


def test_a_database_is_founded_once() -> None:
    create_installation(is_demo=False)

    assert refusal(create_installation, is_demo=True) == "installed"
    assert is_demo() is False


def test_a_demonstration_begins_in_its_own_past() -> None:
    create_installation(is_demo=True)
    set_initial_clock(at=MARCH)

    assert abs(now() - MARCH) < A_MOMENT
    assert abs(installation_facts().now - MARCH) < A_MOMENT
    assert refusal(set_initial_clock, at=MARCH - timedelta(days=1)) == "clock_fixed"


def test_the_clock_moves_forward() -> None:
    found_installation(is_demo=True, demo_clock=MARCH)

    advance_clock(to=MARCH + timedelta(days=30))

    assert timedelta(0) <= now() - (MARCH + timedelta(days=30)) < A_MOMENT


def test_the_clock_never_moves_back() -> None:
    found_installation(is_demo=True, demo_clock=MARCH)
    before = now()

    assert refusal(advance_clock, to=MARCH - timedelta(seconds=1)) == "clock_backwards"
    assert now() >= before


def test_a_fraction_of_a_second_is_never_lost() -> None:
    found_installation(is_demo=True, demo_clock=MARCH)

    for _ in range(20):
        wanted = now() + timedelta(microseconds=1)
        advance_clock(to=wanted + timedelta(milliseconds=300))
        assert now() >= wanted


def test_the_clock_stops_before_dates_run_out() -> None:
    found_installation(is_demo=True, demo_clock=MARCH)

    advance_clock(to=datetime(LAST_YEAR, 12, 31, 10, tzinfo=UTC))
    assert refusal(advance_clock, to=datetime(LAST_YEAR + 1, 1, 1, 1, tzinfo=UTC)) == "clock_too_far"
    assert refusal(advance_clock, to=datetime(9999, 12, 31, 10, tzinfo=UTC)) == "clock_too_far"


def test_an_ordinary_database_refuses_to_move_its_clock() -> None:
    create_installation(is_demo=False)

    assert refusal(advance_clock, to=real_now() + timedelta(days=1)) == "clock_fixed"
    assert refusal(set_initial_clock, at=MARCH) == "clock_fixed"


def test_moving_the_clock_is_recorded_with_both_times() -> None:
    setup = found_installation(is_demo=True, demo_clock=MARCH)
    to = MARCH + timedelta(days=8)

    move_demo_clock(actor=setup, at=MARCH, to=to)

    moved, founded = entries_of("technical")
    assert (moved.label, moved.at) == ("Chỉnh tiến đồng hồ trình diễn", to)
    assert moved.facts == {"from": "2021-03-23T08:00:00+07:00", "to": "2021-03-31T08:00:00+07:00"}
    assert abs(moved.recorded_at - real_now()) < A_MOMENT
    assert (founded.label, founded.at) == ("Khởi tạo hệ thống", MARCH)


def test_a_stranger_does_not_move_the_clock() -> None:
    found_installation(is_demo=True, demo_clock=MARCH)

    assert refusal(move_demo_clock, actor=ANONYMOUS, at=MARCH, to=MARCH + timedelta(days=1)) == "not_signed_in"


@pytest.mark.parametrize(
    ("was_demo", "change"),
    [(True, {"is_demo": False, "clock_offset_seconds": 0}), (False, {"is_demo": True})],
)
def test_the_database_keeps_its_kind(was_demo: bool, change: dict[str, object]) -> None:
    Installation.objects.create(is_demo=was_demo, created_at=MARCH)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Installation.objects.update(**change)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Installation.objects.all().delete()


def test_the_database_keeps_the_clock_from_going_back() -> None:
    Installation.objects.create(is_demo=True, created_at=MARCH, clock_offset_seconds=-1000)

    Installation.objects.update(clock_offset_seconds=-500)
    with pytest.raises(DatabaseError, match="forward only"), transaction.atomic():
        Installation.objects.update(clock_offset_seconds=-501)


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ({"is_demo": False, "clock_offset_seconds": 1}, "installation_clock_moves_only_in_demo"),
        ({"id": 2, "is_demo": True}, "installation_is_one_row"),
    ],
)
def test_the_database_refuses_a_row_that_may_not_be(row: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Installation.objects.create(created_at=MARCH, **row)
