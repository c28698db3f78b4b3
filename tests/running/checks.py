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
    command: tuple[str, ...]  # for the environment's Python: its scripts break when a clone moves


@dataclass(frozen=True, slots=True)
class Result:
    check: Check
    status: int
    output: str
    seconds: float


IMPORTS = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
CHECKS = (
    Check("types", ("-m", "mypy", "src", "tests")),  # first, for it is the longest
    Check("format", ("-m", "ruff", "format", "--check", ".")),
    Check("lint", ("-m", "ruff", "check", ".")),
    Check("imports", ("-c", IMPORTS)),
    Check("templates", ("-m", "djlint", "src", "--lint", "--quiet")),
    Check(
        "migrations",
        ("-m", "django", "makemigrations", "--check", "--dry-run", "--settings", "thidua.config.settings_test"),
    ),
)


def run_all(root: Path, environment: dict[str, str]) -> bool:
    """Print a line for each; the whole output of those that fail. Whether all passed."""
    python = str(root / ".venv" / "bin" / "python")
    checks = [check for check in CHECKS if check.name != "templates" or any((root / "src").rglob("*.html"))]

    def run(check: Check) -> Result:
        start = time.monotonic()
        command = [python, *check.command]
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
