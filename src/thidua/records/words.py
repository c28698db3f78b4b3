"""A row of the history in words, for refusals, conflicts, exports and the log of versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db.models import TextChoices

from thidua.core.vn import date_text
from thidua.records.awards import award_name
from thidua.records.contents import (
    Content,
    DisciplineContent,
    EmploymentContent,
    HoldContent,
    HonourContent,
    LeaveContent,
    MemberFiguresContent,
    RatingContent,
    WorkContent,
)
from thidua.records.enums import DisciplineLevel, HoldKind, LeaveKind, RatingLevel, Scope, WorkKind

NOBODY = "Người đã xóa dữ liệu"
"""Stands where the name of a person was."""


def said(content: Content, *, units: Mapping[int, str] | None = None) -> str:
    """What the row says, on one line; `units` names the organisations of employments. Codes that are no longer known
    are said as they are."""
    match content:
        case RatingContent():
            return f"năm {content.year}: {_label(RatingLevel, content.level)}"
        case HonourContent():
            return f"{award_name(content.award_code)} {years(content.from_year, content.to_year)}"
        case DisciplineContent():
            return f"{_label(DisciplineLevel, content.level)} {period(content.since_date, content.last_date)}"
        case HoldContent():
            return f"{_label(HoldKind, content.kind)} {period(content.since_date, content.last_date)}"
        case LeaveContent():
            return f"{_label(LeaveKind, content.kind)} {period(content.since_date, content.last_date)}"
        case EmploymentContent():
            return f"{_place(content, units or {})} {period(content.since_date, content.last_date)}"
        case MemberFiguresContent():
            return f"năm {content.year}: {content.members} người{_counts(content)}"
        case WorkContent():
            return (
                f"{_label(WorkKind, content.kind)} “{content.title}”, phạm vi {_label(Scope, content.scope).lower()}, "
                f"năm {content.year}"
            )
        case _:
            raise TypeError(type(content).__name__)


def years(from_year: int, to_year: int) -> str:
    return f"năm {from_year}" if from_year == to_year else f"giai đoạn {from_year}–{to_year}"


def period(since: date, last: date | None) -> str:
    return f"từ {date_text(since)} đến {date_text(last)}" if last else f"từ {date_text(since)}, chưa kết thúc"


def count_label(code: str) -> str:
    """How the figure of a collective is called: of members who hold a title, or who reached a rating."""
    level = dict(RatingLevel.choices).get(code)
    return f"{level} trở lên" if level and code != RatingLevel.EXCELLENT else level or award_name(code)


def _counts(content: MemberFiguresContent) -> str:
    parts = [f"{count_label(code)} {number}" for code, number in sorted(content.counts.items())]
    return f" ({', '.join(parts)})" if parts else ""


def _place(content: EmploymentContent, units: Mapping[int, str]) -> str:
    unit = units.get(content.organisation_id or 0, "") or content.employer
    return ", ".join(part for part in (content.position, content.department, unit) if part) or "công tác"


def _label(choices: type[TextChoices], code: str) -> str:
    return str(dict(choices.choices).get(code, code))
