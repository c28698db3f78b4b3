"""Adding people to a unit's book, correcting who they are, linking their accounts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from thidua.accounts.models import User
from thidua.audit.actions import record
from thidua.core.phases import local_date
from thidua.core.verdict import YES, Conflict, Refused, Verdict, first_no, no, require
from thidua.core.vn import clean, date_text, fold, name_sort_key
from thidua.organisations.actor import Actor
from thidua.organisations.queries import own_units
from thidua.records.actions.locking import locked_person, locked_unit
from thidua.records.actions.rows import append
from thidua.records.chain import records_chain
from thidua.records.contents import EmploymentContent, Subject
from thidua.records.enums import Gender
from thidua.records.history import History
from thidua.records.models import Person, PersonDetails
from thidua.records.queries.histories import histories_of
from thidua.records.queries.people import same_person_in_unit, staff_code_is_taken
from thidua.records.rules.contents import fits, normal
from thidua.records.rules.contradictions import may_stand
from thidua.records.rules.people import REASON_LENGTH, acceptable_details, old_enough, one_line
from thidua.records.values import PersonWords


@transaction.atomic
def add_person(
    *,
    actor: Actor,
    at: datetime,
    organisation_id: int,
    words: PersonWords,
    employment: EmploymentContent,
    user_id: int | None = None,
) -> int:
    """Open the record of somebody who works in the unit, with the employment under way or last; audited without a name.
    Returns the person's id.

    Refused: data that cannot be, a staff code in use, somebody who seems to be in the book already, an employment that
    is not in this unit, an account of somebody else.
    """
    locked_unit(actor, organisation_id)
    today = local_date(at)
    words = normal_words(words)
    history = History(Subject(person_id=0), organisation_id, names=(words.full_name,), birth_date=words.birth_date)
    employment = normal(employment)
    require(
        first_no(
            _details(words, organisation_id, today, person_id=None),
            _not_in_book(organisation_id, words),
            _in_unit(employment, organisation_id),
            fits(employment, history.subject, today),
            may_stand(history, employment),
        )
    )
    person = Person.objects.create(organisation_id=organisation_id, **search_columns(words))
    _write_details(person, 1, words, actor, at)
    written = append(actor=actor, at=at, subject=Subject.person(person.pk), content=employment)
    if user_id is not None:
        _link(person, user_id, today)
    record(
        chain=records_chain(organisation_id),
        action="records.add_person",
        actor=actor,
        at=at,
        facts={"person": str(person.pk), "user": str(user_id) if user_id is not None else None},
        rows=written,
    )
    return person.pk


@transaction.atomic
def correct_details(
    *, actor: Actor, at: datetime, person_id: int, seen_number: int, words: PersonWords, reason: str
) -> int:
    """A new version of who the person is, with the reason; audited. Returns its number.

    Raises `Conflict` with both versions when the one seen is no longer in force, unless both say the same. Refused:
    nothing changed, no reason, a day of birth that the history contradicts.
    """
    organisation_id = Person.objects.filter(pk=person_id).values_list("organisation_id", flat=True).first()
    if organisation_id is not None:
        locked_unit(actor, organisation_id)
    person = locked_person(actor, person_id)
    words = normal_words(words)
    present = person.details.order_by("-number")[0]
    before = _words_of(person, present)
    if present.number != seen_number:
        if before == words:
            return present.number  # the same sent twice: a double click
        raise _changed_meanwhile(words, before)
    if before == words:
        raise Refused(no("same_content", "Thông tin chưa có gì thay đổi."))
    require(
        first_no(
            _details(words, person.organisation_id, local_date(at), person_id=person.pk),
            _reason(clean(reason)),
            _agrees(words.birth_date, histories_of([person.pk])[person.pk]),
        )
    )
    _write_details(person, present.number + 1, words, actor, at, reason=clean(reason))
    Person.objects.filter(pk=person.pk).update(**search_columns(words))
    record(
        chain=records_chain(person.organisation_id),
        action="records.correct_details",
        actor=actor,
        at=at,
        facts={"person": str(person.pk), "version": str(present.number + 1)},
    )
    return present.number + 1


@transaction.atomic
def link_account(*, actor: Actor, at: datetime, person_id: int, user_id: int | None) -> None:
    """Say which account is the person's own, so that they read their record; None takes the link away. Audited.

    Refused: an account that holds no role in the unit, or that belongs to another record.
    """
    person = locked_person(actor, person_id)
    if person.user_id == user_id:
        return
    if user_id is None:
        Person.objects.filter(pk=person.pk).update(user_id=None)
    else:
        _link(person, user_id, local_date(at))
    record(
        chain=records_chain(person.organisation_id),
        action="records.link_account",
        actor=actor,
        at=at,
        facts={"person": str(person.pk), "user": str(user_id) if user_id is not None else None},
    )


def normal_words(words: PersonWords) -> PersonWords:
    """The words as they are stored: clean, on one line."""
    return replace(words, full_name=one_line(words.full_name), staff_code=one_line(words.staff_code))


def search_columns(words: PersonWords) -> dict[str, str]:
    """What finds and orders the person: by given name, and without diacritics by name and staff code."""
    return {
        "staff_code": words.staff_code,
        "sort_key": name_sort_key(words.full_name),
        "search_text": fold(f"{words.full_name} {words.staff_code}".strip()),
    }


def _details(words: PersonWords, organisation_id: int, today: date, *, person_id: int | None) -> Verdict:
    possible = acceptable_details(words.full_name, words.gender, words.birth_date, words.staff_code, today)
    if possible and staff_code_is_taken(organisation_id, words.staff_code, besides=person_id):
        return no("staff_code_taken", f"Mã cán bộ “{words.staff_code}” đã dùng cho người khác trong đơn vị.")
    return possible


def _not_in_book(organisation_id: int, words: PersonWords) -> Verdict:
    if not same_person_in_unit(organisation_id, words):
        return YES
    return no(
        "same_person",
        f"Trong sổ đã có {words.full_name}. Nếu là hai người trùng tên, hãy ghi ngày sinh của cả hai để phân biệt.",
    )


def _in_unit(employment: EmploymentContent, organisation_id: int) -> Verdict:
    if employment.organisation_id == organisation_id:
        return YES
    return no("other_unit", "Người mới phải đang hoặc đã làm việc tại đơn vị này. Nơi làm việc khác ghi sau.")


def _agrees(birth_date: date | None, history: History) -> Verdict:
    return first_no(*(old_enough(birth_date, row.content.since_date) for row in history.of(EmploymentContent)))


def _reason(reason: str) -> Verdict:
    """Kept with the version and emptied with it, so it may say whom it is about."""
    if not reason:
        return no("no_reason", "Hãy nêu lý do sửa.")
    if len(reason) > REASON_LENGTH:
        return no("reason_too_long", f"Lý do dài {len(reason)} ký tự, quá {REASON_LENGTH}. Hãy rút gọn.")
    return YES


def _write_details(
    person: Person, number: int, words: PersonWords, actor: Actor, at: datetime, *, reason: str = ""
) -> None:
    PersonDetails.objects.create(
        person=person,
        number=number,
        full_name=words.full_name,
        gender=words.gender,
        birth_date=words.birth_date,
        reason=reason,
        written_at=at,
        written_by_id=actor.user_id,
    )


def _words_of(person: Person, details: PersonDetails) -> PersonWords:
    return PersonWords(details.full_name, details.gender, details.birth_date, person.staff_code)


def _changed_meanwhile(mine: PersonWords, theirs: PersonWords) -> Conflict:
    def differing(words: PersonWords, other: PersonWords) -> dict[str, str]:
        ours, others = _labelled(words), _labelled(other)
        return {label: text for label, text in ours.items() if text != others[label]}

    return Conflict(
        "Người khác vừa sửa hồ sơ này. Hãy xem cả hai bản; chưa có gì bị ghi đè.",
        mine=differing(mine, theirs),
        theirs=differing(theirs, mine),
    )


def _labelled(words: PersonWords) -> dict[str, str]:
    return {
        "Họ và tên": words.full_name,
        "Giới tính": str(dict(Gender.choices).get(words.gender, words.gender)),
        "Ngày sinh": date_text(words.birth_date) if words.birth_date else "chưa ghi",
        "Mã cán bộ": words.staff_code or "chưa ghi",
    }


def _link(person: Person, user_id: int, today: date) -> None:
    user = User.objects.select_for_update().filter(pk=user_id, is_active=True).first()
    if user is None or person.organisation_id not in own_units(user_id, on=today):
        raise Refused(no("not_of_unit", "Tài khoản này không giữ vai nào trong đơn vị."))
    if Person.objects.filter(user_id=user_id).exclude(pk=person.pk).exists():
        raise Refused(no("account_taken", "Tài khoản này đã gắn với hồ sơ khác."))
    Person.objects.filter(pk=person.pk).update(user_id=user_id)
