"""A fact is appended; a correction is a new row with its reason, a mistake is struck out; nothing is overwritten."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records.book import HIRED, NOW, Book, initiative, rating, title
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Conflict, Refused
from thidua.records.actions.facts import change_employment, correct_fact, end_fact, void_fact, write_fact
from thidua.records.chain import records_chain
from thidua.records.contents import (
    Author,
    Content,
    DisciplineContent,
    EmploymentContent,
    HoldContent,
    HonourContent,
    LeaveContent,
    MemberFiguresContent,
    Subject,
)
from thidua.records.enums import FactKind
from thidua.records.models import Authorship, Employment, Person, Rating, Work
from thidua.records.queries.histories import histories_of, history_of_unit
from thidua.records.queries.pages import person_page, unit_page
from thidua.records.values import FactLine, PersonPage, UnitPage

WHY = "Ghi nhầm so với Quyết định số 15"


def correct(book: Book, fact: FactKind, row_id: int, content: Content, **more: Any) -> int:
    more = {"actor": book.editor(), "reason": WHY, **more}
    return correct_fact(at=NOW, fact=fact, row_id=row_id, content=content, **more)


def void(book: Book, fact: FactKind, row_id: int, **more: Any) -> None:
    void_fact(**{"actor": book.editor(), "at": NOW, "fact": fact, "row_id": row_id, "reason": WHY, **more})


def lines(page: PersonPage | UnitPage, fact: FactKind) -> tuple[FactLine, ...]:
    return next(group.lines for group in page.groups if group.fact is fact)


def acts(book: Book, unit: int = 1) -> list[tuple[str, dict[str, Any]]]:
    rows = Entry.objects.filter(chain__code=records_chain(book.unit(unit))).order_by("seq")
    return [(row.action, json.loads(row.payload)["facts"]) for row in rows if row.action != "records.add_person"]


OF_PEOPLE = [
    rating(2020),
    title(year=2020, decision_number="15/QĐ", decision_date=date(2021, 1, 5), issuer="Học viện"),
    DisciplineContent(level="warning", since_date=date(2020, 3, 1), last_date=date(2021, 2, 28)),
    HoldContent(kind="investigation", since_date=date(2021, 3, 1)),
    LeaveContent(kind="maternity", since_date=date(2020, 3, 1), last_date=date(2020, 8, 31)),
    EmploymentContent(
        since_date=date(2008, 1, 1), last_date=date(2010, 8, 31), employer="Trường C", position="Giáo viên"
    ),
]
OF_UNITS = [
    rating(2020, "excellent"),
    title("TTLDXS", 2020),
    HoldContent(kind="investigation", since_date=date(2021, 3, 1)),
    MemberFiguresContent(year=2020, members=20, counts={"LDTT": 18, "completed": 20}),
]  # fmt: skip


@pytest.mark.parametrize("content", OF_PEOPLE, ids=lambda content: content.fact.value)
def test_a_fact_of_a_person_is_kept_as_it_was_said(book: Book, mai: int, content: Content) -> None:
    row_id = book.write(mai, content)

    held = [row for row in histories_of([mai])[mai].held if row.content.fact is content.fact]
    assert (row_id, content) in [(row.id, row.content) for row in held]
    assert acts(book) == [("records.write_fact", {"fact": content.fact.value, "person": str(mai), "row": str(row_id)})]
    assert verify_all().problems == []


@pytest.mark.parametrize("content", OF_UNITS, ids=lambda content: content.fact.value)
def test_a_fact_of_a_unit_is_kept_as_it_was_said(book: Book, content: Content) -> None:
    row_id = book.write_of_unit(content)

    assert [(row.id, row.content) for row in history_of_unit(book.unit()).held] == [(row_id, content)]
    assert acts(book) == [("records.write_fact", {"fact": content.fact.value, "row": str(row_id)})]
    assert verify_all().problems == []


def test_a_work_is_kept_with_its_authors(book: Book, mai: int) -> None:
    binh = book.add("Trần Văn Bình")
    authors = (Author(binh, 60), Author(mai, 40))
    book.write_of_unit(initiative(authors=authors, decision_number="12/QĐ"))

    line = lines(unit_page(book.unit(), NOW), FactKind.WORK)[0]
    assert [(one.name, one.share) for one in line.authors] == [("Trần Văn Bình", 60), ("Nguyễn Thị Mai", 40)]
    assert lines(person_page(mai, NOW), FactKind.WORK) == (line,)
    assert verify_all().problems == []


def test_texts_are_kept_clean_on_one_line(book: Book, mai: int) -> None:
    book.write(mai, title(decision_number=" 15/QĐ\u200b ", issuer="Học  viện\n CTQG"))

    content = lines(person_page(mai, NOW), FactKind.HONOUR)[0].content
    assert isinstance(content, HonourContent)
    assert (content.decision_number, content.issuer) == ("15/QĐ", "Học viện CTQG")


def test_a_correction_leaves_the_row_that_it_replaces(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))
    second = correct(book, FactKind.RATING, first, rating(2020, "excellent"), actor=book.head())

    line = lines(person_page(mai, NOW), FactKind.RATING)[0]
    assert (line.id, line.content, line.is_corrected, line.is_void) == (second, rating(2020, "excellent"), True, False)
    assert [(one.id, one.words, one.reason, one.written_by) for one in line.versions] == [
        (first, "năm 2020: Hoàn thành tốt nhiệm vụ", "", "Người daumoi01"),
        (second, "năm 2020: Hoàn thành xuất sắc nhiệm vụ", WHY, "Người truong01"),
    ]
    assert acts(book)[1] == (
        "records.correct_fact", {"fact": "rating", "person": str(mai), "row": str(second), "corrects": str(first)},
    )  # fmt: skip
    assert verify_all().problems == []


def test_a_correction_of_a_row_already_corrected_tells_both(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))
    correct(book, FactKind.RATING, first, rating(2020, "excellent"))

    with pytest.raises(Conflict) as conflict:
        correct(book, FactKind.RATING, first, rating(2020, "completed"))

    assert conflict.value.mine == {"Xếp loại hằng năm": "năm 2020: Hoàn thành nhiệm vụ"}
    assert conflict.value.theirs == {"Xếp loại hằng năm": f"năm 2020: Hoàn thành xuất sắc nhiệm vụ – {WHY}"}
    assert Rating.objects.count() == 2


def test_the_same_correction_sent_twice_is_written_once(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))

    ids = {correct(book, FactKind.RATING, first, rating(2020, "excellent")) for _ in range(2)}

    assert len(ids) == 1
    assert Rating.objects.count() == 2


def test_a_correction_is_judged_without_the_row_that_it_replaces(book: Book, mai: int) -> None:
    leave = LeaveContent(kind="sick", since_date=date(2020, 1, 1), last_date=date(2020, 3, 31))
    first = book.write(mai, leave)

    assert correct(book, FactKind.LEAVE, first, replace(leave, last_date=date(2020, 4, 30)))


def test_a_correction_may_not_contradict_the_rest(book: Book, mai: int) -> None:
    book.write(mai, rating(2019))
    first = book.write(mai, rating(2020))

    with pytest.raises(Refused) as refused:
        correct(book, FactKind.RATING, first, rating(2019))

    assert refused.value.verdict.code == "twice_a_year"


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("", "no_reason"),
        ("\u200b\u2060 \n", "no_reason"),
        ("x" * 501, "reason_too_long"),
        ("nguyễn thị mai đề nghị", "names_person"),
    ],
)
def test_a_reason_that_cannot_be_kept(book: Book, mai: int, reason: str, code: str) -> None:
    first = book.write(mai, rating(2020))

    for act in (
        lambda: correct(book, FactKind.RATING, first, rating(2020, "excellent"), reason=reason),
        lambda: void(book, FactKind.RATING, first, reason=reason),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.verdict.code == code
    assert Rating.objects.count() == 1


def test_a_correction_that_changes_nothing(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))

    with pytest.raises(Refused) as refused:
        correct(book, FactKind.RATING, first, rating(2020))

    assert refused.value.verdict.code == "same_content"


def test_a_mistake_is_struck_out_and_stays_in_the_history(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))
    void(book, FactKind.RATING, first)
    void(book, FactKind.RATING, first)  # a double click

    line = lines(person_page(mai, NOW), FactKind.RATING)[0]
    assert (line.is_void, line.counts, line.words) == (True, False, "năm 2020: Hoàn thành tốt nhiệm vụ")
    assert [one.reason for one in line.versions] == ["", WHY]
    assert Rating.objects.count() == 2
    assert [act for act, _ in acts(book)] == ["records.write_fact", "records.void_fact"]
    assert book.write(mai, rating(2020, "excellent"))  # there is room again
    assert verify_all().problems == []


def test_what_is_struck_out_is_not_corrected(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))
    void(book, FactKind.RATING, first)
    void_row = Rating.objects.get(is_void=True).pk

    with pytest.raises(Conflict) as conflict:
        correct(book, FactKind.RATING, first, rating(2020, "excellent"))
    assert conflict.value.theirs == {"Xếp loại hằng năm": f"bỏ bản ghi này – {WHY}"}

    for act in (
        lambda: correct(book, FactKind.RATING, void_row, rating(2020, "excellent")),
        lambda: void(book, FactKind.RATING, void_row),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.verdict.code == "void"


def test_striking_out_a_row_that_somebody_corrected_tells_so(book: Book, mai: int) -> None:
    first = book.write(mai, rating(2020))
    correct(book, FactKind.RATING, first, rating(2020, "excellent"))

    with pytest.raises(Conflict) as conflict:
        void(book, FactKind.RATING, first)

    assert conflict.value.mine == {"Xếp loại hằng năm": "bỏ bản ghi này"}


def test_the_only_employment_is_not_struck_out(book: Book, mai: int) -> None:
    with pytest.raises(Refused) as refused:
        void(book, FactKind.EMPLOYMENT, Employment.objects.get().pk)

    assert refused.value.verdict.code == "only_employment"


def test_an_earlier_employment_on_which_a_title_rests_is_not_struck_out(book: Book, mai: int) -> None:
    earlier = book.write(
        mai, EmploymentContent(since_date=date(2008, 1, 1), last_date=date(2010, 8, 31), employer="Trường C")
    )
    held = book.write(mai, title(year=2009))

    with pytest.raises(Refused) as refused:
        void(book, FactKind.EMPLOYMENT, earlier)
    assert refused.value.verdict.code == "before_employment"

    void(book, FactKind.HONOUR, held)
    void(book, FactKind.EMPLOYMENT, earlier)
    assert len(lines(person_page(mai, NOW), FactKind.EMPLOYMENT)) == 2


def test_an_employment_may_not_be_corrected_to_begin_after_a_rating(book: Book, mai: int) -> None:
    book.write(mai, rating(2012))
    first = Employment.objects.get().pk
    later = EmploymentContent(since_date=date(2013, 1, 1), organisation_id=book.unit())

    with pytest.raises(Refused) as refused:
        correct(book, FactKind.EMPLOYMENT, first, later)

    assert refused.value.verdict.code == "before_employment"


def test_a_period_that_is_over_gets_its_last_day(book: Book, mai: int) -> None:
    leave = book.write(mai, LeaveContent(kind="sick", since_date=date(2021, 3, 1)))

    end_fact(actor=book.editor(), at=NOW, fact=FactKind.LEAVE, row_id=leave, last_date=date(2021, 5, 31))

    line = lines(person_page(mai, NOW), FactKind.LEAVE)[0]
    assert line.words == "Nghỉ ốm dài ngày từ 01/03/2021 đến 31/05/2021"
    assert line.versions[-1].reason == "Ghi ngày kết thúc"


@pytest.mark.parametrize(
    ("content", "last_date", "code"),
    [
        (LeaveContent(kind="sick", since_date=date(2021, 3, 1)), date(2021, 2, 28), "period_reversed"),
        (LeaveContent(kind="sick", since_date=HIRED, last_date=date(2011, 1, 1)), date(2021, 2, 28), "ended"),
        (rating(2020), date(2021, 2, 28), "no_period"),
    ],
)
def test_a_last_day_that_cannot_be(book: Book, mai: int, content: Content, last_date: date, code: str) -> None:
    row_id = book.write(mai, content)

    with pytest.raises(Refused) as refused:
        end_fact(actor=book.editor(), at=NOW, fact=content.fact, row_id=row_id, last_date=last_date)

    assert refused.value.verdict.code == code


def test_a_new_position_ends_the_one_before(book: Book, mai: int) -> None:
    change_employment(
        actor=book.editor(), at=NOW, person_id=mai,
        content=EmploymentContent(since_date=date(2021, 4, 1), organisation_id=book.unit(), position="Trưởng khoa"),
    )  # fmt: skip

    assert [line.words for line in lines(person_page(mai, NOW), FactKind.EMPLOYMENT)] == [
        "Trưởng khoa, Đơn vị 01 từ 01/04/2021, chưa kết thúc",
        "Đơn vị 01 từ 01/09/2010 đến 31/03/2021",
    ]
    assert verify_all().problems == []


def test_going_to_another_unit_hands_the_record_over(book: Book) -> None:
    mai = book.add(staff_code="CB-012")
    change_employment(
        actor=book.editor(), at=NOW, person_id=mai,
        content=EmploymentContent(since_date=date(2021, 4, 1), organisation_id=book.unit(2)),
    )  # fmt: skip

    person = Person.objects.get(pk=mai)
    assert (person.organisation_id, person.staff_code) == (book.unit(2), "")
    assert [act for act, _ in acts(book)] == ["records.correct_fact", "records.write_fact"]

    with pytest.raises(Refused) as refused:
        book.write(mai, rating(2020))
    assert refused.value.verdict.code == "not_yours"

    write_fact(actor=book.editor(2), at=NOW, subject=Subject.person(mai), content=rating(2020))
    assert [act for act, _ in acts(book, 2)] == ["records.write_fact"]
    assert verify_all().problems == []


def test_an_earlier_unit_does_not_take_the_record(book: Book, mai: int) -> None:
    book.write(
        mai, EmploymentContent(since_date=date(2008, 1, 1), last_date=date(2010, 8, 31), organisation_id=book.unit(2))
    )

    assert Person.objects.get(pk=mai).organisation_id == book.unit()


def test_a_mistaken_hand_over_is_struck_out_by_the_unit_that_received_it(book: Book, mai: int) -> None:
    moved = change_employment(
        actor=book.editor(), at=NOW, person_id=mai,
        content=EmploymentContent(since_date=date(2021, 4, 1), organisation_id=book.unit(2)),
    )  # fmt: skip

    void(book, FactKind.EMPLOYMENT, moved, actor=book.editor(2))

    assert Person.objects.get(pk=mai).organisation_id == book.unit()


def test_correcting_a_work_keeps_an_author_who_has_left(book: Book, mai: int) -> None:
    binh = book.add("Trần Văn Bình")
    first = book.write_of_unit(initiative(mai, binh))
    change_employment(
        actor=book.editor(), at=NOW, person_id=binh,
        content=EmploymentContent(since_date=date(2021, 4, 1), organisation_id=book.unit(2)),
    )  # fmt: skip

    second = correct(book, FactKind.WORK, first, initiative(mai, binh, scope="ministry_province"))

    assert Authorship.objects.filter(work_id=second).count() == 2
    line = lines(person_page(binh, NOW), FactKind.WORK)[0]
    assert (line.id, line.content, len(line.versions)) == (
        second, initiative(mai, binh, scope="ministry_province"), 2,
    )  # fmt: skip
    assert verify_all().problems == []


def test_a_work_from_which_an_author_was_removed_leaves_their_page(book: Book, mai: int) -> None:
    binh = book.add("Trần Văn Bình")
    first = book.write_of_unit(initiative(mai, binh))
    correct(book, FactKind.WORK, first, initiative(mai))

    assert lines(person_page(binh, NOW), FactKind.WORK) == ()
    assert len(lines(person_page(mai, NOW), FactKind.WORK)) == 1


def test_a_work_that_is_struck_out_keeps_telling_its_authors(book: Book, mai: int) -> None:
    void(book, FactKind.WORK, book.write_of_unit(initiative(mai)))

    line = lines(person_page(mai, NOW), FactKind.WORK)[0]
    assert (line.is_void, [one.name for one in line.authors]) == (True, ["Nguyễn Thị Mai"])
    assert Work.objects.count() == 2


def test_another_unit_s_row_and_no_row_are_refused_alike(book: Book, mai: int) -> None:
    row_id = book.write(mai, rating(2020))

    for actor, which in ((book.editor(2), row_id), (book.editor(), 10_000)):
        with pytest.raises(Refused) as refused:
            void(book, FactKind.RATING, which, actor=actor)
        assert refused.value.verdict.code == "not_yours"


@pytest.mark.parametrize("subject", [Subject(), Subject.person(10_000), Subject.unit(10_000)])
def test_nobody_has_no_history(book: Book, subject: Subject) -> None:
    with pytest.raises(Refused) as refused:
        write_fact(actor=book.editor(), at=NOW, subject=subject, content=rating(2020))

    assert refused.value.verdict.code == "not_yours"


def test_a_member_of_staff_does_not_write(book: Book, mai: int) -> None:
    for subject in (Subject.person(mai), Subject.unit(book.unit())):
        with pytest.raises(Refused) as refused:
            write_fact(actor=book.officer(), at=NOW, subject=subject, content=rating(2020))
        assert refused.value.verdict.code == "not_editor"
