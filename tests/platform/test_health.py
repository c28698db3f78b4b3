from __future__ import annotations

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from thidua.config import health

pytestmark = pytest.mark.django_db


def test_health_when_database_is_in_step(client: Client) -> None:
    response = client.get("/suc-khoe")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.cookies == {}


def test_health_writes_nothing_and_reads_no_session(client: Client) -> None:
    statements: list[str] = []

    def watch(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        client.get("/suc-khoe")

    assert {sql.split()[0] for sql in statements} == {"SELECT"}
    assert not [sql for sql in statements if "session" in sql]


def test_health_when_a_migration_is_missing(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")

    response = client.get("/suc-khoe")

    assert (response.status_code, response.json()["reason"]) == (503, "migrations")


def test_health_when_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object) -> int:
        raise DatabaseError

    monkeypatch.setattr(health, "unapplied_migrations", broken)

    response = client.get("/suc-khoe")

    assert (response.status_code, response.json()["reason"]) == (503, "database")
