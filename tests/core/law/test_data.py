"""The law files as files: every value has its date, its article and its source, in full Vietnamese."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import thidua.core.law
from thidua.core.reading_yaml import read_yaml

DATA = Path(thidua.core.law.__file__).parent / "data"
REGIMES = sorted((DATA / "regimes").glob("*.yaml"))
FILES = [*REGIMES, *sorted(DATA.glob("*.yaml"))]
TREES: dict[str, Any] = {path.stem: read_yaml(path.read_text("utf-8")) for path in FILES}
NAMES = list(TREES)
DATED = ["2017-10-01", "2024-01-01", "2025-07-01", "2026-10-01"]
COMBINATORS = {"any_of", "all_of"}
TEXT_KEYS = {"cite", "text", "note", "meaning", "title", "name", "unit_note", "rounding_note", "mapping_note", "status"}
WITHOUT_MARKS = re.compile(
    r"\b(dieu|khoan|luat|nghi dinh|thong tu|cong van|thi dua|khen thuong|danh hieu|sang kien|chien si|tap the|ca nhan"
    r"|chua|khong|quy dinh|van ban|so dieu|tinh|bo truong|chu tich|the|or|and|not|read|verified|same)\b",
    re.IGNORECASE,
)
OLD_SPELLING = re.compile(r"\b(?:hoà|hoá|uỷ|thuỷ|toà|khoẻ)\b", re.IGNORECASE)


def blocks(tree: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping of a file with its path."""
    if isinstance(tree, dict):
        yield path, tree
        for key, value in tree.items():
            yield from blocks(value, f"{path}.{key}" if path else key)
    elif isinstance(tree, list):
        for place, value in enumerate(tree):
            yield from blocks(value, f"{path}[{place}]")


def values(name: str) -> list[tuple[str, dict[str, Any]]]:
    """The blocks that say something of the law: leaves, quotas, votes, prizes, dossiers, texts, principles…"""
    return [(path, block) for path, block in blocks(TREES[name]) if "evidence" in block or "cite" in block]


def words(name: str) -> Iterator[tuple[str, str]]:
    for path, block in blocks(TREES[name]):
        for key in TEXT_KEYS & block.keys():
            # `title` of a condition is the code of an award, the other texts are for people.
            if isinstance(block[key], str) and not (key == "title" and "type" in block):
                yield f"{path}.{key}", str(block[key])


def test_there_is_one_file_for_each_period() -> None:
    assert [path.stem for path in REGIMES] == DATED


@pytest.mark.parametrize("name", DATED)
def test_a_period_begins_on_the_day_of_its_file_name(name: str) -> None:
    assert TREES[name]["in_force"]["from"] == name


def test_the_periods_follow_one_another_without_gap_or_overlap() -> None:
    ends = [TREES[name]["in_force"]["to"] for name in DATED]
    after = [str(date.fromordinal(date.fromisoformat(end).toordinal() + 1)) for end in ends[:-1]]

    assert after == DATED[1:]
    assert ends[-1] is None


@pytest.mark.parametrize("name", NAMES)
def test_every_value_says_how_far_it_was_checked_and_where_it_was_read(name: str) -> None:
    known = set(TREES[name]["sources"])
    without = [
        path
        for path, block in values(name)
        if block.get("type") not in COMBINATORS
        and not (
            block.get("evidence") in {"S", "M", "I", "proposal"}
            and block.get("source")
            and set(block["source"]) <= known
        )
    ]

    assert without == []


@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_its_article_unless_it_comes_from_memory(name: str) -> None:
    without = [
        path
        for path, block in values(name)
        if not path.startswith("texts[")  # a text is its own article
        and block.get("type") not in COMBINATORS
        and block.get("cite") is None
        and block["evidence"] not in {"M", "proposal"}
    ]

    assert without == []


@pytest.mark.parametrize("name", NAMES)
def test_a_source_says_whose_it_is_and_is_used(name: str) -> None:
    used = {key for _, block in blocks(TREES[name]) if isinstance(block.get("source"), list) for key in block["source"]}
    faulty = [key for key, source in TREES[name]["sources"].items() if not source.get("title")]

    assert faulty == []
    assert set(TREES[name]["sources"]) == used


@pytest.mark.parametrize("name", ["base-salary", "retention"])
def test_every_line_of_a_dated_list_has_its_first_day(name: str) -> None:
    days = [line["from"] for line in TREES[name]["values"]]

    assert [str(date.fromisoformat(day)) for day in days] == days


def test_the_base_salary_is_listed_from_the_earliest_day_on() -> None:
    days = [line["from"] for line in TREES["base-salary"]["values"]]

    assert days == sorted(set(days))


def test_every_principle_belongs_to_periods_that_exist() -> None:
    codes = {TREES[name]["code"] for name in DATED}
    tree = TREES["principles"]
    lines = [line for part in ("principles", "bars", "prize_rules", "transition") for line in tree[part]]

    assert [line["code"] for line in lines if not line["regimes"] or not set(line["regimes"]) <= codes] == []


def test_no_retention_is_passed_off_as_law() -> None:
    """No legal figure was verified, so every line is the project's own proposal."""
    lines = TREES["retention"]["values"]

    assert {(line["cite"], line["evidence"], tuple(line["source"])) for line in lines} == {
        (None, "proposal", ("proposal",))
    }


@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_vietnamese_with_its_marks(name: str) -> None:
    without = []
    for path, text in words(name):
        prose = re.sub(r"https?://\S+|\S+\.(?:com|vn)\S*|\b\S*\d+/\d{4}/\S+", "", text)
        if (prose.isascii() and len(prose.split()) > 1) or WITHOUT_MARKS.search(prose):
            without.append((path, text))

    assert without == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_nfc_and_spelt_one_way(path: Path) -> None:
    text = path.read_text("utf-8")

    assert unicodedata.normalize("NFC", text) == text
    assert OLD_SPELLING.findall(text) == []
