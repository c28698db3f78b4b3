"""What somebody with the database in hand, and not the program, would do."""

from __future__ import annotations

from typing import Any

from django.db import connection


def behind_the_back(table: str, statement: str, *values: Any) -> None:
    """Run one statement on an append-only table with its triggers taken off; the test's own rollback puts them back."""
    connection.check_constraints()  # PostgreSQL changes no table that has checks outstanding
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_append_only ON {table}")
        cursor.execute(statement, values)
