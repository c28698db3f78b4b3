"""What every condition has: a state for some facts, and the explanation behind it.

States are ordered numbers, so that "all of" is the least and "any of" the greatest of them: failed < unknown < met.
Judging makes no text: a rule gives its explanation (a code and parameters) only when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from thidua.core.explanation import Explanation
from thidua.core.law.facts import Facts
from thidua.core.shape import Shape

FAILED, UNKNOWN, MET = 0, 1, 2
STATE_NAMES = ("failed", "unknown", "met")


@dataclass(frozen=True, slots=True)
class AwardName:
    """How an award is called in sentences. `title`: a danh hiệu, of which a subject holds one for a period; a
    commendation may be given several times."""

    name: str
    title: bool

    @property
    def said(self) -> str:
        """“Lao động tiên tiến” for a title, as the law writes it; Bằng khen … for a commendation."""
        return f"“{self.name}”" if self.title else self.name


Names = Mapping[str, AwardName]


class Rule(Protocol):
    """The compiled rule of one leaf condition."""

    def state(self, facts: Facts) -> int:
        """FAILED, UNKNOWN or MET."""
        ...

    def told(self, facts: Facts) -> Explanation:
        """Why it is so: the code of a sentence and its parameters."""
        ...


@dataclass(frozen=True, slots=True)
class Demand:
    """How much a condition asks, to be compared with another about the same `thing`: every one of `figures` asks more
    when it is greater."""

    thing: tuple[Any, ...]
    figures: tuple[Any, ...]

    def weaker_than(self, other: Demand) -> bool:
        """Whether this asks less than `other` about the same thing, and more in nothing."""
        if self.thing != other.thing or self.figures == other.figures:
            return False
        return all(mine <= theirs for mine, theirs in zip(self.figures, other.figures, strict=True))


class Kind:
    """One type of condition: its parameters as the files write them, and its rule.

    `NEEDED` are the parameters that must be written; one that is null is not known, and so is the condition. `FREE` are
    those that may be left out.
    """

    type: ClassVar[str]
    NEEDED: ClassVar[Mapping[str, Shape]] = {}
    FREE: ClassVar[Mapping[str, Shape]] = {}
    NULL_IS_KNOWN: ClassVar[bool] = False
    """Whether a null parameter has a meaning of its own."""

    @classmethod
    def known(cls, values: Mapping[str, Any]) -> bool:
        """Whether all that the rule needs is known."""
        return cls.NULL_IS_KNOWN or all(values.get(name) is not None for name in cls.NEEDED)

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Rule:
        """The rule for parameters that are all known."""
        raise NotImplementedError

    @classmethod
    def demand(cls, values: Mapping[str, Any]) -> Demand | None:
        """How much it asks; None where two such conditions cannot be compared."""
        return None


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A condition whose parameter nobody has read: unknown, whatever the facts."""

    type: str

    def state(self, facts: Facts) -> int:
        return UNKNOWN

    def told(self, facts: Facts) -> Explanation:
        return Explanation("parameter_not_known", {"condition": self.type})


@dataclass(frozen=True, slots=True)
class OnlyFor:
    """A condition written for one kind of subject: failed for the others."""

    subject: str
    inner: Rule

    def state(self, facts: Facts) -> int:
        return self.inner.state(facts) if facts.subject == self.subject else FAILED

    def told(self, facts: Facts) -> Explanation:
        if facts.subject == self.subject:
            return self.inner.told(facts)
        return Explanation(OTHER_SUBJECT, {"asked": self.subject, "subject": facts.subject})


OTHER_SUBJECT = "other_subject"
