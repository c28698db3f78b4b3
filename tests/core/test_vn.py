"""Vietnamese text, order, numbers, dates and old encodings."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core import vn
from thidua.core.vn_legacy import from_tcvn3, from_vni, offer_conversion
from thidua.core.vn_numbers import decimal_in_words, whole_in_words


def test_fold() -> None:
    assert vn.fold("Trường Chính trị Đồng bằng") == "truong chinh tri dong bang"
    assert vn.fold(unicodedata.normalize("NFD", "Đỗ Mười")) == "do muoi"


def test_alphabetical_order() -> None:
    ordered = "a à ả ã á ạ ă ằ â ầ b c d đ đa e ê g h i k l m n o ô ơ p q r s t u ư v x y"

    assert " ".join(sorted(ordered.split(), key=vn.sort_key)) == ordered
    assert sorted(["Hà Nội", "Hà Nam", "Hải Dương", "Hưng Yên", "Đà Nẵng", "Điện Biên"], key=vn.sort_key) == [
        "Đà Nẵng", "Điện Biên", "Hà Nam", "Hà Nội", "Hải Dương", "Hưng Yên",
    ]  # fmt: skip


def test_names_are_ordered_by_given_name() -> None:
    names = ["Trần Văn Đức", "Nguyễn Thị Ánh", "Lê Văn An", "Bùi Văn An", "Đỗ Thị Dung"]

    assert sorted(names, key=vn.name_sort_key) == [
        "Bùi Văn An", "Lê Văn An", "Nguyễn Thị Ánh", "Đỗ Thị Dung", "Trần Văn Đức",
    ]  # fmt: skip


@given(st.text(alphabet="aăâbdđeêoôơuưyàảãáạĐÂ ", max_size=12))
def test_keys_do_not_depend_on_the_unicode_form(text: str) -> None:
    split = unicodedata.normalize("NFD", text)

    assert vn.sort_key(split) == vn.sort_key(unicodedata.normalize("NFC", text))
    assert vn.fold(split) == vn.fold(text)
    assert vn.nfc(split) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [("9.75", 2, "9,75"), ("9.745", 2, "9,75"), ("-0.5", 0, "−1"), ("-2", 2, "−2,00"), ("100.0", None, "100")],
)
def test_decimal_text(value: str, places: int | None, text: str) -> None:
    assert vn.decimal_text(Decimal(value), places) == text


@given(st.decimals(-1000, 1000, places=3))
def test_what_is_shown_can_be_typed(value: Decimal) -> None:
    assert vn.parse_decimal(vn.decimal_text(value)) == value


def test_parse_decimal() -> None:
    assert vn.parse_decimal(" 9,75 ") == vn.parse_decimal("9.75") == Decimal("9.75")
    for typed, said in (("1.000,5", "hàng nghìn"), ("90%", "dấu %"), ("chín", "không phải là số"), ("", "Chưa có số")):
        with pytest.raises(ValueError, match=said):
            vn.parse_decimal(typed)


def test_dates() -> None:
    assert vn.parse_date("23/03/2021") == vn.parse_date("23.3.2021") == date(2021, 3, 23)
    assert vn.date_text(date(2021, 3, 4)) == "04/03/2021"
    assert vn.datetime_text(datetime(2021, 12, 15, 9, 5)) == "09:05, 15/12/2021"  # noqa: DTZ001
    for typed in ("31/02/2021", "2021-03-23", "23/03/21", "hôm nay"):
        with pytest.raises(ValueError, match="ngày"):
            vn.parse_date(typed)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2021, 3, 23), "ngày 23 tháng 3 năm 2021"),
        (date(2021, 2, 3), "ngày 03 tháng 02 năm 2021"),
        (date(2021, 1, 10), "ngày 10 tháng 01 năm 2021"),
        (date(2021, 12, 9), "ngày 09 tháng 12 năm 2021"),
    ],
)
def test_dates_of_papers(day: date, text: str) -> None:
    assert vn.date_in_words(day) == text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"), (20, "hai mươi"),
        (21, "hai mươi mốt"), (24, "hai mươi bốn"), (25, "hai mươi lăm"), (100, "một trăm"),
        (105, "một trăm linh năm"), (110, "một trăm mười"), (1001, "một nghìn không trăm linh một"),
        (2021, "hai nghìn không trăm hai mươi mốt"), (1_000_000, "một triệu"),
        (1_500_000_000, "một tỷ năm trăm triệu"), (-3, "âm ba"),
    ],
)  # fmt: skip
def test_numbers_in_words(value: int, words: str) -> None:
    assert whole_in_words(value) == words


def test_numbers_in_words_have_choices_and_limits() -> None:
    assert whole_in_words(105, zero_tens="lẻ") == "một trăm lẻ năm"
    assert decimal_in_words(Decimal("9.75")) == "chín phẩy bảy mươi lăm"
    assert decimal_in_words(Decimal("83.05")) == "tám mươi ba phẩy không năm"
    assert decimal_in_words(Decimal("-0.5")) == "âm không phẩy năm"
    with pytest.raises(ValueError):
        whole_in_words(10**18)


def test_old_encodings() -> None:
    wanted = "Cộng hòa xã hội chủ nghĩa Việt Nam"

    assert from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam") == wanted
    assert from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == wanted
    assert from_vni("ÑOÄC LAÄP - TÖÏ DO") == "ĐỘC LẬP - TỰ DO"


@pytest.mark.parametrize(
    ("text", "encoding", "after"),
    [
        ("Tr­êng ChÝnh trÞ tØnh Hµ Nam", "TCVN3", "Trường Chính trị tỉnh Hà Nam"),
        ("Tröôøng Chính trò tænh Haø Nam", "VNI", "Trường Chính trị tỉnh Hà Nam"),
    ],
)
def test_a_conversion_is_offered_with_before_and_after(text: str, encoding: str, after: str) -> None:
    offer = offer_conversion(text)

    assert offer is not None
    assert (offer.encoding, offer.before, offer.after) == (encoding, text, after)


@pytest.mark.parametrize("text", ["Trường Chính trị", "Hà Nam", "Ha Nam", "", "Café à la carte", "Vân, Hà, Bùi"])
def test_nothing_is_offered_for_unicode(text: str) -> None:
    assert offer_conversion(text) is None


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("  Đủ \u200b", "Đủ"), ("\u200b\u202e\x07", ""), ("một\r\nhai", "một\nhai"), ("Ho\u0323c", "Học")],
)
def test_clean_keeps_what_is_seen(typed: str, kept: str) -> None:
    assert vn.clean(typed) == kept


@pytest.mark.parametrize("typed", ["1.000", "12.500", "1.234.567", "0,0000001", "9999999999999"])
def test_parse_decimal_refuses_what_may_be_misread(typed: str) -> None:
    with pytest.raises(ValueError, match=r"hàng nghìn|thập phân|lớn quá"):
        vn.parse_decimal(typed)
