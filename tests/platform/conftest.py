"""Processes and folders of the program itself, as an installation has them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Thidua = Callable[..., subprocess.CompletedProcess[str]]


def environment(data: Path, **more: str) -> dict[str, str]:
    """The machine's, without settings of the test run itself."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THIDUA_", "DJANGO_")) and name != "DATABASE_URL"
    }
    return kept | {"THIDUA_DATA": str(data), "THIDUA_LOG_FORMAT": "json"} | more


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def thidua(data: Path) -> Thidua:
    """`thidua("check", THIDUA_HTTPS="1")` on the folder `data`."""

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "thidua.cli.main", *arguments],
            env=environment(data, **more),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
