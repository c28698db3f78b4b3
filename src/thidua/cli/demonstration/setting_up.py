"""Organisations, clusters, years, accounts and roles of the demonstration."""

from __future__ import annotations

from datetime import date

from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.source import clusters
from thidua.installation.clock import now
from thidua.organisations.actions import (
    add_membership,
    create_cluster,
    create_organisation,
    give_grant,
    open_year,
)
from thidua.organisations.enums import OrganisationKind, Role
from thidua.organisations.queries import find_cluster

_BEGINNING = date(2015, 1, 1)
_DECISION = "Số liệu trình diễn"


def set_up_organiser(builder: Builder) -> None:
    """The organiser above both clusters, its account, and the administrator."""
    words = clusters()["organiser"]
    builder.units[words["code"]] = create_organisation(
        actor=builder.setup, at=now(), code=words["code"], kind=OrganisationKind.ORGANISER, name=words["name"],
        short_name=words["short"], place=words["place"], since=_BEGINNING,
    )  # fmt: skip
    grant(builder, "hocvien", Role.ORGANISER, unit=words["code"], title="Chuyên viên")
    grant(builder, "quantri", Role.ADMIN)


def set_up_real_cluster(builder: Builder) -> None:
    """The ten schools of the Red River Delta under their real names; every person is invented."""
    words = clusters()["real"]
    former = tuple((line["name"], line["since"], line["until"]) for line in words["former_names"])
    cluster_id = create_cluster(
        actor=builder.setup, at=now(), code=words["code"], name=words["name"],
        organiser_id=builder.units["hvctqg"], since=words["former_names"][-1]["until"], former_names=former,
    )  # fmt: skip
    for member in words["members"]:
        code = member["code"]
        _unit(builder, cluster_id, code, member["name"], member["short"], member["short"], fictional=False)
        grant(builder, f"daumoi.{code}", Role.UNIT_EDITOR, unit=code, title="Chuyên viên")
        grant(builder, f"truong.{code}", Role.UNIT_HEAD, unit=code, title="Hiệu trưởng")
    open_cluster_year(builder, "real", 2021, "dbsh")


def set_up_sample_cluster(builder: Builder) -> None:
    """Ten fictional units: all scores, lateness, ties and knock-outs fall on them alone."""
    words = clusters()["sample"]
    cluster_id = create_cluster(
        actor=builder.setup, at=now(), code=words["code"], name=words["name"],
        organiser_id=builder.units["hvctqg"], since=_BEGINNING, is_fictional=True,
    )  # fmt: skip
    for number in range(1, 11):
        code, name = f"don-vi-mau-{number:02d}", f"Đơn vị mẫu {number:02d}"
        _unit(builder, cluster_id, code, name, name, name, fictional=True)
        grant(builder, f"daumoi.mau{number:02d}", Role.UNIT_EDITOR, unit=code, title="Chuyên viên")
        grant(builder, f"truong.mau{number:02d}", Role.UNIT_HEAD, unit=code, title="Hiệu trưởng")
        if number in (2, 3):
            grant(builder, f"thamdinh.mau{number:02d}", Role.UNIT_MEMBER, unit=code, title="Trưởng phòng")
    grant(builder, "chutri.mau", Role.UNIT_MEMBER, unit="don-vi-mau-02", title="Phó Hiệu trưởng")
    open_cluster_year(builder, "sample", 2020, "mau")


def open_cluster_year(builder: Builder, which: str, year: int, short: str) -> None:
    """Open a year with its head, deputies, officers, clerk and auditor."""
    words = clusters()[which]
    cluster_id = find_cluster(words["code"])
    assert cluster_id is not None
    cluster_year = open_year(
        actor=builder.setup, at=now(), cluster_id=cluster_id, year=year, head_id=builder.units[words["head"]],
        period_from=date(year - 1, 11, 1), period_to=date(year, 10, 31),
        deputy_ids=tuple(builder.units[code] for code in words["deputies"]),
    )  # fmt: skip
    builder.years[words["code"], year] = cluster_year
    for username, role, unit, title in (
        (f"thuky.{short}", Role.CLUSTER_SECRETARY, words["head"], "Thư ký cụm"),
        (f"cumtruong.{short}", Role.CLUSTER_HEAD, words["head"], "Cụm trưởng"),
        (f"cumpho.{short}", Role.CLUSTER_DEPUTY, words["deputies"][0], "Cụm phó"),
        (f"vanthu.{short}", Role.CLERK, words["head"], "Văn thư"),
    ):
        grant(builder, username, role, unit=unit, year=cluster_year, title=title)
    auditor = f"giamsat.{short}"
    if (words["code"], year - 1) not in builder.years:
        grant(builder, auditor, Role.AUDITOR, cluster=cluster_id, title="Giám sát")


def grant(
    builder: Builder,
    username: str,
    role: Role,
    *,
    unit: str | None = None,
    cluster: int | None = None,
    year: int | None = None,
    title: str = "",
) -> None:
    """Give a role to an account, from the day of the demonstration's clock."""
    give_grant(
        actor=builder.setup,
        at=now(),
        user_id=builder.account(username),
        role=role,
        decision=_DECISION,
        since=_BEGINNING,
        organisation_id=builder.units[unit] if unit else None,
        cluster_id=cluster,
        cluster_year_id=year,
        job_title=title,
    )


def _unit(builder: Builder, cluster_id: int, code: str, name: str, short: str, place: str, *, fictional: bool) -> None:
    builder.units[code] = create_organisation(
        actor=builder.setup, at=now(), code=code, kind=OrganisationKind.SCHOOL, name=name, short_name=short,
        place=place, since=_BEGINNING, is_fictional=fictional,
    )  # fmt: skip
    add_membership(
        actor=builder.setup, at=now(), cluster_id=cluster_id, organisation_id=builder.units[code], since=_BEGINNING
    )
