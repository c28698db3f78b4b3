"""Reading organisations, clusters, years and hats. What a page gets are values, never model rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.accounts.models import User
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role
from thidua.organisations.models import (
    Cluster,
    ClusterName,
    ClusterYear,
    Grant,
    Membership,
    Organisation,
    OrganisationName,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """An organisation under its name of a given day."""

    id: int
    code: str
    name: str
    short_name: str
    place: str
    sort_key: str


@dataclass(frozen=True, slots=True)
class YearFacts:
    """A cluster-year as pages and papers name it, by the names of its own time."""

    id: int
    year: int
    cluster_id: int
    cluster_code: str
    cluster_name: str
    is_fictional: bool
    head_id: int
    organiser_id: int
    organiser_name: str
    period_from: date
    period_to: date
    deputy_ids: tuple[int, ...]


def valid_on(day: date) -> Q:
    """Rows in force on a day: since ≤ day < until."""
    return Q(since_date__lte=day) & (Q(until_date__isnull=True) | Q(until_date__gt=day))


def units(organisation_ids: Iterable[int], *, on: date) -> dict[int, Unit]:
    """Organisations by id under their names of that day, in one query."""
    names = OrganisationName.objects.filter(valid_on(on), organisation_id__in=set(organisation_ids))
    return {row.organisation_id: _unit(row) for row in names.select_related("organisation")}


def members_of_year(cluster_year_id: int) -> list[Unit]:
    """The units that were members at some time within the year, in Vietnamese order of their names."""
    year = ClusterYear.objects.get(pk=cluster_year_id)
    ids = Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=year.period_from),
        cluster_id=year.cluster_id,
        since_date__lte=year.period_to,
    ).values("organisation_id")
    names = OrganisationName.objects.filter(valid_on(year.period_to), organisation_id__in=ids)
    return [_unit(row) for row in names.select_related("organisation").order_by("sort_key")]


def is_member(cluster_year_id: int, organisation_id: int) -> bool:
    year = ClusterYear.objects.get(pk=cluster_year_id)
    return Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=year.period_from),
        cluster_id=year.cluster_id,
        organisation_id=organisation_id,
        since_date__lte=year.period_to,
    ).exists()


def years_visible_to(actor: Actor) -> QuerySet[ClusterYear]:
    """The cluster-years that this hat reaches; every list of years, campaigns and sheets begins here.

    A unit reaches the years in which it was a member, not those before it came or after it left.
    """
    years = ClusterYear.objects.all()
    if actor.cluster_year_id is not None:
        return years.filter(pk=actor.cluster_year_id)
    if actor.role == Role.AUDITOR and actor.cluster_id is not None:
        return years.filter(cluster_id=actor.cluster_id)
    if actor.role == Role.ORGANISER and actor.organiser_id is not None:
        return years.filter(cluster__organiser_id=actor.organiser_id)
    if actor.organisation_id is not None and actor.role != Role.ADMIN:
        member = Membership.objects.filter(
            Q(until_date__isnull=True) | Q(until_date__gt=OuterRef("period_from")),
            cluster_id=OuterRef("cluster_id"),
            organisation_id=actor.organisation_id,
            since_date__lte=OuterRef("period_to"),
        )
        return years.filter(Exists(member))
    return years.none()


def years_facts(years: QuerySet[ClusterYear]) -> list[YearFacts]:
    """Facts of several years, newest first, in three queries whatever their number."""
    rows = list(years.select_related("cluster").prefetch_related("deputies").order_by("-year", "cluster__code"))
    cluster_names: dict[int, list[ClusterName]] = {}
    for name in ClusterName.objects.filter(cluster_id__in={row.cluster_id for row in rows}):
        cluster_names.setdefault(name.cluster_id, []).append(name)
    organisers = OrganisationName.objects.filter(organisation_id__in={row.cluster.organiser_id for row in rows})
    organiser_names: dict[int, list[OrganisationName]] = {}
    for organiser in organisers:
        organiser_names.setdefault(organiser.organisation_id, []).append(organiser)
    return [
        YearFacts(
            id=row.pk,
            year=row.year,
            cluster_id=row.cluster_id,
            cluster_code=row.cluster.code,
            cluster_name=_name_on(cluster_names.get(row.cluster_id, []), row.period_to),
            is_fictional=row.cluster.is_fictional,
            head_id=row.head_id,
            organiser_id=row.cluster.organiser_id,
            organiser_name=_name_on(organiser_names.get(row.cluster.organiser_id, []), row.period_to),
            period_from=row.period_from,
            period_to=row.period_to,
            deputy_ids=tuple(deputy.organisation_id for deputy in row.deputies.all()),
        )
        for row in rows
    ]


def year_facts(cluster_year_id: int) -> YearFacts:
    return years_facts(ClusterYear.objects.filter(pk=cluster_year_id))[0]


def years_by_id(cluster_year_ids: Iterable[int]) -> dict[int, YearFacts]:
    """Facts of several years by id; no query when none is asked for."""
    wanted = set(cluster_year_ids)
    return {year.id: year for year in years_facts(ClusterYear.objects.filter(pk__in=wanted))} if wanted else {}


def hats_of(user_id: int, *, on: date) -> list[Actor]:
    """The hats that a user's grants give on a day, in the order in which they were given."""
    grants = (
        Grant.objects.filter(valid_on(on), user_id=user_id, user__is_active=True)
        .select_related("user", "cluster_year__cluster", "cluster")
        .order_by("since_date", "pk")
    )
    rows = list(grants)
    names = units({row.organisation_id for row in rows if row.organisation_id}, on=on)
    clusters = {row.cluster_id for row in rows if row.cluster_id}
    clusters |= {row.cluster_year.cluster_id for row in rows if row.cluster_year}
    cluster_names: dict[int, list[ClusterName]] = {}
    if clusters:
        for name in ClusterName.objects.filter(cluster_id__in=clusters):
            cluster_names.setdefault(name.cluster_id, []).append(name)
    return [_hat(row, names, cluster_names, on) for row in rows]


@dataclass(frozen=True, slots=True)
class UnitPerson:
    """Somebody who holds a role in a unit: who may be chosen for a team or a meeting."""

    user_id: int
    full_name: str
    unit: Unit
    role: Role
    job_title: str


def people_of_members(cluster_year_id: int, *, on: date) -> list[UnitPerson]:
    """Holders of unit roles in the year's members on a day: by unit in Vietnamese order, heads first, then by given
    name; one line a person and unit."""
    members = {unit.id: unit for unit in members_of_year(cluster_year_id)}
    rows = Grant.objects.filter(
        valid_on(on), role__in=UNIT_ROLES, organisation_id__in=members, user__is_active=True
    ).select_related("user")
    order = {Role.UNIT_HEAD: 0, Role.UNIT_EDITOR: 1, Role.UNIT_MEMBER: 2}
    lines: dict[tuple[int, int], UnitPerson] = {}
    for row in sorted(rows, key=lambda row: (order[Role(row.role)], row.user.sort_key, row.pk)):
        if row.organisation_id is not None:
            person = UnitPerson(
                row.user_id, row.user.full_name, members[row.organisation_id], Role(row.role), row.job_title
            )
            lines.setdefault((row.organisation_id, row.user_id), person)
    places = {unit_id: place for place, unit_id in enumerate(members)}
    return sorted(lines.values(), key=lambda person: places[person.unit.id])


def own_units(user_id: int | None, *, on: date) -> set[int]:
    """The units in which a person holds a role on a day: those that the person must never judge."""
    if user_id is None:
        return set()
    rows = Grant.objects.filter(valid_on(on), user_id=user_id, role__in=UNIT_ROLES, organisation_id__isnull=False)
    return {pk for pk in rows.values_list("organisation_id", flat=True) if pk is not None}


def grants_of_cluster_year(cluster_year_id: int, role: Role, *, on: date) -> list[Grant]:
    return list(Grant.objects.filter(valid_on(on), cluster_year_id=cluster_year_id, role=role).select_related("user"))


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account with the roles that it holds on a day, as the administrator's list shows it."""

    user_id: int
    username: str
    full_name: str
    roles: tuple[str, ...]


def all_accounts(*, on: date) -> list[AccountLine]:
    """Every account in Vietnamese order of given names, in a fixed number of queries."""
    held: dict[int, list[Grant]] = {}
    for grant in Grant.objects.filter(valid_on(on)).select_related("cluster_year").order_by("pk"):
        held.setdefault(grant.user_id, []).append(grant)
    names = units({row.organisation_id for rows in held.values() for row in rows if row.organisation_id}, on=on)
    clusters: dict[int, list[ClusterName]] = {}
    for name in ClusterName.objects.all():
        clusters.setdefault(name.cluster_id, []).append(name)
    return [
        AccountLine(
            user_id=user.pk,
            username=user.username,
            full_name=user.full_name,
            roles=tuple(
                f"{Role(row.role).label} · {_scope_name(row, names, clusters, on)}" for row in held.get(user.pk, [])
            ),
        )
        for user in User.objects.filter(is_active=True).order_by("sort_key", "pk")
    ]


def organisation_choices(*, on: date) -> list[Unit]:
    """All organisations under their present names, in Vietnamese order."""
    names = OrganisationName.objects.filter(valid_on(on)).select_related("organisation").order_by("sort_key")
    return [_unit(row) for row in names]


def organiser_of(cluster_id: int) -> int:
    return Cluster.objects.values_list("organiser_id", flat=True).get(pk=cluster_id)


def organisers_above(
    *, organisation_id: int | None, cluster_id: int | None, cluster_year_id: int | None, on: date
) -> set[int]:
    """Who organises the scope of a role: its cluster, or the clusters to which the unit belongs on a day."""
    if cluster_year_id is not None:
        clusters = Cluster.objects.filter(years=cluster_year_id)
    elif cluster_id is not None:
        clusters = Cluster.objects.filter(pk=cluster_id)
    elif organisation_id is None:
        return set()
    else:
        member_of = Membership.objects.filter(valid_on(on), organisation_id=organisation_id).values("cluster_id")
        clusters = Cluster.objects.filter(pk__in=member_of)
    return set(clusters.values_list("organiser_id", flat=True))


def find_organisation(code: str) -> int | None:
    return Organisation.objects.filter(code=code).values_list("pk", flat=True).first()


def find_cluster(code: str) -> int | None:
    return Cluster.objects.filter(code=code).values_list("pk", flat=True).first()


def _unit(row: OrganisationName) -> Unit:
    return Unit(
        id=row.organisation_id,
        code=row.organisation.code,
        name=row.name,
        short_name=row.short_name,
        place=row.organisation.place,
        sort_key=row.sort_key,
    )


def _name_on(names: Iterable[ClusterName | OrganisationName], day: date) -> str:
    for name in names:
        if name.since_date <= day and (name.until_date is None or day < name.until_date):
            return name.name
    return ""


def _scope_name(row: Grant, names: dict[int, Unit], clusters: dict[int, list[ClusterName]], on: date) -> str:
    if row.cluster_year:
        year = row.cluster_year
        return f"{_name_on(clusters.get(year.cluster_id, []), year.period_to)}, năm {year.year}"
    if row.cluster_id:
        return _name_on(clusters.get(row.cluster_id, []), on)
    if row.organisation_id:
        return names[row.organisation_id].name
    return "Toàn hệ thống"


def _hat(row: Grant, names: dict[int, Unit], clusters: dict[int, list[ClusterName]], on: date) -> Actor:
    role = Role(row.role)
    return Actor(
        user_id=row.user_id,
        role=role,
        name=row.user.full_name,
        hat=f"grant:{row.pk}",
        organisation_id=row.organisation_id,
        cluster_id=row.cluster_year.cluster_id if row.cluster_year else row.cluster_id,
        cluster_year_id=row.cluster_year_id,
        organiser_id=row.organisation_id if role == Role.ORGANISER else None,
        job_title=row.job_title,
        scope_name=_scope_name(row, names, clusters, on),
    )


@dataclass(frozen=True, slots=True)
class EmulationYear:
    """The year that a unit is in on a day: that of its cluster, else the calendar's. `last_day` belongs to it."""

    year: int
    first_day: date
    last_day: date


def emulation_year(organisation_id: int, *, on: date) -> EmulationYear:
    """The newest cluster-year of the unit that holds the day; without one the calendar year."""
    member = Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=on), organisation_id=organisation_id, since_date__lte=on
    ).values("cluster_id")
    running = ClusterYear.objects.filter(cluster_id__in=member, period_from__lte=on, period_to__gte=on)
    row = running.order_by("-year", "pk").first()
    if row is None:
        return EmulationYear(on.year, date(on.year, 1, 1), date(on.year, 12, 31))
    return EmulationYear(row.year, row.period_from, row.period_to)


def units_of_cluster(cluster_id: int, *, on: date) -> list[Unit]:
    """The members of a cluster on a day, in Vietnamese order of their names."""
    ids = Membership.objects.filter(valid_on(on), cluster_id=cluster_id).values("organisation_id")
    names = OrganisationName.objects.filter(valid_on(on), organisation_id__in=ids)
    return [_unit(row) for row in names.select_related("organisation").order_by("sort_key")]
