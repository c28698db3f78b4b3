"""Whom a file means: clear names are taken, everything else is asked, and answers settle it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from records.book import MAI, Book, rating
from records.import_books import FIRST_ROW, at, preview, sheets, take, told, workbook
from thidua.documents.workbook.reading import read_workbook
from thidua.records.contents import Author, EmploymentContent, WorkContent
from thidua.records.importing.matching import NEW, SKIP, Doubt, Known, same_name
from thidua.records.importing.plan import Plan
from thidua.records.models import Employment, Person
from thidua.records.queries.people import names_of_people

SINCE = {"since_date": "01/09/2010"}


def rated(**who: Any) -> dict[str, Any]:
    return {"year": 2020, "level": "HTTNV", **who}


def subjects(plan: Plan) -> list[int | None]:
    assert (told(plan), plan.doubts) == ([], ())
    return [line.subject for line in plan.lines]


def doubt_of(plan: Plan) -> Doubt:
    """The one open question; nothing is written before it is answered."""
    (doubt,) = plan.doubts
    assert (told(plan), plan.lines, plan.open_doubts, plan.ready) == ([], (), 1, False)
    return doubt


def answered(book: Book, answer: str, *, question: Plan, **filled: Any) -> Plan:
    return preview(book, *sheets(**filled), answers={doubt.key: answer for doubt in question.doubts})


# --- clear ---


@pytest.mark.parametrize(
    "typed", [MAI, "nguyễn thị mai", "NGUYỄN THỊ MAI", "Nguyễn  Thị   Mai", "Nguye\u0302\u0303n Thi\u0323 Mai"]
)
def test_the_name_as_in_the_book_is_clear(book: Book, mai: int, typed: str) -> None:
    """The last one is NFD, which the reading of a workbook settles."""
    assert subjects(preview(book, *read_workbook(workbook(rating=[rated(name=typed)])))) == [mai]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lê Thị Hoà", "Lê Thị Hòa", True),
        ("Khoẻ", "KHỎE", True),
        ("Trần Thuỷ", "Trần Thủy", True),
        ("Hoàng Oanh", "Hòang Oanh", True),
        ("Lê Thị Hoa", "Lê Thị Hoà", False),
        ("Đỗ Dũng", "Đỗ Đũng", False),
        ("Huê", "Huế", False),
    ],
)
def test_two_habits_of_writing_a_tone_are_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_a_name_written_with_the_other_habit_is_clear(book: Book) -> None:
    hoa = book.add("Lê Thị Hòa")

    assert subjects(preview(book, *sheets(rating=[rated(name="Lê Thị Hoà")]))) == [hoa]


def test_the_code_is_enough(book: Book) -> None:
    person = book.add(staff_code="CB-012")
    book.add("Trần Văn Tú", staff_code="CB-013")

    assert subjects(preview(book, *sheets(rating=[rated(staff_code="cb-012")]))) == [person]


def test_the_code_tells_namesakes_apart(book: Book) -> None:
    book.add(birth_date=date(1985, 3, 8), staff_code="CB01")
    second = book.add(birth_date=date(1990, 1, 1), staff_code="CB02")

    assert subjects(preview(book, *sheets(rating=[rated(staff_code="CB02", name=MAI)]))) == [second]


def test_codes_that_differ_by_capitals_alone_are_two(book: Book) -> None:
    book.add(staff_code="CBa")
    tu = book.add("Trần Văn Tú", staff_code="CBA")

    assert subjects(preview(book, *sheets(rating=[rated(staff_code="CBA")]))) == [tu]
    assert [fault.sentence for fault in preview(book, *sheets(rating=[rated(staff_code="cba")])).faults] == [
        "Không có mã cba trong sổ của đơn vị. Hãy xem lại, hoặc thêm vào trang “Cán bộ” của tệp."
    ]


def test_a_code_that_the_book_does_not_know_yet_goes_with_the_name(book: Book, mai: int) -> None:
    assert subjects(preview(book, *sheets(rating=[rated(staff_code="CB77", name=MAI)]))) == [mai]


def test_authors_come_by_name_by_code_and_by_both(book: Book, mai: int) -> None:
    tu = book.add("Trần Văn Tú", staff_code="CB02")
    first = book.add("Lê An", birth_date=date(1985, 3, 8), staff_code="CB03")
    book.add("Lê An", birth_date=date(1990, 1, 1), staff_code="CB04")
    row = {"kind": "SK", "title": "Tra cứu", "scope": "Cơ sở", "year": 2020}

    plan = preview(book, *sheets(work=[{**row, "authors": f"{MAI}; CB02,\nLê An (CB03)"}]))

    assert told(plan) == []
    (line,) = plan.lines
    assert isinstance(line.content, WorkContent)
    assert line.content.authors == (Author(mai), Author(tu), Author(first))
    assert line.whose == f"{MAI}, Trần Văn Tú, Lê An"


def test_a_work_of_the_whole_unit_has_no_authors(book: Book) -> None:
    row = {"kind": "SK", "title": "Tra cứu", "scope": "Cơ sở", "year": 2020, "authors": "tập thể"}

    (line,) = preview(book, *sheets(work=[row])).lines

    assert isinstance(line.content, WorkContent)
    assert (line.content.authors, line.subject, line.whose) == ((), None, "Tập thể đơn vị")


def test_people_of_other_units_and_erased_ones_are_nobody(book: Book) -> None:
    book.add(unit=2)
    erased = book.add("Trần Văn Tú")
    Person.objects.filter(pk=erased).update(
        erased_at="2021-01-01T00:00:00Z", sort_key="", search_text="", staff_code="", user=None
    )
    plan = preview(book, *sheets(rating=[rated(name=MAI), rated(name="Trần Văn Tú")]))

    assert [sentence for _, _, sentence in told(plan)] == [
        f"Không có {name} trong sổ của đơn vị. Hãy xem lại, hoặc thêm vào trang “Cán bộ” của tệp."
        for name in (MAI, "Trần Văn Tú")
    ]


# --- asked ---


def test_a_name_without_its_diacritics_is_asked(book: Book, mai: int) -> None:
    plan = preview(book, *sheets(rating=[rated(name="Nguyen Thi Mai")]))

    doubt = doubt_of(plan)
    assert (doubt.sheet, doubt.address) == ("Xếp loại", at("rating", "name"))
    assert doubt.question == "Không có ai tên đúng là Nguyen Thi Mai. Có phải là người này không?"
    assert doubt.options == ((f"cu:{mai}", MAI), (SKIP, "Không phải ai ở trên: bỏ qua các dòng này"))


def test_namesakes_are_asked_with_what_tells_them_apart(book: Book) -> None:
    older = book.add(birth_date=date(1975, 3, 8), department="Khoa Lý luận", staff_code="CB01")
    younger = book.add(birth_date=date(1990, 1, 1), department="Phòng Đào tạo")
    plan = preview(book, *sheets(rating=[rated(name=MAI)]))

    doubt = doubt_of(plan)
    assert doubt.question == (
        f"Có 2 người tên {MAI}. Tệp này nói về ai? Nếu tệp nói về cả hai, hãy ghi mã cán bộ trong tệp để phân biệt."
    )
    assert doubt.options == (
        (f"cu:{older}", f"{MAI}, Khoa Lý luận, sinh 08/03/1975, mã CB01"),
        (f"cu:{younger}", f"{MAI}, Phòng Đào tạo, sinh 01/01/1990"),
        (SKIP, "Không phải ai ở trên: bỏ qua các dòng này"),
    )


def test_a_code_that_contradicts_the_name_is_asked(book: Book) -> None:
    mai = book.add(staff_code="CB01")
    tu = book.add("Trần Văn Tú", staff_code="CB02")

    doubt = doubt_of(preview(book, *sheets(rating=[rated(staff_code="CB01", name="Trần Văn Tú")])))

    assert doubt.question == f"Mã CB01 trong sổ là {MAI}, trong tệp ghi là Trần Văn Tú. Dòng này nói về ai?"
    assert [answer for answer, _ in doubt.options] == [f"cu:{mai}", f"cu:{tu}", SKIP]


def test_another_code_of_the_same_name_is_asked(book: Book) -> None:
    mai = book.add(staff_code="CB01")

    doubt = doubt_of(preview(book, *sheets(rating=[rated(staff_code="CB09", name=MAI)])))

    assert doubt.question == f"{MAI} trong sổ mang mã CB01, trong tệp ghi mã CB09. Có phải là cùng một người không?"
    assert [answer for answer, _ in doubt.options] == [f"cu:{mai}", SKIP]


def test_an_answer_settles_every_row_of_that_name(book: Book, mai: int) -> None:
    filled = {
        "rating": [rated(name="Nguyen Thi Mai"), rated(name="nguyen thi mai", year=2019)],
        "work": [{"kind": "SK", "title": "A", "scope": "Cơ sở", "year": 2020, "authors": "Nguyen Thi Mai"}],
    }
    asked = preview(book, *sheets(**filled))
    assert len(asked.doubts) == 1

    plan = answered(book, f"cu:{mai}", question=asked, **filled)

    assert [line.subject for line in plan.lines] == [mai, mai, None]
    assert (plan.doubts[0].chosen, plan.open_doubts, plan.ready) == (f"cu:{mai}", 0, True)


def test_two_names_that_fold_alike_are_two_questions(book: Book) -> None:
    """An answer for Hưng must not carry Hùng along."""
    book.add("Trần Văn Hừng")

    plan = preview(book, *sheets(rating=[rated(name="Trần Văn Hùng"), rated(name="Trần Văn Hưng")]))

    assert len({doubt.key for doubt in plan.doubts}) == len(plan.doubts) == 2


def test_rows_may_be_left_out(book: Book, mai: int) -> None:
    filled = {
        "rating": [rated(name="Nguyen Thi Mai"), rated(name=MAI, year=2019)],
        "work": [{"kind": "SK", "title": "A", "scope": "Cơ sở", "year": 2020, "authors": f"{MAI}; Nguyen Thi Mai"}],
    }
    plan = answered(book, SKIP, question=preview(book, *sheets(**filled)), **filled)

    assert [line.subject for line in plan.lines] == [mai]
    assert (plan.skipped, plan.open_doubts, plan.ready) == (2, 0, True)


@pytest.mark.parametrize("nonsense", ["", "cu:", "cu:4711", "moi:3", NEW, "x" * 5000, "cu:1; DROP TABLE"])
def test_a_doubt_answered_with_nonsense_stays_open(book: Book, nonsense: str) -> None:
    book.add("Trần Văn Tú")
    book.add()
    filled = {"rating": [rated(name="Nguyen Thi Mai")]}

    plan = answered(book, nonsense, question=preview(book, *sheets(**filled)), **filled)

    assert doubt_of(plan).chosen == ""


def test_somebody_elses_person_is_no_answer(book: Book, mai: int) -> None:
    other = book.add("Trần Văn Tú")
    filled = {"rating": [rated(name="Nguyen Thi Mai")]}

    plan = answered(book, f"cu:{other}", question=preview(book, *sheets(**filled)), **filled)

    assert doubt_of(plan).chosen == ""


# --- new people ---


def test_a_new_person_and_what_is_said_of_them(book: Book) -> None:
    plan = preview(book, *sheets(people=[{"name": MAI, **SINCE}], rating=[rated(name=MAI)]))

    assert subjects(plan) == [-FIRST_ROW, -FIRST_ROW]
    assert [person.full_name for person in plan.people] == [MAI]


def test_two_employments_are_one_new_person(book: Book) -> None:
    """Also where the day of birth stands on one of the rows alone."""
    rows = [
        {"name": MAI, "birth_date": "08/03/1985", "since_date": "01/09/2010", "last_date": "31/08/2015"},
        {"name": "NGUYỄN THỊ MAI", "since_date": "01/09/2015"},
        {"name": "Trần Văn Tú", "since_date": "01/09/2010", "last_date": "31/08/2015"},
        {"name": "Trần Văn Tú", "employer": "Sở Nội vụ", "since_date": "01/09/2009", "last_date": "31/08/2010"},
        {"staff_code": "CB03", "name": "Lê An", "since_date": "01/09/2010", "last_date": "31/08/2015"},
        {"staff_code": "CB03", "since_date": "01/09/2015"},
    ]
    plan = preview(book, *sheets(people=rows))

    assert subjects(plan) == [-3, -3, -5, -5, -7, -7]
    assert [(person.full_name, person.staff_code) for person in plan.people] == [
        (MAI, ""), ("Trần Văn Tú", ""), ("Lê An", "CB03"),
    ]  # fmt: skip


def test_new_namesakes_are_told_apart_by_birth_or_code(book: Book) -> None:
    rows = [
        {"name": MAI, "birth_date": "08/03/1985", **SINCE},
        {"name": MAI, "birth_date": "01/01/1990", **SINCE},
        {"staff_code": "CB03", "name": "Lê An", **SINCE},
        {"staff_code": "CB04", "name": "Lê An", **SINCE},
    ]
    assert subjects(preview(book, *sheets(people=rows))) == [-3, -4, -5, -6]


def test_new_namesakes_whom_nothing_tells_apart_meet_at_their_rows(book: Book) -> None:
    plan = preview(book, *sheets(people=[{"name": MAI, **SINCE}, {"name": MAI, "since_date": "01/01/2012"}]))

    assert told(plan) == [
        (
            "Cán bộ",
            at("people", "since_date", 2),
            "Trùng thời gian với bản ghi đã có: công tác từ 01/09/2010, chưa kết thúc. Hãy ghi ngày kết thúc của bản "
            "ghi trước, hoặc sửa lại ngày. Bản ghi đó ở trang “Cán bộ”, ô B3 của tệp này.",
        )
    ]


def test_a_new_person_with_the_name_of_one_in_the_book_is_asked(book: Book) -> None:
    old = book.add(department="Khoa Lý luận", last_date=date(2015, 8, 31))
    filled = {"people": [{"name": MAI, "department": "Phòng Đào tạo", "since_date": "01/09/2016"}]}
    asked = preview(book, *sheets(**filled))

    doubt = doubt_of(asked)
    assert doubt.question == f"Trong sổ có người tên giống {MAI}. Tệp này nói về người đó hay về một người mới?"
    assert doubt.options == (
        (f"cu:{old}", MAI),
        (NEW, f"Người mới: thêm {MAI} vào sổ"),
        (SKIP, "Bỏ qua các dòng này, không ghi"),
    )
    assert answered(book, f"cu:{old}", question=asked, **filled).lines[0].subject == old
    new = answered(book, NEW, question=asked, **filled)
    assert (new.lines[0].subject, [person.number for person in new.people]) == (-3, [-3])
    nothing = answered(book, SKIP, question=asked, **filled)
    assert (nothing.lines, nothing.people, nothing.skipped, nothing.ready) == ((), (), 1, False)


def test_the_answer_new_holds_for_every_row_of_the_person(book: Book) -> None:
    old = book.add(last_date=date(2015, 8, 31))
    rows = [
        {"name": MAI, "since_date": "01/09/2016", "last_date": "31/08/2018"}, {"name": MAI, "since_date": "01/09/2018"},
    ]  # fmt: skip
    filled: dict[str, Any] = {"people": rows, "rating": [rated(name=MAI)]}
    asked = preview(book, *sheets(**filled))
    assert [doubt.sheet for doubt in asked.doubts] == ["Cán bộ"]

    first = {doubt.key: NEW for doubt in asked.doubts}
    plan = preview(book, *sheets(**filled), answers=first)
    assert [line.subject for line in plan.lines] == [-3, -3]
    (rated_who,) = [doubt for doubt in plan.doubts if not doubt.chosen]
    assert rated_who.options[:2] == ((f"cu:{old}", MAI), ("moi:3", f"{MAI} (thêm mới từ tệp này)"))

    plan = preview(book, *sheets(**filled), answers={**first, rated_who.key: "moi:3"})
    assert [line.subject for line in plan.lines] == [-3, -3, -3]
    assert plan.ready


def test_birth_and_day_tell_that_it_is_somebody_new(book: Book) -> None:
    book.add(birth_date=date(1985, 3, 8))

    plan = preview(book, *sheets(people=[{"name": MAI, "birth_date": "01/01/1990", **SINCE}]))

    assert subjects(plan) == [-3]


def test_the_same_birth_tells_that_it_is_the_same(book: Book) -> None:
    mai = book.add(birth_date=date(1985, 3, 8))
    row = {
        "name": MAI,
        "birth_date": "08/03/1985",
        "employer": "Sở",
        "since_date": "01/09/2008",
        "last_date": "31/8/2010",
    }

    assert subjects(preview(book, *sheets(people=[row]))) == [mai]


def test_a_similar_name_may_be_somebody_new(book: Book) -> None:
    book.add("Trần Thị Huê")
    filled = {"people": [{"name": "Trần Thị Huế", **SINCE}], "rating": [rated(name="Trần Thị Huế")]}
    asked = preview(book, *sheets(**filled))
    first = {doubt.key: NEW for doubt in asked.doubts if doubt.sheet == "Cán bộ"}

    plan = preview(book, *sheets(**filled), answers=first)

    assert [line.subject for line in plan.lines] == [-3, -3]
    assert plan.ready


def test_an_answer_means_the_same_new_person_however_others_are_answered(book: Book) -> None:
    """New people are known by their row: one more of them does not shift the answers."""
    book.add("Lê An", last_date=date(2015, 8, 31))
    people = [
        {"name": "Lê An", "since_date": "01/09/2016"},
        {"name": MAI, "birth_date": "08/03/1985", **SINCE},
        {"name": MAI, "birth_date": "01/01/1990", **SINCE},
    ]
    filled: dict[str, Any] = {"people": people, "rating": [rated(name=MAI)]}
    asked = preview(book, *sheets(**filled))
    whose = {doubt.sheet: doubt.key for doubt in asked.doubts}

    for about_an in (NEW, SKIP):
        plan = preview(book, *sheets(**filled), answers={whose["Cán bộ"]: about_an, whose["Xếp loại"]: "moi:5"})

        assert plan.lines[-1].subject == -5, about_an


def test_a_new_person_works_or_worked_in_the_unit(book: Book) -> None:
    outside = {"employer": "Sở Nội vụ", "since_date": "01/09/2008", "last_date": "31/08/2010"}
    plan = preview(
        book, *sheets(people=[{"name": MAI, **outside}, {"name": "Lê An", **outside}, {"name": "Lê An", **SINCE}])
    )

    assert told(plan) == [("Cán bộ", "B3", f"{MAI} chưa có dòng nào làm việc tại đơn vị này. Hãy ghi thêm dòng đó.")]


def test_past_employment_of_somebody_of_the_book(book: Book) -> None:
    mai = book.add(staff_code="CB01")
    row = {"staff_code": "CB01", "employer": "Sở Nội vụ", "since_date": "01/09/2008", "last_date": "31/08/2010"}

    take(book, *sheets(people=[row], rating=[rated(name=MAI, year=2009)]))

    assert [row.employer for row in Employment.objects.filter(person_id=mai).order_by("since_date")] == [
        "Sở Nội vụ",
        "",
    ]
    assert names_of_people(Person.objects.values_list("pk", flat=True)) == {mai: MAI}


def test_known_people_are_shown_with_what_is_known() -> None:
    assert Known("cu:5", MAI).shown == MAI
    assert Known("moi:7", MAI, "CB01", date(1985, 3, 8), "Khoa").shown == (
        f"{MAI}, Khoa, sinh 08/03/1985, mã CB01 (thêm mới từ tệp này)"
    )


def test_the_file_again_recognises_whom_it_added(book: Book) -> None:
    """Without a day of birth or a code, by the very row of their history; the answer is not asked for twice."""
    filled = {
        "people": [{"name": MAI, **SINCE}, {"name": "Trần Văn Tú", **SINCE}],
        "rating": [rated(name=MAI)],
    }
    take(book, *sheets(**filled))

    plan = preview(book, *sheets(**filled))

    assert (plan.doubts, plan.lines, plan.people, plan.already) == ((), (), (), 3)


def test_two_ratings_of_unlike_namesakes_need_codes(book: Book) -> None:
    first = book.add(birth_date=date(1985, 3, 8))
    book.add(birth_date=date(1990, 1, 1))
    book.write(first, rating(2019))
    filled = {"rating": [rated(name=MAI), rated(name=MAI)]}
    asked = preview(book, *sheets(**filled))

    plan = answered(book, f"cu:{first}", question=asked, **filled)

    assert [(sheet, address) for sheet, address, _ in told(plan)] == [("Xếp loại", at("rating", "year", 2))]


def test_employment_content_is_what_the_row_says(book: Book) -> None:
    (line,) = preview(
        book, *sheets(people=[{"name": MAI, "department": "Khoa", "position": "Giảng viên", **SINCE}])
    ).lines

    assert line.content == EmploymentContent(
        since_date=date(2010, 9, 1), organisation_id=book.unit(), department="Khoa", position="Giảng viên"
    )
    assert (line.sheet, line.address, line.whose) == ("Cán bộ", "B3", MAI)
