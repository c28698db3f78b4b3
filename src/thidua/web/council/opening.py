"""The form that opens a session: its name and place, the quorum, one representative a unit, the chair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no
from thidua.council.actions import Invitation, open_meeting
from thidua.council.enums import SeatRole
from thidua.organisations.enums import Role
from thidua.organisations.queries import Unit, UnitPerson, people_of_members
from thidua.web.visit import PageRequest

USUAL_QUORUM = "67"


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """The people of one unit; `chosen` is the user id as text, "" for nobody."""

    unit: Unit
    people: tuple[UnitPerson, ...]
    chosen: str
    chairs: bool


@dataclass(frozen=True, slots=True)
class OpeningForm:
    """What stands in the form: the usual words at first, afterwards what was typed."""

    body_name: str
    place: str
    quorum: str
    units: tuple[UnitChoice, ...]


def opening_form(campaign: CampaignFacts, request: PageRequest) -> OpeningForm:
    """The form as it is to be drawn; the head of each unit is proposed."""
    data, typed = request.POST, bool(request.POST)
    by_unit: dict[int, list[UnitPerson]] = {}
    for person in _people(campaign, request):
        by_unit.setdefault(person.unit.id, []).append(person)
    choices = []
    for unit_id, people in by_unit.items():
        proposed = str(people[0].user_id) if people[0].role == Role.UNIT_HEAD else ""
        chosen = data.get(f"nguoi-{unit_id}", "") if typed else proposed
        choices.append(UnitChoice(people[0].unit, tuple(people), chosen, data.get("chu-tri") == str(unit_id)))
    return OpeningForm(
        body_name=data.get("ten", "") if typed else f"Hội nghị bình xét thi đua năm {campaign.year.year}",
        place=data.get("dia-diem", "") if typed else campaign.place,
        quorum=data.get("ty-le", "") if typed else USUAL_QUORUM,
        units=tuple(choices),
    )


def open_session(request: PageRequest) -> None:
    """Open the session from the form; the secretary who opens it takes the minutes."""
    visit, campaign, data = request.visit, request.campaign, request.POST
    quorum = data.get("ty-le", "").strip().removesuffix("%").strip()
    if not quorum.isdecimal():
        raise Refused(no("bad_quorum", "Tỷ lệ dự họp tối thiểu là số nguyên từ 1 đến 100."))
    invitations = _invitations(campaign, request, data)
    seated = {one.user_id for one in invitations}
    if (
        visit.actor.user_id not in seated
        and visit.actor.user_id is not None
        and visit.actor.organisation_id is not None
    ):
        role = Role.CLUSTER_SECRETARY
        invitations.append(Invitation(visit.actor.user_id, visit.actor.organisation_id, SeatRole.SECRETARY, role.label))
    open_meeting(
        actor=visit.actor,
        at=visit.at,
        campaign_id=campaign.id,
        body_name=data.get("ten", ""),
        place=data.get("dia-diem", ""),
        quorum_percent=int(quorum[:4]),
        invitations=invitations,
    )


def _invitations(campaign: CampaignFacts, request: PageRequest, data: Mapping[str, str]) -> list[Invitation]:
    return [
        Invitation(
            user_id=person.user_id,
            organisation_id=person.unit.id,
            role=SeatRole.CHAIR if data.get("chu-tri") == str(person.unit.id) else SeatRole.MEMBER,
            job_title=person.job_title or person.role.label,
        )
        for person in _people(campaign, request)
        if data.get(f"nguoi-{person.unit.id}") == str(person.user_id)
    ]


def _people(campaign: CampaignFacts, request: PageRequest) -> list[UnitPerson]:
    return people_of_members(campaign.year.id, on=local_date(request.visit.at))
