"""What the records are to rules and pages: frozen values, without a database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from thidua.records.contents import Content
from thidua.records.enums import FactKind, Gender, RequestKind

NOT_DUE = "Chưa xóa được dữ liệu nào."
"""Begins the answer to an erasure that comes too early; the dates follow."""


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What is written about who a person is; `gender` and `birth_date` may be unknown."""

    full_name: str
    gender: str = Gender.UNKNOWN.value
    birth_date: date | None = None
    staff_code: str = ""


@dataclass(frozen=True, slots=True)
class DetailsVersion:
    """One version of a person's own data; an erased one is empty."""

    number: int
    full_name: str
    gender: str
    birth_date: date | None
    reason: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class FactVersion:
    """One row of a fact: what it said, who wrote it when, why for a correction. `is_void`: it struck the fact out."""

    id: int
    words: str
    reason: str
    is_void: bool
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class RevocationLine:
    """A title taken away."""

    ground: str
    decision_number: str
    decision_date: date
    issuer: str
    written_at: datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class AuthorLine:
    person_id: int
    name: str
    share: int | None


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact with its versions, oldest first; `id`, `content` and `words` are those of the last."""

    id: int
    fact: FactKind
    content: Content
    words: str
    versions: tuple[FactVersion, ...]
    revocation: RevocationLine | None = None
    authors: tuple[AuthorLine, ...] = ()

    @property
    def is_void(self) -> bool:
        return self.versions[-1].is_void

    @property
    def is_corrected(self) -> bool:
        return len(self.versions) > 1

    @property
    def counts(self) -> bool:
        """Neither struck out nor taken away."""
        return not self.is_void and self.revocation is None


@dataclass(frozen=True, slots=True)
class FactGroup:
    """The facts of one kind, newest first."""

    fact: FactKind
    lines: tuple[FactLine, ...]

    @property
    def label(self) -> str:
        return str(self.fact.label)


@dataclass(frozen=True, slots=True)
class PartyLine:
    since_date: date
    purpose: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request about one's own data; `granted` is None while it is not answered."""

    id: int
    kind: RequestKind
    received_date: date
    granted: bool | None
    reason: str
    answered_at: datetime | None

    @property
    def is_not_due(self) -> bool:
        """The head agreed to an erasure, and the terms allow nothing of it yet."""
        return self.granted is False and self.kind is RequestKind.ERASURE and self.reason.startswith(NOT_DUE)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A record as its page shows it. `number` is the version of the person's own data that is in force; of the identity
    number only the tail is told."""

    id: int
    organisation_id: int
    full_name: str
    gender: str
    birth_date: date | None
    staff_code: str
    number: int
    versions: tuple[DetailsVersion, ...]
    is_erased: bool
    user_id: int | None
    account_name: str
    identity_tail: str
    party: PartyLine | None
    groups: tuple[FactGroup, ...]
    requests: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """The own history of a unit as a collective, its works among it."""

    organisation_id: int
    groups: tuple[FactGroup, ...]
