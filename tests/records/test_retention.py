"""What is kept past its term: listed for those who keep the book, cleared by the head, proved by the log."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.book import HIRED, MAI, NOW, Book, title
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Refused
from thidua.records.actions.facts import end_fact
from thidua.records.actions.private import set_identity, set_party_membership
from thidua.records.actions.retention import clear_expired
from thidua.records.enums import FactKind
from thidua.records.models import Employment, IdentityNumber, PartyMembership
from thidua.records.queries.pages import person_page
from thidua.records.queries.retention import expired_data, kept_of

pytestmark = pytest.mark.django_db
BORN = date(1980, 1, 1)


def leave(book: Book, person_id: int, last: date) -> None:
    row = Employment.objects.get(person_id=person_id)
    end_fact(actor=book.editor(), at=NOW, fact=FactKind.EMPLOYMENT, row_id=row.pk, last_date=last)


@pytest.fixture
def gone(book: Book) -> int:
    """Mai, who left on 19 November 2015: identity number and Party day are over, gender and birth day on 19 November
    2020."""
    person_id = book.add(gender="female", birth_date=BORN, staff_code="CB01")
    book.write(person_id, title(year=2014))
    set_identity(actor=book.editor(), at=NOW, person_id=person_id, number="012345678901")
    set_party_membership(
        actor=book.editor(), at=NOW, person_id=person_id, since_date=date(2005, 5, 19), purpose="CSTDCS"
    )
    leave(book, person_id, date(2015, 11, 19))
    return person_id


def test_what_is_past_its_term_is_listed_without_the_name(book: Book, gone: int) -> None:
    (line,) = expired_data(book.editor(), book.unit(), NOW)

    assert (line.person_id, line.full_name) == (gone, MAI)
    assert [field.field for field in line.fields] == ["gender", "birth_date", "identity_number", "party_membership"]
    assert line.labels == "giới tính, ngày sinh, số định danh, ngày vào Đảng"


def test_nobody_who_still_works_is_listed(book: Book) -> None:
    person_id = book.add(birth_date=BORN)
    set_identity(actor=book.editor(), at=NOW, person_id=person_id, number="012345678901")

    assert expired_data(book.head(), book.unit(), NOW) == []


@pytest.mark.parametrize(("last", "listed"), [(date(2020, 11, 20), []), (date(2020, 11, 19), ["identity_number"])])
def test_the_last_day_of_a_term_still_counts(book: Book, last: date, listed: list[str]) -> None:
    """The number is kept one year after the end: to 20 November 2021, the day of the test."""
    person_id = book.add()
    set_identity(actor=book.editor(), at=NOW, person_id=person_id, number="012345678901")
    leave(book, person_id, last)

    assert [one.field for line in expired_data(book.head(), book.unit(), NOW) for one in line.fields] == listed


def test_the_head_clears_it_and_the_history_stays(book: Book, gone: int) -> None:
    assert clear_expired(actor=book.head(), at=NOW, organisation_id=book.unit()) == 1

    page = person_page(gone, NOW)
    assert (page.full_name, page.gender, page.birth_date, page.staff_code, page.is_erased) == (
        MAI, "", None, "CB01", False,
    )  # fmt: skip
    assert (IdentityNumber.objects.count(), PartyMembership.objects.count()) == (0, 0)
    assert [line.words for group in page.groups if group.fact is FactKind.HONOUR for line in group.lines] == [
        "Chiến sĩ thi đua cơ sở năm 2014"
    ]
    entry = Entry.objects.filter(action="records.clear_expired").get()
    assert '"erased":["birth_date","gender","identity_number","party_membership"]' in entry.payload
    assert MAI not in entry.payload
    assert verify_all().problems == []


def test_a_second_press_says_that_nothing_is_left(book: Book, gone: int) -> None:
    clear_expired(actor=book.head(), at=NOW, organisation_id=book.unit())

    with pytest.raises(Refused) as refused:
        clear_expired(actor=book.head(), at=NOW, organisation_id=book.unit())
    assert refused.value.verdict.code == "nothing_expired"


def test_only_the_unit_s_head_clears(book: Book, gone: int) -> None:
    for actor, code in ((book.editor(), "not_head"), (book.head(2), "not_yours"), (book.auditor(), "not_head")):
        with pytest.raises(Refused) as refused:
            clear_expired(actor=actor, at=NOW, organisation_id=book.unit())
        assert refused.value.verdict.code == code


def test_a_person_s_terms_are_told_one_by_one(book: Book, gone: int) -> None:
    erasure = kept_of(gone, NOW)

    assert [line.field for line in erasure.now] == ["gender", "birth_date", "identity_number", "party_membership"]
    assert {line.field: line.until for line in erasure.kept} == dict.fromkeys(
        ("full_name", "staff_code"), date(2025, 11, 19)
    )


def test_the_list_asks_as_often_for_many_as_for_one(book: Book, gone: int) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            expired_data(book.head(), book.unit(), NOW)
        return len(caught)

    one = queries()
    for number in range(5):
        leave(book, book.add(f"Người Thứ {number}", birth_date=BORN, since_date=HIRED), date(2012, 1, 1))

    assert queries() == one
    assert len(expired_data(book.head(), book.unit(), NOW)) == 6
