"""What lies behind a figure: a stable code and its parameters, to be said in any language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Explanation:
    """`code` names the sentence; `params` are Decimals (as they are to be shown), whole numbers, text, or tuples of
    terms (count, points, label)."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
