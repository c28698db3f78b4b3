"""Past years from Excel on the pages: upload, preview with faults, doubts and old fonts, taken whole or not at all."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from records.book import MAI, Book, rating
from records.import_books import at, workbook
from thidua.audit.models import Entry
from thidua.documents.workbook.reading import read_workbook
from thidua.records.importing.columns import import_sheets
from thidua.records.models import Employment, ImportDraft, Person, Rating
from web.record_desk import BOOK, assert_refused, browser, main_of, opened_book, summary_of, typed_in
from web.season_pages import queries_of

IMPORT = f"{BOOK}/nap"
HIRED = "01/09/2010"
NEW = {"name": "Trần Văn An", "since_date": HIRED, "department": "Khoa Lý luận"}
GOOD = {"year": 2020, "level": "Hoàn thành tốt nhiệm vụ"}


@pytest.fixture
def book(db: None) -> Book:
    return opened_book()


@pytest.fixture
def editor(book: Book) -> Client:
    return browser(book, "daumoi01")


def sent(client: Client, content: bytes, name: str = "hồ sơ cũ.xlsx") -> Any:
    return client.post(IMPORT, {"tep": SimpleUploadedFile(name, content)})


def uploaded(client: Client, **sheets: Any) -> str:
    """The address of the preview of a filled template."""
    answer = sent(client, workbook(**sheets))
    assert answer.status_code == 302, main_of(answer)
    return str(answer["Location"])


def press(client: Client, preview: str, shown: Any, act: str, **more: str) -> Any:
    """A button of the preview, with what the page as shown carries."""
    return client.post(preview, {**typed_in(shown), "viec": act, **more})


class TestUpload:
    """/ho-so/nap"""

    def test_the_template_holds_a_sheet_for_every_kind(self, editor: Client) -> None:
        answer = editor.get(f"{IMPORT}/mau.xlsx")

        assert answer["Content-Disposition"] == 'attachment; filename="mau-nap-ho-so.xlsx"'
        titles = [sheet.name for sheet in read_workbook(answer.content)]
        assert [sheet.title for sheet in import_sheets() if sheet.title not in titles] == []

    def test_a_filled_template_leads_to_its_preview(self, editor: Client) -> None:
        preview = uploaded(editor, people=[NEW])

        assert preview == f"{IMPORT}/{ImportDraft.objects.get().pk}"
        assert "Tệp “hồ sơ cũ.xlsx”, gửi lúc" in main_of(editor.get(preview))

    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "Hãy chọn tệp Excel (.xlsx) đã điền."),
            (b"x" * (10 * 1024 * 1024 + 1), "Tệp vượt quá 10 MB. Hãy tách thành nhiều tệp, ví dụ mỗi năm một tệp."),
        ],
    )
    def test_a_file_that_is_none_or_too_large_is_told_at_its_box(
        self, editor: Client, content: bytes, sentence: str
    ) -> None:
        assert_refused(sent(editor, content), ("tep", sentence), status=422)
        assert not ImportDraft.objects.exists()

    @pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"%PDF-1.4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old"])
    def test_what_cannot_be_read_is_refused_before_it_is_kept(self, editor: Client, content: bytes) -> None:
        answer = sent(editor, content)

        ((anchor, sentence),) = summary_of(answer)
        assert_refused(answer, ("tep", sentence), status=422)
        assert anchor == "tep"
        assert not ImportDraft.objects.exists()

    def test_no_file_at_all_is_told(self, editor: Client) -> None:
        assert_refused(editor.post(IMPORT), ("tep", "Hãy chọn tệp Excel (.xlsx) đã điền."), status=422)

    @pytest.mark.parametrize("username", ["canbo01", "giamsat", "thuky"])
    def test_nobody_else_imports(self, book: Book, username: str) -> None:
        client = browser(book, username)

        for answer in (client.get(IMPORT), client.post(IMPORT), client.get(f"{IMPORT}/mau.xlsx")):
            assert answer.status_code == 403


class TestPreview:
    """/ho-so/nap/<draft>"""

    def test_it_shows_what_would_be_written_and_writes_nothing(self, book: Book, editor: Client) -> None:
        book.add()
        entries = Entry.objects.count()

        page = editor.get(uploaded(editor, people=[NEW], rating=[{"name": MAI, **GOOD}]))

        text = main_of(page)
        assert "Người mới 1 Dòng sẽ ghi 2 quá trình công tác: 1; xếp loại hằng năm: 1" in text
        assert "Người mới: Trần Văn An." in text
        assert f"Nguyễn Thị Mai Năm 2020: Hoàn thành tốt nhiệm vụ Xếp loại, ô {at('rating', 'name')}" in text
        assert "Ghi 2 dòng vào sổ" in text
        assert (Person.objects.count(), Entry.objects.count()) == (1, entries)

    def test_the_last_button_writes_it_whole_and_the_file_is_gone(self, book: Book, editor: Client) -> None:
        book.add()
        preview = uploaded(editor, people=[NEW], rating=[{"name": MAI, **GOOD}])

        answer = press(editor, preview, editor.get(preview), "ghi")

        assert answer["Location"] == f"{BOOK}?da-nap=2"
        assert "Đã ghi 2 dòng từ Excel vào sổ; xem chi tiết trong nhật ký hồ sơ ." in main_of(
            editor.get(answer["Location"])
        )
        assert (Person.objects.count(), Employment.objects.count(), Rating.objects.count()) == (2, 2, 1)
        assert not ImportDraft.objects.exists()
        assert "Trần Văn An Khoa Lý luận" in main_of(editor.get(BOOK))

    def test_a_second_press_writes_nothing_more_and_says_that_it_is_done(self, editor: Client) -> None:
        preview = uploaded(editor, people=[NEW])
        shown = editor.get(preview)
        press(editor, preview, shown, "ghi")

        answer = press(editor, preview, shown, "ghi")

        assert answer.status_code == 403
        assert "Tệp này đã được nạp hoặc đã bỏ. Hãy xem lại sổ" in main_of(answer)
        assert Person.objects.count() == 1
        assert editor.get(preview).status_code == 404

    def test_a_file_that_is_dropped_leaves_nothing(self, editor: Client) -> None:
        preview = uploaded(editor, people=[NEW])

        answer = press(editor, preview, editor.get(preview), "bo")

        assert answer["Location"] == IMPORT
        assert (ImportDraft.objects.count(), Person.objects.count()) == (0, 0)

    def test_every_fault_is_told_with_its_cell_and_nothing_can_be_written(self, book: Book, editor: Client) -> None:
        book.add()
        bad = [{"name": MAI, "year": 2020, "level": "Tuyệt vời"}, {"name": MAI, "year": "hai nghìn", "level": "Tốt"}]
        preview = uploaded(editor, people=[NEW], rating=bad)

        shown = editor.get(preview)
        answer = press(editor, preview, shown, "ghi")

        text = main_of(shown)
        assert f"Xếp loại, ô {at('rating', 'level')} “Tuyệt vời” không có trong danh sách" in text
        assert f"Xếp loại, ô {at('rating', 'year', 2)} " in text
        assert "Sửa các ô dưới đây trong Excel, lưu lại rồi gửi lại tệp" in text
        assert "dòng vào sổ" not in text
        sentence = "Tệp còn lỗi hoặc chỗ chưa rõ nên chưa ghi gì vào sổ. Hãy xem danh sách bên dưới."
        assert_refused(answer, ("", sentence))
        assert Person.objects.count() == 1
        assert ImportDraft.objects.count() == 1

    def test_three_hundred_faults_are_all_there(self, book: Book, editor: Client) -> None:
        book.add()
        bad = [{"name": MAI, "year": 1700 + number, "level": "Tuyệt vời"} for number in range(300)]

        page = editor.get(uploaded(editor, rating=bad)).content.decode()

        assert '<p class="stat__label">Lỗi</p><p class="stat__figure">300</p>' in page
        assert len(re.findall(r'<th scope="row">Xếp loại, ô ', page)) == 300

    def test_a_doubt_is_asked_and_the_answer_stays_until_all_is_taken(self, book: Book, editor: Client) -> None:
        mai = book.add()
        preview = uploaded(editor, rating=[{"name": "Nguyen Thi Mai", **GOOD}])
        asked = editor.get(preview)
        assert "Không có ai tên đúng là Nguyen Thi Mai. Có phải là người này không?" in main_of(asked)
        assert "còn 1 chỗ chưa trả lời" in main_of(asked)

        settled = press(editor, preview, asked, "xem", **{"nghi-0": f"cu:{mai}"})
        assert typed_in(settled)["nghi-0"] == f"cu:{mai}"
        assert "đã trả lời hết" in main_of(settled)
        answer = press(editor, preview, settled, "ghi")

        assert answer["Location"] == f"{BOOK}?da-nap=1"
        assert Rating.objects.get().person_id == mai

    def test_an_open_doubt_is_not_guessed(self, book: Book, editor: Client) -> None:
        book.add()
        preview = uploaded(editor, rating=[{"name": "Nguyen Thi Mai", **GOOD}])

        for answer in ({}, {"nghi-0": "cu:999"}, {"nghi-0": "abc"}):
            refused = press(editor, preview, editor.get(preview), "ghi", **answer)
            assert refused.status_code == 400
        assert not Rating.objects.exists()

    def test_an_old_font_is_asked_about_and_read_as_one_agreed(self, editor: Client) -> None:
        old = {**NEW, "name": "NguyÔn ThÞ H\u00ad\u00acng"}
        preview = uploaded(editor, people=[old])
        asked = editor.get(preview)
        assert "1 ô trông như gõ bằng phông .VnTime (TCVN3)." in main_of(asked)
        assert "Tệp có chữ gõ bằng phông cũ: hãy chọn chuyển sang Unicode hay giữ nguyên." in main_of(asked)

        shown = editor.post(preview, {**typed_in(asked), "bang-ma": ["", "TCVN3"]})
        assert "Đang đọc tệp theo phông .VnTime (TCVN3)." in main_of(shown)
        press(editor, preview, shown, "ghi")

        assert "Nguyễn Thị Hương" in main_of(editor.get(BOOK))

    def test_texts_may_stay_as_they_are_in_the_file(self, editor: Client) -> None:
        preview = uploaded(editor, people=[{**NEW, "name": "NguyÔn ThÞ H\u00ad\u00acng"}])

        shown = editor.post(preview, {**typed_in(editor.get(preview)), "bang-ma": ["", "-"]})

        assert "trông như gõ bằng phông" not in main_of(shown)
        assert "Ghi 1 dòng vào sổ" in main_of(shown)

    def test_a_book_that_changed_meanwhile_is_seen_again_before_it_is_written(self, book: Book, editor: Client) -> None:
        mai = book.add()
        preview = uploaded(editor, rating=[{"name": MAI, **GOOD}, {"name": MAI, **GOOD, "year": 2019}])
        shown = editor.get(preview)
        book.write(mai, rating(2019))

        answer = press(editor, preview, shown, "ghi")

        assert_refused(answer, ("", "Sổ vừa thay đổi nên kết quả khác với bản xem trước. Hãy xem lại rồi ghi."))
        assert Rating.objects.count() == 1
        assert press(editor, preview, answer, "ghi")["Location"] == f"{BOOK}?da-nap=1"

    def test_a_file_that_says_nothing_new_says_so(self, book: Book, editor: Client) -> None:
        book.write(book.add(), rating(2020))
        preview = uploaded(editor, rating=[{"name": MAI, **GOOD}])

        assert "Trong tệp không có dòng nào mới: sổ giữ nguyên." in main_of(editor.get(preview))

    def test_a_sheet_that_is_not_of_the_template_is_named(self, book: Book, editor: Client) -> None:
        def more(found: Any) -> None:
            found.create_sheet("Ghi chú riêng")["A1"] = "x"

        answer = sent(editor, workbook(people=[NEW], change=more))

        assert "Không đọc, vì mẫu không có: trang “Ghi chú riêng”." in main_of(editor.get(answer["Location"]))

    @pytest.mark.parametrize("username", ["truong01", "daumoi02", "truong02"])
    def test_another_s_file_looks_like_none(self, book: Book, editor: Client, username: str) -> None:
        preview = uploaded(editor, people=[NEW])
        client = browser(book, username)

        for address in (preview, f"{IMPORT}/999999"):
            assert client.get(address).status_code == 404
            assert client.post(address, {"viec": "bo"}).status_code == 404
        assert ImportDraft.objects.count() == 1

    @pytest.mark.parametrize("guess", ["0", "abc", "9" * 30, "-1"])
    def test_a_guessed_file_is_not_found(self, editor: Client, guess: str) -> None:
        assert editor.get(f"{IMPORT}/{guess}").status_code == 404

    def test_a_later_file_takes_the_place_of_an_earlier_one(self, editor: Client) -> None:
        first, second = uploaded(editor, people=[NEW]), uploaded(editor, people=[NEW])

        assert [editor.get(address).status_code for address in (first, second)] == [404, 200]

    def test_many_rows_take_as_many_queries_as_one(self, book: Book, editor: Client) -> None:
        book.add()
        one = queries_of(editor, uploaded(editor, people=[NEW], rating=[{"name": MAI, **GOOD}]))
        people = [{**NEW, "name": f"Người Mới {number}", "staff_code": f"M{number}"} for number in range(30)]
        ratings = [{"name": MAI, **GOOD, "year": 2011 + number} for number in range(10)]

        assert queries_of(editor, uploaded(editor, people=people, rating=ratings)) == one
