"""A database of invented histories for `benchmarks/eligibility.py`: the same each time but for the salts.

    python benchmarks/eligibility_data.py PEOPLE TITLES      into the data folder of THIDUA_DATA

Everybody works since 2012 and holds titles of 2014 … 2024, most of them of the latest years, so that streaks are common
as in life. Some titles are corrected, struck out or taken away, some people have a pending matter, every third a work.
"""

from __future__ import annotations

import os
import random
import secrets
import sqlite3
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import django

YEARS = range(2014, 2025)
PEOPLE_OF_A_UNIT = 500
WRITTEN = datetime.fromisoformat("2024-12-20T09:00:00+07:00").isoformat(" ")
SCOPES = ("base", "ministry_province", "national")


def main(people: int, titles: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 - needs the settings

    call_command("migrate", verbosity=0)
    file = sqlite3.connect(Path(os.environ["THIDUA_DATA"]) / "thidua.sqlite3")
    with file:
        write(file, random.Random(2024), people, titles)
    file.execute("ANALYZE")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def write(file: sqlite3.Connection, source: random.Random, people: int, titles: int) -> None:
    units = -(-people // PEOPLE_OF_A_UNIT)

    def unit_of(person: int) -> int:
        return person % units + 1

    everybody = range(1, people + 1)
    organisation = {"kind": "school", "place": "Hà Nam", "is_fictional": 1}
    store(file, "organisations_organisation", ({"code": f"u{unit}", **organisation} for unit in range(units)))
    found = {"staff_code": "", "sort_key": "", "search_text": ""}
    store(file, "records_person", ({"organisation_id": unit_of(person), **found} for person in everybody))
    at_work = {"employer": "", "department": "", "position": "", "decision": "", "since_date": date(2012, 9, 1)}
    store(
        file,
        "records_employment",
        (fact(person_id=person, organisation_id=unit_of(person), **at_work) for person in everybody),
    )
    honours = [title(source, number, titles // people) for number in range(people * (titles // people))]
    store(file, "records_honour", honours)
    store(file, "records_honour", corrections(source, honours))
    taken = source.sample(range(1, len(honours) // 2), len(honours) // 500)
    ground = {"ground": "x", "decision_number": "1", "decision_date": date(2024, 1, 1), "issuer": ""}
    store(
        file,
        "records_revocation",
        ({"honour_id": row, "salt": secrets.token_hex(16), "written_at": WRITTEN, **ground} for row in taken),
    )
    pending = source.sample(everybody, people // 200)
    since = date(2024, 5, 1)
    store(
        file,
        "records_hold",
        (fact(person_id=person, kind="investigation", since_date=since) for person in pending),
    )
    works = [work(source, number, unit_of(number)) for number in range(people // 3)]
    store(file, "records_work", works)
    store(
        file,
        "records_authorship",
        (
            {"work_id": number, "person_id": person, "salt": secrets.token_hex(16)}
            for number in range(1, len(works) + 1)
            for person in source.sample(everybody, source.choice((1, 1, 2)))
        ),
    )


def title(source: random.Random, number: int, each: int) -> dict[str, Any]:
    year = YEARS[-1] - number % each if source.random() < 0.85 else source.choice(YEARS)
    code = "CSTDCS" if source.random() < 0.45 else "LDTT"
    return decided(
        person_id=number // each + 1, award_code=code, from_year=year, to_year=year, basis="merit", corrects_id=None
    )


def corrections(source: random.Random, honours: list[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """One title in a hundred, of the second half, got another year or was struck out."""
    for place in source.sample(range(len(honours) // 2, len(honours)), len(honours) // 100):
        year = source.choice(YEARS)
        again = {
            "from_year": year,
            "to_year": year,
            "corrects_id": place + 1,
            "reason": "x",
            "salt": secrets.token_hex(16),
        }
        yield {**honours[place], **again, "is_void": source.random() < 0.5}


def work(source: random.Random, number: int, unit: int) -> dict[str, Any]:
    topic = source.random() < 0.3
    return decided(
        organisation_id=unit,
        kind="topic" if topic else "initiative",
        title=f"w{number}",
        scope=source.choice(SCOPES),
        year=source.choice(YEARS),
        accepted=source.choice((True, False, None)) if topic else None,
        applied=source.choice((True, False, None)) if topic else None,
    )


def fact(**columns: Any) -> dict[str, Any]:
    return {"salt": secrets.token_hex(16), "written_at": WRITTEN, "reason": "", "is_void": False, **columns}


def decided(**columns: Any) -> dict[str, Any]:
    return fact(decision_number="", issuer="", **columns)


def store(file: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Rows that all have the same columns, in the order given."""
    waiting = iter(rows)
    first = next(waiting)
    names = ", ".join(first)
    values = ", ".join("?" * len(first))
    statement = f"INSERT INTO {table} ({names}) VALUES ({values})"
    file.execute(statement, plain(first))
    file.executemany(statement, (plain(row) for row in waiting))


def plain(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in row.values())


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
