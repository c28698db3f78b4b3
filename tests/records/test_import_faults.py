"""What is wrong in a file: every fault at once, at its cell, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from records.book import MAI, Book
from records.import_books import FIRST_ROW, SHEETS, at, cells, preview, rows_stored, saved, sheets, told, workbook
from thidua.documents.workbook.reading import read_workbook
from thidua.records.importing.faults import MOST_FAULTS, CellFault

SINCE = {"since_date": "01/09/2010"}
GOOD = {"name": MAI, "year": 2020, "level": "HTTNV"}


def fault_of(book: Book, sheet: str, key: str, **row: Any) -> str:
    """The one sentence told of a row, at the cell of that column."""
    ((_, address, sentence),) = told(preview(book, *sheets(**{sheet: [row]})))
    assert address == at(sheet, key)
    return sentence


@pytest.mark.parametrize(
    ("sheet", "key", "value", "sentence"),
    [
        ("rating", "year", date(2020, 1, 1),
         "Ô chứa ngày 01/01/2020, ở đây cần năm, ví dụ 2021. Hãy định dạng ô là Text rồi gõ lại."),
        ("rating", "year", "2020-2021", "“2020-2021” không phải là năm: ghi bốn chữ số, ví dụ 2021."),
        ("rating", "year", Decimal("2020.5"), "“2020,5” không phải là năm: ghi bốn chữ số, ví dụ 2021."),
        ("rating", "year", "２０２０", "“２０２０” không phải là năm: ghi bốn chữ số, ví dụ 2021."),
        ("rating", "year", 20201, "“20201” không phải là năm: ghi bốn chữ số, ví dụ 2021."),
        ("rating", "year", None, "Chưa ghi: Năm."),
        ("rating", "year", 1900, "Năm 1900 không hợp lý: ghi từ 1945 đến 2021."),
        ("rating", "year", 2023, "Năm 2023 không hợp lý: ghi từ 1945 đến 2021."),
        ("rating", "level", "Khá",
         "“Khá” không có trong danh sách: Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ, "
         "Hoàn thành xuất sắc nhiệm vụ."),
        ("rating", "level", True,
         "“TRUE” không có trong danh sách: Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, Hoàn thành tốt nhiệm vụ, "
         "Hoàn thành xuất sắc nhiệm vụ."),
        ("rating", "decision_date", "2021", "“2021” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021. "
         "Không rõ ngày thì để trống."),
        ("rating", "decision_date", "30/02/2021",
         "Không có ngày 30/02/2021: kiểm tra lại ngày và tháng. Không rõ ngày thì để trống."),
        ("rating", "decision_date", 44197, "“44197” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021. "
         "Không rõ ngày thì để trống."),
        ("rating", "decision_date", "21/11/2021", "Ngày quyết định 21/11/2021 ở tương lai."),
        ("rating", "decision_date", "01/01/1021", "Ngày quyết định 01/01/1021 không hợp lý: kiểm tra lại năm."),
        ("rating", "decision_number", date(2021, 1, 5),
         "Ô chứa ngày 05/01/2021, ở đây cần chữ (Số quyết định). Hãy định dạng ô là Text rồi gõ lại."),
        ("rating", "decision_number", "9" * 81, "Số quyết định dài 81 ký tự, quá 80. Hãy rút gọn."),
        ("rating", "issuer", "c" * 201, "Cơ quan ban hành dài 201 ký tự, quá 200. Hãy rút gọn."),
        ("honour", "award_code", "Chiến sĩ",
         "“Chiến sĩ” không có trong danh sách: xem danh sách của cột “Danh hiệu, hình thức” trong tệp mẫu."),
        ("honour", "award_code", "TTLĐXS",
         "“Tập thể lao động xuất sắc” không dành cho cá nhân mà cho tập thể."),
        ("honour", "from_year", 2030, "Năm 2030 không hợp lý: ghi từ 1945 đến 2021."),
        ("honour", "to_year", 2030, "Năm 2030 không hợp lý: ghi từ 1945 đến 2021."),
        ("honour", "to_year", 2018, "Năm cuối 2018 trước năm đầu 2020. Hãy kiểm tra lại."),
        ("work", "title", None, "Chưa ghi: Tên."),
        ("work", "title", "t" * 401, "Tên dài 401 ký tự, quá 400. Hãy rút gọn."),
        ("work", "scope", "Huyện", "“Huyện” không có trong danh sách: Cơ sở, Bộ, ban, ngành, tỉnh, Toàn quốc."),
        ("work", "authors", " ; , ", "Chưa ghi: Tác giả."),
        ("work", "authors", f"{MAI}; {MAI}", "Mỗi tác giả chỉ ghi một lần."),
        ("work", "authors", f"Tập thể; {MAI}", "“Tập thể” thì ghi một mình, không kèm tên người."),
        ("work", "authors", "Lê Văn Không; CB99",
         "Không có Lê Văn Không trong sổ của đơn vị. Hãy xem lại, hoặc thêm vào trang “Cán bộ” của tệp."),
        ("work", "accepted", "chưa rõ", "“chưa rõ”: ghi “có” hoặc “không”, chưa biết thì để trống."),
        ("work", "accepted", "có", "Chỉ đề tài mới ghi nghiệm thu và áp dụng."),
        ("discipline", "since_date", "01/01/0021", "Ngày bắt đầu 01/01/0021 không hợp lý: kiểm tra lại năm."),
        ("discipline", "last_date", "01/01/2013", "Ngày kết thúc 01/01/2013 trước ngày bắt đầu 01/02/2014."),
        ("discipline", "last_date", "đang chịu",
         "“đang chịu” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021."),
        ("discipline", "name", "Tập thể", "“Kỷ luật” ghi cho từng người."),
        ("leave", "name", "Lê Văn Không",
         "Không có Lê Văn Không trong sổ của đơn vị. Hãy xem lại, hoặc thêm vào trang “Cán bộ” của tệp."),
        ("leave", "name", None, "Chưa ghi: Họ và tên."),
        ("leave", "staff_code", "CB99",
         "Không có mã CB99 trong sổ của đơn vị. Hãy xem lại, hoặc thêm vào trang “Cán bộ” của tệp."),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_told_where_it_stands(
    book: Book, mai: int, sheet: str, key: str, value: Any, sentence: str
) -> None:
    sound: dict[str, dict[str, Any]] = {
        "rating": {**GOOD},
        "honour": {"name": MAI, "award_code": "LĐTT", "from_year": 2020},
        "work": {"kind": "SK", "title": "Tra cứu", "scope": "Cơ sở", "year": 2020, "authors": MAI},
        "discipline": {"name": MAI, "level": "Khiển trách", "since_date": "01/02/2014"},
        "leave": {"name": MAI, "kind": "Thai sản", "since_date": "01/02/2014"},
    }
    row = {**sound[sheet], key: value}
    place = key
    if key == "staff_code":  # the code alone names the person
        row["name"], place = None, "name"
    plan = preview(book, *sheets(**{sheet: [row]}))

    wanted = [(SHEETS[sheet].title, at(sheet, place), sentence)]
    if key == "authors" and "CB99" in str(value):
        wanted.append((*wanted[0][:2], sentence.replace("Lê Văn Không", "mã CB99")))
    assert told(plan) == wanted
    assert plan.lines == ()


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("name", None, "Chưa ghi: Họ và tên."),
        ("name", "Tập thể", "Trang “Cán bộ” chỉ ghi từng người."),
        ("name", "…!", "Họ và tên phải có chữ. Hãy kiểm tra lại."),
        ("name", "n" * 121, "Họ và tên dài 121 ký tự, quá 120. Hãy kiểm tra lại."),
        ("staff_code", "m" * 33, "Mã cán bộ dài quá 32 ký tự. Hãy kiểm tra lại."),
        ("gender", "Khác", "“Khác” không có trong danh sách: Nữ, Nam."),
        ("birth_date", "1975", "“1975” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021. "
         "Không rõ ngày thì để trống."),
        ("birth_date", "01/01/2022", "Ngày sinh 01/01/2022 ở tương lai. Hãy kiểm tra lại."),
        ("birth_date", "01/01/1875", "Ngày sinh 01/01/1875 quá xa. Hãy kiểm tra lại năm sinh."),
        ("since_date", None, "Chưa ghi: Từ ngày."),
        ("since_date", "01/12/2021",
         "Ngày bắt đầu 01/12/2021 ở tương lai: hãy ghi khi người này đã nhận việc."),
        ("last_date", "31/08/2009", "Ngày kết thúc 31/08/2009 trước ngày bắt đầu 01/09/2010."),
        ("department", "p" * 121, "Phòng, khoa dài 121 ký tự, quá 120. Hãy rút gọn."),
        ("position", "c" * 121, "Chức vụ dài 121 ký tự, quá 120. Hãy rút gọn."),
    ],
)  # fmt: skip
def test_a_wrong_person_is_told_where_it_stands(book: Book, key: str, value: Any, sentence: str) -> None:
    assert fault_of(book, "people", key, **{"name": MAI, **SINCE, key: value}) == sentence


def test_a_place_of_work_outside_is_not_too_long_either(book: Book, mai: int) -> None:
    row = {
        "name": MAI,
        "staff_code": None,
        "employer": "n" * 201,
        "since_date": "01/09/2008",
        "last_date": "31/08/2010",
    }
    plan = preview(book, *sheets(people=[row]), answers=_is_mai(book, row, mai))

    assert told(plan) == [("Cán bộ", at("people", "employer"), "Nơi làm việc dài 201 ký tự, quá 200. Hãy rút gọn.")]


def _is_mai(book: Book, row: dict[str, Any], person_id: int) -> dict[str, str]:
    """The row of the sheet of people is about Mai of the book."""
    (doubt,) = preview(book, *sheets(people=[row])).doubts
    return {doubt.key: f"cu:{person_id}"}


def test_every_fault_of_every_sheet_is_told_at_once_in_the_files_order(book: Book, mai: int) -> None:
    plan = preview(
        book,
        *sheets(
            honour=[{"name": MAI, "award_code": "?", "from_year": "năm ngoái", "decision_date": "hôm qua"}],
            rating=[
                {"name": "Lê Văn Không", "year": 2020, "level": "HTTNV"},
                {"name": MAI, "year": 1900, "level": "HTTNV", "decision_date": "01/01/2031"},
                {"name": MAI, "level": "?"},
            ],
            people=[{"name": MAI, "gender": "?", "birth_date": "?", "since_date": "?"}],
        ),
    )

    assert [(fault.sheet, fault.address) for fault in plan.faults] == [
        ("Cán bộ", "C3"), ("Cán bộ", "D3"), ("Cán bộ", "H3"),
        ("Xếp loại", "B3"), ("Xếp loại", "C4"), ("Xếp loại", "F4"), ("Xếp loại", "C5"), ("Xếp loại", "D5"),
        ("Danh hiệu", "C3"), ("Danh hiệu", "D3"), ("Danh hiệu", "H3"),
    ]  # fmt: skip
    assert plan.faults[0].place == "Cán bộ, ô C3"
    assert CellFault("Tệp", "", "…").place == "Tệp"


def test_a_wrong_row_of_a_person_does_not_make_everything_else_of_them_wrong(book: Book) -> None:
    plan = preview(
        book,
        *sheets(
            people=[
                {"name": MAI, "staff_code": "CB01", "since_date": "2010"},
                {"name": "Trần Văn Tú", "since_date": "1/1/2041"},
            ],
            rating=[GOOD, {"staff_code": "cb01", "year": 2019, "level": "HTTNV"}, {**GOOD, "name": "Trần Văn Tú"}],
            work=[{"kind": "SK", "title": "Tra cứu", "scope": "Cơ sở", "year": 2020, "authors": MAI}],
        ),
    )  # fmt: skip

    assert [(fault.sheet, fault.address) for fault in plan.faults] == [("Cán bộ", "H3"), ("Cán bộ", "H4")]


def test_a_thousand_wrong_rows_are_all_told(book: Book) -> None:
    plan = preview(book, *sheets(rating=[{**GOOD, "name": f"Người {number}"} for number in range(MOST_FAULTS)]))

    assert cells(plan) == [f"B{FIRST_ROW + number}" for number in range(MOST_FAULTS)]


@pytest.mark.parametrize("row", [{**GOOD, "name": "Không Ai"}, {**GOOD, "year": "?"}])
def test_the_list_ends_with_a_line_that_says_so(book: Book, row: dict[str, Any]) -> None:
    plan = preview(book, *sheets(rating=[row] * (MOST_FAULTS + 1)))

    assert len(plan.faults) == MOST_FAULTS + 1
    assert told(plan)[-1] == (
        "Tệp", "", "Danh sách dừng ở 1000 lỗi, trong tệp còn lỗi nữa. Hãy sửa các lỗi trên rồi gửi lại tệp.",
    )  # fmt: skip
    assert told(plan)[-2][1] == f"{'C' if row['year'] == '?' else 'B'}{FIRST_ROW + MOST_FAULTS - 1}"


def test_twenty_thousand_wrong_rows_are_no_heavier(book: Book) -> None:
    plan = preview(book, *sheets(rating=[{"name": "?", "year": "?", "level": "?"}] * 20_000))

    assert len(plan.faults) == MOST_FAULTS + 1


def test_unknown_sheets_and_columns_are_named(book: Book, mai: int) -> None:
    def change(made: Workbook) -> None:
        made.create_sheet("Lương")["A1"] = "Bậc"
        made.create_sheet("Trang trắng")
        made["Xếp loại"]["H2"] = "Ghi chú"
        made["Xếp loại"]["H3"] = "chưa chắc"

    plan = preview(book, *read_workbook(workbook(rating=[GOOD], change=change)))

    assert told(plan) == []
    assert plan.ignored == ("trang “Lương”", "cột “Ghi chú” của trang “Xếp loại”")


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (
            lambda page: page.delete_rows(2),
            ("", "Không thấy dòng tiêu đề. Cần có các cột: Họ và tên, Năm, Mức xếp loại."),
        ),
        (lambda page: page.delete_cols(3), ("", "Thiếu cột Năm trong dòng tiêu đề 2.")),
        (lambda page: page.delete_cols(3, 2), ("", "Thiếu cột Năm, Mức xếp loại trong dòng tiêu đề 2.")),
        (lambda page: page.__setitem__("H2", "năm"), ("H2", "Cột “năm” đã có ở ô C2. Hãy bỏ một cột.")),
    ],
)
def test_headings_that_cannot_be_read(
    book: Book, mai: int, change: Callable[[Any], None], wanted: tuple[str, str]
) -> None:
    content = workbook(rating=[GOOD], change=lambda made: change(made["Xếp loại"]))

    assert told(preview(book, *read_workbook(content))) == [("Xếp loại", *wanted)]


def test_columns_may_stand_in_another_order_under_more_lines(book: Book, mai: int) -> None:
    made = Workbook()
    page = made.active
    page.title = "XẾP LOẠI"
    page["A1"] = "Trường Chính trị"
    page["B5"], page["C5"], page["D5"] = "Mức xếp  loại *", "NĂM", "Họ và tên:"
    page["B6"], page["C6"], page["D6"] = "Hoàn thành tốt", 2020, MAI

    plan = preview(book, *read_workbook(saved(made)))

    assert told(plan) == []
    assert [(line.address, line.words) for line in plan.lines] == [("D6", "năm 2020: Hoàn thành tốt nhiệm vụ")]


def test_a_file_of_something_else_is_told_what_is_looked_for(book: Book) -> None:
    made = Workbook()
    made.active["A1"] = "Danh sách"

    plan = preview(book, *read_workbook(saved(made)))

    assert told(plan) == [
        (
            "Tệp",
            "",
            "Không có trang tính nào tên là “Cán bộ”, “Xếp loại”, “Danh hiệu”, “Sáng kiến, đề tài”, “Kỷ luật”, "
            "“Nghỉ dài ngày”. Hãy dùng tệp mẫu của trang này.",
        )
    ]
    assert plan.ignored == ("trang “Sheet”",)
    assert not plan.ready


def test_a_preview_writes_nothing(book: Book, mai: int) -> None:
    before = rows_stored()
    preview(
        book,
        *sheets(
            people=[{"name": "Trần Văn Tú", **SINCE}], rating=[GOOD, {**GOOD, "name": "Trần Văn Tú"}, {"name": "?"}]
        ),
    )

    assert rows_stored() == before == {"Person": 1, "PersonDetails": 1, "Employment": 1}
