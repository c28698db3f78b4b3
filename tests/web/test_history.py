"""The year's log: all of it for the auditor and the head, a unit's own acts for the unit, fifty a page."""

from __future__ import annotations

import pytest

from council.season import PLEDGING, Season, founded
from thidua.audit.actions import chain_of_year
from thidua.audit.queries import head_of
from thidua.campaigns.actions import set_targets
from thidua.organisations.enums import Role
from web.season_pages import YEAR, queries_of, text_of, wearing

pytestmark = pytest.mark.django_db

LOG = f"{YEAR}/nhat-ky"


@pytest.fixture
def season() -> Season:
    return Season(founded(PLEDGING), size=2).set_up().launched().signed()


def test_the_auditor_reads_every_act_with_who_and_which_unit(season: Season) -> None:
    length, head = head_of(chain_of_year(season.year_id))

    page = text_of(wearing(season, "giamsat", Role.AUDITOR, PLEDGING).get(LOG))

    assert "Mọi việc đã làm trong năm, mới nhất trước." in page
    assert f"Chuỗi có {length} mục, đầu chuỗi" in page
    assert head in page.replace(" ", "")
    assert "Người truong02 Đơn vị 02 Ký giao ước thi đua" in page
    assert "Hệ thống Mở năm thi đua" in page
    assert page.index("Ký giao ước thi đua") < page.index("Phát động: khóa bộ tiêu chí")


def test_a_unit_reads_its_own_acts(season: Season) -> None:
    page = text_of(wearing(season, "daumoi01", Role.UNIT_EDITOR, PLEDGING).get(LOG))

    assert "Việc của đơn vị bạn, mới nhất trước." in page
    assert "Người truong01 Đơn vị 01 Ký giao ước thi đua" in page
    assert "Người truong02" not in page


@pytest.mark.parametrize(
    ("username", "role"),
    [("canbo01", Role.UNIT_MEMBER), ("thuky", Role.CLUSTER_SECRETARY), ("cumpho", Role.CLUSTER_DEPUTY)],
)
def test_others_do_not_read_the_log(season: Season, username: str, role: Role) -> None:
    answer = wearing(season, username, role, PLEDGING).get(LOG)

    assert answer.status_code == 403
    assert "Trang này dành cho: Giám sát, kiểm tra, Cụm trưởng, Người đứng đầu đơn vị" in text_of(answer)


def test_older_entries_are_a_page_away_at_the_same_price(season: Season) -> None:
    auditor = wearing(season, "giamsat", Role.AUDITOR, PLEDGING)
    few = queries_of(auditor, LOG)
    other = Season(season.setup, code="cum-khac", size=2).set_up().launched()
    for value in range(1, 60):
        revision = {"I.1": value - 1}
        set_targets(actor=other.head(1), at=PLEDGING, values={"I.1": str(value)}, revisions=revision, **other.where(1))
    client = wearing(other, "giamsat", Role.AUDITOR, PLEDGING)
    address = "/cum/cum-khac/2021/nhat-ky"
    length, _ = head_of(chain_of_year(other.year_id))

    first = client.get(address).content.decode()
    assert first.count("<tr>") == 1 + 50
    assert f'href="?truoc={length - 49}"' in first
    older = client.get(f"{address}?truoc={length - 49}").content.decode()
    assert older.count("<tr>") == 1 + length - 50
    assert "Xem các mục cũ hơn" not in older
    assert queries_of(client, address) == few


@pytest.mark.parametrize("typed", ["", "x", "-5", "0", "²", "9" * 30, "1'--"])
def test_a_place_that_is_none_shows_the_newest(season: Season, typed: str) -> None:
    auditor = wearing(season, "giamsat", Role.AUDITOR, PLEDGING)

    assert "Ký giao ước thi đua" in text_of(auditor.get(LOG, {"truoc": typed}))
