"""One row of the history, for the form that corrects it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.records.contents import Content, Subject
from thidua.records.enums import FactKind
from thidua.records.models import Person
from thidua.records.queries.rows import content_of, is_revoked, rows


@dataclass(frozen=True, slots=True)
class FactToChange:
    """The row as written, whose it is, and the unit in charge of that record. `closed` says why it is changed no more:
    struck out, taken away, or replaced; "" while it is in force."""

    fact: FactKind
    row_id: int
    subject: Subject
    organisation_id: int
    content: Content
    closed: str


def fact_to_change(fact: FactKind, row_id: int) -> FactToChange | None:
    """The row, also one that was replaced meanwhile (the action then shows both versions); None where there is none."""
    row = rows(fact).filter(pk=row_id).first()
    if row is None:
        return None
    person_id = getattr(row, "person_id", None)
    subject = Subject.unit(row.organisation_id) if person_id is None else Subject.person(person_id)
    unit_id = row.organisation_id if person_id is None else unit_of_person(person_id)
    return FactToChange(fact, row.pk, subject, unit_id or 0, content_of(row, fact), _closed(fact, row))


def _closed(fact: FactKind, row: Any) -> str:
    if is_revoked(row):
        return "Danh hiệu này đã bị hủy bỏ nên không sửa được. Nếu được tặng lại, hãy ghi bản ghi mới."
    later = rows(fact).filter(corrects_id=row.pk).first()
    if row.is_void or (later is not None and later.is_void):
        return "Bản ghi này đã được bỏ. Nếu có thật, hãy ghi bản ghi mới."
    return "Bản ghi này đã có bản sửa mới hơn. Hãy mở lại hồ sơ và sửa từ bản đó." if later is not None else ""


def unit_of_person(person_id: int) -> int | None:
    """The unit in charge of a person's record; None for nobody."""
    return Person.objects.filter(pk=person_id).values_list("organisation_id", flat=True).first()
