"""The layout data: dated, sourced, and refused where it is silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from thidua.documents.docx import STYLE_NAMES
from thidua.documents.layout import DATA, NoLayout, Range, layout_for

FIRST_DAY = date(2020, 3, 5)


def test_layout_on_the_day_the_decree_took_force() -> None:
    layout = layout_for("state", "minutes", on=FIRST_DAY)
    assert layout.id == "ND-30/2020"
    assert (layout.width, layout.height) == (210, 297)
    assert layout.margins["left"] == Range(30, 35, 30)
    assert layout.elements["number_symbol"].size == Range(13, 13, 13)


def test_layout_the_day_before_is_refused() -> None:
    with pytest.raises(NoLayout) as refused:
        layout_for("state", "minutes", on=date(2020, 3, 4))
    assert refused.value.verdict.code == "documents.no_layout_on_date"
    assert str(refused.value) == (
        "Chưa có dữ liệu thể thức cho văn bản ban hành ngày 04/03/2020; dữ liệu hiện có áp dụng từ ngày 05/03/2020."
    )


def test_layout_of_a_party_paper_is_refused() -> None:
    with pytest.raises(NoLayout) as refused:
        layout_for("party", "minutes", on=FIRST_DAY)
    assert str(refused.value) == "Chưa có dữ liệu thể thức cho loại cơ quan ban hành “party”."


def test_layout_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(NoLayout) as refused:
        layout_for("state", "telegram", on=FIRST_DAY)
    assert str(refused.value) == "Chưa có dữ liệu thể thức cho loại văn bản “telegram”."


def test_abbreviations_of_the_kinds() -> None:
    kinds = layout_for("state", "minutes", on=FIRST_DAY).kinds
    assert {code: kind.abbreviation for code, kind in kinds.items()} == {
        "minutes": "BB",
        "plan": "KH",
        "report": "BC",
        "statement": "TTr",
        "notice": "TB",
        "guidance": "HD",
        "decision": "QĐ",
        "pledge": "",
    }
    assert not kinds["minutes"].dateline


def test_range_refuses_a_figure_outside_what_the_rule_allows() -> None:
    with pytest.raises(ValueError):
        Range(20, 25, 26)


def test_every_figure_has_a_source() -> None:
    def unsourced(value: Any, path: str) -> list[str]:
        if not isinstance(value, dict):
            return []
        if "source" in value and not any(isinstance(part, dict) for part in value.values()):
            return [] if value["source"].startswith(("PL ", "own", "Nghị định ")) else [path]
        figures = [path for part in value.values() if isinstance(part, int | float | list)]
        return figures + [found for name, part in value.items() for found in unsourced(part, f"{path}/{name}")]

    for profile in yaml.safe_load(DATA.read_text(encoding="utf-8"))["profiles"]:
        assert unsourced(profile, profile["id"]) == []


def test_every_element_has_a_style_with_a_name() -> None:
    assert set(STYLE_NAMES) == set(layout_for("state", "minutes", on=FIRST_DAY).elements)
    assert len(set(STYLE_NAMES.values())) == len(STYLE_NAMES)
