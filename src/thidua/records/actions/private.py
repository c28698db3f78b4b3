"""The personal data that only some awards need: the identity number, sealed, and Party membership with its purpose."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from thidua.audit.actions import record
from thidua.core.phases import local_date
from thidua.core.verdict import Refused, no, require
from thidua.core.vn import clean, date_text
from thidua.organisations.actor import Actor
from thidua.records.actions.locking import locked_person
from thidua.records.awards import awards
from thidua.records.chain import records_chain
from thidua.records.models import IdentityNumber, PartyMembership, Person
from thidua.records.queries.histories import histories_of
from thidua.records.rules.people import acceptable_identity, acceptable_reason
from thidua.records.sealing import KeyLost, seal, unseal

_LEAST_PARTY_AGE = 18
"""Điều lệ Đảng, Điều 1: a member is at least eighteen years old."""
NO_IDENTITY = no("no_identity", "Hồ sơ chưa ghi số định danh.")
KEY_LOST = no(
    "key_lost",
    "Máy chủ không mở được số định danh: khóa mã hóa đã đổi. Hãy báo quản trị hệ thống, hoặc ghi lại số.",
)


@transaction.atomic
def set_identity(*, actor: Actor, at: datetime, person_id: int, number: str) -> None:
    """Keep a person's identity number, sealed with the installation's key; pages show its last three digits. Empty text
    takes the number away. Audited without the number; no copy of a card is ever kept."""
    person = locked_person(actor, person_id)
    digits = "".join(clean(number).split())
    if digits:
        require(acceptable_identity(digits))
        _not_somebody_else_s(person, digits)
        IdentityNumber.objects.update_or_create(
            person=person, defaults={"sealed": seal(digits), "tail": digits[-3:], "written_at": at}
        )
    elif not IdentityNumber.objects.filter(person=person).delete()[0]:
        raise Refused(NO_IDENTITY)
    _record(actor, at, "records.set_identity", person, kept="yes" if digits else "no")


@transaction.atomic
def reveal_identity(*, actor: Actor, at: datetime, person_id: int, reason: str) -> str:
    """The whole number, for the unit's editor or head, with a reason that is logged every time. Refused: no number, no
    reason, a key that the server does not have."""
    person = locked_person(actor, person_id)
    text = clean(reason)
    require(acceptable_reason(text, names=histories_of([person_id])[person_id].names))
    identity = IdentityNumber.objects.filter(person=person).first()
    if identity is None:
        raise Refused(NO_IDENTITY)
    try:
        number = unseal(bytes(identity.sealed))
    except KeyLost as problem:
        raise Refused(KEY_LOST) from problem
    _record(actor, at, "records.reveal_identity", person, reason=text)
    return number


@transaction.atomic
def set_party_membership(
    *, actor: Actor, at: datetime, person_id: int, since_date: date | None, purpose: str = ""
) -> None:
    """Note since when a person is a Party member, for the award (`purpose`, its code) that asks for it; without a day
    the note is taken away. Audited with the code alone."""
    person = locked_person(actor, person_id)
    if since_date is None:
        PartyMembership.objects.filter(person=person).delete()
    else:
        if purpose not in awards():
            raise Refused(no("no_purpose", "Chỉ ghi ngày vào Đảng khi một danh hiệu cần đến: hãy chọn danh hiệu đó."))
        _possible_day(since_date, local_date(at), histories_of([person_id])[person_id].birth_date)
        PartyMembership.objects.update_or_create(
            person=person, defaults={"since_date": since_date, "purpose": purpose, "written_at": at}
        )
    _record(actor, at, "records.set_party_membership", person, purpose=purpose if since_date else "")


def _not_somebody_else_s(person: Person, digits: str) -> None:
    """A number is one person's. Those of the unit that end alike are opened and compared; they leave no trace."""
    others = IdentityNumber.objects.filter(tail=digits[-3:], person__organisation_id=person.organisation_id)
    for other in others.exclude(person=person):
        try:
            same = unseal(bytes(other.sealed)) == digits
        except KeyLost:
            continue
        if same:
            raise Refused(no("number_taken", "Số định danh này đã ghi cho người khác trong sổ. Hãy kiểm tra lại số."))


def _possible_day(since_date: date, today: date, birth_date: date | None) -> None:
    if since_date > today:
        raise Refused(no("bad_day", f"Ngày vào Đảng {date_text(since_date)} ở tương lai."))
    if birth_date is not None and since_date.year - birth_date.year < _LEAST_PARTY_AGE:
        raise Refused(no("bad_day", f"Ngày vào Đảng {date_text(since_date)} trước khi đủ {_LEAST_PARTY_AGE} tuổi."))


def _record(actor: Actor, at: datetime, action: str, person: Person, **facts: str) -> None:
    record(
        chain=records_chain(person.organisation_id),
        action=action,
        actor=actor,
        at=at,
        facts={"person": str(person.pk), **facts},
    )
