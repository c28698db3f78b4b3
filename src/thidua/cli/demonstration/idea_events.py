"""The year's ideas: proposed by those who have an account or written down for them, answered, recognised, confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from thidua.cli.demonstration.book_events import Event, editor_of, hat_of, head_of
from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.ideas_file import IdeaStep, Proposed, proposed
from thidua.cli.demonstration.twenty import twenty
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.ideas import IdeaWords, propose_idea, take_step
from thidua.records.actions.recognition import RecognitionWords, recognise_idea
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.queries.ideas import idea_facts


def idea_events() -> Iterator[Event]:
    """Every proposal and every step, in the order in which they are read."""
    for idea in proposed():
        yield Event(idea.day, partial(_propose, idea=idea))
        for step in idea.steps:
            yield Event(step.day, partial(_take, idea=idea, step=step))


def _propose(builder: Builder, at: datetime, *, idea: Proposed) -> None:
    author = _author(builder, idea)
    builder.ideas[idea.key] = propose_idea(
        actor=author or editor_of(builder),
        at=at,
        kind=IdeaKind(idea.kind),
        year=twenty().year,
        words=IdeaWords(idea.title, idea.content, idea.problem, idea.effect),
        sent_key=idea.key,
        person_id=None if author else builder.people[idea.by],
    )


def _take(builder: Builder, at: datetime, *, idea: Proposed, step: IdeaStep) -> None:
    """The author withdraws and reports, the head answers, confirms and recognises; the officer confirms the head's."""
    idea_id, kind = builder.ideas[idea.key], IdeaStepKind(step.do)
    if kind is IdeaStepKind.RECOGNISED:
        recognise_idea(
            actor=head_of(builder),
            at=at,
            idea_id=idea_id,
            words=RecognitionWords("base", step.number, step.day),
            author_ids=[builder.people[code] for code in idea.authors],
        )
        return
    author = _author(builder, idea)
    if kind in (IdeaStepKind.WITHDRAWN, IdeaStepKind.DONE):
        actor = author or editor_of(builder)
    else:
        actor = editor_of(builder) if author and author.role == Role.UNIT_HEAD else head_of(builder)
    facts = idea_facts(idea_id)
    assert facts is not None
    take_step(actor=actor, at=at, idea_id=idea_id, kind=kind, words=step.words, steps_seen=facts.steps_taken)


def _author(builder: Builder, idea: Proposed) -> Actor | None:
    """The one who proposes, where they sign in themselves."""
    account = next(one.account for one in twenty().people if one.code == idea.by)
    return hat_of(builder, account) if account else None
