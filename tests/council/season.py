"""One emulation year of a small invented cluster, led by the product's own actions: where tests of its end begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from thidua.accounts.actions import create_user
from thidua.campaigns.actions import (
    edit_plan,
    launch,
    prepare_campaign,
    set_calendar,
    set_criteria,
    set_targets,
    sign_pledge,
)
from thidua.campaigns.enums import Capacity
from thidua.campaigns.pledge_text import SigningWords, document_to_read, reading_hash
from thidua.campaigns.queries import campaign_facts
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import VIETNAM, Act, Window
from thidua.council.actions import Invitation, adopt_ranking, open_meeting, publish_ranking, record_attendance
from thidua.council.enums import SeatRole
from thidua.council.queries import meeting_of
from thidua.council.ranking import standing_of
from thidua.installation.clock import real_now
from thidua.organisations.actions import (
    add_membership,
    create_cluster,
    create_organisation,
    found_installation,
    give_grant,
    move_demo_clock,
    open_year,
)
from thidua.organisations.actor import Actor
from thidua.organisations.enums import OrganisationKind, Role
from thidua.sheets.actions.drafting import DraftChange, save_draft
from thidua.sheets.actions.submission import submit
from thidua.sheets.actions.verification import agree_with_leaves, name_team, settle_sheet
from thidua.sheets.facts import check_hash
from thidua.sheets.queries import sheet_of, trails_of
from thidua.sheets.values import LeafTrail
from thidua.web.visit import all_hats

PASSWORD = "mat khau thu nghiem"
LONG_AGO = date(2015, 1, 1)
REASON = "Minh chứng đang chờ ký, sẽ nộp bản chính."

CRITERIA = Path(__file__).with_name("criteria.yaml").read_bytes()
CLAIMS: dict[str, dict[str, Any]] = {
    "I.1": {"actual": "36"},
    "I.2": {"points": "4.5"},
    "I.3": {"met": True},
    "I.4": {"events": {"cham": "1"}},
    "II.1": {"actual": "3"},
    "II.2": {"level": "Tốt"},
    "II.3": {"achieved": ["da_lam"]},
}
"""What a unit claims unless a test says otherwise; targets are 40 and 4."""

_WINDOWS = (
    (Act.PREPARE, date(2021, 1, 15), date(2021, 3, 22)),
    (Act.TARGETS, date(2021, 3, 1), date(2021, 3, 22)),
    (Act.LAUNCH, date(2021, 3, 23), date(2021, 3, 23)),
    (Act.PLEDGE, date(2021, 3, 23), date(2021, 3, 31)),
    (Act.REPORT, date(2020, 11, 1), date(2021, 10, 31)),
    (Act.SELF_SCORE, date(2021, 10, 1), date(2021, 10, 31)),
    (Act.VERIFY, date(2021, 11, 1), date(2021, 11, 12)),
    (Act.COUNCIL, date(2021, 11, 18), date(2021, 11, 18)),
    (Act.PUBLISH, date(2021, 11, 20), date(2021, 11, 20)),
)


def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of 2021 in Viet Nam."""
    return datetime(2021, month, day, hour, minute, tzinfo=VIETNAM)


PLEDGING, SCORING, VERIFYING, MEETING, PUBLISHING = (
    moment(3, 25), moment(10, 20), moment(11, 5), moment(11, 18), moment(11, 20),
)  # fmt: skip


@dataclass
class Season:
    """The cluster `code` in 2021 with units don-vi-01 … don-vi-NN. User names: "truong01" heads unit 01, "daumoi01"
    edits, "canbo01" is its officer; "thuky", "cumtruong", "cumpho", "giamsat" lead or watch the year."""

    setup: Actor
    code: str = "cum-thu"
    size: int = 3
    criteria: bytes = CRITERIA
    units: dict[str, int] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)
    cluster_id: int = 0
    year_id: int = 0
    campaign_id: int = 0

    @property
    def facts(self) -> CampaignFacts:
        return campaign_facts(self.campaign_id)

    def unit(self, number: int) -> int:
        return self.units[f"{self.code}-{number:02d}"]

    def hat(self, username: str, role: Role, at: datetime = VERIFYING) -> Actor:
        """The hat that this person's visit would have."""
        hats = all_hats(self.users[username], f"Người {username}", at)
        return next(hat for hat in hats if hat.role == role and hat.cluster_year_id in (None, self.year_id))

    def head(self, number: int) -> Actor:
        return self.hat(f"truong{number:02d}", Role.UNIT_HEAD)

    def verifier(self, number: int) -> Actor:
        return self.hat(f"canbo{number:02d}", Role.VERIFIER)

    def trail(self, number: int, leaf: str) -> LeafTrail:
        return trails_of(sheet_of(self.campaign_id, self.unit(number)))[leaf]

    def latest(self, number: int, leaf: str) -> int:
        return self.trail(number, leaf).latest.id

    def where(self, number: int) -> dict[str, int]:
        """The campaign and unit that actions on a sheet take."""
        return {"campaign_id": self.campaign_id, "organisation_id": self.unit(number)}

    def set_up(self) -> Season:
        """Organisations, people, roles, the year and its launched movement, signed by all."""
        organiser = self._organisation(f"{self.code}-to-chuc", "Cơ quan tổ chức", OrganisationKind.ORGANISER)
        self.cluster_id = create_cluster(
            actor=self.setup, at=PLEDGING, code=self.code, name=f"Cụm thử {self.code}", organiser_id=organiser,
            since=LONG_AGO, is_fictional=True,
        )  # fmt: skip
        for number in range(1, self.size + 1):
            code = f"{self.code}-{number:02d}"
            self.units[code] = self._organisation(code, f"Đơn vị {number:02d}", OrganisationKind.SCHOOL)
            add_membership(
                actor=self.setup, at=PLEDGING, cluster_id=self.cluster_id, organisation_id=self.units[code],
                since=LONG_AGO,
            )  # fmt: skip
            self.grant(f"truong{number:02d}", Role.UNIT_HEAD, organisation_id=self.units[code], job_title="Hiệu trưởng")
            self.grant(f"daumoi{number:02d}", Role.UNIT_EDITOR, organisation_id=self.units[code])
            self.grant(
                f"canbo{number:02d}", Role.UNIT_MEMBER, organisation_id=self.units[code], job_title="Phó Hiệu trưởng"
            )
        self.year_id = open_year(
            actor=self.setup, at=PLEDGING, cluster_id=self.cluster_id, year=2021, head_id=self.unit(1),
            period_from=date(2020, 11, 1), period_to=date(2021, 10, 31), deputy_ids=(self.unit(2),),
        )  # fmt: skip
        for username, role, unit in (
            ("thuky", Role.CLUSTER_SECRETARY, 1),
            ("cumtruong", Role.CLUSTER_HEAD, 1),
            ("cumpho", Role.CLUSTER_DEPUTY, 2),
        ):
            self.grant(username, role, organisation_id=self.unit(unit), cluster_year_id=self.year_id)
        self.grant("giamsat", Role.AUDITOR, cluster_id=self.cluster_id)
        return self

    def launched(self) -> Season:
        return self.prepared().launch()

    def prepared(self) -> Season:
        """The draft of the movement, with all that a launch needs."""
        secretary = self.hat("thuky", Role.CLUSTER_SECRETARY)
        at = moment(2, 1)
        self.campaign_id = prepare_campaign(actor=secretary, at=at, cluster_year_id=self.year_id)
        windows = [Window.of_days(*window) for window in _WINDOWS]
        set_calendar(actor=secretary, at=at, campaign_id=self.campaign_id, windows=windows)
        set_criteria(actor=secretary, at=at, campaign_id=self.campaign_id, document=self.criteria)
        edit_plan(
            actor=secretary, at=at, campaign_id=self.campaign_id, revision=self.facts.revision, theme="Đoàn kết",
            tasks=[("T1", "Nhiệm vụ một")], legal_bases=["Quyết định thử"], place="Hội trường Đơn vị 01",
        )  # fmt: skip
        return self

    def launch(self) -> Season:
        head = self.hat("cumtruong", Role.CLUSTER_HEAD)
        launch(actor=head, at=moment(3, 23), campaign_id=self.campaign_id, revision=self.facts.revision)
        return self

    def signed(self, targets: Mapping[str, str] | None = None) -> Season:
        for number in range(1, self.size + 1):
            self.sign(number, targets or {"I.1": "40", "II.1": "4"})
        return self

    def sign(self, number: int, targets: Mapping[str, str]) -> None:
        actor = self.hat(f"truong{number:02d}", Role.UNIT_HEAD)
        set_targets(actor=actor, at=PLEDGING, values=targets, revisions={}, **self.where(number))
        read = reading_hash(document_to_read(self.facts, self.unit(number)))
        sign_pledge(
            actor=actor, at=PLEDGING, words=SigningWords(Capacity.HEAD, "Hiệu trưởng"), password=PASSWORD,
            read_sha256=read, **self.where(number),
        )  # fmt: skip

    def submitted(self, numbers: Iterable[int] | None = None, **claims: Mapping[str, Any]) -> Season:
        """Units fill in CLAIMS, changed by `claims["u02"]` for unit 02, and submit."""
        for number in numbers or range(1, self.size + 1):
            self.submit(number, {**CLAIMS, **claims.get(f"u{number:02d}", {})})
        return self

    def submit(self, number: int, claims: Mapping[str, Any]) -> str:
        changes = {code: DraftChange(claim, REASON, 0) for code, claim in claims.items() if claim is not None}
        editor = self.hat(f"daumoi{number:02d}", Role.UNIT_EDITOR)
        save_draft(actor=editor, at=SCORING, changes=changes, **self.where(number))
        checked = check_hash(self.facts, self.unit(number))
        return submit(
            actor=self.head(number), at=SCORING + timedelta(hours=number), declared=True, checked_sha256=checked,
            **self.where(number),
        )  # fmt: skip

    def with_team(self, *numbers: int) -> Season:
        """The officers of these units are the verification team (02 and 03 unless said)."""
        members = [(self.users[f"canbo{number:02d}"], self.unit(number)) for number in numbers or (2, 3)]
        head = self.hat("cumtruong", Role.CLUSTER_HEAD)
        name_team(actor=head, at=VERIFYING, campaign_id=self.campaign_id, members=members)
        return self

    def agree(self, number: int, by: int) -> None:
        """The verifier from unit `by` agrees with every leaf not verified yet."""
        trails = trails_of(sheet_of(self.campaign_id, self.unit(number)))
        seen = {code: trail.latest.id for code, trail in trails.items() if not trail.verified}
        agree_with_leaves(actor=self.verifier(by), at=VERIFYING, seen_entry_ids=seen, **self.where(number))

    def settle(self, number: int, by: int) -> None:
        settle_sheet(actor=self.verifier(by), at=VERIFYING, **self.where(number))

    def settled(self) -> Season:
        """Everything agreed with and settled, by a team of 02 and 03."""
        self.with_team()
        for number in range(1, self.size + 1):
            by = 3 if number == 2 else 2
            self.agree(number, by)
            self.settle(number, by)
        return self

    def invitations(self) -> list[Invitation]:
        """The heads of all units; unit 02's chairs."""
        return [
            Invitation(
                self.users[f"truong{number:02d}"], self.unit(number),
                SeatRole.CHAIR if number == 2 else SeatRole.MEMBER, "Hiệu trưởng",
            )
            for number in range(1, self.size + 1)
        ]  # fmt: skip

    def meeting(self, *, absent: Iterable[int] = (), quorum: int = 60) -> Season:
        """The session is open and attendance noted."""
        secretary = self.hat("thuky", Role.CLUSTER_SECRETARY)
        open_meeting(
            actor=secretary, at=MEETING, campaign_id=self.campaign_id, body_name="Hội nghị bình xét",
            place="Hội trường Đơn vị 01", quorum_percent=quorum, invitations=self.invitations(),
        )  # fmt: skip
        meeting = meeting_of(self.campaign_id)
        assert meeting is not None
        away = {self.unit(number) for number in absent}
        present = {seat.id: seat.organisation_id not in away for seat in meeting.seats}
        record_attendance(actor=secretary, at=MEETING, campaign_id=self.campaign_id, present=present)
        return self

    def chair(self) -> Actor:
        return self.hat("truong02", Role.COUNCIL_CHAIR, MEETING)

    def adopted(self) -> Season:
        adopt_ranking(
            actor=self.chair(), at=MEETING + timedelta(hours=2), campaign_id=self.campaign_id,
            seen_sha256=standing_of(self.facts).sha256,
        )  # fmt: skip
        return self

    def published(self) -> Season:
        head = self.hat("cumtruong", Role.CLUSTER_HEAD)
        publish_ranking(actor=head, at=PUBLISHING, campaign_id=self.campaign_id)
        return self

    def grant(self, username: str, role: Role, **scope: Any) -> None:
        if username not in self.users:
            user = create_user(
                actor=self.setup, at=PLEDGING, username=f"{username}.{self.code}", full_name=f"Người {username}",
                password=PASSWORD,
            )  # fmt: skip
            self.users[username] = user.pk
        give_grant(
            actor=self.setup, at=PLEDGING, user_id=self.users[username], role=role, decision="Quyết định thử",
            since=LONG_AGO, **scope,
        )  # fmt: skip

    def _organisation(self, code: str, name: str, kind: OrganisationKind) -> int:
        return create_organisation(
            actor=self.setup, at=PLEDGING, code=code, kind=kind, name=name, short_name=name, place="Hà Nam",
            since=LONG_AGO, is_fictional=True,
        )  # fmt: skip


def founded(at: datetime) -> Actor:
    """A demonstration database whose clock stands at `at`."""
    return found_installation(is_demo=True, demo_clock=at)


def move_clock(setup: Actor, to: datetime) -> None:
    """Business time as the pages see it."""
    move_demo_clock(actor=setup, at=real_now(), to=to)
