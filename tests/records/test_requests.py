"""A person asks for a copy of their data, or for its erasure; the log stays proved."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from records.book import MAI, NOW, Book, initiative, rating, title
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.law.retention import Term, national_terms, read_terms
from thidua.core.verdict import Refused
from thidua.records.actions.facts import correct_fact, end_fact
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.actions.ideas import IdeaWords, propose_idea
from thidua.records.actions.people import correct_details, link_account
from thidua.records.actions.private import set_identity, set_party_membership
from thidua.records.actions.requests import RequestAnswer, answer_request, receive_request
from thidua.records.enums import FactKind, IdeaKind, RequestKind
from thidua.records.models import Employment, Honour, Idea, IdentityNumber, Person, PersonDetails, RequestOutcome
from thidua.records.queries.access import may_read_person
from thidua.records.queries.ideas import idea_facts
from thidua.records.queries.pages import person_page
from thidua.records.queries.people import people_of
from thidua.records.rules.erasure import FIELDS
from thidua.records.values import PersonWords
from thidua.records.words import NOBODY

NUMBER = "035185001234"
_TERM = "{field: %s, years: %s, counted_from: employment_end, from: 2017-10-01, evidence: M, source: [own]}"
SHORT_TERMS = read_terms(
    f"""
format: thidua.dated/1
kind: retention
title: Thời hạn của đơn vị
sources: {{own: {{title: Quy chế của đơn vị}}}}
values:
  - {_TERM % ("full_name", 10)}
  - {_TERM % ("gender", 1)}
""".encode()
)
"""A unit that decided to keep names for ten years."""


@pytest.fixture
def known(book: Book) -> int:
    """Somebody of whom everything that may be kept is kept."""
    person_id = book.add(gender="female", birth_date=date(1985, 3, 8), staff_code="CB-012")
    link_account(actor=book.editor(), at=NOW, person_id=person_id, user_id=book.season.users["canbo01"])
    set_identity(actor=book.editor(), at=NOW, person_id=person_id, number=NUMBER)
    set_party_membership(actor=book.editor(), at=NOW, person_id=person_id, since_date=date(2010, 2, 3), purpose="HCLD3")
    correct_details(
        actor=book.editor(), at=NOW, person_id=person_id, seen_number=1, reason="Nguyễn Thị Mai báo nhầm ngày sinh",
        words=PersonWords(MAI, "female", date(1985, 3, 9), "CB-012"),
    )  # fmt: skip
    first = book.write(person_id, rating(2020))
    correct_fact(
        actor=book.editor(), at=NOW, fact=FactKind.RATING, row_id=first, content=rating(2020, "excellent"),
        reason="Theo Quyết định số 15",
    )  # fmt: skip
    taken = book.write(person_id, title(year=2019))
    revoke_honour(
        actor=book.head(), at=NOW, row_id=taken, ground="Kê khai sai",
        decision=RevokingDecision("88/QĐ", date(2021, 6, 1)),
    )  # fmt: skip
    book.write_of_unit(initiative(person_id))
    return person_id


def leave(book: Book, person_id: int, last_date: date) -> None:
    row_id = Employment.objects.get(person_id=person_id, corrected_by=None).pk
    end_fact(actor=book.editor(), at=NOW, fact=FactKind.EMPLOYMENT, row_id=row_id, last_date=last_date)


def ask(book: Book, person_id: int, kind: RequestKind = RequestKind.ERASURE, **more: Any) -> int:
    return receive_request(
        **{
            "actor": book.editor(), "at": NOW, "person_id": person_id, "kind": kind,
            "received_date": date(2021, 11, 19), **more,
        }
    )  # fmt: skip


def answer(book: Book, request_id: int, **more: Any) -> RequestAnswer:
    return answer_request(**{"actor": book.head(), "at": NOW, "request_id": request_id, **more})


def fields(answer: RequestAnswer) -> tuple[list[str], dict[str, date | None]]:
    return [line.field for line in answer.erased], {line.field: line.until for line in answer.kept}


def test_a_copy_holds_everything_that_is_kept(book: Book, known: int) -> None:
    given = answer(book, ask(book, known, RequestKind.ACCESS))

    copy = json.loads(given.export)
    assert given.granted
    assert {key: copy[key] for key in list(copy)[:9]} == {
        "Hồ sơ số": known, "Đơn vị quản lý hồ sơ": "Đơn vị 01", "Họ và tên": MAI, "Giới tính": "Nữ",
        "Ngày sinh": "09/03/1985", "Mã cán bộ": "CB-012", "Số định danh": NUMBER,
        "Ngày vào Đảng": "03/02/2010 (ghi để xét Huân chương Lao động hạng Ba)", "Tài khoản": "canbo01.cum-thu",
    }  # fmt: skip
    assert [version["Ngày sinh"] for version in copy["Các bản thông tin cá nhân"]] == ["08/03/1985", "09/03/1985"]
    assert {kind: [line["Nội dung"] for line in lines] for kind, lines in copy["Lịch sử"].items()} == {
        "Quá trình công tác": ["Đơn vị 01 từ 01/09/2010, chưa kết thúc"],
        "Xếp loại hằng năm": ["năm 2020: Hoàn thành xuất sắc nhiệm vụ"],
        "Danh hiệu, hình thức khen thưởng": ["Chiến sĩ thi đua cơ sở năm 2019"],
        "Sáng kiến, đề tài": ["Sáng kiến “Bảng tra cứu văn bản dùng chung”, phạm vi cơ sở, năm 2020"],
    }
    assert [row["Lý do sửa"] for row in copy["Lịch sử"]["Xếp loại hằng năm"][0]["Các bản ghi"]] == [
        None, "Theo Quyết định số 15",
    ]  # fmt: skip
    assert copy["Lịch sử"]["Danh hiệu, hình thức khen thưởng"][0]["Bị hủy bỏ"] == "88/QĐ: Kê khai sai"
    assert copy["Yêu cầu về dữ liệu"] == [
        {"Yêu cầu": "Xem và nhận bản sao dữ liệu của mình", "Ngày nhận": "19/11/2021", "Kết quả": "đang giải quyết",
         "Lý do": None}
    ]  # fmt: skip
    assert [entry.payload for entry in Entry.objects.all() if NUMBER in entry.payload or "Mai" in entry.payload] == []


def test_somebody_who_still_works_may_have_nothing_erased_yet(book: Book, known: int) -> None:
    given = answer(book, ask(book, known))

    assert (given.granted, fields(given)) == (
        False,
        ([], dict.fromkeys(("full_name", "gender", "birth_date", "identity_number", "party_membership", "staff_code",
                            "account"))),
    )  # fmt: skip
    assert given.reason.startswith(
        "Chưa xóa được dữ liệu nào. Họ và tên: giữ khi đang làm việc và 10 năm sau khi thôi việc. "
    )
    assert "Giới tính: giữ khi đang làm việc và 5 năm sau khi thôi việc." in given.reason
    outcome = RequestOutcome.objects.get()
    assert (outcome.granted, outcome.reason) == (False, given.reason)
    assert IdentityNumber.objects.count() == 1


def test_until_its_last_day_data_is_kept_and_the_answer_says_which_day(book: Book, known: int) -> None:
    leave(book, known, date(2020, 11, 20))

    given = answer(book, ask(book, known))

    assert not given.granted
    assert "Số định danh: giữ đến hết ngày 20/11/2021." in given.reason
    assert "Ngày sinh: giữ đến hết ngày 20/11/2025." in given.reason


def test_a_day_later_what_may_go_goes_and_the_rest_has_its_day(book: Book, known: int) -> None:
    leave(book, known, date(2020, 11, 20))
    tomorrow = NOW + timedelta(days=1)

    given = answer(book, ask(book, known), at=tomorrow)

    assert given.granted
    assert fields(given) == (
        ["identity_number", "party_membership"],
        {"full_name": date(2030, 11, 20), "gender": date(2025, 11, 20), "birth_date": date(2025, 11, 20),
         "staff_code": date(2030, 11, 20), "account": date(2030, 11, 20)},
    )  # fmt: skip
    page = person_page(known, tomorrow)
    assert (page.full_name, page.gender, page.identity_tail, page.party, page.is_erased) == (
        MAI, "female", "", None, False,
    )  # fmt: skip
    assert json.loads(RequestOutcome.objects.get().erased) == ["identity_number", "party_membership"]
    assert verify_all().problems == []


def test_when_no_term_is_left_only_the_history_without_a_name_stays(book: Book, known: int) -> None:
    leave(book, known, date(2011, 11, 19))
    rows_before = Honour.objects.count()

    given = answer(book, ask(book, known), terms=SHORT_TERMS)

    assert (given.granted, given.kept) == (True, ())
    page = person_page(known, NOW)
    assert (page.full_name, page.gender, page.birth_date, page.staff_code, page.account_name, page.is_erased) == (
        NOBODY, "", None, "", "", True,
    )  # fmt: skip
    assert {(row.full_name, row.gender, row.birth_date, row.reason) for row in PersonDetails.objects.all()} == {
        ("", "", None, "")
    }
    assert Honour.objects.count() == rows_before
    assert [line.words for group in page.groups if group.fact is FactKind.HONOUR for line in group.lines] == [
        "Chiến sĩ thi đua cơ sở năm 2019"
    ]
    assert verify_all().problems == []


def test_ideas_sent_before_the_account_was_linked_lose_the_name_too(book: Book, known: int) -> None:
    idea_id = propose_idea(
        actor=book.officer(), at=NOW, kind=IdeaKind.INITIATIVE, year=2021, words=IdeaWords("Tra cứu", "Một bảng chung"),
        sent_key="0" * 32,
    )  # fmt: skip
    Idea.objects.filter(pk=idea_id).update(person=None)  # as it was before the link
    leave(book, known, date(2011, 11, 19))

    answer(book, ask(book, known), terms=SHORT_TERMS)

    found = idea_facts(idea_id)
    assert found is not None
    assert found.author_name == NOBODY


def test_an_erased_person_is_not_found_by_name_and_stands_last(book: Book, known: int) -> None:
    leave(book, known, date(2011, 11, 19))
    answer(book, ask(book, known), terms=SHORT_TERMS)
    book.add("Vũ Văn Vỹ")

    assert people_of(book.editor(), book.unit(), NOW, search="mai").total == 0
    lines = people_of(book.editor(), book.unit(), NOW).lines
    assert [(line.full_name, line.is_erased) for line in lines] == [("Vũ Văn Vỹ", False), (NOBODY, True)]
    assert may_read_person(book.officer(), known, NOW).code == "not_yours"
    assert may_read_person(book.editor(), known, NOW)


def test_nothing_more_is_written_about_an_erased_person(book: Book, known: int) -> None:
    leave(book, known, date(2011, 11, 19))
    answer(book, ask(book, known), terms=SHORT_TERMS)

    for act in (
        lambda: book.write(known, rating(2011)),
        lambda: set_identity(actor=book.editor(), at=NOW, person_id=known, number=NUMBER),
        lambda: book.write_of_unit(initiative(known, title="Khác")),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.verdict.code in {"erased", "author_not_of_unit"}


def test_data_whose_term_ends_after_the_name_s_may_be_asked_for_again(book: Book, known: int) -> None:
    leave(book, known, date(2011, 11, 19))
    late = Term("gender", 30, "employment_end", SHORT_TERMS[0].ground)
    first = answer(book, ask(book, known), terms=(SHORT_TERMS[0], late))
    assert [line.field for line in first.kept] == ["gender"]

    again = answer(book, ask(book, known), terms=SHORT_TERMS)

    assert fields(again) == (["gender"], {})
    assert Person.objects.get(pk=known).erased_at is not None


def test_nothing_left_to_erase_is_said(book: Book, known: int) -> None:
    leave(book, known, date(2011, 11, 19))
    answer(book, ask(book, known), terms=SHORT_TERMS)

    again = answer(book, ask(book, known), terms=SHORT_TERMS)

    assert (again.granted, again.reason) == (False, "Hồ sơ không còn dữ liệu cá nhân nào để xóa.")


def test_the_head_refuses_with_a_reason(book: Book, known: int) -> None:
    request = ask(book, known)
    for reason, code in (
        (" \u200b", "no_reason"),
        (f"{MAI} đang khiếu nại", "names_person"),
        (f"Chờ ý kiến của ({MAI}).", "names_person"),
    ):
        with pytest.raises(Refused) as refused:
            answer(book, request, granted=False, reason=reason)
        assert refused.value.verdict.code == code

    given = answer(book, request, granted=False, reason="Đang giải quyết khiếu nại số 4")

    assert (given.granted, given.reason) == (False, "Đang giải quyết khiếu nại số 4")
    assert [(line.granted, line.reason) for line in person_page(known, NOW).requests] == [
        (False, "Đang giải quyết khiếu nại số 4")
    ]


def test_a_request_is_answered_once_and_by_the_head_alone(book: Book, known: int) -> None:
    request = ask(book, known, RequestKind.ACCESS)

    for actor, code in ((book.editor(), "not_head"), (book.head(2), "not_yours"), (book.officer(), "not_editor")):
        with pytest.raises(Refused) as refused:
            answer(book, request, actor=actor)
        assert refused.value.verdict.code == code
    answer(book, request)
    with pytest.raises(Refused) as refused:
        answer(book, request)
    assert refused.value.verdict.code == "answered"
    with pytest.raises(Refused) as refused:
        answer(book, request + 1000)
    assert refused.value.verdict.code == "not_yours"


def test_a_request_waits_for_its_answer_before_it_is_made_again(book: Book, known: int) -> None:
    first = ask(book, known)
    with pytest.raises(Refused) as refused:
        ask(book, known)
    assert refused.value.verdict.code == "already_asked"

    assert ask(book, known, RequestKind.ACCESS)
    answer(book, first)
    assert ask(book, known)


def test_a_request_is_not_received_tomorrow(book: Book, known: int) -> None:
    with pytest.raises(Refused) as refused:
        ask(book, known, received_date=date(2021, 11, 21))

    assert refused.value.verdict.code == "bad_day"


def test_the_longest_refusal_fits_where_it_is_kept(book: Book, known: int) -> None:
    given = answer(book, ask(book, known))

    assert len(given.kept) == len(FIELDS)
    RequestOutcome.objects.get().full_clean()


def test_the_project_keeps_the_nameless_history_for_ever(book: Book) -> None:
    assert [term.field for term in national_terms() if term.years is None] == [
        "honour", "initiative", "topic",
    ]  # fmt: skip
