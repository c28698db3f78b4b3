from __future__ import annotations

import pytest

from thidua.config import environment
from thidua.config.environment import SettingProblem


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("yes", True), ("có", True), ("0", False), ("", False)])
def test_flag_when_the_word_is_known(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("THIDUA_X", value)

    assert environment.flag("THIDUA_X") is expected


def test_flag_when_the_word_is_not_known_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_X", "maybe")

    with pytest.raises(SettingProblem) as refused:
        environment.flag("THIDUA_X")

    assert str(refused.value) == "Biến THIDUA_X phải là 1 hoặc 0, không phải “maybe”."


@pytest.mark.parametrize("value", ["-1", "10", "1.0", "²", "ten"])
def test_integer_when_out_of_bounds_or_no_number(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("THIDUA_X", value)

    with pytest.raises(SettingProblem):
        environment.integer("THIDUA_X", 0, most=9)


def test_words_when_empty_gives_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_X", " , ")

    assert environment.words("THIDUA_X", ["localhost"]) == ["localhost"]


def test_words_when_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_X", "a.example, b.example")

    assert environment.words("THIDUA_X", []) == ["a.example", "b.example"]
