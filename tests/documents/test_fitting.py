"""Line breaks and columns."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.samples import CLUSTER, ORGANISER, SCHOOLS
from thidua.documents.fitting import broken_evenly, decimal_insets, fitted
from thidua.documents.metrics import has_glyph, width_mm
from thidua.documents.paper import Align, Column, Row, Table


def bold_12(text: str) -> float:
    return width_mm(text, 12, bold=True)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (ORGANISER, ("HỌC VIỆN CHÍNH TRỊ", "QUỐC GIA HỒ CHÍ MINH")),
        (CLUSTER, ("CỤM THI ĐUA CÁC TRƯỜNG", "CHÍNH TRỊ KHU VỰC", "ĐỒNG BẰNG SÔNG HỒNG")),
        (SCHOOLS[6], ("TRƯỜNG ĐÀO TẠO CÁN BỘ", "LÊ HỒNG PHONG", "THÀNH PHỐ HÀ NỘI")),
        (SCHOOLS[0], ("TRƯỜNG CHÍNH TRỊ", "TỈNH HÀ NAM")),
        ("Sở Nội vụ", ("SỞ NỘI VỤ",)),
        ("Sở\nNội vụ", ("SỞ", "NỘI VỤ")),
    ],
)
def test_names_break_between_phrases(name: str, lines: tuple[str, ...]) -> None:
    assert broken_evenly(name.upper(), 71, bold_12) == lines


@settings(deadline=None)
@given(st.lists(st.text("abcđê", min_size=1, max_size=12), max_size=25))
def test_broken_lines_fit_and_lose_nothing(words: list[str]) -> None:
    lines = broken_evenly(" ".join(words), 40, bold_12)
    assert " ".join(lines).split() == words
    assert all(bold_12(line) <= 40 or " " not in line for line in lines)


def test_width_agrees_with_the_font() -> None:
    # the width of ten digits at 10 pt is half an em each in a Times face: 50 pt
    assert width_mm("0123456789", 10) == pytest.approx(50 / 72 * 25.4, abs=0.01)
    assert has_glyph("ộ")
    assert not has_glyph("😀")


def test_columns_sum_up_and_hold_their_words() -> None:
    table = Table(
        (Column("STT", 1), Column("Đơn vị", 90), Column("Điểm", 1, Align.DECIMAL)),
        (Row(("1", "Trường Chính trị tỉnh Hà Nam", "1.234,50")),),
    )
    fit = fitted(table, 165, least=8, most=13)
    assert sum(fit.widths) == pytest.approx(165)
    assert fit.size == 13
    assert fit.widths[2] >= width_mm("1.234,50", fit.size) + 2 * fit.padding


def test_wide_table_shrinks_until_it_fits() -> None:
    columns = (Column("Đơn vị", 30), *(Column(f"{i}.1", 7, Align.DECIMAL) for i in range(18)))
    fit = fitted(Table(columns, (Row(("Trường", *["10,00"] * 18)),)), 165, least=8, most=13)
    assert sum(fit.widths) == pytest.approx(165)
    assert fit.size < 10
    assert min(fit.widths[1:]) >= width_mm("10,00", fit.size) + 2 * fit.padding


def test_one_endless_word_leaves_room_for_the_others() -> None:
    fit = fitted(Table((Column("a"), Column("b")), (Row(("x" * 500, "tên")),)), 165, least=8, most=13)
    assert fit.widths[1] > 50


def test_figures_stand_in_the_middle_of_their_column() -> None:
    table = Table((Column("Đơn vị", 50), Column("Điểm", 50, Align.DECIMAL)), (Row(("a", "9,50")), Row(("b", "10,00"))))
    fit = fitted(table, 100, least=8, most=13)
    inset = decimal_insets(table, fit)[1]
    left_over = fit.widths[1] - 2 * fit.padding - inset - width_mm("10,00", fit.size)
    assert left_over == pytest.approx(inset, abs=0.1)
