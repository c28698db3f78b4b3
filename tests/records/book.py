"""A unit's book of people in the small invented cluster: where tests of the records begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from council.season import Season, moment
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.records.actions.facts import write_fact
from thidua.records.actions.people import add_person
from thidua.records.contents import (
    Author,
    Content,
    EmploymentContent,
    HonourContent,
    RatingContent,
    Subject,
    WorkContent,
)
from thidua.records.enums import WorkKind
from thidua.records.values import PersonWords

NOW = moment(11, 20)
TODAY = date(2021, 11, 20)
HIRED = date(2010, 9, 1)
MAI = "Nguyễn Thị Mai"


@dataclass
class Book:
    """Unit 01 keeps the book unless a test says otherwise; `people` are ids by name."""

    season: Season
    people: dict[str, int] = field(default_factory=dict)

    def unit(self, number: int = 1) -> int:
        return self.season.unit(number)

    def editor(self, number: int = 1) -> Actor:
        return self.season.hat(f"daumoi{number:02d}", Role.UNIT_EDITOR)

    def head(self, number: int = 1) -> Actor:
        return self.season.hat(f"truong{number:02d}", Role.UNIT_HEAD)

    def officer(self, number: int = 1) -> Actor:
        return self.season.hat(f"canbo{number:02d}", Role.UNIT_MEMBER)

    def auditor(self) -> Actor:
        return self.season.hat("giamsat", Role.AUDITOR)

    def add(self, full_name: str = MAI, *, unit: int = 1, at: datetime = NOW, **more: Any) -> int:
        """Somebody who has worked in the unit since 2010; `more` are fields of PersonWords or of the employment."""
        words = {key: more.pop(key) for key in ("gender", "birth_date", "staff_code") if key in more}
        user_id = more.pop("user_id", None)
        employment = EmploymentContent(**{"since_date": HIRED, "organisation_id": self.unit(unit), **more})
        person_id = add_person(
            actor=self.editor(unit), at=at, organisation_id=self.unit(unit),
            words=PersonWords(full_name, **words), employment=employment, user_id=user_id,
        )  # fmt: skip
        self.people[full_name] = person_id
        return person_id

    def write(self, person_id: int, content: Content, *, at: datetime = NOW) -> int:
        return write_fact(actor=self.editor(), at=at, subject=Subject.person(person_id), content=content)

    def write_of_unit(self, content: Content, *, at: datetime = NOW) -> int:
        return write_fact(actor=self.editor(), at=at, subject=Subject.unit(self.unit()), content=content)


def rating(year: int = 2020, level: str = "good", **more: Any) -> RatingContent:
    return RatingContent(year=year, level=level, **more)


def title(code: str = "CSTDCS", year: int = 2020, to_year: int | None = None, **more: Any) -> HonourContent:
    return HonourContent(award_code=code, from_year=year, to_year=to_year or year, **more)


def initiative(*people: int, year: int = 2020, scope: str = "base", **more: Any) -> WorkContent:
    more.setdefault("title", "Bảng tra cứu văn bản dùng chung")
    more.setdefault("authors", tuple(Author(person_id) for person_id in people))
    return WorkContent(kind=WorkKind.INITIATIVE.value, scope=scope, year=year, **more)
