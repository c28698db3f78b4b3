"""Reading ideas: lists of a unit for its officers and its staff, one idea with its story, counts for criteria."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from thidua.accounts.queries import names_of
from thidua.core.phases import local_date
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role
from thidua.records.enums import FactKind, IdeaKind, IdeaStepKind, WorkKind
from thidua.records.idea_values import OPEN_TO_COLLEAGUES, IdeaCounts, IdeaFacts, StepFacts
from thidua.records.models import Employment, Idea, IdeaStep, IdeaVersion, Person
from thidua.records.queries.people import names_of_people
from thidua.records.queries.rows import in_force
from thidua.records.words import NOBODY

PAGE_SIZE = 30


def ideas_visible_to(actor: Actor) -> QuerySet[Idea]:
    """The ideas that this hat may read; every list begins here."""
    if actor.role not in UNIT_ROLES or actor.organisation_id is None or actor.user_id is None:
        return Idea.objects.none()
    found = Idea.objects.filter(organisation_id=actor.organisation_id)
    if actor.role in (Role.UNIT_EDITOR, Role.UNIT_HEAD):
        return found
    return found.annotate(last=_last_step()).filter(_own(actor.user_id) | Q(last__in=OPEN_TO_COLLEAGUES))


def ideas_of(
    actor: Actor, *, year: int, kind: IdeaKind | None = None, waiting: bool = False, mine: bool = False, page: int = 1
) -> tuple[list[IdeaFacts], int]:
    """A page of the year's ideas, newest first, and how many there are in all.

    `waiting`: those on which an officer is to act; `mine`: the actor's own. Both of any year: what was not answered
    before a year ended, and what somebody wrote, is not lost with it.
    """
    found = ideas_visible_to(actor)
    if kind is not None:
        found = found.filter(kind=kind)
    if mine and actor.user_id is not None:
        found = found.filter(_own(actor.user_id))
    if waiting:
        found = found.annotate(state=_last_step()).filter(
            Q(kind=IdeaKind.INITIATIVE, state__isnull=True)
            | Q(kind=IdeaKind.INITIATIVE, state=IdeaStepKind.ACCEPTED)
            | Q(kind=IdeaKind.FOLLOWING, state=IdeaStepKind.DONE)
        )
    if not (waiting or mine):
        found = found.filter(year=year)
    total = found.count()
    first = (max(page, 1) - 1) * PAGE_SIZE
    return _facts(found.order_by("-created_at", "-pk")[first : first + PAGE_SIZE]), total


def idea_facts(idea_id: int) -> IdeaFacts | None:
    """One idea, whoever asks: the caller's rule decides."""
    return next(iter(_facts(Idea.objects.filter(pk=idea_id))), None)


def steps_of(idea_id: int) -> list[StepFacts]:
    """The story of an idea, oldest first. An author whose data was erased is not named by the steps either."""
    rows = list(IdeaStep.objects.filter(idea_id=idea_id).select_related("idea__person").order_by("number"))
    names = names_of(row.written_by_id for row in rows)
    return [
        StepFacts(
            IdeaStepKind(row.kind),
            row.words,
            row.written_at,
            NOBODY if _is_erased_author(row) else names.get(row.written_by_id or 0, ""),
            row.work_id,
        )
        for row in rows
    ]


def idea_counts(organisation_id: int, *, since: date, until: date, year: int, at: datetime) -> IdeaCounts:
    """What the unit's book says for the emulation year `year`, a period from `since` to `until` (the last day).

    An initiative counts by the day of its decision where one is written, else by its year. A person counts once,
    however many "việc làm theo" they registered; who no longer works in the unit counts neither among the staff nor
    among those who registered.
    """
    initiatives = in_force(FactKind.WORK).filter(organisation_id=organisation_id, kind=WorkKind.INITIATIVE)
    dated = Q(decision_date__gte=since, decision_date__lte=until)
    recognised = initiatives.filter(dated | Q(decision_date__isnull=True, year=until.year)).count()
    staff = staff_on(organisation_id, min(until, local_date(at)))
    registered, confirmed = _following(organisation_id, year, staff)
    return IdeaCounts(recognised, len(staff), registered, confirmed)


def staff_on(organisation_id: int, day: date) -> set[int]:
    """Who in the book worked in the unit on a day."""
    working = Employment.objects.filter(
        Q(last_date__isnull=True) | Q(last_date__gte=day),
        organisation_id=organisation_id,
        since_date__lte=day,
        corrected_by__isnull=True,
        is_void=False,
    )
    return set(working.values_list("person_id", flat=True))


def _following(organisation_id: int, year: int, staff: set[int]) -> tuple[int, int]:
    """How many of the staff registered a "việc làm theo" for the year, and how many had one confirmed."""
    ideas = Idea.objects.filter(organisation_id=organisation_id, year=year, kind=IdeaKind.FOLLOWING)
    rows = list(ideas.annotate(state=_last_step()).values_list("person_id", "user_id", "state"))
    accounts = {user_id for _, user_id, _ in rows if user_id is not None}
    people = dict(Person.objects.filter(user_id__in=accounts).values_list("user_id", "pk"))
    registered: set[tuple[str, int | None]] = set()
    confirmed: set[tuple[str, int | None]] = set()
    for written_for, user_id, state in rows:
        person_id = written_for or people.get(user_id or 0)
        is_off = state in (IdeaStepKind.DECLINED, IdeaStepKind.WITHDRAWN)
        if is_off or (person_id is not None and person_id not in staff):
            continue
        who = ("person", person_id) if person_id is not None else ("user", user_id)
        registered.add(who)
        if state == IdeaStepKind.CONFIRMED:
            confirmed.add(who)
    return len(registered), len(confirmed)


def _own(user_id: int) -> Q:
    return Q(user_id=user_id) | Q(person__user_id=user_id)


def _is_erased_author(step: IdeaStep) -> bool:
    person = step.idea.person
    return person is not None and person.erased_at is not None and step.written_by_id == step.idea.user_id


def _last_step() -> Subquery:
    """The kind of an idea's last step; null before the first."""
    return Subquery(IdeaStep.objects.filter(idea_id=OuterRef("pk")).order_by("-number").values("kind")[:1])


def _facts(ideas: QuerySet[Idea]) -> list[IdeaFacts]:
    """Facts of several ideas in five queries whatever their number."""
    rows = list(ideas.select_related("person"))
    ids = [row.pk for row in rows]
    versions: dict[int, IdeaVersion] = {}
    for version in IdeaVersion.objects.filter(idea_id__in=ids).order_by("number"):
        versions[version.idea_id] = version
    steps: dict[int, IdeaStep] = {}
    for step in IdeaStep.objects.filter(idea_id__in=ids).order_by("number"):
        steps[step.idea_id] = step
    users = names_of(row.user_id for row in rows)
    people = names_of_people(row.person_id for row in rows if row.person_id is not None)
    return [_one(row, versions[row.pk], steps.get(row.pk), users, people) for row in rows]


def _one(
    row: Idea, version: IdeaVersion, step: IdeaStep | None, users: dict[int, str], people: dict[int, str]
) -> IdeaFacts:
    """The person's name in the book, else that of the account."""
    name = users.get(row.user_id or 0, NOBODY) if row.person_id is None else people.get(row.person_id, NOBODY)
    return IdeaFacts(
        id=row.pk,
        organisation_id=row.organisation_id,
        kind=IdeaKind(row.kind),
        year=row.year,
        user_id=row.user_id,
        person_id=row.person_id,
        person_user_id=row.person.user_id if row.person is not None else None,
        author_name=name,
        title=version.title,
        problem=version.problem,
        content=version.content,
        effect=version.effect,
        version=version.number,
        state=None if step is None else IdeaStepKind(step.kind),
        steps_taken=0 if step is None else step.number,
        created_at=row.created_at,
    )
