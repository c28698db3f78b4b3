"""The twenty invented people of the sample unit, read from people.yaml: the same for its book, for the year that the
demonstration plays, and for the page that judges them under every law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from thidua.cli.demonstration.source import DATA


@dataclass(frozen=True, slots=True)
class Decision:
    """An invented decision; the number is "" where none is made up."""

    number: str
    day: date
    issuer: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """That a title was taken away, and why."""

    decision: Decision
    ground: str


@dataclass(frozen=True, slots=True)
class Title:
    """A title or commendation held, for its own years."""

    code: str
    from_year: int
    to_year: int
    basis: str = "merit"
    revoked: Revoked | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """An employment in the unit, or with `employer` elsewhere; `last` None: still there."""

    since: date
    last: date | None
    department: str
    position: str
    employer: str


@dataclass(frozen=True, slots=True)
class Span:
    """A leave, discipline or pending matter by its code."""

    code: str
    since: date
    last: date | None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Someone:
    """One of the twenty. `shows`: what of the law is seen in this case, `award` where; `registered`, `attested` and
    `quota` are what no book of people holds."""

    code: str
    name: str
    gender: str
    born: date
    account: str
    shows: str
    award: str
    jobs: tuple[Job, ...]
    ratings: Mapping[int, str]
    titles: tuple[Title, ...]
    leave: Span | None
    discipline: Span | None
    hold: Span | None
    registered: bool
    attested: Mapping[str, bool]
    quota: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Made:
    """An initiative or topic, by its recognising decision; `authors` are staff codes. `void`: why it was struck out
    again, on `void_day`."""

    kind: str
    title: str
    scope: str
    authors: tuple[str, ...]
    decision: Decision
    accepted: bool | None
    applied: bool | None
    void: str
    void_day: date | None

    @property
    def year(self) -> int:
        """The year of the decision."""
        return self.decision.day.year


@dataclass(frozen=True, slots=True)
class Collective:
    """The unit's own history; `figures`: by year, members and how many of them have what."""

    ratings: Mapping[int, str]
    titles: tuple[Title, ...]
    figures: Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Twenty:
    """Everything in the file; `year` is the award year of the comparison."""

    year: int
    unit: str
    people: tuple[Someone, ...]
    works: tuple[Made, ...]
    collective: Collective
    decisions: Mapping[str, Mapping[str, Any]]

    def decision(self, kind: str, year: int) -> Decision:
        """The invented decision of a year on ratings (`rating`) or on awards of a level (base, …)."""
        row = self.decisions[kind]
        day = row.get("days", {}).get(year) or date.fromisoformat(f"{year}-{row['day']}")
        number = f"{row['number'] + year % 10}/{row['symbol']}" if "number" in row else ""
        return Decision(number, day, row["issuer"])


@cache
def twenty() -> Twenty:
    """people.yaml, read once."""
    plain = yaml.safe_load((DATA / "people.yaml").read_text(encoding="utf-8"))
    own = plain["collective"]
    return Twenty(
        year=plain["year"],
        unit=plain["unit"],
        people=tuple(_someone(row) for row in plain["people"]),
        works=tuple(_made(row) for row in plain["works"]),
        collective=Collective(_ratings(own["ratings"]), tuple(_titles(own["titles"])), own["figures"]),
        decisions=plain["decisions"],
    )


def _someone(row: Mapping[str, Any]) -> Someone:
    return Someone(
        code=row["code"],
        name=row["name"],
        gender=row["gender"],
        born=row["born"],
        account=row.get("account", ""),
        shows=row["shows"],
        award=row["award"],
        jobs=tuple(_job(job) for job in row["jobs"]),
        ratings=_ratings(row["ratings"]),
        titles=tuple(_titles(row.get("titles", []))),
        leave=_span(row.get("leave"), "kind"),
        discipline=_span(row.get("discipline"), "level"),
        hold=_span(row.get("hold"), "kind"),
        registered=row.get("registered", True),
        attested=row.get("attested", {}),
        quota=row.get("quota"),
    )


def _job(row: Mapping[str, Any]) -> Job:
    return Job(row["from"], row.get("to"), row.get("department", ""), row["position"], row.get("employer", ""))


def _years(written: int | str | list[int | str]) -> Iterator[int]:
    """2021, "2014-2021", or a list of such."""
    for item in written if isinstance(written, list) else [written]:
        first, _, last = str(item).partition("-")
        yield from range(int(first), int(last or first) + 1)


def _ratings(levels: Mapping[str, Any]) -> dict[int, str]:
    return dict(sorted((year, level) for level, years in levels.items() for year in _years(years)))


def _titles(rows: list[Mapping[str, Any]]) -> Iterator[Title]:
    for row in rows:
        revoked = _revoked(row.get("revoked"))
        spans = [(row["from"], row["to"])] if "from" in row else [(year, year) for year in _years(row["years"])]
        for first, last in spans:
            yield Title(row["code"], first, last, row.get("basis", "merit"), revoked)


def _revoked(row: Mapping[str, Any] | None) -> Revoked | None:
    return None if row is None else Revoked(Decision(row["number"], row["day"], "Đơn vị mẫu 07"), row["ground"])


def _span(row: Mapping[str, Any] | None, code: str) -> Span | None:
    if row is None:
        return None
    decision = Decision(row["number"], row["from"], row["issuer"]) if "number" in row else None
    return Span(row[code], row["from"], row.get("to"), decision)


def _made(row: Mapping[str, Any]) -> Made:
    decision = Decision(row.get("number", f"{row['day']:%d}/QĐ-SK"), row["day"], row.get("issuer", "Đơn vị mẫu 07"))
    return Made(
        kind=row["kind"],
        title=row["title"],
        scope=row.get("scope", "base"),
        authors=tuple(row["authors"]),
        decision=decision,
        accepted=row.get("accepted"),
        applied=row.get("applied"),
        void=row.get("void", ""),
        void_day=row.get("void_day"),
    )
