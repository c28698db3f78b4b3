"""The facts that the law judges about one of the twenty at the end of the award year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thidua.cli.demonstration.ideas_file import recognised_works
from thidua.cli.demonstration.twenty import Made, Someone, Span, Twenty
from thidua.core.law.facts import Facts, InitiativeMade, QuotaFigures, TitleHeld, TopicDone
from thidua.records.service import months_of_service


def works_of(someone: Someone, all_of: Twenty) -> tuple[Made, ...]:
    """What the person has made, in order of the decisions; what was struck out again is left out."""
    found = [made for made in (*all_of.works, *recognised_works()) if someone.code in made.authors and not made.void]
    return tuple(sorted(found, key=lambda made: made.decision.day))


def facts_of(someone: Someone, all_of: Twenty) -> Facts:
    """The facts for the award year of the file; the leave that the law counts as service takes no months away."""
    year = all_of.year
    works = works_of(someone, all_of)
    leave, hold, discipline = (_lasting(span, year) for span in (someone.leave, someone.hold, someone.discipline))
    return Facts(
        subject="individual",
        year=year,
        ratings=someone.ratings,
        titles=tuple(
            TitleHeld(held.code, held.from_year, held.to_year, held.basis)
            for held in someone.titles
            if held.revoked is None
        ),
        initiatives=tuple(InitiativeMade(made.scope, made.year) for made in works if made.kind == "initiative"),
        topics=tuple(
            TopicDone(made.scope, made.year, made.accepted, made.applied) for made in works if made.kind == "topic"
        ),
        registered=someone.registered,
        months=months_of_service(year, ((job.since, job.last) for job in someone.jobs)),
        leave=tuple(leave),
        pending=tuple(hold),
        max_discipline=next(discipline, "none"),
        attested=someone.attested,
        quota=QuotaFigures(someone.quota["proposed"], someone.quota["of"]) if someone.quota else None,
    )


def _lasting(span: Span | None, year: int) -> Iterator[str]:
    """The code of what was in force on some day of the year."""
    if span is not None and span.since <= date(year, 12, 31) and (span.last is None or span.last >= date(year, 1, 1)):
        yield span.code
