"""Lists, a person's page, a unit's page and the log: what they show, and in how many queries."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.book import MAI, NOW, Book, initiative, rating, title
from thidua.organisations.enums import Role
from thidua.records.actions.facts import correct_fact, end_fact, void_fact
from thidua.records.actions.people import link_account
from thidua.records.actions.private import reveal_identity, set_identity
from thidua.records.actions.reading import read_as_auditor
from thidua.records.contents import Content, EmploymentContent, LeaveContent, MemberFiguresContent
from thidua.records.enums import FactKind
from thidua.records.models import Employment, Person
from thidua.records.queries.log import record_log
from thidua.records.queries.pages import person_page, unit_page
from thidua.records.queries.people import names_of_people, people_of
from thidua.records.values import FactLine

NAMES = ("Đặng Văn An", "Nguyễn Thị Ánh", "Trần Ân", "Lê Thị Bích", "Phạm Đức", "Đỗ Dung")


def count(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def names(book: Book, **more: Any) -> list[str]:
    return [line.full_name for line in people_of(book.editor(), book.unit(), NOW, **more).lines]


def test_people_stand_by_given_name_in_vietnamese_order(book: Book) -> None:
    for name in reversed(NAMES):
        book.add(name)

    assert names(book) == [
        "Đặng Văn An", "Nguyễn Thị Ánh", "Trần Ân", "Lê Thị Bích", "Đỗ Dung", "Phạm Đức",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("anh", ["Nguyễn Thị Ánh"]),
        ("ÁNH nguyen", ["Nguyễn Thị Ánh"]),
        (unicodedata.normalize("NFD", "Đức"), ["Phạm Đức"]),
        ("cb-04", ["Lê Thị Bích"]),
        ("d", ["Đặng Văn An", "Đỗ Dung", "Phạm Đức"]),
        ("zzz", []),
        ("%", []),
        ("_", []),
        ("  ", ["Đặng Văn An", "Nguyễn Thị Ánh", "Trần Ân", "Lê Thị Bích", "Đỗ Dung", "Phạm Đức"]),
    ],
)
def test_people_are_found_without_diacritics(book: Book, search: str, found: list[str]) -> None:
    for number, name in enumerate(NAMES, 1):
        book.add(name, staff_code=f"CB-{number:02d}")

    assert names(book, search=search) == found


def test_pages_of_a_list(book: Book) -> None:
    for name in NAMES:
        book.add(name)

    first, last, past = (people_of(book.editor(), book.unit(), NOW, page=page, per_page=4) for page in (1, 2, 99))
    assert [(len(one.lines), one.page, one.pages, one.total) for one in (first, last, past)] == [
        (4, 1, 2, 6), (2, 2, 2, 6), (2, 2, 2, 6),
    ]  # fmt: skip
    assert people_of(book.editor(), book.unit(), NOW, page=-3, search="zzz").pages == 1


def test_a_list_is_that_of_the_hat(book: Book, mai: int) -> None:
    book.add("Trần Văn Bình", unit=2)
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users["canbo01"])

    def seen(actor: Any, unit: int) -> list[str]:
        return [line.full_name for line in people_of(actor, book.unit(unit), NOW).lines]

    assert (seen(book.editor(), 1), seen(book.editor(), 2)) == ([MAI], [])
    assert seen(book.officer(), 1) == [MAI]
    assert seen(book.auditor(), 1) == seen(book.season.hat("thuky", Role.CLUSTER_SECRETARY), 1) == []


def test_a_line_tells_the_work_of_that_day(book: Book) -> None:
    mai = book.add(department="Khoa Luật", position="Giảng viên", gender="female")
    gone = book.add("Trần Văn Bình", position="Kế toán")
    row_id = Employment.objects.get(person_id=gone).pk
    end_fact(actor=book.editor(), at=NOW, fact=FactKind.EMPLOYMENT, row_id=row_id, last_date=date(2021, 11, 19))

    lines = {line.id: line for line in people_of(book.editor(), book.unit(), NOW).lines}
    assert (lines[mai].department, lines[mai].position, lines[mai].employed, lines[mai].gender) == (
        "Khoa Luật", "Giảng viên", True, "female",
    )  # fmt: skip
    assert (lines[gone].position, lines[gone].employed) == ("Kế toán", False)


def test_a_list_takes_as_many_queries_for_one_as_for_forty(book: Book, mai: int) -> None:
    one = count(lambda: people_of(book.editor(), book.unit(), NOW))
    for number in range(40):
        book.add(f"Người {number:02d}")

    editor = book.editor()
    assert count(lambda: people_of(editor, book.unit(), NOW)) == 4
    assert one == 4 + count(book.editor)


def test_names_are_told_in_one_query(book: Book, mai: int) -> None:
    binh = book.add("Trần Văn Bình")

    assert names_of_people([mai, binh, 10_000]) == {mai: MAI, binh: "Trần Văn Bình"}
    assert count(lambda: names_of_people([mai, binh])) == 1


def fill(book: Book, person_id: int, years: range) -> None:
    for year in years:
        for content in (rating(year), title(year=year)):
            book.write(person_id, content)
        book.write_of_unit(initiative(person_id, year=year))


def test_a_page_takes_as_many_queries_whatever_it_shows(book: Book, mai: int) -> None:
    fill(book, mai, range(2012, 2013))
    few = count(lambda: person_page(mai, NOW)), count(lambda: unit_page(book.unit(), NOW))

    fill(book, mai, range(2013, 2020))
    book.write_of_unit(initiative(mai, book.add("Trần Văn Bình"), year=2020))

    assert (count(lambda: person_page(mai, NOW)), count(lambda: unit_page(book.unit(), NOW))) == few


def test_groups_are_in_their_order_and_facts_from_the_newest(book: Book, mai: int) -> None:
    for content in (rating(2019), rating(2021), rating(2020), title("CSTD_BNT", 2018, 2020), title("LDTT", 2021)):
        book.write(mai, content)
    void_fact(
        actor=book.editor(), at=NOW, fact=FactKind.RATING, row_id=line_ids(book, mai, FactKind.RATING)[0], reason="Nhầm"
    )

    page = person_page(mai, NOW)
    assert [group.fact for group in page.groups] == [kind for kind in FactKind if kind is not FactKind.MEMBER_FIGURES]
    assert [group.label for group in page.groups][:2] == ["Quá trình công tác", "Xếp loại hằng năm"]
    assert [line.words for line in lines(book, mai, FactKind.RATING)] == [
        "năm 2020: Hoàn thành tốt nhiệm vụ",
        "năm 2019: Hoàn thành tốt nhiệm vụ",
        "năm 2021: Hoàn thành tốt nhiệm vụ",  # struck out: last
    ]
    assert [line.words for line in lines(book, mai, FactKind.HONOUR)] == [
        "Lao động tiên tiến năm 2021",
        "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh giai đoạn 2018–2020",
    ]


def lines(book: Book, person_id: int, kind: FactKind) -> tuple[FactLine, ...]:
    return next(group.lines for group in person_page(person_id, NOW).groups if group.fact is kind)


def line_ids(book: Book, person_id: int, kind: FactKind) -> list[int]:
    return [line.id for line in lines(book, person_id, kind)]


def test_a_unit_s_page_shows_its_own_history_and_all_its_works(book: Book, mai: int) -> None:
    for content in (
        rating(2020, "excellent"), title("TTLDXS", 2020), initiative(mai), initiative(title="Của cả trường"),
        MemberFiguresContent(year=2020, members=20, counts={"LDTT": 18, "completed": 20, "excellent": 4}),
    ):  # fmt: skip
        book.write_of_unit(content)
    book.write(mai, rating(2020))

    assert {group.fact.value: [line.words for line in group.lines] for group in unit_page(book.unit(), NOW).groups} == {
        "rating": ["năm 2020: Hoàn thành xuất sắc nhiệm vụ"],
        "honour": ["Tập thể lao động xuất sắc năm 2020"],
        "work": [
            "Sáng kiến “Của cả trường”, phạm vi cơ sở, năm 2020",
            "Sáng kiến “Bảng tra cứu văn bản dùng chung”, phạm vi cơ sở, năm 2020",
        ],
        "member_figures": [
            "năm 2020: 20 người (Lao động tiên tiến 18, Hoàn thành nhiệm vụ trở lên 20, Hoàn thành xuất sắc nhiệm vụ 4)"
        ],
        "hold": [],
    }
    assert [group.lines for group in unit_page(book.unit(2), NOW).groups] == [(), (), (), (), ()]


def test_nobody_s_page_is_no_page(book: Book) -> None:
    with pytest.raises(Person.DoesNotExist):
        person_page(10_000, NOW)


def test_the_log_tells_acts_with_the_names_of_today(book: Book, mai: int) -> None:
    set_identity(actor=book.editor(), at=NOW, person_id=mai, number="035185001234")
    reveal_identity(actor=book.head(), at=NOW, person_id=mai, reason="Tờ trình số 7")
    first = book.write(mai, rating(2020))
    correct_fact(
        actor=book.head(), at=NOW, fact=FactKind.RATING, row_id=first, content=rating(2020, "excellent"), reason="Nhầm"
    )
    book.write_of_unit(rating(2020))
    read_as_auditor(actor=book.auditor(), at=NOW, organisation_id=book.unit(), reason="Kiểm tra số 4")

    assert [(line.who, line.act, line.fact, line.about, line.reason) for line in record_log(book.unit())] == [
        ("Người giamsat", "Giám sát mở hồ sơ cá nhân", "", "", "Kiểm tra số 4"),
        ("Người daumoi01", "Ghi vào hồ sơ", "Xếp loại hằng năm", "", ""),
        ("Người truong01", "Sửa bản ghi trong hồ sơ", "Xếp loại hằng năm", MAI, ""),
        ("Người daumoi01", "Ghi vào hồ sơ", "Xếp loại hằng năm", MAI, ""),
        ("Người truong01", "Xem số định danh", "", MAI, "Tờ trình số 7"),
        ("Người daumoi01", "Ghi số định danh", "", MAI, ""),
        ("Người daumoi01", "Thêm người vào sổ", "", MAI, ""),
    ]
    assert record_log(book.unit(), with_names=False)[-1].about == f"Hồ sơ số {mai}"
    assert [line.seq for line in record_log(book.unit(), before=4, limit=2)] == [3, 2]
    assert record_log(book.unit(2)) == ()


def test_the_log_takes_three_queries(book: Book, mai: int) -> None:
    fill(book, mai, range(2015, 2020))

    assert count(lambda: record_log(book.unit())) == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            LeaveContent(kind="study", since_date=date(2020, 3, 1)),
            "Đi học, đào tạo dài hạn từ 01/03/2020, chưa kết thúc",
        ),
        (
            EmploymentContent(
                since_date=date(2008, 1, 1), last_date=date(2010, 8, 31), employer="Trường C", position="Giáo viên",
                department="Tổ Toán",
            ),
            "Giáo viên, Tổ Toán, Trường C từ 01/01/2008 đến 31/08/2010",
        ),
    ],
)  # fmt: skip
def test_a_fact_in_words(book: Book, mai: int, content: Content, words: str) -> None:
    book.write(mai, content)

    assert words in [line.words for line in lines(book, mai, content.fact)]
