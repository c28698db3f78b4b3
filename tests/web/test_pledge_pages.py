"""A unit's targets and the pledge: the form, the signature by the password, the board, the paper and its check."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from council.season import PASSWORD, PLEDGING, Season, founded, moment, move_clock
from thidua.audit.actions import chain_of_year
from thidua.campaigns.models import Signature
from thidua.campaigns.queries import targets_of
from thidua.documents.queries import papers_in
from thidua.organisations.enums import Role
from web.season_pages import YEAR, queries_of, text_of, wearing

pytestmark = pytest.mark.django_db

TARGETS = f"{YEAR}/chi-tieu"
PLEDGE = f"{YEAR}/giao-uoc"
PAPERS = f"{YEAR}/van-ban"


@pytest.fixture
def season() -> Season:
    return Season(founded(PLEDGING), size=2).set_up().launched()


@pytest.fixture
def editor(season: Season) -> Client:
    return wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING)


@pytest.fixture
def head(season: Season) -> Client:
    return wearing(season, "truong01", Role.UNIT_HEAD, PLEDGING)


def fields(answer: Any) -> dict[str, str]:
    page = answer.content.decode()
    found = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def saved(season: Season, unit: int = 1) -> dict[str, str]:
    return {code: line.value for code, line in targets_of(season.campaign_id, season.unit(unit)).items()}


def put(client: Client, first: str = "40", second: str = "4") -> Any:
    return client.post(TARGETS, {**fields(client.get(TARGETS)), "chi-tieu-I.1": first, "chi-tieu-II.1": second})


class TestTargets:
    """/chi-tieu"""

    def test_targets_are_saved_and_shown_as_they_are_written(self, season: Season, editor: Client) -> None:
        assert put(editor, "9.50", "4")["Location"] == f"{TARGETS}?da-luu"

        page = editor.get(f"{TARGETS}?da-luu")
        assert "Đã lưu chỉ tiêu. Người đứng đầu có thể đọc và ký giao ước ." in text_of(page)
        assert fields(page)["chi-tieu-I.1"] == "9,5"
        assert saved(season) == {"I.1": "9.5", "II.1": "4"}

    def test_half_of_them_may_be_saved(self, season: Season, editor: Client) -> None:
        put(editor, "40", "")

        assert saved(season) == {"I.1": "40"}
        assert "Người đứng đầu có thể đọc và ký" not in text_of(editor.get(f"{TARGETS}?da-luu"))

    def test_what_is_no_number_is_told_with_its_field_and_all_that_was_typed_is_kept(
        self, season: Season, editor: Client
    ) -> None:
        answer = put(editor, "bốn mươi", "4")

        page = answer.content.decode()
        assert '<a href="#chi-tieu-I.1">Chỉ tiêu I.1: “bốn mươi” không phải là số' in page
        assert "<title>Lỗi: " in page
        assert (fields(answer)["chi-tieu-I.1"], fields(answer)["chi-tieu-II.1"]) == ("bốn mươi", "4")
        assert saved(season) == {}

    def test_a_stale_tab_gets_both_figures(self, season: Season, editor: Client, head: Client) -> None:
        opened = fields(editor.get(TARGETS))
        put(head, "41", "4")

        answer = editor.post(TARGETS, {**opened, "chi-tieu-I.1": "44", "chi-tieu-II.1": "4"})

        assert answer.status_code == 409
        assert "I.1 44 41" in text_of(answer)
        assert saved(season) == {"I.1": "41", "II.1": "4"}

    def test_another_unit_s_id_is_nowhere_to_be_given(self, season: Season, editor: Client) -> None:
        """The unit is the hat's: no field of the form and no word of the address names one."""
        editor.post(f"{TARGETS}?organisation_id={season.unit(2)}", {"organisation_id": str(season.unit(2)),
                    "don_vi": "cum-thu-02", "chi-tieu-I.1": "1", "lan-I.1": "0"})  # fmt: skip

        assert saved(season, 2) == {}
        assert saved(season, 1) == {"I.1": "1"}

    def test_a_leaf_that_takes_no_target_is_not_saved(self, season: Season, editor: Client) -> None:
        editor.post(TARGETS, {"chi-tieu-I.2": "5", "chi-tieu-IX": "1"})

        assert saved(season) == {}

    def test_after_the_signature_they_are_read_only(self, season: Season, editor: Client) -> None:
        season.sign(1, {"I.1": "40", "II.1": "4"})

        page = editor.get(TARGETS)
        assert "Đã khóa Đơn vị đã ký giao ước: chỉ tiêu đã khóa theo chữ ký." in text_of(page)
        assert page.content.decode().count(" readonly") == 2
        assert "Lưu chỉ tiêu" not in text_of(page)
        assert "Đơn vị đã ký giao ước" in text_of(put(editor, "99", "9"))
        assert saved(season) == {"I.1": "40", "II.1": "4"}

    def test_one_second_after_the_deadline_nothing_is_saved(self, season: Season, editor: Client) -> None:
        opened = fields(editor.get(TARGETS))
        move_clock(season.setup, moment(4, 1, 0, 0))

        answer = editor.post(TARGETS, {**opened, "chi-tieu-I.1": "44"})

        assert "Đã quá hạn ký giao ước: hạn cuối là 23:59 ngày 31/03/2021." in text_of(answer)
        assert fields(answer)["chi-tieu-I.1"] == "44"
        assert saved(season) == {}

    @pytest.mark.parametrize(
        ("username", "role"),
        [("thuky", Role.CLUSTER_SECRETARY), ("giamsat", Role.AUDITOR), ("cumtruong", Role.CLUSTER_HEAD)],
    )
    def test_only_units_have_targets(self, season: Season, username: str, role: Role) -> None:
        answer = wearing(season, username, role, PLEDGING).get(TARGETS)

        assert answer.status_code == 403
        assert "Trang này dành cho người của các đơn vị thành viên." in text_of(answer)


def sign(client: Client, **changes: str) -> Any:
    shown = fields(client.get(PLEDGE))
    words = {"da_doc": shown.get("da_doc", ""), "tu_cach": "head", "chuc_vu": "Hiệu trưởng", "van_ban": ""}
    return client.post(PLEDGE, {**words, "password": PASSWORD, **changes})


class TestPledge:
    """/giao-uoc"""

    def test_before_the_launch_there_is_no_text(self, season: Season) -> None:
        other = Season(season.setup, code="cum-khac", size=2).set_up().prepared()

        page = wearing(other, "truong01", Role.UNIT_HEAD, PLEDGING).get("/cum/cum-khac/2021/giao-uoc")

        assert page.status_code == 200
        assert "Chưa có văn bản giao ước." in text_of(page)

    def test_without_targets_it_cannot_be_signed(self, season: Season, head: Client) -> None:
        page = text_of(head.get(PLEDGE))

        assert "Chưa ký được Chưa có chỉ tiêu I.1, II.1. Đăng ký chỉ tiêu" in page
        assert "Nhập lại mật khẩu để ký" not in page

    def test_the_leader_reads_and_signs(self, season: Season, head: Client) -> None:
        put(head, "40", "4,5")
        before = text_of(head.get(PLEDGE))
        for text in (
            "GIAO ƯỚC THI ĐUA NĂM 2021", "Căn cứ Quyết định thử;", "Nhiệm vụ một.", "Kế hoạch mở lớp 40",
            "Sáng kiến 4,5", "0 / 2 đơn vị đã ký", "Đây là xác nhận điện tử trong Cụm, không thay chữ ký số",
        ):  # fmt: skip
            assert text in before

        assert sign(head)["Location"] == f"{PLEDGE}?da-ky"

        after = text_of(head.get(f"{PLEDGE}?da-ky"))
        digest = Signature.objects.get().sha256
        assert digest in after.replace(" ", "")
        assert "1 / 2 đơn vị đã ký" in after
        assert "Đơn vị bạn đã ký lúc" in after
        assert "Nhập lại mật khẩu để ký" not in after

    @pytest.mark.parametrize(
        ("changes", "anchor", "sentence"),
        [
            ({"password": "sai"}, "mat-khau", "Mật khẩu không đúng. Hãy nhập mật khẩu bạn dùng để đăng nhập."),
            ({"chuc_vu": " "}, "chuc-vu", "Hãy ghi chức vụ của người ký."),
            ({"tu_cach": "tuq"}, "van-ban", "Ký thừa ủy quyền phải ghi số, ngày của văn bản ủy quyền."),
            ({"tu_cach": "khac"}, "tu-cach", "Hãy chọn tư cách ký."),
        ],
    )
    def test_what_is_wrong_is_told_and_all_but_the_password_is_kept(
        self, season: Season, head: Client, changes: dict[str, str], anchor: str, sentence: str
    ) -> None:
        put(head)

        answer = sign(head, **{"chuc_vu": "Quyền Hiệu trưởng", "van_ban": "", **changes})

        page = answer.content.decode()
        assert answer.status_code == 400
        assert f'<a href="#{anchor}">{sentence}</a>' in page
        assert fields(answer)["chuc_vu"] == changes.get("chuc_vu", "Quyền Hiệu trưởng")
        assert PASSWORD not in page
        assert Signature.objects.count() == 0

    def test_a_deputy_signs_for_the_head_and_a_delegate_by_a_document(self, season: Season, head: Client) -> None:
        put(head)
        other = wearing(season, "truong02", Role.UNIT_HEAD, PLEDGING)
        put(other)

        sign(head, tu_cach="kt", chuc_vu="Phó Hiệu trưởng")
        sign(other, tu_cach="tuq", chuc_vu="Trưởng phòng", van_ban="Giấy ủy quyền số 5 ngày 20/03/2021")

        assert "KT. HIỆU TRƯỞNG PHÓ HIỆU TRƯỞNG" in text_of(head.get(PLEDGE))
        page = text_of(other.get(PLEDGE))
        assert "TUQ. HIỆU TRƯỞNG TRƯỞNG PHÒNG" in page
        assert "Giấy ủy quyền số 5 ngày 20/03/2021" in page

    def test_targets_changed_in_another_tab_are_not_signed(self, season: Season, head: Client, editor: Client) -> None:
        put(editor)
        read = fields(head.get(PLEDGE))["da_doc"]
        put(editor, "99", "4")

        answer = sign(head, da_doc=read)

        assert answer.status_code == 409
        assert "Chưa có gì được ký; hãy đọc lại." in text_of(answer)
        assert Signature.objects.count() == 0

    def test_a_second_press_signs_nothing_more(self, season: Season, head: Client) -> None:
        put(head)
        read = fields(head.get(PLEDGE))["da_doc"]
        sign(head, da_doc=read)

        answer = sign(head, da_doc=read)

        assert answer.status_code == 400
        assert "Đơn vị đã ký bản giao ước này." in text_of(answer)
        assert Signature.objects.count() == 1

    def test_others_read_and_do_not_sign(self, season: Season, head: Client, editor: Client) -> None:
        put(editor)

        assert "Giao ước do người đứng đầu, hoặc người được ký thay, của đơn vị ký." in text_of(editor.get(PLEDGE))
        assert sign(editor).status_code == 403
        secretary = wearing(season, "thuky", Role.CLUSTER_SECRETARY, PLEDGING)
        assert "Chỉ tiêu riêng" not in text_of(secretary.get(PLEDGE))
        assert sign(secretary).status_code == 403
        assert Signature.objects.count() == 0

    def test_a_unit_s_unsigned_targets_are_its_own(self, season: Season, head: Client) -> None:
        put(head, "41,75", "4")

        for client in (
            wearing(season, "truong02", Role.UNIT_HEAD, PLEDGING),
            wearing(season, "thuky", Role.CLUSTER_SECRETARY, PLEDGING),
            wearing(season, "giamsat", Role.AUDITOR, PLEDGING),
        ):
            for address in (PLEDGE, f"{PLEDGE}/trinh-chieu", YEAR, "/"):
                assert "41,75" not in text_of(client.get(address))

    def test_the_board_names_who_signed_last(self, season: Season, head: Client) -> None:
        empty = text_of(head.get(f"{PLEDGE}/trinh-chieu"))
        assert "Chưa đơn vị nào ký." in empty
        assert "0 / 2" in empty
        put(head)
        sign(head)

        page = text_of(head.get(f"{PLEDGE}/trinh-chieu"))

        assert "1 / 2 đơn vị đã ký" in page
        assert "Vừa ký: Đơn vị 01 ," in page

    def test_one_second_after_the_deadline_nothing_is_signed(self, season: Season, head: Client) -> None:
        put(head)
        read = fields(head.get(PLEDGE))["da_doc"]
        move_clock(season.setup, moment(4, 1, 0, 0))

        answer = sign(head, da_doc=read)

        assert "Đã quá hạn ký giao ước: hạn cuối là 23:59 ngày 31/03/2021." in text_of(answer)
        assert Signature.objects.count() == 0


class TestPapers:
    """/van-ban and /xac-minh"""

    @pytest.fixture
    def clerk(self, season: Season) -> Client:
        season.grant("vanthu", Role.CLERK, organisation_id=season.unit(1), cluster_year_id=season.year_id)
        return wearing(season, "vanthu", Role.CLERK, PLEDGING)

    def test_the_clerk_waits_for_the_last_signature_then_issues_once(self, season: Season, clerk: Client) -> None:
        assert "Còn 2 đơn vị chưa ký giao ước." in text_of(clerk.get(PAPERS))
        assert clerk.post(f"{PAPERS}/phat-hanh/giao-uoc").status_code == 403
        season.signed()

        assert clerk.post(f"{PAPERS}/phat-hanh/giao-uoc")["Location"] == f"{PAPERS}?da-phat-hanh"

        again = clerk.post(f"{PAPERS}/phat-hanh/giao-uoc")
        assert again.status_code == 403
        assert "Giao ước đã được phát hành." in text_of(again)
        assert len(papers_in(chain_of_year(season.year_id))) == 1

    def test_every_member_opens_the_files_and_anybody_checks_the_code(
        self, season: Season, clerk: Client, editor: Client, client: Client
    ) -> None:
        season.signed()
        clerk.post(f"{PAPERS}/phat-hanh/giao-uoc")
        (paper,) = papers_in(chain_of_year(season.year_id))

        pdf, docx = (editor.get(f"{PAPERS}/{paper.id}.{form}") for form in ("pdf", "docx"))
        assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
        assert docx.content[:2] == b"PK"
        assert pdf["Content-Disposition"] == 'inline; filename="pledge-cum-thu-2021.pdf"'

        found = text_of(client.get("/xac-minh", {"ma": paper.code}))
        assert "Có văn bản mang mã này" in found
        assert paper.facts_sha256 in found.replace(" ", "")

    @pytest.mark.parametrize("address", ["999.pdf", "1.exe", "999.docx"])
    def test_a_file_that_is_not_there_is_not_found(self, season: Season, editor: Client, address: str) -> None:
        assert editor.get(f"{PAPERS}/{address}").status_code == 404

    def test_a_paper_of_another_year_is_not_found(self, season: Season, clerk: Client) -> None:
        season.signed()
        clerk.post(f"{PAPERS}/phat-hanh/giao-uoc")
        (paper,) = papers_in(chain_of_year(season.year_id))
        other = Season(season.setup, code="cum-khac", size=2).set_up().launched()

        client = wearing(other, "truong01", Role.UNIT_HEAD, PLEDGING)

        assert client.get(f"/cum/cum-khac/2021/van-ban/{paper.id}.pdf").status_code == 404
        assert client.get(f"{PAPERS}/{paper.id}.pdf").status_code == 404

    def test_a_preview_is_for_those_who_make_the_paper(self, season: Season, clerk: Client, editor: Client) -> None:
        preview = f"{PAPERS}/xem-truoc/giao-uoc.pdf"

        assert clerk.get(preview).content[:5] == b"%PDF-"
        assert editor.get(preview).status_code == 403
        assert clerk.get(f"{PAPERS}/xem-truoc/khac.pdf").status_code == 404
        assert clerk.get(f"{PAPERS}/xem-truoc/giao-uoc.exe").status_code == 404
        assert clerk.post(f"{PAPERS}/phat-hanh/khac").status_code == 404

    def test_nobody_but_the_clerk_issues(self, season: Season) -> None:
        season.signed()

        for username, role in (("thuky", Role.CLUSTER_SECRETARY), ("cumtruong", Role.CLUSTER_HEAD)):
            client = wearing(season, username, role, PLEDGING)
            assert client.post(f"{PAPERS}/phat-hanh/giao-uoc").status_code == 403
        assert papers_in(chain_of_year(season.year_id)) == ()

    def test_a_list_of_papers_takes_as_many_queries_for_one_as_for_none(
        self, season: Season, clerk: Client, editor: Client
    ) -> None:
        empty = queries_of(editor, PAPERS)
        season.signed()
        clerk.post(f"{PAPERS}/phat-hanh/giao-uoc")

        assert queries_of(editor, PAPERS) <= empty + 1  # the files of the papers there are

    @pytest.mark.parametrize("typed", ["", "   ", "khong-co", "x" * 500, "<script>", "' OR 1=1"])
    def test_a_code_of_no_paper_says_so(self, client: Client, season: Season, typed: str) -> None:
        answer = client.get("/xac-minh", {"ma": typed})

        assert answer.status_code == 200
        assert ("Không có văn bản nào mang mã" in text_of(answer)) == bool(typed.strip())
        assert "<script>" not in answer.content.decode()
