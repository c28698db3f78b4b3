"""Every screen of the program, at the stage where it has something to show, as the person it is for."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from journeys.record_screens import RECORD_SCREENS
from journeys.screen import Screen, press
from thidua.installation.demonstration import DEMO_PASSWORD

MAU = "/cum/cum-mau/2021"
OLD = "/cum/cum-mau/2020"
REAL = "/cum/cum-dbsh/2021"


def wrong_password(page: Page) -> None:
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("thuky.mau")
    page.get_by_label("Mật khẩu", exact=True).fill("không phải")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def bad_calendar(page: Page) -> None:
    page.locator("input[name^=tu-]").first.fill("31/02/2021")
    press("Lưu lịch")(page)


def bad_criteria(page: Page) -> None:
    document = b"format: thidua.criteria/1\ncode: x\ntitle: T\ntotal: ten\ncriteria:\n  - {code: I, max: -1}\n"
    page.get_by_label("Tệp bộ tiêu chí").set_input_files(
        {"name": "bo-tieu-chi.yaml", "mimeType": "application/yaml", "buffer": document}
    )
    press("Nạp và kiểm tra")(page)


def bad_target(page: Page) -> None:
    page.locator("input[name='chi-tieu-II.1']").fill("bốn mươi")
    press("Lưu chỉ tiêu")(page)


def wrong_signature(page: Page) -> None:
    page.get_by_label("KT.").check()
    page.get_by_label("Nhập lại mật khẩu để ký").fill("không phải")
    press("Ký giao ước")(page)


def bad_claims(page: Page) -> None:
    page.locator("input[name='IV.3:points']").fill("5,5")
    page.locator("input[name='I.1:actual']").fill("chín mươi")
    press("Lưu bảng")(page)


def two_versions(page: Page) -> None:
    """Another window saves IV.3 first."""
    other = page.context.new_page()
    other.goto(page.url)
    for window, points in ((other, "3,25"), (page, "3,75")):
        window.locator("input[name='IV.3:points']").fill(points)
        window.get_by_role("button", name="Lưu bảng").first.click()
        window.wait_for_load_state()
    other.close()


def bad_file(page: Page) -> None:
    page.get_by_label("Tệp", exact=True).set_input_files(
        {"name": "ghi-chu.txt", "mimeType": "text/plain", "buffer": b"ghi"}
    )
    page.get_by_label("Ngày văn bản").fill("31/02/2021")
    page.locator(".file-form button[type=submit]").click()


def bad_extension(page: Page) -> None:
    page.get_by_label("Tự chấm điểm, hạn hiện nay").check()
    page.get_by_label("Hạn mới, đến hết ngày").fill("01/10/2021")
    page.get_by_label("Lý do").fill("Bão làm mất điện ở ba tỉnh.")
    press("Gia hạn")(page)


def without_reason(page: Page) -> None:
    page.locator(".verify-form .claim input[inputmode]").first.fill("3,5")
    press("Lưu số đã sửa")(page)


def lost_session(page: Page) -> None:
    page.get_by_label("Chủ đề").fill("Chủ đề gõ khi phiên đã hết")
    page.context.clear_cookies(name=re.compile("session|seen"))
    press("Lưu dự thảo")(page)


def signed_out_form_resumed(page: Page) -> None:
    lost_session(page)
    page.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("thuky.mau")
    page.get_by_label("Mật khẩu", exact=True).fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def open_session(page: Page) -> None:
    page.get_by_label("Tên phiên họp").fill("Hội nghị bình xét thi đua năm 2021")
    page.get_by_label("Địa điểm").fill("Hội trường Đơn vị mẫu 01")
    page.get_by_label("Tỷ lệ dự họp tối thiểu").fill("75")
    for number in range(1, 11):
        representatives = page.get_by_label(f"Đại diện của Đơn vị mẫu {number:02d}")
        wanted = representatives.locator("option", has_text="Phó Hiệu trưởng" if number == 2 else "Hiệu trưởng")
        representatives.select_option(value=wanted.first.get_attribute("value"))
    page.get_by_label("chủ trì: Đơn vị mẫu 02").check()
    press("Mở phiên họp")(page)


def all_present(page: Page) -> None:
    for box in page.get_by_label("có mặt").all():
        box.check()
    press("Ghi điểm danh")(page)


def adopt(page: Page) -> None:
    page.get_by_label("Phiên họp đã xem và thông qua").check()
    press("Thông qua bảng xếp hạng")(page)


SCREENS: dict[str, tuple[Screen, ...]] = {
    "launch": (
        Screen("dang-nhap", "", "/dang-nhap"),
        Screen("dang-nhap-loi", "", "/dang-nhap", wrong_password),
        Screen("tro-giup-khach", "", "/tro-giup"),
        Screen("xac-minh", "", "/xac-minh?ma=khong-co"),
        Screen("viec-cua-toi-thu-ky", "thuky.mau", "/"),
        Screen("doi-vai", "chutri.mau", "/doi-vai"),
        Screen("mat-khau", "thuky.mau", "/mat-khau"),
        Screen("mat-khau-loi", "thuky.mau", "/mat-khau", lambda page: _short_password(page)),
        Screen("toan-canh-chuan-bi", "thuky.mau", MAU),
        Screen("du-thao", "thuky.mau", f"{MAU}/du-thao"),
        Screen("du-thao-het-phien", "thuky.mau", f"{MAU}/du-thao", lost_session),
        Screen("du-thao-tiep-tuc", "thuky.mau", f"{MAU}/du-thao", signed_out_form_resumed),
        Screen("lich", "thuky.mau", f"{MAU}/lich"),
        Screen("lich-loi", "thuky.mau", f"{MAU}/lich", bad_calendar),
        Screen("tieu-chi", "thuky.mau", f"{MAU}/tieu-chi"),
        Screen("tieu-chi-loi", "thuky.mau", f"{MAU}/tieu-chi", bad_criteria),
        Screen("phat-dong-chua-duoc", "thuky.mau", f"{MAU}/phat-dong"),
        Screen("phat-dong", "cumtruong.mau", f"{MAU}/phat-dong"),
        Screen("phat-dong-loi", "cumtruong.mau", f"{MAU}/phat-dong", press("Phát động")),
        Screen("giao-uoc-chua-co", "truong.mau02", f"{MAU}/giao-uoc"),
        Screen("trinh-dien-lam-lai", "thuky.mau", "/trinh-dien/lam-lai"),
        Screen("tai-khoan", "quantri", "/quan-tri/tai-khoan"),
        Screen("viec-cua-toi-quan-tri", "quantri", "/"),
        Screen("viec-cua-toi-hoc-vien", "hocvien", "/"),
        Screen("403", "daumoi.mau02", f"{MAU}/du-thao", status=403),
        Screen("404", "thuky.mau", "/khong-co-trang-nay", status=404),
        Screen("404-cum-khac", "truong.mau02", f"{REAL}/giao-uoc", status=404),
        Screen("xep-hang-2020", "daumoi.mau02", f"{OLD}/xep-hang"),
    ),
    "pledge": (
        Screen("phat-dong-xong", "cumtruong.mau", f"{MAU}/phat-dong"),
        Screen("tieu-chi-da-khoa", "daumoi.mau02", f"{MAU}/tieu-chi"),
        Screen("viec-cua-toi-truong", "truong.mau02", "/"),
        Screen("giao-uoc-thieu-chi-tieu", "truong.mau02", f"{MAU}/giao-uoc"),
        Screen("chi-tieu", "daumoi.mau02", f"{MAU}/chi-tieu"),
        Screen("chi-tieu-loi", "daumoi.mau02", f"{MAU}/chi-tieu", bad_target),
        Screen("chi-tieu-da-luu", "daumoi.mau02", f"{MAU}/chi-tieu", lambda page: _save_targets(page)),
        Screen("giao-uoc-chua-ky", "truong.mau02", f"{MAU}/giao-uoc"),
        Screen("giao-uoc-loi", "truong.mau02", f"{MAU}/giao-uoc", wrong_signature),
        Screen("giao-uoc-vua-ky", "truong.mau02", f"{MAU}/giao-uoc", lambda page: _sign(page)),
        Screen("trinh-chieu", "cumtruong.mau", f"{MAU}/giao-uoc/trinh-chieu"),
        Screen("bang-tu-cham-chua-mo", "daumoi.mau02", f"{MAU}/tu-cham"),
        Screen("van-ban-chua-co", "vanthu.mau", f"{MAU}/van-ban"),
        Screen("tham-dinh-chua-mo", "thuky.mau", f"{MAU}/tham-dinh"),
        Screen("phien-hop-chua-mo", "thuky.mau", f"{MAU}/phien-hop"),
        Screen("xep-hang-chua-co", "truong.mau02", f"{MAU}/xep-hang"),
    ),
    "scoring": (
        Screen("giao-uoc-du-chu-ky", "cumtruong.dbsh", f"{REAL}/giao-uoc"),
        Screen("viec-cua-toi-dau-moi", "daumoi.mau07", "/"),
        Screen("viec-cua-toi-cum-truong", "cumtruong.mau", "/"),
        Screen("toan-canh", "thuky.mau", MAU),
        Screen("toan-canh-that", "thuky.dbsh", REAL),
        Screen("tu-cham", "daumoi.mau07", f"{MAU}/tu-cham"),
        Screen("tu-cham-chi-doc", "truong.mau07", f"{MAU}/tu-cham"),
        Screen("minh-chung-tieu-chi", "daumoi.mau07", f"{MAU}/tu-cham/minh-chung/IV.3"),
        Screen("minh-chung-loi", "daumoi.mau07", f"{MAU}/tu-cham/minh-chung/IV.3", bad_file),
        Screen("minh-chung", "daumoi.mau07", f"{MAU}/tu-cham",
               lambda page: page.locator(".evidence-chip").first.click()),
        Screen("kiem-tra-con-thieu", "truong.mau07", f"{MAU}/tu-cham/kiem-tra"),
        Screen("dieu-kien", "daumoi.mau07", f"{MAU}/tu-cham/dieu-kien"),
        Screen("bien-nhan-chua-co", "truong.mau07", f"{MAU}/tu-cham/bien-nhan"),
        Screen("bien-nhan", "truong.mau01", f"{MAU}/tu-cham/bien-nhan"),
        Screen("tu-cham-da-nop", "daumoi.mau01", f"{MAU}/tu-cham"),
        Screen("kiem-tra-da-nop", "truong.mau01", f"{MAU}/tu-cham/kiem-tra"),
        Screen("tu-cham-hai-ban", "daumoi.mau07", f"{MAU}/tu-cham", two_versions),
        Screen("tu-cham-loi", "daumoi.mau07", f"{MAU}/tu-cham", bad_claims),
        Screen("giai-trinh-chua-co", "truong.mau01", f"{MAU}/giai-trinh"),
        Screen("gia-han", "cumtruong.mau", f"{MAU}/gia-han"),
        Screen("gia-han-loi", "cumtruong.mau", f"{MAU}/gia-han", bad_extension),
        Screen("to-tham-dinh-chua-lap", "cumtruong.mau", f"{MAU}/tham-dinh/to"),
        Screen("nhat-ky", "giamsat.mau", f"{MAU}/nhat-ky"),
        *RECORD_SCREENS,
    ),
    "verify": (
        Screen("to-tham-dinh", "cumtruong.mau", f"{MAU}/tham-dinh/to"),
        Screen("tham-dinh", "thamdinh.mau02", f"{MAU}/tham-dinh"),
        Screen("tham-dinh-thu-ky", "thuky.mau", f"{MAU}/tham-dinh"),
        Screen("viec-cua-toi-tham-dinh", "thamdinh.mau02", "/"),
        Screen("ban-tham-dinh", "thamdinh.mau02", f"{MAU}/tham-dinh/don-vi-mau-05?tieu-chi=IV.3"),
        Screen("ban-tham-dinh-loi", "thamdinh.mau02", f"{MAU}/tham-dinh/don-vi-mau-05?tieu-chi=IV.3", without_reason),
        Screen("ban-tham-dinh-da-sua", "thamdinh.mau02", f"{MAU}/tham-dinh/don-vi-mau-05?tieu-chi=IV.3",
               lambda page: _correct(page)),
        Screen("ban-tham-dinh-dieu-kien", "thamdinh.mau02", f"{MAU}/tham-dinh/don-vi-mau-05",
               lambda page: _knock_out(page)),
        Screen("giai-trinh", "truong.mau05", f"{MAU}/giai-trinh"),
        Screen("giai-trinh-loi", "truong.mau05", f"{MAU}/giai-trinh", press("Gửi giải trình")),
        Screen("ban-tham-dinh-xem", "giamsat.mau", f"{MAU}/tham-dinh/don-vi-mau-06"),
    ),
    "council": (
        Screen("giai-trinh-da-chot", "truong.mau09", f"{MAU}/giai-trinh"),
        Screen("ban-tham-dinh-da-chot", "thamdinh.mau02", f"{MAU}/tham-dinh/don-vi-mau-09?tieu-chi=I.4"),
        Screen("mo-phien-hop", "thuky.mau", f"{MAU}/phien-hop"),
        Screen("mo-phien-hop-loi", "thuky.mau", f"{MAU}/phien-hop", lambda page: _session_without_chair(page)),
        Screen("phien-hop-da-mo", "thuky.mau", f"{MAU}/phien-hop", open_session),
        Screen("phien-hop-diem-danh", "thuky.mau", f"{MAU}/phien-hop", all_present),
        Screen("viec-cua-toi-chu-tri", "chutri.mau", "/"),
        Screen("phien-hop-chu-tri", "chutri.mau", f"{MAU}/phien-hop"),
        Screen("phien-hop-thong-qua", "chutri.mau", f"{MAU}/phien-hop", adopt),
        Screen("xep-hang-chua-cong-bo", "cumtruong.mau", f"{MAU}/xep-hang"),
        Screen("van-ban-cho-phat-hanh", "vanthu.mau", f"{MAU}/van-ban"),
    ),
    "published": (
        Screen("viec-cua-toi-xong", "truong.mau04", "/"),
        Screen("toan-canh-xong", "thuky.mau", MAU),
        Screen("xep-hang", "daumoi.mau02", f"{MAU}/xep-hang"),
        Screen("tung-diem", "truong.mau09", f"{MAU}/xep-hang/don-vi-mau-09",
               lambda page: page.locator("details.trail summary").first.click()),
        Screen("van-ban", "vanthu.mau", f"{MAU}/van-ban"),
        Screen("xac-minh-co", "vanthu.mau", f"{MAU}/van-ban",
               lambda page: page.locator("a[href*='xac-minh?ma=']").first.click()),
        Screen("nhat-ky-cum-truong", "cumtruong.mau", f"{MAU}/nhat-ky"),
        Screen("tro-giup", "truong.mau04", "/tro-giup"),
    ),
}  # fmt: skip


def _short_password(page: Page) -> None:
    page.get_by_label("Mật khẩu hiện tại").fill(DEMO_PASSWORD)
    page.get_by_label("Mật khẩu mới", exact=True).fill("ngắn")
    page.get_by_label("Nhập lại mật khẩu mới").fill("ngắn")
    press("Đổi mật khẩu")(page)


def _save_targets(page: Page) -> None:
    page.locator("input[name='chi-tieu-II.1']").fill("45")
    page.locator("input[name='chi-tieu-III.2']").fill("4")
    press("Lưu chỉ tiêu")(page)


def _sign(page: Page) -> None:
    page.get_by_label("Nhập lại mật khẩu để ký").fill(DEMO_PASSWORD)
    press("Ký giao ước")(page)


def _correct(page: Page) -> None:
    page.locator(".verify-form .claim input[inputmode]").first.fill("3,25")
    page.get_by_label("Lý do (bắt buộc khi sửa").fill("Phần mềm quản lý mới dùng ở một khoa.")
    press("Lưu số đã sửa")(page)
    page.goto(f"{MAU}/tham-dinh/don-vi-mau-05?tieu-chi=IV.3")
    page.locator("details.trail summary").first.click()


def _knock_out(page: Page) -> None:
    page.get_by_text("Ghi nhận K.2", exact=True).first.click()
    page.get_by_label("Lý do ghi nhận K.2").fill("Không có hồ sơ về cách làm mới.")
    page.get_by_role("button", name="Ghi nhận K.2").click()


def _session_without_chair(page: Page) -> None:
    page.get_by_label("Tên phiên họp").fill("Hội nghị bình xét")
    page.get_by_label("Địa điểm").fill("Hội trường")
    press("Mở phiên họp")(page)
