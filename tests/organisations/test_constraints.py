"""The database keeps what the rules promise: each constraint is broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from council.season import LONG_AGO, PLEDGING, Season, founded
from thidua.organisations.enums import Role
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

DAY = date(2020, 1, 1)


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(PLEDGING), size=2).set_up()


def again(row: models.Model, **changes: Any) -> None:
    """A second row like `row`, with changes."""
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    type(row)._default_manager.create(**{**fields, **changes})


BROKEN: dict[str, Callable[[Season], None]] = {
    "organisation_name_period": lambda _: again(OrganisationName.objects.all()[0], until_date=LONG_AGO),
    "organisation_has_one_present_name": lambda _: again(OrganisationName.objects.all()[0], since_date=DAY),
    "cluster_name_period": lambda _: again(ClusterName.objects.get(), until_date=LONG_AGO),
    "cluster_has_one_present_name": lambda _: again(ClusterName.objects.get(), since_date=DAY),
    "membership_period": lambda _: again(Membership.objects.all()[0], until_date=LONG_AGO),
    "membership_is_open_once": lambda _: again(Membership.objects.all()[0], since_date=DAY),
    "cluster_year_is_opened_once": lambda _: again(ClusterYear.objects.get()),
    "cluster_year_period": lambda _: again(ClusterYear.objects.get(), year=2022, period_to=LONG_AGO),
    "deputy_is_named_once": lambda _: again(ClusterYearDeputy.objects.get()),
    "grant_period": lambda _: again(Grant.objects.all()[0], until_date=LONG_AGO),
    "organisation.code": lambda _: again(Organisation.objects.all()[0]),
    "cluster.code": lambda _: again(Cluster.objects.get()),
}
# PostgreSQL names the constraint; SQLite names the columns of a broken uniqueness.
UNIQUE = {
    "organisation_has_one_present_name": "organisationname.organisation_id",
    "cluster_has_one_present_name": "clustername.cluster_id",
    "membership_is_open_once": "membership.cluster_id, organisations_membership.organisation_id",
    "cluster_year_is_opened_once": "clusteryear.cluster_id, organisations_clusteryear.year",
    "deputy_is_named_once": "clusteryeardeputy.cluster_year_id",
    "organisation.code": r"organisation\.code|organisation_code",
    "cluster.code": r"cluster\.code|cluster_code",
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(season: Season, name: str) -> None:
    with pytest.raises(IntegrityError, match=f"{name}|{UNIQUE.get(name, name)}"), transaction.atomic():
        BROKEN[name](season)


@pytest.mark.parametrize(
    ("role", "scope"),
    [
        (Role.UNIT_HEAD, ()),
        (Role.UNIT_HEAD, ("organisation_id", "cluster_year_id")),
        (Role.UNIT_EDITOR, ("organisation_id", "cluster_id")),
        (Role.ORGANISER, ("cluster_id",)),
        (Role.CLUSTER_SECRETARY, ("organisation_id",)),
        (Role.CLUSTER_HEAD, ("cluster_year_id",)),
        (Role.CLUSTER_DEPUTY, ("organisation_id", "cluster_id", "cluster_year_id")),
        (Role.CLERK, ("cluster_year_id",)),
        (Role.AUDITOR, ("organisation_id", "cluster_id")),
        (Role.AUDITOR, ()),
        (Role.ADMIN, ("organisation_id",)),
        (Role.VERIFIER, ("organisation_id", "cluster_year_id")),
        (Role.COUNCIL_CHAIR, ("organisation_id", "cluster_year_id")),
        (Role.ANON, ()),
    ],
)
def test_the_database_refuses_a_role_outside_its_scope(season: Season, role: Role, scope: tuple[str, ...]) -> None:
    places = {"organisation_id": season.unit(1), "cluster_id": season.cluster_id, "cluster_year_id": season.year_id}

    with pytest.raises(IntegrityError, match="grant_scope_fits_role"), transaction.atomic():
        Grant.objects.create(
            user_id=season.users["thuky"], role=role, since_date=LONG_AGO, decision="Quyết định thử",
            **{name: places[name] for name in scope},
        )  # fmt: skip
