"""Rows that are written once: the model, and the triggers that make the database keep the promise too."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from thidua.core.canonical import canonical_json, sha256_hex


def new_salt() -> str:
    return secrets.token_hex(16)


class AppendOnly(models.Model):
    """A row that is inserted and never changed.

    Its hash goes into the audit entry of the act that created it, so a row changed behind the program's back is found
    (decision 12). The salt keeps the hash from telling a short content by trial.
    """

    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(f"{self._meta.label} is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise TypeError(f"{self._meta.label} is append-only")

    def row_hash(self) -> str:
        """SHA-256 over every column of the row in canonical form."""
        columns = {field.attname: _plain(getattr(self, field.attname)) for field in self._meta.concrete_fields}
        return sha256_hex(canonical_json({"model": self._meta.label_lower, "columns": columns}))


def append_only_models() -> Iterator[type[AppendOnly]]:
    """Every concrete append-only model of the program."""
    waiting = list(AppendOnly.__subclasses__())
    while waiting:
        model = waiting.pop(0)
        waiting.extend(model.__subclasses__())
        if not model._meta.abstract:
            yield model


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return sha256_hex(bytes(value).hex())
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    return value


def forbid_changes(table: str) -> RunPython:
    """A migration step: triggers that refuse UPDATE and DELETE on `table`."""

    def create(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _create_sql(editor.connection.vendor, table):
            editor.execute(statement)

    def drop(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _drop_sql(editor.connection.vendor, table):
            editor.execute(statement)

    return RunPython(create, drop)


def _create_sql(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    ]


def _drop_sql(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER {table}_no_update", f"DROP TRIGGER {table}_no_delete"]
    return [f"DROP TRIGGER {table}_append_only ON {table}", f"DROP FUNCTION {table}_append_only()"]
