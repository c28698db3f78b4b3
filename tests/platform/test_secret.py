from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from thidua.config.environment import SettingProblem
from thidua.config.secret import secret_key


def test_key_when_given_makes_no_file(data: Path) -> None:
    assert secret_key(data, "given") == "given"
    assert not data.exists()


def test_key_when_missing_is_made_for_this_user_alone(data: Path) -> None:
    key = secret_key(data, "")

    assert len(key) >= 64
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_key_stays_the_same(data: Path) -> None:
    assert secret_key(data, "") == secret_key(data, "")


def test_key_when_many_start_at_once_is_one(data: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: secret_key(data, ""), range(64)))

    assert len(keys) == 1


def test_key_when_the_file_was_cut_is_refused(data: Path) -> None:
    data.mkdir()
    (data / "secret-key").write_text("short\n")

    with pytest.raises(SettingProblem):
        secret_key(data, "")
