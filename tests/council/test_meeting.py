"""The session: who sits, the quorum, adopting and publishing, and everything that is refused on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from council.season import MEETING, PUBLISHING, VERIFYING, Season, moment
from thidua.core.phases import CampaignState
from thidua.core.verdict import Conflict, Refused
from thidua.council.actions import Invitation, adopt_ranking, open_meeting, publish_ranking, record_attendance
from thidua.council.enums import SeatRole
from thidua.council.models import Meeting, RankingSnapshot
from thidua.council.queries import meeting_of, snapshot_of
from thidua.council.ranking import standing_of
from thidua.council.rules import can_read_meeting, can_read_ranking
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import record_condition, verify_leaf


@pytest.fixture
def settled(season: Season) -> Season:
    return season.submitted().settled()


def open_with(season: Season, **changes: Any) -> None:
    words: dict[str, Any] = {
        "actor": season.hat("thuky", Role.CLUSTER_SECRETARY),
        "at": MEETING,
        "campaign_id": season.campaign_id,
        "body_name": "Hội nghị bình xét",
        "place": "Hội trường",
        "quorum_percent": 60,
        "invitations": season.invitations(),
        **changes,
    }
    open_meeting(**words)


def refused_code(call: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(Refused) as caught:
        call(*args, **kwargs)
    assert caught.value.verdict.sentence.endswith(".")
    return caught.value.verdict.code


def test_the_whole_way_from_the_team_to_publication(season: Season) -> None:
    season.submitted().settled().meeting().adopted()
    assert season.facts.state is CampaignState.ADOPTED
    season.published()
    snapshot = snapshot_of(season.campaign_id)
    assert season.facts.published
    assert snapshot is not None
    assert snapshot.published_at == PUBLISHING
    assert all(unit["rank"] == 1 and unit["tied"] for unit in snapshot.result["units"])


def test_the_session_opens_on_its_day_by_the_secretary(settled: Season) -> None:
    assert refused_code(open_with, settled, at=MEETING - timedelta(days=1)) == "too_early"
    assert refused_code(open_with, settled, actor=settled.hat("cumtruong", Role.CLUSTER_HEAD)) == "not_secretary"
    open_with(settled)
    assert refused_code(open_with, settled) == "meeting_open"
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            campaign_id=settled.campaign_id, number=2, body_name="x", place="y", quorum_percent=50, opened_at=MEETING
        )


def test_seats_are_one_a_person_one_a_unit_and_one_chair(settled: Season) -> None:
    people = settled.invitations()
    no_chair = [replace(one, role=SeatRole.MEMBER) for one in people]
    assert refused_code(open_with, settled, invitations=no_chair) == "one_chair"
    assert refused_code(open_with, settled, invitations=[*people, people[0]]) == "seat_twice"
    second = Invitation(settled.users["canbo01"], settled.unit(1), SeatRole.MEMBER)
    assert refused_code(open_with, settled, invitations=[*people, second]) == "unit_twice"
    foreign = Season(settled.setup, code="cum-khac", size=2).set_up()
    outsider = Invitation(foreign.users["truong01"], foreign.unit(1), SeatRole.MEMBER)
    assert refused_code(open_with, settled, invitations=[*people, outsider]) == "not_a_member"
    pretender = replace(people[0], user_id=foreign.users["truong01"])
    assert refused_code(open_with, settled, invitations=[pretender, *people[1:]]) == "not_of_unit"
    assert refused_code(open_with, settled, quorum_percent=0) == "bad_quorum"
    assert refused_code(open_with, settled, place=" ") == "no_name"


def test_a_secretary_takes_minutes_and_does_not_count(settled: Season) -> None:
    secretary = Invitation(settled.users["thuky"], settled.unit(1), SeatRole.SECRETARY, "Thư ký cụm")
    open_with(settled, invitations=[*settled.invitations(), secretary])
    meeting = meeting_of(settled.campaign_id)
    assert meeting is not None
    assert (meeting.total, len(meeting.seats), meeting.needed) == (3, 4, 2)
    assert not meeting.recorded
    assert meeting.secretary is not None
    assert meeting.chair.organisation_id == settled.unit(2)


def test_nothing_is_adopted_without_a_quorum(settled: Season) -> None:
    settled.meeting(absent=(1, 3))
    assert refused_code(settled.adopted) == "no_quorum"
    meeting = meeting_of(settled.campaign_id)
    assert meeting is not None
    seat = next(seat for seat in meeting.seats if not seat.present)
    record_attendance(
        actor=settled.hat("thuky", Role.CLUSTER_SECRETARY), at=MEETING, campaign_id=settled.campaign_id,
        present={seat.id: True},
    )  # fmt: skip
    settled.adopted()


def test_attendance_is_noted_by_the_secretary_of_the_open_session(settled: Season) -> None:
    act = {"at": MEETING, "campaign_id": settled.campaign_id, "present": {}}
    secretary = settled.hat("thuky", Role.CLUSTER_SECRETARY)
    assert refused_code(record_attendance, actor=secretary, **act) == "no_meeting"
    settled.meeting()
    assert refused_code(record_attendance, actor=settled.chair(), **act) == "not_secretary"
    settled.adopted()
    assert refused_code(record_attendance, actor=secretary, **act) == "no_meeting"


def test_only_the_chair_adopts_and_only_once(settled: Season) -> None:
    settled.meeting()
    act = {"at": MEETING, "campaign_id": settled.campaign_id, "seen_sha256": standing_of(settled.facts).sha256}
    member = settled.hat("truong01", Role.COUNCIL_MEMBER, MEETING)
    assert refused_code(adopt_ranking, actor=member, **act) == "not_chair"
    foreign = replace(settled.chair(), cluster_year_id=settled.year_id + 1)
    assert refused_code(adopt_ranking, actor=foreign, **act) == "not_chair"
    adopt_ranking(actor=settled.chair(), **act)
    assert refused_code(adopt_ranking, actor=settled.chair(), **act) == "adopted"


def test_an_unsettled_unit_holds_the_adoption_up_by_name(season: Season) -> None:
    season.submitted().with_team()
    season.agree(1, by=2)
    season.settle(1, by=2)
    season.meeting()
    with pytest.raises(Refused) as caught:
        season.adopted()
    assert caught.value.verdict.sentence == "Chưa chốt thẩm định: Đơn vị 02, Đơn vị 03."


def test_a_unit_that_never_submitted_is_unranked_and_holds_nothing_up(season: Season) -> None:
    season.submitted([1, 2]).with_team()
    for number, by in ((1, 2), (2, 3)):
        season.agree(number, by)
        season.settle(number, by)
    season.meeting().adopted()
    snapshot = snapshot_of(season.campaign_id)
    assert snapshot is not None
    late = next(unit for unit in snapshot.result["units"] if unit["code"] == "cum-thu-03")
    assert (late["rank"], late["complete"], len(late["missing"])) == (None, False, 7)


def test_a_figure_that_changed_since_the_page_is_a_conflict(season: Season) -> None:
    season.submitted().with_team()
    for number in (1, 2, 3):
        season.agree(number, 3 if number == 2 else 2)
    seen = standing_of(season.facts).sha256
    verify_leaf(
        actor=season.verifier(2), at=VERIFYING, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"), claim=None,
        reason="", **season.where(1),
    )  # fmt: skip
    assert standing_of(season.facts).sha256 == seen  # agreeing again changes no figure
    record_condition(
        actor=season.verifier(2), at=VERIFYING, code="K.2", holds=True, reason="Không có hồ sơ.", **season.where(1)
    )
    for number in (1, 2, 3):
        season.settle(number, 3 if number == 2 else 2)
    season.meeting()
    with pytest.raises(Conflict) as caught:
        adopt_ranking(actor=season.chair(), at=MEETING, campaign_id=season.campaign_id, seen_sha256=seen)
    assert caught.value.mine != caught.value.theirs
    assert not RankingSnapshot.objects.exists()
    assert season.facts.state is CampaignState.LAUNCHED


def test_the_head_publishes_on_the_day_or_later(settled: Season) -> None:
    settled.meeting()
    head = settled.hat("cumtruong", Role.CLUSTER_HEAD)
    act = {"campaign_id": settled.campaign_id}
    assert refused_code(publish_ranking, actor=head, at=PUBLISHING, **act) == "not_adopted"
    settled.adopted()
    assert refused_code(publish_ranking, actor=head, at=moment(11, 19, 23, 59), **act) == "too_early"
    assert refused_code(publish_ranking, actor=settled.chair(), at=PUBLISHING, **act) == "not_head"
    publish_ranking(actor=head, at=PUBLISHING, **act)
    assert refused_code(publish_ranking, actor=head, at=PUBLISHING, **act) == "published"


def test_before_publication_only_insiders_read(settled: Season) -> None:
    settled.meeting().adopted()
    facts, snapshot = settled.facts, snapshot_of(settled.campaign_id)
    insiders = (
        settled.hat("thuky", Role.CLUSTER_SECRETARY),
        settled.hat("cumpho", Role.CLUSTER_DEPUTY),
        settled.chair(),
        settled.hat("giamsat", Role.AUDITOR),
    )
    assert all(can_read_ranking(actor, facts, snapshot) for actor in insiders)
    outsiders = (settled.head(1), settled.verifier(2), settled.hat("daumoi03", Role.UNIT_EDITOR))
    assert not any(can_read_ranking(actor, facts, snapshot) for actor in outsiders)
    assert not any(can_read_meeting(actor, facts) for actor in outsiders)
    settled.published()
    facts, snapshot = settled.facts, snapshot_of(settled.campaign_id)
    assert all(can_read_ranking(actor, facts, snapshot) for actor in outsiders)


def test_a_snapshot_cannot_be_rewritten(settled: Season) -> None:
    settled.meeting().adopted()
    row = RankingSnapshot.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE council_rankingsnapshot SET result = '{}' WHERE id = %s", [row.pk])
