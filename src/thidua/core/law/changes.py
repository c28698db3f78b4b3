"""What changed in an award from one regime to the next, as sentences. Both are said with the names of the later one, so
that a new name is one change and not many. Articles change with every law and are no change of the rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua.core.law.award_words_vi import dossier_words, prize_words, quota_words, timing_words, vote_words
from thidua.core.law.code_words_vi import SUBJECT_WORDS
from thidua.core.law.condition_words_vi import requirement
from thidua.core.law.conditions.base import Names
from thidua.core.law.model import Award
from thidua.core.law.nodes import Leaf, Node


@dataclass(frozen=True, slots=True)
class _Said:
    """A condition in words. `choice`: it belongs to one of several routes that suffice."""

    type: str
    words: str
    choice: bool


def changes(before: Award, after: Award, names: Names) -> tuple[str, ...]:
    """What was added, dropped or changed; empty when nothing was. `names` are those of the later regime."""
    return (
        *_renamed("Tên", before.name, after.name),
        *_subjects(before, after),
        *_conditions(before, after, names),
        *_renamed("Thẩm quyền", before.decided_by.text, after.decided_by.text),
        *_renamed("Tỷ lệ", quota_words(before.quota, names), quota_words(after.quota, names)),
        *_renamed("Phiếu của hội đồng", vote_words(before.vote_threshold), vote_words(after.vote_threshold)),
        *_renamed("Tiền thưởng", prize_words(before.prize_multiple), prize_words(after.prize_multiple)),
        *_renamed("Hồ sơ", dossier_words(before.dossier), dossier_words(after.dossier)),
        *_renamed("Thời gian", timing_words(before.timing), timing_words(after.timing)),
    )


def _renamed(what: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{what}: “{_plain(before)}” → “{_plain(after)}”"


def _plain(text: str) -> str:
    return text.replace("“", "").replace("”", "")


def _subjects(before: Award, after: Award) -> Iterator[str]:
    for subject in after.subjects:
        if subject not in before.subjects:
            yield f"Thêm đối tượng: {SUBJECT_WORDS[subject]}"
    for subject in before.subjects:
        if subject not in after.subjects:
            yield f"Bỏ đối tượng: {SUBJECT_WORDS[subject]}"


def _conditions(before: Award, after: Award, names: Names) -> Iterator[str]:
    old, new = _said(before.criteria, names), _said(after.criteria, names)
    added = [item for item in new if item not in old]
    for item in old:
        if item in new:
            continue
        successor = _successor(item, added)
        if successor is None:
            yield f"Bỏ{_choice(item)}: {item.words}"
            continue
        added.remove(successor)
        if successor.words == item.words:
            became = (
                "từ bắt buộc thành một phần của các lựa chọn"
                if successor.choice
                else "từ một phần của các lựa chọn thành bắt buộc"
            )
            yield f"Đổi: {item.words} – {became}"
        else:
            yield f"Đổi: {item.words} → {successor.words}"
    for item in added:
        yield f"Thêm{_choice(item)}: {item.words}"


def _successor(item: _Said, added: list[_Said]) -> _Said | None:
    """The new condition that took its place: the same words, else the same type."""
    same_words = (other for other in added if other.words == item.words)
    same_type = (other for other in added if other.type == item.type)
    return next(same_words, None) or next(same_type, None)


def _choice(item: _Said) -> str:
    return " (trong các lựa chọn)" if item.choice else ""


def _said(nodes: tuple[Node, ...], names: Names, *, choice: bool = False) -> list[_Said]:
    """Every condition in file order; what is expressly not required asks nothing."""
    said: list[_Said] = []
    for node in nodes:
        if not isinstance(node, Leaf):
            said += _said(node.children, names, choice=choice or node.op == "any_of")
        elif node.type != "not_required":
            said.append(_Said(node.type, requirement(node, names), choice))
    return said
