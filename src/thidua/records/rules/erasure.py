"""What of a person's own data may be erased on a day, and until when the rest is kept (`core.law.retention`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from thidua.core.law.retention import Term
from thidua.core.vn import date_text
from thidua.records.contents import EmploymentContent
from thidua.records.values import NOT_DUE

FIELDS: Mapping[str, str] = {
    "full_name": "Họ và tên",
    "gender": "Giới tính",
    "birth_date": "Ngày sinh",
    "identity_number": "Số định danh",
    "party_membership": "Ngày vào Đảng",
    "staff_code": "Mã cán bộ",
    "account": "Tài khoản gắn với hồ sơ",
}
"""The data that erasure reaches. The history itself holds no name and stays, so that the log can be proved."""
_GO_WITH_NAME = ("staff_code", "account")


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A sort of data; when it is kept, why in a sentence and until when (the last day; None: no day can be told)."""

    field: str
    label: str
    until: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is erased now, and what is kept."""

    now: tuple[FieldLine, ...]
    kept: tuple[FieldLine, ...]

    @property
    def refusal(self) -> str:
        """The sentence of an answer that erases nothing."""
        if not self.kept:
            return "Hồ sơ không còn dữ liệu cá nhân nào để xóa."
        return f"{NOT_DUE} {' '.join(line.why for line in self.kept)}"


def erasure_on(
    today: date, held: Collection[str], employments: Iterable[EmploymentContent], terms: Mapping[str, Term]
) -> Erasure:
    """`held` are the fields that the record holds. A field without a term is kept like the name."""
    ended = _ended(employments, today)
    now: list[FieldLine] = []
    kept: list[FieldLine] = []
    for field, label in FIELDS.items():
        if field not in held:
            continue
        term = terms.get("full_name" if field in _GO_WITH_NAME or field not in terms else field)
        line = _line(field, label, term, ended, today)
        (kept if line.why else now).append(line)
    return Erasure(tuple(now), tuple(kept))


def expired_on(
    today: date, held: Collection[str], employments: Iterable[EmploymentContent], terms: Mapping[str, Term]
) -> tuple[FieldLine, ...]:
    """What is kept past its term and may be cleared without anybody asking: never the name, nor what goes with it, for
    the history would then speak of nobody."""
    erasure = erasure_on(today, held, employments, terms)
    return tuple(line for line in erasure.now if line.field != "full_name" and line.field not in _GO_WITH_NAME)


def _line(field: str, label: str, term: Term | None, ended: date | None, today: date) -> FieldLine:
    if term is None or term.years is None:
        return FieldLine(field, label, why=f"{label}: giữ lâu dài cùng lịch sử khen thưởng.")
    if ended is None:
        return FieldLine(field, label, why=f"{label}: giữ khi đang làm việc và {term.years} năm sau khi thôi việc.")
    until = term.last_day(ended)
    if until is not None and today <= until:
        return FieldLine(field, label, until, f"{label}: giữ đến hết ngày {date_text(until)}.")
    return FieldLine(field, label)


def _ended(employments: Iterable[EmploymentContent], today: date) -> date | None:
    """The last day at work in a unit; None while somebody still works there, or where no employment is known."""
    last_days = [content.last_date for content in employments if content.organisation_id is not None]
    known = [day for day in last_days if day is not None]
    if not known or len(known) != len(last_days) or max(known) >= today:
        return None
    return max(known)
