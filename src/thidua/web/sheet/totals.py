"""What stands beside the sheet: the running total, how far the unit is, what is missing, when it was saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from thidua.campaigns.values import CampaignFacts
from thidua.core.model import BASE
from thidua.core.phases import local_date
from thidua.core.preview import Span
from thidua.sheets.queries import DraftSheet
from thidua.web.sheet.rows import Gap, Section, gaps


@dataclass(frozen=True, slots=True)
class Totals:
    """`done` of `count` assigned leaves of the base are scored. `saved_today` leaves the date out."""

    total: Span
    max_assigned: Decimal
    excluded: bool
    done: int
    count: int
    sections: tuple[Section, ...]
    missing: tuple[Gap, ...]
    unexplained: tuple[Gap, ...]
    saved_at: datetime | None
    saved_today: bool


def totals_of(campaign: CampaignFacts, draft: DraftSheet, sections: list[Section], at: datetime) -> Totals:
    preview = draft.preview
    base = [section for section in sections if section.part == BASE]
    saved_at = max((line.updated_at for line in draft.drafts.values() if line.updated_at), default=None)
    return Totals(
        total=preview.total,
        max_assigned=preview.max_assigned,
        excluded=preview.excluded,
        done=sum(section.done for section in base),
        count=sum(section.count for section in base),
        sections=tuple(sections),
        missing=tuple(gaps(campaign, draft, preview.missing)),
        unexplained=tuple(gaps(campaign, draft, draft.unexplained)),
        saved_at=saved_at,
        saved_today=saved_at is not None and local_date(saved_at) == local_date(at),
    )
