"""Every stage of the demonstration as a data folder: built once for a test run, copied for each test that needs one.

As a program, `python -m journeys.stages FOLDER` builds FOLDER/launch, FOLDER/pledge, …
"""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from journeys.server import environment
from thidua.cli.demonstration.names import STAGES

_BUILDING = "building"


@pytest.fixture(scope="session")
def all_stages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a data folder for each stage; of several test processes the first one builds."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own
    folder = shared / "stages"
    with (shared / "stages.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / STAGES[-1]).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            done = subprocess.run(
                [sys.executable, "-m", "journeys.stages", str(folder)],
                env=environment(folder / _BUILDING),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return folder


def _build(folder: Path) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by now
    from django.db import connection  # noqa: PLC0415

    from thidua.cli.demonstration.stages import build  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")

    def keep(stage: str) -> None:
        (folder / stage).mkdir()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / stage / "thidua.sqlite3")])
        if (folder / _BUILDING / "evidence").exists():
            shutil.copytree(folder / _BUILDING / "evidence", folder / stage / "evidence")

    build(STAGES[-1], lambda words: None, keep)


if __name__ == "__main__":
    from thidua.cli.boot import setup

    (Path(sys.argv[1]) / _BUILDING).mkdir()
    setup()
    _build(Path(sys.argv[1]))
