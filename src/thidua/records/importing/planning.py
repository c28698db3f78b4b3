"""Every row judged against the unit's book and the rows before it, by the rules of single entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from thidua.core.verdict import YES, Verdict, no
from thidua.core.vn import fold
from thidua.records.contents import Author, Content, Decided, EmploymentContent, Subject, WorkContent
from thidua.records.history import Held, History
from thidua.records.importing.columns import import_sheets
from thidua.records.importing.faults import MOST_FAULTS, CellFault, listed
from thidua.records.importing.matching import SKIP, Known, Match, Matcher
from thidua.records.importing.places import cell_of
from thidua.records.importing.plan import Line, NewPerson, Plan
from thidua.records.importing.reading import Filled, SaidRow, Who
from thidua.records.rules.authors import may_be_authors
from thidua.records.rules.contents import fits, normal
from thidua.records.rules.contradictions import may_stand
from thidua.records.rules.people import acceptable_details
from thidua.records.words import said

__all__ = ["Line", "NewPerson", "Plan", "Planner"]

_UNIT = "Tập thể đơn vị"
_MOST_OF_ONE = 1_000
"""Rows in the history of one subject: every row is judged against all of them."""
_TOLD_WITH_THE_OTHER_ROW = ("twice_a_year", "given_twice", "title_in_failed_year", "overlap", "work_twice")


class Planner:
    """Judges the rows one by one; `histories` are those of the people of the book, `unit` the collective's own, `works`
    those that the unit has."""

    def __init__(
        self,
        *,
        organisation_id: int,
        people: Iterable[Known],
        histories: Mapping[int, History],
        unit: History,
        works: Iterable[WorkContent],
        answers: Mapping[str, str],
        today: date,
    ) -> None:
        self.organisation_id = organisation_id
        self.matcher = Matcher(people, answers)
        self.histories: dict[int | None, History] = {None: unit}
        self.histories.update(histories.items())
        self.works = {_work_key(work): work for work in works}
        self.new_works: set[tuple[str, str, int]] = set()
        self.today = today
        self.people: dict[int, tuple[NewPerson, SaidRow]] = {}
        self.lines: list[Line] = []
        self.lines_of: dict[int | None, list[Line]] = {}
        self.faults: list[CellFault] = []
        self.unread: set[str] = set()
        self.already = self.skipped = 0

    def plan(self, filled: Filled) -> Plan:
        self.faults.extend(filled.faults)
        self.unread.update(filled.unread)
        for row in filled.rows:
            if len(self.faults) > MOST_FAULTS:
                break
            if row.sheet.key == "people":
                self._person_row(row)
            elif isinstance(row.content, WorkContent):
                self._work_row(row, row.content)
            elif row.who[0].is_unit:
                self._write(row, None, _UNIT)
            elif (person := self._meant(row, row.who[0])) is not None:
                self._write(row, person.number, person.name)
        self._new_people_work_here()
        return Plan(
            people=tuple(person for person, _ in self.people.values()),
            lines=tuple(self.lines),
            faults=listed(self.faults, [sheet.title for sheet in import_sheets()]),
            doubts=tuple(self.matcher.doubts.values()),
            legacy=filled.fonts.question,
            already=self.already,
            skipped=self.skipped,
            ignored=filled.ignored,
        )

    # --- people ---

    def _person_row(self, row: SaidRow) -> None:
        who = row.who[0]
        if who.is_unit:
            self._fault(row, no("wrong_subject", "Trang “Cán bộ” chỉ ghi từng người."))
            return
        content = normal(row.content)
        holding = [
            one
            for one in self.matcher.named(who.name)
            if any(held.content == content for held in self.histories[one.number].held)
        ]
        match = self.matcher.find_or_new(who, row.sheet.title, _birth_date(row), holding)
        self._count_skipped(match)
        person = self._new_person(row, who) if match.is_new else match.person
        if person is not None:
            self._write(row, person.number, person.name)

    def _new_person(self, row: SaidRow, who: Who) -> Known | None:
        gender, birth_date = str(row.details.get("gender", "")), _birth_date(row)
        verdict = acceptable_details(who.name, gender, birth_date, who.staff_code, self.today)
        if not who.name:
            verdict = no("no_name", f"Không có ai mang mã {who.staff_code}: người mới phải có họ và tên.")
        if not verdict:
            self._fault(row, verdict)
            self._tell_no_more_of(who)
            return None
        department = row.content.department if isinstance(row.content, EmploymentContent) else ""
        known = Known(f"moi:{row.number}", who.name, who.staff_code, birth_date, department)
        person = NewPerson(known.number, who.name, gender, birth_date, who.staff_code)
        self.people[known.number] = person, row
        self.matcher.add(known)
        self.histories[known.number] = History(
            subject=Subject.person(known.number),
            organisation_id=self.organisation_id,
            names=(who.name,),
            birth_date=birth_date,
        )
        return known

    def _new_people_work_here(self) -> None:
        """As in single entry, a record is opened for somebody who works or worked in the unit."""
        for number, (person, row) in self.people.items():
            employments = self.histories[number].of(EmploymentContent)
            here = any(held.content.organisation_id == self.organisation_id for held in employments)
            if not here and not self._is_told_of(row.who[0]):
                sentence = f"{person.full_name} chưa có dòng nào làm việc tại đơn vị này. Hãy ghi thêm dòng đó."
                self._fault(row, no("other_unit", sentence))

    # --- facts ---

    def _work_row(self, row: SaidRow, content: WorkContent) -> None:
        authors: list[Known] = []
        if not (len(row.who) == 1 and row.who[0].is_unit):
            meant = [self._meant(row, who) for who in row.who]
            authors = [person for person in meant if person is not None]
            if len(authors) < len(meant):
                return
        content = replace(normal(content), authors=tuple(Author(person.number) for person in authors))
        key = _work_key(content)
        before = self.works.get(key)
        if before is not None and _same_work(before, content) and key not in self.new_works:
            self.already += 1
            return
        names = {person.number: self.histories[person.number].names for person in authors}
        twice = no("work_twice", f"Đơn vị đã có {said(before)}. Nếu ghi nhầm, hãy sửa bản ghi đó.") if before else YES
        verdicts = (*self._fit(content, Subject.unit(self.organisation_id)), may_be_authors(content, names, before=()))
        if self._judged(row, None, content, (*verdicts, twice)):
            self.works[key] = content
            self.new_works.add(key)
            self._line(row, None, ", ".join(person.name for person in authors) or _UNIT, content)

    def _meant(self, row: SaidRow, who: Who) -> Known | None:
        if who.is_unit:
            self._fault(row, no("mixed_authors", f"“{who.name}” thì ghi một mình, không kèm tên người."))
            return None
        match = self.matcher.find(who, row.sheet.title)
        self._count_skipped(match)
        if match.person is None and match.doubt is None and not self._is_told_of(who):
            sentence = f"Không có {who.called} trong sổ của đơn vị. Hãy xem lại, hoặc thêm vào trang “Cán bộ” của tệp."
            self._fault(row, no("unknown_person", sentence))
        return match.person

    def _write(self, row: SaidRow, number: int | None, whose: str) -> None:
        content, history = normal(row.content), self.histories[number]
        if any(held.content == content and held.id > 0 for held in history.held):
            self.already += 1
            return
        if len(history.held) >= _MOST_OF_ONE:
            sentence = f"{whose} đã có {_MOST_OF_ONE} dòng: tệp này có lẽ dán nhầm. Hãy kiểm tra lại."
            self._fault(row, no("too_many", sentence))
            return
        verdicts = (*self._fit(content, history.subject), may_stand(history, content))
        if self._judged(row, number, content, verdicts):
            self._line(row, number, whose, content)
            self.histories[number] = history.plus(-row.number, content)

    def _fit(self, content: Content, subject: Subject) -> Iterator[Verdict]:
        """Whether the row makes sense by itself, and by itself without its decision: a wrong day of the decision does
        not keep another fault of the row for the next round."""
        yield fits(content, subject, self.today)
        if isinstance(content, Decided) and content.decision_date is not None:
            yield fits(replace(content, decision_date=None), subject, self.today)

    def _judged(self, row: SaidRow, number: int | None, content: Content, verdicts: Iterable[Verdict]) -> bool:
        """Whether every rule agrees. What is refused is told at its cell, once a cell, with the row of the file that it
        meets."""
        refused = [verdict for verdict in verdicts if not verdict]
        cells = {cell_of(row, verdict): verdict for verdict in reversed(refused)}
        for verdict in cells.values():
            other = self._other_row(number, content, verdict)
            where = f" Bản ghi đó ở trang “{other.sheet}”, ô {other.address} của tệp này." if other else ""
            self._fault(row, replace(verdict, sentence=f"{verdict.sentence}{where}"))
        if refused and row.sheet.key == "people":
            self._tell_no_more_of(row.who[0])
        return not refused

    def _other_row(self, number: int | None, content: Content, verdict: Verdict) -> Line | None:
        if verdict.code not in _TOLD_WITH_THE_OTHER_ROW:
            return None
        return next((line for line in self.lines_of.get(number, ()) if _meets(line.content, content, verdict)), None)

    def _line(self, row: SaidRow, number: int | None, whose: str, content: Content) -> None:
        line = Line(row.sheet.title, row.who[0].address, number, whose, content, said(content))
        self.lines.append(line)
        self.lines_of.setdefault(number, []).append(line)

    def _fault(self, row: SaidRow, verdict: Verdict) -> None:
        self.faults.append(CellFault(row.sheet.title, cell_of(row, verdict), verdict.sentence))

    def _count_skipped(self, match: Match) -> None:
        self.skipped += match.doubt is not None and match.doubt.chosen == SKIP

    def _tell_no_more_of(self, who: Who) -> None:
        """A wrong row of the sheet of people: what is said of the person elsewhere is not called wrong for that."""
        self.unread.update(fold(text) for text in (who.name, who.staff_code) if text)

    def _is_told_of(self, who: Who) -> bool:
        return not self.unread.isdisjoint((fold(who.name), fold(who.staff_code)))


def _birth_date(row: SaidRow) -> date | None:
    born = row.details.get("birth_date")
    return born if isinstance(born, date) else None


def _meets(one: Content, other: Content, verdict: Verdict) -> bool:
    """Whether `one` by itself is enough for the rule to refuse `other`."""
    if isinstance(one, WorkContent) or isinstance(other, WorkContent):
        return isinstance(one, WorkContent) and isinstance(other, WorkContent) and _work_key(one) == _work_key(other)
    return may_stand(History(Subject(), 0, (Held(1, one),)), other).code == verdict.code


def _work_key(work: WorkContent) -> tuple[str, str, int]:
    """As single entry tells works apart: sort, title and year, capitals and diacritics aside."""
    return work.kind, fold(work.title), work.year


def _same_work(one: WorkContent, other: WorkContent) -> bool:
    """The same in everything that a file can say: it does not know the authors' shares."""
    return _authors(one) == _authors(other) and replace(one, authors=()) == replace(other, authors=())


def _authors(work: WorkContent) -> set[int]:
    return {author.person_id for author in work.authors}
