"""Conditions outside the points (điểm liệt, không xét): what the set says, what was recorded, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from thidua.core.model import CriteriaSet
from thidua.core.sentences_vi import effect_words
from thidua.sheets.enums import Stage
from thidua.sheets.queries import ConditionFacts
from thidua.web.verify.steps import People


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a condition, as the page tells it."""

    at: datetime
    holds: bool
    by_unit: bool
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A condition of the set with every record of it; `holds`: in force now."""

    code: str
    title: str
    effect: str
    holds: bool
    records: tuple[Record, ...]


def condition_lines(criteria: CriteriaSet, records: list[ConditionFacts], people: People) -> list[ConditionLine]:
    """Every condition of the set in its order."""
    titles = {band.code: band.title for band in criteria.grades.bands} if criteria.grades else {}
    lines = []
    for item in criteria.knock_outs:
        found = [record for record in records if record.code == item.code]
        lines.append(
            ConditionLine(
                code=item.code,
                title=item.title,
                effect=effect_words(item.effect.kind, item.effect.grade, titles),
                holds=bool(found) and found[-1].holds,
                records=tuple(
                    Record(
                        at=record.at,
                        holds=record.holds,
                        by_unit=record.stage is Stage.SELF,
                        who=people.official(record.author_id, record.author_role, record.author_organisation_id),
                        reason=record.reason,
                    )
                    for record in found
                ),
            )
        )
    return lines
