from __future__ import annotations

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from thidua.config.environment import SettingProblem
from thidua.config.secret import field_key, secret_key


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


def test_field_key_is_made_once_beside_the_other(data: Path) -> None:
    key = field_key(data, "")

    assert len(base64.urlsafe_b64decode(key)) == 32
    assert field_key(data, "") == key
    assert stat.S_IMODE((data / "field-key").stat().st_mode) == 0o600


@pytest.mark.parametrize("given", ["short", "a" * 44, "không phải base64 không phải base64 không phải"])
def test_field_key_when_it_is_not_32_bytes_is_refused(data: Path, given: str) -> None:
    with pytest.raises(SettingProblem, match="32 byte"):
        field_key(data, given)
