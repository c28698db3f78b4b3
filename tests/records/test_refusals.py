"""What a history may not say: each refusal with its sentence, and nothing written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records.book import HIRED, MAI, TODAY, Book, initiative, rating, title
from thidua.core.verdict import Refused
from thidua.records.contents import (
    Author,
    Content,
    DisciplineContent,
    EmploymentContent,
    HoldContent,
    LeaveContent,
    MemberFiguresContent,
    Subject,
    WorkContent,
)
from thidua.records.history import History
from thidua.records.queries.rows import MODELS
from thidua.records.rules.contents import fits, normal
from thidua.records.rules.contradictions import may_stand

GOOD = "Hoàn thành tốt nhiệm vụ"


SOMEBODY, SOME_UNIT = Subject.person(1), Subject.unit(1)


def said_of(content: Content, subject: Subject) -> tuple[str, str]:
    """Code and sentence of the rule about a content by itself."""
    verdict = fits(normal(content), subject, TODAY)
    return verdict.code, verdict.sentence


def said_beside(first: Content, second: Content) -> tuple[str, str]:
    """Code and sentence of the rule about `second` where the history holds `first`."""
    verdict = may_stand(History(SOMEBODY, 1, names=(MAI,)).plus(1, first), second)
    return verdict.code, verdict.sentence


def refusal(book: Book, content: Content, person_id: int | None = None) -> tuple[str, str]:
    """Code and sentence of the refusal; nothing may have been written."""
    before = MODELS[content.fact]._default_manager.count()
    with pytest.raises(Refused) as refused:
        _ = book.write_of_unit(content) if person_id is None else book.write(person_id, content)
    assert MODELS[content.fact]._default_manager.count() == before
    return refused.value.verdict.code, refused.value.verdict.sentence


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (rating(1944), "bad_year", "Năm 1944 không hợp lý: ghi từ 1945 đến 2021."),
        (rating(2023), "bad_year", "Năm 2023 không hợp lý: ghi từ 1945 đến 2021."),
        (
            replace(rating(), level="giỏi"),
            "unknown_code",
            "Mức xếp loại “giỏi” không có trong danh sách: Không hoàn thành nhiệm vụ, Hoàn thành nhiệm vụ, "
            "Hoàn thành tốt nhiệm vụ, Hoàn thành xuất sắc nhiệm vụ.",
        ),
        (title("CSTD"), "unknown_award", "Không có danh hiệu, hình thức khen thưởng mang mã “CSTD”."),
        (
            title("TTLDXS"),
            "award_not_for_subject",
            "“Tập thể lao động xuất sắc” không dành cho cá nhân mà cho tập thể.",
        ),
        (title("GDVH"), "award_not_for_subject", "“Gia đình văn hóa” không dành cho cá nhân mà cho hộ gia đình."),
        (title(year=2020, to_year=2019), "years_reversed", "Năm cuối 2019 trước năm đầu 2020. Hãy kiểm tra lại."),
        (title(year=2023), "bad_year", "Năm 2023 không hợp lý: ghi từ 1945 đến 2021."),
        (
            title(basis="khác"),
            "unknown_code",
            "Loại hình “khác” không có trong danh sách: Công trạng (hằng năm, nhiều năm), Chuyên đề, theo đợt, "
            "Đột xuất, Ngoài hệ thống thi đua, khen thưởng.",
        ),
        (
            title(decision_date=date(2021, 11, 21)),
            "decided_later",
            "Ngày quyết định 21/11/2021 ở tương lai.",
        ),
        (
            title(decision_date=date(201, 5, 4)),
            "bad_day",
            "Ngày quyết định 04/05/0201 không hợp lý: kiểm tra lại năm.",
        ),
        (title(decision_number="1" * 81), "too_long", "Số quyết định dài 81 ký tự, quá 80. Hãy rút gọn."),
        (title(issuer="b" * 201), "too_long", "Cơ quan ban hành dài 201 ký tự, quá 200. Hãy rút gọn."),
        (
            DisciplineContent(level="mắng", since_date=date(2020, 1, 1)),
            "unknown_code",
            "Hình thức kỷ luật “mắng” không có trong danh sách: Khiển trách, Cảnh cáo, Hạ bậc lương, "
            "Giáng chức, cách chức, Buộc thôi việc.",
        ),
        (
            DisciplineContent(level="warning", since_date=date(2020, 5, 4), last_date=date(2020, 5, 3)),
            "period_reversed",
            "Ngày kết thúc 03/05/2020 trước ngày bắt đầu 04/05/2020.",
        ),
        (
            LeaveContent(kind="chơi", since_date=date(2020, 1, 1)),
            "unknown_code",
            "Loại nghỉ “chơi” không có trong danh sách: Nghỉ thai sản, Nghỉ do bị thương khi cứu người, chiến đấu, "
            "phục vụ chiến đấu, Đi học, đào tạo dài hạn, Nghỉ ốm dài ngày, Nghỉ không lương.",
        ),
        (
            HoldContent(kind="?", since_date=date(2020, 1, 1)),
            "unknown_code",
            "Việc đang xem xét “?” không có trong danh sách: Đang xem xét kỷ luật, Đang bị điều tra, "
            "Thanh tra, kiểm tra có dấu hiệu vi phạm, Khiếu nại, tố cáo đang được xác minh, "
            "Báo chí nêu dấu hiệu tham nhũng, tiêu cực đang được xác minh.",
        ),
        (
            EmploymentContent(since_date=date(2009, 1, 1)),
            "no_employer",
            "Hãy chọn đơn vị, hoặc ghi tên nơi làm việc khác (một trong hai).",
        ),
        (
            EmploymentContent(since_date=date(2021, 11, 21), employer="Sở Nội vụ"),
            "employed_later",
            "Ngày bắt đầu 21/11/2021 ở tương lai: hãy ghi khi người này đã nhận việc.",
        ),
        (
            MemberFiguresContent(year=2020, members=1),
            "wrong_subject",
            "“Số liệu của tập thể” ghi cho đơn vị.",
        ),
        (initiative(), "wrong_subject", "“Sáng kiến, đề tài” ghi cho đơn vị."),
    ],
)  # fmt: skip
def test_a_fact_about_a_person_that_cannot_be(content: Content, code: str, sentence: str) -> None:
    assert said_of(content, SOMEBODY) == (code, sentence)


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (
            title("CSTDCS"),
            "award_not_for_subject",
            "“Chiến sĩ thi đua cơ sở” không dành cho tập thể mà cho cá nhân.",
        ),
        (LeaveContent(kind="sick", since_date=HIRED), "wrong_subject", "“Nghỉ dài ngày” ghi cho từng người."),
        (MemberFiguresContent(year=2020, members=0), "no_members", "Số người của tập thể phải lớn hơn 0."),
        (
            MemberFiguresContent(year=2020, members=20, counts={"LDTT": 21}),
            "count_above_members",
            "“Lao động tiên tiến”: 21 người, ngoài khoảng từ 0 đến 20 người của tập thể.",
        ),
        (
            MemberFiguresContent(year=2020, members=20, counts={"completed": -1}),
            "count_above_members",
            "“Hoàn thành nhiệm vụ trở lên”: -1 người, ngoài khoảng từ 0 đến 20 người của tập thể.",
        ),
        (
            MemberFiguresContent(year=2020, members=20, counts={"TTLDXS": 1}),
            "unknown_count",
            "Không có danh hiệu cá nhân hay mức xếp loại mang mã “TTLDXS”.",
        ),
        (
            MemberFiguresContent(year=2020, members=20, counts={"completed": 18, "excellent": 19}),
            "counts_reversed",
            "Số người “Hoàn thành xuất sắc nhiệm vụ” (19) không thể nhiều hơn số người "
            "“Hoàn thành nhiệm vụ trở lên” (18).",
        ),
        (replace(initiative(), title=" \u200b"), "no_title", "Hãy ghi tên sáng kiến, đề tài."),
        (replace(initiative(), title="t" * 401), "too_long", "Tên dài 401 ký tự, quá 400. Hãy rút gọn."),
        (
            replace(initiative(), scope="tỉnh"),
            "unknown_code",
            "Phạm vi “tỉnh” không có trong danh sách: Cơ sở, Bộ, ban, ngành, tỉnh, Toàn quốc.",
        ),
        (
            replace(initiative(), kind="ý"),
            "unknown_code",
            "Loại “ý” không có trong danh sách: Sáng kiến, Đề tài khoa học, đề án khoa học.",
        ),
        (replace(initiative(), accepted=True), "initiative_accepted", "Chỉ đề tài mới ghi nghiệm thu và áp dụng."),
    ],
)  # fmt: skip
def test_a_fact_about_a_unit_that_cannot_be(content: Content, code: str, sentence: str) -> None:
    assert said_of(content, SOME_UNIT) == (code, sentence)


def test_what_a_rule_refuses_is_not_written(book: Book, mai: int) -> None:
    assert refusal(book, rating(1944), mai)[0] == "bad_year"
    assert refusal(book, MemberFiguresContent(year=2020, members=0))[0] == "no_members"
    book.write(mai, rating(2020))
    assert refusal(book, rating(2020), mai)[0] == "twice_a_year"


@pytest.mark.parametrize(
    ("first", "second", "code", "sentence"),
    [
        (
            rating(2020),
            rating(2020),
            "twice_a_year",
            f"Đã ghi năm 2020: {GOOD}. Nếu ghi nhầm, hãy sửa bản ghi đó.",
        ),
        (
            title(year=2020),
            title(year=2020, decision_number="15/QĐ"),
            "given_twice",
            "Đã có Chiến sĩ thi đua cơ sở năm 2020 trong hồ sơ. Nếu ghi nhầm, hãy sửa bản ghi đó.",
        ),
        (
            title("BK_TTG", 2016, 2020),
            title("BK_TTG", 2016, 2020, decision_number="15/QĐ"),
            "given_twice",
            "Đã có Bằng khen của Thủ tướng Chính phủ giai đoạn 2016–2020 trong hồ sơ. "
            "Nếu ghi nhầm, hãy sửa bản ghi đó.",
        ),
        (
            rating(2020, "not_completed"),
            title(year=2020),
            "title_in_failed_year",
            "Năm 2020 xếp loại “Không hoàn thành nhiệm vụ” mà lại có danh hiệu Chiến sĩ thi đua cơ sở năm 2020. "
            "Hãy kiểm tra lại một trong hai.",
        ),
        (
            title("CSTD_BNT", 2018, 2020),
            rating(2019, "not_completed"),
            "title_in_failed_year",
            "Năm 2019 xếp loại “Không hoàn thành nhiệm vụ” mà lại có danh hiệu "
            "Chiến sĩ thi đua Bộ, ban, ngành, tỉnh giai đoạn 2018–2020. Hãy kiểm tra lại một trong hai.",
        ),
        (
            LeaveContent(kind="study", since_date=date(2020, 3, 1)),
            LeaveContent(kind="sick", since_date=date(2021, 1, 1), last_date=date(2021, 2, 1)),
            "overlap",
            "Trùng thời gian với bản ghi đã có: Đi học, đào tạo dài hạn từ 01/03/2020, chưa kết thúc. "
            "Hãy ghi ngày kết thúc của bản ghi trước, hoặc sửa lại ngày.",
        ),
        (
            DisciplineContent(level="reprimand", since_date=date(2020, 3, 1), last_date=date(2020, 5, 31)),
            DisciplineContent(level="warning", since_date=date(2020, 5, 31), last_date=date(2020, 8, 30)),
            "overlap",
            "Trùng thời gian với bản ghi đã có: Khiển trách từ 01/03/2020 đến 31/05/2020. "
            "Hãy ghi ngày kết thúc của bản ghi trước, hoặc sửa lại ngày.",
        ),
    ],
)  # fmt: skip
def test_a_fact_that_the_history_contradicts(first: Content, second: Content, code: str, sentence: str) -> None:
    assert said_beside(first, second) == (code, sentence)


def test_overlapping_employments(book: Book, mai: int) -> None:
    again = EmploymentContent(since_date=date(2021, 1, 1), organisation_id=book.unit(), position="Trưởng khoa")

    code, sentence = refusal(book, again, mai)

    assert code == "overlap"
    assert sentence.startswith("Trùng thời gian với bản ghi đã có: công tác từ 01/09/2010, chưa kết thúc.")


def test_a_unit_that_nobody_knows(book: Book, mai: int) -> None:
    content = EmploymentContent(since_date=date(2009, 1, 1), last_date=date(2010, 8, 31), organisation_id=10_000)

    assert refusal(book, content, mai) == ("unknown_unit", "Không tìm thấy đơn vị này.")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (title(year=2009), "Danh hiệu năm 2009 có trước ngày vào làm việc 01/09/2010. "),
        (title("CSTD_BNT", 2009, 2011), "Danh hiệu giai đoạn 2009–2011 có trước ngày vào làm việc 01/09/2010. "),
        (rating(2009), "Xếp loại năm 2009 có trước ngày vào làm việc 01/09/2010. "),
    ],
)
def test_nothing_is_dated_before_the_first_employment(book: Book, mai: int, content: Content, sentence: str) -> None:
    code, said = refusal(book, content, mai)

    assert code == "before_employment"
    assert said == f"{sentence}Hãy ghi quá trình công tác trước đó, hoặc kiểm tra lại năm."


def test_an_earlier_place_of_work_makes_room_for_earlier_titles(book: Book, mai: int) -> None:
    book.write(mai, EmploymentContent(since_date=date(2008, 9, 1), last_date=date(2010, 8, 31), employer="Trường C"))

    assert book.write(mai, title(year=2008))


def test_a_year_of_employment_counts_whole(book: Book, mai: int) -> None:
    assert book.write(mai, title("LDTT", HIRED.year))


def test_too_young_for_an_earlier_place_of_work(book: Book) -> None:
    person_id = book.add(birth_date=date(1990, 5, 1))
    earlier = EmploymentContent(since_date=date(2005, 4, 30), last_date=date(2008, 1, 1), employer="Xưởng")

    assert refusal(book, earlier, person_id)[0] == "too_young"
    assert book.write(person_id, replace(earlier, since_date=date(2005, 5, 1)))


def test_commendations_may_repeat_where_their_decisions_differ(book: Book, mai: int) -> None:
    first = title("GK", basis="sudden", decision_number="01/QĐ")
    book.write(mai, first)

    assert book.write(mai, replace(first, decision_number="02/QĐ"))
    assert book.write(mai, replace(first, basis="thematic"))
    assert refusal(book, replace(first, decision_number=""), mai)[0] == "given_twice"
    assert refusal(book, first, mai)[0] == "given_twice"


def test_a_commendation_in_a_failed_year_is_possible(book: Book, mai: int) -> None:
    book.write(mai, rating(2020, "not_completed"))

    assert book.write(mai, title("GK", basis="sudden"))


@pytest.mark.parametrize(
    ("authors", "code"),
    [
        ([("mai", None), ("mai", 50)], "author_twice"),
        ([("mai", 60), ("binh", 41)], "shares_above_100"),
        ([("mai", 0)], "bad_share"),
        ([("mai", 101)], "bad_share"),
        ([("stranger", None)], "author_not_of_unit"),
        ([("nobody", None)], "author_not_of_unit"),
    ],
)
def test_authors_that_cannot_be(book: Book, mai: int, authors: list[tuple[str, int | None]], code: str) -> None:
    people = {
        "mai": mai, "binh": book.add("Trần Văn Bình"), "stranger": book.add("Lê Lan", unit=2), "nobody": 10_000,
    }  # fmt: skip
    content = initiative(authors=tuple(Author(people[name], share) for name, share in authors))

    assert refusal(book, content)[0] == code


def test_a_work_is_written_once(book: Book, mai: int) -> None:
    book.write_of_unit(initiative(mai))
    again: WorkContent = initiative(mai, title="BẢNG tra cuu văn bản dùng chung")

    code, sentence = refusal(book, again)

    assert code == "work_twice"
    assert sentence == (
        "Đơn vị đã có Sáng kiến “BẢNG tra cuu văn bản dùng chung”, phạm vi cơ sở, năm 2020. "
        "Nếu ghi nhầm, hãy sửa bản ghi đó."
    )
    assert book.write_of_unit(replace(again, year=2019))


def test_figures_of_a_year_are_written_once(book: Book) -> None:
    book.write_of_unit(MemberFiguresContent(year=2020, members=20))

    code, sentence = refusal(book, MemberFiguresContent(year=2020, members=21))

    assert code == "twice_a_year"
    assert sentence == "Đã ghi năm 2020: 20 người. Nếu ghi nhầm, hãy sửa bản ghi đó."


@pytest.mark.parametrize(
    "more",
    [
        {"position": "Thư ký của nguyen thi mai"},
        {"department": "Tổ NGUYỄN THỊ  MAI"},
        {"decision": "QĐ điều động bà Nguyễn Thị Mai"},
    ],
)
def test_a_row_names_nobody(more: dict[str, Any]) -> None:
    content = EmploymentContent(since_date=date(2008, 1, 1), last_date=date(2010, 8, 31), employer="Xưởng", **more)

    assert said_beside(rating(2020), content) == (
        "names_person",
        "Bản ghi được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc.",
    )


def test_the_title_of_a_work_does_not_name_its_author(book: Book, mai: int) -> None:
    assert refusal(book, initiative(mai, title="Sáng kiến của Nguyễn Thị Mai"))[0] == "names_person"
