"""The database keeps what the rules promise: each constraint is broken on purpose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from council.season import PLEDGING, Season, founded
from thidua.campaigns.enums import Capacity
from thidua.campaigns.models import (
    CalendarWindow,
    Campaign,
    CriteriaDraft,
    CriteriaVersion,
    FocalTask,
    PledgeVersion,
    Signature,
    Target,
)


@pytest.fixture
def season(db: None) -> Season:
    return Season(founded(PLEDGING), size=2).set_up().launched().signed()


def again(row: models.Model, **changes: Any) -> None:
    """A second row like `row`, with changes."""
    fields = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key
    }
    type(row)._default_manager.create(**{**fields, **changes})


def delegated(_season: Season) -> None:
    row = Signature.objects.all()[0]
    pledge = PledgeVersion.objects.create(
        campaign_id=row.pledge.campaign_id, number=2, facts="{}", sha256="0" * 64, created_at=PLEDGING
    )
    again(row, pledge_id=pledge.pk, capacity=Capacity.DELEGATED, delegation="")


def no_time(_season: Season) -> None:
    CalendarWindow.objects.update(closes_at=PLEDGING, opens_at=PLEDGING)


def criteria_twice(_season: Season) -> None:
    again(CriteriaVersion.objects.get())


# What is broken, and how SQLite names it where it names the columns only.
BROKEN: dict[str, tuple[str, Callable[[Season], Any]]] = {
    "campaign_launched_has_theme_and_time": ("", lambda _: Campaign.objects.update(theme="")),
    "campaign_launched_has_theme_and_time twice": ("", lambda _: Campaign.objects.update(launched_at=None)),
    "cluster_year_id": ("cluster_year_id", lambda _: again(Campaign.objects.get())),
    "focal_task_code_is_used_once": ("focaltask.campaign_id", lambda _: again(FocalTask.objects.get())),
    "calendar_window_per_act": ("calendarwindow.campaign_id", lambda _: again(CalendarWindow.objects.all()[0])),
    "calendar_window_ends_after_it_begins": ("", no_time),
    "criteriadraft": ("criteriadraft", lambda _: again(CriteriaDraft.objects.get())),
    "criteria_version_number_is_used_once": ("criteriaversion.campaign_id", criteria_twice),
    "target_is_set_once_a_leaf": ("target.campaign_id", lambda _: again(Target.objects.all()[0])),
    "pledge_version_number_is_used_once": ("pledgeversion.campaign_id", lambda _: again(PledgeVersion.objects.get())),
    "pledge_is_signed_once_by_a_unit": ("signature.pledge_id", lambda _: again(Signature.objects.all()[0])),
    "delegated_signature_names_its_document": ("", delegated),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(season: Season, name: str) -> None:
    columns, act = BROKEN[name]
    constraint = name.split()[0]

    with pytest.raises(IntegrityError, match=f"{constraint}|{columns or constraint}"), transaction.atomic():
        act(season)
