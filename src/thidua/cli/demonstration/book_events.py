"""What happens to the twenty in the course of the year: who comes and goes, leave, a pending matter, a title that is
taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.twenty import Job, Made, Revoked, Someone, Title, twenty
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.facts import change_employment, end_fact, void_fact, write_fact
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.actions.people import add_person
from thidua.records.contents import (
    Content,
    EmploymentContent,
    HoldContent,
    HonourContent,
    LeaveContent,
    Subject,
    WorkContent,
)
from thidua.records.enums import FactKind
from thidua.records.queries.pages import person_page
from thidua.records.values import PersonWords

_ROLES = {"truong.mau07": Role.UNIT_HEAD, "daumoi.mau07": Role.UNIT_EDITOR, "canbo.mau07": Role.UNIT_MEMBER}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that somebody does in the book on a day."""

    day: date
    act: Callable[[Builder, datetime], None]


def book_events() -> Iterator[Event]:
    """Everything of the year, in no order; what lies before the book was opened is in its workbook."""
    for one in twenty().people:
        yield from _of_jobs(one)
        for span, content in ((one.leave, LeaveContent), (one.hold, HoldContent)):
            if span:
                said = content(kind=span.code, since_date=span.since, last_date=span.last)
                yield Event(span.since, partial(_write, one=one, content=said))
        for title in one.titles:
            if title.revoked:
                yield Event(
                    title.revoked.decision.day, partial(_take_away, one=one, title=title, revoked=title.revoked)
                )
    for made in twenty().works:
        if made.void_day:
            yield Event(made.void_day, partial(_strike, made=made))


def editor_of(builder: Builder) -> Actor:
    """The officer who keeps the book."""
    return hat_of(builder, "daumoi.mau07")


def head_of(builder: Builder) -> Actor:
    """The unit's head."""
    return hat_of(builder, "truong.mau07")


def hat_of(builder: Builder, account: str) -> Actor:
    """The hat of one of the unit's three; it is looked up once, for their roles do not change in the year."""
    if account not in builder.hats:
        builder.hats[account] = builder.hat(account, _ROLES[account])
    return builder.hats[account]


def _of_jobs(one: Someone) -> Iterator[Event]:
    first, *later = one.jobs
    yield Event(first.since, partial(_add, one=one, job=first))
    for job in later:
        yield Event(job.since, partial(_move, one=one, job=job))
    last = one.jobs[-1].last
    if last:
        yield Event(last, partial(_end, one=one, last=last))


def _add(builder: Builder, at: datetime, *, one: Someone, job: Job) -> None:
    builder.people[one.code] = add_person(
        actor=editor_of(builder),
        at=at,
        organisation_id=builder.units[twenty().unit],
        words=PersonWords(one.name, one.gender, one.born, one.code),
        employment=_employment(builder, job),
    )


def _move(builder: Builder, at: datetime, *, one: Someone, job: Job) -> None:
    content = _employment(builder, job)
    change_employment(actor=editor_of(builder), at=at, person_id=builder.people[one.code], content=content)


def _end(builder: Builder, at: datetime, *, one: Someone, last: date) -> None:
    row = _row(builder, at, one, lambda content: isinstance(content, EmploymentContent) and content.last_date is None)
    end_fact(actor=editor_of(builder), at=at, fact=FactKind.EMPLOYMENT, row_id=row, last_date=last)


def _employment(builder: Builder, job: Job) -> EmploymentContent:
    return EmploymentContent(
        since_date=job.since,
        organisation_id=None if job.employer else builder.units[twenty().unit],
        employer=job.employer,
        department=job.department,
        position=job.position,
    )


def _write(builder: Builder, at: datetime, *, one: Someone, content: Content) -> None:
    write_fact(actor=editor_of(builder), at=at, subject=Subject.person(builder.people[one.code]), content=content)


def _strike(builder: Builder, at: datetime, *, made: Made) -> None:
    author = next(one for one in twenty().people if one.code in made.authors)
    row = _row(builder, at, author, lambda content: isinstance(content, WorkContent) and content.title == made.title)
    void_fact(actor=editor_of(builder), at=at, fact=FactKind.WORK, row_id=row, reason=made.void)


def _take_away(builder: Builder, at: datetime, *, one: Someone, title: Title, revoked: Revoked) -> None:
    def is_meant(content: Content) -> bool:
        given = isinstance(content, HonourContent) and (content.award_code, content.to_year)
        return given == (title.code, title.to_year)

    decision = revoked.decision
    revoke_honour(
        actor=head_of(builder),
        at=at,
        row_id=_row(builder, at, one, is_meant),
        ground=revoked.ground,
        decision=RevokingDecision(decision.number, decision.day, decision.issuer),
    )


def _row(builder: Builder, at: datetime, one: Someone, wanted: Callable[[Content], bool]) -> int:
    """The row of the person's record that is meant, found on the page as its reader finds it."""
    page = person_page(builder.people[one.code], at)
    (row,) = (line.id for group in page.groups for line in group.lines if wanted(line.content))
    return row
