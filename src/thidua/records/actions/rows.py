"""Appending the rows of a fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.audit.append_only import AppendOnly
from thidua.core.canonical import canonical_json
from thidua.organisations.actor import Actor
from thidua.records.contents import Content, MemberFiguresContent, Subject, WorkContent
from thidua.records.models import Authorship
from thidua.records.models.written_once import Fact
from thidua.records.queries.rows import MODELS


def append(
    *,
    actor: Actor,
    at: datetime,
    subject: Subject,
    content: Content,
    corrects_id: int | None = None,
    reason: str = "",
    is_void: bool = False,
) -> list[AppendOnly]:
    """Insert the row that says `content`, and the authors of a work behind it; the fact comes first."""
    row = new_row(
        actor=actor, at=at, subject=subject, content=content, corrects_id=corrects_id, reason=reason, is_void=is_void
    )
    row.save(force_insert=True)
    rows: list[AppendOnly] = [row]
    if isinstance(content, WorkContent) and not is_void:
        for author in content.authors:
            rows.append(Authorship.objects.create(work_id=row.pk, person_id=author.person_id, share=author.share))
    return rows


def new_row(
    *,
    actor: Actor,
    at: datetime,
    subject: Subject,
    content: Content,
    corrects_id: int | None = None,
    reason: str = "",
    is_void: bool = False,
) -> Fact:
    """The row, not stored yet."""
    model: Any = MODELS[content.fact]
    row: Fact = model(
        **_subject_columns(subject, content),
        **_columns(content),
        written_at=at,
        written_by_id=actor.user_id,
        corrects_id=corrects_id,
        reason=reason,
        is_void=is_void,
    )
    return row


def _columns(content: Content) -> Mapping[str, Any]:
    columns = {name: getattr(content, name) for name in content.field_names() if name != "authors"}
    if isinstance(content, MemberFiguresContent):
        columns["counts"] = canonical_json(content.counts)
    return columns


def _subject_columns(subject: Subject, content: Content) -> Mapping[str, int]:
    """The column that names the subject; an employment's organisation is the place of work, not the subject."""
    if subject.person_id is not None:
        return {"person_id": subject.person_id}
    assert subject.organisation_id is not None
    return {"organisation_id": subject.organisation_id}
