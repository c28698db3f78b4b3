"""Which condition of one regime is the same, or took the place of, which of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from thidua.core.law.judging import Reason
from thidua.core.law.standing import Term

_LIKENESS: tuple[Callable[[Term, Term], bool], ...] = (
    lambda old, new: old.words == new.words and old.alternative == new.alternative,
    lambda old, new: old.words == new.words,
    lambda old, new: old.type == new.type and old.about == new.about and old.about is not None,
    lambda old, new: old.type == new.type,
)
"""From the surest to the loosest: no condition is paired twice."""


class Pairs:
    """The conditions of an award in two regimes, paired: by their words, else by what they are about."""

    def __init__(self, old: Iterable[Term], new: Iterable[Term]) -> None:
        self._after: dict[Term, Term] = {}
        self._before: dict[Term, Term] = {}
        old, new = list(old), list(new)
        for alike in _LIKENESS:
            for one in old:
                if one not in self._after:
                    self._pair(one, (other for other in new if other not in self._before and alike(one, other)))

    def _pair(self, one: Term, others: Iterable[Term]) -> None:
        other = next(iter(others), None)
        if other is not None:
            self._after[one], self._before[other] = other, one

    def after(self, term: Term) -> Term | None:
        """What an earlier condition became."""
        return self._after.get(term)

    def before(self, term: Term) -> Term | None:
        """What a later condition was."""
        return self._before.get(term)


def waiver_of(term: Term, waived: Iterable[Reason]) -> Reason | None:
    """The remark of a regime that it expressly does not ask for this condition any more."""
    for reason in waived:
        dropped = reason.params.get("dropped")
        if isinstance(dropped, tuple) and any(kind == term.type for kind, _ in dropped):
            return reason
    return None
