"""The draft of the movement: who writes it, in which version, with what the launch needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from council.season import CRITERIA, PLEDGING, Season, founded, moment
from thidua.campaigns.actions import edit_plan, launch, prepare_campaign, set_calendar, set_criteria
from thidua.campaigns.models import CriteriaVersion, FocalTask, PledgeVersion
from thidua.campaigns.queries import campaign_facts, pledge_of
from thidua.campaigns.rules import ready_to_launch
from thidua.core.criteria import parse_criteria
from thidua.core.errors import InputErrors
from thidua.core.phases import Act, CampaignState, Window
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role

AT = moment(2, 15)
LAUNCH_DAY = moment(3, 23)


def secretary(season: Season) -> Actor:
    return season.hat("thuky", Role.CLUSTER_SECRETARY)


def head(season: Season) -> Actor:
    return season.hat("cumtruong", Role.CLUSTER_HEAD)


def edit(season: Season, actor: Actor | None = None, **words: Any) -> None:
    plan = {
        "revision": season.facts.revision, "theme": "Chủ đề mới", "tasks": [("T1", "Một")], "legal_bases": ["Luật A"],
        "place": "Hội trường",
    }  # fmt: skip
    edit_plan(actor=actor or secretary(season), at=AT, campaign_id=season.campaign_id, **{**plan, **words})


def refusal(call: Callable[..., Any], *arguments: Any, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        call(*arguments, **words)
    return refused.value.verdict.code


def test_the_plan_is_replaced_as_a_whole(prepared: Season) -> None:
    edit(prepared, tasks=[("T2", " Hai "), ("", ""), ("T1", "Một")], legal_bases=["", " Luật A ", "Luật B"])

    facts = prepared.facts
    assert (facts.theme, facts.place, facts.legal_bases) == ("Chủ đề mới", "Hội trường", ("Luật A", "Luật B"))
    assert [(task.code, task.title) for task in facts.tasks] == [("T2", "Hai"), ("T1", "Một")]


def test_a_stale_plan_is_a_conflict_with_both_versions_whole(prepared: Season) -> None:
    opened = prepared.facts.revision
    edit(prepared, head(prepared), theme="Bản của Cụm trưởng", tasks=[("C", "Việc C")], legal_bases=["Luật C"])

    with pytest.raises(Conflict) as conflict:
        edit(prepared, revision=opened, theme="Bản của Thư ký", tasks=[("K", "Việc K")], legal_bases=["Luật K"])

    assert conflict.value.mine == {
        "Chủ đề": "Bản của Thư ký",
        "Nơi phát động": "Hội trường",
        "Căn cứ": "Luật K",
        "Nhiệm vụ trọng tâm": "K. Việc K",
    }
    assert conflict.value.theirs == {
        "Chủ đề": "Bản của Cụm trưởng",
        "Nơi phát động": "Hội trường",
        "Căn cứ": "Luật C",
        "Nhiệm vụ trọng tâm": "C. Việc C",
    }
    assert prepared.facts.theme == "Bản của Cụm trưởng"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"tasks": [("T1", "Một"), ("T1", "Hai")]}, "task_code_twice"),
        ({"tasks": [("T1", "")]}, "half_a_task"),
        ({"tasks": [("", "Một")]}, "half_a_task"),
        ({"tasks": [("T" * 17, "Một")]}, "too_long"),
        ({"theme": "đ" * 301}, "too_long"),
        ({"place": "đ" * 201}, "too_long"),
    ],
)
def test_a_plan_that_does_not_hold_is_refused_whole(prepared: Season, words: dict[str, Any], code: str) -> None:
    assert refusal(edit, prepared, **words) == code
    assert prepared.facts.theme == "Đoàn kết"
    assert FocalTask.objects.count() == 1


@pytest.mark.parametrize(
    ("username", "role"),
    [
        ("cumpho", Role.CLUSTER_DEPUTY),
        ("truong01", Role.UNIT_HEAD),
        ("daumoi01", Role.UNIT_EDITOR),
        ("giamsat", Role.AUDITOR),
    ],
)
def test_only_secretary_and_head_write_the_draft(prepared: Season, username: str, role: Role) -> None:
    actor = prepared.hat(username, role)
    where = {"actor": actor, "at": AT, "campaign_id": prepared.campaign_id}

    assert refusal(edit, prepared, actor) == "not_secretary"
    assert refusal(set_calendar, windows=[], **where) == "not_secretary"
    assert refusal(set_criteria, document=CRITERIA, **where) == "not_secretary"


def test_the_secretary_of_another_cluster_writes_nothing_here(prepared: Season) -> None:
    other = Season(prepared.setup, code="cum-khac", size=2).set_up()

    assert refusal(edit, prepared, secretary(other)) == "not_secretary"
    assert refusal(prepare_campaign, actor=secretary(prepared), at=AT, cluster_year_id=other.year_id) == "not_secretary"


def test_a_draft_is_started_once(prepared: Season) -> None:
    assert refusal(prepare_campaign, actor=secretary(prepared), at=AT, cluster_year_id=prepared.year_id) == "prepared"


def test_the_calendar_is_replaced_as_a_whole(prepared: Season) -> None:
    window = Window.of_days(Act.PLEDGE, date(2021, 3, 23), date(2021, 4, 15))

    set_calendar(actor=secretary(prepared), at=AT, campaign_id=prepared.campaign_id, windows=[window])

    assert prepared.facts.calendar.windows == {Act.PLEDGE: window}


def test_a_stale_calendar_is_a_conflict_with_both_versions(prepared: Season) -> None:
    opened = prepared.facts.revision
    mine = Window.of_days(Act.LAUNCH, date(2021, 4, 1), date(2021, 4, 1))
    edit(prepared, head(prepared))

    with pytest.raises(Conflict) as conflict:
        set_calendar(
            actor=secretary(prepared), at=AT, campaign_id=prepared.campaign_id, windows=[mine], revision=opened
        )

    assert conflict.value.mine == {"Phát động": "01/04/2021"}
    assert conflict.value.theirs["Phát động"] == "23/03/2021"
    assert conflict.value.theirs["Ký giao ước"] == "23/03/2021 – 31/03/2021"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2019, 12, 31), date(2021, 1, 1)),
        (date(2021, 1, 1), date(2023, 1, 1)),
        (date(1, 1, 2), date(1, 1, 2)),
        (date(9999, 12, 30), date(9999, 12, 30)),
    ],
)
def test_a_window_far_from_its_year_is_refused(prepared: Season, first: date, last: date) -> None:
    where = {"actor": secretary(prepared), "at": AT, "campaign_id": prepared.campaign_id}

    assert refusal(set_calendar, windows=[Window.of_days(Act.REPORT, first, last)], **where) == "far_from_year"


def test_criteria_are_read_or_all_their_errors_are_told(prepared: Season) -> None:
    before = prepared.facts.criteria_sha256
    wrong = CRITERIA.replace(b"max: 8", b"max: tam").replace(b"kind: judged", b"kind: guessed")

    with pytest.raises(InputErrors) as errors:
        set_criteria(actor=secretary(prepared), at=AT, campaign_id=prepared.campaign_id, document=wrong)

    assert len(errors.value.errors) >= 3
    assert prepared.facts.criteria_sha256 == before


def test_the_draft_s_criteria_are_those_of_the_file(prepared: Season) -> None:
    document = CRITERIA.replace("Kế hoạch mở lớp".encode(), "Mở lớp".encode())

    sha256 = set_criteria(actor=secretary(prepared), at=AT, campaign_id=prepared.campaign_id, document=document)

    assert sha256 == prepared.facts.criteria_sha256 == parse_criteria(document).sha256
    assert prepared.facts.criteria_version_id is None


def launch_it(season: Season, actor: Actor | None = None, at: Any = LAUNCH_DAY, revision: int | None = None) -> str:
    revision = season.facts.revision if revision is None else revision
    return launch(actor=actor or head(season), at=at, campaign_id=season.campaign_id, revision=revision)


def test_the_launch_freezes_criteria_and_pledge(prepared: Season) -> None:
    sha256 = launch_it(prepared)

    facts = prepared.facts
    version, pledge = CriteriaVersion.objects.get(), PledgeVersion.objects.get()
    assert (facts.state, facts.launched_at) == (CampaignState.LAUNCHED, LAUNCH_DAY)
    assert sha256 == version.sha256 == facts.criteria_sha256 == parse_criteria(CRITERIA).sha256
    assert facts.frozen_criteria.canonical == version.canonical
    assert pledge_of(prepared.campaign_id).sha256 == pledge.sha256  # type: ignore[union-attr]
    assert sha256 in pledge.facts


@pytest.mark.parametrize(("username", "role"), [("thuky", Role.CLUSTER_SECRETARY), ("cumpho", Role.CLUSTER_DEPUTY)])
def test_only_the_head_launches(prepared: Season, username: str, role: Role) -> None:
    assert refusal(launch_it, prepared, prepared.hat(username, role)) == "not_head"


def test_nothing_is_launched_before_its_day(prepared: Season) -> None:
    assert refusal(launch_it, prepared, at=moment(3, 22, 23, 59)) == "too_early"
    launch_it(prepared, at=moment(3, 23, 0, 0))


def test_a_launch_late_by_days_is_still_a_launch(prepared: Season) -> None:
    launch_it(prepared, at=moment(3, 29))


def test_a_movement_is_launched_once(launched: Season) -> None:
    assert refusal(launch_it, launched) == "launched"
    assert CriteriaVersion.objects.count() == PledgeVersion.objects.count() == 1


def test_a_draft_changed_since_it_was_read_is_not_launched(prepared: Season) -> None:
    read = prepared.facts.revision
    edit(prepared)

    with pytest.raises(Conflict) as conflict:
        launch_it(prepared, revision=read)

    assert conflict.value.mine == {"Lần sửa bạn đã đọc": str(read)}
    assert conflict.value.theirs == {"Lần sửa hiện tại": str(read + 1)}
    assert CriteriaVersion.objects.count() == 0


def test_what_was_launched_is_no_longer_edited(launched: Season) -> None:
    where = {"actor": secretary(launched), "at": AT, "campaign_id": launched.campaign_id}

    assert refusal(edit, launched) == "launched"
    assert refusal(set_calendar, windows=[], **where) == "launched"
    assert refusal(set_criteria, document=CRITERIA, **where) == "launched"


def test_a_movement_without_a_draft_says_all_that_it_lacks(db: None) -> None:
    season = Season(founded(PLEDGING), size=2).set_up()
    season.campaign_id = prepare_campaign(actor=secretary(season), at=AT, cluster_year_id=season.year_id)

    verdict = ready_to_launch(campaign_facts(season.campaign_id))

    assert verdict.sentence == (
        "Chưa phát động được: còn thiếu chủ đề, nhiệm vụ trọng tâm, bộ tiêu chí, "
        "lịch ký giao ước, tự chấm điểm, thẩm định, bình xét, công bố."
    )


@pytest.mark.parametrize("act", [Act.PLEDGE, Act.SELF_SCORE, Act.VERIFY, Act.COUNCIL, Act.PUBLISH])
def test_a_year_that_could_not_be_ended_is_not_begun(prepared: Season, act: Act) -> None:
    """The launch locks the calendar."""
    windows = [window for window in prepared.facts.calendar.windows.values() if window.act is not act]
    set_calendar(actor=secretary(prepared), at=AT, campaign_id=prepared.campaign_id, windows=windows)

    assert refusal(launch_it, prepared) == "not_ready"


@pytest.mark.parametrize(("note", "code"), [("", "sum_mismatch"), ("sum_mismatch_note: Theo bản gốc\n", "")])
def test_a_sum_that_does_not_agree_is_launched_with_its_note_only(prepared: Season, note: str, code: str) -> None:
    document = CRITERIA.replace(b"total: 40\n", f"total: 41\n{note}".encode())
    set_criteria(actor=secretary(prepared), at=AT, campaign_id=prepared.campaign_id, document=document)

    assert ready_to_launch(prepared.facts).code == code
