"""Rows that contradict the book, or one another: told at their cells by the rules of single entry; the same again is
nothing new."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from records.book import MAI, NOW, Book, initiative, rating, title
from records.import_books import at, cells, preview, rows_stored, sheets, take, told
from thidua.core.verdict import Refused
from thidua.records.actions.facts import correct_fact, void_fact
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.contents import Author, Content, DisciplineContent, EmploymentContent, LeaveContent, Subject
from thidua.records.enums import FactKind, RatingLevel
from thidua.records.history import Held, History
from thidua.records.models import Person, Rating
from thidua.records.rules.contradictions import may_stand

RATED = {"name": MAI, "year": 2020, "level": "HTTNV"}
TITLED = {"name": MAI, "award_code": "LĐTT", "from_year": 2020}
WORK = {"kind": "SK", "title": "Bảng tra cứu văn bản dùng chung", "scope": "Cơ sở", "year": 2020, "authors": MAI}
SINCE = {"since_date": "01/09/2010"}
IN_FILE = "Bản ghi đó ở trang “{sheet}”, ô {cell} của tệp này."


def refusal(held: Content, content: Content) -> str:
    """What single entry says of a row where another is in the history."""
    return may_stand(History(Subject(), 0, (Held(1, held),)), content).sentence


def test_two_ratings_of_a_year(book: Book, mai: int) -> None:
    plan = preview(book, *sheets(rating=[RATED, {**RATED, "level": "HTXS"}]))

    in_file = IN_FILE.format(sheet="Xếp loại", cell="B3")
    assert told(plan) == [("Xếp loại", at("rating", "year", 2), f"{refusal(rating(2020), rating(2020))} {in_file}")]
    assert [line.content for line in plan.lines] == [rating(2020)]


def test_a_rating_that_the_book_has_otherwise(book: Book, mai: int) -> None:
    book.write(mai, rating(2020))
    plan = preview(book, *sheets(rating=[{**RATED, "level": "HTXS"}, {**RATED, "decision_number": "5"}]))

    assert told(plan) == [
        ("Xếp loại", at("rating", "year", row), refusal(rating(2020), rating(2020))) for row in (1, 2)
    ]


def test_the_same_row_twice_in_the_file(book: Book, mai: int) -> None:
    plan = preview(
        book, *sheets(rating=[RATED] * 2, honour=[TITLED] * 2, work=[WORK] * 2, leave=[_leave("01/03/2012")] * 2)
    )

    assert [(sheet, address) for sheet, address, _ in told(plan)] == [
        ("Xếp loại", at("rating", "year", 2)),
        ("Danh hiệu", at("honour", "award_code", 2)),
        ("Sáng kiến, đề tài", at("work", "title", 2)),
        ("Nghỉ dài ngày", at("leave", "since_date", 2)),
    ]
    assert all(
        sentence.endswith(IN_FILE.format(sheet=sheet, cell=at(key, who)))
        for (sheet, _, sentence), (key, who) in zip(
            told(plan), [("rating", "name"), ("honour", "name"), ("work", "authors"), ("leave", "name")], strict=True
        )
    )


def _leave(since: str, last: str = "31/08/2012") -> dict[str, Any]:
    return {"name": MAI, "kind": "Thai sản", "since_date": since, "last_date": last}


def test_commendations_may_repeat_by_another_decision(book: Book, mai: int) -> None:
    rows = [{**TITLED, "award_code": "Giấy khen", "decision_number": number} for number in ("1", "2", "2")]

    plan = preview(book, *sheets(honour=rows))

    assert len(plan.lines) == 2
    assert [address for _, address, _ in told(plan)] == [at("honour", "award_code", 3)]


def test_a_title_before_employment(book: Book) -> None:
    plan = preview(
        book,
        *sheets(
            people=[{"name": MAI, **SINCE}], honour=[{**TITLED, "from_year": 2009}], rating=[{**RATED, "year": 2008}]
        ),
    )

    employed = EmploymentContent(since_date=date(2010, 9, 1), organisation_id=book.unit())
    assert told(plan) == [
        ("Xếp loại", at("rating", "year"), refusal(employed, rating(2008))),
        ("Danh hiệu", at("honour", "from_year"), refusal(employed, title("LDTT", 2009))),
    ]


def test_the_earlier_employment_may_stand_below(book: Book) -> None:
    """The sheet of people is read whole before anything is said of them."""
    people = [
        {"name": MAI, **SINCE},
        {"name": MAI, "employer": "Sở Nội vụ", "since_date": "01/09/2007", "last_date": "31/08/2010"},
    ]

    assert preview(book, *sheets(people=people, honour=[{**TITLED, "from_year": 2009}])).ready


def test_overlapping_employments(book: Book, mai: int) -> None:
    row = {"name": MAI, "employer": "Sở Nội vụ", "since_date": "01/09/2008", "last_date": "01/09/2010"}
    (doubt,) = preview(book, *sheets(people=[row])).doubts

    plan = preview(book, *sheets(people=[row]), answers={doubt.key: f"cu:{mai}"})

    ((sheet, address, sentence),) = told(plan)
    assert (sheet, address) == ("Cán bộ", at("people", "since_date"))
    assert sentence.startswith("Trùng thời gian với bản ghi đã có: công tác từ 01/09/2010, chưa kết thúc.")
    assert "của tệp này" not in sentence


def test_a_child_at_work(book: Book) -> None:
    plan = preview(book, *sheets(people=[{"name": MAI, "birth_date": "02/09/1995", **SINCE}]))

    ((sheet, address, sentence),) = told(plan)
    assert (sheet, address) == ("Cán bộ", at("people", "since_date"))
    assert sentence.startswith("Sinh ngày 02/09/1995 thì chưa đủ 15 tuổi khi vào làm việc ngày 01/09/2010.")


def test_a_title_in_a_failed_year_meets_the_row_of_another_sheet(book: Book, mai: int) -> None:
    plan = preview(book, *sheets(rating=[{**RATED, "level": "KHTNV"}], honour=[TITLED]))

    in_file = IN_FILE.format(sheet="Xếp loại", cell="B3")
    failed = refusal(rating(2020, RatingLevel.NOT_COMPLETED), title("LDTT", 2020))
    assert told(plan) == [("Danh hiệu", at("honour", "award_code"), f"{failed} {in_file}")]


@pytest.mark.parametrize("typed", [WORK["title"], "bang tra cuu van ban dung chung", "BẢNG TRA CỨU VĂN BẢN DÙNG CHUNG"])
def test_a_work_that_the_unit_has_otherwise(book: Book, mai: int, typed: str) -> None:
    book.write_of_unit(initiative(mai))
    plan = preview(book, *sheets(work=[{**WORK, "title": typed, "scope": "Cấp tỉnh"}]))

    with pytest.raises(Refused) as refused:
        book.write_of_unit(initiative(mai))
    assert told(plan) == [("Sáng kiến, đề tài", at("work", "title"), refused.value.verdict.sentence)]


def test_a_title_does_not_name_its_author(book: Book, mai: int) -> None:
    plan = preview(book, *sheets(work=[{**WORK, "title": f"Sáng kiến của {MAI} năm 2020"}]))

    assert cells(plan) == [at("work", "title")]


def test_texts_do_not_name_the_person(book: Book, mai: int) -> None:
    plan = preview(book, *sheets(rating=[{**RATED, "issuer": f"Theo đề nghị của {MAI} ."}]))

    assert cells(plan) == [at("rating", "name")]


def test_the_units_own_history_is_judged_as_well(book: Book) -> None:
    rows = [{**RATED, "name": "Tập thể"}, {**RATED, "name": "Tập thể", "level": "HTXS"}]
    plan = preview(book, *sheets(rating=rows, honour=[{**TITLED, "name": "Tập thể"}]))

    assert [(sheet, address) for sheet, address, _ in told(plan)] == [
        ("Xếp loại", at("rating", "year", 2)),
        ("Danh hiệu", at("honour", "award_code")),
    ]


def test_a_thousand_rows_of_one_subject_are_enough(book: Book) -> None:
    rows = [
        {"name": "Tập thể", "award_code": "Giấy khen", "from_year": 2020, "decision_number": str(number)}
        for number in range(1001)
    ]
    plan = preview(book, *sheets(honour=rows))

    assert told(plan) == [
        (
            "Danh hiệu",
            at("honour", "name", 1001),
            "Tập thể đơn vị đã có 1000 dòng: tệp này có lẽ dán nhầm. Hãy kiểm tra lại.",
        )
    ]


# --- the same again ---


def everything(book: Book) -> dict[str, list[dict[str, Any]]]:
    return {
        "people": [{"name": MAI, "birth_date": "08/03/1985", **SINCE}],
        "rating": [RATED, {**RATED, "name": "Tập thể"}],
        "honour": [TITLED, {**TITLED, "name": "Tập thể", "award_code": "TTLĐTT"}],
        "work": [WORK, {**WORK, "title": "Của cả đơn vị", "authors": "Tập thể"}],
        "leave": [_leave("01/03/2012")],
        "discipline": [{"name": MAI, "level": "Khiển trách", "since_date": "01/02/2014", "last_date": "31/01/2015"}],
    }


def test_the_same_file_again_changes_nothing(book: Book) -> None:
    filled = everything(book)
    take(book, *sheets(**filled))
    before = rows_stored()

    plan = preview(book, *sheets(**filled))

    assert (told(plan), plan.doubts, plan.lines, plan.people) == ([], (), (), ())
    assert (plan.already, plan.ready) == (9, False)
    with pytest.raises(Refused) as refused:
        take(book, *sheets(**filled))
    assert refused.value.verdict.sentence == "Trong tệp không có dòng nào mới: sổ giữ nguyên."
    assert rows_stored() == before


def test_a_longer_file_writes_the_rest(book: Book) -> None:
    filled = everything(book)
    take(book, *sheets(**filled))
    filled["rating"].append({**RATED, "year": 2019})

    plan = take(book, *sheets(**filled))

    assert [line.content for line in plan.lines] == [rating(2019)]
    assert (plan.already, Rating.objects.count()) == (9, 3)


def test_authors_shares_do_not_make_a_work_another_one(book: Book, mai: int) -> None:
    tu = book.add("Trần Văn Tú")
    book.write_of_unit(initiative(authors=(Author(tu, 30), Author(mai, 70))))

    plan = preview(book, *sheets(work=[{**WORK, "authors": f"{MAI}; Trần Văn Tú"}]))

    assert (told(plan), plan.already) == ([], 1)


def test_a_corrected_row_contradicts_the_old_file(book: Book, mai: int) -> None:
    row = book.write(mai, rating(2020))
    correct_fact(
        actor=book.editor(), at=NOW, fact=FactKind.RATING, row_id=row, content=rating(2020, RatingLevel.EXCELLENT),
        reason="Theo biên bản họp lại",
    )  # fmt: skip

    assert [address for _, address, _ in told(preview(book, *sheets(rating=[RATED])))] == [at("rating", "year")]


def test_a_struck_row_is_new_again(book: Book, mai: int) -> None:
    """The preview shows it; nothing in the book contradicts it."""
    row = book.write(mai, rating(2020))
    void_fact(actor=book.editor(), at=NOW, fact=FactKind.RATING, row_id=row, reason="Ghi nhầm người")

    assert len(preview(book, *sheets(rating=[RATED])).lines) == 1


def test_a_title_that_was_taken_away_is_not_given_again(book: Book, mai: int) -> None:
    row = book.write(mai, title("LDTT", 2020))
    revoke_honour(
        actor=book.head(), at=NOW, row_id=row, ground="Kê khai sai thành tích",
        decision=RevokingDecision("7/QĐ", date(2021, 6, 1)),
    )  # fmt: skip

    plan = preview(book, *sheets(honour=[TITLED]))

    assert (told(plan), plan.lines, plan.already) == ([], (), 1)


def test_periods_of_the_book_and_of_the_file_are_the_same_row(book: Book, mai: int) -> None:
    book.write(mai, LeaveContent(kind="maternity", since_date=date(2012, 3, 1), last_date=date(2012, 8, 31)))
    book.write(mai, DisciplineContent(level="warning", since_date=date(2014, 2, 1), last_date=date(2015, 1, 31)))
    plan = preview(
        book,
        *sheets(
            leave=[_leave("01/03/2012")],
            discipline=[{"name": MAI, "level": "cảnh cáo", "since_date": "1/2/2014", "last_date": "31-01-2015"}],
        ),
    )

    assert (told(plan), plan.already) == ([], 2)


def test_the_unit_in_charge_stays_whatever_is_imported(book: Book) -> None:
    """Why an import need not look for it: whoever is in the book has their latest employment in the unit."""
    mai = book.add(staff_code="CB01")
    people = [
        {"staff_code": "CB01", "employer": "Sở Nội vụ", "since_date": "01/09/2008", "last_date": "31/08/2010"},
        {"name": "Trần Văn Tú", "since_date": "01/09/2010", "last_date": "31/08/2015"},
        {"name": "Trần Văn Tú", "employer": "Sở Nội vụ", "since_date": "01/09/2015"},
    ]

    take(book, *sheets(people=people))

    assert set(Person.objects.values_list("organisation_id", flat=True)) == {book.unit()}
    assert Person.objects.get(pk=mai).staff_code == "CB01"
