"""`python -m running ROOT [fast] [pytest options]`.

`fast` runs every check and the rooms below the pages; with options of its own, what they name.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from running import checks, counts, packages, postgres
from running.counts import Count
from thidua.cli.launching import libraries, stamp
from thidua.cli.launching.dataset import own_environment
from thidua.cli.launching.stamp import Layout
from thidua.cli.problem import Problem

NOTHING_COLLECTED = 5
FAST = "not browser and not slow"
# What a change is checked against every few minutes, in under a minute; the pages and the years take longer.
FAST_ROOMS = tuple(f"tests/{room}" for room in ("core", "house", "installation", "audit", "accounts", "documents"))


def main(argv: list[str]) -> int:
    layout = Layout(Path(argv[0]))
    fast = argv[1:2] == ["fast"]
    extra = argv[2:] if fast else argv[1:]
    libraries.ensure(layout, "test")
    if not stamp.is_current(layout, "run"):
        stamp.write(layout, "run")  # the tests' lock holds the program's, version by version
    environment = {
        name: value
        for name, value in own_environment().items()
        if not name.startswith("THIDUA_") and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    passed = checks.run_all(layout.root, environment)
    if fast:
        status, _ = run_tests(layout, environment, ["-m", FAST, *(extra or FAST_ROOMS)])
        return int(status != 0 or not passed)
    first_status, first = run_tests(layout, with_browser(environment), extra)
    second_status, second = on_postgresql(layout, environment, extra)
    total = first + second
    collected = {first_status, second_status} != {NOTHING_COLLECTED}
    fine = passed and collected and {first_status, second_status} <= {0, NOTHING_COLLECTED} and not total.failed
    print(total)
    return 0 if fine else 1


def with_browser(environment: dict[str, str]) -> dict[str, str]:
    browser = packages.ensure(packages.chromium, "chromium")
    if browser is None:
        print("No Chromium: browser tests are skipped. Get it: sudo apt install chromium", flush=True)
        return environment
    return environment | {"THIDUA_CHROMIUM": str(browser)}


def on_postgresql(layout: Layout, environment: dict[str, str], extra: list[str]) -> tuple[int, Count]:
    """Unit and integration tests once more, on a server of our own."""
    programs = packages.ensure(packages.postgresql, "postgresql")
    if programs is None:
        needed = f"No PostgreSQL from {packages.LEAST_POSTGRESQL} on: its run is skipped."
        print(f"{needed} Get it: sudo apt install postgresql", flush=True)
        return NOTHING_COLLECTED, Count()
    with postgres.private_server(programs) as url:
        return run_tests(layout, environment | {"DATABASE_URL": url}, ["-m", "not browser", *extra])


def run_tests(layout: Layout, environment: dict[str, str], options: list[str]) -> tuple[int, Count]:
    """pytest's exit status and count; its output passes through as it comes."""
    command = [str(layout.python), "-m", "pytest", "-q", "-n", "2", *options]
    lines: list[str] = []
    with subprocess.Popen(
        command, cwd=layout.root, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as pytest:
        for character in iter(lambda: pytest.stdout.read(1) if pytest.stdout else "", ""):
            sys.stdout.write(character)
            sys.stdout.flush()
            lines.append(character)
    count = counts.read("".join(lines))
    if count is None and pytest.returncode not in {0, NOTHING_COLLECTED}:
        count = Count(failed=1)
    return pytest.returncode, count or Count()


def terminated(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, terminated)
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        sys.exit(problem.status)
    except KeyboardInterrupt:
        sys.exit(130)
