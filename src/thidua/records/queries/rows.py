"""The row behind each kind of content, and the content of a row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import QuerySet

from thidua.records.contents import CONTENTS, Author, Content, Subject
from thidua.records.enums import FactKind
from thidua.records.models import (
    Discipline,
    Employment,
    Hold,
    Honour,
    Leave,
    MemberFigures,
    Rating,
    Work,
)
from thidua.records.models.written_once import Fact

MODELS: Mapping[FactKind, type[Fact]] = MappingProxyType(
    {
        FactKind.EMPLOYMENT: Employment,
        FactKind.RATING: Rating,
        FactKind.HONOUR: Honour,
        FactKind.WORK: Work,
        FactKind.MEMBER_FIGURES: MemberFigures,
        FactKind.LEAVE: Leave,
        FactKind.DISCIPLINE: Discipline,
        FactKind.HOLD: Hold,
    }
)
OF_PEOPLE = (
    FactKind.EMPLOYMENT,
    FactKind.RATING,
    FactKind.HONOUR,
    FactKind.LEAVE,
    FactKind.DISCIPLINE,
    FactKind.HOLD,
)
OF_UNITS = (FactKind.RATING, FactKind.HONOUR, FactKind.MEMBER_FIGURES, FactKind.HOLD)
"""Works are a unit's too, but stand by themselves: they have authors."""


def rows(kind: FactKind) -> QuerySet[Any]:
    """Every row of the kind, corrected and void ones too; works with their authors in a second query."""
    found: QuerySet[Any] = MODELS[kind]._default_manager.all()
    if kind is FactKind.WORK:
        return found.prefetch_related("authorships")
    if kind is FactKind.HONOUR:
        return found.select_related("revocation")
    return found


def in_force(kind: FactKind) -> QuerySet[Any]:
    """Rows that no other row corrects and that are not void; a revoked title is one of them."""
    return rows(kind).filter(corrected_by__isnull=True, is_void=False)


def content_of(row: Any, kind: FactKind) -> Content:
    """What a row says. Works must have been read with `rows`."""
    columns = {name: getattr(row, name) for name in CONTENTS[kind].field_names() if name not in ("authors", "counts")}
    if kind is FactKind.WORK:
        columns["authors"] = tuple(
            Author(one.person_id, one.share) for one in sorted(row.authorships.all(), key=lambda one: one.pk)
        )
    if kind is FactKind.MEMBER_FIGURES:
        columns["counts"] = {code: int(number) for code, number in json.loads(row.counts).items()}
    return CONTENTS[kind](**columns)


def is_revoked(row: Any) -> bool:
    """Whether a title was taken away; never true of another kind of row."""
    return getattr(row, "revocation", None) is not None


def subject_of(kind: FactKind, row_id: int) -> Subject:
    """Whose row it is; a subject without a name for a row that does not exist."""
    row = MODELS[kind]._default_manager.filter(pk=row_id).first()
    person_id: int | None = getattr(row, "person_id", None)
    if person_id is not None:
        return Subject.person(person_id)
    return Subject(organisation_id=getattr(row, "organisation_id", None))
