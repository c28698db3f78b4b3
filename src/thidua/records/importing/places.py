"""At which cell of a row a refusal is told."""

from __future__ import annotations

from datetime import date

from thidua.core.verdict import Verdict
from thidua.core.vn import date_text
from thidua.records.importing.reading import SaidRow

_COLUMNS: dict[str, tuple[str, ...]] = {
    "bad_year": ("year", "from_year", "to_year"),
    "twice_a_year": ("year",),
    "before_employment": ("from_year", "year", "since_date"),
    "years_reversed": ("to_year",),
    "given_twice": ("award_code",),
    "unknown_award": ("award_code",),
    "award_not_for_subject": ("award_code",),
    "title_in_failed_year": ("award_code", "level"),
    "decided_later": ("decision_date",),
    "bad_day": ("since_date", "decision_date"),
    "period_reversed": ("last_date",),
    "overlap": ("since_date",),
    "too_young": ("since_date",),
    "employed_later": ("since_date",),
    "born_later": ("birth_date",),
    "born_long_ago": ("birth_date",),
    "long_staff_code": ("staff_code",),
    "work_twice": ("title",),
    "names_person": ("title",),
    "initiative_accepted": ("accepted", "applied"),
    "too_long": ("employer",),
}
"""Code of a verdict → the columns that it may speak of; every other one is told at the name."""


def cell_of(row: SaidRow, verdict: Verdict) -> str:
    """The address of the cell to look at: the column that the sentence begins with, else the one that its code speaks
    of (of several the one whose value the sentence repeats), else the name."""
    begun = [one for one in row.sheet.columns if one.key in row.cells and verdict.sentence.startswith(f"{one.title} ")]
    if begun and verdict.code in ("too_long", "bad_day", "long_name"):
        return row.cells[max(begun, key=lambda column: len(column.title)).key]
    keys = [key for key in _COLUMNS.get(verdict.code, ()) if key in row.cells]
    repeated = [key for key in keys if _shown(row, key) in verdict.sentence]
    return next((row.cells[key] for key in (*repeated, *keys)), row.who[0].address)


def _shown(row: SaidRow, key: str) -> str:
    value = getattr(row.content, key, None)
    return date_text(value) if isinstance(value, date) else f"{value}"
