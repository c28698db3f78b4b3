"""Taking a file: by whom, once, whole or not at all, as it was seen, and in the log row by row."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection

from audit.tampering import behind_the_back
from council.season import Season, founded
from records.book import MAI, NOW, TODAY, Book, rating
from records.import_books import preview, receive, rows_stored, sheets, take
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Refused
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.importing import drop_file, take_import
from thidua.records.chain import records_chain
from thidua.records.models import Authorship, Employment, ImportDraft, Person, PersonDetails, Rating, Work
from thidua.records.queries.importing import received_file
from thidua.records.queries.people import people_of

SINCE = {"since_date": "01/09/2010"}
RATED = {"name": MAI, "year": 2020, "level": "HTTNV"}
WORK = {"kind": "SK", "title": "Tra cứu", "scope": "Cơ sở", "year": 2020, "authors": f"{MAI}; Trần Văn Tú"}
FILLED: dict[str, list[dict[str, Any]]] = {
    "people": [{"name": MAI, "staff_code": "CB01", **SINCE}, {"name": "Trần Văn Tú", **SINCE}],
    "rating": [RATED, {**RATED, "name": "Tập thể"}],
    "work": [WORK],
}
STORED = {"Person": 2, "PersonDetails": 2, "Employment": 2, "Rating": 2, "Work": 1, "Authorship": 2}


def refusal(book: Book, *found: Any, **more: Any) -> str:
    before = rows_stored()
    with pytest.raises(Refused) as refused:
        take(book, *found, **more)
    assert rows_stored() == before
    assert not Entry.objects.filter(action="records.import_history").exists()
    return refused.value.verdict.code


# --- who ---


@pytest.mark.parametrize("role", ["editor", "head"])
def test_officers_of_the_unit_take_a_file(book: Book, role: str) -> None:
    take(book, *sheets(**FILLED), actor=getattr(book, role)())

    assert rows_stored() == STORED
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize(
    ("name", "role", "code"),
    [
        ("canbo01", Role.UNIT_MEMBER, "not_editor"),
        ("thuky", Role.CLUSTER_SECRETARY, "not_editor"),
        ("giamsat", Role.AUDITOR, "not_editor"),
    ],
)
def test_nobody_else_even_sends_one(book: Book, name: str, role: Role, code: str) -> None:
    hat = book.season.hat(name, role)

    with pytest.raises(Refused) as refused:
        receive(hat)
    assert refused.value.verdict.code == code

    theirs = receive(book.editor())
    assert refusal(book, *sheets(**FILLED), actor=hat, draft_id=theirs) == code
    assert received_file(hat, theirs) is None


def test_a_file_is_its_senders_own(book: Book) -> None:
    theirs = receive(book.editor(), b"noi dung", name="  Hồ sơ\n2020.xlsx ")
    strangers = [book.head(), book.editor(2), Actor(user_id=None, role=Role.UNIT_EDITOR, organisation_id=book.unit())]

    for actor in strangers:
        assert received_file(actor, theirs) is None
        drop_file(actor=actor, draft_id=theirs)
    for actor in strangers[:2]:
        assert refusal(book, *sheets(**FILLED), actor=actor, draft_id=theirs) == "no_file"

    kept = received_file(book.editor(), theirs)
    assert kept is not None
    assert (kept.file_name, kept.content, kept.created_at) == ("Hồ sơ 2020.xlsx", b"noi dung", NOW)


def test_a_file_belongs_to_the_unit_for_which_it_was_sent(book: Book) -> None:
    book.season.grant("daumoi01", Role.UNIT_EDITOR, organisation_id=book.unit(2))
    hats = [replace(book.editor(), organisation_id=book.unit(number)) for number in (1, 2)]
    draft = receive(hats[0])

    assert refusal(book, *sheets(**FILLED), actor=hats[1], draft_id=draft) == "no_file"


def test_the_next_file_takes_the_place_of_the_last(book: Book) -> None:
    """Under another number: a page that shows the first one cannot take the second."""
    first = receive(book.editor(), b"mot")
    second = receive(book.editor(), b"hai")

    assert first != second
    assert received_file(book.editor(), first) is None
    assert refusal(book, *sheets(**FILLED), draft_id=first) == "no_file"


def test_a_file_may_be_dropped(book: Book) -> None:
    draft = receive(book.editor())

    drop_file(actor=book.editor(), draft_id=draft)

    assert not ImportDraft.objects.exists()


def test_files_are_forgotten_after_two_days(book: Book) -> None:
    receive(book.head(), when=NOW - timedelta(days=2, seconds=1))
    kept = receive(book.editor(2), when=NOW - timedelta(days=2))

    receive(book.editor())

    assert set(ImportDraft.objects.values_list("user_id", flat=True)) == {book.editor().user_id, book.editor(2).user_id}
    assert received_file(book.editor(2), kept) is not None


@pytest.mark.parametrize(
    ("name", "kept"), [("", "bang-tinh.xlsx"), ("\u200b", "bang-tinh.xlsx"), ("x" * 300, "x" * 200)]
)
def test_any_file_name_is_kept(book: Book, name: str, kept: str) -> None:
    file = received_file(book.editor(), receive(book.editor(), name=name))

    assert file is not None
    assert file.file_name == kept


# --- once, whole ---


def test_taken_twice_is_once(book: Book) -> None:
    draft = receive(book.editor())
    take(book, *sheets(**FILLED), draft_id=draft)

    with pytest.raises(Refused) as refused:
        take(book, *sheets(**FILLED), draft_id=draft)

    assert refused.value.verdict.sentence == (
        "Tệp này đã được nạp hoặc đã bỏ. Hãy xem lại sổ, cần thì tải tệp lên lần nữa."
    )
    assert rows_stored() == STORED


@pytest.mark.usefixtures("committed_database")
def test_a_double_click_is_once() -> None:
    book = Book(Season(founded(NOW), size=2).set_up())
    editor, draft, together = book.editor(), receive(book.editor()), Barrier(2)

    def press() -> str:
        try:
            together.wait(timeout=30)
            take(book, *sheets(**FILLED), actor=editor, draft_id=draft)
        except Refused as refused:
            return refused.verdict.code
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(future.result() for future in [pool.submit(press) for _ in range(2)])

    assert told == ["no_file", "taken"]
    assert rows_stored() == STORED
    assert verify_all().problems == []


@pytest.mark.usefixtures("committed_database")
def test_two_uploads_at_once_leave_one_file() -> None:
    book = Book(Season(founded(NOW), size=2).set_up())
    editor, together = book.editor(), Barrier(2)

    def send(content: bytes) -> int:
        try:
            together.wait(timeout=30)
            return receive(editor, content)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(send, content) for content in (b"mot", b"hai")]
        ids = {future.result() for future in sent}

    assert len(ids) == 2
    assert ImportDraft.objects.count() == 1


def test_one_wrong_row_keeps_everything_out(book: Book) -> None:
    filled = {**FILLED, "rating": [*FILLED["rating"], {**RATED, "year": "?"}]}

    assert refusal(book, *sheets(**filled)) == "not_ready"
    assert ImportDraft.objects.count() == 1  # the file may be looked at again


def test_an_open_doubt_keeps_everything_out(book: Book) -> None:
    book.add("Trần Văn Tú", last_date=date(2015, 8, 31))

    assert refusal(book, *sheets(**FILLED)) == "not_ready"


def test_nothing_is_half_written_when_the_last_row_fails(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database itself refuses the last of the authors: the constraint, no rule."""
    create = Authorship.objects.bulk_create

    def twice(rows: list[Authorship], **more: Any) -> Any:
        return create([*rows, Authorship(work_id=rows[-1].work_id, person_id=rows[-1].person_id)], **more)

    monkeypatch.setattr(Authorship.objects, "bulk_create", twice)

    with pytest.raises(IntegrityError):
        take(book, *sheets(**FILLED))

    assert rows_stored() == {}
    assert not Entry.objects.filter(action="records.import_history").exists()


# --- as it was seen ---


def test_a_new_namesake_since_the_preview_keeps_everything_out(book: Book, mai: int) -> None:
    filled = {"rating": [RATED]}
    assert preview(book, *sheets(**filled)).ready

    Person.objects.filter(pk=mai).update(staff_code="CB01")
    PersonDetails.objects.filter(person_id=mai).update(birth_date=date(1985, 3, 8))
    book.add(birth_date=date(1990, 1, 1))

    assert refusal(book, *sheets(**filled)) == "not_ready"


def test_a_row_written_since_the_preview_is_seen_again(book: Book, mai: int) -> None:
    filled = sheets(rating=[RATED, {**RATED, "year": 2019}])
    seen = preview(book, *filled)
    book.write(mai, rating(2019))

    assert refusal(book, *filled, seen_sha256=seen.sha256) == "changed"
    assert len(take(book, *filled, seen_sha256=preview(book, *filled).sha256).lines) == 1


def test_another_person_than_the_one_seen_is_not_written_on(book: Book, mai: int) -> None:
    """The book's Mai got another name, and somebody else hers: the name still fits, the person does not."""
    filled = sheets(rating=[RATED])
    seen = preview(book, *filled)
    tu = book.add("Trần Văn Tú")
    PersonDetails.objects.filter(person_id=mai).update(full_name="Nguyễn Thị Mai Hương")
    PersonDetails.objects.filter(person_id=tu).update(full_name=MAI)

    assert preview(book, *filled).ready
    assert refusal(book, *filled, seen_sha256=seen.sha256) == "changed"


def test_what_is_seen_twice_is_the_same(book: Book, mai: int) -> None:
    assert preview(book, *sheets(**FILLED)).sha256 == preview(book, *sheets(**FILLED)).sha256
    assert (
        preview(book, *sheets(rating=[RATED])).sha256 != preview(book, *sheets(rating=[{**RATED, "year": 2019}])).sha256
    )


# --- in the log ---


def test_the_log_holds_the_hash_of_every_row_and_no_name(book: Book) -> None:
    content = b"noi dung cua tep"
    take(book, *sheets(**FILLED), draft_id=receive(book.editor(), content))

    entry = Entry.objects.get(action="records.import_history")
    payload = json.loads(entry.payload)
    assert entry.actor_user_id == book.editor().user_id
    assert payload["chain"] == records_chain(book.unit())
    assert payload["facts"] == {
        "rows": "7", "of": "7", "people": "2", "file_sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
    stored: list[Any] = [
        *Employment.objects.all(), *Rating.objects.all(), *Work.objects.all(), *Authorship.objects.all(),
    ]  # fmt: skip
    assert payload["rows"] == {
        model: {str(row.pk): row.row_hash() for row in stored if row._meta.label_lower == model}
        for model in ("records.employment", "records.rating", "records.work", "records.authorship")
    }
    assert "Mai" not in entry.payload
    assert verify_all().problems == []


def test_a_changed_row_is_found(book: Book) -> None:
    take(book, *sheets(**FILLED))
    behind_the_back("records_rating", "UPDATE records_rating SET level = 'excellent'")

    assert [problem.sentence for problem in verify_all().problems] == ["Bản ghi này đã bị sửa sau khi ghi nhật ký."] * 2


def test_who_was_added_is_found_and_ordered_as_by_hand(book: Book) -> None:
    take(book, *sheets(**FILLED))

    assert [line.full_name for line in people_of(book.editor(), book.unit(), NOW, search="cb01").lines] == [MAI]
    assert [line.full_name for line in people_of(book.editor(), book.unit(), NOW).lines] == [MAI, "Trần Văn Tú"]
    details = PersonDetails.objects.get(full_name=MAI)
    assert (details.number, details.written_at, details.written_by_id) == (1, NOW, book.editor().user_id)


def test_the_day_of_the_taking_judges(book: Book, mai: int) -> None:
    filled = sheets(rating=[{**RATED, "decision_number": "1", "decision_date": TODAY}])
    how: dict[str, Any] = {"actor": book.editor(), "draft_id": receive(book.editor()), "sheets": filled, "answers": {}}

    with pytest.raises(Refused):
        take_import(at=NOW - timedelta(days=1), **how)

    assert len(take_import(at=NOW, **how).lines) == 1
