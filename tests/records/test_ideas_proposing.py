"""Proposing an idea in two minutes, once however often the button is pressed, and changing it before an answer."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from records.book import MAI, NOW, Book
from records.ideas_desk import WORDS, colleague, following, propose, read, step
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.ideas import IdeaWords, revise_idea
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.models import Idea, IdeaVersion


def refusal(actor: Actor, **more: Any) -> str:
    with pytest.raises(Refused) as refused:
        propose(actor, **more)
    return refused.value.verdict.code


def revise(actor: Actor, idea_id: int, words: IdeaWords, *, version: int = 1) -> None:
    revise_idea(actor=actor, at=NOW, idea_id=idea_id, version=version, words=words)


def test_two_boxes_are_enough(book: Book) -> None:
    idea = read(propose(book.officer()))

    assert (idea.title, idea.content, idea.problem, idea.effect) == (WORDS.title, WORDS.content, "", "")
    assert (idea.kind, idea.year, idea.state, idea.version) == (IdeaKind.INITIATIVE, 2021, None, 1)
    assert (idea.organisation_id, idea.user_id, idea.person_id) == (book.unit(), book.officer().user_id, None)
    assert idea.author_name == "Người canbo01"
    assert Entry.objects.get(action="records.propose_idea").actor_user_id == book.officer().user_id
    assert verify_all().problems == []


@pytest.mark.parametrize("role", ["officer", "editor", "head"])
def test_every_member_of_staff_proposes(book: Book, role: str) -> None:
    actor = getattr(book, role)()

    assert read(propose(actor)).user_id == actor.user_id


@pytest.mark.parametrize(("name", "role"), [("thuky", Role.CLUSTER_SECRETARY), ("giamsat", Role.AUDITOR)])
def test_other_hats_are_asked_to_change(book: Book, name: str, role: Role) -> None:
    assert refusal(book.season.hat(name, role)) == "not_staff"


def test_a_visitor_who_is_nobody_proposes_nothing(book: Book) -> None:
    assert refusal(Actor(user_id=None, role=Role.UNIT_MEMBER, organisation_id=book.unit())) == "not_staff"


def test_author_with_a_record_is_named_as_in_the_book(book: Book) -> None:
    mai = book.add(user_id=book.officer().user_id)

    idea = read(propose(book.officer()))

    assert (idea.person_id, idea.author_name) == (mai, MAI)


def test_a_record_in_another_unit_is_not_the_authors(book: Book) -> None:
    """Somebody who works in two units: the record is kept by the other one."""
    here = colleague(book, "canbo92")
    book.season.grant("canbo92", Role.UNIT_MEMBER, organisation_id=book.unit(2))
    book.add(unit=2, user_id=here.user_id)

    assert read(propose(here)).person_id is None


def test_editor_writes_down_the_idea_of_a_colleague_without_an_account(book: Book, mai: int) -> None:
    idea = read(propose(book.editor(), person_id=mai))

    assert (idea.person_id, idea.user_id, idea.author_name) == (mai, None, MAI)


def test_a_member_writes_for_nobody_else_and_learns_nothing_of_the_book(book: Book, mai: int) -> None:
    assert refusal(book.officer(), person_id=mai) == "not_officer"
    assert refusal(book.officer(), person_id=mai + 1000) == "not_officer"


def test_people_of_other_units_are_not_chosen(book: Book) -> None:
    other = book.add(unit=2)

    assert refusal(book.editor(), person_id=other) == "unknown_person"
    assert refusal(book.editor(), person_id=other + 1000) == "unknown_person"


def test_a_second_press_of_the_form_is_the_same_idea(book: Book) -> None:
    first = propose(book.officer(), sent_key="khoa")

    assert propose(book.officer(), sent_key="khoa") == first
    assert (Idea.objects.count(), IdeaVersion.objects.count()) == (1, 1)
    assert Entry.objects.filter(action="records.propose_idea").count() == 1


def test_the_same_form_with_other_words_is_another_idea(book: Book) -> None:
    """Back in the browser, another text, sent again: what was typed is not dropped."""
    first = propose(book.officer(), sent_key="khoa")

    second = propose(book.officer(), sent_key="khoa", words=IdeaWords("Ý khác", "Làm khác."))

    assert second != first
    assert read(second).title == "Ý khác"


def test_a_key_sent_in_another_unit_gives_an_own_idea(book: Book) -> None:
    here = colleague(book, "canbo92")
    book.season.grant("canbo92", Role.UNIT_MEMBER, organisation_id=book.unit(2))
    hats = [Actor(user_id=here.user_id, role=Role.UNIT_MEMBER, organisation_id=book.unit(number)) for number in (1, 2)]

    ideas = [read(propose(hat, sent_key="khoa")) for hat in hats]

    assert [idea.organisation_id for idea in ideas] == [book.unit(1), book.unit(2)]


def test_a_key_of_somebody_else_gives_an_own_idea(book: Book) -> None:
    ideas = [read(propose(actor, sent_key="khoa")) for actor in (book.officer(), colleague(book), book.officer(2))]

    assert len({idea.id for idea in ideas}) == 3
    assert [idea.organisation_id for idea in ideas] == [book.unit(1), book.unit(1), book.unit(2)]


def test_a_key_as_long_as_anybody_likes_is_kept(book: Book) -> None:
    assert propose(book.officer(), sent_key="k" * 5000) == propose(book.officer(), sent_key="k" * 5000)


def test_texts_are_kept_in_nfc_without_unseen_letters(book: Book) -> None:
    title = unicodedata.normalize("NFD", "Tra  cứu\u200b văn\nbản")

    idea = read(propose(book.officer(), words=IdeaWords(title, unicodedata.normalize("NFD", "\u202eDòng một\r\nhai "))))

    assert (idea.title, idea.content) == ("Tra cứu văn bản", "Dòng một\nhai")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (IdeaWords(" \u200b ", "Cách làm."), "no_title"),
        (IdeaWords("Tên", "\u200b\n"), "no_content"),
        (IdeaWords("T" * 201, "Cách làm."), "too_long"),
        (IdeaWords("Tên", "c" * 5001), "too_long"),
        (IdeaWords("Tên", "Cách làm.", problem="v" * 5001), "too_long"),
        (IdeaWords("Tên", "Cách làm.", effect="h" * 5001), "too_long"),
    ],
)
def test_texts_that_cannot_be_kept_are_refused(book: Book, words: IdeaWords, code: str) -> None:
    assert refusal(book.officer(), words=words) == code
    assert not Idea.objects.exists()


def test_the_longest_texts_are_kept(book: Book) -> None:
    words = IdeaWords("T" * 200, "c" * 5000, "v" * 5000, "h" * 5000)

    assert read(propose(book.officer(), words=words)).effect == "h" * 5000


@pytest.mark.parametrize("field", ["title", "content", "problem", "effect"])
def test_a_text_does_not_name_its_author(book: Book, field: str) -> None:
    """Texts stay when the author's data is erased."""
    book.add(user_id=book.officer().user_id)
    words = {"title": "Tên", "content": "Cách làm.", field: "Việc của Nguyễn thị MAI ở khoa"}

    assert refusal(book.officer(), words=IdeaWords(**words)) == "names_person"


def test_a_refusal_to_name_oneself_says_what_to_do(book: Book) -> None:
    book.add(user_id=book.officer().user_id)

    with pytest.raises(Refused) as refused:
        propose(book.officer(), words=IdeaWords(f"Ý của {MAI}", "Cách làm."))

    assert refused.value.verdict.sentence == (
        "Tên được giữ lâu dài nên không ghi họ tên người đề xuất: tên đã có ở đầu trang. Hãy bỏ họ tên đi."
    )


def test_the_author_revises_before_an_answer(book: Book) -> None:
    idea_id = propose(book.officer())

    revise(book.officer(), idea_id, IdeaWords("Tên mới", "Cách mới."))

    idea = read(idea_id)
    assert (idea.title, idea.content, idea.version) == ("Tên mới", "Cách mới.", 2)
    assert [row.title for row in IdeaVersion.objects.order_by("number")] == [WORDS.title, "Tên mới"]
    assert verify_all().problems == []


def test_the_same_text_again_writes_nothing(book: Book) -> None:
    idea_id = propose(book.officer())

    revise(book.officer(), idea_id, WORDS)

    assert read(idea_id).version == 1
    assert not Entry.objects.filter(action="records.revise_idea").exists()


def test_two_windows_get_both_versions(book: Book) -> None:
    idea_id = propose(book.officer())
    revise(book.officer(), idea_id, IdeaWords("Cửa sổ một", "Cách một."))

    with pytest.raises(Conflict) as conflict:
        revise(book.officer(), idea_id, IdeaWords("Cửa sổ hai", "Cách hai.", effect="Nhanh hơn."))

    assert conflict.value.mine == {
        "Tên": "Cửa sổ hai", "Vấn đề hiện nay": "", "Cách làm": "Cách hai.", "Hiệu quả dự kiến": "Nhanh hơn.",
    }  # fmt: skip
    assert conflict.value.theirs == {
        "Tên": "Cửa sổ một", "Vấn đề hiện nay": "", "Cách làm": "Cách một.", "Hiệu quả dự kiến": "",
    }  # fmt: skip
    assert read(idea_id).title == "Cửa sổ một"


def test_what_the_other_window_saved_already_is_no_conflict(book: Book) -> None:
    idea_id = propose(book.officer())
    for _ in range(2):
        revise(book.officer(), idea_id, IdeaWords("Tên mới", "Cách mới."))

    assert read(idea_id).version == 2


@pytest.mark.parametrize("username", ["canbo91", "daumoi01", "truong01", "canbo02", "truong02"])
def test_nobody_else_changes_the_authors_words(book: Book, username: str) -> None:
    idea_id = propose(book.officer())
    colleague(book)
    role = {"canbo": Role.UNIT_MEMBER, "daumoi": Role.UNIT_EDITOR, "truong": Role.UNIT_HEAD}[username[:-2]]

    with pytest.raises(Refused) as refused:
        revise(book.season.hat(username, role), idea_id, IdeaWords("Tên mới", "Cách mới."))

    assert refused.value.verdict.code == "not_author"


def test_the_editor_corrects_what_they_wrote_for_a_colleague(book: Book, mai: int) -> None:
    idea_id = propose(book.editor(), person_id=mai)

    revise(book.editor(), idea_id, IdeaWords("Tên mới", "Cách mới."))

    assert read(idea_id).title == "Tên mới"


def test_an_answered_text_is_locked(book: Book) -> None:
    idea_id = propose(book.officer())
    step(book.editor(), idea_id, IdeaStepKind.ACCEPTED)

    with pytest.raises(Refused) as refused:
        revise(book.officer(), idea_id, IdeaWords("Tên mới", "Cách mới."))

    assert refused.value.verdict.sentence == (
        "Nội dung đã khóa, vì việc này ở trạng thái “đơn vị đồng ý”. Nếu cần, hãy gửi một đề xuất mới."
    )


def test_an_idea_that_is_not_there_is_refused(book: Book) -> None:
    with pytest.raises(Refused) as refused:
        revise(book.officer(), 4711, WORDS)

    assert refused.value.verdict.code == "unknown_idea"


def test_a_personal_deed_is_registered_in_the_same_way(book: Book) -> None:
    assert read(following(book.officer())).kind is IdeaKind.FOLLOWING
