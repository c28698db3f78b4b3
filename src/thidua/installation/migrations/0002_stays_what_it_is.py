"""A database stays what it was made, demonstration or ordinary, and a demonstration's clock runs forward only."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "installation_installation"
KIND = "the kind of an installation never changes"
CLOCK = "the clock of a demonstration runs forward only"
# 0 is the clock before it was set for the first time, in the past of the demonstration's year.
KIND_CHANGES = "NEW.is_demo <> OLD.is_demo"
CLOCK_GOES_BACK = "OLD.clock_offset_seconds <> 0 AND NEW.clock_offset_seconds < OLD.clock_offset_seconds"


def create(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _sqlite() if editor.connection.vendor == "sqlite" else _postgresql():
        editor.execute(statement)


def drop(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for name in ("kind", "clock", "no_delete"):
            editor.execute(f"DROP TRIGGER {TABLE}_{name}")
    else:
        editor.execute(f"DROP TRIGGER {TABLE}_stays ON {TABLE}")
        editor.execute(f"DROP FUNCTION {TABLE}_stays()")


def _sqlite() -> list[str]:
    refusals = (("kind", "UPDATE", f"WHEN {KIND_CHANGES}", KIND), ("clock", "UPDATE", f"WHEN {CLOCK_GOES_BACK}", CLOCK))
    return [
        f"CREATE TRIGGER {TABLE}_{name} BEFORE {verb} ON {TABLE} {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        for name, verb, when, sentence in (*refusals, ("no_delete", "DELETE", "", KIND))
    ]


def _postgresql() -> list[str]:
    return [
        f"CREATE FUNCTION {TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' THEN RAISE EXCEPTION '{KIND}' USING ERRCODE = 'restrict_violation'; END IF; "
        f"IF {KIND_CHANGES} THEN RAISE EXCEPTION '{KIND}' USING ERRCODE = 'restrict_violation'; END IF; "
        f"IF {CLOCK_GOES_BACK} THEN RAISE EXCEPTION '{CLOCK}' USING ERRCODE = 'restrict_violation'; END IF; "
        "RETURN NEW; END $$",
        f"CREATE TRIGGER {TABLE}_stays BEFORE UPDATE OR DELETE ON {TABLE} "
        f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_stays()",
    ]


class Migration(migrations.Migration):
    dependencies = [("installation", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
