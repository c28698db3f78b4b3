"""The boxes of each kind of fact, the fact that they say, and the box that a refusal speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
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
from thidua.web.fields import DAY_HINT, Field

_DECISION = (
    Field("decision_number", "Số quyết định", most=80, half=True, hint="ví dụ 12/QĐ-TCT"),
    Field("decision_date", "Ngày quyết định", "day", hint=DAY_HINT),
    Field("issuer", "Cơ quan ban hành", most=200),
)
_PERIOD = (
    Field("since_date", "Từ ngày", "day", required=True, hint=DAY_HINT),
    Field("last_date", "Đến hết ngày", "day", hint="để trống nếu chưa kết thúc"),
)
_YEAR = Field("year", "Năm", "year", required=True, hint="ví dụ 2021")
COUNTED = ("LDTT", "CSTDCS", "completed", "good", "excellent")
"""The figures of a collective that the law asks for."""
_COUNT = "so_"


REASON = Field("ly_do", "Lý do sửa", "long", required=True, most=500, hint="Giữ lâu dài trong hồ sơ; không ghi họ tên.")
REASON_TO_END = replace(
    REASON, required=False, hint="Không cần khi chỉ ghi ngày kết thúc. Giữ lâu dài trong hồ sơ; không ghi họ tên."
)
VOID_REASON = replace(REASON, name="ly_do_bo", label="Lý do bỏ bản ghi")
AUTHORS = "tac-gia"
_PLACES = {
    "no_reason": "ly_do", "reason_too_long": "ly_do", "names_person": "ly_do", "decided_later": "decision_date",
    "twice_a_year": "year", "years_reversed": "to_year", "unknown_award": "award_code",
    "award_not_for_subject": "award_code", "given_twice": "award_code", "title_in_failed_year": "",
    "period_reversed": "last_date", "overlap": "since_date", "employed_later": "since_date", "too_young": "since_date",
    "before_employment": "", "no_title": "title", "work_twice": "title", "initiative_accepted": "accepted",
    "author_twice": AUTHORS, "author_not_of_unit": AUTHORS, "shares_above_100": AUTHORS, "bad_share": AUTHORS,
    "no_members": "members", "count_above_members": "members", "counts_reversed": "members",
}  # fmt: skip


def place_of(code: str, fields: tuple[Field, ...]) -> str:
    """The box that a refusal speaks of; "" where it speaks of the record as a whole.

    A name in a text that is kept for ever is looked for in the reason where there is one, else in the title.
    """
    names = {one.name for one in fields}
    place = _PLACES.get(code, "")
    if code == "names_person" and place not in names:
        place = "title"
    if code in ("bad_year", "bad_day", "before_employment"):
        place = next((name for name in ("year", "from_year", "since_date") if name in names), "")
    return place if place in names or place == AUTHORS else ""


def fact_fields(kind: FactKind, *, of_person: bool) -> tuple[Field, ...]:
    """The boxes of a kind, in the order of its form. Authors have a list of their own beside them."""
    match kind:
        case FactKind.RATING:
            return (_YEAR, _choice("level", "Mức xếp loại", RatingLevel), *_DECISION)
        case FactKind.HONOUR:
            return (
                Field("award_code", "Danh hiệu, hình thức", "choice", required=True, choices=_awards(of_person)),
                Field("from_year", "Từ năm", "year", required=True, hint="ví dụ 2021"),
                Field("to_year", "Đến năm", "year", hint="để trống nếu là của một năm"),
                _choice("basis", "Loại hình", Basis, usual=Basis.MERIT.value),
                *_DECISION,
            )
        case FactKind.WORK:
            return (
                _choice("kind", "Loại", WorkKind),
                Field("title", "Tên sáng kiến, đề tài", required=True, most=400),
                Field("year", "Năm công nhận", "year", required=True),
                _choice("scope", "Phạm vi ảnh hưởng được công nhận", Scope),
                Field("accepted", "Đã nghiệm thu", "flag", hint="Chỉ với đề tài."),
                Field("applied", "Đã áp dụng", "flag", hint="Chỉ với đề tài."),
                *_DECISION,
            )
        case FactKind.EMPLOYMENT:
            return (
                Field("department", "Phòng, khoa", most=120),
                Field("position", "Chức vụ", most=120),
                *_PERIOD,
                Field("decision", "Quyết định", most=200),
                Field("employer", "Nơi làm việc khác", most=200, hint="Để trống nếu làm việc tại đơn vị này."),
            )
        case FactKind.DISCIPLINE:
            return (_choice("level", "Hình thức kỷ luật", DisciplineLevel), *_PERIOD, *_DECISION)
        case FactKind.LEAVE:
            return (_choice("kind", "Loại nghỉ", LeaveKind), *_PERIOD)
        case FactKind.HOLD:
            return (_choice("kind", "Việc đang xem xét", HoldKind), *_PERIOD)
        case FactKind.MEMBER_FIGURES:
            members = Field("members", "Số người của tập thể", "number", required=True, hint="cuối năm đó")
            counts = (
                Field(f"{_COUNT}{code}", _capital(count_label(code)), "number", mark="nếu biết") for code in COUNTED
            )
            return (_YEAR, members, *counts)
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


def _choice(name: str, label: str, choices: type[TextChoices], *, usual: str = "") -> Field:
    told = tuple((str(code), str(words)) for code, words in choices.choices)
    return Field(name, label, "choice", required=True, choices=told, usual=usual)


def _awards(of_person: bool) -> tuple[tuple[str, str], ...]:
    wanted = "individual" if of_person else "collective"
    return tuple((award.code, award.name) for award in awards().values() if wanted in award.subjects)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
