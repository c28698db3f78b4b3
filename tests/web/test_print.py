"""What is printed: A4, nothing cut off, the mark of invented figures, nothing that cannot be used on paper."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page as Leaf
from playwright.sync_api import Browser, Page

from journeys.browsing import visitor
from journeys.record_screens import doubtful_workbook, person, then, unfold, upload
from journeys.screens import MAU
from journeys.server import Server, running
from journeys.stages import all_stages

__all__ = ["all_stages"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

A4 = (595, 842)
MARK = "SỐ LIỆU GIẢ ĐỊNH – không phải kết quả thật"
NOT_PRINTED = (
    "Việc của tôi", "Đăng xuất", "Đổi vai", "Đến nội dung chính", "Lưu bảng", "Tải tệp dạng chuẩn", "Ghi thêm",
    "Sửa thông tin", "Nạp từ Excel", "Nhật ký hồ sơ", "Bỏ tệp này",
)  # fmt: skip


@dataclass(frozen=True)
class Print:
    """`says` are words near the end of the page: where they are, nothing before them was lost."""

    stage: str
    who: str
    address: str
    says: tuple[str, ...]
    wide: bool = False
    acts: Callable[[Page], Any] | None = None


PRINTS = {
    "du-thao-tieu-chi": Print("pledge", "daumoi.mau02", f"{MAU}/tieu-chi", ("K.2", "hạ một bậc xếp loại")),
    "giao-uoc": Print("scoring", "truong.mau07", f"{MAU}/giao-uoc", ("GIAO ƯỚC THI ĐUA NĂM 2021", "Chỉ tiêu riêng")),
    "tu-cham": Print("scoring", "daumoi.mau07", f"{MAU}/tu-cham", ("V.3", "D.1", "Điều kiện ngoài điểm")),
    "tu-cham-da-nop": Print("scoring", "daumoi.mau01", f"{MAU}/tu-cham", ("V.3", "D.1", "Điều kiện ngoài điểm")),
    "kiem-tra": Print("scoring", "truong.mau01", f"{MAU}/tu-cham/kiem-tra", ("V.3", "Tổng tự chấm")),
    "bien-nhan": Print("scoring", "truong.mau01", f"{MAU}/tu-cham/bien-nhan", ("TC2021-", "Tệp minh chứng đã nộp")),
    "ho-so": Print("scoring", "daumoi.mau07", "/ho-so", ("Vũ Đức Tâm", "Phan Hữu Tú")),
    "ho-so-mot-nguoi": Print(
        "scoring",
        "daumoi.mau07",
        "/ho-so",
        ("Kỷ niệm chương", "Tác giả: Đỗ Quang Thiện", "Kỷ luật"),
        acts=then(person("Đỗ Quang Thiện"), unfold),
    ),
    "ho-so-cua-toi": Print("scoring", "canbo.mau07", "/ho-so/toi", ("Lê Ngọc Bảo Châu", "Việc đang xem xét")),
    "ho-so-xet-danh-hieu": Print(
        "scoring", "truong.mau07", "/ho-so/xet-danh-hieu", ("Chưa đủ điều kiện", "Nguyễn Thị Hoài Thu"), acts=unfold
    ),
    "ho-so-xem-truoc": Print(
        "scoring", "daumoi.mau07", "/ho-so/nap", ("Phan Huu Tu", "Xếp loại, ô D53"), acts=upload(doubtful_workbook())
    ),
    "y-tuong": Print("scoring", "daumoi.mau07", "/y-tuong?xem=viec-lam-theo", ("Họp ngắn", "Đã xác nhận")),
    "xep-hang": Print("published", "daumoi.mau02", f"{MAU}/xep-hang", ("Đơn vị mẫu 05", "SHA-256"), wide=True),
    "tung-diem": Print("published", "daumoi.mau09", f"{MAU}/xep-hang/don-vi-mau-09", ("V.3", "SHA-256")),
    "nhat-ky": Print("published", "giamsat.mau", f"{MAU}/nhat-ky", ("Mã băm",)),
}


@pytest.fixture
def server(stage: str, tmp_path: Path, all_stages: Path) -> Iterator[Server]:
    data = tmp_path / "data"
    shutil.copytree(all_stages / stage, data)
    with running(data) as server:
        yield server


@pytest.mark.parametrize("stage", sorted({item.stage for item in PRINTS.values()}))
def test_prints_on_a4_with_nothing_cut_off(browser: Browser, server: Server, stage: str) -> None:
    faults: list[str] = []
    for name, item in PRINTS.items():
        if item.stage == stage:
            with visitor(browser, server.url, item.who) as (page, _):
                page.goto(item.address)
                if item.acts:
                    item.acts(page)
                    page.wait_for_load_state()
                content = page.pdf(prefer_css_page_size=True, print_background=False)
            faults += [f"{name}: {fault}" for fault in faults_of(content, item)]

    assert faults == []


def faults_of(content: bytes, item: Print) -> Iterator[str]:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        texts = [leaf.extract_text() for leaf in pdf.pages]
        yield from (f"page {number} bears no mark" for number, text in enumerate(texts, 1) if MARK not in text)
        for number, leaf in enumerate(pdf.pages, start=1):
            size = (round(float(leaf.width)), round(float(leaf.height)))
            if size != (A4[::-1] if item.wide else A4):
                yield f"page {number} is {size}"
            yield from (f"page {number}: {word!r} is cut off" for word in cut_off(leaf))
        if not texts[-1].replace(MARK, "").strip():
            yield "the last page is empty"
    whole = " ".join(" ".join(texts).split())
    yield from (f"{words!r} is missing" for words in item.says if words not in whole)
    yield from (f"{words!r} is printed" for words in NOT_PRINTED if words in whole)


def cut_off(leaf: Leaf) -> Iterator[str]:
    """Words nearer to the edge of the paper than a printer prints (5 mm)."""
    edge = 14
    for word in leaf.extract_words():
        if (
            word["x0"] < edge
            or word["x1"] > float(leaf.width) - edge
            or word["top"] < edge
            or word["bottom"] > float(leaf.height) - edge
        ):
            yield word["text"]
