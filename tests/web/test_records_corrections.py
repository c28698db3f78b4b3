"""Correcting facts on the pages with a reason, striking them out, taking titles away; and who may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from records.book import MAI, NOW, Book, initiative, rating, title
from thidua.audit.models import Entry
from thidua.records.actions.facts import correct_fact, void_fact
from thidua.records.contents import (
    DisciplineContent,
    HonourContent,
    LeaveContent,
    MemberFiguresContent,
)
from thidua.records.enums import FactKind
from thidua.records.models import Employment, Honour, Leave, Rating, Revocation
from thidua.records.queries.pages import unit_page
from web.record_desk import BOOK, assert_refused, browser, faults_of, main_of, opened_book, row_of, said_of, typed_in

NO_NAME = "được giữ lâu dài nên không ghi họ tên người trong hồ sơ. Hãy ghi số văn bản hoặc sự việc."
RATING = {"year": "2020", "level": "good"}


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


class TestCorrecting:
    """/ho-so/ban-ghi/<kind>/<row>"""

    @pytest.fixture
    def row(self, book: Book, mai: int) -> int:
        return book.write(mai, rating(2020, decision_number="12/QĐ", decision_date=date(2020, 12, 10)))

    def test_the_boxes_hold_the_row(self, row: int, editor: Client) -> None:
        assert typed_in(editor.get(row_of("rating", row))) == {
            "year": "2020", "level": "good", "decision_number": "12/QĐ", "decision_date": "10/12/2020", "issuer": "",
            "ly_do": "", "ly_do_bo": "",
        }  # fmt: skip

    def test_a_correction_needs_a_reason_and_replaces_the_row(self, mai: int, row: int, editor: Client) -> None:
        sent = {**typed_in(editor.get(row_of("rating", row))), "level": "excellent"}
        assert_refused(editor.post(row_of("rating", row), sent), ("ly-do", "Hãy ghi lý do sửa."))

        answer = editor.post(row_of("rating", row), {**sent, "ly_do": "Theo Quyết định số 15"})

        assert answer["Location"] == f"{BOOK}/{mai}?da-ghi"
        assert said_of(mai, "rating") == ["năm 2020: Hoàn thành xuất sắc nhiệm vụ"]
        assert Rating.objects.get(level="excellent").corrects_id == row

    @pytest.mark.parametrize(
        ("reason", "sentence"),
        [
            ("\u200b ", "Hãy nêu lý do."),
            (f"Đơn của {MAI}", f"Lý do {NO_NAME}"),
            ("x" * 501, "Lý do dài 501 ký tự, quá 500. Hãy rút gọn."),
        ],
    )  # fmt: skip
    def test_a_reason_that_is_none(self, row: int, editor: Client, reason: str, sentence: str) -> None:
        sent = {**typed_in(editor.get(row_of("rating", row))), "level": "excellent", "ly_do": reason}

        answer = editor.post(row_of("rating", row), sent)

        assert_refused(answer, ("ly-do", sentence))
        assert typed_in(answer) == sent

    def test_nothing_changed_is_said(self, row: int, editor: Client) -> None:
        sent = {**typed_in(editor.get(row_of("rating", row))), "ly_do": "Xem lại"}

        assert_refused(editor.post(row_of("rating", row), sent), ("", "Bản ghi chưa có gì thay đổi."))

    def test_of_two_who_correct_at_once_the_second_sees_both_versions(
        self, book: Book, mai: int, row: int, editor: Client
    ) -> None:
        opened = typed_in(editor.get(row_of("rating", row)))
        correct_fact(
            actor=book.head(), at=NOW, fact=FactKind.RATING, row_id=row, content=rating(2020, "completed"),
            reason="Theo Quyết định số 9",
        )  # fmt: skip

        answer = editor.post(row_of("rating", row), {**opened, "level": "excellent", "ly_do": "Theo số 15"})

        assert answer.status_code == 409
        assert "năm 2020: Hoàn thành xuất sắc nhiệm vụ năm 2020: Hoàn thành nhiệm vụ – Theo Quyết định số 9" in main_of(
            answer
        )
        assert f'href="{BOOK}/{mai}"' in answer.content.decode()
        assert said_of(mai, "rating") == ["năm 2020: Hoàn thành nhiệm vụ"]

    def test_a_second_press_writes_nothing_more(self, row: int, editor: Client) -> None:
        sent = {**typed_in(editor.get(row_of("rating", row))), "level": "excellent", "ly_do": "Theo số 15"}

        for _ in range(2):
            assert editor.post(row_of("rating", row), sent).status_code == 302

        assert Rating.objects.count() == 2

    def test_a_row_that_was_replaced_is_not_offered_again(self, row: int, editor: Client) -> None:
        sent = {**typed_in(editor.get(row_of("rating", row))), "level": "excellent", "ly_do": "Theo số 15"}
        editor.post(row_of("rating", row), sent)

        answer = editor.get(row_of("rating", row))

        assert answer.status_code == 403
        assert "Bản ghi này đã có bản sửa mới hơn. Hãy mở lại hồ sơ và sửa từ bản đó." in main_of(answer)

    def test_a_last_day_alone_needs_no_reason(self, book: Book, mai: int, editor: Client) -> None:
        row = book.write(mai, LeaveContent(kind="study", since_date=date(2021, 3, 1)))
        opened = typed_in(editor.get(row_of("leave", row)))

        answer = editor.post(row_of("leave", row), {**opened, "last_date": "31/08/2021"})

        assert answer.status_code == 302
        assert said_of(mai, "leave") == ["Đi học, đào tạo dài hạn từ 01/03/2021 đến 31/08/2021"]
        assert Leave.objects.get(corrects_id=row).reason == "Ghi ngày kết thúc"

    def test_anything_else_of_an_open_row_does(self, book: Book, mai: int, editor: Client) -> None:
        row = book.write(mai, LeaveContent(kind="study", since_date=date(2021, 3, 1)))
        opened = typed_in(editor.get(row_of("leave", row)))

        answer = editor.post(row_of("leave", row), {**opened, "last_date": "31/08/2021", "kind": "sick"})

        assert_refused(answer, ("ly-do", "Hãy nêu lý do."))

    def test_a_correction_of_an_employment_keeps_its_unit(self, book: Book, mai: int, editor: Client) -> None:
        row = Employment.objects.get().pk
        opened = typed_in(editor.get(row_of("employment", row)))

        editor.post(row_of("employment", row), {**opened, "position": "Giảng viên chính", "ly_do": "Theo số 3"})

        assert said_of(mai, "employment") == ["Giảng viên chính, Đơn vị 01 từ 01/09/2010, chưa kết thúc"]

    def test_figures_that_the_form_does_not_show_stay(self, book: Book, editor: Client) -> None:
        counts = {"LDTT": 15, "CSTDTQ": 1}
        row = book.write_of_unit(MemberFiguresContent(year=2020, members=20, counts=counts))
        opened = typed_in(editor.get(row_of("member_figures", row)))

        editor.post(row_of("member_figures", row), {**opened, "so_LDTT": "16", "ly_do": "Đếm lại"})

        groups = unit_page(book.unit(), NOW).groups
        (line,) = next(group.lines for group in groups if group.fact == "member_figures")
        assert dict(line.content.counts) == {"LDTT": 16, "CSTDTQ": 1}  # type: ignore[attr-defined]

    @pytest.mark.parametrize("fact", ["rating", "honour", "work"])
    @pytest.mark.parametrize(
        ("username", "act"),
        [("daumoi02", ""), ("daumoi02", "/bo"), ("truong02", ""), ("truong02", "/bo"), ("truong02", "/huy-bo")],
    )
    def test_a_row_of_another_unit_looks_like_none(
        self, book: Book, row: int, fact: str, username: str, act: str
    ) -> None:
        rows = {"rating": row, "honour": book.write_of_unit(title("TTLDTT")), "work": book.write_of_unit(initiative())}
        client = browser(book, username)

        answer, nothing = (
            client.post(row_of(fact, number, act), {"ly_do_bo": "Nhầm", "ground": "Sai"})
            for number in (rows[fact], 999999)
        )

        assert (answer.status_code, nothing.status_code) == (404, 404)
        assert main_of(answer) == main_of(nothing)
        assert client.get(row_of(fact, rows[fact])).status_code == 404

    @pytest.mark.parametrize(
        "address", ["abc/1", "rating/0", "rating/99999999999999999999", "work/abc", "employment/-1"]
    )
    def test_a_guessed_row_is_not_found(self, editor: Client, address: str) -> None:
        assert editor.get(f"{BOOK}/ban-ghi/{address}").status_code == 404
        assert editor.post(f"{BOOK}/ban-ghi/{address}/bo", {"ly_do_bo": "Nhầm"}).status_code == 404

    @pytest.mark.parametrize("username", ["canbo01", "giamsat", "thuky"])
    def test_nobody_else_writes(self, book: Book, mai: int, row: int, username: str) -> None:
        client = browser(book, username)
        entries = Entry.objects.count()

        answers: list[Any] = [
            client.get(new(mai, "rating")), client.post(new(mai, "rating"), RATING),
            client.get(row_of("rating", row)), client.post(row_of("rating", row, "/bo"), {"ly_do_bo": "Nhầm"}),
        ]  # fmt: skip

        assert [answer.status_code for answer in answers] == [403] * 4
        assert Entry.objects.count() == entries


class TestStrikingOut:
    """/ho-so/ban-ghi/<kind>/<row>/bo"""

    @pytest.fixture
    def row(self, book: Book, mai: int) -> int:
        return book.write(mai, rating(2020))

    def test_a_row_is_struck_out_with_a_reason(self, mai: int, row: int, editor: Client) -> None:
        answer = editor.post(row_of("rating", row, "/bo"), {"ly_do_bo": "Ghi nhầm người"})

        assert answer["Location"] == f"{BOOK}/{mai}?da-ghi"
        assert said_of(mai, "rating") == []
        assert Rating.objects.get(is_void=True).reason == "Ghi nhầm người"

    @pytest.mark.parametrize(("reason", "sentence"), [("", "Hãy ghi lý do bỏ bản ghi."), ("\u200b", "Hãy nêu lý do.")])
    def test_without_a_reason_the_form_comes_back_open(
        self, row: int, editor: Client, reason: str, sentence: str
    ) -> None:
        answer = editor.post(row_of("rating", row, "/bo"), {"ly_do_bo": reason})

        assert_refused(answer, ("ly-do-bo", sentence))
        assert '<details class="more" open>' in answer.content.decode()
        assert typed_in(answer)["year"] == "2020"

    def test_the_only_employment_stays(self, mai: int, editor: Client) -> None:
        row = Employment.objects.get().pk

        answer = editor.post(row_of("employment", row, "/bo"), {"ly_do_bo": "Nhầm"})

        assert faults_of(answer) == {
            "ly-do-bo": "Hồ sơ phải có ít nhất một quá trình công tác: hãy sửa bản ghi này, đừng bỏ."
        }

    def test_what_was_corrected_meanwhile_is_not_struck_out_unseen(
        self, book: Book, mai: int, row: int, editor: Client
    ) -> None:
        correct_fact(
            actor=book.head(), at=NOW, fact=FactKind.RATING, row_id=row, content=rating(2020, "excellent"),
            reason="Theo số 15",
        )  # fmt: skip

        answer = editor.post(row_of("rating", row, "/bo"), {"ly_do_bo": "Nhầm"})

        assert answer.status_code == 409
        assert "bỏ bản ghi này năm 2020: Hoàn thành xuất sắc nhiệm vụ – Theo số 15" in main_of(answer)
        assert f'href="{BOOK}/{mai}"' in answer.content.decode()
        assert said_of(mai, "rating") == ["năm 2020: Hoàn thành xuất sắc nhiệm vụ"]

    def test_a_row_struck_out_is_not_offered_again(self, row: int, editor: Client) -> None:
        editor.post(row_of("rating", row, "/bo"), {"ly_do_bo": "Nhầm"})

        answer = editor.get(row_of("rating", row))

        assert answer.status_code == 403
        assert "Bản ghi này đã được bỏ. Nếu có thật, hãy ghi bản ghi mới." in main_of(answer)

    def test_a_second_press_writes_nothing_more(self, row: int, editor: Client) -> None:
        for _ in range(2):
            assert editor.post(row_of("rating", row, "/bo"), {"ly_do_bo": "Nhầm"}).status_code == 302

        assert Rating.objects.count() == 2

    def test_a_row_struck_out_is_not_corrected(self, book: Book, row: int, editor: Client) -> None:
        opened = typed_in(editor.get(row_of("rating", row)))
        void_fact(actor=book.head(), at=NOW, fact=FactKind.RATING, row_id=row, reason="Nhầm")

        answer = editor.post(row_of("rating", row), {**opened, "level": "excellent", "ly_do": "Theo số 15"})

        assert answer.status_code == 409
        assert "bỏ bản ghi này – Nhầm" in main_of(answer)


class TestTakingATitleAway:
    """/ho-so/ban-ghi/honour/<row>/huy-bo"""

    WORDS = {
        "ground": "Kê khai sáng kiến không đúng", "number": "88/QĐ-TCT", "decided_on": "01/06/2021",
        "issuer": "Đơn vị 01",
    }  # fmt: skip

    @pytest.fixture
    def head(self, book: Book) -> Client:
        return browser(book, "truong01")

    @pytest.fixture
    def row(self, book: Book, mai: int) -> int:
        return book.write(mai, title(year=2019, decision_date=date(2019, 12, 15)))

    def test_the_head_records_the_ground_and_the_decision(self, mai: int, row: int, head: Client) -> None:
        opened = head.get(row_of("honour", row, "/huy-bo"))
        assert "Chiến sĩ thi đua cơ sở năm 2019." in main_of(opened)
        assert "Việc này không rút lại được." in main_of(opened)

        answer = head.post(row_of("honour", row, "/huy-bo"), self.WORDS)

        assert answer["Location"] == f"{BOOK}/{mai}?da-ghi"
        kept = Revocation.objects.get()
        assert (kept.honour_id, kept.ground, kept.decision_number, kept.decision_date, kept.issuer) == (
            row, "Kê khai sáng kiến không đúng", "88/QĐ-TCT", date(2021, 6, 1), "Đơn vị 01",
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"ground": "", "number": "", "decided_on": ""},
             [("ground", "Hãy ghi căn cứ hủy bỏ."), ("number", "Hãy ghi số quyết định hủy bỏ."),
              ("decided-on", "Hãy ghi ngày quyết định.")]),
            ({"ground": "\u200b"}, [("ground", "Hãy nêu lý do.")]),
            ({"number": "\u200b"}, [("number", "Hãy ghi số quyết định hủy bỏ (không quá 80 ký tự).")]),
            ({"decided_on": "01/06/2022"}, [("decided-on", "Ngày quyết định 01/06/2022 ở tương lai.")]),
            ({"decided_on": "01/06/2018"},
             [("decided-on", "Quyết định hủy bỏ ngày 01/06/2018 có trước danh hiệu. Hãy kiểm tra lại năm.")]),
            ({"issuer": "x" * 201}, [("issuer", "Cơ quan ban hành dài 201 ký tự, quá 200. Hãy rút gọn.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_everything_typed_comes_back(
        self, row: int, head: Client, changes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        answer = head.post(row_of("honour", row, "/huy-bo"), {**self.WORDS, **changes})

        assert_refused(answer, *problems)
        assert typed_in(answer) == {**self.WORDS, **changes}
        assert not Revocation.objects.exists()

    def test_a_second_press_writes_nothing_more(self, row: int, head: Client) -> None:
        head.post(row_of("honour", row, "/huy-bo"), self.WORDS)

        answer = head.post(row_of("honour", row, "/huy-bo"), self.WORDS)

        assert_refused(answer, ("", "Danh hiệu này đã được ghi là hủy bỏ."))
        assert Revocation.objects.count() == 1

    def test_a_title_corrected_meanwhile_is_not_taken_away_unseen(
        self, book: Book, mai: int, row: int, head: Client
    ) -> None:
        correct_fact(
            actor=book.editor(), at=NOW, fact=FactKind.HONOUR, row_id=row, reason="Theo số 15",
            content=HonourContent(award_code="LDTT", from_year=2019, to_year=2019),
        )  # fmt: skip

        answer = head.post(row_of("honour", row, "/huy-bo"), self.WORDS)

        assert answer.status_code == 409
        assert "hủy bỏ Chiến sĩ thi đua cơ sở năm 2019 Lao động tiên tiến năm 2019" in main_of(answer)
        assert f'href="{BOOK}/{mai}"' in answer.content.decode()

    def test_a_row_that_is_no_title_has_no_such_page(self, book: Book, mai: int, head: Client) -> None:
        row = book.write(mai, rating())

        assert head.get(row_of("rating", row, "/huy-bo")).status_code == 404
        assert head.get(row_of("abc", row, "/huy-bo")).status_code == 404

    def test_the_editor_does_not_take_titles_away(self, row: int, editor: Client) -> None:
        assert editor.get(row_of("honour", row, "/huy-bo")).status_code == 403
        assert editor.post(row_of("honour", row, "/huy-bo"), self.WORDS).status_code == 403
        assert (Honour.objects.count(), Revocation.objects.count()) == (1, 0)

    def test_a_revoked_title_is_neither_corrected_nor_struck_out(self, row: int, head: Client) -> None:
        opened = typed_in(head.get(row_of("honour", row)))
        head.post(row_of("honour", row, "/huy-bo"), self.WORDS)

        corrected = head.post(
            row_of("honour", row), {**opened, "from_year": "2018", "to_year": "2018", "ly_do": "Số 3"}
        )
        struck = head.post(row_of("honour", row, "/bo"), {"ly_do_bo": "Nhầm"})

        sentence = "Danh hiệu này đã bị hủy bỏ nên không sửa được. Nếu được tặng lại, hãy ghi bản ghi mới."
        assert_refused(corrected, ("", sentence))
        assert_refused(struck, ("ly-do-bo", sentence))


def test_a_discipline_may_end_later(book: Book, mai: int, editor: Client) -> None:
    row = book.write(mai, DisciplineContent(level="warning", since_date=date(2021, 3, 1)))

    editor.post(
        row_of("discipline", row), {**typed_in(editor.get(row_of("discipline", row))), "last_date": "1/10/2021"}
    )

    assert said_of(mai, "discipline") == ["Cảnh cáo từ 01/03/2021 đến 01/10/2021"]
