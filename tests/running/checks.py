"""The checks that run nothing of the program: format, lint, types, contracts, templates, migrations."""

from __future__ import annotations

import os
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    check: Check
    status: int
    output: str
    seconds: float


CHECKS = (
    Check("types", ("mypy", "src", "tests")),  # first, for it is the longest
    Check("format", ("ruff", "format", "--check", ".")),
    Check("lint", ("ruff", "check", ".")),
    Check("imports", ("lint-imports",)),
    Check("templates", ("djlint", "src", "--lint", "--quiet")),
    Check(
        "migrations",
        (
            "django-admin",
            "makemigrations",
            "--check",
            "--dry-run",
            "--settings",
            "thidua.config.settings_test",
        ),
    ),
)


def run_all(root: Path, environment: dict[str, str]) -> bool:
    """Print a line for each; the whole output of those that fail. Whether all passed."""
    programs = root / ".venv" / "bin"
    checks = [check for check in CHECKS if check.name != "templates" or any((root / "src").rglob("*.html"))]

    def run(check: Check) -> Result:
        start = time.monotonic()
        name, *arguments = check.command
        command = [str(programs / "python"), str(programs / name), *arguments]
        done = subprocess.run(command, cwd=root, env=environment, text=True, capture_output=True, check=False)
        return Result(check, done.returncode, done.stdout + done.stderr, time.monotonic() - start)

    passed = True
    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        for result in pool.map(run, checks):
            print(
                f"{result.check.name:<12}{'FAILED' if result.status else 'ok':<8}{result.seconds:.1f} s",
                flush=True,
            )
            if result.status:
                passed = False
                print(result.output.rstrip(), flush=True)
    return passed
