"""Who reads and writes whose record (permissions.md row 23), for each role."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from council.season import LONG_AGO, Season
from records.book import MAI, NOW, Book
from thidua.audit.models import Entry
from thidua.core.verdict import Refused
from thidua.organisations.actor import ANONYMOUS, Actor
from thidua.organisations.enums import Role
from thidua.organisations.queries import organiser_of
from thidua.records.actions.people import link_account
from thidua.records.actions.reading import read_as_auditor
from thidua.records.chain import records_chain
from thidua.records.queries.access import (
    may_read_log,
    may_read_person,
    may_read_unit,
    own_record,
    people_visible_to,
)
from thidua.records.rules.access import can_answer_request, can_revoke, can_write_record
from thidua.web.visit import all_hats

WHY = "Kiểm tra theo Kế hoạch số 12/KH-HVCT"


def hats(book: Book) -> dict[str, Actor]:
    """One hat of every role that somebody of the cluster wears, of unit 01 where it is a unit's."""
    season = book.season
    season.grant("tochuc", Role.ORGANISER, organisation_id=organiser_of(season.cluster_id))
    season.grant("quantri", Role.ADMIN)
    season.grant("vanthu", Role.CLERK, organisation_id=season.unit(1))
    found = {
        "member": book.officer(), "editor": book.editor(), "head": book.head(), "auditor": book.auditor(),
        "secretary": season.hat("thuky", Role.CLUSTER_SECRETARY),
        "cluster head": season.hat("cumtruong", Role.CLUSTER_HEAD),
        "deputy": season.hat("cumpho", Role.CLUSTER_DEPUTY),
        "organiser": season.hat("tochuc", Role.ORGANISER), "admin": season.hat("quantri", Role.ADMIN),
        "clerk": season.hat("vanthu", Role.CLERK),
        "editor of 02": book.editor(2), "head of 02": book.head(2), "member of 02": book.officer(2),
        "nobody": ANONYMOUS,
    }  # fmt: skip
    for role in (Role.VERIFIER, Role.COUNCIL_MEMBER, Role.COUNCIL_CHAIR):
        found[role.value] = replace(book.officer(), role=role, hat="seat:1", cluster_year_id=season.year_id)
    return found


def test_who_reads_and_writes_a_record(book: Book, mai: int) -> None:
    answers = {
        name: (
            may_read_person(actor, mai, NOW).code,
            may_read_unit(actor, book.unit(), NOW).code,
            can_write_record(actor, book.unit()).code,
            can_revoke(actor, book.unit()).code,
            can_answer_request(actor, book.unit()).code,
            may_read_log(actor, book.unit(), NOW).code,
        )
        for name, actor in hats(book).items()
    }

    nothing = ("not_a_reader", "not_a_reader", "not_editor", "not_head", "not_head", "not_editor")
    assert answers == {
        "member": ("not_yours", "own_only", "not_editor", "not_head", "not_head", "not_editor"),
        "editor": ("", "", "", "not_head", "not_head", ""),
        "head": ("", "", "", "", "", ""),
        "auditor": ("no_reason_yet", "no_reason_yet", "not_editor", "not_head", "not_head", ""),
        "editor of 02": ("not_yours", "not_yours", "not_yours", "not_head", "not_head", "not_yours"),
        "head of 02": ("not_yours",) * 6,
        "member of 02": ("not_yours", "own_only", "not_editor", "not_head", "not_head", "not_editor"),
        **dict.fromkeys(
            ("secretary", "cluster head", "deputy", "organiser", "admin", "clerk", "nobody", "VERIFIER",
             "COUNCIL_MEMBER", "COUNCIL_CHAIR"),
            nothing,
        ),
    }  # fmt: skip


def test_every_list_begins_with_what_the_hat_reaches(book: Book, mai: int) -> None:
    binh = book.add("Trần Văn Bình", unit=2)
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users["canbo01"])

    seen = {name: set(people_visible_to(actor, NOW).values_list("pk", flat=True)) for name, actor in hats(book).items()}

    assert {name: ids for name, ids in seen.items() if ids} == {
        "member": {mai}, "editor": {mai}, "head": {mai}, "editor of 02": {binh}, "head of 02": {binh},
    }  # fmt: skip


def test_a_member_of_staff_reads_their_own_record_alone(book: Book, mai: int) -> None:
    other = book.add("Trần Văn Bình")
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.season.users["canbo01"])

    assert [may_read_person(book.officer(), person, NOW).code for person in (mai, other)] == ["", "not_yours"]
    assert own_record(book.officer()) == mai
    assert own_record(book.officer(2)) is None
    assert own_record(ANONYMOUS) is None


def test_nobody_s_record_is_refused_as_another_unit_s(book: Book, mai: int) -> None:
    assert may_read_person(book.head(), mai + 1000, NOW) == may_read_person(book.head(2), mai, NOW)


def test_an_auditor_reads_for_an_hour_after_saying_why(book: Book, mai: int) -> None:
    other = book.add("Trần Văn Bình")
    read_as_auditor(actor=book.auditor(), at=NOW, organisation_id=book.unit(), person_id=mai, reason=WHY)

    def answers(minutes: int) -> list[str]:
        at = NOW + timedelta(minutes=minutes)
        return [may_read_person(book.auditor(), person, at).code for person in (mai, other)]

    assert answers(0) == answers(59) == ["", "no_reason_yet"]
    assert answers(60) == answers(-1) == ["no_reason_yet", "no_reason_yet"]
    assert may_read_unit(book.auditor(), book.unit(), NOW).code == "no_reason_yet"
    assert set(people_visible_to(book.auditor(), NOW).values_list("pk", flat=True)) == {mai}


def test_an_auditor_opens_the_list_of_a_unit(book: Book, mai: int) -> None:
    binh = book.add("Trần Văn Bình", unit=2)
    read_as_auditor(actor=book.auditor(), at=NOW, organisation_id=book.unit(), reason=WHY)

    assert may_read_unit(book.auditor(), book.unit(), NOW)
    assert may_read_unit(book.auditor(), book.unit(2), NOW).code == "no_reason_yet"
    assert may_read_person(book.auditor(), mai, NOW).code == "no_reason_yet"
    seen = set(people_visible_to(book.auditor(), NOW).values_list("pk", flat=True))
    assert (mai in seen, binh in seen) == (True, False)


def test_another_auditor_has_to_say_why_too(book: Book, mai: int) -> None:
    book.season.grant("giamsat2", Role.AUDITOR, cluster_id=book.season.cluster_id)
    read_as_auditor(actor=book.auditor(), at=NOW, organisation_id=book.unit(), person_id=mai, reason=WHY)

    assert may_read_person(book.season.hat("giamsat2", Role.AUDITOR), mai, NOW).code == "no_reason_yet"


def test_the_reason_is_logged_once_an_hour(book: Book, mai: int) -> None:
    for minutes in (0, 5, 59, 61):
        read_as_auditor(
            actor=book.auditor(), at=NOW + timedelta(minutes=minutes), organisation_id=book.unit(), person_id=mai,
            reason=WHY,
        )  # fmt: skip

    found = Entry.objects.filter(chain__code=records_chain(book.unit()), action="records.read_record")
    assert [entry.at for entry in found.order_by("seq")] == [NOW, NOW + timedelta(minutes=61)]


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "no_reason"), ("\u200b \n", "no_reason"), (f"Đơn của {MAI}", "names_person"), ("x" * 501, "reason_too_long")],
)
def test_a_reason_that_cannot_be_kept_is_refused(book: Book, mai: int, reason: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_as_auditor(actor=book.auditor(), at=NOW, organisation_id=book.unit(), person_id=mai, reason=reason)

    assert refused.value.verdict.code == code


def test_an_auditor_reads_only_units_of_the_own_cluster_and_people_of_that_unit(book: Book, mai: int) -> None:
    elsewhere = Season(book.season.setup, code="cum-khac", size=2).set_up()
    stranger = elsewhere.hat("giamsat", Role.AUDITOR)

    for actor, unit, person in (
        (stranger, book.unit(), mai),
        (book.auditor(), book.unit(2), mai),
        (book.auditor(), elsewhere.unit(1), None),
    ):
        with pytest.raises(Refused) as refused:
            read_as_auditor(actor=actor, at=NOW, organisation_id=unit, person_id=person, reason=WHY)
        assert refused.value.verdict.code == "not_yours"
    assert may_read_log(stranger, book.unit(), NOW).code == "not_yours"


def test_only_an_auditor_reads_for_a_reason(book: Book, mai: int) -> None:
    with pytest.raises(Refused) as refused:
        read_as_auditor(actor=book.head(2), at=NOW, organisation_id=book.unit(), person_id=mai, reason=WHY)

    assert refused.value.verdict.code == "not_auditor"


def test_an_expired_grant_gives_nothing(book: Book, mai: int) -> None:
    book.season.grant("cuu", Role.UNIT_HEAD, organisation_id=book.unit(), until=LONG_AGO + timedelta(days=1))

    assert [may_read_person(hat, mai, NOW).code for hat in all_hats(book.season.users["cuu"], "", NOW)] == [
        "not_a_reader"
    ]
