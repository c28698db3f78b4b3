"""One row of the history, for the form that corrects it."""

from __future__ import annotations

from dataclasses import dataclass

from thidua.records.contents import Content, Subject
from thidua.records.enums import FactKind
from thidua.records.models import Person
from thidua.records.queries.rows import content_of, rows


@dataclass(frozen=True, slots=True)
class FactToChange:
    """The row as written, whose it is, and the unit in charge of that record."""

    fact: FactKind
    row_id: int
    subject: Subject
    organisation_id: int
    content: Content


def fact_to_change(fact: FactKind, row_id: int) -> FactToChange | None:
    """The row, also one that was replaced meanwhile (the action then shows both versions); None where there is none."""
    row = rows(fact).filter(pk=row_id).first()
    if row is None:
        return None
    person_id = getattr(row, "person_id", None)
    subject = Subject.unit(row.organisation_id) if person_id is None else Subject.person(person_id)
    unit_id = row.organisation_id if person_id is None else unit_of_person(person_id)
    return FactToChange(fact, row.pk, subject, unit_id or 0, content_of(row, fact))


def unit_of_person(person_id: int) -> int | None:
    """The unit in charge of a person's record; None for nobody."""
    return Person.objects.filter(pk=person_id).values_list("organisation_id", flat=True).first()
