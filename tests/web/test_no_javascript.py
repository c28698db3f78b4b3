"""Without JavaScript: every form of every screen is filled in, sent and answered; no button is left out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import thidua.web
from journeys.browsing import Cookies, sign_in, visitor
from journeys.pages import Desk, LeafEvidence, Sheet, press, see
from journeys.record_forms import RECORD_FORMS
from journeys.screens import MAU, adopt, all_present, open_session, two_versions
from journeys.server import Server, running
from journeys.stages import all_stages
from thidua.cli.demonstration.source import criteria_file
from thidua.installation.demonstration import DEMO_PASSWORD

__all__ = ["all_stages"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEW_PASSWORD = "một mật khẩu khác 2021"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
UNIT = "don-vi-mau-05"

Act = Callable[[Page], Any]


def clock(page: Page) -> None:
    page.get_by_label("Chỉnh tiến đến ngày").fill("24/03/2021")
    press(page, "Chỉnh đồng hồ")


def hat_of_a_refusal(page: Page) -> None:
    """The page that refuses names the other hats, one press away."""
    page.locator("main form button").first.click()


def hat(page: Page) -> None:
    page.get_by_role("button", name="Người chủ trì hội nghị").click()


def password(page: Page) -> None:
    page.get_by_label("Mật khẩu hiện tại").fill(DEMO_PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Nhập lại mật khẩu mới").fill(NEW_PASSWORD)
    press(page, "Đổi mật khẩu")


def plan_after_a_lost_session(page: Page) -> None:
    page.get_by_label("Nơi phát động").fill("Hội trường B")
    page.context.clear_cookies(name=re.compile("session|seen"))
    press(page, "Lưu dự thảo")
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("thuky.mau")
    page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    press(page, "Đăng nhập")
    press(page, "Gửi lại nội dung vừa nhập")
    expect(page.get_by_label("Nơi phát động")).to_have_value("Hội trường B")


def criteria(page: Page) -> None:
    page.get_by_label("Tệp bộ tiêu chí").set_input_files(
        {"name": "bo-tieu-chi.yaml", "mimeType": "application/yaml", "buffer": criteria_file()}
    )
    press(page, "Nạp và kiểm tra")


def launch(page: Page) -> None:
    page.get_by_label("Tôi đã đọc nội dung trên").check()
    press(page, "Phát động")


def account(page: Page) -> None:
    page.get_by_label("Họ và tên").fill("Nguyễn Văn Thử")
    page.get_by_label("Tên đăng nhập").first.fill("nguoi.thu")
    page.get_by_label("Mật khẩu ban đầu").fill(NEW_PASSWORD)
    press(page, "Lập tài khoản")


def reset(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").last.fill("daumoi.mau10")
    page.get_by_label("Mật khẩu mới").fill(NEW_PASSWORD)
    press(page, "Đặt lại mật khẩu")


def targets(page: Page) -> None:
    page.locator("[name='chi-tieu-II.1']").fill("45")
    page.locator("[name='chi-tieu-III.2']").fill("4,0")
    press(page, "Lưu chỉ tiêu")


def sign(page: Page) -> None:
    page.get_by_label("Nhập lại mật khẩu để ký").fill(DEMO_PASSWORD)
    press(page, "Ký giao ước")


def score(page: Page) -> None:
    Sheet(page).enter("IV.4", {"actual": "92.5"})
    press(page, "Lưu bảng")


def versions(page: Page) -> None:
    two_versions(page)
    page.get_by_label("IV.3, bản của bạn: 3,75").check()
    press(page, "Lưu các bản đã chọn")


def upload(page: Page) -> None:
    LeafEvidence(page, "IV.3").upload("a.pdf", PDF, title="Kế hoạch thử", number="1/KH", day="01/10/2021")


def link(page: Page) -> None:
    LeafEvidence(page, "IV.2").link("Kế hoạch thử")


def unlink(page: Page) -> None:
    page.get_by_role("button", name="Bỏ khỏi IV.2").first.click()


def condition(page: Page) -> None:
    page.get_by_label("Lý do").fill("Đơn vị tự khai để kiểm tra.")
    press(page, "Tự khai điều kiện này")


def withdrawn(page: Page) -> None:
    page.get_by_label("Lý do").fill("Khai nhầm.")
    press(page, "Rút lời khai")


def extend(page: Page) -> None:
    page.get_by_label(re.compile("Tự chấm điểm, hạn hiện nay")).check()
    page.get_by_label("Hạn mới, đến hết ngày").fill("05/11/2021")
    page.get_by_label("Lý do").fill("Bão làm mất điện ở ba tỉnh.")
    press(page, "Gia hạn")


def team(page: Page) -> None:
    page.get_by_label(re.compile("Trưởng phòng")).first.check()
    press(page, "Lập tổ thẩm định")


def more_team(page: Page) -> None:
    page.get_by_role("group", name="Đơn vị mẫu 10").get_by_label(re.compile("Chuyên viên")).check()
    press(page, "Bổ sung vào tổ thẩm định")


def correct(page: Page) -> None:
    Desk(page, UNIT).correct("IV.3", "points", "3,25", "Mới dùng ở một khoa.")


def correct_another(page: Page) -> None:
    Desk(page, UNIT).correct("III.3", "points", "3", "Chưa có số liệu quý IV.")


def agree(page: Page) -> None:
    Desk(page, UNIT).leaf("I.4").get_by_role("button", name="Đồng ý với").click()


def tick(page: Page) -> None:
    Desk(page, UNIT).agree_with_the_rest()


def record(page: Page) -> None:
    Desk(page, UNIT).record("K.2", "Không có hồ sơ.")


def withdraw(page: Page) -> None:
    page.get_by_text("Rút ghi nhận K.2", exact=True).first.click()
    page.get_by_label("Lý do rút K.2").fill("Đã có hồ sơ.")
    page.get_by_role("button", name="Rút ghi nhận K.2").click()


def explain(page: Page) -> None:
    reply = page.locator("#tc-iv-3")
    reply.get_by_label("Nội dung giải trình").fill("Đã dùng ở ba khoa.")
    reply.get_by_role("button", name="Gửi giải trình").click()


def accept(page: Page) -> None:
    page.locator("#tc-iii-3").get_by_role("button", name="Nhất trí với").click()


def conclude(page: Page) -> None:
    desk = Desk(page, UNIT)
    desk.leaf("IV.3").locator("[name='IV.3:points']").fill("3,5")
    page.locator(".verify-form #ly-do").fill("Biên bản bàn giao đủ ba khoa.")
    press(page, "Kết luận theo số vừa nhập")


def conclude_again(page: Page) -> None:
    Desk(page, UNIT).leaf("IV.3").locator("[name='IV.3:points']").fill("3,25")
    page.locator(".verify-form #ly-do").fill("Đọc lại biên bản: hai khoa.")
    press(page, "Ghi kết luận mới")


def settle(page: Page) -> None:
    Desk(page, UNIT).settle()


def publish(page: Page) -> None:
    page.get_by_label("Công bố cho tất cả đơn vị của cụm").check()
    press(page, "Công bố bảng xếp hạng")


def issue(page: Page) -> None:
    press(page, "Phát hành")


def next_moment(page: Page) -> None:
    page.get_by_role("button", name="Đến 20/11/2021").click()


# (who, address, what is done, what the page says then), in the order of the year
FORMS: dict[str, tuple[tuple[str, str, Act, str], ...]] = {
    "launch": (
        ("", "/dang-nhap", lambda page: sign_in(page, "thuky.mau"), "Việc của tôi"),
        ("chutri.mau", "/doi-vai", hat, "Việc của tôi"),
        ("chutri.mau", f"{MAU}/du-thao", hat_of_a_refusal, "Việc của tôi"),
        ("truong.mau10", "/mat-khau", password, "Đã đổi mật khẩu"),
        ("thuky.mau", f"{MAU}/du-thao", plan_after_a_lost_session, "Đã lưu dự thảo"),
        ("thuky.mau", f"{MAU}/lich", lambda page: press(page, "Lưu lịch"), "Đã lưu lịch của năm"),
        ("thuky.mau", f"{MAU}/tieu-chi", criteria, "Đã nạp bộ tiêu chí làm dự thảo"),
        ("cumtruong.mau", f"{MAU}/phat-dong", launch, "Đã phát động phong trào thi đua năm 2021"),
        ("quantri", "/quan-tri/tai-khoan", account, "Nguyễn Văn Thử"),
        ("quantri", "/quan-tri/tai-khoan", reset, "Đã thực hiện"),
        ("giamsat.mau", "/", clock, "24/03/2021"),
        ("vanthu.mau", "/", lambda page: press(page, "Đăng xuất"), "Đăng nhập"),
    ),
    "pledge": (
        ("daumoi.mau02", f"{MAU}/chi-tieu", targets, "Đã lưu chỉ tiêu"),
        ("truong.mau02", f"{MAU}/giao-uoc", sign, "Đơn vị bạn đã ký lúc"),
    ),
    "scoring": (
        ("daumoi.mau07", f"{MAU}/tu-cham", versions, "15/21 tiêu chí"),
        ("daumoi.mau07", f"{MAU}/tu-cham", score, "16/21 tiêu chí"),
        ("daumoi.mau07", f"{MAU}/tu-cham/minh-chung/IV.3", upload, "Kế hoạch thử"),
        ("daumoi.mau07", f"{MAU}/tu-cham/minh-chung/IV.2", link, "1 tệp"),
        ("daumoi.mau07", f"{MAU}/tu-cham/minh-chung/IV.2", unlink, "Chưa có minh chứng nào"),
        ("daumoi.mau07", f"{MAU}/tu-cham/dieu-kien", condition, "Đơn vị tự khai để kiểm tra"),
        ("daumoi.mau07", f"{MAU}/tu-cham/dieu-kien", withdrawn, "không xét thi đua. Không có."),
        ("cumtruong.mau", f"{MAU}/gia-han", extend, "05/11/2021, 23:59"),
        ("cumtruong.mau", f"{MAU}/tham-dinh/to", team, "Đã ghi danh sách tổ thẩm định"),
        *RECORD_FORMS,
    ),
    "verify": (
        ("cumtruong.mau", f"{MAU}/tham-dinh/to", more_team, "3 thành viên"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", correct, "IV.3"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", correct_another, "III.3"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", agree, "3/21 tiêu chí"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", tick, "21/21 tiêu chí"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", record, "đang ghi nhận"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh/{UNIT}", withdraw, "Đã có hồ sơ."),
        ("truong.mau05", f"{MAU}/giai-trinh", explain, "Đã gửi trả lời cho IV.3"),
        ("truong.mau05", f"{MAU}/giai-trinh", accept, "Đã gửi trả lời cho III.3"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", conclude, "Tổ kết luận"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", conclude_again, "Tổ kết luận"),
        ("thamdinh.mau02", f"{MAU}/tham-dinh", settle, "Đã chốt. Điểm của đơn vị không đổi được nữa."),
    ),
    "council": (
        ("thuky.mau", f"{MAU}/phien-hop", open_session, "Đã mở phiên họp"),
        ("thuky.mau", f"{MAU}/phien-hop", all_present, "Đã ghi điểm danh"),
        ("chutri.mau", f"{MAU}/phien-hop", adopt, "Đã thông qua bảng xếp hạng"),
        ("vanthu.mau", f"{MAU}/van-ban", issue, "Đã phát hành văn bản"),
        ("cumtruong.mau", "/", next_moment, "20/11/2021"),
        ("cumtruong.mau", f"{MAU}/xep-hang", publish, "Đã công bố cho tất cả đơn vị của cụm"),
    ),
}


# Every template with a form that sends something; a new one belongs into FORMS, and then here.
TEMPLATES = {
    "campaign/calendar.html", "campaign/criteria.html", "campaign/extend.html", "campaign/launch.html",
    "campaign/plan.html", "components/actor.html", "council/opening.html", "council/session.html",
    "documents/papers.html", "errors/403.html", "errors/resume.html", "ideas/acts.html", "ideas/idea.html",
    "ideas/propose.html", "people/accounts.html", "pledge/pledge.html", "pledge/targets.html", "ranking/ranking.html",
    "records/add.html", "records/details.html", "records/expired.html", "records/fact.html",
    "records/personal_data.html", "records/preview.html", "records/private.html", "records/reason.html",
    "records/revoke.html", "records/upload.html", "sheet/condition.html", "sheet/leaf_evidence.html",
    "sheet/score.html", "sheet/versions.html", "today/demo.html", "today/hats.html", "today/password.html",
    "today/sign_in.html", "verify/desk.html", "verify/desk_conditions.html", "verify/desk_form.html",
    "verify/replies.html", "verify/team.html",
    "sheet/check.html",  # school B submits without JavaScript: journeys/autumn.py
    "today/demo_again.html",  # builds a demonstration in the background: test_demo.py
}  # fmt: skip


@pytest.fixture
def server(stage: str, tmp_path: Path, all_stages: Path) -> Iterator[Server]:
    data = tmp_path / "data"
    shutil.copytree(all_stages / stage, data)
    with running(data) as server:
        yield server


def test_no_form_is_left_out() -> None:
    web = Path(thidua.web.__file__).parent
    found = {
        str(path.relative_to(web))
        for path in web.rglob("*.html")
        if 'method="post"' in path.read_text(encoding="utf-8")
    }

    assert found == TEMPLATES


@pytest.mark.parametrize("stage", list(FORMS))
def test_every_form_is_answered(browser: Browser, server: Server, stage: str) -> None:
    cookies: Cookies = {}
    for who, address, act, words in FORMS[stage]:
        with visitor(browser, server.url, who, scripts=False, cookies=cookies) as (page, watch):
            page.goto(address)
            act(page)
            see(page, words)
            assert not page.title().startswith("Lỗi"), page.title()
            assert watch.complaints == []

    assert server.errors() == []
