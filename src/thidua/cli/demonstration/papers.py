"""The clerk issues the pledge and the minutes."""

from __future__ import annotations

from thidua.campaigns.actions import issue_pledge as issue_pledge_paper
from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.source import clusters
from thidua.council.actions import issue_minutes as issue_minutes_paper
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role

_SHORT = {"real": "dbsh", "sample": "mau"}


def issue_pledge(builder: Builder, which: str, year: int) -> None:
    """The signed pledge, as .docx and .pdf, frozen with its hash."""
    clerk, campaign_id = _clerk(builder, which, year)
    issue_pledge_paper(actor=clerk, at=builder.wait(15), campaign_id=campaign_id, is_demo=True)


def issue_minutes(builder: Builder, year: int) -> None:
    """The minutes of the sample cluster's meeting, from the snapshot."""
    clerk, campaign_id = _clerk(builder, "sample", year)
    issue_minutes_paper(actor=clerk, at=builder.wait(15), campaign_id=campaign_id, is_demo=True)


def _clerk(builder: Builder, which: str, year: int) -> tuple[Actor, int]:
    code = clusters()[which]["code"]
    clerk = builder.hat(f"vanthu.{_SHORT[which]}", Role.CLERK, cluster_year_id=builder.years[code, year])
    return clerk, builder.campaigns[code, year]
