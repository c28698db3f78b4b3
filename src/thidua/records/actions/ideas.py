"""Proposing an idea or a "việc làm theo", and everything that happens to it until it is recognised or confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from thidua.audit.actions import record
from thidua.core.canonical import sha256_hex
from thidua.core.verdict import YES, Conflict, Refused, Verdict, no, require
from thidua.core.vn import clean
from thidua.organisations.actor import Actor
from thidua.records.chain import records_chain
from thidua.records.enums import IdeaKind, IdeaStepKind
from thidua.records.idea_values import IdeaFacts
from thidua.records.models import Idea, IdeaStep, IdeaVersion, Person, PersonDetails
from thidua.records.queries.ideas import idea_facts
from thidua.records.rules.ideas import can_propose, can_propose_for, can_revise, can_step
from thidua.records.rules.people import nameless, one_line

_LONGEST_TITLE = 200
_LONGEST_TEXT = 5_000


@dataclass(frozen=True, slots=True)
class IdeaWords:
    """The text as typed; only the title and the content must be there."""

    title: str
    content: str
    problem: str = ""
    effect: str = ""


@transaction.atomic
def propose_idea(
    *,
    actor: Actor,
    at: datetime,
    kind: IdeaKind,
    year: int,
    words: IdeaWords,
    sent_key: str,
    person_id: int | None = None,
) -> int:
    """Write down an idea of the actor, or of `person_id` of the same unit, for the emulation year. Returns its id.

    `sent_key` is the form's own: a second press of the same form gives the first idea again and writes nothing; with
    other words in it the form is another idea, so that nothing typed is lost unseen. Refused: no title or content,
    texts too long, a text that names its author.
    """
    require(can_propose(actor))
    unit_id, sender_id = actor.organisation_id, actor.user_id
    assert unit_id is not None  # what can_propose has just said
    assert sender_id is not None
    if person_id is not None:
        require(can_propose_for(actor, person_organisation_id=unit_id))
    words = _checked(words)
    person = _person(unit_id, sender_id, person_id)
    author_id = sender_id if person_id is None or person is None else person.user_id
    for label, text in _shown(words).items():
        require(_unnamed(label, text, person.pk if person else None))
    key = _key_of(sent_key, unit_id, sender_id, kind, person_id, words)
    if (before := Idea.objects.filter(sent_key=key).first()) is not None:
        return before.pk
    try:
        with transaction.atomic():
            idea = Idea.objects.create(
                organisation_id=unit_id, kind=kind, year=year, user_id=author_id, person=person, sent_key=key,
                created_at=at,
            )  # fmt: skip
    except IntegrityError:  # the same form from two tabs in the same moment
        return Idea.objects.get(sent_key=key).pk
    version = _write_version(idea.pk, 1, words, at)
    record(
        chain=records_chain(unit_id),
        action="records.propose_idea",
        actor=actor,
        at=at,
        facts={"idea": str(idea.pk), "kind": kind.value},
        rows=[version],
    )
    return idea.pk


@transaction.atomic
def revise_idea(*, actor: Actor, at: datetime, idea_id: int, version: int, words: IdeaWords) -> None:
    """A new version of the text, over the version that the author saw; nothing to do when it is the same.

    Raises Conflict with both texts when another tab was faster.
    """
    idea = locked_idea(idea_id)
    require(can_revise(actor, idea))
    words = _checked(words)
    theirs = IdeaWords(idea.title, idea.content, idea.problem, idea.effect)
    if words == theirs:
        return
    if version != idea.version:
        raise Conflict("Nội dung này vừa được sửa ở một cửa sổ khác.", mine=_shown(words), theirs=_shown(theirs))
    for label, text in _shown(words).items():
        require(_unnamed(label, text, idea.person_id))
    row = _write_version(idea_id, idea.version + 1, words, at)
    record(
        chain=records_chain(idea.organisation_id),
        action="records.revise_idea",
        actor=actor,
        at=at,
        facts={"idea": str(idea_id), "version": str(row.number)},
        rows=[row],
    )


@transaction.atomic
def take_step(
    *,
    actor: Actor,
    at: datetime,
    idea_id: int,
    kind: IdeaStepKind,
    words: str = "",
    steps_seen: int,
    version_seen: int | None = None,
) -> None:
    """Withdraw, answer, report as done, confirm or return. Declining and returning say why.

    `steps_seen` and `version_seen` are how many steps and which version of the text the page showed: what was not seen
    is not answered, and the second of two people who answer at once is refused. A second press of one's own button
    writes nothing.
    """
    if kind is IdeaStepKind.RECOGNISED:
        raise ValueError("recognise_idea writes the initiative as well")
    idea = locked_idea(idea_id)
    if idea.steps_taken == steps_seen + 1 and idea.state is kind and last_step_by(idea_id) == actor.user_id:
        return
    require(can_step(actor, idea, kind))
    if idea.steps_taken != steps_seen or version_seen not in (None, idea.version):
        raise Refused(no("not_seen", "Nội dung hoặc trạng thái vừa thay đổi ở nơi khác. Hãy xem lại rồi trả lời."))
    said = _text("Lời nhắn", words)
    if kind in (IdeaStepKind.DECLINED, IdeaStepKind.RETURNED) and not said:
        raise Refused(no("no_reason", "Hãy ghi lý do để người đề xuất biết cần làm gì."))
    require(_unnamed("Lời nhắn", said, idea.person_id))
    write_step(actor=actor, at=at, idea=idea, kind=kind, words=said, action="records.step_idea")


def write_step(
    *,
    actor: Actor,
    at: datetime,
    idea: IdeaFacts,
    kind: IdeaStepKind,
    words: str,
    action: str,
    work_id: int | None = None,
) -> None:
    """Append the step and its audit entry; the caller has asked the rules and holds the lock."""
    row = IdeaStep.objects.create(
        idea_id=idea.id, number=idea.steps_taken + 1, kind=kind, words=words, work_id=work_id, written_at=at,
        written_by_id=actor.user_id,
    )  # fmt: skip
    facts = {"idea": str(idea.id), "step": kind.value}
    record(chain=records_chain(idea.organisation_id), action=action, actor=actor, at=at, facts=facts, rows=[row])


def locked_idea(idea_id: int) -> IdeaFacts:
    """The idea as it stands, its row locked until the transaction ends. Raises Refused when there is none."""
    Idea.objects.select_for_update().filter(pk=idea_id).first()
    found = idea_facts(idea_id)
    if found is None:
        raise Refused(no("unknown_idea", "Không có ý tưởng này."))
    return found


def last_step_by(idea_id: int) -> int | None:
    """The account that took the last step."""
    last = IdeaStep.objects.filter(idea_id=idea_id).order_by("-number").first()
    return last.written_by_id if last is not None else None


def _key_of(sent_key: str, *sent: object) -> str:
    """The form's key bound to its sender, unit and words: nobody meets another's idea by sending its key."""
    return sha256_hex(repr((sent_key, *sent)))[:32]


def _person(unit_id: int, sender_id: int, person_id: int | None) -> Person | None:
    """Whose idea it is in the unit's book: the person chosen, or the sender's own record where there is one."""
    people = Person.objects.filter(organisation_id=unit_id, erased_at=None)
    if person_id is None:
        return people.filter(user_id=sender_id).first()
    person = people.filter(pk=person_id).first()
    if person is None:
        raise Refused(no("unknown_person", "Người này không có trong sổ của đơn vị. Hãy chọn lại."))
    return person


def _unnamed(label: str, text: str, person_id: int | None) -> Verdict:
    """Texts stay when a person's data is erased, and a title may become that of a work in the records."""
    details = (
        PersonDetails.objects.filter(person_id=person_id) if person_id is not None else PersonDetails.objects.none()
    )
    if nameless(label, text, tuple(one.full_name for one in details)):
        return YES
    return no(
        "names_person",
        f"{label} được giữ lâu dài nên không ghi họ tên người đề xuất: tên đã có ở đầu trang. Hãy bỏ họ tên đi.",
    )


def _write_version(idea_id: int, number: int, words: IdeaWords, at: datetime) -> IdeaVersion:
    return IdeaVersion.objects.create(
        idea_id=idea_id, number=number, title=words.title, problem=words.problem, content=words.content,
        effect=words.effect, written_at=at,
    )  # fmt: skip


def _checked(words: IdeaWords) -> IdeaWords:
    title = one_line(words.title)
    if not title:
        raise Refused(no("no_title", "Hãy đặt tên ngắn cho ý tưởng hoặc việc làm theo."))
    if len(title) > _LONGEST_TITLE:
        raise Refused(no("too_long", f"Tên dài {len(title)} ký tự, quá {_LONGEST_TITLE}. Hãy rút gọn."))
    content = _text("Cách làm", words.content)
    if not content:
        raise Refused(no("no_content", "Hãy ghi cách làm: một, hai câu là đủ."))
    return IdeaWords(title, content, _text("Vấn đề hiện nay", words.problem), _text("Hiệu quả", words.effect))


def _text(name: str, text: str) -> str:
    text = clean(text)
    if len(text) > _LONGEST_TEXT:
        raise Refused(no("too_long", f"{name} dài {len(text)} ký tự, quá {_LONGEST_TEXT}. Hãy rút gọn."))
    return text


def _shown(words: IdeaWords) -> dict[str, str]:
    return {
        "Tên": words.title,
        "Vấn đề hiện nay": words.problem,
        "Cách làm": words.content,
        "Hiệu quả dự kiến": words.effect,
    }
