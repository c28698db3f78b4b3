from __future__ import annotations

import pytest
from django.template import engines

from thidua.config.unknown_variable import UnknownVariableError


def render(text: str, **context: object) -> str:
    return str(engines["django"].from_string(text).render(context))


def test_a_variable_nobody_gave_fails_the_test() -> None:
    with pytest.raises(UnknownVariableError, match="no variable sheet\\.total"):
        render("{{ sheet.total }}", sheet={})


def test_a_condition_may_ask_for_what_is_not_there() -> None:
    assert render("{% if hint %}{{ hint }}{% endif %}") == ""


def test_django_s_own_templates_may_count_on_silence() -> None:
    text = render("{% include 'registration/password_reset_subject.txt' %}")

    assert text.strip() == "Đặt lại mật khẩu trên"
