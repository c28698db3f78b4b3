"""Ideas and "việc làm theo" on the pages: two boxes, an answer, a confirmation, an initiative; and who may not."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from django.test import Client

from records.book import NOW, Book
from records.ideas_desk import colleague, following, propose, read, recognise, step
from thidua.records.actions.erasing import empty_fields
from thidua.records.actions.ideas import IdeaWords, revise_idea
from thidua.records.enums import IdeaStepKind
from thidua.records.models import Idea, IdeaVersion, Person
from web.record_desk import assert_refused, browser, main_of, opened_book, typed_in
from web.season_pages import queries_of

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


def send(client: Client, kind: str = "y-tuong", **boxes: str) -> Any:
    opened = typed_in(client.get(f"{NEW}?loai={kind}"))
    return client.post(NEW, {**opened, **WORDS, **boxes})


class TestProposing:
    """/y-tuong/moi"""

    @pytest.mark.parametrize(
        ("kind", "says"),
        [
            ("y-tuong", "Đầu mối thi đua và người đứng đầu đơn vị đã thấy ý tưởng này; bạn xem trả lời ở trang này."),
            ("viec-lam-theo", "Khi làm xong, mở lại trang này và bấm “Báo hoàn thành”."),
        ],
    )
    def test_two_boxes_are_enough(self, member: Client, kind: str, says: str) -> None:
        opened = member.get(f"{NEW}?loai={kind}")
        assert re.findall(r' id="([^"]+)"[^>]* required\s*>', opened.content.decode()) == ["ten", "cach-lam"]

        answer = send(member, kind)

        idea = Idea.objects.get()
        assert (idea.kind, idea.year) == ({"y-tuong": "initiative", "viec-lam-theo": "following"}[kind], 2021)
        assert answer["Location"] == f"{page_of(idea.pk)}?da-gui"
        page = main_of(member.get(answer["Location"]))
        assert says in page
        assert "Bảng tra cứu văn bản" in page

    def test_what_more_was_written_is_kept(self, member: Client) -> None:
        send(member, van_de="Mỗi khoa một bản.", hieu_qua="Bớt giấy.")

        idea = read(Idea.objects.get().pk)
        assert (idea.problem, idea.effect) == ("Mỗi khoa một bản.", "Bớt giấy.")

    def test_texts_typed_in_parts_are_kept_whole(self, member: Client) -> None:
        send(member, ten=unicodedata.normalize("NFD", WORDS["ten"]), cach_lam=unicodedata.normalize("NFD", "Hòa vào"))

        idea = read(Idea.objects.get().pk)
        assert (idea.title, idea.content) == (WORDS["ten"], "Hòa vào")

    @pytest.mark.parametrize(
        ("changes", "problems"),
        [
            ({"ten": "", "cach_lam": ""},
             [("ten", "Hãy ghi tên ý tưởng."), ("cach-lam", "Hãy ghi cách làm.")]),
            ({"ten": "\u200b"}, [("ten", "Hãy đặt tên ngắn cho ý tưởng hoặc việc làm theo.")]),
            ({"cach_lam": "\u200b"}, [("cach-lam", "Hãy ghi cách làm: một, hai câu là đủ.")]),
            ({"ten": "x" * 201}, [("ten", "Tên dài 201 ký tự, quá 200. Hãy rút gọn.")]),
            ({"cach_lam": "x" * 5001}, [("cach-lam", "Cách làm dài 5001 ký tự, quá 5000. Hãy rút gọn.")]),
            ({"van_de": "x" * 5001}, [("van-de", "Vấn đề hiện nay dài 5001 ký tự, quá 5000. Hãy rút gọn.")]),
            ({"hieu_qua": "x" * 5001}, [("hieu-qua", "Hiệu quả dài 5001 ký tự, quá 5000. Hãy rút gọn.")]),
        ],
    )  # fmt: skip
    def test_what_is_wrong_is_said_at_its_box_and_everything_typed_comes_back(
        self, member: Client, changes: dict[str, str], problems: list[tuple[str, str]]
    ) -> None:
        sent = {**typed_in(member.get(NEW)), **WORDS, "van_de": "Mỗi khoa một bản.", **changes}

        answer = member.post(NEW, sent)

        assert_refused(answer, *problems)
        assert typed_in(answer) == sent
        assert '<details class="more" open>' in answer.content.decode()
        assert not Idea.objects.exists()

    def test_a_name_is_left_out_of_a_text_that_is_kept_for_ever(self, book: Book, member: Client) -> None:
        book.add("Trần Văn An", user_id=book.season.users["canbo01"])

        answer = send(member, ten="Sáng kiến của Trần Văn An")

        sentence = "Tên được giữ lâu dài nên không ghi họ tên người đề xuất: tên đã có ở đầu trang. Hãy bỏ họ tên đi."
        assert_refused(answer, ("ten", sentence))

    def test_a_second_press_of_the_same_form_gives_the_first_idea(self, member: Client) -> None:
        sent = {**typed_in(member.get(NEW)), **WORDS}

        first, second = member.post(NEW, sent), member.post(NEW, sent)

        assert first["Location"] == second["Location"]
        assert Idea.objects.count() == 1

    def test_the_key_of_a_form_stays_after_a_refusal(self, member: Client) -> None:
        sent = typed_in(member.get(NEW))

        assert typed_in(member.post(NEW, {**sent, "ten": ""}))["khoa"] == sent["khoa"]

    def test_an_officer_writes_for_a_colleague_without_an_account(self, book: Book, editor: Client) -> None:
        mai = book.add()
        assert typed_in(editor.get(NEW))["nguoi"] == ""

        send(editor, nguoi=str(mai))

        assert read(Idea.objects.get().pk).author_name == "Nguyễn Thị Mai"

    def test_nobody_is_chosen_who_is_not_in_the_list(self, book: Book, editor: Client) -> None:
        book.add()
        stranger = book.add("Người Đơn Vị Hai", unit=2)

        answer = send(editor, nguoi=str(stranger))

        assert_refused(answer, ("nguoi", "Hãy chọn người thực hiện trong danh sách."))
        assert "Người Đơn Vị Hai" not in answer.content.decode()
        assert not Idea.objects.exists()

    def test_a_member_speaks_for_nobody_else(self, book: Book, member: Client) -> None:
        mai = book.add()

        send(member, nguoi=str(mai))

        idea = read(Idea.objects.get().pk)
        assert (idea.user_id, idea.person_id) == (book.season.users["canbo01"], None)

    @pytest.mark.parametrize("guess", ["", "abc", "following"])
    def test_a_guessed_kind_is_an_idea(self, member: Client, guess: str) -> None:
        assert "Đề xuất ý tưởng" in main_of(member.get(f"{NEW}?loai={guess}"))

    @pytest.mark.parametrize("username", ["giamsat", "thuky", "cumtruong"])
    def test_only_the_staff_of_a_unit_propose(self, book: Book, username: str) -> None:
        client = browser(book, username)

        for answer in (client.get(NEW), client.post(NEW, WORDS), client.get(IDEAS)):
            assert answer.status_code == 403
            assert "do cán bộ của đơn vị đề xuất. Hãy đổi sang vai trong đơn vị." in main_of(answer)
        assert not Idea.objects.exists()


class TestRevising:
    """/y-tuong/…/sua"""

    def test_the_author_changes_the_text_until_somebody_answers(self, book: Book, member: Client) -> None:
        idea = propose(book.officer())
        opened = typed_in(member.get(page_of(idea, "/sua")))
        assert (opened["ten"], opened["ban"]) == ("Bảng tra cứu văn bản", "1")

        answer = member.post(page_of(idea, "/sua"), {**opened, "cach_lam": "Làm hai trang."})

        assert answer["Location"] == f"{page_of(idea)}?da-sua"
        assert read(idea).content == "Làm hai trang."
        assert "gửi, đã sửa 1 lần" in main_of(member.get(page_of(idea)))
        step(book.editor(), idea, IdeaStepKind.ACCEPTED)
        locked = member.get(page_of(idea, "/sua"))
        assert locked.status_code == 403
        assert "Nội dung đã khóa, vì việc này ở trạng thái “đơn vị đồng ý”." in main_of(locked)

    def test_what_is_wrong_is_said_and_comes_back(self, book: Book, member: Client) -> None:
        idea = propose(book.officer())
        sent = {**typed_in(member.get(page_of(idea, "/sua"))), "ten": "", "hieu_qua": "Bớt giấy."}

        answer = member.post(page_of(idea, "/sua"), sent)

        assert_refused(answer, ("ten", "Hãy ghi tên ý tưởng."))
        assert typed_in(answer) == sent

    def test_of_two_tabs_the_second_sees_both_texts(self, book: Book, member: Client) -> None:
        idea = propose(book.officer())
        opened = typed_in(member.get(page_of(idea, "/sua")))
        words = IdeaWords("Bảng tra cứu văn bản", "Làm một phần mềm.")
        revise_idea(actor=book.officer(), at=NOW, idea_id=idea, version=1, words=words)

        answer = member.post(page_of(idea, "/sua"), {**opened, "cach_lam": "Làm hai trang."})

        assert answer.status_code == 409
        assert "Cách làm Làm hai trang. Làm một phần mềm." in main_of(answer)
        assert f'href="{page_of(idea, "/sua")}"' in answer.content.decode()
        assert IdeaVersion.objects.count() == 2

    def test_a_second_press_writes_nothing_more(self, book: Book, member: Client) -> None:
        idea = propose(book.officer())
        sent = {**typed_in(member.get(page_of(idea, "/sua"))), "cach_lam": "Làm hai trang."}

        for _ in range(2):
            assert member.post(page_of(idea, "/sua"), sent)["Location"] == f"{page_of(idea)}?da-sua"

        assert IdeaVersion.objects.count() == 2

    def test_an_officer_does_not_change_somebody_else_s_words(self, book: Book, editor: Client) -> None:
        idea = propose(book.officer())

        assert editor.post(page_of(idea, "/sua"), {**WORDS, "ban": "1"}).status_code == 403
        assert "/sua" not in editor.get(page_of(idea)).content.decode()


class TestReading:
    """Who reads which idea, and the lists."""

    def test_a_colleague_s_idea_looks_like_none_until_the_unit_accepts_it(self, book: Book, member: Client) -> None:
        idea = propose(colleague(book))
        nothing = member.get(page_of(999999))
        for answer in (
            member.get(page_of(idea)), member.get(page_of(idea, "/sua")),
            member.post(page_of(idea, "/buoc"), {"viec": "rut-lai"}),
            member.post(page_of(idea, "/cong-nhan"), {"so": "1"}),
        ):  # fmt: skip
            assert answer.status_code == 404
            assert main_of(answer) == main_of(nothing)

        step(book.editor(), idea, IdeaStepKind.ACCEPTED)

        assert "Bảng tra cứu văn bản" in main_of(member.get(page_of(idea)))

    @pytest.mark.parametrize("username", ["canbo02", "daumoi02", "truong02"])
    def test_another_unit_s_idea_looks_like_none_always(self, book: Book, username: str) -> None:
        idea = propose(book.officer())
        step(book.editor(), idea, IdeaStepKind.ACCEPTED)
        client = browser(book, username)

        answers = [client.get(page_of(number)) for number in (idea, 999999)]

        assert [answer.status_code for answer in answers] == [404, 404]
        assert main_of(answers[0]) == main_of(answers[1])

    @pytest.mark.parametrize("guess", ["0", "abc", "9" * 30, "-1"])
    def test_a_guessed_number_is_not_found(self, member: Client, guess: str) -> None:
        assert [member.get(f"{IDEAS}/{guess}{rest}").status_code for rest in ("", "/sua")] == [404, 404]

    def test_an_officer_begins_with_what_waits_and_a_member_with_their_own(
        self, book: Book, member: Client, editor: Client
    ) -> None:
        propose(book.officer())
        other = propose(colleague(book), words=IdeaWords("Sổ tay điện tử", "Một trang."))
        following(book.officer(), words=IdeaWords("Mỗi tuần một chuyện", "Ghi sổ."))

        assert "Bảng tra cứu văn bản Chờ trả lời" in main_of(editor.get(IDEAS))
        assert "Sổ tay điện tử Chờ trả lời" in main_of(editor.get(IDEAS))
        assert "Mỗi tuần một chuyện" not in main_of(editor.get(IDEAS))
        own = main_of(member.get(IDEAS))
        assert ("Mỗi tuần một chuyện Đang thực hiện" in own, "Sổ tay điện tử" in own) == (True, False)
        assert "Sổ tay điện tử" not in main_of(member.get(f"{IDEAS}?xem=y-tuong"))
        step(book.editor(), other, IdeaStepKind.ACCEPTED)
        assert "Sổ tay điện tử Đã đồng ý" in main_of(member.get(f"{IDEAS}?xem=y-tuong"))

    @pytest.mark.parametrize("guess", ["abc", "cho", ""])
    def test_a_view_that_is_not_theirs_is_their_own(self, member: Client, guess: str) -> None:
        page = main_of(member.get(f"{IDEAS}?xem={guess}&trang=abc"))

        assert "Bạn chưa đề xuất gì trong năm này. Bắt đầu bằng một việc nhỏ: hai phút là đủ." in page

    def test_the_counts_are_those_of_the_criteria(self, book: Book, editor: Client) -> None:
        mai, an = book.add(), book.add("Trần Văn An")
        done = following(book.editor(), person_id=mai)
        step(book.editor(), done, IdeaStepKind.DONE)
        step(book.head(), done, IdeaStepKind.CONFIRMED)
        idea = propose(book.editor(), person_id=an)
        step(book.editor(), idea, IdeaStepKind.ACCEPTED)
        recognise(book.head(), idea, an)

        page = main_of(editor.get(IDEAS))

        assert "Người đăng ký việc làm theo 1 / 2 người trong sổ của đơn vị" in page
        assert "Đã xác nhận hoàn thành 1 = 50,0 %" in page

    def test_thirty_a_page(self, book: Book, member: Client) -> None:
        for number in range(31):
            propose(book.officer(), words=IdeaWords(f"Ý tưởng {number:02d}", "Làm."))

        first, second = (member.get(f"{IDEAS}?xem=cua-toi&trang={page}").content.decode() for page in (1, 2))

        assert (first.count(f'href="{IDEAS}/'), second.count(f'href="{IDEAS}/')) == (32, 3)  # two lead to the forms
        assert ("trang=2" in first, "trang=1" in second) == (True, True)

    def test_thirty_ideas_take_as_many_queries_as_one(self, book: Book, editor: Client) -> None:
        mai = book.add()
        propose(book.editor(), person_id=mai)
        one = queries_of(editor, f"{IDEAS}?xem=y-tuong")
        for number in range(29):
            person = book.add(f"Người Thứ {number}", staff_code=f"M{number}")
            idea = propose(book.editor(), person_id=person)
            step(book.head(), idea, IdeaStepKind.ACCEPTED)

        assert queries_of(editor, f"{IDEAS}?xem=y-tuong") == one

    def test_a_long_story_takes_as_many_queries_as_a_short_one(self, book: Book, editor: Client) -> None:
        short = following(book.officer())
        long = following(book.officer())
        step(book.officer(), short, IdeaStepKind.DONE)
        for _ in range(3):
            step(book.officer(), long, IdeaStepKind.DONE)
            step(book.editor(), long, IdeaStepKind.RETURNED, "Chưa đủ.")
        step(book.officer(), long, IdeaStepKind.DONE)

        assert queries_of(editor, page_of(long)) == queries_of(editor, page_of(short))

    def test_an_erased_author_is_named_nowhere(self, book: Book, editor: Client) -> None:
        mai = book.add()
        idea = propose(book.editor(), person_id=mai)
        empty_fields(Person.objects.get(pk=mai), ["full_name"], NOW)

        for address in (page_of(idea), IDEAS):
            page = main_of(editor.get(address))
            assert ("Người đã xóa dữ liệu" in page, "Mai" in page) == (True, False)
