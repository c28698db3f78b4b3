"""Two editors press at the same moment: one act, one refusal or both versions, and a log that holds."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from council.season import Season, founded
from records.book import MAI, NOW, Book, initiative, rating, title
from thidua.audit.queries import verify_all
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actor import Actor
from thidua.records.actions.facts import correct_fact, write_fact
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.actions.people import add_person, correct_details
from thidua.records.contents import Content, EmploymentContent, Subject
from thidua.records.enums import FactKind
from thidua.records.models import Honour, Person, PersonDetails, Rating, Revocation, Work
from thidua.records.values import PersonWords

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def book() -> Book:
    return Book(Season(founded(NOW), size=2).set_up())


@pytest.fixture
def mai(book: Book) -> int:
    return book.add()


def together(*acts: Callable[[], object]) -> list[str]:
    """What each act answered: done, the code of its refusal, or conflict."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=30)
            act()
        except Refused as refused:
            return refused.verdict.code
        except Conflict:
            return "conflict"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(future.result() for future in [pool.submit(run, act) for act in acts])


def writing(actor: Actor, subject: Subject, content: Content) -> Callable[[], int]:
    return lambda: write_fact(actor=actor, at=NOW, subject=subject, content=content)


@pytest.mark.parametrize(
    ("content", "code"), [(rating(2020), "twice_a_year"), (title(year=2020), "given_twice")], ids=["rating", "title"]
)
def test_two_editors_write_the_same_fact_at_once(book: Book, mai: int, content: Content, code: str) -> None:
    subject = Subject.person(mai)

    answers = together(*(writing(actor, subject, content) for actor in (book.editor(), book.head(), book.editor())))

    assert answers == sorted(["done", code, code])
    assert Rating.objects.count() + Honour.objects.count() == 1
    assert verify_all().problems == []


def test_two_editors_correct_the_same_row_at_once(book: Book, mai: int) -> None:
    row_id = book.write(mai, rating(2020))

    def correcting(actor: Actor, level: str) -> Callable[[], int]:
        return lambda: correct_fact(
            actor=actor, at=NOW, fact=FactKind.RATING, row_id=row_id, content=rating(2020, level), reason="Nhầm"
        )

    answers = together(correcting(book.editor(), "excellent"), correcting(book.head(), "completed"))

    assert answers == ["conflict", "done"]
    assert Rating.objects.count() == 2
    assert verify_all().problems == []


def test_two_editors_correct_a_name_at_once(book: Book, mai: int) -> None:
    def correcting(actor: Actor, name: str) -> Callable[[], int]:
        return lambda: correct_details(
            actor=actor, at=NOW, person_id=mai, seen_number=1, words=PersonWords(name), reason="Theo căn cước"
        )

    answers = together(correcting(book.editor(), f"{MAI} Hoa"), correcting(book.head(), f"{MAI} Hương"))

    assert answers == ["conflict", "done"]
    assert PersonDetails.objects.count() == 2


def test_one_staff_code_is_given_once_when_two_are_added_at_once(book: Book) -> None:
    def adding(actor: Actor, name: str) -> Callable[[], int]:
        employment = EmploymentContent(since_date=NOW.date(), organisation_id=book.unit())
        return lambda: add_person(
            actor=actor, at=NOW, organisation_id=book.unit(), words=PersonWords(name, staff_code="CB-1"),
            employment=employment,
        )  # fmt: skip

    answers = together(adding(book.editor(), "Lê An"), adding(book.head(), "Lê Bình"))

    assert answers == ["done", "staff_code_taken"]
    assert Person.objects.count() == 1
    assert verify_all().problems == []


def test_a_work_and_its_authors_are_written_once(book: Book, mai: int) -> None:
    subject = Subject.unit(book.unit())

    answers = together(*(writing(actor, subject, initiative(mai)) for actor in (book.editor(), book.head())))

    assert answers == ["done", "work_twice"]
    assert Work.objects.count() == 1
    assert verify_all().problems == []


def test_a_title_is_corrected_or_taken_away_but_not_both(book: Book, mai: int) -> None:
    row_id = book.write(mai, title(year=2020))

    def revoke() -> None:
        revoke_honour(
            actor=head, at=NOW, row_id=row_id, ground="Kê khai sai", decision=RevokingDecision("8/QĐ", NOW.date())
        )

    def correct() -> None:
        correct_fact(
            actor=editor, at=NOW, fact=FactKind.HONOUR, row_id=row_id, content=title(year=2019), reason="Nhầm năm"
        )

    head, editor = book.head(), book.editor()
    answers = together(revoke, correct)

    assert answers in (["conflict", "done"], ["done", "revoked"])
    assert (Revocation.objects.count(), Honour.objects.count()) in ((0, 2), (1, 1))
    assert verify_all().problems == []
