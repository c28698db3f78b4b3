"""A title taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from thidua.audit.actions import record
from thidua.core.phases import local_date
from thidua.core.verdict import Conflict, Refused, no, require
from thidua.core.vn import clean, date_text
from thidua.organisations.actor import Actor
from thidua.records.actions.locking import locked_history
from thidua.records.chain import records_chain
from thidua.records.enums import FactKind
from thidua.records.models import Revocation
from thidua.records.queries.rows import content_of, is_revoked, rows, subject_of
from thidua.records.rules.access import can_revoke
from thidua.records.rules.people import acceptable_reason, one_line
from thidua.records.words import said


@dataclass(frozen=True, slots=True)
class RevokingDecision:
    """The decision that takes a title away."""

    number: str
    decided_on: date
    issuer: str = ""


@transaction.atomic
def revoke_honour(*, actor: Actor, at: datetime, row_id: int, ground: str, decision: RevokingDecision) -> None:
    """Record that a title or commendation was taken away, by a decision and for a ground: it stays in the history,
    marked, and counts no more. By the unit's head; audited.

    Refused: taken away already, void, no ground, no number, a day in the future. Raises `Conflict` when the row was
    corrected meanwhile.
    """
    history = locked_history(actor, subject_of(FactKind.HONOUR, row_id))
    require(can_revoke(actor, history.organisation_id))
    row = rows(FactKind.HONOUR).get(pk=row_id)
    later = rows(FactKind.HONOUR).filter(corrects_id=row_id).first()
    if later is not None:
        raise Conflict(
            "Bản ghi này vừa được sửa ở nơi khác. Hãy mở lại hồ sơ rồi ghi việc hủy bỏ.",
            mine={FactKind.HONOUR.label: f"hủy bỏ {said(content_of(row, FactKind.HONOUR))}"},
            theirs={FactKind.HONOUR.label: said(content_of(later, FactKind.HONOUR))},
        )
    if row.is_void:
        raise Refused(no("void", "Bản ghi này đã được bỏ."))
    if is_revoked(row):
        raise Refused(no("revoked", "Danh hiệu này đã được ghi là hủy bỏ."))
    text = clean(ground)
    require(acceptable_reason(text, names=history.names))
    revocation = Revocation.objects.create(
        honour_id=row_id,
        ground=text,
        decision_number=_number(decision.number),
        decision_date=_day(decision.decided_on, row.decision_date or date(row.from_year, 1, 1), local_date(at)),
        issuer=_issuer(decision.issuer),
        written_at=at,
        written_by_id=actor.user_id,
    )
    record(
        chain=records_chain(history.organisation_id),
        action="records.revoke_honour",
        actor=actor,
        at=at,
        facts={"row": str(row_id), "person": str(history.subject.person_id or "")},
        rows=[revocation],
    )


def _number(typed: str) -> str:
    number = one_line(typed)
    if not number or len(number) > 80:
        raise Refused(no("no_number", "Hãy ghi số quyết định hủy bỏ (không quá 80 ký tự)."))
    return number


def _issuer(typed: str) -> str:
    issuer = one_line(typed)
    if len(issuer) > 200:
        raise Refused(no("too_long", f"Cơ quan ban hành dài {len(issuer)} ký tự, quá 200. Hãy rút gọn."))
    return issuer


def _day(day: date, given: date, today: date) -> date:
    """`given`: when the title was decided, or the first day of its years where nobody wrote that down."""
    if day > today:
        raise Refused(no("decided_later", f"Ngày quyết định {date_text(day)} ở tương lai."))
    if day < given:
        raise Refused(
            no(
                "revoked_before_given",
                f"Quyết định hủy bỏ ngày {date_text(day)} có trước danh hiệu. Hãy kiểm tra lại năm.",
            )
        )
    return day
