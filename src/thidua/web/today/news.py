"""What changed since the last visit, for the eyes of this hat: the cluster's public acts and one's own unit's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.audit.actions import chain_of_year
from thidua.audit.queries import EntryLine, entries_of
from thidua.campaigns.queries import reads_whole_year
from thidua.campaigns.values import CampaignFacts
from thidua.organisations.actor import Actor
from thidua.organisations.queries import members_of_year

_PUBLIC = frozenset(
    {
        "campaigns.launch",
        "campaigns.extend_window",
        "campaigns.sign_pledge",
        "council.publish_ranking",
        "documents.issue",
    }
)
_FOR_OFFICERS = frozenset({"sheets.submit", "sheets.settle", "council.open_meeting", "council.adopt_ranking"})
_MOST = 8
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class NewsLine:
    at: datetime
    who: str
    what: str


def news(actor: Actor, campaign: CampaignFacts, since: datetime | None) -> list[NewsLine]:
    """The newest few acts after `since`, newest first."""
    units = {unit.id: unit.short_name for unit in members_of_year(campaign.year.id)}
    entries = entries_of(chain_of_year(campaign.year.id), limit=_LOOKED_AT)
    lines = [
        NewsLine(at=entry.at, who=units.get(entry.organisation_id or 0, campaign.year.cluster_name), what=entry.label)
        for entry in entries
        if _may_see(actor, entry) and (since is None or entry.recorded_at > since)
    ]
    return lines[:_MOST]


def _may_see(actor: Actor, entry: EntryLine) -> bool:
    if entry.action in _PUBLIC:
        return True
    if entry.action in _FOR_OFFICERS and reads_whole_year(actor):
        return True
    own = actor.organisation_id is not None and entry.organisation_id == actor.organisation_id
    return own and entry.user_id != actor.user_id and entry.action.startswith(("sheets.", "campaigns."))
