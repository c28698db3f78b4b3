"""What may stand on paper."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.documents.paper import Column, Row, RowKind, Run, Table
from thidua.documents.text import printable


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (unicodedata.normalize("NFD", "Cụm trưởng"), "Cụm trưởng"),
        ("a\x00b\x1bc", "a□b□c"),
        ("a\ud800b", "a□b"),
        ("a\u202eb\u200bc\u00add", "abcd"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("<b>&amp; #import *x* $y$", "<b>&amp; #import *x* $y$"),
        ("Số:\u00a005", "Số:\u00a005"),
    ],
)
def test_printable(typed: str, printed: str) -> None:
    assert printable(typed) == printed


@given(st.text())
def test_printable_is_nfc_and_settled(typed: str) -> None:
    once = printable(typed)
    assert unicodedata.is_normalized("NFC", once)
    assert printable(once) == once
    assert not [char for char in once if char != "\n" and unicodedata.category(char) in ("Cc", "Cs", "Cf")]


def test_blocks_clean_their_texts_however_deep() -> None:
    row = Row(cells=(unicodedata.normalize("NFD", "Hà Nội"), "a\x07"))
    assert row.cells == ("Hà Nội", "a□")
    assert Run(unicodedata.normalize("NFD", "ộ")).text == "ộ"


def test_block_given_a_list_is_refused() -> None:
    with pytest.raises(TypeError):
        Row(cells=["a"])


def test_table_row_of_wrong_length_is_refused() -> None:
    columns = (Column("a"), Column("b"))
    with pytest.raises(ValueError, match="row 1: 1 cells for 2 columns"):
        Table(columns, (Row(("x",)),))
    assert Table(columns, (Row(("x",), RowKind.GROUP),)).rows[0].cells == ("x",)
