"""The forms of the sample unit's book and of its ideas, each filled in and sent, in the order of the story."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from journeys.pages import press
from journeys.record_screens import (
    AUDITOR,
    EDITOR,
    HEAD,
    MEMBER,
    OF_UNIT,
    fill,
    follow,
    good_workbook,
    person,
    then,
    upload,
    writing,
)

Act = Callable[[Page], Any]
NOBODY = "Cao Văn Cũ"
"""Somebody whom the story adds, and who has left long ago."""


def push(name: str) -> Act:
    return lambda page: press(page, name)


def revise(page: Page) -> None:
    follow("Điểm danh bằng thẻ", "Sửa nội dung")(page)
    page.locator("details.more summary").click()
    then(fill(hieu_qua="Bớt mười phút."), push("Lưu nội dung mới"))(page)


def strike_out(page: Page) -> None:
    person("Bùi Xuân Lộc", "Sửa năm 2019")(page)
    page.locator("details.more summary").click()
    then(fill(ly_do_bo="Ghi nhầm người."), push("Bỏ bản ghi"))(page)


def decline(page: Page) -> None:
    follow("Bài tập tình huống")(page)
    page.locator("details.more summary").click()
    then(fill(loi_nhan="Hội đồng đề nghị thử thêm một kỳ."), push("Chưa đồng ý"))(page)


_DECISION = {"pham_vi": "base", "so": "31/QĐ-SK", "ngay": "20/10/2021"}

# (who, address, what is done, what the page says then)
RECORD_FORMS: tuple[tuple[str, str, Act, str], ...] = (
    (EDITOR, "/ho-so/them", then(fill(full_name=NOBODY, gender="male", since_date="01/09/2000"), push("Thêm vào sổ")),
     "Đã thêm vào sổ"),
    (EDITOR, "/ho-so", then(person(NOBODY, "Sửa thông tin"), fill(birth_date="02/01/1970", ly_do="Theo hồ sơ gốc"),
                            push("Lưu bản mới")), "sinh 02/01/1970"),
    (EDITOR, "/ho-so", then(person(NOBODY, "Dữ liệu riêng"), fill(so="035170001234"), push("Lưu số định danh")),
     "•••234"),
    (EDITOR, "/ho-so", then(person(NOBODY, "Dữ liệu riêng"), fill(ly_do="Lập hồ sơ số 7/TTr"), push("Xem số")),
     "035170001234"),
    (EDITOR, "/ho-so", then(writing(NOBODY, "rating"), fill(year="2005", level="good"), push("Ghi vào hồ sơ")),
     "Năm 2005: Hoàn thành tốt nhiệm vụ"),
    (EDITOR, "/ho-so", then(person(NOBODY, "Sửa Đơn vị mẫu 07"), fill(last_date="31/08/2010"), push("Ghi bản sửa")),
     "từ 01/09/2000 đến 31/08/2010"),
    (EDITOR, "/ho-so", strike_out, "Đã bỏ"),
    (HEAD, "/ho-so", then(person("Vũ Đức Tâm", "Ghi việc hủy bỏ"),
                          fill(ground="Kê khai không đúng", number="88/QĐ", decided_on="01/10/2021"),
                          push("Ghi việc hủy bỏ")), "Hủy bỏ theo Quyết định 88/QĐ"),
    (HEAD, "/ho-so/het-han-luu", push("Xóa dữ liệu hết thời hạn"), "Đã xóa dữ liệu hết thời hạn của 1 người"),
    (MEMBER, "/ho-so/toi", then(follow("Bản sao, xóa dữ liệu"), fill(loai="erasure"), push("Gửi yêu cầu")),
     "Chờ người đứng đầu giải quyết"),
    (HEAD, "/", then(follow("Giải quyết 1 yêu cầu"), push("Đồng ý xóa")), "Chưa xóa được dữ liệu nào"),
    (EDITOR, "/ho-so/nap", upload(good_workbook()), "Ghi 2 dòng vào sổ"),
    (EDITOR, "/ho-so/nap", then(upload(good_workbook()), push("Ghi 2 dòng vào sổ")), "Đã ghi 2 dòng từ Excel vào sổ"),
    (AUDITOR, "/ho-so", then(follow(OF_UNIT), fill(ly_do="Kiểm tra theo kế hoạch số 12/KH"), push("Ghi lý do và mở")),
     "Hồ sơ cán bộ"),
    (MEMBER, "/y-tuong/moi?loai=y-tuong",
     then(fill(ten="Điểm danh bằng thẻ", cach_lam="Quẹt thẻ ở cửa lớp."), push("Gửi ý tưởng")), "Đã gửi lúc"),
    (MEMBER, "/y-tuong", revise, "Bớt mười phút."),
    (EDITOR, "/y-tuong", then(follow("Điểm danh bằng thẻ"), push("Đồng ý")), "Đơn vị đồng ý"),
    (HEAD, "/y-tuong", then(follow("Điểm danh bằng thẻ"), fill(**_DECISION), push("Công nhận sáng kiến")),
     "Được công nhận là sáng kiến"),
    (HEAD, "/y-tuong", decline, "Hội đồng đề nghị thử thêm một kỳ."),
)  # fmt: skip
