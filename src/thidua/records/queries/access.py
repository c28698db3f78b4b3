"""May this actor read that record now: the rules of `rules.access` with what they ask about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from thidua.audit.models import Entry
from thidua.core.phases import local_date
from thidua.core.verdict import Verdict
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.organisations.models import Membership
from thidua.organisations.queries import valid_on
from thidua.records.chain import records_chain
from thidua.records.models import Person
from thidua.records.rules.access import NOT_YOURS, RecordOwner, can_list_people, can_read_log, can_read_record

REASON_HOLDS = timedelta(hours=1)
READ = "records.read_record"


def people_visible_to(actor: Actor, at: datetime) -> QuerySet[Person]:
    """The people whose records this hat reaches; every list of people begins here.

    An auditor reaches those of the units and people for which a reason was given within the hour.
    """
    people = Person.objects.all()
    if actor.role in (Role.UNIT_EDITOR, Role.UNIT_HEAD) and actor.organisation_id is not None:
        return people.filter(organisation_id=actor.organisation_id)
    if actor.role == Role.UNIT_MEMBER and actor.user_id is not None:
        return people.filter(user_id=actor.user_id)
    if actor.role == Role.AUDITOR and actor.cluster_id is not None:
        watched = Membership.objects.filter(valid_on(local_date(at)), cluster_id=actor.cluster_id)
        units = list(watched.values_list("organisation_id", flat=True))
        opened = [unit for unit in units if reason_holds(actor, at, organisation_id=unit)]
        return people.filter(
            Q(organisation_id__in=opened) | Q(organisation_id__in=units, pk__in=_people_opened(actor, at))
        )
    return people.none()


def may_read_person(actor: Actor, person_id: int, at: datetime) -> Verdict:
    """Whether the page of this person may be shown; the same refusal for another unit's and for nobody."""
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return NOT_YOURS
    owner = _owner(actor, person.organisation_id, at, user_id=person.user_id)
    holds = reason_holds(actor, at, organisation_id=person.organisation_id, person_id=person_id)
    return can_read_record(actor, owner, reason_given=holds)


def may_read_unit(actor: Actor, organisation_id: int, at: datetime) -> Verdict:
    """Whether the list of a unit's people and its own history may be shown."""
    holds = reason_holds(actor, at, organisation_id=organisation_id)
    return can_list_people(actor, _owner(actor, organisation_id, at), reason_given=holds)


def may_read_log(actor: Actor, organisation_id: int, at: datetime) -> Verdict:
    return can_read_log(actor, _owner(actor, organisation_id, at))


def own_record(actor: Actor) -> int | None:
    """The id of the actor's own record, if an account is linked to one."""
    if actor.user_id is None:
        return None
    return Person.objects.filter(user_id=actor.user_id).values_list("pk", flat=True).first()


def clusters_of(organisation_id: int, at: datetime) -> frozenset[int]:
    """The clusters to which a unit belongs today."""
    rows = Membership.objects.filter(valid_on(local_date(at)), organisation_id=organisation_id)
    return frozenset(rows.values_list("cluster_id", flat=True))


def reason_holds(actor: Actor, at: datetime, *, organisation_id: int, person_id: int | None = None) -> bool:
    """Whether this auditor said within the hour why they look into the person's record (None: the unit's list)."""
    if actor.role != Role.AUDITOR:
        return False
    named = f'"person":"{person_id}"' if person_id is not None else '"person":null'
    return _reasons(actor, at).filter(chain__code=records_chain(organisation_id), payload__contains=named).exists()


def _people_opened(actor: Actor, at: datetime) -> list[int]:
    """People for whom a reason was given within the hour, whatever their unit."""
    opened = []
    for entry in _reasons(actor, at):
        if (person_id := entry.payload.partition('"person":"')[2].partition('"')[0]).isdigit():
            opened.append(int(person_id))
    return opened


def _reasons(actor: Actor, at: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(action=READ, actor_user_id=actor.user_id, at__gt=at - REASON_HOLDS, at__lte=at)


def _owner(actor: Actor, organisation_id: int, at: datetime, *, user_id: int | None = None) -> RecordOwner:
    """Clusters are asked for only where the rule needs them."""
    clusters = clusters_of(organisation_id, at) if actor.role == Role.AUDITOR else frozenset()
    return RecordOwner(organisation_id, clusters, user_id)
