"""The meeting, the adoption, the publication and the minutes."""

from __future__ import annotations

from thidua.campaigns.queries import campaign_facts
from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.source import clusters, unit_claims, windows
from thidua.core.phases import Act
from thidua.council.actions import (
    Invitation,
    adopt_ranking,
    open_meeting,
    publish_ranking,
    record_attendance,
)
from thidua.council.enums import SeatRole
from thidua.council.queries import meeting_of
from thidua.council.ranking import standing_of
from thidua.organisations.enums import Role


def hold_meeting(builder: Builder, year: int) -> None:
    """Ten members, one from each unit, under a deputy; one is absent; the ranking is adopted."""
    code = clusters()["sample"]["code"]
    campaign_id, cluster_year = builder.campaigns[code, year], builder.years[code, year]
    builder.go_to(next(w for w in windows(year) if w.act is Act.COUNCIL).first_day, 8)
    secretary = builder.hat("thuky.mau", Role.CLUSTER_SECRETARY, cluster_year_id=cluster_year)
    open_meeting(
        actor=secretary,
        at=builder.wait(5),
        campaign_id=campaign_id,
        body_name=f"Hội nghị bình xét thi đua năm {year}",
        place=clusters()["sample"]["conference_place"],
        quorum_percent=75,
        invitations=[_invitation(builder, unit_code) for unit_code in sorted(unit_claims(year))]
        + [Invitation(builder.account("thuky.mau"), builder.units["don-vi-mau-01"], SeatRole.SECRETARY, "Thư ký cụm")],
    )
    meeting = meeting_of(campaign_id)
    assert meeting is not None
    absent = builder.units["don-vi-mau-08"]
    record_attendance(
        actor=secretary,
        at=builder.wait(10),
        campaign_id=campaign_id,
        present={seat.id: seat.organisation_id != absent for seat in meeting.seats},
    )
    adopt_ranking(
        actor=builder.hat("chutri.mau", Role.COUNCIL_CHAIR, cluster_year_id=cluster_year),
        at=builder.wait(90),
        campaign_id=campaign_id,
        seen_sha256=standing_of(campaign_facts(campaign_id)).sha256,
    )


def publish(builder: Builder, year: int) -> None:
    """The head publishes two days later."""
    code = clusters()["sample"]["code"]
    builder.go_to(next(w for w in windows(year) if w.act is Act.PUBLISH).first_day, 9)
    publish_ranking(
        actor=builder.hat("cumtruong.mau", Role.CLUSTER_HEAD, cluster_year_id=builder.years[code, year]),
        at=builder.wait(5),
        campaign_id=builder.campaigns[code, year],
    )


def _invitation(builder: Builder, unit_code: str) -> Invitation:
    chairs = unit_code == "don-vi-mau-02"
    username = "chutri.mau" if chairs else f"truong.mau{unit_code[-2:]}"
    return Invitation(
        user_id=builder.account(username),
        organisation_id=builder.units[unit_code],
        role=SeatRole.CHAIR if chairs else SeatRole.MEMBER,
        job_title="Phó Hiệu trưởng, Cụm phó" if chairs else "Hiệu trưởng",
    )
