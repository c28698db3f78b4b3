"""The draft's pages: plan, calendar, criteria, launch; what was typed comes back, two versions stand side by side."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from council.season import CRITERIA, Season, founded, moment
from thidua.campaigns.models import CriteriaVersion
from thidua.core.criteria import parse_criteria
from thidua.core.phases import Act
from thidua.organisations.enums import Role
from web.season_pages import YEAR, queries_of, text_of, wearing

pytestmark = pytest.mark.django_db

AT = moment(3, 23)


@pytest.fixture
def season() -> Season:
    return Season(founded(AT), size=2).set_up().prepared()


@pytest.fixture
def secretary(season: Season) -> Client:
    return wearing(season, "thuky", Role.CLUSTER_SECRETARY, AT)


@pytest.fixture
def head(season: Season) -> Client:
    return wearing(season, "cumtruong", Role.CLUSTER_HEAD, AT)


def fields(answer: Any) -> dict[str, str]:
    """The values of a page's inputs by name."""
    page = answer.content.decode()
    found = re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def plan(season: Season, **changes: Any) -> dict[str, Any]:
    words = {
        "lan_sua": season.facts.revision, "chu_de": "Chủ đề mới", "noi": "Hà Nam", "can_cu": "Luật A\r\nLuật B",
        "ma": ["T1", "T2", "", ""], "noi_dung": ["Một", "Hai", "", ""],
    }  # fmt: skip
    return {**words, **changes}


class TestPlan:
    """/du-thao"""

    def test_a_saved_plan_is_shown_with_spare_rows(self, season: Season, secretary: Client) -> None:
        assert secretary.post(f"{YEAR}/du-thao", plan(season))["Location"] == f"{YEAR}/du-thao?da-luu"

        page = secretary.get(f"{YEAR}/du-thao?da-luu")
        assert "Đã lưu dự thảo. Dự thảo đã đủ nội dung để Cụm trưởng phát động." in text_of(page)
        assert page.content.decode().count('name="ma"') == 2 + 3
        assert season.facts.legal_bases == ("Luật A", "Luật B")

    def test_what_is_wrong_is_said_and_everything_typed_is_kept(self, season: Season, secretary: Client) -> None:
        answer = secretary.post(f"{YEAR}/du-thao", plan(season, ma=["T1", "T1"], noi_dung=["Một", "Hai"]))

        page = text_of(answer)
        assert "Mã nhiệm vụ T1 bị trùng. Mỗi nhiệm vụ có một mã riêng." in page
        assert "<title>Lỗi: " in answer.content.decode()
        assert "Luật A" in page
        assert fields(answer)["chu_de"] == "Chủ đề mới"
        assert season.facts.theme == "Đoàn kết"

    def test_a_stale_tab_gets_both_versions_and_loses_nothing(
        self, season: Season, secretary: Client, head: Client
    ) -> None:
        opened = plan(season, chu_de="Bản của Thư ký", can_cu="Luật K", noi="Nơi K", ma=["K"], noi_dung=["Việc K"])
        head.post(f"{YEAR}/du-thao", plan(season, chu_de="Bản của Cụm trưởng"))

        answer = secretary.post(f"{YEAR}/du-thao", opened)

        assert answer.status_code == 409
        page = text_of(answer)
        for text in ("Bản của Thư ký", "Luật K", "Nơi K", "K. Việc K", "Bản của Cụm trưởng", "T2. Hai"):
            assert text in page
        assert season.facts.theme == "Bản của Cụm trưởng"

    @pytest.mark.parametrize("revision", ["", "x", "²", "9" * 40, "-1"])
    def test_a_revision_that_is_none_is_a_stale_one(self, season: Season, secretary: Client, revision: str) -> None:
        assert secretary.post(f"{YEAR}/du-thao", plan(season, lan_sua=revision)).status_code == 409

    def test_others_do_not_open_the_draft(self, season: Season) -> None:
        for username, role in (("truong01", Role.UNIT_HEAD), ("cumpho", Role.CLUSTER_DEPUTY)):
            answer = wearing(season, username, role, AT).get(f"{YEAR}/du-thao")
            assert answer.status_code == 403
            assert "Dự thảo do Thư ký cụm soạn, Cụm trưởng duyệt." in text_of(answer)

    def test_after_the_launch_nobody_does(self, season: Season, secretary: Client) -> None:
        season.launch()

        for address in ("du-thao", "lich"):
            answer = secretary.get(f"{YEAR}/{address}")
            assert answer.status_code == 403
            assert "Phong trào đã phát động" in text_of(answer)


class TestCalendar:
    """/lich"""

    def test_what_is_shown_may_be_saved_as_it_is(self, season: Season, secretary: Client) -> None:
        windows = season.facts.calendar.windows
        shown = fields(secretary.get(f"{YEAR}/lich"))
        assert (shown["tu-pledge"], shown["den-pledge"]) == ("23/03/2021", "31/03/2021")

        assert secretary.post(f"{YEAR}/lich", shown)["Location"] == f"{YEAR}/lich?da-luu"

        assert season.facts.calendar.windows == windows

    @pytest.mark.parametrize(
        ("first", "last", "sentence"),
        [
            ("32/03/2021", "31/03/2021", "Không có ngày 32/03/2021"),
            ("01/04/2021", "31/03/2021", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
            ("01/04/2021", "", "không phải là ngày"),
            ("23/03/2021", "31/12/9999", "Ngày phải nằm trong các năm 2020 đến 2022."),
            ("01/01/0001", "31/03/2021", "Ngày phải nằm trong các năm 2020 đến 2022."),
            ("23/03/2019", "31/03/2021", "Ngày phải nằm trong các năm 2020 đến 2022."),
        ],
    )
    def test_a_wrong_day_is_told_beside_it_and_all_that_was_typed_is_kept(
        self, season: Season, secretary: Client, first: str, last: str, sentence: str
    ) -> None:
        before = season.facts.calendar
        typed = {
            **fields(secretary.get(f"{YEAR}/lich")),
            "tu-pledge": first,
            "den-pledge": last,
            "tu-launch": "2/4/2021",
        }

        answer = secretary.post(f"{YEAR}/lich", typed)

        assert answer.status_code == 200
        assert f"Ký giao ước: {sentence}" in text_of(answer) or sentence in text_of(answer)
        assert {name: fields(answer)[name] for name in ("tu-pledge", "tu-launch")} == {
            "tu-pledge": first,
            "tu-launch": "2/4/2021",
        }
        assert season.facts.calendar == before

    def test_a_stale_tab_gets_both_calendars(self, season: Season, secretary: Client, head: Client) -> None:
        typed = {**fields(secretary.get(f"{YEAR}/lich")), "tu-launch": "02/04/2021"}
        head.post(f"{YEAR}/du-thao", plan(season))

        answer = secretary.post(f"{YEAR}/lich", typed)

        assert answer.status_code == 409
        assert "Phát động 02/04/2021 23/03/2021" in text_of(answer)
        assert season.facts.calendar.windows[Act.LAUNCH].first_day.month == 3


class TestCriteria:
    """/tieu-chi"""

    def load(self, client: Client, content: bytes, name: str = "bo-tieu-chi.yaml") -> Any:
        return client.post(f"{YEAR}/tieu-chi/nap", {"tep": SimpleUploadedFile(name, content)})

    def test_a_set_is_loaded_and_read_as_a_tree(self, season: Season, secretary: Client) -> None:
        document = CRITERIA.replace("Kế hoạch mở lớp".encode(), "Mở lớp đúng hạn".encode())

        assert self.load(secretary, document)["Location"] == f"{YEAR}/tieu-chi?da-nap"

        page = text_of(secretary.get(f"{YEAR}/tieu-chi?da-nap"))
        assert "Đã nạp bộ tiêu chí làm dự thảo." in page
        assert "I.1 Mở lớp đúng hạn" in page
        assert "Điểm thưởng tối đa 3,00" in page
        assert "K.1 Lãnh đạo bị kỷ luật" in page
        shown = page.split("SHA-256 ")[1]
        assert shown.replace(" ", "").startswith(parse_criteria(document).sha256)

    def test_all_errors_of_a_file_are_told_at_once(self, season: Season, secretary: Client) -> None:
        before = season.facts.criteria_sha256
        wrong = CRITERIA.replace(b"kind: judged", b"kind: guessed").replace(b"max: 2,", b"max: hai,")

        answer = self.load(secretary, wrong)

        assert answer.status_code == 400
        page = text_of(answer)
        assert re.search(r"Chưa nạp được bộ tiêu chí từ bo-tieu-chi.yaml: [2-9] lỗi", page)
        assert "I.2" in page
        assert "I.3" in page
        assert "Chưa có gì thay đổi. Sửa tệp rồi nạp lại." in page
        assert season.facts.criteria_sha256 == before

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\x00\x01\x02",
            b"\xff\xfe\x00",
            b"PK\x03\x04 a zip",
            b"%PDF-1.7",
            b"a: &a [x]\nb: *a\n",
            b"a: &a [" + b"*a," * 10 + b"]",
            b"!!python/object/apply:os.system ['true']",
            b"[" * 100_000,
            b'{"format": "thidua.criteria/1", "total": 1e999999999}',
            b"format: thidua.criteria/2",
            b"format: thidua.claims/1",
            b"&lol " * 3 + b"x",
            "không phải YAML: [".encode(),
        ],
    )
    def test_a_wrong_file_or_a_bomb_is_refused_with_a_reason(
        self, season: Season, secretary: Client, content: bytes
    ) -> None:
        answer = self.load(secretary, content, "<i>.yaml")

        assert answer.status_code == 400
        assert "Chưa nạp được bộ tiêu chí" in text_of(answer)
        assert "&lt;i&gt;.yaml" in answer.content.decode()

    def test_a_file_must_be_chosen(self, secretary: Client) -> None:
        answer = secretary.post(f"{YEAR}/tieu-chi/nap", {})

        assert answer.status_code == 400
        assert "Hãy chọn tệp bộ tiêu chí (.yaml hoặc .json)." in text_of(answer)

    def test_members_read_the_draft_and_load_nothing(self, season: Season) -> None:
        client = wearing(season, "daumoi02", Role.UNIT_EDITOR, AT)

        page = client.get(f"{YEAR}/tieu-chi")
        assert "Dự thảo, khóa khi phát động." in text_of(page)
        assert "Nạp bộ tiêu chí" not in text_of(page)
        assert self.load(client, CRITERIA).status_code == 403

    def test_the_canonical_file_has_the_hash_that_is_shown(self, season: Season, secretary: Client) -> None:
        answer = secretary.get(f"{YEAR}/tieu-chi.json")

        assert answer["Content-Type"] == "application/json; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="cum-thu.json"'
        assert parse_criteria(answer.content).sha256 == season.facts.criteria_sha256


class TestLaunch:
    """/phat-dong"""

    def confirm(self, season: Season, client: Client, **changes: Any) -> Any:
        return client.post(f"{YEAR}/phat-dong", {"lan_sua": season.facts.revision, "xac_nhan": "1", **changes})

    def test_what_freezes_is_said_confirmed_and_shown_with_its_hashes(self, season: Season, head: Client) -> None:
        before = text_of(head.get(f"{YEAR}/phat-dong"))
        for text in (
            "Đoàn kết",
            "Nhiệm vụ một",
            "7 tiêu chí",
            "2 đơn vị: Đơn vị 01, Đơn vị 02",
            "Ký giao ước: 23/03/2021",
        ):
            assert text in before

        assert self.confirm(season, head)["Location"] == f"{YEAR}/phat-dong"

        after = text_of(head.get(f"{YEAR}/phat-dong")).replace(" ", "")
        assert "Đãpháthành" not in after
        assert CriteriaVersion.objects.get().sha256 in after
        assert "Giaoướcthiđuanăm2021" in after

    def test_it_is_not_launched_unconfirmed(self, season: Season, head: Client) -> None:
        answer = self.confirm(season, head, xac_nhan="")

        assert "Hãy đánh dấu xác nhận đã đọc nội dung sẽ khóa." in text_of(answer)
        assert not season.facts.launched

    def test_a_second_press_shows_what_was_launched(self, season: Season, head: Client) -> None:
        words = {"lan_sua": season.facts.revision, "xac_nhan": "1"}
        assert head.post(f"{YEAR}/phat-dong", words).status_code == 302

        answer = head.post(f"{YEAR}/phat-dong", words)

        assert answer.status_code == 200
        assert "Đã phát động phong trào thi đua năm 2021" in text_of(answer)
        assert CriteriaVersion.objects.count() == 1

    def test_a_draft_changed_meanwhile_is_not_launched(self, season: Season, head: Client, secretary: Client) -> None:
        read = season.facts.revision
        secretary.post(f"{YEAR}/du-thao", plan(season))

        answer = self.confirm(season, head, lan_sua=read)

        assert answer.status_code == 409
        assert "Dự thảo đã thay đổi sau khi bạn mở trang này." in text_of(answer)
        assert not season.facts.launched

    def test_the_secretary_reads_the_page_and_does_not_launch(self, season: Season, secretary: Client) -> None:
        assert "Phát động do Cụm trưởng thực hiện." in text_of(secretary.get(f"{YEAR}/phat-dong"))

        answer = self.confirm(season, secretary)

        assert answer.status_code == 403
        assert "Phát động do Cụm trưởng thực hiện." in text_of(answer)
        assert not season.facts.launched

    def test_members_read_it_once_it_is_launched(self, season: Season, head: Client) -> None:
        member = wearing(season, "daumoi02", Role.UNIT_EDITOR, AT)
        assert member.get(f"{YEAR}/phat-dong").status_code == 403

        self.confirm(season, head)

        assert "Đã phát động phong trào thi đua năm 2021" in text_of(member.get(f"{YEAR}/phat-dong"))


class TestOverview:
    """The year at a glance."""

    def test_it_shows_the_plan_the_members_and_the_calendar(self, season: Season, secretary: Client) -> None:
        season.launch().signed()

        page = text_of(secretary.get(YEAR))

        for text in (
            "Đoàn kết", "2 trên 2 đơn vị đã ký giao ước", "Đơn vị 01 Cụm trưởng", "Đơn vị 02 Cụm phó",
            "09:00, 25/03/2021",
            "Phát động 23/03/2021 · hôm nay", "Ký giao ước 23/03/2021 – 31/03/2021, 23:59 · đang mở",
        ):  # fmt: skip
            assert text in page

    def test_who_has_submitted_is_the_officers_and_the_unit_s_own(self, season: Season, secretary: Client) -> None:
        season.launch().signed().submitted([1])
        member = wearing(season, "daumoi02", Role.UNIT_EDITOR, AT)

        assert text_of(secretary.get(YEAR)).count("đã nộp") == 1
        page = text_of(member.get(YEAR))
        assert "đã nộp" not in page
        assert page.count("của riêng đơn vị") == 1

    @pytest.mark.parametrize(
        "address", ["", "/tieu-chi", "/phat-dong", "/giao-uoc", "/giao-uoc/trinh-chieu", "/van-ban"]
    )
    def test_a_year_of_five_units_takes_as_many_queries_as_one_of_two(self, season: Season, address: str) -> None:
        season.launch().signed()
        large = Season(season.setup, code="cum-lon", size=5).set_up().launched().signed()

        counts = [
            queries_of(wearing(one, "truong01", Role.UNIT_HEAD, AT), f"/cum/{one.code}/2021{address}")
            for one in (season, large)
        ]

        assert counts[0] == counts[1]
