"""The demonstration's book of people: imported from a workbook, kept through the year, as the law's page tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from thidua.accounts.queries import find_user
from thidua.audit.queries import verify_all
from thidua.cli.demonstration.book import CLOSED, OPENED, live, open_book
from thidua.cli.demonstration.book_events import editor_of, hat_of, head_of
from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.history_workbook import history_workbook
from thidua.cli.demonstration.ideas_file import proposed
from thidua.cli.demonstration.setting_up import open_cluster_year, set_up_organiser, set_up_sample_cluster
from thidua.cli.demonstration.source import unit_claims
from thidua.cli.demonstration.twenty import twenty
from thidua.cli.demonstration.twenty_facts import facts_of
from thidua.core.law.facts import Facts
from thidua.core.phases import VIETNAM
from thidua.documents.workbook.reading import SheetOfCells, read_workbook
from thidua.installation.clock import now
from thidua.organisations.actions import found_installation
from thidua.records.contents import Subject
from thidua.records.enums import FactKind, IdeaStepKind
from thidua.records.queries.access import may_read_person, own_record
from thidua.records.queries.ideas import idea_counts, ideas_of
from thidua.records.queries.law_facts import facts_for, facts_of_people
from thidua.records.queries.pages import person_page, unit_page
from thidua.records.queries.people import people_of
from thidua.web.records.template import template_workbook

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SCORING = date(2021, 10, 25)
PERIOD = {"since": date(2020, 11, 1), "until": date(2021, 10, 31), "year": 2021}


@pytest.fixture(scope="module")
def opened(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Builder]:
    """The sample cluster in March 2021, its unit 07 with the book just opened; taken back after the last test."""
    with django_db_blocker.unblock(), taken_back():
        beginning = datetime(2020, 1, 6, 8, 0, tzinfo=VIETNAM)
        builder = Builder(setup=found_installation(is_demo=True, demo_clock=beginning), tell=lambda words: None)
        set_up_organiser(builder)
        set_up_sample_cluster(builder)
        open_cluster_year(builder, "sample", 2021, "mau")
        open_book(builder)
        yield builder


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="class")
def builder(opened: Builder, request: pytest.FixtureRequest) -> Iterator[Builder]:
    """The same book, kept up to the day that the class of tests names."""
    with taken_back():
        builder = deepcopy(opened)
        live(builder, until=request.cls.DAY)
        yield builder


def unit_of(builder: Builder) -> int:
    return builder.units[twenty().unit]


def comparable(facts: Facts) -> tuple[object, ...]:
    """What the records hold of a case, in no order."""
    return (
        facts.year,
        dict(facts.ratings),
        *(Counter(items) for items in (facts.titles, facts.initiatives, facts.topics, facts.leave, facts.pending)),
        facts.months,
        facts.max_discipline,
    )


def headings(content: bytes) -> dict[str, list[object]]:
    """The headings of each sheet."""

    def of(sheet: SheetOfCells) -> list[object]:
        row = next(row for row in sheet.rows if len(row.cells) > 2)
        return [cell.value for _, cell in sorted(row.cells.items())]

    return {sheet.name: of(sheet) for sheet in read_workbook(content) if sheet.name != "Danh mục"}


def test_the_workbook_has_the_sheets_and_columns_of_the_template() -> None:
    filled = history_workbook(twenty(), since=date.min, until=OPENED)

    assert headings(filled) == headings(template_workbook(is_demo=True))


class TestOpened:
    """In March 2021: what the workbook brought."""

    DAY = OPENED

    def test_the_book_opens_with_nineteen_people_and_the_units_own_history(self, builder: Builder) -> None:
        editor = editor_of(builder)

        found = people_of(editor, unit_of(builder), now())

        assert {line.staff_code for line in found.lines} == {one.code for one in twenty().people} - {"M07-07"}
        own = {group.fact: len(group.lines) for group in unit_page(unit_of(builder), now()).groups}
        assert {fact: own[fact] for fact in (FactKind.RATING, FactKind.HONOUR, FactKind.MEMBER_FIGURES)} == {
            FactKind.RATING: 3, FactKind.HONOUR: 4, FactKind.MEMBER_FIGURES: 3,
        }  # fmt: skip

    def test_nothing_of_the_year_to_come_is_in_it(self, builder: Builder) -> None:
        found = facts_of_people(builder.people.values(), 2021, now())

        assert [facts for facts in found.values() if 2021 in facts.ratings or facts.leave or facts.pending] == []
        assert {title.to_year for facts in found.values() for title in facts.titles if title.to_year > 2020} == set()

    def test_the_three_accounts_bear_the_names_of_their_people(self, builder: Builder) -> None:
        for one in twenty().people:
            if one.account:
                user = find_user(one.account)
                assert user is not None
                page = person_page(builder.people[one.code], now())
                assert (user.full_name, page.user_id, page.full_name) == (one.name, user.pk, one.name)

    def test_a_member_of_staff_reads_their_own_record_alone(self, builder: Builder) -> None:
        member = hat_of(builder, "canbo.mau07")

        readable = [code for code, number in builder.people.items() if may_read_person(member, number, now())]

        assert readable == ["M07-04"]
        assert own_record(member) == builder.people["M07-04"]

    def test_the_unit_is_judged_by_its_own_history(self, builder: Builder) -> None:
        facts = facts_for(Subject.unit(unit_of(builder)), 2020, now())

        assert (facts.ratings, facts.members) == (
            {2018: "good", 2019: "excellent", 2020: "excellent"},
            {"n": 46, "LDTT": 41, "CSTDCS": 6, "completed": 45, "good": 43, "excellent": 8},
        )


class TestWhileTheSheetIsFilledIn:
    """On 25 October 2021."""

    DAY = SCORING

    def test_the_books_count_what_the_unit_claims_in_its_sheet(self, builder: Builder) -> None:
        """III.2 initiatives, and I.3 the share of the staff in the book whose "việc làm theo" was confirmed."""
        claims = unit_claims(2021)[twenty().unit]["claims"]
        counts = idea_counts(unit_of(builder), at=builder.go_to(SCORING, 8), **PERIOD)

        assert counts.share is not None
        assert (str(counts.initiatives), str(round(counts.share))) == (
            claims["III.2"]["actual"],
            claims["I.3"]["actual"],
        )
        assert (counts.staff, counts.registered, counts.confirmed) == (17, 17, 15)

    def test_ideas_stand_in_every_state(self, builder: Builder) -> None:
        ideas, total = ideas_of(editor_of(builder), year=2021)

        assert total == len(proposed()) == 26
        assert {idea.state for idea in ideas} == {
            None, IdeaStepKind.ACCEPTED, IdeaStepKind.DECLINED, IdeaStepKind.WITHDRAWN, IdeaStepKind.RECOGNISED,
            IdeaStepKind.DONE, IdeaStepKind.CONFIRMED,
        }  # fmt: skip
        waiting, _ = ideas_of(head_of(builder), year=2021, waiting=True)
        assert [idea.title for idea in waiting] == [
            "Ngân hàng câu hỏi thảo luận theo từng bài",
            "Bài tập tình huống chấm chéo giữa các tổ học viên",
            "Kiên nhẫn khi học viên hỏi việc",
        ]

    def test_the_title_taken_away_and_its_initiative_stay_to_be_seen(self, builder: Builder) -> None:
        page = person_page(builder.people["M07-17"], now())

        lines = {group.fact: group.lines for group in page.groups}
        assert [line.words for line in lines[FactKind.HONOUR] if line.revocation] == ["Chiến sĩ thi đua cơ sở năm 2020"]
        assert [line.is_void for line in lines[FactKind.WORK] if "bảng tính" in line.words] == [True]

    def test_who_has_left_is_no_longer_counted(self, builder: Builder) -> None:
        found = people_of(editor_of(builder), unit_of(builder), builder.go_to(SCORING, 8))

        assert {line.staff_code for line in found.lines if not line.employed} == {"M07-16", "M07-18", "M07-20"}


class TestAtTheEnd:
    """When the ratings and titles of the year are in."""

    DAY = CLOSED

    def test_the_book_says_what_the_page_judged(self, builder: Builder) -> None:
        found = facts_of_people(builder.people.values(), 2021, now())

        for one in twenty().people:
            assert comparable(found[builder.people[one.code]]) == comparable(facts_of(one, twenty())), one.code

    def test_the_log_of_it_all_is_whole(self, builder: Builder) -> None:
        assert verify_all().problems == []
