"""Evidence on the pages: uploading, choosing, taking off, opening; and who may not."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from council.season import CLAIMS, SCORING, VERIFYING, Season, founded, moment, move_clock
from thidua.audit.models import Entry
from thidua.sheets.models import Evidence, EvidenceUse
from web.sheet_desk import FILES, PDF, PNG, browser_of, evidence_of, leaf_address, scoring_season, upload

OFFICERS = ("thuky", "cumtruong", "cumpho")


@pytest.fixture
def season(db: None) -> Season:
    return scoring_season()


@pytest.fixture
def editor(season: Season) -> Client:
    return browser_of(season, "daumoi01")


def test_upload_is_kept_with_its_words_and_shown_for_the_leaf(season: Season, editor: Client) -> None:
    words = {"trich-yeu": "Kế hoạch thi đua", "so": "32/KH-ĐV01", "ngay": "05/04/2021", "co-quan": "Đơn vị 01"}

    answer = editor.post(leaf_address("I.1"), {"tep": upload(), **words})

    row = Evidence.objects.get()
    page = editor.get(leaf_address("I.1")).content.decode()
    assert answer.status_code == 302
    assert (row.title, row.number, f"{row.paper_date:%d/%m/%Y}") == ("Kế hoạch thi đua", "32/KH-ĐV01", "05/04/2021")
    assert (row.organisation_id, row.sha256) == (season.unit(1), hashlib.sha256(PDF).hexdigest())
    assert "Đang gắn với I.1" in page
    assert "32/KH-ĐV01 · 05/04/2021" in page


def test_several_files_at_once_and_the_bad_one_is_told_by_name(editor: Client) -> None:
    files = [upload("một.pdf"), upload("ảnh.png", PNG), upload("hai.exe", b"MZ" + b"\0" * 64)]

    answer = editor.post(leaf_address("I.1"), {"tep": files, "trich-yeu": "Hồ sơ"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "hai.exe: Không nhận loại tệp này." in page
    assert [row.title for row in Evidence.objects.order_by("pk")] == ["Hồ sơ (1/3)", "Hồ sơ (2/3)"]


def test_the_same_file_again_is_pointed_out_and_linked_not_kept_twice(editor: Client) -> None:
    editor.post(leaf_address("I.1"), {"tep": upload(), "trich-yeu": "Bản gốc"})

    answer = editor.post(leaf_address("I.2"), {"tep": upload("tên khác.pdf")}, follow=True)

    assert "Tệp vừa gửi đã có trong sổ của đơn vị với trích yếu “Bản gốc”" in answer.content.decode()
    assert Evidence.objects.count() == 1
    assert EvidenceUse.objects.filter(leaf_code="I.2").count() == 1


def test_the_same_file_of_another_unit_is_never_told(season: Season, editor: Client) -> None:
    evidence_of(season, 2)

    answer = editor.post(leaf_address("I.1"), {"tep": upload()}, follow=True)

    assert "đã có trong sổ" not in answer.content.decode()
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Hãy chọn tệp cần gửi."),
        ({"tep": True, "ngay": "31/02/2021"}, "Không có ngày 31/02/2021"),
        ({"tep": True, "ngay": "hôm qua"}, "không phải là ngày"),
        ({"tep": True, "so": "x" * 81}, "Số, ký hiệu dài 81 ký tự, quá 80"),
        ({"gan": "1"}, "Chưa chọn minh chứng nào"),
        ({"gan": "1", "tep-da-co": "999999"}, "Không tìm thấy minh chứng này trong sổ của đơn vị."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(editor: Client, fields: dict[str, Any], sentence: str) -> None:
    sent = {**fields, "trich-yeu": "Còn nguyên", **({"tep": upload()} if fields.get("tep") else {})}

    answer = editor.post(leaf_address("I.1"), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Lỗi: Minh chứng I.1" in page
    assert sentence in page
    assert 'value="Còn nguyên"' in page
    assert not Evidence.objects.exists()


def test_choosing_from_the_book_and_taking_off(season: Season, editor: Client) -> None:
    one, two = evidence_of(season), evidence_of(season, body=PDF + b"%2", name="Báo cáo.pdf")

    editor.post(leaf_address("I.2"), {"gan": "1", "tep-da-co": [str(one), str(two)]})
    editor.post(leaf_address("I.2"), {"bo": str(one)})

    assert list(EvidenceUse.objects.values_list("leaf_code", "evidence_id")) == [("I.2", two)]
    assert Evidence.objects.count() == 2


def test_book_is_searched_without_diacritics_and_paged(season: Season, editor: Client) -> None:
    for number in range(23):
        evidence_of(season, body=PDF + str(number).encode(), name=f"Tệp {number:02d}.pdf")
    last = evidence_of(season, body=PNG, name="Đề án.png")

    page = editor.get(leaf_address("I.1")).content.decode()
    second = editor.get(f"{leaf_address('I.1')}?trang=2").content.decode()
    found = editor.get(f"{leaf_address('I.1')}?tim=de+an").content.decode()

    assert page.count('name="tep-da-co"') == 20
    assert "Trang 1 trên 2" in page
    assert second.count('name="tep-da-co"') == 4
    assert found.count('name="tep-da-co"') == 1
    assert f'value="{last}"' in found


@pytest.mark.parametrize("files", [1, 15])
def test_queries_do_not_grow_with_files(db: None, files: int, django_assert_num_queries: Any) -> None:
    season = scoring_season()
    for number in range(files):
        evidence_of(season, body=PDF + str(number).encode(), leaf="I.1" if number % 2 else "")
    editor = browser_of(season, "daumoi01")

    with django_assert_num_queries(22):
        editor.get(leaf_address("I.1"))


def test_another_units_file_can_be_neither_linked_nor_opened(season: Season, editor: Client) -> None:
    foreign = evidence_of(season, 2, leaf="I.1")

    linked = editor.post(leaf_address("I.1"), {"gan": "1", "tep-da-co": str(foreign)})
    opened = [editor.get(f"{FILES}/{foreign}"), editor.get(f"{FILES}/{foreign}/tep")]
    missing = editor.get(f"{FILES}/999999")

    assert linked.status_code == 422
    assert [answer.status_code for answer in opened] == [404, 404]
    main = [answer.content.decode().split("<main")[1] for answer in (opened[0], missing)]
    assert main[0] == main[1]  # it looks as if there were none


def test_unknown_leaf_is_not_found(editor: Client) -> None:
    assert editor.get(leaf_address("IX.9")).status_code == 404


@pytest.mark.parametrize("username", ["truong01", "canbo01"])
def test_others_of_the_school_look_only(season: Season, username: str) -> None:
    number = evidence_of(season, leaf="I.1")
    client = browser_of(season, username)

    page = client.get(leaf_address("I.1")).content.decode()

    assert "Minh chứng do đầu mối thi đua của chính đơn vị nộp." in page
    assert 'name="tep"' not in page
    assert client.post(leaf_address("I.1"), {"bo": str(number)}).status_code == 422
    assert EvidenceUse.objects.count() == 1
    assert client.get(f"{FILES}/{number}/tep").status_code == 200


def test_after_the_window_nothing_is_added(season: Season, editor: Client) -> None:
    move_clock(season.setup, moment(11, 1, 0, 0))

    answer = editor.post(leaf_address("I.1"), {"tep": upload()})

    assert "Đã quá hạn tự chấm điểm" in answer.content.decode()
    assert not Evidence.objects.exists()


class TestBytes:
    @pytest.fixture
    def number(self, season: Season) -> int:
        name = "Kế hoạch số 32.pdf"

        return evidence_of(season, leaf="I.1", name=unicodedata.normalize("NFD", name))

    def test_file_comes_under_its_own_type_and_vietnamese_name(self, editor: Client, number: int) -> None:
        answer = editor.get(f"{FILES}/{number}/tep")

        assert answer.content == PDF
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"] == f"inline; filename*=utf-8''{quote('Kế hoạch số 32.pdf')}"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]

    def test_picture_is_sandboxed(self, season: Season, editor: Client) -> None:
        number = evidence_of(season, name="ảnh.png", body=PNG)

        assert "sandbox" in editor.get(f"{FILES}/{number}/tep")["Content-Security-Policy"]

    def test_page_shows_data_digest_and_frame(self, editor: Client, number: int) -> None:
        page = editor.get(f"{FILES}/{number}").content.decode()

        digest = hashlib.sha256(PDF).hexdigest()
        assert digest[:8] + " " + digest[8:16] in page
        assert f'<iframe class="evidence-page__file evidence-page__file--paper" src="{FILES}/{number}/tep"' in page
        assert "32/KH" in page

    def test_opening_is_logged_once_a_person_a_file_and_an_hour(
        self, season: Season, editor: Client, number: int
    ) -> None:
        for _ in range(3):
            editor.get(f"{FILES}/{number}/tep")
        editor.get(f"{FILES}/{number}")
        browser_of(season, "truong01").get(f"{FILES}/{number}/tep")
        move_clock(season.setup, SCORING + timedelta(hours=1, minutes=1))
        editor.get(f"{FILES}/{number}/tep")

        assert Entry.objects.filter(action="sheets.open_evidence").count() == 3

    def test_lost_file_is_said_to_be_lost(self, editor: Client, number: int, settings: Any, tmp_path: Any) -> None:
        settings.THIDUA_EVIDENCE = tmp_path

        assert editor.get(f"{FILES}/{number}/tep").status_code == 404


class TestAfterSubmission:
    """Unit 01 shows a file for I.2 and has submitted; unit 02 has a file in its book only."""

    @pytest.fixture
    def season(self, db: None) -> Season:
        season = Season(founded(SCORING)).set_up().launched().signed()
        evidence_of(season, 1, leaf="I.2")
        evidence_of(season, 2)
        season.submitted([1])
        return season

    @pytest.fixture
    def shown(self, season: Season) -> int:
        return Evidence.objects.get(organisation_id=season.unit(1)).pk

    @pytest.mark.parametrize("username", OFFICERS)
    def test_officers_wait_until_self_scoring_is_over(self, season: Season, shown: int, username: str) -> None:
        client = browser_of(season, username)

        early = client.get(f"{FILES}/{shown}/tep")
        move_clock(season.setup, VERIFYING)

        assert early.status_code == 403
        assert "chỉ mở sau khi hết hạn tự chấm" in early.content.decode()
        assert client.get(f"{FILES}/{shown}/tep").content == PDF
        assert client.get(f"{FILES}/{shown}").status_code == 200

    def test_auditor_reads_at_once(self, season: Season, shown: int) -> None:
        assert browser_of(season, "giamsat").get(f"{FILES}/{shown}/tep").status_code == 200

    @pytest.mark.parametrize("username", [*OFFICERS, "giamsat", "truong03", "daumoi03", "canbo03"])
    def test_a_file_that_was_never_submitted_exists_for_its_unit_alone(self, season: Season, username: str) -> None:
        hidden = Evidence.objects.get(organisation_id=season.unit(2)).pk
        move_clock(season.setup, VERIFYING)

        assert browser_of(season, username).get(f"{FILES}/{hidden}/tep").status_code == 404

    @pytest.mark.parametrize("username", ["truong03", "daumoi03", "canbo03"])
    def test_other_schools_never_open_it(self, season: Season, shown: int, username: str) -> None:
        move_clock(season.setup, VERIFYING)

        assert browser_of(season, username).get(f"{FILES}/{shown}/tep").status_code == 404

    def test_verifier_opens_what_is_assigned_never_the_own_units(self, season: Season, shown: int) -> None:
        season.submitted([2, 3], u02=CLAIMS)
        season.with_team(1, 3)
        move_clock(season.setup, VERIFYING)
        own, other = browser_of(season, "canbo01"), browser_of(season, "canbo03")
        for client, name in ((own, "canbo01"), (other, "canbo03")):
            client.post("/doi-vai", {"hat": season.verifier(int(name[-2:])).hat})

        assert other.get(f"{FILES}/{shown}/tep").status_code == 200
        assert own.get(f"{FILES}/{shown}/tep").status_code == 404

    def test_the_book_is_closed_with_the_sheet(self, season: Season) -> None:
        client = browser_of(season, "daumoi01")

        answer = client.post(leaf_address("I.1"), {"tep": upload("mới.pdf", PDF + b"%n")})

        assert "Bảng tự chấm đã nộp" in answer.content.decode()
        assert Evidence.objects.filter(organisation_id=season.unit(1)).count() == 1
