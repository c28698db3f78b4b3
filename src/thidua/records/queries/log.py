"""The log of a unit's records, for its editor and head and for the auditor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.accounts.queries import names_of
from thidua.audit.queries import entries_of
from thidua.records.chain import records_chain
from thidua.records.enums import FactKind
from thidua.records.queries.people import names_of_people

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class RecordLogLine:
    """One act: who, what, about whom. `person_id` is None where the act is about the unit; `about` is the name in force
    today, since the log itself holds none. `reason` is that of an auditor or of whoever looked at a number."""

    seq: int
    at: datetime
    who: str
    act: str
    fact: str
    person_id: int | None
    about: str
    reason: str
    hash: str


def record_log(
    organisation_id: int, *, before: int | None = None, limit: int = PER_PAGE, with_names: bool = True
) -> tuple[RecordLogLine, ...]:
    """The newest acts first, older than entry `before`, in three queries. Without names people are told by number, for
    an auditor who has not said why."""
    entries = entries_of(records_chain(organisation_id), before=before, limit=limit)
    people = [_person_id(entry.facts) for entry in entries]
    names = names_of_people(pk for pk in people if pk is not None) if with_names else {}
    writers = names_of(entry.user_id for entry in entries)
    labels = dict(FactKind.choices)
    return tuple(
        RecordLogLine(
            seq=entry.seq,
            at=entry.at,
            who=writers.get(entry.user_id or 0, "Hệ thống"),
            act=entry.label,
            fact=str(labels.get(str(entry.facts.get("fact", "")), "")),
            person_id=person_id,
            about=names.get(person_id, f"Hồ sơ số {person_id}") if person_id is not None else "",
            reason=str(entry.facts.get("reason") or ""),
            hash=entry.hash,
        )
        for entry, person_id in zip(entries, people, strict=True)
    )


def _person_id(facts: dict[str, object]) -> int | None:
    person_id = str(facts.get("person") or "")
    return int(person_id) if person_id.isdecimal() else None
