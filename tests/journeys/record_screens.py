"""The screens of the sample unit's book and of its ideas, at the stage of scoring: as they open, and when refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page

from journeys.screen import Screen, press
from thidua.records.importing.columns import import_sheets
from thidua.web.records.template import template_workbook

EDITOR, HEAD, MEMBER, AUDITOR = "daumoi.mau07", "truong.mau07", "canbo.mau07", "giamsat.mau"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OF_UNIT = "Đơn vị mẫu 07"
_FIRST_ROW = 4
"""In a template of a demonstration the mark, a note and the headings stand above the rows."""

Act = Callable[[Page], Any]


def follow(*links: str) -> Act:
    """Links by their words, one after the other."""

    def act(page: Page) -> None:
        for link in links:
            page.locator("main").get_by_role("link", name=link).first.click()
            page.wait_for_load_state()

    return act


def person(name: str, *more: str) -> Act:
    """Somebody of the book, and further links of their page."""
    return follow(name, *more)


def writing(name: str, kind: str) -> Act:
    """The form of a fact about somebody of the book."""

    def act(page: Page) -> None:
        person(name)(page)
        page.locator(f"main a[href$='/ghi/{kind}']").click()
        page.wait_for_load_state()

    return act


def then(*acts: Act) -> Act:
    def act(page: Page) -> None:
        for one in acts:
            one(page)
            page.wait_for_load_state()

    return act


def fill(**boxes: str) -> Act:
    """Boxes by their names: texts are typed, choices chosen."""

    def act(page: Page) -> None:
        for name, text in boxes.items():
            box = page.locator(f"main [name='{name}']").first
            if box.evaluate("box => box.tagName") == "SELECT":
                box.select_option(text)
            else:
                box.fill(text)

    return act


def unfold(page: Page) -> None:
    """Everything that is folded, so that it is seen."""
    page.evaluate("document.querySelectorAll('main details').forEach((folded) => { folded.open = true; })")


def workbook(**sheets: Sequence[dict[str, object]]) -> bytes:
    """The template filled with these rows."""
    found = load_workbook(BytesIO(template_workbook(is_demo=True)))
    for sheet in import_sheets():
        places = {column.key: place for place, column in enumerate(sheet.columns, start=1)}
        for number, row in enumerate(sheets.get(sheet.key, ()), start=_FIRST_ROW):
            for key, value in row.items():
                found[sheet.title].cell(number, places[key], value)
    stream = BytesIO()
    found.save(stream)
    return stream.getvalue()


def upload(content: bytes, name: str = "ho-so-cu.xlsx") -> Act:
    def act(page: Page) -> None:
        page.get_by_label("Tệp Excel đã điền").set_input_files({"name": name, "mimeType": XLSX, "buffer": content})
        press("Xem trước")(page)

    return act


def good_workbook() -> bytes:
    return workbook(
        people=[{"name": "Cao Thị Thử", "since_date": "01/09/2015", "department": "Khoa Xây dựng Đảng"}],
        rating=[{"name": "Cao Thị Thử", "year": 2020, "level": "Hoàn thành tốt nhiệm vụ"}],
    )


def doubtful_workbook() -> bytes:
    """Ten names without diacritics, and wrong rows."""
    names = (
        "Vu Duc Tam", "Do Quang Thien", "Le Ngoc Bao Chau", "Trinh Van Hoan", "Bui Xuan Loc", "Dang Huu Phuoc",
        "Nguyen Van Khai", "Mai Dinh Chien", "Luong The Hien", "Phan Huu Tu",
    )  # fmt: skip
    asked = [{"name": name, "year": 2013, "level": "Hoàn thành tốt nhiệm vụ"} for name in names]
    wrong = [{"name": "Người Lạ Mặt", "year": 1900 + number, "level": "Tuyệt vời"} for number in range(40)]
    return workbook(rating=[*asked, *wrong])


def old_workbook() -> bytes:
    return workbook(people=[{"name": "Phan Hång Tèt", "since_date": "01/09/2015", "department": "Phßng §µo t¹o"}])


def two_corrections(page: Page) -> None:
    """Another window corrects the same rating first."""
    then(person("Bùi Xuân Lộc"), follow("Sửa năm 2020"))(page)
    other = page.context.new_page()
    other.goto(page.url)
    for window, level in ((other, "excellent"), (page, "completed")):
        then(fill(level=level, ly_do="Theo quyết định"), press("Ghi bản sửa"))(window)
    other.close()


def say_why(page: Page) -> None:
    then(fill(ly_do="Kiểm tra theo kế hoạch số 12/KH"), press("Ghi lý do và mở"))(page)


def number_shown(page: Page) -> None:
    person("Đỗ Quang Thiện", "Dữ liệu riêng")(page)
    then(fill(so="035185001234"), press("Lưu số định danh"), fill(ly_do="Lập hồ sơ số 7/TTr"), press("Xem số"))(page)


RECORD_SCREENS = (
    Screen("ho-so", EDITOR, "/ho-so"),
    Screen("ho-so-khong-thay", EDITOR, "/ho-so?tim=khong-co-ai"),
    Screen("ho-so-trong", "daumoi.mau02", "/ho-so"),
    Screen("ho-so-chua-gan", "thamdinh.mau02", "/ho-so", status=403),
    Screen("ho-so-mot-nguoi", HEAD, "/ho-so", then(person("Đỗ Quang Thiện"), unfold)),
    Screen("ho-so-danh-hieu-huy-bo", HEAD, "/ho-so", person("Phan Hữu Tú")),
    Screen("ho-so-cua-toi", MEMBER, "/ho-so/toi"),
    Screen("ho-so-tap-the", HEAD, "/ho-so/tap-the", unfold),
    Screen("ho-so-them", EDITOR, "/ho-so/them"),
    Screen("ho-so-them-loi", EDITOR, "/ho-so/them", then(fill(birth_date="31/02/1985"), press("Thêm vào sổ"))),
    Screen("ho-so-thong-tin-loi", EDITOR, "/ho-so",
           then(person("Bùi Xuân Lộc", "Sửa thông tin"), fill(full_name=""), press("Lưu bản mới"))),
    Screen("ho-so-rieng", EDITOR, "/ho-so", person("Bùi Xuân Lộc", "Dữ liệu riêng")),
    Screen("ho-so-rieng-loi", EDITOR, "/ho-so",
           then(person("Bùi Xuân Lộc", "Dữ liệu riêng"), fill(so="123"), press("Lưu số định danh"))),
    Screen("ho-so-so-dinh-danh", EDITOR, "/ho-so", number_shown),
    Screen("ho-so-ghi-cong-tac", EDITOR, "/ho-so", writing("Bùi Xuân Lộc", "employment")),
    Screen("ho-so-ghi-danh-hieu-loi", EDITOR, "/ho-so",
           then(writing("Bùi Xuân Lộc", "honour"), press("Ghi vào hồ sơ"))),
    Screen("ho-so-ghi-sang-kien", EDITOR, "/ho-so", writing("Bùi Xuân Lộc", "work")),
    Screen("ho-so-ghi-sang-kien-loi", EDITOR, "/ho-so",
           then(writing("Bùi Xuân Lộc", "work"), fill(kind="topic"),
                lambda page: page.get_by_label("Phần đóng góp của Bùi Xuân Lộc").fill("nửa"), press("Ghi vào hồ sơ"))),
    Screen("ho-so-ghi-so-lieu", EDITOR, "/ho-so/tap-the/ghi/member_figures"),
    Screen("ho-so-sua-bo-loi", EDITOR, "/ho-so",
           then(person("Bùi Xuân Lộc", "Sửa năm 2019"), unfold, press("Bỏ bản ghi"))),
    Screen("ho-so-sua-hai-ban", EDITOR, "/ho-so", two_corrections),
    Screen("ho-so-huy-bo-loi", HEAD, "/ho-so",
           then(person("Vũ Đức Tâm", "Ghi việc hủy bỏ"), press("Ghi việc hủy bỏ"))),
    Screen("ho-so-xet-danh-hieu", HEAD, "/ho-so/xet-danh-hieu", unfold),
    Screen("ho-so-het-han-luu", HEAD, "/ho-so/het-han-luu"),
    Screen("ho-so-nhat-ky", EDITOR, "/ho-so/nhat-ky"),
    Screen("ho-so-nap", EDITOR, "/ho-so/nap"),
    Screen("ho-so-nap-loi", EDITOR, "/ho-so/nap", upload(b"khong phai tep", "ho-so.xls")),
    Screen("ho-so-xem-truoc", EDITOR, "/ho-so/nap", upload(good_workbook())),
    Screen("ho-so-xem-truoc-loi", EDITOR, "/ho-so/nap", upload(doubtful_workbook())),
    Screen("ho-so-xem-truoc-phong-cu", EDITOR, "/ho-so/nap", upload(old_workbook())),
    Screen("ho-so-giam-sat", AUDITOR, "/ho-so"),
    Screen("ho-so-giam-sat-ly-do-loi", AUDITOR, "/ho-so",
           then(follow(OF_UNIT), press("Ghi lý do và mở"), fill(ly_do="\u200b"), press("Ghi lý do và mở"))),
    Screen("ho-so-giam-sat-mo", AUDITOR, "/ho-so", then(follow(OF_UNIT), say_why)),
    Screen("ho-so-giam-sat-nhat-ky", AUDITOR, "/ho-so/nhat-ky", follow(OF_UNIT)),
    Screen("ho-so-du-lieu", MEMBER, "/ho-so/toi",
           then(follow("Bản sao, xóa dữ liệu"), fill(loai="access"), press("Gửi yêu cầu"))),
    Screen("viec-cua-toi-co-yeu-cau", HEAD, "/"),
    Screen("ho-so-du-lieu-tra-loi-loi", HEAD, "/",
           then(follow("Giải quyết 1 yêu cầu"), press("Từ chối"))),
    Screen("y-tuong", EDITOR, "/y-tuong"),
    Screen("y-tuong-tat-ca", MEMBER, "/y-tuong?xem=viec-lam-theo"),
    Screen("y-tuong-moi", MEMBER, "/y-tuong/moi?loai=y-tuong", unfold),
    Screen("y-tuong-moi-loi", EDITOR, "/y-tuong/moi?loai=viec-lam-theo", press("Đăng ký")),
    Screen("y-tuong-vua-gui", MEMBER, "/y-tuong/moi?loai=viec-lam-theo",
           then(fill(ten="Đọc một bài báo mỗi tuần", cach_lam="Ghi ba dòng vào sổ."), press("Đăng ký"))),
    Screen("y-tuong-tra-loi-loi", EDITOR, "/y-tuong",
           then(follow("Ngân hàng câu hỏi"), press("Chưa đồng ý"))),
    Screen("y-tuong-cong-nhan-loi", HEAD, "/y-tuong",
           then(follow("Bài tập tình huống"), unfold, press("Công nhận sáng kiến"))),
    Screen("y-tuong-la-sang-kien", MEMBER, "/y-tuong?xem=y-tuong", follow("Tủ sách pháp luật")),
    Screen("404-ho-so", EDITOR, "/ho-so/999999", status=404),
)  # fmt: skip
