"""Preparing, launching, targets and signatures, as the secretary, the head and ten leaders do them."""

from __future__ import annotations

from collections.abc import Collection

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
from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.source import clusters, criteria_file, unit_claims, windows
from thidua.core.phases import Act
from thidua.installation.demonstration import DEMO_PASSWORD
from thidua.organisations.enums import Role

_SHORT = {"real": "dbsh", "sample": "mau"}


def prepare(builder: Builder, which: str, year: int) -> None:
    """The secretary drafts the plan, the calendar and the criteria on the first day of the preparation."""
    words = clusters()[which]
    cluster_year = builder.years[words["code"], year]
    days = {window.act: window for window in windows(year)}
    at = builder.go_to(days[Act.PREPARE].first_day, 8, 5)
    secretary = builder.hat(f"thuky.{_SHORT[which]}", Role.CLUSTER_SECRETARY, cluster_year_id=cluster_year)
    campaign = prepare_campaign(actor=secretary, at=at, cluster_year_id=cluster_year)
    builder.campaigns[words["code"], year] = campaign
    set_calendar(actor=secretary, at=builder.wait(20), campaign_id=campaign, windows=list(days.values()))
    set_criteria(actor=secretary, at=builder.wait(15), campaign_id=campaign, document=criteria_file())
    edit_plan(
        actor=secretary,
        at=builder.wait(25),
        campaign_id=campaign,
        revision=campaign_facts(campaign).revision,
        theme=clusters()["theme"],
        tasks=[(code, title) for code, title in clusters()["tasks"]],
        legal_bases=words["legal_bases"],
        place=words["conference_place"],
    )


def launch_year(builder: Builder, which: str, year: int) -> None:
    """The head launches at the conference."""
    words = clusters()[which]
    campaign = builder.campaigns[words["code"], year]
    head = builder.hat(
        f"cumtruong.{_SHORT[which]}", Role.CLUSTER_HEAD, cluster_year_id=builder.years[words["code"], year]
    )
    launch(actor=head, at=builder.wait(5), campaign_id=campaign, revision=campaign_facts(campaign).revision)


def targets_and_signatures(builder: Builder, which: str, year: int, *, without: Collection[str] = ()) -> None:
    """Every school (but those `without`) enters its targets, then its leader reads and signs; one deputy signs for
    the head."""
    words = clusters()[which]
    campaign_id = builder.campaigns[words["code"], year]
    for place, (account, unit_code, targets) in enumerate(_targets(which, year)):
        if unit_code in without:
            continue
        unit = builder.units[unit_code]
        editor = builder.hat(f"daumoi.{account}", Role.UNIT_EDITOR)
        set_targets(
            actor=editor,
            at=builder.wait(1),
            campaign_id=campaign_id,
            organisation_id=unit,
            values=targets,
            revisions={},
        )
        leader = builder.hat(f"truong.{account}", Role.UNIT_HEAD)
        deputy = place == 6
        campaign = campaign_facts(campaign_id)
        sign_pledge(
            actor=leader,
            at=builder.wait(1),
            campaign_id=campaign_id,
            organisation_id=unit,
            words=SigningWords(
                capacity=Capacity.DEPUTY_FOR_HEAD if deputy else Capacity.HEAD,
                job_title="Phó Hiệu trưởng" if deputy else "Hiệu trưởng",
            ),
            password=DEMO_PASSWORD,
            read_sha256=reading_hash(document_to_read(campaign, unit)),
        )


def _targets(which: str, year: int) -> list[tuple[str, str, dict[str, str]]]:
    """(account, unit code, targets by leaf) of each member."""
    if which == "real":
        return [
            (code, code, {"II.1": str(classes), "III.2": str(initiatives)})
            for code, (classes, initiatives) in clusters()["real"]["targets"].items()
        ]
    return [
        (
            f"mau{code[-2:]}",
            code,
            {leaf: str(unit["claims"][leaf].get("target") or 0) for leaf in ("II.1", "III.2")},
        )
        for code, unit in unit_claims(year).items()
    ]
