"""Reading a campaign: the plan, the calendar, the criteria, targets and the signature board."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from thidua.campaigns.models import Campaign, CriteriaVersion, PledgeVersion, Signature, Target
from thidua.campaigns.values import CampaignFacts, TaskFacts
from thidua.core.criteria import criteria_from_canonical
from thidua.core.phases import Act, Calendar, CampaignState, Window
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.organisations.queries import (
    Unit,
    YearFacts,
    members_of_year,
    year_facts,
    years_facts,
    years_visible_to,
)


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in a list of years."""

    id: int
    year: YearFacts
    state: CampaignState
    theme: str


def campaigns_visible_to(actor: Actor) -> list[CampaignLine]:
    """The years that this hat reaches, newest first."""
    years = years_facts(years_visible_to(actor).filter(campaign__isnull=False))
    rows = {row.cluster_year_id: row for row in Campaign.objects.filter(cluster_year_id__in=[y.id for y in years])}
    return [
        CampaignLine(
            id=rows[year.id].pk,
            year=year,
            state=CampaignState(rows[year.id].state),
            theme=rows[year.id].theme,
        )
        for year in years
    ]


def unpublished_years(cluster_year_ids: set[int]) -> set[int]:
    """Those of the cluster-years whose result is not published yet; no query when none is asked for."""
    if not cluster_year_ids:
        return set()
    published = Campaign.objects.filter(
        cluster_year_id__in=cluster_year_ids, state=CampaignState.PUBLISHED.value
    ).values_list("cluster_year_id", flat=True)
    return cluster_year_ids - set(published)


def campaign_for(actor: Actor, cluster_code: str, year: int) -> CampaignFacts | None:
    """The campaign at an address, or None when there is none or this hat does not reach it: both look the same."""
    row = (
        years_visible_to(actor)
        .filter(cluster__code=cluster_code, year=year, campaign__isnull=False)
        .values_list("campaign__pk", flat=True)
        .first()
    )
    return None if row is None else campaign_facts(row)


def campaign_facts(campaign_id: int) -> CampaignFacts:
    """Everything that a page needs to know of a campaign, in a fixed number of queries."""
    row = Campaign.objects.get(pk=campaign_id)
    state = CampaignState(row.state)
    version = CriteriaVersion.objects.filter(campaign=row).order_by("-number").first()
    canonical, sha256 = "", ""
    if version is not None:
        canonical, sha256 = version.canonical, version.sha256
    elif hasattr(row, "criteria_draft"):
        canonical, sha256 = row.criteria_draft.canonical, row.criteria_draft.sha256
    return CampaignFacts(
        id=row.pk,
        year=year_facts(row.cluster_year_id),
        state=state,
        theme=row.theme,
        tasks=tuple(TaskFacts(task.code, task.title) for task in row.tasks.all()),
        legal_bases=tuple(line for line in row.legal_bases.splitlines() if line),
        place=row.place,
        revision=row.revision,
        calendar=Calendar(
            {
                Act(window.act): Window(Act(window.act), window.opens_at, window.closes_at)
                for window in row.windows.all()
            }
        ),
        criteria=criteria_from_canonical(canonical) if canonical else None,
        criteria_sha256=sha256,
        criteria_version_id=None if version is None else version.pk,
        launched_at=row.launched_at,
    )


@dataclass(frozen=True, slots=True)
class TargetLine:
    value: str
    revision: int


def targets_of(campaign_id: int, organisation_id: int) -> dict[str, TargetLine]:
    """One unit's targets by leaf, as canonical decimal text. The caller has checked that the viewer may see them."""
    rows = Target.objects.filter(campaign_id=campaign_id, organisation_id=organisation_id).exclude(value="")
    return {row.leaf_code: TargetLine(row.value, row.revision) for row in rows}


def signed_targets(campaign_id: int) -> dict[int, dict[str, str]]:
    """The targets that signatures froze, by unit and leaf; open to every member."""
    targets: dict[int, dict[str, str]] = {}
    for organisation_id, facts in Signature.objects.filter(pledge__campaign_id=campaign_id).values_list(
        "organisation_id", "facts"
    ):
        targets[organisation_id] = json.loads(facts)["targets"]
    return targets


def signed_targets_of(campaign_id: int, organisation_id: int) -> Mapping[str, str]:
    """One unit's frozen targets; empty when it has not signed."""
    facts = (
        Signature.objects.filter(pledge__campaign_id=campaign_id, organisation_id=organisation_id)
        .order_by("-pledge__number")
        .values_list("facts", flat=True)
        .first()
    )
    return json.loads(facts)["targets"] if facts else {}


@dataclass(frozen=True, slots=True)
class PledgeFacts:
    """The text to sign. `facts` is the canonical document whose hash is `sha256`."""

    id: int
    number: int
    sha256: str
    title: str
    created_at: datetime


def pledge_of(campaign_id: int) -> PledgeFacts | None:
    row = PledgeVersion.objects.filter(campaign_id=campaign_id).order_by("-number").first()
    if row is None:
        return None
    return PledgeFacts(row.pk, row.number, row.sha256, json.loads(row.facts)["title"], row.created_at)


@dataclass(frozen=True, slots=True)
class SignatureFacts:
    """A signature on the board: open to every member."""

    organisation_id: int
    signer_name: str
    capacity: str
    job_title: str
    delegation: str
    sha256: str
    signed_at: datetime
    targets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BoardLine:
    unit: Unit
    signature: SignatureFacts | None


def board(campaign: CampaignFacts) -> list[BoardLine]:
    """Every member in Vietnamese order, signed or not yet."""
    signatures = {
        row.organisation_id: SignatureFacts(
            organisation_id=row.organisation_id,
            signer_name=row.signer_name,
            capacity=row.capacity,
            job_title=row.job_title,
            delegation=row.delegation,
            sha256=row.sha256,
            signed_at=row.signed_at,
            targets=json.loads(row.facts)["targets"],
        )
        for row in Signature.objects.filter(pledge__campaign_id=campaign.id).order_by("pledge__number")
    }
    return [BoardLine(unit, signatures.get(unit.id)) for unit in members_of_year(campaign.year.id)]


def reads_whole_year(actor: Actor) -> bool:
    """Hats that follow all members of the year: its officers, the auditor and the organiser above."""
    return actor.role in (
        Role.CLUSTER_SECRETARY,
        Role.CLUSTER_HEAD,
        Role.CLUSTER_DEPUTY,
        Role.AUDITOR,
        Role.ORGANISER,
    )
