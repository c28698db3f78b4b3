"""docs/law-twenty-people.md is what people.yaml and the law give, and each of the twenty shows what the file says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from thidua.cli.demonstration.ideas_file import proposed
from thidua.cli.demonstration.source import DATA
from thidua.cli.demonstration.twenty import Someone, Twenty, twenty
from thidua.cli.demonstration.twenty_document import twenty_markdown
from thidua.cli.demonstration.twenty_facts import facts_of, works_of
from thidua.core.law.comparing import Comparison, compare
from thidua.core.law.facts import RATING_PLACE
from thidua.core.law.regimes import law

PAGE = Path(__file__).parents[2] / "docs" / "law-twenty-people.md"
COMMAND = "python -m thidua.cli.demonstration.twenty_document > docs/law-twenty-people.md"
YES, NO, OPEN = "eligible", "not_eligible", "undetermined"

# code → the award, the answer of 2021, that of 2024 and 2025, and what made the difference
SHOWN = {
    "M07-01": ("CSTDTQ", NO, YES, ["added research_topic"]),
    "M07-02": ("BK_TTG", NO, YES, ["changed performance_rating", "dropped initiative", "added count_title_since"]),
    "M07-03": ("BK_TTG", YES, NO, ["dropped initiative", "added count_title_since"]),
    "M07-04": ("CSTDCS", NO, YES, ["added performance_rating"]),
    "M07-05": ("CSTDCS", NO, YES, ["changed research_topic"]),
    "M07-06": ("LDTT", NO, YES, ["dropped registered"]),
    "M07-07": ("LDTT", NO, YES, ["changed min_service_months"]),
    "M07-08": ("LDTT", YES, YES, []),
    "M07-09": ("LDTT", NO, YES, ["dropped no_discipline"]),
    "M07-10": ("LDTT", NO, NO, []),
    "M07-11": ("BK_BNT", NO, YES, ["added consecutive_title"]),
    "M07-12": ("BK_BNT", YES, YES, []),
    "M07-13": ("CSTD_BNT", YES, YES, []),
    "M07-14": ("CSTD_BNT", NO, YES, ["added research_topic"]),
    "M07-15": ("CSTD_BNT", NO, NO, []),
    "M07-16": ("BK_TTG", NO, NO, ["changed performance_rating", "dropped initiative"]),
    "M07-17": ("BK_BNT", NO, NO, ["added consecutive_title", "added research_topic"]),
    "M07-18": ("LDTT", OPEN, OPEN, []),
    "M07-19": ("CSTDCS", NO, YES, ["dropped quota"]),
    "M07-20": ("HCLD3", NO, OPEN, ["changed performance_rating"]),
}


@pytest.fixture(scope="module")
def people() -> Twenty:
    return twenty()


@pytest.fixture(scope="module")
def page() -> str:
    return twenty_markdown(law(), twenty())


def compared(one: Someone) -> Comparison:
    (row,) = compare(law(), facts_of(one, twenty()), [one.award])
    return row


def results(row: Comparison) -> list[str | None]:
    return [judgement.result if judgement else None for judgement in row.judgements]


class TestThePage:
    def test_it_is_up_to_date(self, page: str) -> None:
        assert PAGE.read_text("utf-8") == page, f"People or law files were changed: run `{COMMAND}`."

    def test_the_command_writes_it_without_a_database(self, page: str) -> None:
        module = "thidua.cli.demonstration.twenty_document"
        written = subprocess.run([sys.executable, "-m", module], capture_output=True, check=True)

        assert written.stdout.decode("utf-8") == page

    def test_it_says_that_everything_is_invented(self, page: str) -> None:
        assert page.splitlines()[5].startswith("**SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật.**")

    def test_every_person_has_a_line_and_a_section(self, page: str) -> None:
        lines = re.findall(r"^\| (\d+) \| ([^|]+) \|", page, re.MULTILINE)
        sections = re.findall(r"^## (\d+)\. (.+) – ", page, re.MULTILINE)

        assert lines == sections == [(str(place), one.name) for place, one in enumerate(twenty().people, 1)]

    def test_a_condition_that_nobody_has_read_is_marked(self, page: str) -> None:
        line = next(line for line in page.splitlines() if "Bị kỷ luật khiển trách" in line)

        assert line == (
            "- Bỏ điều kiện: Bị kỷ luật khiển trách; không được từ khiển trách trở lên (căn cứ **chưa kiểm chứng**) – "
            "Điều 10 Nghị định số 91/2017/NĐ-CP → giai đoạn sau không còn thấy điều kiện này."
        )

    def test_the_answers_stand_side_by_side_and_a_change_is_bold(self, page: str) -> None:
        assert "| 3 | Đỗ Quang Thiện | Bằng khen của Thủ tướng Chính phủ | Đủ | **Không đủ** | Không đủ | " in page


class TestTheFiles:
    """A comma in a title that stands without quotation marks cuts it, and makes a key of the rest."""

    @pytest.mark.parametrize("name", ["people.yaml", "ideas.yaml"])
    def test_every_key_is_a_word_of_the_format(self, name: str) -> None:
        words = re.compile(r"[a-z_]+|[A-Z]+[A-Z_]*|[0-9]{4}")

        found = set(keys(yaml.safe_load((DATA / name).read_text("utf-8"))))

        assert [key for key in found if not words.fullmatch(str(key))] == []

    @pytest.mark.parametrize("name", ["people.yaml", "ideas.yaml"])
    def test_the_head_says_that_everything_is_invented(self, name: str) -> None:
        assert (DATA / name).read_text("utf-8").startswith("# SỐ LIỆU GIẢ ĐỊNH. ")


def keys(tree: object) -> Iterator[object]:
    """Every key at any depth."""
    if isinstance(tree, dict):
        yield from tree
    for item in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from keys(item)


class TestThePeople:
    def test_there_are_twenty(self, people: Twenty) -> None:
        assert [one.code for one in people.people] == list(SHOWN) == [f"M07-{number:02d}" for number in range(1, 21)]

    @pytest.mark.parametrize("code", SHOWN)
    def test_each_shows_its_one_thing(self, code: str) -> None:
        one = next(one for one in twenty().people if one.code == code)
        award, before, after, why = SHOWN[code]

        row = compared(one)

        assert (one.award, results(row)) == (award, [before, after, after, OPEN])
        told = [(change.kind, change.before or change.after) for change in row.steps[0].changes]
        assert [f"{kind} {reason.condition}" for kind, reason in told if reason] == why

    def test_from_2024_to_2025_nothing_changed_for_them(self, people: Twenty) -> None:
        assert [one.code for one in people.people if compared(one).steps[1].changes] == []

    def test_every_award_is_theirs_to_hold(self, people: Twenty) -> None:
        """Nobody is rated or decorated before the first job, and nobody's title fills a year that was failed."""
        for one in people.people:
            first = min(job.since for job in one.jobs).year
            assert min(one.ratings) >= first
            assert min((title.from_year for title in one.titles), default=first) >= first
            failed = {year for year, level in one.ratings.items() if RATING_PLACE[level] < RATING_PLACE["good"]}
            assert [title for title in one.titles if title.from_year in failed] == []

    def test_authors_are_among_them_and_were_there(self, people: Twenty) -> None:
        began = {one.code: min(job.since for job in one.jobs) for one in people.people}

        assert [made.title for made in people.works for code in made.authors if began[code] > made.decision.day] == []
        assert [idea.title for idea in proposed() if began[idea.by] > idea.day] == []

    def test_the_units_figures_are_no_fewer_than_the_books(self, people: Twenty) -> None:
        """The book holds twenty of the unit's people: the figures are of all of them."""
        for year, figures in people.collective.figures.items():
            titles = Counter(title.code for one in people.people for title in one.titles if title.from_year == year)
            ratings = Counter(one.ratings[year] for one in people.people if year in one.ratings)
            assert titles["LDTT"] <= figures["LDTT"]
            assert titles["CSTDCS"] <= figures["CSTDCS"] <= figures["LDTT"] * 15 // 100
            assert ratings["excellent"] <= figures["excellent"] <= figures["good"] <= figures["completed"]
            assert figures["completed"] <= figures["members"]

    def test_a_title_that_was_taken_away_and_its_initiative_count_no_more(self, people: Twenty) -> None:
        one = next(one for one in people.people if one.code == "M07-17")

        assert [title.from_year for title in one.titles if title.code == "CSTDCS"] == [2021, 2020]
        assert [held.to_year for held in facts_of(one, people).titles if held.code == "CSTDCS"] == [2021]
        assert [made.year for made in works_of(one, people)] == [2021]
