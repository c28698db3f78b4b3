"""An accepted idea becomes an initiative in its authors' records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import clean, date_text
from thidua.organisations.actor import Actor
from thidua.organisations.queries import units
from thidua.records.actions.facts import write_fact
from thidua.records.actions.ideas import last_step_by, locked_idea, write_step
from thidua.records.contents import Author, Subject, WorkContent
from thidua.records.enums import IdeaStepKind, Scope, WorkKind
from thidua.records.idea_values import IdeaFacts
from thidua.records.models import IdeaStep, Work
from thidua.records.rules.ideas import can_step
from thidua.records.rules.people import one_line


@dataclass(frozen=True, slots=True)
class RecognitionWords:
    """The decision as typed; without an issuer it is the unit's own, without a title it speaks of the idea's."""

    scope: str
    decision_number: str
    decision_date: date | None
    issuer: str = ""
    title: str = ""


@transaction.atomic
def recognise_idea(
    *, actor: Actor, at: datetime, idea_id: int, words: RecognitionWords, author_ids: Sequence[int]
) -> int:
    """Write the initiative into the records of its authors and close the idea with it. Returns the work's row id.

    By the unit's head; a second press of the button gives the first work again. Refused: an idea that was not accepted,
    no scope, no decision, no author, an author of another unit, a title that names an author.
    """
    idea = locked_idea(idea_id)
    if (before := _recognised_already(actor, idea, words)) is not None:
        return before
    require(can_step(actor, idea, IdeaStepKind.RECOGNISED))
    if words.scope not in Scope.values:
        raise Refused(no("no_scope", "Hãy chọn phạm vi ảnh hưởng được công nhận."))
    if words.decision_date is None or not clean(words.decision_number):
        raise Refused(no("no_decision", "Hãy ghi số và ngày quyết định công nhận sáng kiến."))
    if words.decision_date.year < local_date(idea.created_at).year:
        raise Refused(
            no(
                "decided_before_idea",
                f"Quyết định ngày {date_text(words.decision_date)} có trước ngày gửi ý tưởng "
                f"{date_text(local_date(idea.created_at))}. Hãy kiểm tra lại ngày.",
            )
        )
    if not author_ids:
        raise Refused(no("no_author", "Hãy chọn ít nhất một tác giả trong sổ của đơn vị."))
    work_id = write_fact(
        actor=actor,
        at=at,
        subject=Subject.unit(idea.organisation_id),
        content=WorkContent(
            kind=WorkKind.INITIATIVE.value,
            title=clean(words.title) or idea.title,
            scope=words.scope,
            year=words.decision_date.year,
            authors=tuple(Author(person_id) for person_id in author_ids),
            decision_number=words.decision_number,
            decision_date=words.decision_date,
            issuer=clean(words.issuer) or _name_of(idea.organisation_id, words.decision_date, at),
        ),
    )
    write_step(
        actor=actor,
        at=at,
        idea=idea,
        kind=IdeaStepKind.RECOGNISED,
        words="",
        action="records.recognise_idea",
        work_id=work_id,
    )
    return work_id


def _recognised_already(actor: Actor, idea: IdeaFacts, words: RecognitionWords) -> int | None:
    """The work that this very act has written a moment ago."""
    if idea.state is not IdeaStepKind.RECOGNISED or last_step_by(idea.id) != actor.user_id:
        return None
    same = Work.objects.filter(
        pk__in=IdeaStep.objects.filter(idea_id=idea.id).values("work_id"),
        decision_number=one_line(words.decision_number),
        decision_date=words.decision_date,
    )
    return same.values_list("pk", flat=True).first()


def _name_of(organisation_id: int, day: date, at: datetime) -> str:
    """The unit as it was called on the day of the decision; for a day before its first name, as it is called now."""
    for on in (day, local_date(at)):
        if (unit := units([organisation_id], on=on).get(organisation_id)) is not None:
            return unit.name
    return ""
