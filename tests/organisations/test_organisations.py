"""Organisations under dated names, clusters with dated members, years with their head and deputies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from council.season import LONG_AGO, PLEDGING, founded
from thidua.audit.models import TECHNICAL
from thidua.audit.queries import entries_of
from thidua.core.verdict import Refused
from thidua.organisations.actions import (
    add_membership,
    create_cluster,
    create_organisation,
    open_year,
    rename_organisation,
)
from thidua.organisations.actor import Actor
from thidua.organisations.enums import OrganisationKind, Role
from thidua.organisations.models import ClusterYear
from thidua.organisations.queries import is_member, members_of_year, organisation_choices, units, year_facts

pytestmark = pytest.mark.django_db


class House:
    """An organiser with a cluster of three schools since 2015."""

    def __init__(self) -> None:
        self.setup = founded(PLEDGING)
        self.organiser = self.organisation("hoc-vien", "Học viện", OrganisationKind.ORGANISER)
        self.cluster = self.do(create_cluster, code="cum", name="Cụm Một", organiser_id=self.organiser, since=LONG_AGO)
        self.schools = [self.organisation(f"truong-{number}", f"Trường {number}") for number in (1, 2, 3)]
        for school in self.schools:
            self.member(school)

    def do(self, action: Callable[..., Any], *, actor: Actor | None = None, **words: Any) -> Any:
        return action(actor=actor or self.setup, at=PLEDGING, **words)

    def organisation(self, code: str, name: str, kind: OrganisationKind = OrganisationKind.SCHOOL) -> int:
        words = {"name": name, "short_name": name, "place": "Hà Nam", "since": LONG_AGO}
        return int(self.do(create_organisation, code=code, kind=kind, **words))

    def member(self, organisation: int, since: date = LONG_AGO, until: date | None = None) -> None:
        self.do(add_membership, cluster_id=self.cluster, organisation_id=organisation, since=since, until=until)

    def year(self, year: int = 2021, head: int = 0, deputies: tuple[int, ...] = (1,), **words: Any) -> int:
        period = {"period_from": date(year - 1, 11, 1), "period_to": date(year, 10, 31), **words}
        return int(
            self.do(
                open_year, cluster_id=self.cluster, year=year, head_id=self.schools[head],
                deputy_ids=tuple(self.schools[place] for place in deputies), **period,
            )
        )  # fmt: skip

    def rename(self, organisation: int, name: str, since: date, actor: Actor | None = None) -> None:
        words = {"name": name, "short_name": name, "since": since}
        self.do(rename_organisation, actor=actor, organisation_id=organisation, **words)


@pytest.fixture
def house() -> House:
    return House()


def refusal(call: Callable[..., Any], *arguments: Any, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        call(*arguments, **words)
    return refused.value.verdict.code


def organiser(house: House, organiser_id: int | None = None) -> Actor:
    own = organiser_id or house.organiser
    return Actor(user_id=None, role=Role.ORGANISER, hat="grant:1", organisation_id=own, organiser_id=own)


def test_a_unit_has_the_name_of_the_day_asked_for(house: House) -> None:
    school = house.schools[0]

    house.rename(school, "Trường Chính trị mới", date(2021, 1, 1))

    assert units([school], on=date(2020, 12, 31))[school].name == "Trường 1"
    assert units([school], on=date(2021, 1, 1))[school].name == "Trường Chính trị mới"
    assert units([school], on=date(2014, 12, 31)) == {}


def test_a_year_shows_its_members_under_the_names_of_its_own_time(house: House) -> None:
    house.rename(house.schools[0], "Trường Z", date(2020, 11, 15))
    former, present = house.year(2020), house.year(2021)

    assert [unit.name for unit in members_of_year(former)] == ["Trường 1", "Trường 2", "Trường 3"]
    assert [unit.name for unit in members_of_year(present)] == ["Trường 2", "Trường 3", "Trường Z"]
    assert [unit.name for unit in organisation_choices(on=date(2021, 3, 1)) if unit.id in house.schools] == [
        "Trường 2",
        "Trường 3",
        "Trường Z",
    ]


def test_a_cluster_has_the_name_of_its_year(house: House) -> None:
    cluster = house.do(
        create_cluster, code="cum-hai", name="Cụm mới", organiser_id=house.organiser, since=date(2021, 1, 1),
        former_names=(("Cụm cũ", LONG_AGO, date(2021, 1, 1)),),
    )  # fmt: skip
    house.cluster = cluster
    for school in house.schools:
        house.member(school)

    assert year_facts(house.year(2020)).cluster_name == "Cụm cũ"
    assert year_facts(house.year(2021)).cluster_name == "Cụm mới"


def test_a_name_does_not_begin_before_the_one_that_it_replaces(house: House) -> None:
    school = house.schools[0]
    house.rename(school, "Tên hai", date(2020, 1, 1))

    assert refusal(house.rename, school, "Tên ba", date(2020, 1, 1)) == "name_since"
    assert refusal(house.rename, school, "Tên ba", date(2019, 1, 1)) == "name_since"


def test_a_new_name_is_recorded(house: House) -> None:
    house.rename(house.schools[0], "Tên hai", date(2020, 1, 1))

    entry = entries_of(TECHNICAL)[0]
    assert (entry.label, entry.facts) == (
        "Ghi tên mới của đơn vị",
        {"organisation": str(house.schools[0]), "since": "2020-01-01"},
    )


def test_a_code_is_used_once(house: House) -> None:
    assert refusal(house.organisation, "truong-1", "Khác") == "code_taken"
    words = {"code": "cum", "name": "Khác", "organiser_id": house.organiser, "since": LONG_AGO}
    assert refusal(house.do, create_cluster, **words) == "code_taken"


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2018, 6, 1), None),
        (date(2018, 6, 1), date(2018, 7, 1)),
        (date(2017, 1, 1), date(2018, 1, 2)),
        (date(2017, 1, 1), None),
        (date(2018, 12, 31), None),
    ],
)
def test_memberships_do_not_overlap(house: House, since: date, until: date | None) -> None:
    school = house.organisation("truong-4", "Trường 4")
    house.member(school, date(2018, 1, 1), date(2019, 1, 1))

    assert refusal(house.member, school, since, until) == "membership_overlaps"


@pytest.mark.parametrize(
    ("since", "until"), [(date(2019, 1, 1), None), (date(2017, 1, 1), date(2018, 1, 1)), (date(2020, 5, 1), None)]
)
def test_a_unit_may_leave_and_come_back(house: House, since: date, until: date | None) -> None:
    school = house.organisation("truong-4", "Trường 4")
    house.member(school, date(2018, 1, 1), date(2019, 1, 1))

    house.member(school, since, until)


def test_a_membership_that_ends_before_it_begins_is_refused(house: House) -> None:
    school = house.organisation("truong-4", "Trường 4")

    assert refusal(house.member, school, date(2020, 1, 1), date(2020, 1, 1)) == "bad_period"


def test_a_year_has_the_members_that_belonged_to_it_at_some_time(house: House) -> None:
    left_before, left_within, came_on_the_last_day, came_after = (
        house.organisation(f"truong-{number}", f"Trường {number}") for number in (4, 5, 6, 7)
    )
    house.member(left_before, LONG_AGO, date(2020, 11, 1))
    house.member(left_within, LONG_AGO, date(2020, 11, 2))
    house.member(came_on_the_last_day, date(2021, 10, 31))
    house.member(came_after, date(2021, 11, 1))
    year = house.year(2021)

    found = [unit.id for unit in members_of_year(year)]
    assert found == [*house.schools, left_within, came_on_the_last_day]
    assert [is_member(year, unit) for unit in (left_before, left_within, came_after)] == [False, True, False]


def test_head_and_deputies_are_members(house: House) -> None:
    stranger = house.organisation("truong-4", "Trường 4")
    house.schools.append(stranger)

    assert refusal(house.year, head=3) == "not_a_member"
    assert refusal(house.year, deputies=(3,)) == "not_a_member"
    assert ClusterYear.objects.count() == 0


def test_a_unit_is_named_once_in_a_year(house: House) -> None:
    assert refusal(house.year, head=1, deputies=(1,)) == "named_twice"
    assert refusal(house.year, deputies=(1, 1)) == "named_twice"


def test_a_year_is_opened_once_and_its_number_may_be_used_by_another_cluster(house: House) -> None:
    house.year(2021)

    assert refusal(house.year, 2021) == "year_open"
    house.cluster = house.do(
        create_cluster, code="cum-hai", name="Cụm Hai", organiser_id=house.organiser, since=LONG_AGO
    )
    for school in house.schools:
        house.member(school)
    house.year(2021)
    assert ClusterYear.objects.filter(year=2021).count() == 2


def test_a_year_ends_after_it_begins(house: House) -> None:
    assert refusal(house.year, period_from=date(2021, 1, 1), period_to=date(2021, 1, 1)) == "bad_period"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ORGANISER])
def test_only_the_organiser_sets_up(house: House, role: Role) -> None:
    actor = Actor(user_id=None, role=role, hat="grant:1", organisation_id=house.schools[0])
    words = {"cluster_id": house.cluster, "organisation_id": house.schools[0], "since": LONG_AGO}

    assert refusal(house.do, add_membership, actor=actor, **words) == "not_organiser"
    assert refusal(house.rename, house.schools[0], "Khác", date(2021, 1, 1), actor) == "not_organiser"


def test_an_organiser_touches_no_cluster_of_another(house: House) -> None:
    """Several organisers may share one installation (decision 10)."""
    other = house.organisation("to-chuc-khac", "Tổ chức khác", OrganisationKind.ORGANISER)
    actor, school = organiser(house, other), house.schools[0]
    year = {"year": 2021, "head_id": school, "period_from": date(2021, 1, 1), "period_to": date(2021, 12, 31)}

    assert refusal(house.do, open_year, actor=actor, cluster_id=house.cluster, **year) == "other_organiser"
    assert (
        refusal(house.do, add_membership, actor=actor, cluster_id=house.cluster, organisation_id=other, since=LONG_AGO)
        == "other_organiser"
    )
    words = {"code": "cum-x", "name": "X", "organiser_id": house.organiser, "since": LONG_AGO}
    assert refusal(house.do, create_cluster, actor=actor, **words) == "other_organiser"
    assert refusal(house.rename, school, "Khác", date(2021, 1, 1), actor) == "other_organiser"


def test_an_organiser_does_all_this_in_its_own(house: House) -> None:
    actor = organiser(house)
    school = house.do(
        create_organisation, actor=actor, code="truong-4", kind=OrganisationKind.SCHOOL, name="Trường 4",
        short_name="Trường 4", place="Hà Nam", since=LONG_AGO,
    )  # fmt: skip

    house.do(add_membership, actor=actor, cluster_id=house.cluster, organisation_id=school, since=LONG_AGO)
    house.rename(school, "Trường Bốn", date(2021, 1, 1), actor)

    assert units([school], on=date(2021, 1, 1))[school].name == "Trường Bốn"
