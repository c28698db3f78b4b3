"""The template as it is handed out: filled in with Excel and read back, every sheet and column of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from records.book import MAI, Book
from records.import_books import FIRST_ROW, SHEETS, columns, preview, rows_stored, take_workbook, told, workbook
from thidua.audit.queries import verify_all
from thidua.documents.workbook.reading import read_workbook
from thidua.records.awards import awards
from thidua.records.contents import (
    Author,
    DisciplineContent,
    EmploymentContent,
    HonourContent,
    LeaveContent,
    RatingContent,
    WorkContent,
)
from thidua.records.importing.columns import CellKind, import_sheets
from thidua.records.models import Honour, Person, PersonDetails, Rating
from thidua.web.records.template import template_workbook

DECISION = {"decision_number": "15/QĐ-CT", "decision_date": "05/01/2021", "issuer": "Đơn vị 01"}
DECIDED = {"decision_number": "15/QĐ-CT", "decision_date": date(2021, 1, 5), "issuer": "Đơn vị 01"}
EVERYTHING: dict[str, list[dict[str, Any]]] = {
    "people": [
        {
            "staff_code": "CB01", "name": MAI, "gender": "Nữ", "birth_date": "08/03/1985", "department": "Khoa Lý luận",
            "position": "Giảng viên", "since_date": "01/09/2010", "last_date": "31/08/2015",
        },
        {
            "staff_code": "CB01", "name": MAI, "employer": "Sở Nội vụ", "since_date": "01/09/2008",
            "last_date": "31/8/2010",
        },
    ],
    "rating": [
        {"staff_code": "CB01", "name": MAI, "year": 2012, "level": "Hoàn thành tốt nhiệm vụ", **DECISION},
        {"name": "Tập thể", "year": 2012, "level": "HTXSNV", **DECISION},
    ],
    "honour": [
        {
            "staff_code": "CB01", "name": MAI, "award_code": "CSTĐ cơ sở", "from_year": 2012, "to_year": 2012,
            "basis": "Công trạng", **DECISION,
        },
        {"name": "Tập thể", "award_code": "Tập thể lao động xuất sắc", "from_year": 2012, **DECISION},
    ],
    "work": [
        {
            "kind": "Đề tài", "title": "Bồi dưỡng cán bộ cơ sở", "scope": "Cấp tỉnh", "year": 2013, "authors": "CB01",
            "accepted": "có", "applied": "không", **DECISION,
        },
    ],
    "discipline": [
        {"name": MAI, "level": "Khiển trách", "since_date": "01/02/2014", "last_date": "31/01/2015", **DECISION},
    ],
    "leave": [{"name": MAI, "kind": "Thai sản", "since_date": "01/03/2013", "last_date": "31/08/2013"}],
}  # fmt: skip


def test_every_sheet_and_column_is_written_and_read_back(book: Book) -> None:
    filled = {key for rows in EVERYTHING.values() for row in rows for key in row}
    assert filled == {column.key for sheet in import_sheets() for column in sheet.columns}

    plan = preview(book, *read_workbook(workbook(**EVERYTHING)))

    assert told(plan) == []
    unit = book.unit()
    assert [line.content for line in plan.lines] == [
        EmploymentContent(
            since_date=date(2010, 9, 1), last_date=date(2015, 8, 31), organisation_id=unit, department="Khoa Lý luận",
            position="Giảng viên",
        ),
        EmploymentContent(since_date=date(2008, 9, 1), last_date=date(2010, 8, 31), employer="Sở Nội vụ"),
        RatingContent(year=2012, level="good", **DECIDED),
        RatingContent(year=2012, level="excellent", **DECIDED),
        HonourContent(award_code="CSTDCS", from_year=2012, to_year=2012, **DECIDED),
        HonourContent(award_code="TTLDXS", from_year=2012, to_year=2012, **DECIDED),
        WorkContent(
            kind="topic", title="Bồi dưỡng cán bộ cơ sở", scope="ministry_province", year=2013, accepted=True,
            applied=False, authors=(Author(-FIRST_ROW),), **DECIDED,
        ),
        DisciplineContent(level="reprimand", since_date=date(2014, 2, 1), last_date=date(2015, 1, 31), **DECIDED),
        LeaveContent(kind="maternity", since_date=date(2013, 3, 1), last_date=date(2013, 8, 31)),
    ]  # fmt: skip
    (person,) = plan.people
    assert (person.full_name, person.gender, person.birth_date, person.staff_code) == (
        MAI, "female", date(1985, 3, 8), "CB01",
    )  # fmt: skip


def test_everything_is_taken_at_once(book: Book) -> None:
    take_workbook(book, workbook(**EVERYTHING))

    assert rows_stored() == {
        "Person": 1, "PersonDetails": 1, "Employment": 2, "Rating": 2, "Honour": 2, "Work": 1, "Authorship": 1,
        "Discipline": 1, "Leave": 1,
    }  # fmt: skip
    person = Person.objects.get()
    assert (person.organisation_id, person.staff_code) == (book.unit(), "CB01")
    assert PersonDetails.objects.get().full_name == MAI
    assert set(Rating.objects.values_list("person_id", "organisation_id")) == {(None, book.unit()), (person.pk, None)}
    assert set(Honour.objects.values_list("award_code", flat=True)) == {"CSTDCS", "TTLDXS"}
    assert verify_all().problems == []


def test_days_come_as_excels_own_too(book: Book) -> None:
    row = {
        "name": MAI,
        "birth_date": date(1985, 3, 8),
        "since_date": datetime(2010, 9, 1, tzinfo=UTC).replace(tzinfo=None),
        "last_date": date(2015, 8, 31),
    }
    plan = preview(book, *read_workbook(workbook(people=[row])))

    assert plan.people[0].birth_date == date(1985, 3, 8)
    assert plan.lines[0].content == EmploymentContent(
        since_date=date(2010, 9, 1), last_date=date(2015, 8, 31), organisation_id=book.unit()
    )


def test_years_and_codes_come_as_numbers_and_as_text(book: Book) -> None:
    book.add(staff_code="12")
    rows = [
        {"staff_code": 12, "name": MAI, "year": "2019", "level": "HTTNV", "decision_number": 15},
        {"staff_code": "12", "name": None, "year": 2020, "level": "HTTNV"},
    ]
    plan = preview(book, *read_workbook(workbook(rating=rows)))

    assert [line.content for line in plan.lines] == [
        RatingContent(year=2019, level="good", decision_number="15"),
        RatingContent(year=2020, level="good"),
    ]


def test_the_template_of_a_demonstration_says_so_and_is_read_as_well(book: Book) -> None:
    assert set(first_lines(is_demo=True)) == {"SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật"}
    assert first_lines(is_demo=False) == [sheet.note for sheet in import_sheets()]

    plan = preview(book, *read_workbook(workbook(is_demo=True, **EVERYTHING)))

    assert told(plan) == []
    assert len(plan.lines) == 9


def first_lines(*, is_demo: bool) -> list[str]:
    """What stands at the top of every sheet that is filled in."""
    made = load_workbook(BytesIO(template_workbook(is_demo=is_demo)))
    return [made[sheet.title]["A1"].value for sheet in import_sheets()]


def test_the_empty_template_has_nothing_to_say(book: Book) -> None:
    plan = preview(book, *read_workbook(template_workbook(is_demo=False)))

    assert told(plan) == [("Tệp", "", "Các trang tính chưa có dòng nào được điền.")]
    assert plan.ignored == ()


def test_required_headings_stand_out_and_choices_are_offered() -> None:
    book = load_workbook(BytesIO(template_workbook(is_demo=False)))

    assert book.sheetnames == [*(sheet.title for sheet in import_sheets()), "Danh mục"]
    assert book["Danh mục"].sheet_state == "hidden"
    for sheet in import_sheets():
        head = book[sheet.title][FIRST_ROW - 1]
        assert [cell.value for cell in head] == [column.title for column in sheet.columns]
        red = [cell.value for cell in head if cell.font.color is not None and cell.font.color.rgb == "FFA50F1C"]
        assert red == [column.title for column in sheet.columns if column.required]
        offered = [rule for rule in book[sheet.title].data_validations.dataValidation if rule.type == "list"]
        kinds = [column for column in sheet.columns if column.choices or column.kind is CellKind.YES_NO]
        assert len(offered) == len(kinds)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_label_and_code_means_itself(sheet: str) -> None:
    for column in SHEETS[sheet].columns:
        for label, code in column.choices:
            for spelling in (label, label.upper(), f" {label} ", code, code.lower()):
                assert column.code_of(spelling) == code, (column.title, spelling)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_abbreviation_means_a_code_of_its_column(sheet: str) -> None:
    for column in SHEETS[sheet].columns:
        codes = {code for _, code in column.choices}
        labels = {label for label, _ in column.choices}
        assert set(column.also.values()) <= codes, column.title
        assert len(labels) == len(codes) == len(column.choices), column.title


@pytest.mark.parametrize(
    ("sheet", "key", "typed", "code"),
    [
        ("rating", "level", "HTXSNV", "excellent"),
        ("rating", "level", "htxs nv", "excellent"),
        ("rating", "level", "hoan thanh tot nhiem vu", "good"),
        ("rating", "level", "HTNV", "completed"),
        ("rating", "level", "Không hoàn thành", "not_completed"),
        ("honour", "award_code", "LĐTT", "LDTT"),
        ("honour", "award_code", "CSTĐ cấp tỉnh", "CSTD_BNT"),
        ("honour", "award_code", "Bằng khen UBND tỉnh", "BK_BNT"),
        ("honour", "award_code", "giấy khen", "GK"),
        ("work", "kind", "sk", "initiative"),
        ("work", "scope", "Cơ sở", "base"),
        ("work", "scope", "cấp bộ", "ministry_province"),
        ("people", "gender", "nam", "male"),
        ("rating", "level", "A", None),
        ("rating", "level", "...", None),
        ("honour", "award_code", "Chiến sĩ", None),
    ],
)
def test_words_of_offices_are_understood(sheet: str, key: str, typed: str, code: str | None) -> None:
    column = SHEETS[sheet].columns[columns(sheet)[key]]

    assert column.code_of(typed) == code


def test_every_award_of_people_and_collectives_is_offered() -> None:
    column = SHEETS["honour"].columns[columns("honour")["award_code"]]

    wanted = {code for code, award in awards().items() if award.subjects & {"individual", "collective"}}
    assert {code for _, code in column.choices} == wanted
