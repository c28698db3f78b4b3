"""What waits for an officer of a unit: ideas to answer, "việc làm theo" to confirm, requests about personal data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.models import DataRequest, IdeaStep
from thidua.records.queries.ideas import ideas_visible_to


@dataclass(frozen=True, slots=True)
class Waiting:
    """Numbers of things; `request_person` and `request_day` are those of the oldest request that has no answer."""

    ideas: int = 0
    confirmations: int = 0
    requests: int = 0
    request_person: int | None = None
    request_day: date | None = None


def waiting_for(actor: Actor) -> Waiting:
    """In one query for an editor and two for a head; nothing waits for other hats. Nobody confirms their own work, so
    it does not wait for them."""
    unit_id = actor.organisation_id
    if actor.role not in (Role.UNIT_EDITOR, Role.UNIT_HEAD) or unit_id is None:
        return Waiting()
    last = IdeaStep.objects.filter(idea_id=OuterRef("pk")).order_by("-number").values("kind")[:1]
    own = Q(user_id=actor.user_id) | Q(person__user_id=actor.user_id)
    found = (
        ideas_visible_to(actor)
        .annotate(last=Subquery(last))
        .aggregate(
            ideas=Count("pk", filter=Q(kind=IdeaKind.INITIATIVE, last=None)),
            confirmations=Count("pk", filter=Q(kind=IdeaKind.FOLLOWING, last=IdeaStepKind.DONE) & ~own),
        )
    )
    requests = _requests_of(unit_id) if actor.role == Role.UNIT_HEAD else []
    person_id, day = requests[0] if requests else (None, None)
    return Waiting(found["ideas"], found["confirmations"], len(requests), person_id, day)


def _requests_of(organisation_id: int) -> list[tuple[int, date]]:
    """(person, day received) of the requests without an answer, the oldest first."""
    waiting = DataRequest.objects.filter(person__organisation_id=organisation_id, outcome__isnull=True)
    return list(waiting.order_by("received_date", "pk").values_list("person_id", "received_date"))
