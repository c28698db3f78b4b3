"""What is written once stays: in every append-only table of the migrated database, and in the log itself."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from council.season import PLEDGING, Season, founded
from thidua.audit.append_only import AppendOnly, append_only_models
from thidua.audit.models import Entry
from thidua.campaigns.models import CriteriaVersion

TABLES = sorted({"audit_entry", *(model._meta.db_table for model in append_only_models())})

pytestmark = pytest.mark.django_db


def guarded_tables() -> dict[str, set[str]]:
    """Table → the verbs that its triggers refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%append-only%'"
            )
            found = [(table, verb) for table, sql in cursor.fetchall() for verb in ("UPDATE", "DELETE") if verb in sql]
        else:
            cursor.execute(
                "SELECT event_object_table, event_manipulation FROM information_schema.triggers"
                " WHERE trigger_name LIKE '%\\_append\\_only' AND action_timing = 'BEFORE'"
            )
            found = cursor.fetchall()
    return {table: {verb for name, verb in found if name == table} for table, _ in found}


def test_there_are_append_only_tables() -> None:
    assert {"audit_entry", "campaigns_signature", "sheets_scoreentry"} <= set(TABLES)


def test_every_append_only_table_has_its_triggers_and_no_other_table_has() -> None:
    assert guarded_tables() == {table: {"UPDATE", "DELETE"} for table in TABLES}


@pytest.fixture
def season() -> Season:
    return Season(founded(PLEDGING), size=2).set_up().launched().signed()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE campaigns_signature SET signer_name = 'X'",
        "DELETE FROM campaigns_signature",
        "UPDATE audit_entry SET payload = '{}'",
        "DELETE FROM audit_entry",
    ],
)
def test_the_database_refuses_a_change(season: Season, statement: str) -> None:
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_update_through_the_model_is_refused_by_the_database(season: Season) -> None:
    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        Entry.objects.filter(seq=1).update(recorded_at=timezone.now())


def test_the_model_refuses_before_the_database_is_asked(season: Season) -> None:
    version = CriteriaVersion.objects.get()

    for act in (version.save, version.delete):
        with pytest.raises(TypeError, match=r"campaigns\.CriteriaVersion is append-only"):
            act()


def test_every_append_only_model_is_hashed_with_a_salt_of_its_own() -> None:
    for model in append_only_models():
        assert issubclass(model, AppendOnly)
        assert model().salt != model().salt
        assert len(model().salt) == 32
