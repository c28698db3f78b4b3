"""In tests, a template that names a variable nobody gave fails instead of printing nothing."""

from __future__ import annotations

import sys
from pathlib import Path

import django

DJANGO = Path(django.__file__).parent


class UnknownVariableError(AssertionError):
    """The template and the variable."""


class UnknownVariable(str):
    """For `string_if_invalid`: Django asks whether "%s" is in it, then formats it with the variable."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        origin = _template_in_work()
        if origin and Path(origin).is_relative_to(DJANGO):
            return ""  # Django's own templates count on silence
        raise UnknownVariableError(f"{origin}: no variable {variable}")


def _template_in_work() -> str:
    # FilterExpression.resolve(context) is the caller; str.__mod__ is given nothing but the variable.
    context = sys._getframe(2).f_locals.get("context")
    template = getattr(getattr(context, "render_context", None), "template", None)
    return str(getattr(getattr(template, "origin", None), "name", ""))
