"""The row that serialises the writers of one unit's sheet."""

from __future__ import annotations

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.sheets.models import Sheet
from thidua.sheets.queries import SheetFacts, sheet_of


def locked_sheet(campaign_id: int, organisation_id: int) -> SheetFacts:
    """The unit's sheet, made on first need and locked until the end of the transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("locked_sheet() must run inside a transaction")
    Sheet.objects.get_or_create(campaign_id=campaign_id, organisation_id=organisation_id)
    Sheet.objects.select_for_update().get(campaign_id=campaign_id, organisation_id=organisation_id)
    return sheet_of(campaign_id, organisation_id)


def lock_campaign(campaign_id: int) -> None:
    """Settling and adopting exclude one another."""
    Campaign.objects.select_for_update().get(pk=campaign_id)
