"""Everybody who may knock at a page of one year: each role inside, and those who must stay outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.test import Client

from council.season import PASSWORD, PLEDGING, SCORING, VERIFYING, Season, founded
from thidua.accounts.actions import create_user
from thidua.accounts.models import User
from thidua.organisations.actions import give_grant, open_year
from thidua.organisations.enums import Role
from thidua.organisations.models import Cluster
from thidua.records.actions.facts import write_fact
from thidua.records.actions.ideas import IdeaWords, propose_idea
from thidua.records.actions.importing import receive_file
from thidua.records.actions.people import add_person
from thidua.records.contents import EmploymentContent, HonourContent, Subject
from thidua.records.enums import IdeaKind
from thidua.records.values import PersonWords
from thidua.sheets.actions.drafting import link_evidence
from thidua.sheets.actions.evidence import EvidenceWords, add_evidence
from thidua.web.records.template import template_workbook
from thidua.web.visit import all_hats

INSIDE = (
    "MEMBER", "EDITOR", "HEAD", "SIBLING_EDITOR", "SIBLING_HEAD", "SECRETARY", "CLUSTER_HEAD", "DEPUTY", "VERIFIER",
    "COUNCIL", "CHAIR", "CLERK", "AUDITOR", "ORGANISER",
)  # fmt: skip
OUTSIDE = ("OTHER_CLUSTER", "OTHER_SECRETARY", "OTHER_YEAR", "EXPIRED", "NONE", "ADMIN")


@dataclass
class Everyone:
    """A year in the middle of its verification, and a client for each hat (and for a stranger)."""

    season: Season
    clients: dict[str, Client]
    evidence_id: int
    records: dict[str, int]

    @property
    def year(self) -> dict[str, object]:
        return {"cluster": self.season.code, "year": 2021}


def assemble() -> Everyone:
    """Unit 01 is "own", unit 03 a sibling; verifiers come from 02 and 03; the meeting is open."""
    setup = founded(VERIFYING)
    season = Season(setup).set_up().launched().signed()
    evidence_id = _evidence(season)
    season.submitted().with_team().meeting()
    other = Season(setup, code="cum-khac").set_up().launched().signed()
    season.grant("vanthu", Role.CLERK, organisation_id=season.unit(1), cluster_year_id=season.year_id)
    _people(season)
    sign_ins = {
        "MEMBER": ("canbo01", Role.UNIT_MEMBER),
        "EDITOR": ("daumoi01", Role.UNIT_EDITOR),
        "HEAD": ("truong01", Role.UNIT_HEAD),
        "SIBLING_EDITOR": ("daumoi03", Role.UNIT_EDITOR),
        "SIBLING_HEAD": ("truong03", Role.UNIT_HEAD),
        "SECRETARY": ("thuky", Role.CLUSTER_SECRETARY),
        "CLUSTER_HEAD": ("cumtruong", Role.CLUSTER_HEAD),
        "DEPUTY": ("cumpho", Role.CLUSTER_DEPUTY),
        "VERIFIER": ("canbo02", Role.VERIFIER),
        "COUNCIL": ("truong03", Role.COUNCIL_MEMBER),
        "CHAIR": ("truong02", Role.COUNCIL_CHAIR),
        "CLERK": ("vanthu", Role.CLERK),
        "AUDITOR": ("giamsat", Role.AUDITOR),
        "ORGANISER": ("tochuc", Role.ORGANISER),
        "OTHER_YEAR": ("namtruoc", Role.CLUSTER_SECRETARY),
        "EXPIRED": ("hethan", None),
        "NONE": ("khongvai", None),
        "ADMIN": ("quantri", Role.ADMIN),
    }
    clients = {name: _signed_in(season, username, role) for name, (username, role) in sign_ins.items()}
    clients["OTHER_CLUSTER"] = _signed_in(other, "truong01", Role.UNIT_HEAD)
    clients["OTHER_SECRETARY"] = _signed_in(other, "thuky", Role.CLUSTER_SECRETARY)
    clients["ANON"] = Client()
    return Everyone(season, clients, evidence_id, _records(season))


def _people(season: Season) -> None:
    past = open_year(
        actor=season.setup, at=PLEDGING, cluster_id=season.cluster_id, year=2020, head_id=season.unit(1),
        period_from=date(2019, 11, 1), period_to=date(2020, 10, 31),
    )  # fmt: skip
    above = Cluster.objects.get(pk=season.cluster_id).organiser_id
    season.grant("tochuc", Role.ORGANISER, organisation_id=above)
    season.grant("namtruoc", Role.CLUSTER_SECRETARY, organisation_id=season.unit(1), cluster_year_id=past)
    season.grant("quantri", Role.ADMIN)
    _user(season, "khongvai")
    give_grant(
        actor=season.setup, at=PLEDGING, user_id=_user(season, "hethan"),
        role=Role.CLUSTER_SECRETARY, decision="Quyết định thử", since=date(2020, 1, 1), until=date(2021, 11, 1),
        organisation_id=season.unit(1), cluster_year_id=season.year_id,
    )  # fmt: skip


def _user(season: Season, username: str) -> int:
    """An account without any role."""
    user = create_user(
        actor=season.setup, at=PLEDGING, username=f"{username}.{season.code}", full_name=f"Người {username}",
        password=PASSWORD,
    )  # fmt: skip
    season.users[username] = user.pk
    return user.pk


def _records(season: Season) -> dict[str, int]:
    """The book of unit 01: a person with a title, an idea of its officer, a workbook on its way."""
    editor = season.hat("daumoi01", Role.UNIT_EDITOR)
    person_id = add_person(
        actor=editor, at=VERIFYING, organisation_id=season.unit(1), words=PersonWords("Nguyễn Thị Mai"),
        employment=EmploymentContent(since_date=date(2010, 9, 1), organisation_id=season.unit(1)),
    )  # fmt: skip
    title = HonourContent(award_code="LDTT", from_year=2020, to_year=2020)
    row_id = write_fact(actor=editor, at=VERIFYING, subject=Subject.person(person_id), content=title)
    idea_id = propose_idea(
        actor=season.hat("canbo01", Role.UNIT_MEMBER), at=VERIFYING, kind=IdeaKind.INITIATIVE, year=2021,
        words=IdeaWords("Bảng tra cứu", "Dùng chung một bảng"), sent_key="0" * 32,
    )  # fmt: skip
    content = template_workbook(is_demo=False)
    draft_id = receive_file(actor=editor, at=VERIFYING, file_name="mau.xlsx", content=content)
    return {"person_id": person_id, "row_id": row_id, "idea_id": idea_id, "draft_id": draft_id}


def _evidence(season: Season) -> int:
    """A file of unit 01, shown for II.1."""
    editor = season.hat("daumoi01", Role.UNIT_EDITOR)
    evidence_id = add_evidence(
        actor=editor, at=SCORING, upload=BytesIO(b"%PDF-1.4\n%%EOF\n"), file_name="a.pdf",
        words=EvidenceWords("Báo cáo"), **season.where(1),
    )  # fmt: skip
    link_evidence(actor=editor, at=SCORING, leaf_code="II.1", evidence_id=evidence_id, **season.where(1))
    return evidence_id


def _signed_in(season: Season, username: str, role: Role | None) -> Client:
    """A browser that signed in and chose the hat."""
    user = User.objects.get(pk=season.users[username])
    client = Client()
    client.post("/dang-nhap", {"username": user.username, "password": PASSWORD})
    if role is not None:
        hats = all_hats(user.pk, user.full_name, VERIFYING)
        hat = next(hat for hat in hats if hat.role == role)
        client.post("/doi-vai", {"hat": hat.hat})
    return client
