"""The boxes of each kind of fact, and the fact that they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import TextChoices

from thidua.records.awards import awards
from thidua.records.contents import CONTENTS, Author, Content, EmploymentContent, MemberFiguresContent, WorkContent
from thidua.records.enums import (
    Basis,
    DisciplineLevel,
    FactKind,
    HoldKind,
    LeaveKind,
    RatingLevel,
    Scope,
    WorkKind,
)
from thidua.records.words import count_label
from thidua.web.records.fields import Field

_DAY = "ngày/tháng/năm"
_DECISION = (
    Field("decision_number", "Số quyết định", most=80),
    Field("decision_date", "Ngày quyết định", "day", hint=_DAY),
    Field("issuer", "Cơ quan ban hành", most=200),
)
_PERIOD = (
    Field("since_date", "Từ ngày", "day", required=True, hint=_DAY),
    Field("last_date", "Đến hết ngày", "day", hint=f"{_DAY}; để trống nếu chưa kết thúc"),
)
_YEAR = Field("year", "Năm", "year", required=True)
COUNTED = ("LDTT", "CSTDCS", "completed", "good", "excellent")
"""The figures of a collective that the law asks for."""
_COUNT = "so_"


def fact_fields(kind: FactKind, *, of_person: bool) -> tuple[Field, ...]:
    """The boxes of a kind, in the order of its form. Authors have a list of their own beside them."""
    match kind:
        case FactKind.RATING:
            return (_YEAR, _choice("level", "Mức xếp loại", RatingLevel), *_DECISION)
        case FactKind.HONOUR:
            return (
                Field("award_code", "Danh hiệu, hình thức", "choice", required=True, choices=_awards(of_person)),
                Field("from_year", "Từ năm", "year", required=True),
                Field("to_year", "Đến năm", "year", hint="Để trống nếu là danh hiệu của một năm."),
                _choice("basis", "Loại hình", Basis),
                *_DECISION,
            )
        case FactKind.WORK:
            return (
                _choice("kind", "Loại", WorkKind),
                Field("title", "Tên sáng kiến, đề tài", required=True, most=400),
                _choice("scope", "Phạm vi ảnh hưởng được công nhận", Scope),
                Field("year", "Năm công nhận", "year", required=True),
                Field("accepted", "Đã nghiệm thu", "flag", hint="Chỉ với đề tài."),
                Field("applied", "Đã áp dụng", "flag", hint="Chỉ với đề tài."),
                *_DECISION,
            )
        case FactKind.EMPLOYMENT:
            return (
                Field("employer", "Nơi làm việc khác", most=200, hint="Để trống nếu làm việc tại đơn vị này."),
                Field("department", "Phòng, khoa", most=120),
                Field("position", "Chức vụ", most=120),
                *_PERIOD,
                Field("decision", "Quyết định", most=200),
            )
        case FactKind.DISCIPLINE:
            return (_choice("level", "Hình thức kỷ luật", DisciplineLevel), *_PERIOD, *_DECISION)
        case FactKind.LEAVE:
            return (_choice("kind", "Loại nghỉ", LeaveKind), *_PERIOD)
        case FactKind.HOLD:
            return (_choice("kind", "Việc đang xem xét", HoldKind), *_PERIOD)
        case FactKind.MEMBER_FIGURES:
            counts = (Field(f"{_COUNT}{code}", _capital(count_label(code)), "number") for code in COUNTED)
            return (_YEAR, Field("members", "Số người của tập thể", "number", required=True), *counts)
    raise ValueError(kind)


def content_from(
    kind: FactKind, values: Mapping[str, Any], *, unit_id: int, authors: Iterable[Author], before: Content | None
) -> Content:
    """The fact that the boxes say. `before` is the row being corrected: what its form does not show stays."""
    told = dict(values)
    if kind is FactKind.HONOUR:
        told.setdefault("to_year", told["from_year"])
    if kind is FactKind.WORK:
        told["authors"] = tuple(authors)
    if kind is FactKind.EMPLOYMENT and "employer" not in told:
        kept = before.organisation_id if isinstance(before, EmploymentContent) else None
        told["organisation_id"] = kept or unit_id
    if kind is FactKind.MEMBER_FIGURES:
        counts = {code: told.pop(f"{_COUNT}{code}") for code in COUNTED if f"{_COUNT}{code}" in told}
        others = before.counts if isinstance(before, MemberFiguresContent) else {}
        told["counts"] = {**{code: number for code, number in others.items() if code not in COUNTED}, **counts}
    return CONTENTS[kind](**told)


def values_of(content: Content) -> dict[str, Any]:
    """The columns of a row as its boxes hold them."""
    values = {name: getattr(content, name) for name in content.field_names()}
    if isinstance(content, MemberFiguresContent):
        values.update({f"{_COUNT}{code}": number for code, number in content.counts.items()})
    return values


def authors_in(content: Content | None) -> dict[int, int | None]:
    """Person → share of the authors of a work; nothing for another kind."""
    return {one.person_id: one.share for one in content.authors} if isinstance(content, WorkContent) else {}


def _choice(name: str, label: str, choices: type[TextChoices]) -> Field:
    return Field(name, label, "choice", required=True, choices=tuple((str(a), str(b)) for a, b in choices.choices))


def _awards(of_person: bool) -> tuple[tuple[str, str], ...]:
    wanted = "individual" if of_person else "collective"
    return tuple((award.code, award.name) for award in awards().values() if wanted in award.subjects)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
