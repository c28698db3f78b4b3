"""The database keeps the promises of the records too: each constraint, and a try to break it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, models, transaction

from records.book import HIRED, NOW, Book
from thidua.records.models import (
    Authorship,
    DataRequest,
    Discipline,
    Employment,
    Hold,
    Honour,
    Leave,
    MemberFigures,
    PartyMembership,
    Person,
    PersonDetails,
    Rating,
    RequestOutcome,
    Revocation,
    Work,
)

WORK = {"kind": "initiative", "title": "Bảng", "scope": "base", "year": 2020, "written_at": NOW}
RATING = {"year": 2020, "level": "good", "written_at": NOW}


def refused_by_database(row: models.Model, name: str) -> None:
    """The database itself refuses the row by that constraint; the message of the model says it in Vietnamese."""
    constraint = next(one for one in row._meta.constraints if one.name == name)
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        row.save(force_insert=True)
    columns = [field.column for field in row._meta.fields if field.name in getattr(constraint, "fields", ())]
    told = str(broken.value)
    assert name in told or all(str(column) in told for column in columns)
    if isinstance(constraint, models.CheckConstraint):
        with pytest.raises(ValidationError) as invalid:
            constraint.validate(type(row), row)
        assert invalid.value.messages == [constraint.violation_error_message]
    assert str(constraint.violation_error_message).endswith(".")


@pytest.mark.parametrize(
    ("model", "more"),
    [
        (Employment, {"since_date": HIRED, "employer": "Trường C"}),
        (Rating, {"year": 2020, "level": "good"}),
        (Honour, {"award_code": "LDTT", "from_year": 2020, "to_year": 2020}),
        (Discipline, {"level": "warning", "since_date": HIRED}),
        (Hold, {"kind": "investigation", "since_date": HIRED}),
        (Leave, {"kind": "sick", "since_date": HIRED}),
    ],
)
def test_a_correction_says_why_and_nothing_else_does(book: Book, mai: int, model: Any, more: dict[str, Any]) -> None:
    name = f"{model._meta.model_name}_correction_says_why"
    first = model(person_id=mai, written_at=NOW, **more)
    first.save()

    for wrong in (
        {"corrects_id": first.pk, "reason": ""},
        {"reason": "Không sửa gì"},
        {"is_void": True},
    ):
        refused_by_database(model(person_id=mai, written_at=NOW, **more, **wrong), name)


def test_a_correction_of_figures_and_works_says_why(book: Book) -> None:
    unit = book.unit()
    refused_by_database(
        MemberFigures(organisation_id=unit, year=2020, members=2, counts="{}", written_at=NOW, is_void=True),
        "member_figures_correction_says_why",
    )
    refused_by_database(Work(organisation_id=unit, is_void=True, **WORK), "work_correction_says_why")


def test_a_row_is_corrected_once(book: Book, mai: int) -> None:
    first = Rating.objects.create(person_id=mai, **RATING)
    Rating.objects.create(person_id=mai, corrects=first, reason="Nhầm", **RATING)

    with pytest.raises(IntegrityError, match="corrects"), transaction.atomic():
        Rating.objects.create(person_id=mai, corrects=first, reason="Lại nhầm", **RATING)


@pytest.mark.parametrize(
    ("model", "more"),
    [
        (Rating, {"year": 2020, "level": "good"}),
        (Honour, {"award_code": "LDTT", "from_year": 2020, "to_year": 2020}),
        (Hold, {"kind": "investigation", "since_date": HIRED}),
    ],
)
def test_a_fact_is_a_person_s_or_a_unit_s(book: Book, mai: int, model: Any, more: dict[str, Any]) -> None:
    name = f"{model._meta.model_name}_has_one_subject"

    refused_by_database(model(written_at=NOW, **more), name)
    refused_by_database(model(person_id=mai, organisation_id=book.unit(), written_at=NOW, **more), name)


@pytest.mark.parametrize(
    ("model", "more"),
    [
        (Employment, {"employer": "Trường C"}),
        (Discipline, {"level": "warning"}),
        (Hold, {"kind": "investigation"}),
        (Leave, {"kind": "sick"}),
    ],
)
def test_a_period_does_not_end_before_it_begins(book: Book, mai: int, model: Any, more: dict[str, Any]) -> None:
    row = model(person_id=mai, written_at=NOW, since_date=date(2020, 2, 2), last_date=date(2020, 2, 1), **more)

    refused_by_database(row, f"{model._meta.model_name}_period")


def test_an_employment_is_somewhere(book: Book, mai: int) -> None:
    for where in ({}, {"organisation_id": book.unit(), "employer": "Trường C"}):
        refused_by_database(
            Employment(person_id=mai, since_date=HIRED, written_at=NOW, **where), "employment_is_somewhere"
        )


def test_a_title_s_years_are_in_order(book: Book, mai: int) -> None:
    refused_by_database(
        Honour(person_id=mai, award_code="LDTT", from_year=2020, to_year=2019, written_at=NOW), "honour_period"
    )


def test_a_revocation_has_a_ground_and_a_number(book: Book, mai: int) -> None:
    honour = Honour.objects.create(person_id=mai, award_code="LDTT", from_year=2020, to_year=2020, written_at=NOW)

    for ground, number in (("", "1/QĐ"), ("Kê khai sai", "")):
        refused_by_database(
            Revocation(
                honour=honour, ground=ground, decision_number=number, decision_date=HIRED, written_at=NOW
            ),
            "revocation_has_a_ground",
        )  # fmt: skip


def test_a_title_is_taken_away_once(book: Book, mai: int) -> None:
    honour = Honour.objects.create(person_id=mai, award_code="LDTT", from_year=2020, to_year=2020, written_at=NOW)
    more = {"ground": "Kê khai sai", "decision_number": "1/QĐ", "decision_date": HIRED, "written_at": NOW}
    Revocation.objects.create(honour=honour, **more)

    with pytest.raises(IntegrityError, match="honour"), transaction.atomic():
        Revocation.objects.create(honour=honour, **more)


def test_a_collective_has_members(book: Book) -> None:
    refused_by_database(
        MemberFigures(organisation_id=book.unit(), year=2020, members=0, counts="{}", written_at=NOW),
        "member_figures_have_members",
    )


def test_only_a_topic_is_accepted_and_applied(book: Book) -> None:
    for more in ({"accepted": False}, {"applied": True}):
        refused_by_database(Work(organisation_id=book.unit(), **WORK, **more), "initiative_has_no_acceptance")


def test_an_author_is_named_once_with_a_possible_share(book: Book, mai: int) -> None:
    work = Work.objects.create(organisation_id=book.unit(), **WORK)
    for share in (0, 101):
        refused_by_database(Authorship(work=work, person_id=mai, share=share), "author_share_is_a_percentage")
    Authorship.objects.create(work=work, person_id=mai, share=100)

    refused_by_database(Authorship(work=work, person_id=mai, share=1), "author_is_named_once")


def test_a_version_is_written_once(book: Book, mai: int) -> None:
    refused_by_database(
        PersonDetails(person_id=mai, number=1, full_name="X", written_at=NOW), "person_details_version_is_written_once"
    )


def test_a_staff_code_is_used_once_a_unit(book: Book) -> None:
    book.add(staff_code="CB-012")

    refused_by_database(Person(organisation_id=book.unit(), staff_code="CB-012"), "staff_code_is_used_once_a_unit")


@pytest.mark.parametrize("more", [{"search_text": "mai"}, {"sort_key": "mai"}, {"staff_code": "1"}, {"user": True}])
def test_an_erased_person_is_not_found(book: Book, more: dict[str, Any]) -> None:
    if "user" in more:
        more = {"user_id": book.season.users["canbo01"]}

    refused_by_database(
        Person(organisation_id=book.unit(), erased_at=NOW, **more), "erased_person_is_not_found"
    )  # fmt: skip


def test_party_membership_has_a_purpose(book: Book, mai: int) -> None:
    refused_by_database(
        PartyMembership(person_id=mai, since_date=HIRED, purpose="", written_at=NOW), "party_membership_has_a_purpose"
    )


def test_a_refused_request_says_why(book: Book, mai: int) -> None:
    request = DataRequest.objects.create(person_id=mai, kind="access", received_date=HIRED, written_at=NOW)

    refused_by_database(RequestOutcome(request=request, granted=False, written_at=NOW), "refused_request_says_why")


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_what_is_written_is_not_rewritten(book: Book, mai: int, verb: str) -> None:
    row = Rating.objects.create(person_id=mai, **RATING)
    rows = Rating.objects.filter(pk=row.pk)

    with pytest.raises(DatabaseError, match="is append-only"), transaction.atomic():
        _ = rows.update(level="excellent") if verb == "update" else rows._raw_delete(rows.db)
