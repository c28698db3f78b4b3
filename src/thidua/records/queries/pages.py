"""A person's record and a unit's own history, as their pages show them. `queries.access` says who may see them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from thidua.accounts.queries import names_of
from thidua.core.phases import local_date
from thidua.records.enums import FactKind, RequestKind
from thidua.records.models import (
    Authorship,
    DataRequest,
    IdentityNumber,
    PartyMembership,
    Person,
    PersonDetails,
    Work,
)
from thidua.records.queries.lines import groups_of
from thidua.records.queries.people import shown_name
from thidua.records.queries.rows import OF_PEOPLE, OF_UNITS, rows
from thidua.records.values import DetailsVersion, PartyLine, PersonPage, RequestLine, UnitPage


def person_page(person_id: int, at: datetime) -> PersonPage:
    """Everything that is kept about a person, in a fixed number of queries. Raises Person.DoesNotExist."""
    person = Person.objects.select_related("user").get(pk=person_id)
    details = list(PersonDetails.objects.filter(person_id=person_id).order_by("number"))
    identity = IdentityNumber.objects.filter(person_id=person_id).first()
    party = PartyMembership.objects.filter(person_id=person_id).first()
    facts = {kind: list(rows(kind).filter(person_id=person_id).order_by("pk")) for kind in OF_PEOPLE}
    facts[FactKind.WORK] = _works_of(person_id)
    present = details[-1]
    return PersonPage(
        id=person.pk,
        organisation_id=person.organisation_id,
        full_name=shown_name(present),
        gender=present.gender,
        birth_date=present.birth_date,
        staff_code=person.staff_code,
        number=present.number,
        versions=_versions(details),
        is_erased=person.erased_at is not None,
        user_id=person.user_id,
        account_name=person.user.username if person.user else "",
        identity_tail=identity.tail if identity else "",
        party=PartyLine(party.since_date, party.purpose) if party else None,
        groups=groups_of(facts, on=local_date(at)),
        requests=tuple(requests_of(Q(person_id=person_id))),
    )


def unit_page(organisation_id: int, at: datetime) -> UnitPage:
    """The unit's own ratings, honours, figures and pending matters, and all its works, in a fixed number of queries."""
    kinds = (*OF_UNITS, FactKind.WORK)
    facts = {kind: list(rows(kind).filter(organisation_id=organisation_id).order_by("pk")) for kind in kinds}
    return UnitPage(organisation_id, groups_of(facts, on=local_date(at)))


def requests_of(which: Q) -> list[RequestLine]:
    """Requests about personal data, newest first."""
    found = DataRequest.objects.filter(which).select_related("outcome").order_by("-received_date", "-pk")
    lines = []
    for row in found:
        outcome = getattr(row, "outcome", None)
        lines.append(
            RequestLine(
                id=row.pk,
                kind=RequestKind(row.kind),
                received_date=row.received_date,
                granted=outcome.granted if outcome else None,
                reason=outcome.reason if outcome else "",
                answered_at=outcome.written_at if outcome else None,
            )
        )
    return lines


def _works_of(person_id: int) -> list[Work]:
    """All versions of the works of which the person is an author now, or was when they were struck out."""
    signed = set(Authorship.objects.filter(person_id=person_id).values_list("work_id", flat=True))
    if not signed:
        return []
    units = Work.objects.filter(pk__in=signed).values("organisation_id")
    every = {row.pk: row for row in rows(FactKind.WORK).filter(organisation_id__in=units).order_by("pk")}
    kept = set()
    for row in every.values():
        if row.pk in signed and _is_last_named(row, every):
            kept |= _versions_of(row, every)
    return [row for pk, row in every.items() if pk in kept]


def _is_last_named(row: Work, every: dict[int, Work]) -> bool:
    """Nothing replaces the row but a row that strikes the work out."""
    return all(other.is_void for other in every.values() if other.corrects_id == row.pk)


def _versions_of(row: Work, every: dict[int, Work]) -> set[int]:
    versions = {row.pk, *(other.pk for other in every.values() if other.corrects_id == row.pk)}
    while row.corrects_id is not None:
        row = every[row.corrects_id]
        versions.add(row.pk)
    return versions


def _versions(details: list[PersonDetails]) -> tuple[DetailsVersion, ...]:
    writers = names_of(row.written_by_id for row in details)
    return tuple(
        DetailsVersion(
            number=row.number,
            full_name=row.full_name,
            gender=row.gender,
            birth_date=row.birth_date,
            reason=row.reason,
            written_at=row.written_at,
            written_by=writers.get(row.written_by_id or 0, "Hệ thống"),
        )
        for row in details
    )
