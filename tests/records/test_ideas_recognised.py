"""An accepted idea becomes an initiative in its authors' records, and counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records.book import MAI, NOW, Book, initiative
from records.ideas_desk import DECISION, colleague, propose, read, recognise, step
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Refused
from thidua.organisations.actions import rename_organisation
from thidua.records.actions.recognition import RecognitionWords
from thidua.records.enums import FactKind, IdeaStepKind
from thidua.records.models import Authorship, Work
from thidua.records.queries.ideas import steps_of
from thidua.records.queries.pages import person_page

LAN = "Trần Thị Lan"


@pytest.fixture
def accepted(book: Book, mai: int) -> int:
    """Mai's idea, written down by the editor and accepted."""
    idea_id = propose(book.editor(), person_id=mai)
    step(book.editor(), idea_id, IdeaStepKind.ACCEPTED)
    return idea_id


def refusal(book: Book, idea_id: int, *author_ids: int, words: RecognitionWords = DECISION, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        recognise(more.get("actor", book.head()), idea_id, *author_ids, words=words)
    assert not Work.objects.exists()
    assert read(idea_id).state is not IdeaStepKind.RECOGNISED
    return refused.value.verdict.code


def test_recognition_writes_the_work_and_its_authors(book: Book, mai: int, accepted: int) -> None:
    lan = book.add(LAN)

    work_id = recognise(book.head(), accepted, mai, lan)

    work = Work.objects.get()
    assert (work.pk, work.organisation_id, work.kind, work.title) == (
        work_id, book.unit(), "initiative", "Bảng tra cứu văn bản",
    )  # fmt: skip
    assert (work.scope, work.year, work.decision_number, work.decision_date, work.issuer) == (
        "base", 2021, "12/QĐ-SK", date(2021, 11, 15), "Đơn vị 01",
    )  # fmt: skip
    assert sorted(Authorship.objects.values_list("work_id", "person_id", "share")) == [
        (work_id, mai, None), (work_id, lan, None),
    ]  # fmt: skip
    assert read(accepted).state is IdeaStepKind.RECOGNISED
    assert steps_of(accepted)[-1].work_id == work_id
    assert verify_all().problems == []
    logged = Entry.objects.filter(action__in=("records.write_fact", "records.recognise_idea"))
    assert [entry.actor_user_id for entry in logged] == [book.head().user_id] * 2


def test_every_author_finds_it_in_their_record(book: Book, mai: int, accepted: int) -> None:
    recognise(book.head(), accepted, mai)

    (works,) = [group for group in person_page(mai, NOW).groups if group.fact is FactKind.WORK]
    assert [line.words for line in works.lines] == [
        "Sáng kiến “Bảng tra cứu văn bản”, phạm vi cơ sở, năm 2021",
    ]  # fmt: skip


def test_a_second_press_gives_the_first_work(book: Book, mai: int, accepted: int) -> None:
    first = recognise(book.head(), accepted, mai)

    assert recognise(book.head(), accepted, mai) == first
    assert Work.objects.count() == 1


def test_another_decision_on_the_same_idea_is_refused(book: Book, mai: int, accepted: int) -> None:
    recognise(book.head(), accepted, mai)

    with pytest.raises(Refused) as refused:
        recognise(book.head(), accepted, mai, words=replace(DECISION, decision_number="13/QĐ-SK"))

    assert refused.value.verdict.code == "wrong_state"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (replace(DECISION, scope=""), "no_scope"),
        (replace(DECISION, scope="world"), "no_scope"),
        (replace(DECISION, decision_number=" \u200b"), "no_decision"),
        (replace(DECISION, decision_date=None), "no_decision"),
        (replace(DECISION, decision_date=date(2021, 11, 21)), "decided_later"),
        (replace(DECISION, decision_date=date(2020, 12, 31)), "decided_before_idea"),
        (replace(DECISION, decision_number="9" * 81), "too_long"),
        (replace(DECISION, issuer="c" * 201), "too_long"),
        (replace(DECISION, title=f"Cách của {MAI}"), "names_person"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    book: Book, mai: int, accepted: int, words: RecognitionWords, code: str
) -> None:
    assert refusal(book, accepted, mai, words=words) == code


def test_authors_are_people_of_the_unit(book: Book, mai: int, accepted: int) -> None:
    stranger = book.add(LAN, unit=2)

    assert refusal(book, accepted) == "no_author"
    assert refusal(book, accepted, mai, mai) == "author_twice"
    assert refusal(book, accepted, mai, stranger) == "author_not_of_unit"
    assert refusal(book, accepted, 0) == "author_not_of_unit"


def test_the_head_alone_recognises(book: Book, mai: int, accepted: int) -> None:
    assert refusal(book, accepted, mai, actor=book.editor()) == "not_head"
    assert refusal(book, accepted, mai, actor=colleague(book)) == "not_head"
    assert refusal(book, accepted, mai, actor=book.head(2)) == "other_unit"


def test_an_unanswered_idea_is_not_recognised(book: Book, mai: int) -> None:
    assert refusal(book, propose(book.officer()), mai) == "wrong_state"


def test_the_decision_may_call_it_otherwise(book: Book, mai: int, accepted: int) -> None:
    recognise(book.head(), accepted, mai, words=replace(DECISION, title=" Tra cứu  số ", issuer="Sở Nội vụ"))

    work = Work.objects.get()
    assert (work.title, work.issuer) == ("Tra cứu số", "Sở Nội vụ")
    assert read(accepted).title == "Bảng tra cứu văn bản"


def test_the_issuer_is_the_unit_as_it_was_called_then(book: Book, mai: int, accepted: int) -> None:
    rename_organisation(
        actor=book.season.setup, at=NOW, organisation_id=book.unit(), name="Trường mới", short_name="Trường mới",
        since=date(2021, 11, 18),
    )  # fmt: skip

    recognise(book.head(), accepted, mai)

    assert Work.objects.get().issuer == "Đơn vị 01"


def test_a_work_that_the_unit_has_already_is_told(book: Book, mai: int, accepted: int) -> None:
    book.write_of_unit(initiative(mai, year=2021, title="bảng tra cứu văn bản"))

    with pytest.raises(Refused) as refused:
        recognise(book.head(), accepted, mai)

    assert refused.value.verdict.code == "work_twice"
    assert read(accepted).state is IdeaStepKind.ACCEPTED
