"""What holds for every file of the program's text."""

from __future__ import annotations

import ast
import subprocess
import tomllib
import unicodedata
from pathlib import Path

import pytest

from thidua.config.version import VERSION

ROOT = Path(__file__).parents[2]
TEXT = {".py", ".html", ".css", ".js", ".md", ".yaml", ".toml", ".txt", ".sh", ".typ"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # a copy without its history
        found = [path for folder in ("src", "tests", "docs") for path in (ROOT / folder).rglob("*")]
        return sorted(path for path in found if path.is_file())
    return sorted(path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file())


FILES = [path for path in tracked() if path.suffix in TEXT]


def test_every_text_is_nfc() -> None:
    decomposed = [
        str(path.relative_to(ROOT)) for path in FILES if not unicodedata.is_normalized("NFC", path.read_text("utf-8"))
    ]

    assert decomposed == []


def test_no_source_file_holds_two_subjects() -> None:
    long = [
        (str(path.relative_to(ROOT)), lines)
        for path in FILES
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (lines := len(path.read_text("utf-8").splitlines())) > 500
    ]

    assert long == []


def test_pages_reach_no_table() -> None:
    """`.objects` in the web would read past the viewer-scoped queries."""
    reaching = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in sorted((ROOT / "src/thidua/web").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]

    assert reaching == []


def test_pages_carry_no_inline_script_or_style() -> None:
    """The content security policy would drop them silently."""
    inline = []
    for path in sorted((ROOT / "src/thidua").rglob("*.html")):
        text = path.read_text("utf-8")
        inline += [f"{path.relative_to(ROOT)}: {word}" for word in (" style=", " onclick=", "<style") if word in text]

    assert inline == []


def test_the_version_is_the_package_s() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["version"] == VERSION


@pytest.mark.parametrize("name", ["run", "test", ".ci/run"])
def test_the_commands_may_be_run(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o111 == 0o111
