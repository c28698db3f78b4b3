"""The history of the twenty as the workbook that an office would fill in: the sheets and columns of the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from thidua.cli.demonstration.twenty import Decision, Made, Someone, Span, Title, Twenty
from thidua.core.law.regimes import law
from thidua.documents.paper import DEMO_MARK
from thidua.documents.workbook.writing import Column, SheetToWrite, Value, write_workbook
from thidua.records.importing.columns import UNIT_WORDS, CellKind, ImportColumn, ImportSheet, import_sheets

Filled = Mapping[str, str | int | bool | date | None]
"""What a row says, by the key of the column; choices by their codes."""

_UNIT: Filled = {"name": UNIT_WORDS}


def history_workbook(all_of: Twenty, *, since: date, until: date) -> bytes:
    """What began or was decided after `since`, up to `until`, as .xlsx; an end after `until` is not yet known."""
    rows = _Rows(all_of, since, until)
    return write_workbook([_sheet(sheet, list(rows.of(sheet.key))) for sheet in import_sheets()])


def _sheet(sheet: ImportSheet, rows: list[Filled]) -> SheetToWrite:
    return SheetToWrite(
        sheet.title,
        tuple(Column(column.title, column.width, required=column.required) for column in sheet.columns),
        [[_cell(column, row.get(column.key)) for column in sheet.columns] for row in rows],
        note=sheet.note,
        demo_mark=DEMO_MARK,
    )


def _cell(column: ImportColumn, value: str | int | bool | date | None) -> Value:
    """A value as a person types it: the label of a code, “có” or “không”."""
    if column.kind is CellKind.CHOICE and value:
        return next(label for label, code in column.choices if code == value)
    if isinstance(value, bool):
        return "có" if value else "không"
    return value


class _Rows:
    """The rows of each sheet within a stretch of time."""

    def __init__(self, all_of: Twenty, since: date, until: date) -> None:
        self.all_of, self.since, self.until = all_of, since, until
        self.known = [one for one in all_of.people if one.jobs[0].since <= until]

    def of(self, key: str) -> Iterator[Filled]:
        """The rows of the sheet with this key."""
        if key == "work":
            yield from (_work(made) for made in self.all_of.works if self._is_new(made.decision.day))
            return
        for one in self.known:
            who: Filled = {"staff_code": one.code, "name": one.name}
            yield from ({**who, **row} for row in self._about(one, key))
        own = self.all_of.collective
        if key == "rating":
            yield from ({**_UNIT, **row} for row in self._ratings(own.ratings))
        if key == "honour":
            yield from ({**_UNIT, **row} for row in self._honours(own.titles))

    def _about(self, one: Someone, key: str) -> Iterator[Filled]:
        if key == "people":
            yield from self._jobs(one)
        elif key == "rating":
            yield from self._ratings(one.ratings)
        elif key == "honour":
            yield from self._honours(one.titles)
        elif key == "discipline" and one.discipline:
            yield from self._span(one.discipline, "level")
        elif key == "leave" and one.leave:
            yield from self._span(one.leave, "kind")

    def _is_new(self, day: date) -> bool:
        return self.since < day <= self.until

    def _jobs(self, one: Someone) -> Iterator[Filled]:
        for job in one.jobs:
            if self._is_new(job.since):
                yield {
                    "gender": one.gender,
                    "birth_date": one.born,
                    "department": job.department,
                    "position": job.position,
                    "employer": job.employer,
                    "since_date": job.since,
                    "last_date": job.last if job.last and job.last <= self.until else None,
                }

    def _ratings(self, ratings: Mapping[int, str]) -> Iterator[Filled]:
        for year, level in ratings.items():
            decision = self.all_of.decision("rating", year)
            if self._is_new(decision.day):
                yield {"year": year, "level": level, **_decided(decision)}

    def _honours(self, titles: tuple[Title, ...]) -> Iterator[Filled]:
        for title in titles:
            decision = self.all_of.decision(_level(title.code), title.to_year)
            if self._is_new(decision.day):
                yield {
                    "award_code": title.code,
                    "from_year": title.from_year,
                    "to_year": title.to_year,
                    "basis": title.basis,
                    **_decided(decision),
                }

    def _span(self, span: Span, code: str) -> Iterator[Filled]:
        if self._is_new(span.since):
            decided = _decided(span.decision) if span.decision else {}
            yield {code: span.code, "since_date": span.since, "last_date": span.last, **decided}


def _level(award: str) -> str:
    """base | ministry_province | state, as the latest law that has the award says."""
    return next(regime.awards[award].level for regime in reversed(law().regimes) if award in regime.awards)


def _decided(decision: Decision) -> Filled:
    return {"decision_number": decision.number, "decision_date": decision.day, "issuer": decision.issuer}


def _work(made: Made) -> Filled:
    return {
        "kind": made.kind,
        "title": made.title,
        "scope": made.scope,
        "year": made.year,
        "authors": "; ".join(made.authors),
        "accepted": made.accepted,
        "applied": made.applied,
        **_decided(made.decision),
    }
