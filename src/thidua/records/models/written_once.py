"""A fact of the records is written once; a correction is a new row that names the one it replaces and says why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.audit.append_only import AppendOnly


class Fact(AppendOnly):
    """The row in force is the one that no other row corrects; with `is_void` it says that there was no such fact.

    Rows hold codes, dates, decision numbers and titles of works, never a person's name: names are in `PersonDetails`,
    which can be erased without touching what the log has hashed.
    """

    written_at = models.DateTimeField(help_text="business time")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField("lý do sửa", max_length=500, blank=True)
    is_void = models.BooleanField(default=False)

    class Meta:
        abstract = True


class DecidedFact(Fact):
    """A fact that a decision established."""

    decision_number = models.CharField("số quyết định", max_length=80, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)

    class Meta:
        abstract = True


def correction_constraints(name: str) -> list[models.BaseConstraint]:
    """A correction says why, and nothing else is void."""
    return [
        models.CheckConstraint(
            name=f"{name}_correction_says_why",
            condition=Q(corrects__isnull=True, reason="", is_void=False) | (Q(corrects__isnull=False) & ~Q(reason="")),
            violation_error_message="Sửa một bản ghi phải có lý do.",
        )
    ]


def subject_constraint(name: str) -> models.BaseConstraint:
    """The fact is a person's or a unit's."""
    return models.CheckConstraint(
        name=f"{name}_has_one_subject",
        condition=Q(person__isnull=False, organisation__isnull=True)
        | Q(person__isnull=True, organisation__isnull=False),
        violation_error_message="Bản ghi thuộc về một người hoặc một tập thể.",
    )


def period_constraint(name: str) -> models.BaseConstraint:
    """`since_date` up to and including `last_date`; no last day: still going on."""
    return models.CheckConstraint(
        name=f"{name}_period",
        condition=Q(last_date__isnull=True) | Q(last_date__gte=models.F("since_date")),
        violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
    )
