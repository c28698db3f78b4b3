"""Windows and events of a year, and the states that a campaign and a sheet go through."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from thidua.core.phases import (
    CAMPAIGN_TRANSITIONS,
    SHEET_TRANSITIONS,
    VIETNAM,
    Act,
    Calendar,
    CampaignState,
    Phase,
    PhaseState,
    SheetState,
    Window,
    WrongStateError,
    after_campaign_act,
    after_sheet_act,
    local_date,
)

SELF_SCORE = Window.of_days(Act.SELF_SCORE, date(2021, 10, 1), date(2021, 10, 31))
YEAR = Calendar(
    {
        act: Window.of_days(act, first, last)
        for act, first, last in (
            (Act.PREPARE, date(2021, 1, 15), date(2021, 3, 22)),
            (Act.LAUNCH, date(2021, 3, 23), date(2021, 3, 23)),
            (Act.PLEDGE, date(2021, 3, 23), date(2021, 3, 31)),
            (Act.REGISTER, date(2021, 3, 23), date(2021, 4, 30)),
            (Act.REPORT, date(2020, 11, 1), date(2021, 10, 31)),
            (Act.SELF_SCORE, date(2021, 10, 1), date(2021, 10, 31)),
            (Act.VERIFY, date(2021, 11, 1), date(2021, 11, 12)),
            (Act.COUNCIL, date(2021, 11, 18), date(2021, 11, 18)),
            (Act.PUBLISH, date(2021, 11, 20), date(2021, 11, 20)),
            (Act.HANDOVER, date(2021, 11, 20), date(2021, 12, 15)),
        )
    }
)


def at(month: int, day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2021, month, day, hour, minute, second, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("instant", "is_open"),
    [
        (at(9, 30, 23, 59, 59), False),
        (at(10, 1, 0, 0, 0), True),
        (at(10, 31, 23, 59, 59), True),
        (at(11, 1, 0, 0, 0), False),
    ],
)
def test_a_window_is_open_through_the_last_second_of_its_last_day(instant: datetime, is_open: bool) -> None:
    assert SELF_SCORE.is_open(instant) is is_open


def test_a_window_is_asked_in_any_time_zone() -> None:
    assert SELF_SCORE.is_open(datetime(2021, 10, 31, 16, 59, 59, tzinfo=UTC)) is True
    assert SELF_SCORE.is_open(datetime(2021, 10, 31, 17, 0, 0, tzinfo=UTC)) is False
    assert local_date(datetime(2021, 10, 31, 17, 0, tzinfo=UTC)) == date(2021, 11, 1)


def test_days_are_shown_as_they_were_typed() -> None:
    assert (SELF_SCORE.first_day, SELF_SCORE.last_day) == (date(2021, 10, 1), date(2021, 10, 31))
    assert [SELF_SCORE.days_left(at(10, day)) for day in (25, 31)] == [6, 0]
    assert SELF_SCORE.days_left(at(11, 2)) == -2


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="is before"):
        Window.of_days(Act.VERIFY, date(2021, 11, 2), date(2021, 11, 1))


def test_a_refusal_says_since_when_or_until_when() -> None:
    assert YEAR.check(Act.SELF_SCORE, at(9, 1)).sentence == "Chưa đến thời gian tự chấm điểm: mở từ 01/10/2021."
    assert (
        YEAR.check(Act.SELF_SCORE, at(11, 1)).sentence == "Đã quá hạn tự chấm điểm: hạn cuối là 23:59 ngày 31/10/2021."
    )
    assert YEAR.check(Act.TARGETS, at(3, 1)).code == "no_window"
    assert YEAR.check(Act.SELF_SCORE, at(10, 5)).allowed is True


def test_an_event_may_take_place_on_its_day_or_later() -> None:
    assert YEAR.has_come(Act.COUNCIL, at(11, 17, 23, 59, 59)).code == "too_early"
    assert YEAR.has_come(Act.COUNCIL, at(11, 18, 0)).allowed is True
    assert YEAR.has_come(Act.COUNCIL, at(12, 1)).allowed is True
    assert YEAR.has_come(Act.MIDYEAR, at(7, 15)).code == "no_window"


@pytest.mark.parametrize(
    ("instant", "now"),
    [
        (at(1, 20), Phase.PREPARE),
        (at(3, 23), Phase.LAUNCH),
        (at(4, 5), Phase.REGISTER),
        (at(6, 1), Phase.REPORT),
        (at(10, 25), Phase.SELF_SCORE),
        (at(11, 5), Phase.VERIFY),
        (at(11, 18), Phase.COUNCIL),
        (at(11, 20), Phase.PUBLISH),
        (at(12, 1), Phase.HANDOVER),
    ],
)
def test_the_road_shows_the_phase_that_opened_last(instant: datetime, now: Phase) -> None:
    assert [stone.phase for stone in YEAR.road(instant) if stone.state is PhaseState.NOW] == [now]


@pytest.mark.parametrize("instant", [at(11, 15), at(12, 20)])
def test_no_stone_is_the_present_one_between_phases_and_after_the_last(instant: datetime) -> None:
    assert [stone for stone in YEAR.road(instant) if stone.state is PhaseState.NOW] == []


def test_a_window_that_runs_beside_the_present_phase_is_open_not_locked() -> None:
    road = {stone.phase: stone.state for stone in YEAR.road(at(10, 25))}
    assert road[Phase.REPORT] is PhaseState.OPEN
    assert road[Phase.REGISTER] is PhaseState.CLOSED
    assert road[Phase.VERIFY] is PhaseState.AHEAD


def test_a_calendar_without_windows_opens_nothing() -> None:
    empty = Calendar({})
    assert {stone.state for stone in empty.road(at(5, 1))} == {PhaseState.AHEAD}
    assert {act for act in Act if empty.check(act, at(5, 1))} == set()


class CampaignLife(RuleBasedStateMachine):
    """A campaign only moves forward, one act after another, whatever is tried."""

    def __init__(self) -> None:
        super().__init__()
        self.state = CampaignState.PREPARING
        self.done: list[str] = []

    @rule(act=st.sampled_from(["launch", "adopt", "publish", "submit", ""]))
    def try_an_act(self, act: str) -> None:
        before = self.state
        if (before, act) in CAMPAIGN_TRANSITIONS:
            self.state = after_campaign_act(before, act)
            self.done.append(act)
        else:
            with pytest.raises(WrongStateError):
                after_campaign_act(before, act)
            assert self.state is before

    @invariant()
    def acts_are_done_once_and_in_order(self) -> None:
        assert self.done == ["launch", "adopt", "publish"][: len(self.done)]

    @invariant()
    def the_state_says_what_was_done(self) -> None:
        assert self.state is list(CampaignState)[len(self.done)]


class SheetLife(RuleBasedStateMachine):
    """A sheet is drafted, submitted, settled; nothing takes it back."""

    def __init__(self) -> None:
        super().__init__()
        self.state = SheetState.DRAFT

    @precondition(lambda self: self.state is SheetState.DRAFT)
    @rule()
    def submit(self) -> None:
        self.state = after_sheet_act(self.state, "submit")
        assert self.state is SheetState.SUBMITTED

    @precondition(lambda self: self.state is SheetState.SUBMITTED)
    @rule()
    def settle(self) -> None:
        self.state = after_sheet_act(self.state, "settle")
        assert self.state is SheetState.SETTLED

    @rule(act=st.sampled_from(["submit", "settle", "launch"]))
    def what_does_not_follow_is_refused(self, act: str) -> None:
        if (self.state, act) not in SHEET_TRANSITIONS:
            with pytest.raises(WrongStateError, match="không thực hiện được việc này"):
                after_sheet_act(self.state, act)


TestCampaignLife = CampaignLife.TestCase
TestSheetLife = SheetLife.TestCase


def test_viet_nam_keeps_one_offset_through_the_year() -> None:
    offsets = {(at(1, 1) + timedelta(days=day)).utcoffset() for day in range(365)}
    assert offsets == {timedelta(hours=7)}
