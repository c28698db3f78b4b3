"""How long each sort of personal data is kept: dated data, counted from the end of the employment or of the fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from thidua.core.law.dated import DATA, dated_rows
from thidua.core.law.nodes import Ground
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import one_of

FILE = "retention.yaml"
COUNTED_FROM = ("employment_end", "fact_end")


@dataclass(frozen=True, slots=True)
class Term:
    """A sort of data (`field`) is kept for `years` after the end that `counted_from` names; None: for ever."""

    field: str
    years: int | None
    counted_from: str
    ground: Ground

    def last_day(self, ended: date) -> date | None:
        """The last day on which it must be kept; None: it is kept for ever."""
        if self.years is None:
            return None
        try:
            return ended.replace(year=ended.year + self.years)
        except ValueError:  # 29 February of a common year
            return date(ended.year + self.years, 3, 1)


def read_terms(data: bytes, *, file: str = FILE) -> tuple[Term, ...]:
    """The terms of a retention file, in its order. Raises InputErrors with every fault."""
    rows = dated_rows(
        data,
        file=file,
        kind="retention",
        section="values",
        required={"field": FILLED, "counted_from": one_of(*COUNTED_FROM)},
        # No term was found in a law: the only mark besides the law's own is that of the project's proposals.
        optional={"years": Whole(0, 200), "evidence": one_of("S", "M", "I", "proposal")},
    )
    return tuple(
        Term(row.values["field"], row.values.get("years"), row.values["counted_from"], row.ground) for row in rows
    )


@lru_cache(maxsize=1)
def national_terms() -> tuple[Term, ...]:
    """The terms shipped with the project, read once per process."""
    return read_terms((DATA / FILE).read_bytes())


def terms_on(day: date, terms: tuple[Term, ...]) -> Mapping[str, Term]:
    """By field, the term in force on a day: of several rows the one that began last."""
    found: dict[str, Term] = {}
    for term in sorted(terms, key=lambda term: term.ground.first):
        if term.ground.holds_on(day):
            found[term.field] = term
    return found
