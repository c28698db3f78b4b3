"""A unit's people with their ideas: where tests of ideas begin."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from records.book import NOW, Book
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.ideas import IdeaWords, propose_idea, take_step
from thidua.records.actions.recognition import RecognitionWords, recognise_idea
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.idea_values import IdeaFacts
from thidua.records.queries.ideas import idea_facts

WORDS = IdeaWords("Bảng tra cứu văn bản", "Làm một trang tra cứu dùng chung.")
DECISION = RecognitionWords("base", "12/QĐ-SK", date(2021, 11, 15))
_KEYS = count(1)


def propose(actor: Actor, kind: IdeaKind = IdeaKind.INITIATIVE, *, at: datetime = NOW, **more: Any) -> int:
    """An idea of the year 2021 by this actor; every call is another form unless `sent_key` says otherwise."""
    given = {"year": 2021, "words": WORDS, "sent_key": f"khoa-{next(_KEYS)}", **more}
    return propose_idea(actor=actor, at=at, kind=kind, **given)


def following(actor: Actor, **more: Any) -> int:
    return propose(actor, IdeaKind.FOLLOWING, **more)


def read(idea_id: int) -> IdeaFacts:
    """The idea as it stands."""
    idea = idea_facts(idea_id)
    assert idea is not None
    return idea


def step(actor: Actor, idea_id: int, kind: IdeaStepKind, words: str = "", *, seen: int | None = None) -> None:
    """A step on the idea as its page shows it now, or as it did when it had `seen` steps."""
    steps_seen = read(idea_id).steps_taken if seen is None else seen
    take_step(actor=actor, at=NOW, idea_id=idea_id, kind=kind, words=words, steps_seen=steps_seen)


def recognise(actor: Actor, idea_id: int, *author_ids: int, words: RecognitionWords = DECISION) -> int:
    return recognise_idea(actor=actor, at=NOW, idea_id=idea_id, words=words, author_ids=author_ids)


def colleague(book: Book, username: str = "canbo91", unit: int = 1) -> Actor:
    """Another member of staff of the unit."""
    if username not in book.season.users:
        book.season.grant(username, Role.UNIT_MEMBER, organisation_id=book.unit(unit))
    return book.season.hat(username, Role.UNIT_MEMBER)
