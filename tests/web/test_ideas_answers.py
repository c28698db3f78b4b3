"""Ideas answered on the pages: accepted or declined with a reason, confirmed, recognised as an initiative."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from records.book import NOW, Book
from records.ideas_desk import following, propose, read, step
from thidua.records.actions.ideas import IdeaWords, revise_idea
from thidua.records.actions.people import link_account
from thidua.records.enums import IdeaStepKind
from thidua.records.models import IdeaStep, Work
from web.record_desk import assert_refused, browser, main_of, opened_book, typed_in

IDEAS = "/y-tuong"
NEW = f"{IDEAS}/moi"
WORDS = {"ten": "Bảng tra cứu văn bản", "cach_lam": "Làm một trang tra cứu dùng chung."}


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def member(book: Book) -> Client:
    return browser(book, "canbo01")


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


@pytest.fixture
def head(book: Book) -> Client:
    return browser(book, "truong01")


def page_of(idea_id: int, rest: str = "") -> str:
    return f"{IDEAS}/{idea_id}{rest}"


def buttons(answer: Any) -> list[str]:
    page = answer.content.decode()
    return re.findall(r'<button class="button[^"]*" type="submit" name="viec" value="([^"]+)">', page)


def press(client: Client, idea_id: int, act: str, words: str = "") -> Any:
    """A button of the idea's page as it stands now."""
    opened = typed_in(client.get(page_of(idea_id)))
    return client.post(page_of(idea_id, "/buoc"), {**opened, "viec": act, "loi_nhan": words})


class TestAnswering:
    """/y-tuong/…/buoc"""

    def test_each_sees_the_buttons_that_are_theirs(
        self, book: Book, member: Client, editor: Client, head: Client
    ) -> None:
        idea = propose(book.officer())

        assert [buttons(client.get(page_of(idea))) for client in (member, editor, head)] == [
            ["rut-lai"], ["dong-y", "chua-dong-y"], ["dong-y", "chua-dong-y"],
        ]  # fmt: skip

    def test_an_answer_is_read_by_the_author_with_its_words(self, book: Book, member: Client, editor: Client) -> None:
        idea = propose(book.officer())

        answer = press(editor, idea, "dong-y", "Áp dụng thử từ lớp K12.")

        assert answer["Location"] == f"{page_of(idea)}?xong"
        page = main_of(member.get(page_of(idea)))
        assert "Đã đồng ý" in page
        assert "Đơn vị đồng ý (Người daumoi01). Áp dụng thử từ lớp K12." in page

    @pytest.mark.parametrize("words", ["", " \u200b"])
    def test_declining_needs_a_reason(self, book: Book, editor: Client, words: str) -> None:
        idea = propose(book.officer())

        answer = press(editor, idea, "chua-dong-y", words)

        assert_refused(answer, ("loi-nhan", "Hãy ghi lý do để người đề xuất biết cần làm gì."))
        assert typed_in(answer)["loi_nhan"] == words
        assert not IdeaStep.objects.exists()
        press(editor, idea, "chua-dong-y", "Đã có phần mềm này.")
        assert read(idea).state is IdeaStepKind.DECLINED

    def test_words_that_are_too_long_come_back(self, book: Book, editor: Client) -> None:
        idea = propose(book.officer())

        answer = press(editor, idea, "dong-y", "x" * 5001)

        assert_refused(answer, ("loi-nhan", "Lời nhắn dài 5001 ký tự, quá 5000. Hãy rút gọn."))
        assert typed_in(answer)["loi_nhan"] == "x" * 5001

    @pytest.mark.parametrize("act", ["", "abc", "cong-nhan"])
    def test_no_act_is_told(self, book: Book, editor: Client, act: str) -> None:
        answer = press(editor, propose(book.officer()), act)

        assert_refused(answer, ("", "Hãy chọn một việc cần làm."))

    def test_a_text_changed_meanwhile_is_not_answered_unseen(self, book: Book, editor: Client) -> None:
        idea = propose(book.officer())
        opened = typed_in(editor.get(page_of(idea)))
        words = IdeaWords("Bảng tra cứu văn bản", "Mua một phần mềm.")
        revise_idea(actor=book.officer(), at=NOW, idea_id=idea, version=1, words=words)

        answer = editor.post(page_of(idea, "/buoc"), {**opened, "viec": "dong-y", "loi_nhan": "Rất hay"})

        assert answer.status_code == 409
        text = main_of(answer)
        assert "Nội dung hoặc trạng thái vừa thay đổi ở nơi khác. Hãy xem lại rồi trả lời." in text
        assert "Lời nhắn Rất hay" in text
        assert "Nội dung Bảng tra cứu văn bản Mua một phần mềm." in text
        assert f'href="{page_of(idea)}"' in answer.content.decode()
        assert not IdeaStep.objects.exists()

    def test_of_two_who_answer_at_once_the_second_sees_both(self, book: Book, editor: Client) -> None:
        idea = propose(book.officer())
        opened = typed_in(editor.get(page_of(idea)))
        step(book.head(), idea, IdeaStepKind.DECLINED, "Đã có phần mềm này.")

        answer = editor.post(page_of(idea, "/buoc"), {**opened, "viec": "dong-y", "loi_nhan": "Rất hay"})

        assert answer.status_code == 409
        assert "Việc Đồng ý" in main_of(answer)
        assert "Trạng thái Chưa đồng ý" in main_of(answer)
        assert "Lời nhắn Rất hay Đã có phần mềm này." in main_of(answer)
        assert IdeaStep.objects.count() == 1

    def test_a_second_press_writes_nothing_more(self, book: Book, editor: Client) -> None:
        idea = propose(book.officer())
        sent = {**typed_in(editor.get(page_of(idea))), "viec": "dong-y", "loi_nhan": "Rất hay"}
        for _ in range(2):
            assert editor.post(page_of(idea, "/buoc"), sent)["Location"] == f"{page_of(idea)}?xong"

        assert IdeaStep.objects.count() == 1

    def test_a_step_that_is_not_theirs_is_refused(self, book: Book, member: Client, editor: Client) -> None:
        idea = propose(book.officer())

        assert press(member, idea, "dong-y").status_code == 403
        assert press(editor, idea, "rut-lai").status_code == 403
        assert not IdeaStep.objects.exists()

    def test_the_author_takes_it_back(self, book: Book, member: Client) -> None:
        idea = propose(book.officer())

        press(member, idea, "rut-lai")

        assert "Đã rút lại" in main_of(member.get(page_of(idea)))
        assert buttons(member.get(page_of(idea))) == []


class TestFollowing:
    """A "việc làm theo" until it is confirmed."""

    def test_done_returned_done_again_and_confirmed(self, book: Book, member: Client, editor: Client) -> None:
        idea = following(book.officer())
        assert buttons(member.get(page_of(idea))) == ["hoan-thanh", "rut-lai"]

        press(member, idea, "hoan-thanh", "Đã ghi 12 buổi.")
        assert buttons(editor.get(page_of(idea))) == ["xac-nhan", "bo-sung"]
        press(editor, idea, "bo-sung", "Ghi thêm buổi tháng 10.")
        press(member, idea, "hoan-thanh", "Đã bổ sung.")
        press(editor, idea, "xac-nhan")

        assert read(idea).state is IdeaStepKind.CONFIRMED
        assert "Đã xác nhận" in main_of(member.get(page_of(idea)))

    def test_nobody_confirms_their_own(self, book: Book, editor: Client) -> None:
        idea = following(book.editor())
        press(editor, idea, "hoan-thanh")

        assert "xac-nhan" not in buttons(editor.get(page_of(idea)))
        answer = press(editor, idea, "xac-nhan")
        assert answer.status_code == 403
        assert "Không tự xác nhận việc làm theo của chính mình." in main_of(answer)


class TestRecognising:
    """/y-tuong/…/cong-nhan"""

    DECISION = {"pham_vi": "base", "so": "12/QĐ-SK", "ngay": "15/11/2021", "co_quan": ""}

    @pytest.fixture
    def mai(self, book: Book) -> int:
        person_id = book.add()
        link_account(actor=book.editor(), at=NOW, person_id=person_id, user_id=book.season.users["canbo01"])
        return person_id

    @pytest.fixture
    def idea(self, book: Book, mai: int) -> int:
        idea = propose(book.officer())
        step(book.editor(), idea, IdeaStepKind.ACCEPTED)
        return idea

    def test_the_head_makes_it_an_initiative_of_its_authors(
        self, book: Book, mai: int, idea: int, head: Client
    ) -> None:
        opened = head.get(page_of(idea))
        assert re.findall(r'name="tac_gia" value="(\d+)" checked', opened.content.decode()) == [str(mai)]

        answer = head.post(page_of(idea, "/cong-nhan"), {**self.DECISION, "tac_gia": str(mai)})

        assert answer["Location"] == f"{page_of(idea)}?xong"
        work = Work.objects.get()
        assert (work.title, work.scope, work.decision_number, work.decision_date, work.issuer) == (
            "Bảng tra cứu văn bản", "base", "12/QĐ-SK", date(2021, 11, 15), "Đơn vị 01",
        )  # fmt: skip
        assert "Là sáng kiến" in main_of(head.get(page_of(idea)))
        assert "Sáng kiến “Bảng tra cứu văn bản”, phạm vi cơ sở, năm 2021" in main_of(head.get(f"/ho-so/{mai}"))

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"pham_vi": "", "so": "", "ngay": ""},
             [("pham-vi", "Hãy chọn phạm vi ảnh hưởng được công nhận."), ("so", "Hãy ghi số quyết định công nhận."),
              ("ngay", "Hãy ghi ngày quyết định.")]),
            ({"pham_vi": "abc"}, [("pham-vi", "Hãy chọn phạm vi ảnh hưởng được công nhận trong danh sách.")]),
            ({"ngay": "31/11/2021"}, [("ngay", "Không có ngày 31/11/2021: kiểm tra lại ngày và tháng.")]),
            ({"ngay": "21/11/2021"}, [("ngay", "Ngày quyết định 21/11/2021 ở tương lai.")]),
            ({"so": "\u200b"}, [("so", "Hãy ghi số và ngày quyết định công nhận sáng kiến.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_and_everything_typed_comes_back(
        self, mai: int, idea: int, head: Client, changes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        answer = head.post(page_of(idea, "/cong-nhan"), {**self.DECISION, **changes, "tac_gia": str(mai)})

        assert_refused(answer, *problems)
        kept = typed_in(answer)
        sent = {**self.DECISION, **changes}
        assert {name: kept[name] for name in sent} == {**sent, "pham_vi": sent["pham_vi"].replace("abc", "")}
        assert kept["tac_gia"] == str(mai)
        assert not Work.objects.exists()

    def test_without_an_author_it_is_nobody_s(self, idea: int, head: Client) -> None:
        answer = head.post(page_of(idea, "/cong-nhan"), self.DECISION)

        assert_refused(answer, ("tac-gia", "Hãy chọn ít nhất một tác giả trong sổ của đơn vị."))

    def test_an_author_of_another_unit_is_neither_taken_nor_named(
        self, book: Book, mai: int, idea: int, head: Client
    ) -> None:
        stranger = book.add("Người Đơn Vị Hai", unit=2)

        answer = head.post(page_of(idea, "/cong-nhan"), {**self.DECISION, "tac_gia": [str(mai), str(stranger)]})

        assert_refused(answer, ("tac-gia", "Tác giả phải là người có hồ sơ trong đơn vị. Hãy thêm hồ sơ trước."))
        assert "Người Đơn Vị Hai" not in answer.content.decode()

    def test_a_second_press_writes_nothing_more(self, mai: int, idea: int, head: Client) -> None:
        for _ in range(2):
            answer = head.post(page_of(idea, "/cong-nhan"), {**self.DECISION, "tac_gia": str(mai)})
            assert answer["Location"] == f"{page_of(idea)}?xong"

        assert Work.objects.count() == 1

    def test_the_editor_does_not_recognise(self, mai: int, idea: int, editor: Client) -> None:
        assert "Công nhận là sáng kiến" not in main_of(editor.get(page_of(idea)))

        answer = editor.post(page_of(idea, "/cong-nhan"), {**self.DECISION, "tac_gia": str(mai)})

        assert answer.status_code == 403
        assert "Sáng kiến do người đứng đầu đơn vị công nhận." in main_of(answer)

    def test_an_idea_that_is_not_recognised_is_declined_with_a_reason(self, idea: int, head: Client) -> None:
        assert "Không công nhận ý tưởng này" in main_of(head.get(page_of(idea)))
        without = press(head, idea, "chua-dong-y")
        assert_refused(without, ("loi-nhan", "Hãy ghi lý do để người đề xuất biết cần làm gì."))
        assert '<details class="more" open>' in without.content.decode()

        press(head, idea, "chua-dong-y", "Chưa đủ mới.")

        assert read(idea).state is IdeaStepKind.DECLINED

    def test_an_idea_taken_back_meanwhile_is_told_with_what_was_typed(
        self, book: Book, mai: int, idea: int, head: Client
    ) -> None:
        step(book.officer(), idea, IdeaStepKind.WITHDRAWN)

        answer = head.post(page_of(idea, "/cong-nhan"), {**self.DECISION, "tac_gia": str(mai)})

        assert answer.status_code == 409
        assert "Quyết định 12/QĐ-SK" in main_of(answer)
        assert "Trạng thái Đã rút lại" in main_of(answer)
        assert not Work.objects.exists()

    def test_a_book_without_people_says_what_to_do_first(self, book: Book, head: Client) -> None:
        idea = propose(book.officer())
        step(book.editor(), idea, IdeaStepKind.ACCEPTED)

        page = main_of(head.get(page_of(idea)))

        assert "Sổ của đơn vị chưa có ai. Thêm tác giả vào sổ trước." in page
        assert "Công nhận sáng kiến" not in page
