"""Opening a record, correcting who somebody is, linking their account."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records.book import HIRED, MAI, NOW, Book
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actor import Actor
from thidua.records.actions.people import add_person, correct_details, link_account
from thidua.records.chain import records_chain
from thidua.records.contents import EmploymentContent
from thidua.records.models import Employment, Person, PersonDetails
from thidua.records.queries.pages import person_page
from thidua.records.values import PersonWords

WORDS = PersonWords(MAI, "female", date(1985, 3, 8), "CB-012")


def entries(book: Book, action: str) -> list[dict[str, Any]]:
    rows = Entry.objects.filter(chain__code=records_chain(book.unit()), action=action).order_by("seq")
    return [json.loads(row.payload)["facts"] for row in rows]


def correct(book: Book, person_id: int, words: PersonWords, *, seen: int = 1, **more: Any) -> int:
    more = {"actor": book.editor(), "reason": "Theo căn cước mới cấp", **more}
    return correct_details(at=NOW, person_id=person_id, seen_number=seen, words=words, **more)


def test_a_person_is_added_with_the_employment(book: Book) -> None:
    person_id = book.add(gender="female", birth_date=date(1985, 3, 8), staff_code="CB-012", position="Giảng viên")

    page = person_page(person_id, NOW)
    assert (page.full_name, page.gender, page.birth_date, page.staff_code) == (
        MAI, "female", date(1985, 3, 8), "CB-012",
    )  # fmt: skip
    assert (page.organisation_id, page.number, page.user_id) == (book.unit(), 1, None)
    employment = Employment.objects.get(person_id=person_id)
    assert (employment.organisation_id, employment.since_date, employment.position) == (
        book.unit(), HIRED, "Giảng viên",
    )  # fmt: skip
    assert entries(book, "records.add_person") == [{"person": str(person_id), "user": None}]
    assert verify_all().problems == []


def test_the_log_holds_no_name(book: Book, mai: int) -> None:
    correct(book, mai, PersonWords("Nguyễn Thị Mai Hương"))

    assert [entry.payload for entry in Entry.objects.all() if "Mai" in entry.payload] == []


def test_names_are_stored_in_nfc_on_one_line(book: Book) -> None:
    person_id = book.add(unicodedata.normalize("NFD", "  Đỗ  Thị\u200b Hồng\n Ánh "))

    assert person_page(person_id, NOW).full_name == "Đỗ Thị Hồng Ánh"
    assert Person.objects.get().search_text == "do thi hong anh"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (replace(WORDS, full_name=""), "no_name"),
        (replace(WORDS, full_name=" \u200b\u2060\u00ad "), "no_name"),
        (replace(WORDS, full_name="12 – 34"), "no_name"),
        (replace(WORDS, full_name="Mai " * 40), "long_name"),
        (replace(WORDS, gender="x"), "unknown_gender"),
        (replace(WORDS, birth_date=date(2021, 11, 21)), "born_later"),
        (replace(WORDS, birth_date=date(1899, 12, 31)), "born_long_ago"),
        (replace(WORDS, staff_code="1" * 33), "long_staff_code"),
        (replace(WORDS, birth_date=date(1995, 9, 2)), "too_young"),
    ],
)
def test_data_that_cannot_be_is_refused(book: Book, words: PersonWords, code: str) -> None:
    with pytest.raises(Refused) as refused:
        add_person(
            actor=book.editor(), at=NOW, organisation_id=book.unit(), words=words,
            employment=EmploymentContent(since_date=HIRED, organisation_id=book.unit()),
        )  # fmt: skip

    assert refused.value.verdict.code == code
    assert refused.value.verdict.sentence.endswith(".")
    assert Person.objects.count() == 0


def test_fifteen_years_to_the_day_are_enough(book: Book) -> None:
    assert book.add(birth_date=date(1995, 9, 1))


def test_born_on_a_leap_day_somebody_turns_fifteen_in_march(book: Book) -> None:
    with pytest.raises(Refused) as refused:
        book.add(birth_date=date(1996, 2, 29), since_date=date(2011, 2, 28))

    assert refused.value.verdict.code == "too_young"
    assert book.add(birth_date=date(1996, 2, 29), since_date=date(2011, 3, 1))


def test_a_staff_code_is_used_once_in_a_unit_and_again_in_another(book: Book) -> None:
    book.add(staff_code="CB-012")

    with pytest.raises(Refused) as refused:
        book.add("Trần Văn Bình", staff_code="CB-012")

    assert refused.value.verdict.sentence == "Mã cán bộ “CB-012” đã dùng cho người khác trong đơn vị."
    assert book.add("Trần Văn Bình", unit=2, staff_code="CB-012")


def test_somebody_who_seems_to_be_in_the_book_is_refused(book: Book) -> None:
    book.add(birth_date=date(1985, 3, 8))

    for birth_date in (None, date(1985, 3, 8)):
        with pytest.raises(Refused) as refused:
            book.add(birth_date=birth_date)
        assert refused.value.verdict.code == "same_person"

    assert book.add(birth_date=date(1986, 3, 8))


def test_the_first_employment_is_in_the_unit_itself(book: Book) -> None:
    for where in ({"organisation_id": book.unit(2)}, {"organisation_id": None, "employer": "Trường khác"}):
        with pytest.raises(Refused) as refused:
            book.add(**where)
        assert refused.value.verdict.code == "other_unit"


def test_only_the_unit_s_editor_and_head_add_people(book: Book) -> None:
    def add(actor: Actor) -> str:
        try:
            add_person(
                actor=actor, at=NOW, organisation_id=book.unit(), words=WORDS,
                employment=EmploymentContent(since_date=HIRED, organisation_id=book.unit()),
            )  # fmt: skip
        except Refused as refused:
            return refused.verdict.code
        return "added"

    assert add(book.officer()) == "not_editor"
    assert add(book.auditor()) == "not_editor"
    assert add(book.editor(2)) == "not_yours"
    assert add(book.head()) == "added"


def test_a_correction_is_a_new_version_with_its_reason(book: Book, mai: int) -> None:
    assert correct(book, mai, replace(WORDS, full_name="Nguyễn Thị Mai Hương")) == 2

    page = person_page(mai, NOW)
    assert (page.full_name, page.number, page.staff_code) == ("Nguyễn Thị Mai Hương", 2, "CB-012")
    assert [(one.number, one.full_name, one.reason) for one in page.versions] == [
        (1, MAI, ""),
        (2, "Nguyễn Thị Mai Hương", "Theo căn cước mới cấp"),
    ]
    assert page.versions[1].written_by == "Người daumoi01"
    assert Person.objects.get().search_text == "nguyen thi mai huong cb-012"
    assert entries(book, "records.correct_details") == [{"person": str(mai), "version": "2"}]


def test_a_correction_of_a_version_that_is_past_tells_both(book: Book, mai: int) -> None:
    correct(book, mai, PersonWords("Nguyễn Thị Mai Hương"))

    with pytest.raises(Conflict) as conflict:
        correct(book, mai, replace(WORDS, full_name="Nguyễn Thị Mai Hoa"))

    assert conflict.value.mine == {
        "Họ và tên": "Nguyễn Thị Mai Hoa", "Giới tính": "Nữ", "Ngày sinh": "08/03/1985", "Mã cán bộ": "CB-012",
    }  # fmt: skip
    assert conflict.value.theirs == {
        "Họ và tên": "Nguyễn Thị Mai Hương", "Giới tính": "Chưa ghi", "Ngày sinh": "chưa ghi", "Mã cán bộ": "chưa ghi",
    }  # fmt: skip
    assert PersonDetails.objects.count() == 2


def test_the_same_correction_sent_twice_is_written_once(book: Book, mai: int) -> None:
    assert [correct(book, mai, WORDS), correct(book, mai, WORDS)] == [2, 2]
    assert PersonDetails.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": " \u200b "}, "no_reason"),
        ({"reason": "x" * 501}, "reason_too_long"),
        ({"words": PersonWords(MAI)}, "same_content"),
        ({"words": replace(WORDS, birth_date=date(1995, 9, 2))}, "too_young"),
        ({"words": replace(WORDS, full_name="")}, "no_name"),
    ],
)
def test_a_correction_is_refused(book: Book, mai: int, more: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        correct(book, mai, **{"words": WORDS, **more})

    assert refused.value.verdict.code == code
    assert PersonDetails.objects.count() == 1


def test_another_unit_s_person_and_nobody_are_refused_alike(book: Book, mai: int) -> None:
    sentences = set()
    for person_id, actor in ((mai, book.editor(2)), (mai + 1000, book.editor())):
        with pytest.raises(Refused) as refused:
            correct(book, person_id, WORDS, actor=actor)
        sentences.add(refused.value.verdict.sentence)

    assert sentences == {"Không tìm thấy hồ sơ này trong đơn vị của bạn."}


def test_an_account_of_the_unit_is_linked_once(book: Book, mai: int) -> None:
    officer = book.season.users["canbo01"]
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=officer)
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=officer)

    assert person_page(mai, NOW).account_name == "canbo01.cum-thu"
    assert entries(book, "records.link_account") == [{"person": str(mai), "user": str(officer)}]

    other = book.add("Trần Văn Bình")
    with pytest.raises(Refused) as refused:
        link_account(actor=book.editor(), at=NOW, person_id=other, user_id=officer)
    assert refused.value.verdict.code == "account_taken"

    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=None)
    link_account(actor=book.editor(), at=NOW, person_id=other, user_id=officer)
    assert person_page(other, NOW).user_id == officer


@pytest.mark.parametrize("username", ["canbo02", "giamsat"])
def test_an_account_without_a_role_in_the_unit_is_refused(book: Book, mai: int, username: str) -> None:
    with pytest.raises(Refused) as refused:
        link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users[username])

    assert refused.value.verdict.code == "not_of_unit"


def test_nobody_s_account_is_refused(book: Book, mai: int) -> None:
    with pytest.raises(Refused) as refused:
        book.add("Trần Văn Bình", user_id=10_000)

    assert refused.value.verdict.code == "not_of_unit"
    assert Person.objects.count() == 1
