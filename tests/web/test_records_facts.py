"""Writing facts into a history on the pages: every kind, about a person and about the unit, with their authors."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from django.test import Client

from records.book import MAI, NOW, Book, initiative
from thidua.audit.models import Entry
from thidua.records.actions.erasing import empty_fields
from thidua.records.actions.facts import change_employment
from thidua.records.contents import (
    EmploymentContent,
)
from thidua.records.models import MemberFigures, Person, Rating, Work
from thidua.records.queries.pages import person_page, unit_page
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, row_of, said_of, summary_of, typed_in
from web.season_pages import queries_of

NO_NAME = "được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc."
DECISION = {"decision_number": "12/QĐ-TCT", "decision_date": "10/12/2020", "issuer": "Đơn vị 01"}
OF_A_PERSON: dict[str, tuple[dict[str, str], str]] = {
    "rating": ({"year": "2020", "level": "good", **DECISION}, "năm 2020: Hoàn thành tốt nhiệm vụ"),
    "honour": ({"award_code": "LDTT", "from_year": "2020", "to_year": "", "basis": "merit", **DECISION},
               "Lao động tiên tiến năm 2020"),
    "work": ({"kind": "topic", "title": "Đề tài về chuyển đổi số", "scope": "ministry_province", "year": "2020",
              "accepted": "co", "applied": "khong", **DECISION},
             "Đề tài khoa học, đề án khoa học “Đề tài về chuyển đổi số”, phạm vi bộ, ban, ngành, tỉnh, năm 2020"),
    "employment": ({"department": "Khoa Lý luận", "position": "Phó Trưởng khoa", "since_date": "01/06/2021",
                    "last_date": "", "decision": "Quyết định số 5", "employer": ""},
                   "Phó Trưởng khoa, Khoa Lý luận, Đơn vị 01 từ 01/06/2021, chưa kết thúc"),
    "leave": ({"kind": "maternity", "since_date": "01/03/2017", "last_date": "30/09/2017"},
              "Nghỉ thai sản từ 01/03/2017 đến 30/09/2017"),
    "discipline": ({"level": "reprimand", "since_date": "01/03/2017", "last_date": "01/03/2018", **DECISION},
                   "Khiển trách từ 01/03/2017 đến 01/03/2018"),
    "hold": ({"kind": "investigation", "since_date": "01/03/2021", "last_date": ""},
             "Đang bị điều tra từ 01/03/2021, chưa kết thúc"),
}  # fmt: skip
OF_A_UNIT: dict[str, tuple[dict[str, str], str]] = {
    "rating": OF_A_PERSON["rating"],
    "honour": ({"award_code": "TTLDTT", "from_year": "2020", "to_year": "", "basis": "merit"},
               "Tập thể lao động tiên tiến năm 2020"),
    "work": OF_A_PERSON["work"],
    "member_figures": ({"year": "2020", "members": "20", "so_LDTT": "15", "so_good": "15"},
                       "năm 2020: 20 người (Lao động tiên tiến 15, Hoàn thành tốt nhiệm vụ trở lên 15)"),
    "hold": OF_A_PERSON["hold"],
}  # fmt: skip


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def mai(book: Book) -> int:
    return book.add()


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


def new(mai: int, kind: str) -> str:
    return f"{BOOK}/{mai}/ghi/{kind}"


class TestWriting:
    """/ho-so/…/ghi/<kind> and /ho-so/tap-the/ghi/<kind>"""

    @pytest.mark.parametrize("kind", list(OF_A_PERSON))
    def test_a_fact_of_every_kind_about_a_person(self, mai: int, editor: Client, kind: str) -> None:
        boxes, said = OF_A_PERSON[kind]
        opened = typed_in(editor.get(new(mai, kind)))
        assert set(boxes) <= set(opened)

        answer = editor.post(new(mai, kind), {**opened, **boxes})

        assert answer["Location"] == f"{BOOK}/{mai}?da-ghi"
        assert said_of(mai, kind)[0] == said
        assert "Đã ghi vào hồ sơ." in main_of(editor.get(answer["Location"]))

    @pytest.mark.parametrize("kind", list(OF_A_UNIT))
    def test_a_fact_of_every_kind_about_the_unit(self, book: Book, editor: Client, kind: str) -> None:
        boxes, said = OF_A_UNIT[kind]
        address = f"{BOOK}/tap-the/ghi/{kind}"

        answer = editor.post(address, {**typed_in(editor.get(address)), **boxes})

        assert answer["Location"] == f"{BOOK}/tap-the?da-ghi"
        groups = unit_page(book.unit(), NOW).groups
        assert [line.words for group in groups if group.fact == kind for line in group.lines] == [said]

    @pytest.mark.parametrize("kind", ["abc", "member_figures", "RATING", "rating%20", "revocation"])
    def test_a_guessed_kind_is_not_found(self, mai: int, editor: Client, kind: str) -> None:
        assert editor.get(new(mai, kind)).status_code == 404
        assert editor.post(new(mai, kind), {"year": "2020"}).status_code == 404

    @pytest.mark.parametrize("kind", ["employment", "leave", "discipline", "abc"])
    def test_nor_is_a_kind_that_a_unit_does_not_have(self, editor: Client, kind: str) -> None:
        assert editor.get(f"{BOOK}/tap-the/ghi/{kind}").status_code == 404

    @pytest.mark.parametrize(
        ("kind", "changes", "problems"),
        [
            ("rating", {"year": "", "level": ""},
             [("year", "Hãy ghi năm."), ("level", "Hãy chọn mức xếp loại.")]),
            ("rating", {"year": "20"}, [("year", "“20” không phải là năm: ghi bốn chữ số, ví dụ 2021.")]),
            ("rating", {"year": "٢٠٢٠"}, [("year", "“٢٠٢٠” không phải là năm: ghi bốn chữ số, ví dụ 2021.")]),
            ("rating", {"year": "1944"}, [("year", "Năm 1944 không hợp lý: ghi từ 1945 đến 2021.")]),
            ("rating", {"year": "2009"},
             [("year", "Xếp loại năm 2009 có trước ngày vào làm việc 01/09/2010. Hãy ghi quá trình công tác trước đó, "
               "hoặc kiểm tra lại năm.")]),
            ("rating", {"level": "tuyet-voi"}, [("level", "Hãy chọn mức xếp loại trong danh sách.")]),
            ("rating", {"decision_date": "10/12/2022"},
             [("decision-date", "Ngày quyết định 10/12/2022 ở tương lai.")]),
            ("rating", {"decision_date": "10/12/2030"},
             [("decision-date", "Ngày quyết định 10/12/2030 không hợp lý: kiểm tra lại năm.")]),
            ("hold", {"since_date": "10/12/1910"},
             [("since-date", "Ngày bắt đầu 10/12/1910 không hợp lý: kiểm tra lại năm.")]),
            ("rating", {"issuer": "x" * 201}, [("issuer", "Cơ quan ban hành dài 201 ký tự, quá 200. Hãy rút gọn.")]),
            ("rating", {"issuer": f"Theo đơn của {MAI}"},
             [("", f"Bản ghi {NO_NAME}")]),
            ("honour", {"from_year": "2020", "to_year": "2019"},
             [("to-year", "Năm cuối 2019 trước năm đầu 2020. Hãy kiểm tra lại.")]),
            ("honour", {"award_code": "TTLDTT"}, [("award-code", "Hãy chọn danh hiệu, hình thức trong danh sách.")]),
            ("work", {"title": ""}, [("title", "Hãy ghi tên sáng kiến, đề tài.")]),
            ("work", {"kind": "initiative"}, [("accepted", "Chỉ đề tài mới ghi nghiệm thu và áp dụng.")]),
            ("work", {"title": f"Sáng kiến của {MAI}"},
             [("title", f"Tên sáng kiến, đề tài {NO_NAME}")]),
            ("leave", {"last_date": "01/01/2016"},
             [("last-date", "Ngày kết thúc 01/01/2016 trước ngày bắt đầu 01/03/2017.")]),
            ("hold", {"since_date": "hôm qua"},
             [("since-date", "“hôm qua” không phải là ngày: viết ngày/tháng/năm, ví dụ 23/03/2021.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_at_its_box_and_everything_typed_comes_back(
        self, mai: int, editor: Client, kind: str, changes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        sent = {**typed_in(editor.get(new(mai, kind))), **OF_A_PERSON[kind][0], **changes}
        entries = Entry.objects.count()

        answer = editor.post(new(mai, kind), sent)

        assert_refused(answer, *problems)
        kept = typed_in(answer)
        unchosen = {"tuyet-voi", "TTLDTT"}
        assert kept == {name: "" if text in unchosen else text for name, text in sent.items()}
        assert Entry.objects.count() == entries

    @pytest.mark.parametrize(
        ("changes", "anchor", "sentence"),
        [
            ({"members": "0"}, "members", "Số người của tập thể phải lớn hơn 0."),
            ({"members": "hai"}, "members", "“hai” không phải là số nguyên. Hãy ghi, ví dụ, 12."),
            ({"so_LDTT": "21"}, "members",
             "“Lao động tiên tiến”: 21 người, ngoài khoảng từ 0 đến 20 người của tập thể."),
            ({"so_completed": "3"}, "members",
             "Số người “Hoàn thành tốt nhiệm vụ trở lên” (15) không thể nhiều hơn số người “Hoàn thành nhiệm vụ trở "
             "lên” (3)."),
        ],
    )  # fmt: skip
    def test_figures_of_a_unit_that_cannot_be(
        self, book: Book, editor: Client, changes: dict[str, str], anchor: str, sentence: str
    ) -> None:
        answer = editor.post(f"{BOOK}/tap-the/ghi/member_figures", {**OF_A_UNIT["member_figures"][0], **changes})

        assert_refused(answer, (anchor, sentence))
        assert not MemberFigures.objects.exists()

    def test_a_second_press_writes_nothing_more_and_says_that_it_is_there(self, mai: int, editor: Client) -> None:
        boxes = OF_A_PERSON["rating"][0]
        editor.post(new(mai, "rating"), boxes)

        answer = editor.post(new(mai, "rating"), boxes)

        sentence = "Đã ghi năm 2020: Hoàn thành tốt nhiệm vụ. Nếu ghi nhầm, hãy sửa bản ghi đó."
        assert_refused(answer, ("year", sentence))
        assert Rating.objects.count() == 1

    def test_texts_typed_in_parts_are_kept_whole_on_one_line(self, mai: int, editor: Client) -> None:
        typed = unicodedata.normalize("NFD", "  Đơn  vị 01 \u200b")

        editor.post(new(mai, "rating"), {**OF_A_PERSON["rating"][0], "issuer": typed})

        assert Rating.objects.get().issuer == "Đơn vị 01"

    def test_a_title_of_several_years(self, mai: int, editor: Client) -> None:
        boxes = {**OF_A_PERSON["honour"][0], "award_code": "BK_TTG", "from_year": "2015", "to_year": "2020"}

        editor.post(new(mai, "honour"), boxes)

        assert said_of(mai, "honour") == ["Bằng khen của Thủ tướng Chính phủ giai đoạn 2015–2020"]

    def test_the_usual_sort_of_title_is_chosen_beforehand(self, mai: int, editor: Client) -> None:
        assert typed_in(editor.get(new(mai, "honour")))["basis"] == "merit"

    def test_a_new_position_ends_the_one_under_way_the_day_before(self, mai: int, editor: Client) -> None:
        assert "tự kết thúc vào ngày liền trước “Từ ngày”" in main_of(editor.get(new(mai, "employment")))

        editor.post(new(mai, "employment"), OF_A_PERSON["employment"][0])

        assert said_of(mai, "employment") == [
            "Phó Trưởng khoa, Khoa Lý luận, Đơn vị 01 từ 01/06/2021, chưa kết thúc",
            "Đơn vị 01 từ 01/09/2010 đến 31/05/2021",
        ]

    def test_work_at_another_place_before_is_told_by_its_name(self, mai: int, editor: Client) -> None:
        earlier = {"employer": "Sở Nội vụ tỉnh B", "since_date": "01/09/2005", "last_date": "31/08/2010"}

        editor.post(new(mai, "employment"), {**OF_A_PERSON["employment"][0], **earlier})

        assert said_of(mai, "employment")[1] == (
            "Phó Trưởng khoa, Khoa Lý luận, Sở Nội vụ tỉnh B từ 01/09/2005 đến 31/08/2010"
        )

    def test_an_employment_that_overlaps_is_told_with_what_it_overlaps(self, mai: int, editor: Client) -> None:
        early = {**OF_A_PERSON["employment"][0], "since_date": "01/09/2009"}

        answer = editor.post(new(mai, "employment"), early)

        assert summary_of(answer) == [
            ("since-date", "Trùng thời gian với bản ghi đã có: công tác từ 01/09/2010, chưa kết thúc. Hãy ghi ngày kết "
             "thúc của bản ghi trước, hoặc sửa lại ngày."),
        ]  # fmt: skip


class TestAuthors:
    """The list of authors of a work."""

    WORK = OF_A_PERSON["work"][0]

    @pytest.fixture
    def an(self, book: Book) -> int:
        return book.add("Trần Văn An")

    def test_the_person_whose_page_it_is_comes_first_and_is_ticked(self, mai: int, an: int, editor: Client) -> None:
        page = editor.get(new(mai, "work")).content.decode()

        people = re.findall(r'name="tac_gia" value="(\d+)"( checked)?', page)
        assert people == [(str(mai), " checked"), (str(an), "")]

    def test_several_with_their_shares(self, mai: int, an: int, editor: Client) -> None:
        shares = {"tac_gia": [str(mai), str(an)], f"phan-{mai}": "60", f"phan-{an}": "40"}

        editor.post(new(mai, "work"), {**self.WORK, **shares})

        (line,) = next(group.lines for group in person_page(an, NOW).groups if group.fact == "work")
        assert [(author.name, author.share) for author in line.authors] == [(MAI, 60), ("Trần Văn An", 40)]

    def test_a_share_beside_a_name_ticks_it(self, mai: int, an: int, editor: Client) -> None:
        editor.post(new(mai, "work"), {**self.WORK, "tac_gia": str(mai), f"phan-{an}": "40"})

        assert said_of(an, "work") == [OF_A_PERSON["work"][1]]

    def test_nobody_ticked_makes_it_the_unit_s_own(self, book: Book, mai: int, editor: Client) -> None:
        editor.post(new(mai, "work"), self.WORK)

        assert said_of(mai, "work") == []
        assert Work.objects.get().organisation_id == book.unit()

    @pytest.mark.parametrize(
        ("share", "sentence"),
        [
            ("nửa", "“nửa” không phải là phần trăm: ghi số nguyên từ 1 đến 100."),
            ("12,5", "“12,5” không phải là phần trăm: ghi số nguyên từ 1 đến 100."),
            ("101", "Phần đóng góp là số nguyên từ 1 đến 100 (%)."),
            ("0", "Phần đóng góp là số nguyên từ 1 đến 100 (%)."),
            ("60", "Cộng phần đóng góp của các tác giả được 120 %, quá 100 %."),
        ],
    )
    def test_a_share_that_cannot_be_is_told_at_the_list_and_comes_back(
        self, mai: int, an: int, editor: Client, share: str, sentence: str
    ) -> None:
        sent = {**self.WORK, "tac_gia": [str(mai), str(an)], f"phan-{mai}": "60", f"phan-{an}": share}

        answer = editor.post(new(mai, "work"), sent)

        assert_refused(answer, ("tac-gia", sentence))
        page = answer.content.decode()
        assert (typed_in(answer)[f"phan-{an}"], typed_in(answer)[f"phan-{mai}"]) == (share, "60")
        assert page.count(" checked") == 2
        assert not Work.objects.exists()

    def test_somebody_of_another_unit_is_neither_taken_nor_named(self, book: Book, mai: int, editor: Client) -> None:
        stranger = book.add("Người Đơn Vị Hai", unit=2)

        answer = editor.post(new(mai, "work"), {**self.WORK, "tac_gia": [str(mai), str(stranger)]})

        assert summary_of(answer) == [("tac-gia", "Tác giả phải là người có hồ sơ trong đơn vị. Hãy thêm hồ sơ trước.")]
        assert "Người Đơn Vị Hai" not in answer.content.decode()

    def test_an_author_who_has_left_since_stays_one_when_the_work_is_corrected(
        self, book: Book, mai: int, an: int, editor: Client
    ) -> None:
        row = book.write_of_unit(initiative(an, mai))
        gone = EmploymentContent(organisation_id=book.unit(2), since_date=date(2021, 10, 1))
        change_employment(actor=book.editor(), at=NOW, person_id=an, content=gone)

        opened = editor.get(row_of("work", row))
        ticked = re.findall(r'name="tac_gia" value="(\d+)" checked', opened.content.decode())
        answer = editor.post(
            row_of("work", row), {**typed_in(opened), "tac_gia": ticked, "year": "2021", "ly_do": "Theo quyết định"}
        )

        assert "Trần Văn An không còn trong sổ" in main_of(opened)
        assert answer["Location"] == f"{BOOK}/{mai}?da-ghi"
        assert {one.person_id for one in Work.objects.get(year=2021).authorships.all()} == {mai, an}

    def test_twenty_people_to_choose_from_take_as_many_queries_as_two(
        self, book: Book, mai: int, an: int, editor: Client
    ) -> None:
        two = queries_of(editor, new(mai, "work"))
        for number in range(18):
            book.add(f"Người Thứ {number}", staff_code=f"M{number}")

        assert queries_of(editor, new(mai, "work")) == two


def test_nothing_is_written_about_an_erased_person(book: Book, mai: int, editor: Client) -> None:
    empty_fields(Person.objects.get(pk=mai), ["full_name"], NOW)

    answer = editor.post(new(mai, "rating"), OF_A_PERSON["rating"][0])

    assert_refused(answer, ("", "Người này đã xóa dữ liệu cá nhân: hồ sơ không ghi thêm được nữa."))
    assert not Rating.objects.exists()
