"""What happens to an idea after it was sent: who takes which step, once, and with which words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from council.season import Season, founded
from records.book import MAI, NOW, Book
from records.ideas_desk import colleague, following, propose, read, step
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Refused
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.ideas import IdeaWords, revise_idea, take_step
from thidua.records.actions.people import link_account
from thidua.records.enums import IdeaStepKind
from thidua.records.models import IdeaStep
from thidua.records.queries.ideas import steps_of
from thidua.records.rules.ideas import next_steps

ACCEPTED, DECLINED, WITHDRAWN, RECOGNISED = (
    IdeaStepKind.ACCEPTED, IdeaStepKind.DECLINED, IdeaStepKind.WITHDRAWN, IdeaStepKind.RECOGNISED,
)  # fmt: skip
DONE, CONFIRMED, RETURNED = IdeaStepKind.DONE, IdeaStepKind.CONFIRMED, IdeaStepKind.RETURNED
ANSWERS = {DECLINED: "Đã có cách làm khác.", RETURNED: "Thiếu ảnh trước và sau."}


def steps_for(book: Book, idea_id: int) -> dict[str, tuple[IdeaStepKind, ...]]:
    """What each hat may do with an idea of canbo01 now."""
    hats = {
        "author": book.officer(),
        "colleague": colleague(book),
        "editor": book.editor(),
        "head": book.head(),
        "sibling head": book.head(2),
        "secretary": book.season.hat("thuky", Role.CLUSTER_SECRETARY),
        "auditor": book.auditor(),
    }
    return {name: steps for name, hat in hats.items() if (steps := next_steps(hat, read(idea_id)))}


def refusal(actor: Actor, idea_id: int, kind: IdeaStepKind, words: str = "", *, seen: int | None = None) -> str:
    before = IdeaStep.objects.count()
    with pytest.raises(Refused) as refused:
        step(actor, idea_id, kind, words, seen=seen)
    assert IdeaStep.objects.count() == before
    return refused.value.verdict.code


def test_a_new_idea_is_answered_by_officers_and_withdrawn_by_its_author(book: Book) -> None:
    assert steps_for(book, propose(book.officer())) == {
        "author": (WITHDRAWN,),
        "editor": (ACCEPTED, DECLINED),
        "head": (ACCEPTED, DECLINED),
    }


def test_an_accepted_idea_is_recognised_by_the_head_or_declined_after_all(book: Book) -> None:
    idea_id = propose(book.officer())
    step(book.editor(), idea_id, ACCEPTED, "Đưa ra hội đồng tháng 11.")

    assert steps_for(book, idea_id) == {
        "author": (WITHDRAWN,),
        "editor": (DECLINED,),
        "head": (RECOGNISED, DECLINED),
    }


def test_a_deed_is_reported_by_its_author_and_confirmed_by_officers(book: Book) -> None:
    idea_id = following(book.officer())
    assert steps_for(book, idea_id) == {
        "author": (DONE, WITHDRAWN), "editor": (DECLINED,), "head": (DECLINED,),
    }  # fmt: skip
    step(book.officer(), idea_id, DONE)
    assert steps_for(book, idea_id) == {"editor": (CONFIRMED, RETURNED), "head": (CONFIRMED, RETURNED)}
    step(book.editor(), idea_id, RETURNED, "Thiếu ảnh.")
    assert steps_for(book, idea_id) == {"author": (DONE, WITHDRAWN)}
    step(book.officer(), idea_id, DONE, "Đã thêm ảnh.")
    step(book.head(), idea_id, CONFIRMED)
    assert steps_for(book, idea_id) == {"editor": (RETURNED,), "head": (RETURNED,)}

    assert [(line.kind, line.words, line.by) for line in steps_of(idea_id)] == [
        (DONE, "", "Người canbo01"),
        (RETURNED, "Thiếu ảnh.", "Người daumoi01"),
        (DONE, "Đã thêm ảnh.", "Người canbo01"),
        (CONFIRMED, "", "Người truong01"),
    ]
    assert Entry.objects.filter(action="records.step_idea").count() == 4
    assert verify_all().problems == []


@pytest.mark.parametrize("last", [DECLINED, WITHDRAWN])
def test_nothing_follows_an_end(book: Book, last: IdeaStepKind) -> None:
    idea_id = propose(book.officer())
    step(book.officer() if last is WITHDRAWN else book.editor(), idea_id, last, "Đã có cách khác.")

    assert steps_for(book, idea_id) == {}


@pytest.mark.parametrize(
    ("username", "role", "kind", "code"),
    [
        ("canbo91", Role.UNIT_MEMBER, WITHDRAWN, "not_author"),
        ("truong01", Role.UNIT_HEAD, WITHDRAWN, "not_author"),
        ("canbo01", Role.UNIT_MEMBER, ACCEPTED, "not_officer"),
        ("canbo91", Role.UNIT_MEMBER, DECLINED, "not_officer"),
        ("truong02", Role.UNIT_HEAD, ACCEPTED, "other_unit"),
        ("thuky", Role.CLUSTER_SECRETARY, ACCEPTED, "other_unit"),
        ("giamsat", Role.AUDITOR, ACCEPTED, "other_unit"),
    ],
)
def test_steps_of_others_are_refused(book: Book, username: str, role: Role, kind: IdeaStepKind, code: str) -> None:
    idea_id = propose(book.officer())
    colleague(book)

    assert refusal(book.season.hat(username, role), idea_id, kind, "Lý do.") == code


def test_a_stranger_is_not_told_the_state(book: Book) -> None:
    idea_id = propose(book.officer())
    step(book.editor(), idea_id, ACCEPTED)

    assert refusal(book.head(2), idea_id, ACCEPTED) == "other_unit"


@pytest.mark.parametrize("kind", [DECLINED, RETURNED])
@pytest.mark.parametrize("words", ["", " \u200b\n"])
def test_a_no_says_why(book: Book, kind: IdeaStepKind, words: str) -> None:
    idea_id = following(book.officer())
    if kind is RETURNED:
        step(book.officer(), idea_id, DONE)

    assert refusal(book.editor(), idea_id, kind, words) == "no_reason"


def test_the_table_keeps_that_promise_too(book: Book) -> None:
    idea_id = propose(book.officer())

    for kind, words in ((DECLINED, ""), (RETURNED, ""), (RECOGNISED, "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            IdeaStep.objects.create(idea_id=idea_id, number=1, kind=kind, words=words, written_at=NOW)


def test_words_that_cannot_be_kept_are_refused(book: Book) -> None:
    mai = book.add(user_id=book.officer().user_id)
    idea_id = propose(book.officer())

    assert read(idea_id).person_id == mai
    assert refusal(book.editor(), idea_id, ACCEPTED, "x" * 5001) == "too_long"
    assert refusal(book.editor(), idea_id, ACCEPTED, f"Cảm ơn {MAI} đã đề xuất.") == "names_person"


@pytest.mark.parametrize(("username", "role"), [("daumoi01", Role.UNIT_EDITOR), ("truong01", Role.UNIT_HEAD)])
def test_nobody_confirms_their_own_deed(book: Book, username: str, role: Role) -> None:
    author = book.season.hat(username, role)
    idea_id = following(author)
    step(author, idea_id, DONE)

    assert refusal(author, idea_id, CONFIRMED) == "own_work"

    step(book.head() if role is Role.UNIT_EDITOR else book.editor(), idea_id, CONFIRMED)
    assert read(idea_id).state is CONFIRMED


def test_another_hat_of_the_author_does_not_confirm_either(book: Book) -> None:
    """An officer who registered as a member of staff, or whose record somebody else wrote the deed for."""
    book.season.grant("daumoi01", Role.UNIT_MEMBER, organisation_id=book.unit())
    as_member = book.season.hat("daumoi01", Role.UNIT_MEMBER)
    own = following(as_member)
    record = book.add(user_id=book.editor().user_id)
    written = following(book.head(), person_id=record)
    for idea_id in (own, written):
        step(as_member, idea_id, DONE)

        assert refusal(book.editor(), idea_id, CONFIRMED) == "own_work"


def test_officers_speak_for_a_colleague_without_an_account(book: Book, mai: int) -> None:
    idea_id = following(book.editor(), person_id=mai)
    assert steps_for(book, idea_id) == {
        "editor": (DONE, DECLINED, WITHDRAWN), "head": (DONE, DECLINED, WITHDRAWN),
    }  # fmt: skip

    step(book.editor(), idea_id, DONE)
    step(book.head(), idea_id, CONFIRMED)

    assert read(idea_id).state is CONFIRMED


def test_a_colleague_whose_account_came_later_speaks_alone(book: Book, mai: int) -> None:
    idea_id = following(book.editor(), person_id=mai)
    link_account(actor=book.editor(), at=NOW, person_id=mai, user_id=book.officer().user_id)

    assert steps_for(book, idea_id) == {
        "author": (DONE, WITHDRAWN), "editor": (DECLINED,), "head": (DECLINED,),
    }  # fmt: skip


def test_a_second_press_of_the_button_writes_nothing(book: Book) -> None:
    idea_id = propose(book.officer())
    for _ in range(2):
        step(book.editor(), idea_id, ACCEPTED, seen=0)

    assert IdeaStep.objects.count() == 1
    assert Entry.objects.filter(action="records.step_idea").count() == 1


def test_the_second_of_two_answers_is_told_the_state(book: Book) -> None:
    idea_id = propose(book.officer())
    step(book.editor(), idea_id, DECLINED, "Đã có cách khác.", seen=0)

    with pytest.raises(Refused) as refused:
        step(book.head(), idea_id, ACCEPTED, seen=0)

    assert refused.value.verdict.sentence == (
        "Không thực hiện được: việc này hiện ở trạng thái “đơn vị chưa đồng ý”. Hãy mở lại trang."
    )


def test_what_was_not_seen_is_not_confirmed(book: Book) -> None:
    """Reported, returned and reported again while the head's page stood open on the first report."""
    idea_id = following(book.officer())
    step(book.officer(), idea_id, DONE)
    step(book.editor(), idea_id, RETURNED, "Thiếu ảnh.")
    step(book.officer(), idea_id, DONE, "Vẫn thế.")

    assert refusal(book.head(), idea_id, CONFIRMED, seen=1) == "not_seen"


def test_words_that_changed_meanwhile_are_not_accepted(book: Book) -> None:
    idea_id = propose(book.officer())
    revise_idea(actor=book.officer(), at=NOW, idea_id=idea_id, version=1, words=IdeaWords("Tên mới", "Cách mới."))

    with pytest.raises(Refused) as refused:
        take_step(actor=book.editor(), at=NOW, idea_id=idea_id, kind=ACCEPTED, steps_seen=0, version_seen=1)
    take_step(actor=book.editor(), at=NOW, idea_id=idea_id, kind=ACCEPTED, steps_seen=0, version_seen=2)

    assert refused.value.verdict.code == "not_seen"
    assert read(idea_id).state is ACCEPTED


def test_recognition_is_no_plain_step(book: Book) -> None:
    idea_id = propose(book.officer())

    with pytest.raises(ValueError, match="recognise_idea"):
        step(book.head(), idea_id, RECOGNISED)


@pytest.mark.usefixtures("committed_database")
def test_of_two_answers_in_one_moment_one_is_kept() -> None:
    book = Book(Season(founded(NOW), size=2).set_up())
    idea_id = propose(book.officer())
    together = Barrier(2)

    def answer(actor: Actor, kind: IdeaStepKind) -> str:
        try:
            together.wait(timeout=30)
            step(actor, idea_id, kind, ANSWERS.get(kind, ""), seen=0)
        except Refused as refused:
            return refused.verdict.code
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(2) as pool:
        answers = [pool.submit(answer, *one) for one in ((book.editor(), DECLINED), (book.head(), DECLINED))]
        told = sorted(future.result() for future in answers)

    assert told == ["kept", "wrong_state"]
    assert IdeaStep.objects.count() == 1


@pytest.mark.usefixtures("committed_database")
def test_one_form_sent_twice_in_one_moment_is_one_idea() -> None:
    book = Book(Season(founded(NOW), size=2).set_up())
    author, together = book.officer(), Barrier(2)

    def send() -> int:
        try:
            together.wait(timeout=30)
            return propose(author, sent_key="khoa")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = [pool.submit(send) for _ in range(2)]
        ids = {future.result() for future in sent}

    assert len(ids) == 1
    assert verify_all().problems == []
