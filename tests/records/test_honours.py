"""A title taken away stays in the history, marked, and counts no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from records.book import MAI, NOW, Book, title
from thidua.audit.queries import verify_all
from thidua.core.law.facts import TitleHeld
from thidua.core.verdict import Conflict, Refused
from thidua.records.actions.facts import correct_fact, void_fact
from thidua.records.actions.honours import RevokingDecision, revoke_honour
from thidua.records.contents import Subject
from thidua.records.enums import FactKind
from thidua.records.models import Revocation
from thidua.records.queries.law_facts import facts_for
from thidua.records.queries.pages import person_page, unit_page
from thidua.records.values import FactLine

DECISION = RevokingDecision("88/QĐ-HVCT", date(2021, 6, 1), "Học viện")
GROUND = "Kết luận thanh tra số 5/KL-TTr: kê khai sai thành tích"


def revoke(book: Book, row_id: int, **more: Any) -> None:
    revoke_honour(**{"actor": book.head(), "at": NOW, "row_id": row_id, "ground": GROUND, "decision": DECISION, **more})


def honours(person_id: int) -> tuple[FactLine, ...]:
    groups = person_page(person_id, NOW).groups
    return next(group.lines for group in groups if group.fact is FactKind.HONOUR)


def titles(person_id: int) -> tuple[TitleHeld, ...]:
    return facts_for(Subject.person(person_id), 2021, NOW).titles


def test_the_head_records_that_a_title_was_taken_away(book: Book, mai: int) -> None:
    row_id = book.write(mai, title(year=2020))
    book.write(mai, title(year=2019))

    revoke(book, row_id)

    line = next(line for line in honours(mai) if line.id == row_id)
    assert line.revocation is not None
    assert (line.revocation.ground, line.revocation.decision_number, line.revocation.decision_date) == (
        GROUND, "88/QĐ-HVCT", date(2021, 6, 1),
    )  # fmt: skip
    assert (line.revocation.written_by, line.counts, line.is_void) == ("Người truong01", False, False)
    assert titles(mai) == (TitleHeld("CSTDCS", 2019, 2019),)
    assert verify_all().problems == []


def test_a_unit_s_title_is_taken_away_too(book: Book) -> None:
    row_id = book.write_of_unit(title("TTLDXS", 2020))

    revoke(book, row_id)

    assert facts_for(Subject.unit(book.unit()), 2021, NOW).titles == ()
    group = next(group for group in unit_page(book.unit(), NOW).groups if group.fact is FactKind.HONOUR)
    assert [line.counts for line in group.lines] == [False]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"ground": " \u200b"}, "no_reason"),
        ({"ground": f"{MAI} kê khai sai"}, "names_person"),
        ({"decision": replace(DECISION, number=" ")}, "no_number"),
        ({"decision": replace(DECISION, number="1" * 81)}, "no_number"),
        ({"decision": replace(DECISION, issuer="b" * 201)}, "too_long"),
        ({"decision": replace(DECISION, decided_on=date(2021, 11, 21))}, "decided_later"),
        ({"decision": replace(DECISION, decided_on=date(2021, 1, 4))}, "revoked_before_given"),
    ],
)
def test_a_revocation_that_cannot_be(book: Book, mai: int, more: dict[str, Any], code: str) -> None:
    row_id = book.write(mai, title(year=2020, decision_date=date(2021, 1, 5)))

    with pytest.raises(Refused) as refused:
        revoke(book, row_id, **more)

    assert refused.value.verdict.code == code
    assert Revocation.objects.count() == 0


def test_a_title_is_taken_away_once(book: Book, mai: int) -> None:
    row_id = book.write(mai, title())
    revoke(book, row_id)

    with pytest.raises(Refused) as refused:
        revoke(book, row_id)

    assert refused.value.verdict.code == "revoked"


def test_only_the_head_of_the_unit_revokes(book: Book, mai: int) -> None:
    row_id = book.write(mai, title())

    for actor, code in ((book.editor(), "not_head"), (book.head(2), "not_yours"), (book.auditor(), "not_editor")):
        with pytest.raises(Refused) as refused:
            revoke(book, row_id, actor=actor)
        assert refused.value.verdict.code == code


def test_a_title_taken_away_is_neither_corrected_nor_struck_out(book: Book, mai: int) -> None:
    row_id = book.write(mai, title())
    revoke(book, row_id)

    for act in (
        lambda: correct_fact(
            actor=book.head(), at=NOW, fact=FactKind.HONOUR, row_id=row_id, content=title(year=2019), reason="Nhầm năm"
        ),
        lambda: void_fact(actor=book.head(), at=NOW, fact=FactKind.HONOUR, row_id=row_id, reason="Nhầm"),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.verdict.code == "revoked"


def test_a_title_taken_away_may_be_given_again(book: Book, mai: int) -> None:
    revoke(book, book.write(mai, title()))

    book.write(mai, title(decision_number="120/QĐ"))

    assert titles(mai) == (TitleHeld("CSTDCS", 2020, 2020),)


def test_taking_away_a_row_that_was_corrected_meanwhile_tells_so(book: Book, mai: int) -> None:
    row_id = book.write(mai, title())
    correct_fact(
        actor=book.editor(), at=NOW, fact=FactKind.HONOUR, row_id=row_id, content=title(year=2019), reason="Nhầm năm"
    )

    with pytest.raises(Conflict) as conflict:
        revoke(book, row_id)

    assert conflict.value.theirs == {"Danh hiệu, hình thức khen thưởng": "Chiến sĩ thi đua cơ sở năm 2019"}


def test_what_was_struck_out_is_not_taken_away(book: Book, mai: int) -> None:
    row_id = book.write(mai, title())
    void_fact(actor=book.editor(), at=NOW, fact=FactKind.HONOUR, row_id=row_id, reason="Nhầm")

    with pytest.raises(Conflict):
        revoke(book, row_id)
