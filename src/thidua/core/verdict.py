"""Yes, or no with the sentence that the user reads.

The same verdict hides the button, guards the action and words the refusal page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a rule: `code` is stable (tests, the API), `sentence` says why and until when."""

    allowed: bool
    code: str = ""
    sentence: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Verdict(allowed=True)


def no(code: str, sentence: str) -> Verdict:
    """A refusal. The sentence is a whole Vietnamese sentence, ready for the page."""
    return Verdict(allowed=False, code=code, sentence=sentence)


class Refused(Exception):
    """Raised by an action whose rule said no; nothing was changed."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.sentence)
        self.verdict = verdict


class Conflict(Exception):
    """What was typed stands on something that changed meanwhile (decision 1): answered by 409 with both versions.

    `mine` and `theirs` map a field's label to what each side has, as text; nothing was changed.
    """

    def __init__(self, sentence: str, *, mine: dict[str, str], theirs: dict[str, str]) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.mine = mine
        self.theirs = theirs


def require(verdict: Verdict) -> None:
    """Let the act go on, or raise `Refused` with the rule's own sentence."""
    if not verdict:
        raise Refused(verdict)


def first_no(*verdicts: Verdict) -> Verdict:
    """The first refusal among several rules, else yes."""
    return next((verdict for verdict in verdicts if not verdict), YES)
