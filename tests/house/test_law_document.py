"""docs/law.md is what the law files give."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from thidua.core.law.document import law_markdown
from thidua.core.law.regimes import law

PAGE = Path(__file__).parents[2] / "docs" / "law.md"
COMMAND = "python -m thidua.core.law.document > docs/law.md"


@pytest.fixture(scope="module")
def page() -> str:
    return law_markdown(law())


def test_the_page_in_docs_is_up_to_date(page: str) -> None:
    assert PAGE.read_text("utf-8") == page, f"Law files were changed: run `{COMMAND}`."


def test_the_command_writes_the_page(page: str) -> None:
    written = subprocess.run([sys.executable, "-m", "thidua.core.law.document"], capture_output=True, check=True)

    assert written.stdout.decode("utf-8") == page


def test_every_award_has_its_section_in_every_period_that_has_it(page: str) -> None:
    told = set(re.findall(r"^### (\w+) · (\w+) ", page, re.MULTILINE))
    there = {(code, regime.code) for regime in law().regimes for code in regime.awards}

    assert there - told == set()


def test_a_period_without_rules_says_so_for_every_award(page: str) -> None:
    sections = re.findall(r"^### \w+ · R4 .*\n\n(.*)$", page, re.MULTILINE)

    assert sections == ["Chưa nạp quy định: chưa đủ căn cứ để kết luận."] * len(law().award_codes)


def test_every_source_that_is_named_is_listed_once(page: str) -> None:
    listed = re.findall(r"^\[\^(\w+)\]: ", page, re.MULTILINE)
    named = set(re.findall(r"\[\^(\w+)\](?!:)", page))

    assert sorted(listed) == sorted(named)


def test_a_value_from_memory_is_marked(page: str) -> None:
    """Khoản 2 Điều 9 Nghị định số 91/2017/NĐ-CP was cited from memory, khoản 3 was read."""
    line = next(line for line in page.splitlines() if "Khoản 2 Điều 9 Nghị định số 91/2017/NĐ-CP" in line)

    assert line.endswith("– Khoản 2 Điều 9 Nghị định số 91/2017/NĐ-CP (**chưa kiểm chứng**)")
