"""The identity number is sealed and shown by its tail; Party membership has a purpose; nothing of either in the log."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

import pytest

from records.book import MAI, NOW, Book
from thidua.audit.models import Entry
from thidua.core.verdict import Refused
from thidua.organisations.actor import Actor
from thidua.records.actions.private import reveal_identity, set_identity, set_party_membership
from thidua.records.models import IdentityNumber, PartyMembership
from thidua.records.queries.pages import person_page
from thidua.records.values import PartyLine

NUMBER = "035185001234"
WHY = "Lập hồ sơ trình Học viện số 7/TTr"


def keep(book: Book, person_id: int, number: str = NUMBER, **more: Any) -> None:
    set_identity(**{"actor": book.editor(), "at": NOW, "person_id": person_id, "number": number, **more})


def reveal(book: Book, person_id: int, reason: str = WHY, actor: Actor | None = None) -> str:
    return reveal_identity(actor=actor or book.editor(), at=NOW, person_id=person_id, reason=reason)


def last_facts() -> dict[str, Any]:
    return json.loads(Entry.objects.order_by("pk").last().payload)["facts"]  # type: ignore[union-attr]


def test_a_page_shows_the_tail_alone(book: Book, mai: int) -> None:
    keep(book, mai, "035 185 001 234")

    assert person_page(mai, NOW).identity_tail == "234"
    row = IdentityNumber.objects.get()
    assert NUMBER.encode() not in bytes(row.sealed)
    assert [entry.payload for entry in Entry.objects.all() if NUMBER in entry.payload] == []


def test_the_whole_number_is_told_for_a_reason_that_is_logged(book: Book, mai: int) -> None:
    keep(book, mai)

    assert reveal(book, mai) == NUMBER
    assert last_facts() == {"person": str(mai), "reason": WHY}
    assert reveal(book, mai, actor=book.head()) == NUMBER
    assert Entry.objects.filter(action="records.reveal_identity").count() == 2


@pytest.mark.parametrize(("reason", "code"), [(" \u200b", "no_reason"), (f"Theo đơn của {MAI}", "names_person")])
def test_no_number_without_a_reason(book: Book, mai: int, reason: str, code: str) -> None:
    keep(book, mai)

    with pytest.raises(Refused) as refused:
        reveal(book, mai, reason)

    assert refused.value.verdict.code == code
    assert Entry.objects.filter(action="records.reveal_identity").count() == 0


@pytest.mark.parametrize(
    ("role", "code"), [("member", "not_editor"), ("auditor", "not_editor"), ("other", "not_yours")]
)
def test_only_the_unit_s_editor_and_head_see_and_write_it(book: Book, mai: int, role: str, code: str) -> None:
    keep(book, mai)
    actor = {"member": book.officer(), "auditor": book.auditor(), "other": book.editor(2)}[role]

    for act in (lambda: reveal(book, mai, actor=actor), lambda: keep(book, mai, actor=actor)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.verdict.code == code


@pytest.mark.parametrize(
    "number", ["03518500123", "0351850012345", "abc185001234", "12345678", "０３５１８５００１２３４"]
)
def test_a_number_has_twelve_digits_or_the_nine_of_old(book: Book, mai: int, number: str) -> None:
    with pytest.raises(Refused) as refused:
        keep(book, mai, number)

    assert refused.value.verdict.sentence == (
        "Số định danh cá nhân gồm 12 chữ số (số chứng minh nhân dân cũ: 9 chữ số)."
    )


def test_an_old_number_is_replaced_and_taken_away(book: Book, mai: int) -> None:
    keep(book, mai, "168123456")
    keep(book, mai)
    assert (reveal(book, mai), IdentityNumber.objects.count()) == (NUMBER, 1)

    keep(book, mai, " ")
    assert IdentityNumber.objects.count() == 0
    assert last_facts() == {"person": str(mai), "kept": "no"}
    for act in (lambda: keep(book, mai, ""), lambda: reveal(book, mai)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.verdict.code == "no_identity"


def test_a_number_sealed_with_another_key_is_not_guessed(book: Book, mai: int, settings: Any) -> None:
    keep(book, mai)
    settings.THIDUA_FIELD_KEY = base64.urlsafe_b64encode(b"\x01" * 32).decode()

    with pytest.raises(Refused) as refused:
        reveal(book, mai)

    assert refused.value.verdict.code == "key_lost"
    assert person_page(mai, NOW).identity_tail == "234"


def test_party_membership_is_kept_for_an_award(book: Book, mai: int) -> None:
    def note(since: date | None, purpose: str = "HCLD3") -> None:
        set_party_membership(actor=book.editor(), at=NOW, person_id=mai, since_date=since, purpose=purpose)

    note(date(2010, 2, 3))
    note(date(2011, 2, 3))
    assert person_page(mai, NOW).party == PartyLine(date(2011, 2, 3), "HCLD3")
    assert last_facts() == {"person": str(mai), "purpose": "HCLD3"}

    note(None)
    assert PartyMembership.objects.count() == 0


@pytest.mark.parametrize(
    ("since", "purpose", "code"),
    [
        (date(2010, 2, 3), "", "no_purpose"),
        (date(2010, 2, 3), "KHAC", "no_purpose"),
        (date(2021, 11, 21), "HCLD3", "bad_day"),
        (date(1985, 3, 8), "HCLD3", "bad_day"),
    ],
)
def test_party_membership_that_cannot_be(book: Book, since: date, purpose: str, code: str) -> None:
    person_id = book.add(birth_date=date(1985, 3, 8))

    with pytest.raises(Refused) as refused:
        set_party_membership(actor=book.editor(), at=NOW, person_id=person_id, since_date=since, purpose=purpose)

    assert refused.value.verdict.code == code
    assert PartyMembership.objects.count() == 0
