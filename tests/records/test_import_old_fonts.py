"""Workbooks typed with .VnTime (TCVN3) or VNI: the conversion is offered, and read right once a person has agreed."""

from __future__ import annotations

from typing import Any

import pytest

from records.book import MAI, Book
from records.import_books import at, preview, rows_stored, sheets, take, told, workbook
from thidua.core.verdict import Refused
from thidua.core.vn_legacy import Conversion
from thidua.documents.workbook.reading import Cell, read_workbook
from thidua.records.contents import EmploymentContent, RatingContent
from thidua.records.importing.old_fonts import KEEP, OldFonts
from thidua.records.importing.plan import Plan
from thidua.records.models import PersonDetails, Rating

OLD: dict[str, dict[str, list[dict[str, Any]]]] = {
    "TCVN3": {
        "people": [
            {"name": "Phan Hång Tèt", "department": "Phßng §µo t¹o", "position": "Tr­ëng phßng",
             "since_date": "01/09/2010"},
        ],
        "rating": [
            {"name": "NguyÔn ThÞ Mai", "year": 2020, "level": "Hoµn thµnh tèt nhiÖm vô", "decision_number": "15/Q§-CT",
             "issuer": "Së Néi vô"},
            {"name": "TËp thÓ", "year": 2020, "level": "HTXSNV"},
        ],
    },
    "VNI": {
        "people": [
            {"name": "Phan Hoàng Toát", "department": "Phoøng Ñaøo taïo", "position": "Tröôûng phoøng",
             "since_date": "01/09/2010"},
        ],
        "rating": [
            {"name": "Nguyeãn Thò Mai", "year": 2020, "level": "Hoaøn thaønh toát nhieäm vuï",
             "decision_number": "15/QÑ-CT", "issuer": "Sôû Noäi vuï"},
            {"name": "Taäp theå", "year": 2020, "level": "HTXSNV"},
        ],
    },
}  # fmt: skip
BOTH = pytest.mark.parametrize("encoding", ["TCVN3", "VNI"])


def old_book(book: Book, encoding: str, *, agreed: str = "") -> Plan:
    return preview(book, *read_workbook(workbook(**OLD[encoding])), encoding=agreed)


@BOTH
def test_the_conversion_is_offered_with_before_and_after(book: Book, mai: int, encoding: str) -> None:
    plan = old_book(book, encoding)

    assert plan.legacy is not None
    assert plan.legacy.encoding == encoding
    assert Conversion(encoding, OLD[encoding]["people"][0]["department"], "Phòng Đào tạo") in plan.legacy.samples
    assert (plan.may_be_taken.code, plan.ready) == ("old_font", False)


@BOTH
def test_what_was_agreed_to_is_read_right(book: Book, mai: int, encoding: str) -> None:
    plan = old_book(book, encoding, agreed=encoding)

    assert (told(plan), plan.legacy, plan.ready) == ([], None, True)
    assert plan.people[0].full_name == "Phan Hồng Tốt"
    employment = plan.lines[0].content
    assert isinstance(employment, EmploymentContent)
    assert (employment.department, employment.position) == ("Phòng Đào tạo", "Trưởng phòng")
    assert [(line.subject, line.content) for line in plan.lines[1:]] == [
        (mai, RatingContent(year=2020, level="good", decision_number="15/QĐ-CT", issuer="Sở Nội vụ")),
        (None, RatingContent(year=2020, level="excellent")),
    ]


def test_words_that_could_be_either_go_with_their_column(book: Book) -> None:
    """ "Hoàng Toát" is good Vietnamese, and "Hồng Tốt" in VNI: the other names of the column decide."""
    names = ["Phan Hoàng Toát", "Traàn Thò Hueä"]
    plan = preview(book, *sheets(people=[{"name": name, "since_date": "01/09/2010"} for name in names]), encoding="VNI")

    assert [person.full_name for person in plan.people] == ["Phan Hồng Tốt", "Trần Thị Huệ"]


def test_in_a_column_with_unicode_they_stay(book: Book) -> None:
    names = ["Phan Hoàng Toát", "Traàn Thò Hueä", "Nguyễn Thị Mai"]
    plan = preview(book, *sheets(people=[{"name": name, "since_date": "01/09/2010"} for name in names]), encoding="VNI")

    assert [person.full_name for person in plan.people] == ["Phan Hoàng Toát", "Trần Thị Huệ", "Nguyễn Thị Mai"]


def test_texts_of_another_old_font_are_told(book: Book) -> None:
    rows = [{"name": name, "since_date": "01/09/2010"} for name in ("TrÇn ThÞ HuÖ", "Lª V¨n Nam", "Nguyeãn Thò Mai")]
    asked = preview(book, *sheets(people=rows))
    assert asked.legacy is not None
    assert (asked.legacy.encoding, asked.legacy.count) == ("TCVN3", 2)

    plan = preview(book, *sheets(people=rows), encoding="TCVN3")

    assert told(plan) == [
        (
            "Cán bộ",
            at("people", "name", 3),
            "Chữ trong ô này gõ bằng phông VNI, khác các ô đang được chuyển từ TCVN3. "
            "Đúng ra là “Nguyễn Thị Mai” thì hãy gõ lại như vậy.",
        )
    ]


def test_nothing_is_written_before_somebody_has_decided(book: Book) -> None:
    filled = {"people": [{"name": "Lan", "department": "Phßng §µo t¹o", "since_date": "01/09/2010"}]}

    with pytest.raises(Refused) as refused:
        take(book, *sheets(**filled))

    assert refused.value.verdict.sentence == (
        "Tệp có chữ gõ bằng phông cũ: hãy chọn chuyển sang Unicode hay giữ nguyên."
    )
    assert rows_stored() == {}


def test_the_texts_may_be_left_as_they_are(book: Book) -> None:
    filled = {"people": [{"name": "Lan", "department": "Phßng §µo t¹o", "since_date": "01/09/2010"}]}

    plan = take(book, *sheets(**filled), encoding=KEEP)

    employment = plan.lines[0].content
    assert isinstance(employment, EmploymentContent)
    assert employment.department == "Phßng §µo t¹o"


@BOTH
def test_the_book_holds_unicode(book: Book, mai: int, encoding: str) -> None:
    take(book, *read_workbook(workbook(**OLD[encoding])), encoding=encoding)

    assert set(PersonDetails.objects.values_list("full_name", flat=True)) == {MAI, "Phan Hồng Tốt"}
    assert set(Rating.objects.values_list("issuer", flat=True)) == {"Sở Nội vụ", ""}


def test_an_encoding_that_nobody_knows_is_no_answer(book: Book) -> None:
    plan = preview(book, *sheets(rating=[{"name": "NguyÔn ThÞ Mai", "year": 2020, "level": "HTT"}]), encoding="UTF-7")

    assert plan.legacy is not None


def test_unicode_alone_asks_nothing(book: Book, mai: int) -> None:
    rows = [{"name": MAI, "year": 2020, "level": "HTTNV", "issuer": "Toà án"}]

    plan = preview(book, *sheets(rating=rows))

    assert (plan.legacy, plan.ready) == (None, True)


@BOTH
def test_headings_in_an_old_font_are_found(book: Book, mai: int, encoding: str) -> None:
    headings = {"TCVN3": {"B2": "Hä vµ tªn", "C2": "N¨m", "D2": "Møc xÕp lo¹i"},
                "VNI": {"B2": "Hoï vaø teân", "C2": "Naêm", "D2": "Möùc xeáp loaïi"}}  # fmt: skip

    def change(made: Any) -> None:
        for address, title in headings[encoding].items():
            made["Xếp loại"][address] = title

    content = workbook(change=change, rating=[{"name": MAI, "year": 2020, "level": "HTTNV"}])
    plan = preview(book, *read_workbook(content))

    assert told(plan) == []
    assert [line.words for line in plan.lines] == ["năm 2020: Hoàn thành tốt nhiệm vụ"]


def test_the_letter_that_tcvn3_writes_with_a_soft_hyphen_survives_the_reading() -> None:
    content = workbook(people=[{"name": "Tr­êng", "department": "Ha\u00ad", "position": "\u00ad\u200b"}])

    rows = {sheet.name: sheet.rows for sheet in read_workbook(content)}["Cán bộ"]

    assert rows[2].cells == {1: Cell("B3", "Tr\u00adêng"), 4: Cell("E3", "Ha\u00ad")}


def test_a_soft_hyphen_in_unicode_is_not_kept(book: Book) -> None:
    (line,) = preview(
        book, *sheets(people=[{"name": "Lan", "department": "Phòng Tổ\u00ad chức", "since_date": "01/09/2010"}])
    ).lines

    assert isinstance(line.content, EmploymentContent)
    assert line.content.department == "Phòng Tổ chức"


def test_samples_are_a_few_and_each_once() -> None:
    fonts = OldFonts()
    fonts.sheet({"name": ["Lª V¨n Nam"] * 10, "department": [f"Lª V¨n {letter}" for letter in "BCDĐEGH"]})

    assert fonts.question is not None
    assert fonts.question.count == 16  # the one with Đ is Unicode
    assert [sample.after for sample in fonts.question.samples] == [
        "Lê Văn Nam", "Lê Văn B", "Lê Văn C", "Lê Văn D", "Lê Văn E",
    ]  # fmt: skip
