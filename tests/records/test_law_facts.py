"""What the law is told of a history, and the advice that follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.book import NOW, Book, initiative, rating, title
from thidua.core.law.facts import Facts, InitiativeMade, TitleHeld, TopicDone
from thidua.core.law.sentences_vi import lacking
from thidua.core.phases import VIETNAM
from thidua.records.actions.facts import correct_fact, end_fact, void_fact
from thidua.records.contents import (
    Author,
    DisciplineContent,
    EmploymentContent,
    HoldContent,
    LeaveContent,
    MemberFiguresContent,
    Subject,
    WorkContent,
)
from thidua.records.enums import FactKind
from thidua.records.models import Employment
from thidua.records.queries import eligible
from thidua.records.queries.advice import advice_for
from thidua.records.queries.eligible import EligibleLine, EligiblePeople, eligible_people
from thidua.records.queries.law_facts import facts_for, facts_of_people, leave_that_counts

WHY = "Ghi nhầm"


def facts(person_id: int, year: int = 2021, at: datetime = NOW) -> Facts:
    return facts_for(Subject.person(person_id), year, at)


def topic(*people: int, year: int = 2020, **more: Any) -> WorkContent:
    return WorkContent(
        kind="topic", title="Đề tài thử", scope="base", year=year, authors=tuple(map(Author, people)), **more
    )


def test_an_empty_history_is_told_as_such(book: Book, mai: int) -> None:
    assert facts(mai) == Facts(subject="individual", year=2021, months=12)


def test_a_whole_history_is_told(book: Book, mai: int) -> None:
    for content in (
        rating(2019), rating(2020, "excellent"), title("LDTT", 2019), title("CSTDCS", 2020),
        title("GK", 2020, basis="thematic"), LeaveContent(kind="maternity", since_date=date(2021, 2, 1)),
        DisciplineContent(level="reprimand", since_date=date(2020, 9, 1), last_date=date(2021, 1, 1)),
        HoldContent(kind="investigation", since_date=date(2021, 11, 1)),
    ):  # fmt: skip
        book.write(mai, content)
    book.write_of_unit(initiative(mai))
    book.write_of_unit(topic(mai, accepted=True))

    assert facts(mai) == Facts(
        subject="individual",
        year=2021,
        ratings={2019: "good", 2020: "excellent"},
        titles=(
            TitleHeld("LDTT", 2019, 2019), TitleHeld("CSTDCS", 2020, 2020), TitleHeld("GK", 2020, 2020, "thematic"),
        ),
        initiatives=(InitiativeMade("base", 2020),),
        topics=(TopicDone("base", 2020, accepted=True, applied=None),),
        months=12,
        leave=("maternity",),
        pending=("investigation",),
        max_discipline="reprimand",
    )  # fmt: skip


def test_what_was_corrected_or_struck_out_does_not_count(book: Book, mai: int) -> None:
    first, second = book.write(mai, title("LDTT", 2019)), book.write(mai, title("CSTDCS", 2020))
    work = book.write_of_unit(initiative(mai))
    correct_fact(
        actor=book.editor(), at=NOW, fact=FactKind.HONOUR, row_id=first, content=title("LDTT", 2018), reason=WHY
    )
    void_fact(actor=book.editor(), at=NOW, fact=FactKind.HONOUR, row_id=second, reason=WHY)
    void_fact(actor=book.editor(), at=NOW, fact=FactKind.WORK, row_id=work, reason=WHY)

    assert (facts(mai).titles, facts(mai).initiatives) == ((TitleHeld("LDTT", 2018, 2018),), ())


def test_a_year_knows_nothing_of_later_titles_and_works(book: Book, mai: int) -> None:
    for year in (2019, 2020, 2021):
        book.write(mai, title(year=year))
        book.write_of_unit(initiative(mai, year=year))

    told = facts(mai, 2020)
    assert [held.to_year for held in told.titles] == [2019, 2020]
    assert [made.year for made in told.initiatives] == [2019, 2020]


@pytest.mark.parametrize(
    ("since", "last", "year", "level"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), 2021, "none"),
        (date(2020, 1, 1), date(2021, 1, 1), 2021, "warning"),
        (date(2021, 12, 31), None, 2021, "warning"),
        (date(2022, 1, 1), None, 2021, "none"),
        (date(2019, 5, 5), None, 2022, "warning"),
    ],
)
def test_a_discipline_counts_in_every_year_that_it_touches(
    book: Book, mai: int, since: date, last: date | None, year: int, level: str
) -> None:
    book.write(mai, DisciplineContent(level="warning", since_date=since, last_date=last))

    assert facts(mai, year).max_discipline == level


def test_of_several_disciplines_the_heaviest_counts(book: Book, mai: int) -> None:
    for level, month in (("salary", 1), ("demotion", 3), ("reprimand", 5)):
        book.write(
            mai, DisciplineContent(level=level, since_date=date(2021, month, 1), last_date=date(2021, month, 28))
        )

    assert facts(mai).max_discipline == "demotion"


@pytest.mark.parametrize(("day", "pending"), [(9, ()), (10, ("investigation",)), (15, ("investigation",)), (16, ())])
def test_a_pending_matter_counts_on_its_days(book: Book, mai: int, day: int, pending: tuple[str, ...]) -> None:
    book.write(mai, HoldContent(kind="investigation", since_date=date(2021, 11, 10), last_date=date(2021, 11, 15)))

    assert facts(mai, at=datetime(2021, 11, day, 23, 59, tzinfo=VIETNAM)).pending == pending


def test_leave_that_the_law_counts_is_service_and_other_leave_is_not(book: Book, mai: int) -> None:
    book.write(mai, LeaveContent(kind="maternity", since_date=date(2021, 1, 1), last_date=date(2021, 6, 30)))
    assert (leave_that_counts(2021), facts(mai).months) == ({"maternity", "injury_rescue_or_combat"}, 12)

    book.write(mai, LeaveContent(kind="unpaid", since_date=date(2021, 7, 1), last_date=date(2021, 9, 30)))
    assert (facts(mai).months, facts(mai).leave) == (9, ("maternity", "unpaid"))


def test_months_are_counted_in_every_place_of_work(book: Book) -> None:
    person_id = book.add(since_date=date(2021, 6, 1))
    assert facts(person_id).months == 7

    book.write(
        person_id, EmploymentContent(since_date=date(2021, 2, 1), last_date=date(2021, 4, 30), employer="Sở Nội vụ")
    )
    assert facts(person_id).months == 10
    assert facts(person_id, 2022).months == 12
    assert facts(person_id, 2020).months == 0


def test_a_collective_s_history_is_told(book: Book, mai: int) -> None:
    for content in (
        rating(2021, "excellent"), title("TTLDTT", 2020),
        HoldContent(kind="investigation", since_date=date(2021, 1, 1)),
        MemberFiguresContent(year=2021, members=20, counts={"LDTT": 15, "completed": 20}),
        MemberFiguresContent(year=2020, members=21), initiative(mai), initiative(title="Của cả trường"),
    ):  # fmt: skip
        book.write_of_unit(content)

    assert facts_for(Subject.unit(book.unit()), 2021, NOW) == Facts(
        subject="collective",
        year=2021,
        ratings={2021: "excellent"},
        titles=(TitleHeld("TTLDTT", 2020, 2020),),
        initiatives=(InitiativeMade("base", 2020),),
        pending=("investigation",),
        members={"n": 20, "LDTT": 15, "completed": 20},
    )


def test_a_collective_answers_for_whoever_worked_there_in_the_year(book: Book, mai: int) -> None:
    book.write(mai, DisciplineContent(level="warning", since_date=date(2021, 5, 1)))
    employment = Employment.objects.get().pk

    def worst(year: int) -> str:
        return facts_for(Subject.unit(book.unit()), year, NOW).member_discipline

    assert (worst(2020), worst(2021), worst(2022)) == ("none", "warning", "warning")
    end_fact(
        actor=book.editor(), at=NOW, fact=FactKind.EMPLOYMENT, row_id=employment, last_date=date(2021, 10, 31)
    )  # fmt: skip
    assert (worst(2021), worst(2022)) == ("warning", "none")


def test_advice_is_given_for_this_year_and_the_next(book: Book, mai: int) -> None:
    for year in (2019, 2020, 2021):
        book.write(mai, title(year=year))
    book.write(mai, rating(2021, "excellent"))

    this, following = advice_for(Subject.person(mai), NOW)

    assert [(one.year, one.regime.code, one.on) for one in (this, following)] == [
        (2021, "R1", date(2021, 12, 31)), (2022, "R1", date(2022, 12, 31)),
    ]  # fmt: skip
    ministry = next(one for one in this.advice if one.award == "CSTD_BNT")
    assert ministry.judgement.result == "not_eligible"
    assert [{reason.condition for way in lack.alternatives for reason in way} for lack in ministry.lacking] == [
        {"initiative"}, {"selected_best"},
    ]  # fmt: skip
    assert all(lacking(reason) for lack in ministry.lacking for way in lack.alternatives for reason in way)
    assert "CSTDTQ" in {one.award for one in following.advice}
    assert "TTLDXS" not in {one.award for one in following.advice}


def test_advice_for_a_year_before_the_first_regime_is_refused_with_a_sentence(book: Book, mai: int) -> None:
    with pytest.raises(ValueError, match=r"^Ngày 31/12/2016 trước ngày 01/10/2017"):
        advice_for(Subject.person(mai), NOW, years=(2016,))


def season_of_candidates(book: Book) -> dict[str, int]:
    """Who may be Chiến sĩ thi đua of the ministry for 2021, who nearly, and who not."""
    people = {name: book.add(name) for name in ("Lê An", "Lê Bình", "Lê Chi", "Lê Dung", "Lê Em", "Lê Giang")}
    for name, years in (("Lê An", (2019, 2020, 2021)), ("Lê Bình", (2019, 2020, 2021)), ("Lê Chi", (2018, 2019, 2020)),
                        ("Lê Dung", (2018, 2020, 2021)), ("Lê Giang", (2019, 2020, 2021))):  # fmt: skip
        for year in years:
            book.write(people[name], title(year=year))
    for name in ("Lê An", "Lê Chi", "Lê Dung", "Lê Giang"):
        book.write_of_unit(
            initiative(people[name], year=2021, scope="ministry_province", title=f"Sáng kiến {people[name]}")
        )
    book.write(people["Lê Giang"], HoldContent(kind="investigation", since_date=date(2021, 1, 1)))
    return people


def found(book: Book, award: str = "CSTD_BNT", year: int = 2021) -> EligiblePeople:
    return eligible_people(book.editor(), book.unit(), award, year, NOW)


def test_everybody_of_the_unit_is_told_whether_they_may_be_proposed(book: Book) -> None:
    season_of_candidates(book)
    book.add("Người Khác", unit=2)

    lines = found(book).lines
    assert [(line.full_name, line.result, lacks(line)) for line in lines] == [
        ("Lê An", "undetermined", ["selected_best"]),
        ("Lê Bình", "not_eligible", ["initiative", "selected_best"]),
        ("Lê Chi", "not_eligible", ["consecutive_title", "selected_best"]),
        ("Lê Dung", "not_eligible", ["consecutive_title", "selected_best"]),
        ("Lê Em", "not_eligible", ["consecutive_title", "initiative", "selected_best"]),
        ("Lê Giang", "not_eligible", ["selected_best", "pending"]),
    ]


def lacks(line: EligibleLine) -> list[str]:
    assert line.advice is not None
    return [lack.alternatives[0][0].condition for lack in line.advice.lacking]


def test_on_a_long_list_only_those_are_judged_who_have_what_the_award_cannot_do_without(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    season_of_candidates(book)
    whole = {line.full_name: line.result for line in found(book).lines}
    monkeypatch.setattr(eligible, "MOST_JUDGED", 5)

    lines = found(book).lines

    assert {line.full_name: line.result for line in lines} == whole
    assert [line.full_name for line in lines if line.advice] == ["Lê An", "Lê Dung", "Lê Giang"]


@pytest.mark.parametrize("year", [2018, 2021, 2024, 2025])
def test_the_search_agrees_with_judging_everybody_one_by_one(
    book: Book, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = season_of_candidates(book)
    monkeypatch.setattr(eligible, "MOST_JUDGED", 0)
    for award in ("LDTT", "CSTDCS", "CSTD_BNT", "CSTDTQ", "GK", "BK_BNT", "BK_TTG", "HCLD3", "HCLD2", "KNC"):
        one_by_one = {
            person_id: next(
                advice.judgement.result
                for advice in advice_for(Subject.person(person_id), NOW, years=(year,))[0].advice
                if advice.award == award
            )
            for person_id in people.values()
        }

        assert {line.person_id: line.result for line in found(book, award, year).lines} == one_by_one, award


def test_titles_given_for_other_than_merit_open_no_door(book: Book, mai: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(eligible, "MOST_JUDGED", 0)
    for year in (2019, 2020, 2021):
        book.write(mai, title(year=year, basis="external"))

    assert [(line.result, line.advice) for line in found(book).lines] == [("not_eligible", None)]


def test_in_a_regime_whose_rules_are_not_loaded_nobody_is_judged(book: Book, mai: int) -> None:
    assert [line.result for line in found(book, "CSTD_BNT", 2027).lines] == ["undetermined"]


def test_facts_take_as_many_queries_for_one_as_for_many(book: Book) -> None:
    people = [book.add(f"Người {number:02d}") for number in range(12)]
    for person_id in people:
        for content in (rating(2020), title(year=2020)):
            book.write(person_id, content)

    counts = []
    for some in (people[:1], people):
        with CaptureQueriesContext(connection) as captured:
            facts_of_people(some, 2021, NOW)
        counts.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            found(book)
        counts.append(len(captured))

    assert counts[0] == counts[2] == 7
    assert counts[1] == counts[3]
