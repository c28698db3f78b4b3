"""The row that serialises the writers of one unit's sheet."""

from __future__ import annotations

from django.db import connection

from thidua.campaigns.models import Campaign
from thidua.core.verdict import no, require
from thidua.organisations.queries import is_member
from thidua.sheets.models import Sheet
from thidua.sheets.queries import sheet_of
from thidua.sheets.values import SheetFacts


def locked_sheet(campaign_id: int, organisation_id: int) -> SheetFacts:
    """The unit's sheet, made on first need and locked until the end of the transaction.

    Refused for a unit that is no member of the campaign's cluster in its year: it has no sheet there.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("locked_sheet() must run inside a transaction")
    require_member(campaign_id, organisation_id)
    Sheet.objects.get_or_create(campaign_id=campaign_id, organisation_id=organisation_id)
    Sheet.objects.select_for_update().get(campaign_id=campaign_id, organisation_id=organisation_id)
    return sheet_of(campaign_id, organisation_id)


def require_member(campaign_id: int, organisation_id: int) -> None:
    """Refuse a unit that was never a member within the year; the same sentence for one that does not exist."""
    cluster_year_id = Campaign.objects.values_list("cluster_year_id", flat=True).get(pk=campaign_id)
    if not is_member(cluster_year_id, organisation_id):
        require(no("not_member", "Đơn vị không phải là thành viên của Cụm trong năm này."))


def lock_campaign(campaign_id: int) -> None:
    """Settling and adopting exclude one another."""
    Campaign.objects.select_for_update().get(pk=campaign_id)
