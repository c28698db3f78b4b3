"""The head lengthens a deadline for the whole cluster (row 27); calendars out of order are not launched."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from council.season import VERIFYING, Season, founded, moment
from thidua.audit.models import Entry
from thidua.campaigns.actions import extend_window
from thidua.campaigns.queries import campaign_facts
from thidua.campaigns.rules import ready_to_launch
from thidua.core.phases import Act, Calendar, Window
from thidua.core.verdict import Refused
from thidua.organisations.enums import Role

LATE = moment(11, 14)
WHY = "Hai đơn vị bị bão, chưa thẩm định xong."


@pytest.fixture
def season(db: None) -> Season:
    """Three units, launched and signed."""
    return Season(founded(VERIFYING)).set_up().launched().signed()


def _extend(season: Season, role: Role = Role.CLUSTER_HEAD, **words: object) -> None:
    username = {Role.CLUSTER_HEAD: "cumtruong", Role.CLUSTER_SECRETARY: "thuky"}[role]
    given = {"act": Act.VERIFY, "last_day": date(2021, 11, 17), "reason": WHY, **words}
    extend_window(actor=season.hat(username, role), at=LATE, campaign_id=season.campaign_id, **given)


def test_the_head_lengthens_a_deadline_and_the_log_tells_why(season: Season) -> None:
    assert season.facts.calendar.check(Act.VERIFY, LATE).code == "too_late"

    _extend(season)

    assert campaign_facts(season.campaign_id).calendar.check(Act.VERIFY, LATE).allowed is True
    entry = Entry.objects.filter(action="campaigns.extend_window").get()
    assert WHY in entry.payload


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"last_day": date(2021, 11, 12)}, "not_later"),
        ({"last_day": date(2021, 11, 13)}, "past"),
        ({"last_day": date(2031, 1, 1)}, "far_from_year"),
        ({"act": Act.COUNCIL}, "not_extendable"),
        ({"reason": " \u200b "}, "no_reason"),
        ({"reason": "a" * 501}, "too_long"),
    ],
)
def test_what_is_not_a_longer_deadline_is_refused(season: Season, words: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        _extend(season, **words)
    assert refused.value.verdict.code == code
    assert season.facts.calendar.check(Act.VERIFY, VERIFYING).allowed is True


def test_only_the_head_lengthens(season: Season) -> None:
    with pytest.raises(Refused) as refused:
        _extend(season, Role.CLUSTER_SECRETARY)
    assert refused.value.verdict.code == "not_head"


def test_nothing_is_lengthened_after_the_adoption(season: Season) -> None:
    season.submitted().settled().meeting().adopted()
    with pytest.raises(Refused) as refused:
        _extend(season)
    assert refused.value.verdict.code == "not_launched"


def test_a_calendar_out_of_order_is_not_launched(prepared: Season) -> None:
    windows = dict(prepared.facts.calendar.windows)
    windows[Act.VERIFY] = Window.of_days(Act.VERIFY, date(2021, 9, 1), date(2021, 9, 5))
    verdict = ready_to_launch(replace(prepared.facts, calendar=Calendar(windows)))
    assert (verdict.code, verdict.sentence.split(":")[0]) == ("out_of_order", "Lịch chưa hợp lý")
