"""The taking of a workbook in a process of its own, which can be killed at any statement that it sends to the database.

    python -m records.import_process build       a unit whose editor has sent a file, in the data folder of THIDUA_DATA
    python -m records.import_process take [N]    take it; with N: kill -9 oneself when the N-th statement is sent

Prints the number of statements that a whole taking sends.
"""
# ruff: noqa: PLC0415, T201 - Django is loaded only after its settings are named; the parent reads what is printed

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django

PEOPLE = 5


def main(arguments: list[str]) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.config.settings"
    django.setup()
    if arguments[0] == "build":
        build()
    else:
        take_it(int(arguments[1]) if len(arguments) > 1 else 0)


def build() -> None:
    """Migrate, and send a workbook with rows of several kinds."""
    from django.core.management import call_command

    from council.season import Season, founded
    from records.book import NOW, Book
    from records.import_books import receive, workbook

    call_command("migrate", verbosity=0)
    book = Book(Season(founded(NOW), size=2).set_up())
    names = [f"Nguyễn Văn {letter}" for letter in "ABCDE"]
    content = workbook(
        people=[{"name": name, "since_date": "01/09/2010"} for name in names],
        rating=[{"name": name, "year": 2020, "level": "HTTNV"} for name in names],
        work=[{"kind": "SK", "title": "Tra cứu", "scope": "Cơ sở", "year": 2020, "authors": "; ".join(names)}],
    )
    receive(book.editor(), content)


def take_it(kill_at: int) -> None:
    """The product's own action, by the unit's editor, as a visit finds them."""
    from django.db import connection

    from records.book import NOW
    from thidua.accounts.queries import find_user
    from thidua.documents.workbook.reading import read_workbook
    from thidua.organisations.enums import Role
    from thidua.records.actions.importing import take_import
    from thidua.records.queries.importing import received_file
    from thidua.web.visit import all_hats

    user = find_user("daumoi01.cum-thu")
    assert user is not None
    editor = next(hat for hat in all_hats(user.pk, user.full_name, NOW) if hat.role == Role.UNIT_EDITOR)
    file = received_file(editor, 1)
    assert file is not None
    sheets = read_workbook(file.content)
    sent = 0

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        take_import(actor=editor, at=NOW, draft_id=1, sheets=sheets, answers={})
    print(sent)


if __name__ == "__main__":
    main(sys.argv[1:])
