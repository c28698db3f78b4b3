"""The history in force of one person or unit, as the rules judge it: without a database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from thidua.records.contents import Content, EmploymentContent, Subject

C = TypeVar("C", bound=Content, covariant=True)


@dataclass(frozen=True, slots=True)
class Held(Generic[C]):
    """A row in force. `revoked`: a title that was taken away; it stays and counts no more."""

    id: int
    content: C
    revoked: bool = False


@dataclass(frozen=True, slots=True)
class History:
    """`names` are those that the person has or had, `birth_date` the day in force; both empty for a unit."""

    subject: Subject
    organisation_id: int
    held: tuple[Held[Content], ...] = ()
    names: tuple[str, ...] = ()
    birth_date: date | None = None

    def of(self, kind: type[C]) -> Iterator[Held[C]]:
        """The rows of one kind, revoked ones left out."""
        for row in self.held:
            if isinstance(row.content, kind) and not row.revoked:
                yield row  # type: ignore[misc]  # narrowed by its content

    def without(self, row_id: int | None, kind: type[Content]) -> History:
        """The same without the row that is being replaced or voided."""
        if row_id is None:
            return self
        kept = tuple(row for row in self.held if row.id != row_id or not isinstance(row.content, kind))
        return History(self.subject, self.organisation_id, kept, self.names, self.birth_date)

    def plus(self, row_id: int, content: Content) -> History:
        return History(
            self.subject, self.organisation_id, (*self.held, Held(row_id, content)), self.names, self.birth_date
        )

    @property
    def first_day(self) -> date | None:
        """The day on which the first known employment began."""
        return min((row.content.since_date for row in self.of(EmploymentContent)), default=None)
