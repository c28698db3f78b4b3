"""Who gives which role to whom (permissions.md rows 28 and 29), for how long, and what a role past its end gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from council.season import LONG_AGO, PASSWORD, PLEDGING, Season, founded
from thidua.accounts.actions import create_user
from thidua.accounts.models import User
from thidua.audit.models import TECHNICAL
from thidua.audit.queries import entries_of
from thidua.campaigns.queries import campaign_for, campaigns_visible_to
from thidua.core.verdict import Refused
from thidua.organisations.actions import add_membership, create_organisation, end_grant, give_grant
from thidua.organisations.actor import Actor
from thidua.organisations.enums import YEAR_ROLES, OrganisationKind, Role
from thidua.organisations.models import Grant
from thidua.organisations.queries import all_accounts, hats_of, organiser_of, own_units, people_of_members

TODAY = date(2021, 3, 25)
SETUP, ORGANISER, ADMIN, HEAD, OTHER_HEAD = "setup", "organiser", "admin", "head", "other head"


@pytest.fixture
def season(db: None) -> Season:
    """Two units; unit 01 leads, unit 02 is the deputy."""
    return Season(founded(PLEDGING), size=2).set_up()


def person(season: Season, username: str = "nguoi.moi") -> int:
    words = {"full_name": "Người mới", "password": PASSWORD}
    return create_user(actor=season.setup, at=PLEDGING, username=username, **words).pk


def organiser_id(season: Season) -> int:
    return organiser_of(season.cluster_id)


def giver(season: Season, name: str) -> Actor:
    organiser = organiser_id(season)
    givers = {
        SETUP: season.setup,
        ORGANISER: Actor(None, Role.ORGANISER, hat="grant:0", organisation_id=organiser, organiser_id=organiser),
        ADMIN: Actor(None, Role.ADMIN, hat="grant:0"),
        HEAD: season.head(1),
        OTHER_HEAD: season.head(2),
        "cluster head": season.hat("cumtruong", Role.CLUSTER_HEAD),
        "secretary": season.hat("thuky", Role.CLUSTER_SECRETARY),
        "editor": season.hat("daumoi01", Role.UNIT_EDITOR),
        "auditor": season.hat("giamsat", Role.AUDITOR),
    }
    return givers[name]


def scope(season: Season, role: Role) -> dict[str, int]:
    """Where each role is given in these tests."""
    if role == Role.ADMIN:
        return {}
    if role == Role.AUDITOR:
        return {"cluster_id": season.cluster_id}
    if role == Role.ORGANISER:
        return {"organisation_id": organiser_id(season)}
    unit = season.unit(2 if role == Role.CLUSTER_DEPUTY else 1)
    if role in YEAR_ROLES:
        return {"organisation_id": unit, "cluster_year_id": season.year_id}
    return {"organisation_id": unit}


def give(season: Season, actor: Actor, role: Role, user_id: int, **words: Any) -> int:
    words = {"decision": "Quyết định số 12", "since": LONG_AGO, **scope(season, role), **words}
    return give_grant(actor=actor, at=PLEDGING, user_id=user_id, role=role, **words)


def refusal(season: Season, actor: Actor, role: Role, user_id: int, **words: Any) -> str:
    with pytest.raises(Refused) as refused:
        give(season, actor, role, user_id, **words)
    return refused.value.verdict.code


GIVEN_BY = {
    Role.ADMIN: {SETUP, ADMIN},
    Role.ORGANISER: {SETUP, ADMIN},
    Role.AUDITOR: {SETUP, ADMIN, ORGANISER},
    Role.CLUSTER_HEAD: {SETUP, ORGANISER},
    Role.CLUSTER_DEPUTY: {SETUP, ORGANISER},
    Role.CLUSTER_SECRETARY: {SETUP, ORGANISER},
    Role.UNIT_HEAD: {SETUP, ORGANISER},
    Role.UNIT_EDITOR: {SETUP, HEAD},
    Role.UNIT_MEMBER: {SETUP, HEAD},
    Role.CLERK: {SETUP, HEAD},
}
GIVERS = (SETUP, ORGANISER, ADMIN, HEAD, OTHER_HEAD, "cluster head", "secretary", "editor", "auditor")


@pytest.mark.parametrize("name", GIVERS)
def test_a_role_is_given_by_those_who_may(season: Season, name: str) -> None:
    actor = giver(season, name)
    answers = {}
    for role in GIVEN_BY:
        user = person(season, f"nguoi.{role.value.lower()}")
        try:
            give(season, actor, role, user)
        except Refused as refused:
            answers[role] = refused.verdict.code
        else:
            answers[role] = "given"
        assert Grant.objects.filter(user=user).count() == (answers[role] == "given")

    own_only = {role for role, givers in GIVEN_BY.items() if HEAD in givers}
    refused_as = {
        role: "other_unit" if name == OTHER_HEAD and role in own_only else "not_yours_to_give" for role in GIVEN_BY
    }
    assert answers == {role: "given" if name in GIVEN_BY[role] else refused_as[role] for role in GIVEN_BY}


@pytest.mark.parametrize("role", [Role.ANON, Role.VERIFIER, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR])
def test_seats_are_no_grants(season: Season, role: Role) -> None:
    assert refusal(season, giver(season, ORGANISER), role, person(season)) == "not_yours_to_give"


def test_an_organiser_gives_nothing_in_a_cluster_of_another(season: Season) -> None:
    words = {"name": "Khác", "short_name": "Khác", "place": "Hà Nội", "since": LONG_AGO}
    other = create_organisation(actor=season.setup, at=PLEDGING, code="khac", kind=OrganisationKind.ORGANISER, **words)
    actor = replace(giver(season, ORGANISER), organisation_id=other, organiser_id=other)

    for role in (Role.CLUSTER_HEAD, Role.CLUSTER_SECRETARY, Role.AUDITOR, Role.UNIT_HEAD):
        assert refusal(season, actor, role, person(season, f"nguoi.{role.value.lower()}")) == "other_organiser"


@pytest.mark.parametrize(
    ("role", "unit", "code"),
    [
        (Role.CLUSTER_HEAD, 2, "not_head_unit"),
        (Role.CLUSTER_DEPUTY, 1, "not_deputy_unit"),
        (Role.CLERK, 2, "not_head_unit"),
    ],
)
def test_an_office_of_the_year_goes_to_the_unit_named_for_it(season: Season, role: Role, unit: int, code: str) -> None:
    words = {"organisation_id": season.unit(unit), "cluster_year_id": season.year_id}

    assert refusal(season, season.setup, role, person(season), **words) == code


@pytest.mark.parametrize(
    ("held", "wanted"), [(Role.ADMIN, Role.UNIT_EDITOR), (Role.UNIT_EDITOR, Role.ADMIN), (Role.AUDITOR, Role.ADMIN)]
)
def test_an_administrator_holds_no_business_role(season: Season, held: Role, wanted: Role) -> None:
    user = person(season)
    give(season, season.setup, held, user)

    assert refusal(season, season.setup, wanted, user) == "admin_and_business"


def test_a_role_that_has_ended_stands_in_nobody_s_way(season: Season) -> None:
    user = person(season)
    give(season, season.setup, Role.UNIT_EDITOR, user, until=date(2021, 1, 1))

    give(season, season.setup, Role.ADMIN, user, since=date(2021, 1, 1))


def test_two_business_roles_are_two_hats(season: Season) -> None:
    user = person(season)
    give(season, season.setup, Role.UNIT_EDITOR, user)
    give(season, season.setup, Role.CLUSTER_SECRETARY, user)

    assert [hat.role for hat in hats_of(user, on=TODAY)] == [Role.UNIT_EDITOR, Role.CLUSTER_SECRETARY]


def test_the_same_role_in_the_same_place_is_given_once(season: Season) -> None:
    user = person(season)
    give(season, season.setup, Role.UNIT_EDITOR, user)

    assert refusal(season, season.setup, Role.UNIT_EDITOR, user) == "already_given"
    give(season, season.setup, Role.UNIT_EDITOR, user, organisation_id=season.unit(2))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"decision": "  "}, "no_decision"),
        ({"until": LONG_AGO}, "bad_period"),
        ({"until": LONG_AGO - timedelta(days=1)}, "bad_period"),
        ({"organisation_id": None}, "bad_scope"),
    ],
)
def test_a_grant_is_whole(season: Season, words: dict[str, Any], code: str) -> None:
    assert refusal(season, season.setup, Role.UNIT_EDITOR, person(season), **words) == code


@pytest.mark.parametrize(
    ("day", "held"), [(date(2021, 2, 28), 0), (date(2021, 3, 1), 1), (date(2021, 3, 31), 1), (date(2021, 4, 1), 0)]
)
def test_a_grant_holds_from_its_first_day_until_before_its_last(season: Season, day: date, held: int) -> None:
    user = person(season)
    give(season, season.setup, Role.UNIT_HEAD, user, since=date(2021, 3, 1), until=date(2021, 4, 1))

    assert len(hats_of(user, on=day)) == held
    assert own_units(user, on=day) == ({season.unit(1)} if held else set())


def test_an_ended_grant_gives_nothing(season: Season) -> None:
    user = person(season)
    grant = give(season, season.setup, Role.UNIT_HEAD, user)

    end_grant(actor=giver(season, ORGANISER), at=PLEDGING, grant_id=grant, until=TODAY)

    assert len(hats_of(user, on=TODAY - timedelta(days=1))) == 1
    assert hats_of(user, on=TODAY) == []
    assert user not in {line.user_id for line in people_of_members(season.year_id, on=TODAY)}
    entry = entries_of(TECHNICAL)[0]
    assert (entry.label, entry.facts) == ("Kết thúc vai", {"grant": str(grant), "until": "2021-03-25"})


def test_a_role_is_ended_by_those_who_give_it_and_not_made_longer(season: Season) -> None:
    grant = give(season, season.setup, Role.UNIT_HEAD, person(season))

    def end(name: str, until: date) -> str:
        with pytest.raises(Refused) as refused:
            end_grant(actor=giver(season, name), at=PLEDGING, grant_id=grant, until=until)
        return refused.value.verdict.code

    assert end(HEAD, TODAY) == "not_yours_to_give"
    assert end(ORGANISER, LONG_AGO) == "bad_period"
    end_grant(actor=giver(season, ORGANISER), at=PLEDGING, grant_id=grant, until=TODAY)
    assert end(ORGANISER, TODAY + timedelta(days=1)) == "already_ended"


def test_a_closed_account_wears_no_hat(season: Season) -> None:
    user = season.users["truong01"]
    User.objects.filter(pk=user).update(is_active=False)

    assert hats_of(user, on=TODAY) == []
    assert user not in {line.user_id for line in people_of_members(season.year_id, on=TODAY)}


def test_each_hat_reaches_its_own_years_only(season: Season) -> None:
    season.launched()
    other = Season(season.setup, code="cum-khac", size=2).set_up().launched()

    for hat in (season.head(1), season.hat("thuky", Role.CLUSTER_SECRETARY), giver(season, "auditor"),
                giver(season, ORGANISER)):  # fmt: skip
        assert [line.id for line in campaigns_visible_to(hat)] == [season.campaign_id]
        assert campaign_for(hat, other.code, 2021) is None
    for nobody in (Actor(None, Role.ANON), Actor(None, Role.ADMIN, hat="grant:0")):
        assert campaigns_visible_to(nobody) == []


@pytest.mark.parametrize(
    ("since", "until", "reaches"),
    [
        (LONG_AGO, date(2020, 11, 1), False),
        (LONG_AGO, date(2020, 11, 2), True),
        (date(2021, 10, 31), None, True),
        (date(2021, 11, 1), None, False),
    ],
)
def test_a_unit_reaches_the_years_in_which_it_was_a_member(
    season: Season, since: date, until: date | None, reaches: bool
) -> None:
    words = {"name": "Khác", "short_name": "Khác", "place": "Hà Nội", "since": LONG_AGO}
    unit = create_organisation(
        actor=season.setup, at=PLEDGING, code="truong-khac", kind=OrganisationKind.SCHOOL, **words
    )
    words = {"cluster_id": season.cluster_id, "organisation_id": unit, "since": since, "until": until}
    add_membership(actor=season.setup, at=PLEDGING, **words)
    season.launched()
    head = Actor(None, Role.UNIT_HEAD, hat="grant:0", organisation_id=unit)

    assert [line.id for line in campaigns_visible_to(head)] == ([season.campaign_id] if reaches else [])


def test_the_list_of_accounts_takes_as_many_queries_for_many_as_for_few(
    season: Season, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4) as few:
        all_accounts(on=TODAY)
    Season(season.setup, code="cum-khac", size=3).set_up()

    with django_assert_max_num_queries(len(few.captured_queries)):
        lines = all_accounts(on=TODAY)
    by_name = {line.username: line.roles for line in lines}
    assert by_name["truong01.cum-thu"] == ("Người đứng đầu đơn vị · Đơn vị 01",)
    assert by_name["thuky.cum-thu"] == ("Thư ký cụm · Cụm thử cum-thu, năm 2021",)
    assert by_name["giamsat.cum-thu"] == ("Giám sát, kiểm tra · Cụm thử cum-thu",)
