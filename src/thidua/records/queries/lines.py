"""Facts with all their versions, as pages show them: corrected rows behind the one in force, titles taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.accounts.queries import names_of
from thidua.organisations.queries import units
from thidua.records.contents import WorkContent
from thidua.records.enums import FactKind
from thidua.records.queries.people import names_of_people
from thidua.records.queries.rows import content_of, is_revoked
from thidua.records.values import AuthorLine, FactGroup, FactLine, FactVersion, RevocationLine
from thidua.records.words import said


@dataclass(frozen=True, slots=True)
class Names:
    """The names that lines need: of units, of accounts that wrote, of authors."""

    units: Mapping[int, str]
    writers: Mapping[int, str]
    people: Mapping[int, str]


def groups_of(rows: Mapping[FactKind, list[Any]], *, on: date) -> tuple[FactGroup, ...]:
    """Rows of one subject by kind, all versions, as groups in the order of `FactKind`; in three queries."""
    names = _names(rows, on)
    return tuple(FactGroup(kind, tuple(_lines(rows[kind], kind, names))) for kind in FactKind if kind in rows)


def _names(rows: Mapping[FactKind, list[Any]], on: date) -> Names:
    every = [row for kept in rows.values() for row in kept]
    writers = {row.written_by_id for row in every}
    writers |= {row.revocation.written_by_id for row in rows.get(FactKind.HONOUR, ()) if is_revoked(row)}
    places = {row.organisation_id for row in rows.get(FactKind.EMPLOYMENT, ()) if row.organisation_id}
    authors = {one.person_id for row in rows.get(FactKind.WORK, ()) for one in row.authorships.all()}
    return Names(
        units={pk: unit.short_name for pk, unit in units(places, on=on).items()} if places else {},
        writers=names_of(writers),
        people=names_of_people(authors) if authors else {},
    )


def _lines(rows: Iterable[Any], kind: FactKind, names: Names) -> list[FactLine]:
    """One line a chain of corrections: those in force first, each sort from the newest by what it speaks of."""
    later = {row.corrects_id: row for row in rows if row.corrects_id is not None}
    chains = [_chain(row, later) for row in rows if row.corrects_id is None]
    lines = [_line(chain, kind, names) for chain in chains]
    lines.sort(key=_when, reverse=True)
    return sorted(lines, key=lambda line: line.is_void)


def _chain(first: Any, later: Mapping[int, Any]) -> list[Any]:
    chain = [first]
    while (row := later.get(chain[-1].pk)) is not None:
        chain.append(row)
    return chain


def _line(chain: list[Any], kind: FactKind, names: Names) -> FactLine:
    contents = [content_of(row, kind) for row in chain]
    # A row that strikes a work out names no authors; the page shows those of the row struck out.
    content = contents[-2] if chain[-1].is_void else contents[-1]
    authors = content.authors if isinstance(content, WorkContent) else ()
    return FactLine(
        id=chain[-1].pk,
        fact=kind,
        content=content,
        words=said(content, units=names.units),
        versions=tuple(
            FactVersion(
                id=row.pk,
                words=said(told, units=names.units),
                reason=row.reason,
                is_void=row.is_void,
                written_at=row.written_at,
                written_by=names.writers.get(row.written_by_id or 0, "Hệ thống"),
            )
            for row, told in zip(chain, contents, strict=True)
        ),
        revocation=_revocation(chain[-1], names) if is_revoked(chain[-1]) else None,
        authors=tuple(AuthorLine(one.person_id, names.people.get(one.person_id, ""), one.share) for one in authors),
    )


def _revocation(row: Any, names: Names) -> RevocationLine:
    revocation = row.revocation
    return RevocationLine(
        ground=revocation.ground,
        decision_number=revocation.decision_number,
        decision_date=revocation.decision_date,
        issuer=revocation.issuer,
        written_at=revocation.written_at,
        written_by=names.writers.get(revocation.written_by_id or 0, "Hệ thống"),
    )


def _when(line: FactLine) -> tuple[date, int]:
    content = line.content
    year = getattr(content, "to_year", None) or getattr(content, "year", None)
    return (date(year, 12, 31) if year else getattr(content, "since_date", date.min), line.id)
