"""Setting up organisations, clusters and years, and giving roles."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from thidua.accounts.actions import create_user
from thidua.accounts.models import User
from thidua.audit.actions import chain_of_year, record
from thidua.audit.models import TECHNICAL
from thidua.core.phases import VIETNAM
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import date_text, nfc, sort_key
from thidua.installation.actions import advance_clock, create_installation, set_initial_clock
from thidua.organisations.actor import Actor, system_actor
from thidua.organisations.enums import ClusterKind, OrganisationKind, Role
from thidua.organisations.models import (
    Cluster,
    ClusterName,
    ClusterYear,
    ClusterYearDeputy,
    Grant,
    Membership,
    Organisation,
    OrganisationName,
)
from thidua.organisations.queries import is_member, organiser_of, organisers_above, valid_on, year_facts
from thidua.organisations.rules import (
    can_give,
    can_rename,
    can_set_up,
    fits_year,
    is_first_set_up,
    may_hold_together,
)

_BAD_PERIOD = no("bad_period", "Ngày kết thúc phải sau ngày bắt đầu.")


@transaction.atomic
def found_installation(*, is_demo: bool, demo_clock: datetime | None = None) -> Actor:
    """Mark an empty database as ordinary or as a demonstration and return the actor of the first set-up."""
    create_installation(is_demo=is_demo)
    if demo_clock is not None:
        set_initial_clock(at=demo_clock)
    actor = system_actor("cli:init")
    from_then = demo_clock or datetime.now(VIETNAM)
    record(chain=TECHNICAL, action="installation.found", actor=actor, at=from_then, facts={"is_demo": is_demo})
    return actor


@transaction.atomic
def move_demo_clock(*, actor: Actor, at: datetime, to: datetime) -> None:
    """Move a demonstration's clock forward to `to`; recorded. An ordinary database refuses."""
    if not actor.signed_in and not is_first_set_up(actor):
        require(no("not_signed_in", "Hãy đăng nhập để chỉnh đồng hồ trình diễn."))
    advance_clock(to=to)
    record(
        chain=TECHNICAL,
        action="installation.move_clock",
        actor=actor,
        at=to,
        facts={"from": at.astimezone(VIETNAM).isoformat(), "to": to.astimezone(VIETNAM).isoformat()},
    )


@transaction.atomic
def found_first_people(
    *,
    at: datetime,
    organiser_code: str,
    organiser_name: str,
    place: str,
    username: str,
    full_name: str,
    password: str,
) -> int:
    """`thidua init`: the first organiser and the first administrator. Returns the administrator's user id."""
    actor = found_installation(is_demo=False)
    create_organisation(
        actor=actor,
        at=at,
        code=organiser_code,
        kind=OrganisationKind.ORGANISER,
        name=organiser_name,
        short_name=organiser_name,
        place=place,
        since=at.astimezone(VIETNAM).date(),
    )
    user = create_user(actor=actor, at=at, username=username, full_name=full_name, password=password)
    give_grant(
        actor=actor,
        at=at,
        user_id=user.pk,
        role=Role.ADMIN,
        decision="Khởi tạo hệ thống",
        since=at.astimezone(VIETNAM).date(),
    )
    return user.pk


@transaction.atomic
def create_organisation(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    kind: OrganisationKind,
    name: str,
    short_name: str,
    place: str,
    since: date,
    is_fictional: bool = False,
) -> int:
    """A new organisation with its first name. Refuses a code already used. Returns its id."""
    require(can_set_up(actor))
    if Organisation.objects.filter(code=code).exists():
        require(no("code_taken", f"Mã đơn vị “{code}” đã được dùng. Hãy chọn mã khác."))
    organisation = Organisation.objects.create(code=code, kind=kind, place=nfc(place), is_fictional=is_fictional)
    OrganisationName.objects.create(
        organisation=organisation,
        name=nfc(name),
        short_name=nfc(short_name),
        sort_key=sort_key(f"{short_name} {name}"),
        since_date=since,
    )
    record(
        chain=TECHNICAL,
        action="organisations.create_organisation",
        actor=actor,
        at=at,
        facts={"organisation": str(organisation.pk), "code": code},
    )
    return organisation.pk


@transaction.atomic
def rename_organisation(
    *, actor: Actor, at: datetime, organisation_id: int, name: str, short_name: str, since: date
) -> None:
    """A new name from a date; the name before it ends there and stays for the years that it named."""
    organisers = organisers_above(organisation_id=organisation_id, cluster_id=None, cluster_year_id=None, on=since)
    require(can_rename(actor, organisation_id=organisation_id, organiser_ids=organisers))
    present = OrganisationName.objects.select_for_update().get(organisation_id=organisation_id, until_date=None)
    if since <= present.since_date:
        require(no("name_since", f"Tên mới phải có từ sau ngày {date_text(present.since_date)} của tên hiện hành."))
    present.until_date = since
    present.save(update_fields=["until_date"])
    OrganisationName.objects.create(
        organisation_id=organisation_id,
        name=nfc(name),
        short_name=nfc(short_name),
        sort_key=sort_key(f"{short_name} {name}"),
        since_date=since,
    )
    record(
        chain=TECHNICAL,
        action="organisations.rename_organisation",
        actor=actor,
        at=at,
        facts={"organisation": str(organisation_id), "since": since.isoformat()},
    )


@transaction.atomic
def create_cluster(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    name: str,
    organiser_id: int,
    since: date,
    kind: ClusterKind = ClusterKind.CLUSTER,
    former_names: tuple[tuple[str, date, date], ...] = (),
    is_fictional: bool = False,
) -> int:
    """A new cluster under its organiser; `former_names` are (name, since, until). Returns its id."""
    require(can_set_up(actor, organiser_id=organiser_id))
    if Cluster.objects.filter(code=code).exists():
        require(no("code_taken", f"Mã cụm “{code}” đã được dùng. Hãy chọn mã khác."))
    cluster = Cluster.objects.create(code=code, kind=kind, organiser_id=organiser_id, is_fictional=is_fictional)
    for former, from_date, until in former_names:
        ClusterName.objects.create(cluster=cluster, name=nfc(former), since_date=from_date, until_date=until)
    ClusterName.objects.create(cluster=cluster, name=nfc(name), since_date=since)
    record(
        chain=TECHNICAL,
        action="organisations.create_cluster",
        actor=actor,
        at=at,
        facts={"cluster": str(cluster.pk), "code": code},
    )
    return cluster.pk


@transaction.atomic
def add_membership(
    *,
    actor: Actor,
    at: datetime,
    cluster_id: int,
    organisation_id: int,
    since: date,
    until: date | None = None,
) -> None:
    """Record that a unit belongs to a cluster from a date. Overlapping memberships are refused."""
    require(can_set_up(actor, organiser_id=organiser_of(cluster_id)))
    if until is not None and until <= since:
        require(_BAD_PERIOD)
    overlapping = Membership.objects.filter(
        Q(until_date__isnull=True) | Q(until_date__gt=since),
        cluster_id=cluster_id,
        organisation_id=organisation_id,
    )
    if until is not None:
        overlapping = overlapping.filter(since_date__lt=until)
    if overlapping.exists():
        require(no("membership_overlaps", "Đơn vị đã là thành viên của cụm trong thời gian này."))
    Membership.objects.create(
        cluster_id=cluster_id, organisation_id=organisation_id, since_date=since, until_date=until
    )
    record(
        chain=TECHNICAL,
        action="organisations.add_membership",
        actor=actor,
        at=at,
        facts={"cluster": str(cluster_id), "organisation": str(organisation_id), "since": since.isoformat()},
    )


@transaction.atomic
def open_year(
    *,
    actor: Actor,
    at: datetime,
    cluster_id: int,
    year: int,
    head_id: int,
    period_from: date,
    period_to: date,
    deputy_ids: tuple[int, ...] = (),
) -> int:
    """Open a cluster's year with its head and deputies, who must be members. Returns the cluster-year's id.

    A deputy is another unit than the head, named once.
    """
    require(can_set_up(actor, organiser_id=organiser_of(cluster_id)))
    if period_to <= period_from:
        require(_BAD_PERIOD)
    if len({head_id, *deputy_ids}) != 1 + len(deputy_ids):
        require(no("named_twice", "Mỗi đơn vị chỉ giữ một vị trí: Cụm trưởng hoặc Cụm phó."))
    if ClusterYear.objects.filter(cluster_id=cluster_id, year=year).exists():
        require(no("year_open", f"Năm {year} của cụm đã được mở."))
    cluster_year = ClusterYear.objects.create(
        cluster_id=cluster_id, year=year, head_id=head_id, period_from=period_from, period_to=period_to
    )
    for organisation_id in (head_id, *deputy_ids):
        if not is_member(cluster_year.pk, organisation_id):
            require(no("not_a_member", "Cụm trưởng, Cụm phó phải là đơn vị thành viên của cụm."))
    for organisation_id in deputy_ids:
        ClusterYearDeputy.objects.create(cluster_year=cluster_year, organisation_id=organisation_id)
    record(
        chain=chain_of_year(cluster_year.pk),
        action="organisations.open_year",
        actor=actor,
        at=at,
        facts={"year": str(year), "head": str(head_id), "deputies": [str(pk) for pk in deputy_ids]},
    )
    return cluster_year.pk


@transaction.atomic
def give_grant(
    *,
    actor: Actor,
    at: datetime,
    user_id: int,
    role: Role,
    decision: str,
    since: date,
    until: date | None = None,
    organisation_id: int | None = None,
    cluster_id: int | None = None,
    cluster_year_id: int | None = None,
    job_title: str = "",
) -> int:
    """Give a role in a scope from a date, by a decision. Returns the grant's id.

    Refuses what the giver may not give, an administrator with a business role, an end before the start, and a role
    that the person already holds there.
    """
    organisers = organisers_above(
        organisation_id=organisation_id, cluster_id=cluster_id, cluster_year_id=cluster_year_id, on=since
    )
    require(can_give(actor, role, organisation_id=organisation_id, organiser_ids=organisers))
    if cluster_year_id is not None:
        year = year_facts(cluster_year_id)
        require(fits_year(role, organisation_id, head_id=year.head_id, deputy_ids=year.deputy_ids))
    if until is not None and until <= since:
        require(_BAD_PERIOD)
    if not decision.strip():
        require(no("no_decision", "Hãy ghi văn bản giao vai, ví dụ “Quyết định số 12/QĐ-TCT ngày 04/01/2021”."))
    user = User.objects.select_for_update().get(pk=user_id)
    held = Grant.objects.filter(Q(until_date__isnull=True) | Q(until_date__gt=since), user=user)
    require(may_hold_together(role, holds={Role(code) for code in held.values_list("role", flat=True)}))
    scope = {"organisation_id": organisation_id, "cluster_id": cluster_id, "cluster_year_id": cluster_year_id}
    if held.filter(valid_on(since), role=role, **scope).exists():
        require(no("already_given", f"{user.full_name} đang giữ vai này."))
    grant = Grant(
        user=user,
        role=role,
        job_title=nfc(job_title),
        since_date=since,
        until_date=until,
        decision=nfc(decision),
        given_by_id=actor.user_id,
        **scope,
    )
    try:
        grant.validate_constraints()
    except ValidationError as error:
        raise Refused(no("bad_scope", " ".join(error.messages))) from error
    grant.save()
    record(
        chain=TECHNICAL,
        action="organisations.give_grant",
        actor=actor,
        at=at,
        facts={"grant": str(grant.pk), "user": str(user_id), "role": role.value, "since": since.isoformat()},
    )
    return grant.pk


@transaction.atomic
def end_grant(*, actor: Actor, at: datetime, grant_id: int, until: date) -> None:
    """End a role on a date; what was done under it stays."""
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    organisers = organisers_above(
        organisation_id=grant.organisation_id,
        cluster_id=grant.cluster_id,
        cluster_year_id=grant.cluster_year_id,
        on=grant.since_date,
    )
    require(can_give(actor, Role(grant.role), organisation_id=grant.organisation_id, organiser_ids=organisers))
    if until <= grant.since_date:
        require(_BAD_PERIOD)
    if grant.until_date is not None and until >= grant.until_date:
        require(no("already_ended", f"Vai này đã có ngày kết thúc {date_text(grant.until_date)}."))
    grant.until_date = until
    grant.save(update_fields=["until_date"])
    record(
        chain=TECHNICAL,
        action="organisations.end_grant",
        actor=actor,
        at=at,
        facts={"grant": str(grant_id), "until": until.isoformat()},
    )
