from __future__ import annotations

from pathlib import Path

import pytest

from thidua.config.databases import postgresql, sqlite
from thidua.config.environment import SettingProblem


def test_postgresql_when_every_part_is_given() -> None:
    parsed = postgresql("postgresql://thi%40dua:b%3Ai%2Fm%40t@db.example:6432/cụm?sslmode=require")

    assert (parsed["USER"], parsed["PASSWORD"]) == ("thi@dua", "b:i/m@t")
    assert (parsed["HOST"], parsed["PORT"], parsed["NAME"]) == ("db.example", "6432", "cụm")
    assert parsed["OPTIONS"] == {"sslmode": "require"}


def test_postgresql_when_the_host_is_a_folder_of_sockets() -> None:
    parsed = postgresql("postgresql://thidua@/thidua?host=/run/postgresql&port=5433")

    assert (parsed["HOST"], parsed["PORT"], parsed["OPTIONS"]) == ("/run/postgresql", "5433", {})


def test_postgresql_when_pooled_keeps_no_connection_of_its_own() -> None:
    parsed = postgresql("postgresql://db/thidua", pool=True)

    assert (parsed["CONN_MAX_AGE"], parsed["CONN_HEALTH_CHECKS"]) == (0, False)
    assert parsed["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 8}


@pytest.mark.parametrize(
    "url",
    ["mysql://u:secret@h/n", "postgresql://u:secret@h", "postgresql://u:secret@h:x/n", "postgresql://u:secret@h/a/b"],
)
def test_postgresql_when_unusable_never_repeats_the_password(url: str) -> None:
    with pytest.raises(SettingProblem) as refused:
        postgresql(url)

    assert "secret" not in str(refused.value)


def test_sqlite_takes_the_lock_at_once_and_writes_through() -> None:
    options = sqlite(Path("x"))["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["init_command"] == ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON")
    assert options["timeout"] >= 20
