"""Whom a name on the sheet means: somebody of the unit, somebody new of the same file, or a doubt to be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thidua.core.vn import date_text, fold
from thidua.records.importing.reading import Who

NEW = "moi"
SKIP = "bo"


@dataclass(frozen=True, slots=True)
class Known:
    """A person who may be meant: `key` is "cu:<id>" for one of the book, "moi:<row>" for a new one of this file, by the
    row of the sheet of people (an answer then means the same person however the other answers change)."""

    key: str
    name: str
    staff_code: str = ""
    birth_date: date | None = None
    department: str = ""

    @property
    def number(self) -> int:
        """The id of a person of the book; for a new one the row, negative."""
        kind, _, number = self.key.partition(":")
        return int(number) if kind == "cu" else -int(number)

    @property
    def is_new(self) -> bool:
        return self.number < 0

    @property
    def shown(self) -> str:
        told = [self.name, self.department, f"sinh {date_text(self.birth_date)}" if self.birth_date else ""]
        told.append(f"mã {self.staff_code}" if self.staff_code else "")
        words = ", ".join(part for part in told if part)
        return f"{words} (thêm mới từ tệp này)" if self.is_new else words


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question for a person. `options` are (answer, words); `chosen` is what was answered, "" while it is open."""

    key: str
    sheet: str
    address: str
    question: str
    options: tuple[tuple[str, str], ...]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """`person` is set when it is clear; `doubt` when it must be asked; neither: nobody is called so."""

    person: Known | None = None
    doubt: Doubt | None = None

    @property
    def is_new(self) -> bool:
        """Nobody is called so, or a person has answered that it is somebody new."""
        return self.person is None and (self.doubt is None or self.doubt.chosen == NEW)


class Matcher:
    """Finds people by code, then by name; a name without its diacritics is a doubt, never a guess."""

    def __init__(self, people: Iterable[Known], answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.doubts: dict[str, Doubt] = {}
        self._by_code: dict[str, list[Known]] = {}
        self._by_name: dict[str, list[Known]] = {}
        self._by_key: dict[str, Known] = {}
        for person in people:
            self.add(person)

    def add(self, person: Known) -> None:
        self._by_key[person.key] = person
        self._by_name.setdefault(_folded(person.name), []).append(person)
        if person.staff_code:
            self._by_code.setdefault(_folded(person.staff_code), []).append(person)

    def by_code(self, staff_code: str) -> Known | None:
        """Who has this code; capitals do not matter unless two codes differ by them alone."""
        alike = self._by_code.get(_folded(staff_code), [])
        exact = [person for person in alike if person.staff_code == staff_code]
        found = exact or alike
        return found[0] if len(found) == 1 else None

    def find(self, who: Who, sheet: str) -> Match:
        """The person whom a row speaks of."""
        coded = self.by_code(who.staff_code) if who.staff_code else None
        if coded is not None and (not who.name or same_name(coded.name, who.name)):
            return Match(person=coded)
        alike = self._by_name.get(_folded(who.name), []) if who.name else []
        if coded is not None:
            question = f"Mã {who.staff_code} trong sổ là {coded.name}, trong tệp ghi là {who.name}. Dòng này nói về ai?"
            return self._asked(who, sheet, question, [coded, *(one for one in alike if one is not coded)])
        exact = [one for one in alike if same_name(one.name, who.name)]
        if len(exact) > 1:
            question = f"Có {len(exact)} người tên {who.name}. Tệp này nói về ai?"
            if not who.staff_code:
                question += " Nếu tệp nói về cả hai, hãy ghi mã cán bộ trong tệp để phân biệt."
            return self._asked(who, sheet, question, exact)
        if exact and who.staff_code and exact[0].staff_code:
            question = f"{who.name} trong sổ mang mã {exact[0].staff_code}, trong tệp ghi mã {who.staff_code}. "
            return self._asked(who, sheet, f"{question}Có phải là cùng một người không?", exact)
        if exact:
            return Match(person=exact[0])
        if alike:
            question = f"Không có ai tên đúng là {who.name}. Có phải là người này không?"
            return self._asked(who, sheet, question, alike)
        return Match()

    def find_or_new(self, who: Who, sheet: str, birth_date: date | None, holding: Iterable[Known]) -> Match:
        """Whom a row of the sheet of people means, or that it is somebody new. `holding` are those who have this very
        row in their history."""
        if self.by_code(who.staff_code) is not None or not who.name:
            return self.find(who, sheet)
        alike = [one for one in self._by_name.get(_folded(who.name), []) if _may_be(one, who, birth_date)]
        exact = [one for one in alike if same_name(one.name, who.name)]
        same_birth = [one for one in exact if one.birth_date is not None and one.birth_date == birth_date]
        same_row = [one for one in holding if one in exact]
        new = [one for one in exact if one.is_new]
        for certain in (same_birth, same_row, new):
            if len(certain) == 1:
                return Match(person=certain[0])
        if not alike:
            return Match()
        question = f"Trong sổ có người tên giống {who.name}. Tệp này nói về người đó hay về một người mới?"
        return self._asked(who, sheet, question, alike, born=birth_date, new=True)

    def named(self, name: str) -> list[Known]:
        """Everybody of that name."""
        return [one for one in self._by_name.get(_folded(name), []) if same_name(one.name, name)]

    def _asked(
        self,
        who: Who,
        sheet: str,
        question: str,
        options: Sequence[Known],
        *,
        born: date | None = None,
        new: bool = False,
    ) -> Match:
        """One question for everything that the file says of somebody called so."""
        key = f"{'nguoi' if new else 'ten'}:{_folded(who.staff_code)}:{_settled(who.name)}:{born or ''}"
        choices = [(one.key, one.shown) for one in options]
        if new:
            choices.append((NEW, f"Người mới: thêm {who.name} vào sổ"))
        choices.append((SKIP, "Bỏ qua các dòng này, không ghi" if new else "Không phải ai ở trên: bỏ qua các dòng này"))
        answer = self.answers.get(key, "")
        chosen = answer if answer in dict(choices) else ""
        doubt = self.doubts.setdefault(key, Doubt(key, sheet, who.address, question, tuple(choices), chosen))
        return Match(self._by_key.get(chosen), doubt)


def same_name(one: str, other: str) -> bool:
    """The same name, whatever the case; hoà and hòa are one."""
    return _settled(one) == _settled(other)


def _may_be(one: Known, who: Who, birth_date: date | None) -> bool:
    """Whether nothing tells the two apart. A code on both sides does: the row's own is nobody's yet."""
    return (one.birth_date is None or birth_date is None or one.birth_date == birth_date) and not (
        one.staff_code and who.staff_code
    )


def _settled(name: str) -> str:
    text = name.casefold()
    for old, new in _OLD_TONES:
        text = text.replace(old, new)
    return text


# The tone on the second vowel (hoà, khoẻ, thuỷ) and on the first (hòa, khỏe, thủy) are two habits of writing one name.
_OLD_TONES = tuple(
    (f"{vowels[0]}{marked}", f"{first}{vowels[1]}")
    for vowels, marks, firsts in (("oa", "àáảãạ", "òóỏõọ"), ("oe", "èéẻẽẹ", "òóỏõọ"), ("uy", "ỳýỷỹỵ", "ùúủũụ"))
    for marked, first in zip(marks, firsts, strict=True)
)


def _folded(text: str) -> str:
    return " ".join(fold(text).split())
