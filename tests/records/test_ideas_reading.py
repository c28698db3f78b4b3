"""Who reads which ideas, the lists of a unit, what stays of an author whose data was erased, and the year's counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.season import moment
from records.book import MAI, NOW, Book, initiative
from records.ideas_desk import colleague, following, propose, read, recognise, step
from thidua.core.law.retention import national_terms
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.facts import correct_fact, end_fact, void_fact
from thidua.records.actions.ideas import IdeaWords
from thidua.records.actions.people import link_account
from thidua.records.actions.requests import answer_request, receive_request
from thidua.records.contents import Author, WorkContent
from thidua.records.enums import FactKind, IdeaKind, IdeaStepKind, RequestKind
from thidua.records.idea_values import IdeaCounts
from thidua.records.models import Employment
from thidua.records.queries.choosing import people_to_choose
from thidua.records.queries.ideas import idea_counts, idea_facts, ideas_of, steps_of
from thidua.records.rules.ideas import can_read_idea
from thidua.records.words import NOBODY

LAN = "Trần Thị Lan"
PERIOD = {"since": date(2020, 11, 1), "until": date(2021, 10, 31), "year": 2021}
INSIDE = moment(10, 1)


def titles(actor: Actor, **more: object) -> list[str]:
    found, total = ideas_of(actor, year=2021, **more)
    assert total == len(found)
    return [idea.title for idea in found]


def named(actor: Actor, title: str, kind: IdeaKind = IdeaKind.INITIATIVE, **more: object) -> int:
    return propose(actor, kind, words=IdeaWords(title, "Cách làm."), **more)


def readers(book: Book, idea_id: int) -> list[str]:
    hats = {
        "author": book.officer(),
        "colleague": colleague(book),
        "editor": book.editor(),
        "head": book.head(),
        "sibling": book.officer(2),
        "sibling head": book.head(2),
        "secretary": book.season.hat("thuky", Role.CLUSTER_SECRETARY),
        "auditor": book.auditor(),
    }
    return [name for name, hat in hats.items() if can_read_idea(hat, read(idea_id))]


def test_a_new_idea_is_read_by_its_author_and_the_officers(book: Book) -> None:
    assert readers(book, propose(book.officer())) == ["author", "editor", "head"]


def test_an_accepted_idea_is_read_in_the_unit(book: Book) -> None:
    idea_id = propose(book.officer())
    step(book.editor(), idea_id, IdeaStepKind.ACCEPTED)

    assert readers(book, idea_id) == ["author", "colleague", "editor", "head"]


def test_a_declined_idea_is_kept_from_colleagues(book: Book) -> None:
    idea_id = propose(book.officer())
    step(book.editor(), idea_id, IdeaStepKind.ACCEPTED)
    step(book.editor(), idea_id, IdeaStepKind.DECLINED, "Hội đồng chưa công nhận.")

    assert readers(book, idea_id) == ["author", "editor", "head"]


def test_lists_show_what_each_hat_may_read(book: Book) -> None:
    named(book.officer(), "Mới")
    step(book.editor(), named(book.officer(), "Đã đồng ý"), IdeaStepKind.ACCEPTED)
    named(book.officer(2), "Đơn vị khác")

    assert titles(book.officer()) == ["Đã đồng ý", "Mới"]
    assert titles(book.editor()) == ["Đã đồng ý", "Mới"]
    assert titles(colleague(book)) == ["Đã đồng ý"]
    assert titles(book.officer(2)) == ["Đơn vị khác"]
    assert titles(book.season.hat("thuky", Role.CLUSTER_SECRETARY)) == []
    assert titles(book.auditor()) == []
    assert titles(Actor(user_id=None, role=Role.UNIT_MEMBER, organisation_id=book.unit())) == []


def test_a_deed_written_down_by_the_editor_is_its_authors_own(book: Book, mai: int) -> None:
    idea_id = following(book.editor(), person_id=mai)
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.officer().user_id)

    assert titles(book.officer(), mine=True) == [read(idea_id).title]
    assert titles(book.editor(), mine=True) == []


def test_what_waits_for_an_officer(book: Book) -> None:
    named(book.officer(), "Chờ trả lời")
    step(book.editor(), named(book.officer(), "Chờ công nhận"), IdeaStepKind.ACCEPTED)
    step(book.editor(), named(book.officer(), "Đã từ chối"), IdeaStepKind.DECLINED, "Đã có.")
    named(book.officer(), "Đang làm", IdeaKind.FOLLOWING)
    step(book.officer(), named(book.officer(), "Chờ xác nhận", IdeaKind.FOLLOWING), IdeaStepKind.DONE)

    assert titles(book.head(), waiting=True) == ["Chờ xác nhận", "Chờ công nhận", "Chờ trả lời"]


def test_kinds_and_years_are_told_apart(book: Book) -> None:
    named(book.officer(), "Ý tưởng")
    named(book.officer(), "Việc làm theo", IdeaKind.FOLLOWING)
    named(book.officer(), "Năm trước", year=2020)

    assert titles(book.editor(), kind=IdeaKind.INITIATIVE) == ["Ý tưởng"]
    assert titles(book.editor(), kind=IdeaKind.FOLLOWING) == ["Việc làm theo"]


def test_what_last_year_left_unanswered_still_waits_and_stays_its_authors(book: Book) -> None:
    named(book.officer(), "Năm trước", year=2020)

    assert titles(book.editor(), waiting=True) == ["Năm trước"]
    assert titles(book.officer(), mine=True) == ["Năm trước"]
    assert titles(book.editor()) == []


def test_pages_are_of_thirty_newest_first(book: Book) -> None:
    for number in range(31):
        named(book.officer(), f"Ý {number:02d}", at=NOW + timedelta(minutes=number))

    pages = [ideas_of(book.editor(), year=2021, page=page) for page in (1, 2, 3, 0, -5)]

    assert [total for _, total in pages] == [31] * 5
    assert [len(found) for found, _ in pages] == [30, 1, 0, 30, 30]
    assert pages[0][0][0].title == "Ý 30"
    assert pages[1][0][0].title == "Ý 00"


def test_thirty_ideas_are_read_in_as_many_queries_as_one(book: Book) -> None:
    author = book.officer()
    book.add(user_id=author.user_id)

    def queries(number: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(ideas_of(author, year=2021)[0]) == number
        return len(captured)

    step(book.editor(), propose(author), IdeaStepKind.ACCEPTED)
    one = queries(1)
    for _ in range(29):
        step(book.editor(), propose(author), IdeaStepKind.ACCEPTED)

    assert queries(30) == one == 6


def test_an_idea_that_is_not_there(book: Book) -> None:
    assert idea_facts(4711) is None
    assert steps_of(4711) == []


def test_an_erased_author_is_named_nowhere(book: Book) -> None:
    author = book.officer()
    record = book.add(user_id=author.user_id, last_date=date(2020, 12, 31))
    idea_id = following(author)
    step(author, idea_id, IdeaStepKind.DONE)
    step(book.editor(), idea_id, IdeaStepKind.RETURNED, "Thiếu ảnh.")
    assert (read(idea_id).author_name, steps_of(idea_id)[0].by) == (MAI, "Người canbo01")

    erase(book, record)

    assert read(idea_id).author_name == NOBODY
    assert [line.by for line in steps_of(idea_id)] == [NOBODY, "Người daumoi01"]


def erase(book: Book, person_id: int) -> None:
    """The person's data goes at once, whatever the periods of the law."""
    request = receive_request(
        actor=book.editor(), at=NOW, person_id=person_id, kind=RequestKind.ERASURE, received_date=date(2021, 11, 20)
    )
    terms = tuple(replace(term, years=0) for term in national_terms())
    assert answer_request(actor=book.head(), at=NOW, request_id=request, terms=terms).granted


def counts(book: Book, *, at: datetime = INSIDE) -> IdeaCounts:
    return idea_counts(book.unit(), at=at, **PERIOD)


def test_initiatives_count_by_the_day_of_their_decision(book: Book, mai: int) -> None:
    for title, decided in (
        ("trước kỳ", date(2020, 10, 31)),
        ("ngày đầu", date(2020, 11, 1)),
        ("ngày cuối", date(2021, 10, 31)),
        ("sau kỳ", date(2021, 11, 1)),
    ):
        book.write_of_unit(initiative(mai, year=decided.year, title=title, decision_date=decided, decision_number="1"))

    assert counts(book).initiatives == 2


def test_initiatives_without_a_day_count_by_their_year(book: Book, mai: int) -> None:
    for year in (2020, 2021):
        book.write_of_unit(initiative(mai, year=year))

    assert counts(book).initiatives == 1


def test_topics_and_other_units_do_not_count(book: Book, mai: int) -> None:
    book.write_of_unit(WorkContent(kind="topic", title="Đề tài", scope="base", year=2021, authors=(Author(mai),)))

    assert counts(book).initiatives == 0
    assert idea_counts(book.unit(2), at=NOW, **PERIOD) == IdeaCounts(0, 0, 0, 0)


def test_corrected_and_struck_works_no_longer_count(book: Book, mai: int) -> None:
    corrected = book.write_of_unit(initiative(mai, year=2021, title="Một"))
    struck = book.write_of_unit(initiative(mai, year=2021, title="Hai"))
    assert counts(book).initiatives == 2

    how = {"actor": book.editor(), "at": NOW, "fact": FactKind.WORK, "reason": "Ghi nhầm năm"}
    correct_fact(row_id=corrected, content=initiative(mai, year=2020, title="Một"), **how)
    void_fact(row_id=struck, **how)

    assert counts(book).initiatives == 0


def test_a_recognised_idea_counts(book: Book, mai: int) -> None:
    idea_id = propose(book.editor(), person_id=mai)
    step(book.editor(), idea_id, IdeaStepKind.ACCEPTED)
    recognise(book.head(), idea_id, mai)

    assert counts(book).initiatives == 0  # decided on 15 November, after the period
    assert (
        idea_counts(book.unit(), since=date(2021, 11, 1), until=date(2022, 10, 31), year=2022, at=NOW).initiatives == 1
    )


def test_a_person_counts_once_whatever_they_registered(book: Book, mai: int) -> None:
    lan = book.add(LAN)
    for person_id in (mai, mai, lan):
        step(book.editor(), following(book.editor(), person_id=person_id), IdeaStepKind.DONE)
    for idea, _ in zip(ideas_of(book.head(), year=2021, waiting=True)[0], range(3), strict=True):
        if idea.person_id == mai:
            step(book.head(), idea.id, IdeaStepKind.CONFIRMED)

    found = counts(book)

    assert found == IdeaCounts(initiatives=0, staff=2, registered=2, confirmed=1)
    assert found.share == Decimal(50)


def test_an_account_linked_later_is_the_same_person(book: Book, mai: int) -> None:
    following(book.officer())
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.officer().user_id)
    following(book.officer())

    assert counts(book).registered == 1


def test_declined_and_withdrawn_deeds_are_not_registered(book: Book, mai: int) -> None:
    step(book.editor(), following(book.editor(), person_id=mai), IdeaStepKind.DECLINED, "Quá chung chung.")
    step(book.officer(), following(book.officer()), IdeaStepKind.WITHDRAWN)
    following(book.officer(), year=2020)
    propose(book.officer())

    assert counts(book).registered == 0


def test_who_left_counts_on_neither_side(book: Book, mai: int) -> None:
    book.add(LAN)
    done = following(book.editor(), person_id=mai)
    step(book.editor(), done, IdeaStepKind.DONE)
    step(book.head(), done, IdeaStepKind.CONFIRMED)
    employment = Employment.objects.get(person_id=mai)
    end_fact(actor=book.editor(), at=NOW, fact=FactKind.EMPLOYMENT, row_id=employment.pk, last_date=date(2021, 6, 30))

    assert counts(book) == IdeaCounts(initiatives=0, staff=1, registered=0, confirmed=0)


def test_there_is_no_share_without_staff(book: Book) -> None:
    done = following(book.officer())
    step(book.officer(), done, IdeaStepKind.DONE)
    step(book.head(), done, IdeaStepKind.CONFIRMED)

    found = counts(book)

    assert (found.staff, found.registered, found.confirmed, found.share) == (0, 1, 1, None)


def test_staff_are_those_of_the_day_in_viet_nam(book: Book) -> None:
    """At 18:00 of London's clock the next day has begun in Viet Nam."""
    book.add(since_date=date(2021, 9, 2))

    assert counts(book, at=datetime(2021, 9, 1, 16, 59, tzinfo=UTC)).staff == 0
    assert counts(book, at=datetime(2021, 9, 1, 17, 0, tzinfo=UTC)).staff == 1


def test_after_the_period_the_staff_are_those_of_its_last_day(book: Book) -> None:
    book.add(since_date=date(2021, 10, 31))
    book.add(LAN, since_date=date(2021, 11, 1))

    assert counts(book, at=NOW).staff == 1


@pytest.mark.parametrize(("name", "role"), [("canbo01", Role.UNIT_MEMBER), ("thuky", Role.CLUSTER_SECRETARY)])
def test_others_choose_nobody_from_the_book(book: Book, mai: int, name: str, role: Role) -> None:
    assert people_to_choose(book.season.hat(name, role), on=date(2021, 11, 20)) == []
    assert [one.id for one in people_to_choose(book.editor(), on=date(2021, 11, 20))] == [mai]
