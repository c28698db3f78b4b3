"""The pages of the year as its people use them: what is filled in, pressed and read, in the words on the screen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

YEAR = "/cum/cum-mau/2021"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def see(page: Page, *words: str) -> None:
    """Each of these texts stands on the page."""
    for text in words:
        expect(page.locator("main")).to_contain_text(text)


def comma(value: object) -> str:
    """A number as an office types it."""
    return str(value).replace(".", ",")


def fact(page: Page, name: str) -> str:
    """What stands beside a name in a list of facts, without the gaps of a printed digest."""
    return page.locator(f"dt:text-is('{name}') + dd").first.inner_text().replace("\xa0", " ").strip()


def digest(page: Page, name: str) -> str:
    found = re.search(r"[0-9a-f]{64}", re.sub(r"\s", "", fact(page, name)))
    assert found, f"{name} has no SHA-256"
    return found[0]


def downloaded(page: Page, link: Locator) -> bytes:
    with page.expect_download() as download:
        link.click()
    return Path(download.value.path()).read_bytes()


def both_files(page: Page, within: Locator) -> tuple[bytes, bytes]:
    """A paper as it comes: the office file is saved, the PDF is shown by the browser itself."""
    word = downloaded(page, within.get_by_role("link", name="Word"))
    address = within.get_by_role("link", name="PDF").get_attribute("href")
    assert address is not None
    return word, page.request.get(address).body()


class Home:
    """*Việc của tôi*, with the clock of the demonstration."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> Home:
        self.page.goto("/")
        return self

    def go_to(self, day: str) -> None:
        """Move the clock forward to 08:00 of a day, dd/mm/yyyy."""
        self.open()
        self.page.get_by_label("Chỉnh tiến đến ngày").fill(day)
        press(self.page, "Chỉnh đồng hồ")
        expect(self.page.locator(".demo-mark")).to_contain_text(day)

    def task(self, title: str) -> Locator:
        return self.page.locator(".task", has=self.page.get_by_role("link", name=title))


class Pledge:
    """The text of the pledge, the board, the form that signs it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.goto(f"{YEAR}/giao-uoc")

    def sign(self, password: str, *, capacity: str = "Người đứng đầu ký", job_title: str = "Hiệu trưởng") -> None:
        self.page.get_by_label(capacity).check()
        self.page.get_by_label("Chức vụ của người ký").fill(job_title)
        self.page.get_by_label("Nhập lại mật khẩu để ký").fill(password)
        press(self.page, "Ký giao ước")

    def signed(self) -> int:
        return int(self.page.locator(".signature-board__count").first.inner_text().split("/")[0])


class Sheet:
    """The score sheet: a claim is typed into the fields that its rule gives."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open()

    def open(self) -> None:
        self.page.goto(f"{YEAR}/tu-cham")

    def row(self, code: str) -> Locator:
        return self.page.locator(f'[data-leaf="{code}"]')

    def enter(self, code: str, claim: Mapping[str, Any]) -> None:
        for name, value in claim.items():
            if name != "target":  # frozen by the signature
                self._enter_field(f"{code}:{name}", value)

    def _enter_field(self, field: str, value: Any) -> None:
        box = self.page.locator(f'[name="{field}"]')
        if isinstance(value, bool):
            box.select_option("yes" if value else "no")
        elif isinstance(value, Mapping):
            for option, count in value.items():
                self.page.locator(f'[name="{field}:{option}"]').fill(str(count))
            if not value:
                self.page.locator(f'[name="{field}:khong-co"]').check()
        elif isinstance(value, list):
            for option in value or ["khong-co"]:
                self.page.locator(f'[name="{field}"][value="{option}"]').check()
        elif field.endswith(":level"):
            box.select_option(value)
        else:
            box.fill(comma(value))

    def explain(self, code: str, reason: str) -> None:
        if not self.row(code).locator("textarea").is_visible():  # it stands open where evidence is wanting
            self.row(code).locator(".score-row__reason > summary").click()
        self.row(code).locator("textarea").fill(reason)

    def save(self) -> None:
        press(self.page, "Lưu bảng")

    def total(self) -> str:
        return self.page.locator(".sheet-total__figure").inner_text()


class LeafEvidence:
    """The files behind one leaf."""

    def __init__(self, page: Page, code: str) -> None:
        self.page = page
        page.goto(f"{YEAR}/tu-cham/minh-chung/{quote(code)}")

    def upload(self, name: str, content: bytes, *, title: str, number: str, day: str) -> None:
        self.page.get_by_label("Tệp", exact=True).set_input_files(
            {"name": name, "mimeType": "application/pdf", "buffer": content}
        )
        self.page.get_by_label("Trích yếu").fill(title)
        self.page.get_by_label("Số, ký hiệu").fill(number)
        self.page.get_by_label("Ngày văn bản").fill(day)
        self.page.get_by_role("button", name="Tải lên và gắn với").click()

    def link(self, title: str) -> None:
        """Choose a file that is already in the unit's book."""
        self.page.get_by_label(title).check()
        self.page.get_by_role("button", name="Gắn các tệp đã chọn với").click()


class Check:
    """*Kiểm tra trước khi nộp* and the receipt behind it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.goto(f"{YEAR}/tu-cham/kiem-tra")

    def missing(self) -> list[str]:
        """Codes of the leaves that stand under *Còn thiếu*."""
        lines = self.page.locator("section[aria-labelledby=con-thieu] li a").all_inner_texts()
        return [line.split(". ", 1)[0] for line in lines]

    def submit(self) -> None:
        self.page.get_by_label("Tôi đã kiểm tra và cam đoan").check()
        press(self.page, "Nộp bảng tự chấm")

    def receipt(self) -> tuple[str, str, bytes]:
        """(code, SHA-256 as printed, the very text that was hashed)."""
        self.page.goto(f"{YEAR}/tu-cham/bien-nhan")
        claims = downloaded(self.page, self.page.get_by_role("link", name="Tải bản kê đã băm"))
        return self.page.locator(".receipt__code").inner_text(), digest(self.page, "SHA-256 bản kê"), claims


class Desk:
    """The verification desk of one unit."""

    def __init__(self, page: Page, unit: str) -> None:
        self.page = page
        self.address = f"{YEAR}/tham-dinh/{unit}"
        page.goto(self.address)

    def leaf(self, code: str) -> Locator:
        self.page.goto(f"{self.address}?tieu-chi={quote(code)}")
        return self.page.locator(".verify-form")

    def correct(self, code: str, field: str, value: str, reason: str) -> None:
        self.leaf(code).locator(f'[name="{code}:{field}"]').fill(value)
        self.page.locator(".verify-form #ly-do").fill(reason)
        press(self.page, "Lưu số đã sửa")

    def agree_with_the_rest(self) -> int:
        """Tick every leaf that still waits, agree with all of them; how many there were."""
        self.page.goto(self.address)
        boxes = self.page.locator('input[name="chon"]').all()
        for box in boxes:
            box.check()
        press(self.page, "Đồng ý với các tiêu chí đã đánh dấu")
        return len(boxes)

    def record(self, code: str, reason: str) -> None:
        self.page.get_by_text(f"Ghi nhận {code}", exact=True).first.click()
        self.page.get_by_label(f"Lý do ghi nhận {code}").fill(reason)
        self.page.get_by_role("button", name=f"Ghi nhận {code}").click()

    def keep(self, code: str, reason: str) -> None:
        """The team's conclusion on a leaf that the unit explained: the verified figure stands."""
        self.leaf(code)
        self.page.locator(".verify-form #ly-do").fill(reason)
        self.page.get_by_role("button", name="Kết luận: giữ").click()

    def settle(self) -> None:
        self.page.goto(self.address)
        self.page.get_by_role("button", name="Chốt kết quả thẩm định của").click()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
