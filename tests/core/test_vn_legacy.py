"""Finding texts in TCVN3 and VNI: by the spelling of Vietnamese syllables, never where Unicode reads as well."""

from __future__ import annotations

import pytest

from thidua.core.vn_legacy import as_vietnamese, is_surely_unicode, offer_conversion


@pytest.mark.parametrize(
    ("tcvn3", "vni", "text"),
    [
        ("NguyÔn ThÞ Mai", "Nguyeãn Thò Mai", "Nguyễn Thị Mai"),
        ("TrÇn V¨n Tó", "Traàn Vaên Tuù", "Trần Văn Tú"),
        ("Hoµn thµnh tèt nhiÖm vô", "Hoaøn thaønh toát nhieäm vuï", "Hoàn thành tốt nhiệm vụ"),
        ("Së Néi vô", "Sôû Noäi vuï", "Sở Nội vụ"),
        ("Phßng §µo t¹o", "Phoøng Ñaøo taïo", "Phòng Đào tạo"),
        ("Tr­êng ChÝnh trÞ", "Tröôøng Chính trò", "Trường Chính trị"),
        ("15/Q§-CT", "15/QÑ-CT", "15/QĐ-CT"),
        ("Së GD&§T", "Sôû GD&ÑT", "Sở GD&ĐT"),
        ("UBND tØnh Hµ Nam", "UBND tænh Haø Nam", "UBND tỉnh Hà Nam"),
        ("TËp thÓ", "Taäp theå", "Tập thể"),
        ("Lª", "Leâ", "Lê"),
    ],
)
def test_both_encodings_are_told_apart(tcvn3: str, vni: str, text: str) -> None:
    for before, encoding in ((tcvn3, "TCVN3"), (vni, "VNI")):
        offer = offer_conversion(before)

        assert offer is not None
        assert (offer.encoding, offer.after) == (encoding, text)
        assert as_vietnamese(before, encoding) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hoàng Oanh", "Hoà, Hòa", "Lê Quý Hà", "Toát", "Âu Cô Ngô", "Quà, giò, gì", "Café", "Müller", "Đoàn", "15/QĐ",
        "²", "漢",
    ],
)  # fmt: skip
def test_unicode_is_left_alone(text: str) -> None:
    assert offer_conversion(text) is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Haø Nam", "TCVN3"), ("tèt nhiÖm vô", "VNI"), ("Café", "VNI"), ("plain", "TCVN3")],
)
def test_a_text_of_something_else_is_not_read(text: str, encoding: str) -> None:
    assert as_vietnamese(text, encoding) is None


@pytest.mark.parametrize(
    ("text", "sure"), [("Nguyễn", True), ("Đà", True), ("Hà", False), ("NguyÔn", False), ("Nguye\u0302\u0303n", True)]
)
def test_letters_that_no_old_font_writes(text: str, sure: bool) -> None:
    assert is_surely_unicode(text) is sure


@pytest.mark.parametrize(
    "word",
    [
        "hoàn", "hòa", "hoà", "khuỷu", "quýt", "nguyễn", "ngoằn", "giếng", "gì", "yến", "thuở", "oách", "òng", "mùa",
        "mưa",
    ],
)  # fmt: skip
def test_vietnamese_words_need_no_conversion(word: str) -> None:
    assert offer_conversion(word) is None
