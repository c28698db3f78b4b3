"""The sample unit's book of people: opened by importing a workbook, kept through the year, closed with its results."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby

from thidua.cli.demonstration.book_events import Event, book_events, editor_of
from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.history_workbook import history_workbook
from thidua.cli.demonstration.idea_events import idea_events
from thidua.cli.demonstration.setting_up import grant
from thidua.cli.demonstration.twenty import twenty
from thidua.documents.workbook.reading import read_workbook
from thidua.organisations.enums import Role
from thidua.records.actions.facts import write_fact
from thidua.records.actions.importing import receive_file, take_import
from thidua.records.actions.people import link_account
from thidua.records.contents import MemberFiguresContent, Subject
from thidua.records.queries.people import people_of

OPENED = date(2021, 3, 2)
CLOSED = date(2021, 11, 12)
"""The day on which the year's ratings and titles are taken in."""
_MEMBER = "canbo.mau07"


def open_book(builder: Builder) -> None:
    """The officer imports the past years from Excel, writes down the unit's own figures, and links three accounts."""
    editor = editor_of(builder)
    _import(builder, builder.go_to(OPENED, 9), "ho-so-truoc-2021.xlsx", since=date.min, until=OPENED)
    unit = builder.units[twenty().unit]
    for year, figures in twenty().collective.figures.items():
        counts = {code: number for code, number in figures.items() if code != "members"}
        content = MemberFiguresContent(year=year, members=figures["members"], counts=counts)
        write_fact(actor=editor, at=builder.wait(3), subject=Subject.unit(unit), content=content)
    builder.lived = OPENED
    for someone in twenty().people:
        if someone.account:
            user_id = builder.account(someone.account, full_name=someone.name)
            if someone.account == _MEMBER:
                grant(builder, _MEMBER, Role.UNIT_MEMBER, unit=twenty().unit, title=someone.jobs[-1].position)
            link_account(actor=editor, at=builder.wait(2), person_id=builder.people[someone.code], user_id=user_id)


def live(builder: Builder, *, until: date) -> None:
    """What happens to the twenty and their ideas after what has happened already, up to a day."""
    events = (*book_events(), *idea_events(), Event(CLOSED, _take_results))
    wanted = sorted((event for event in events if builder.lived < event.day <= until), key=lambda event: event.day)
    for day, of_day in groupby(wanted, key=lambda event: event.day):
        at = builder.go_to(day, 9)
        for event in of_day:
            event.act(builder, at)
            at = builder.wait(4)
    builder.lived = until


def _take_results(builder: Builder, at: datetime) -> None:
    _import(builder, at, "ket-qua-thi-dua-2021.xlsx", since=OPENED, until=CLOSED)


def _import(builder: Builder, at: datetime, file_name: str, *, since: date, until: date) -> None:
    """Upload the workbook and take it, as the pages do; then the people are known by their staff codes."""
    editor = editor_of(builder)
    content = history_workbook(twenty(), since=since, until=until)
    draft = receive_file(actor=editor, at=at, file_name=file_name, content=content)
    take_import(actor=editor, at=at, draft_id=draft, sheets=read_workbook(content), answers={})
    found = people_of(editor, builder.units[twenty().unit], at)
    builder.people.update({line.staff_code: line.id for line in found.lines})
