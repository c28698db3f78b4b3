"""What the rules ask about a work: are its authors people of the unit, is it written already."""

from __future__ import annotations

from collections.abc import Collection

from thidua.core.vn import fold
from thidua.records.contents import WorkContent
from thidua.records.enums import FactKind
from thidua.records.models import PersonDetails
from thidua.records.queries.rows import in_force


def authors_of_unit(organisation_id: int, person_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Those of these people whose record the unit keeps, with the names that they have or had; erased ones left out."""
    names: dict[int, tuple[str, ...]] = {}
    for person_id, name in PersonDetails.objects.filter(
        person_id__in=person_ids, person__organisation_id=organisation_id, person__erased_at__isnull=True
    ).values_list("person_id", "full_name"):
        names[person_id] = (*names.get(person_id, ()), name)
    return names


def same_work_exists(organisation_id: int, content: WorkContent, *, besides: int | None) -> bool:
    """Whether the unit has a work in force of that sort, year and title, capitals and diacritics aside."""
    titles = (
        in_force(FactKind.WORK)
        .filter(organisation_id=organisation_id, kind=content.kind, year=content.year)
        .exclude(pk=besides or 0)
        .prefetch_related(None)
        .values_list("title", flat=True)
    )
    return any(fold(title) == fold(content.title) for title in titles)
