"""What happened to a person or a unit, year by year: everything that the law asks about."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.audit.append_only import AppendOnly
from thidua.organisations.models import Organisation
from thidua.records.enums import Basis, DisciplineLevel, HoldKind, LeaveKind, RatingLevel
from thidua.records.models.people import Person
from thidua.records.models.written_once import (
    DecidedFact,
    Fact,
    correction_constraints,
    period_constraint,
    subject_constraint,
)


class Rating(DecidedFact):
    """How the year's work was rated."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="ratings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    level = models.CharField("mức xếp loại", max_length=16, choices=RatingLevel.choices)

    class Meta:
        constraints = [*correction_constraints("rating"), subject_constraint("rating")]

    def __str__(self) -> str:
        return f"{self.year}: {self.level}"


class Honour(DecidedFact):
    """A title or commendation held, for the years `from_year` to `to_year` (one year: both the same)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="honours")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    award_code = models.CharField("danh hiệu, hình thức", max_length=32)
    from_year = models.PositiveSmallIntegerField("từ năm")
    to_year = models.PositiveSmallIntegerField("đến năm")
    basis = models.CharField("loại hình", max_length=16, choices=Basis.choices, default=Basis.MERIT)

    class Meta:
        constraints = [
            *correction_constraints("honour"),
            subject_constraint("honour"),
            models.CheckConstraint(
                name="honour_period",
                condition=Q(to_year__gte=F("from_year")),
                violation_error_message="Năm cuối không được trước năm đầu.",
            ),
        ]
        indexes = [models.Index(fields=["award_code", "to_year"])]

    def __str__(self) -> str:
        return f"{self.award_code} {self.from_year}–{self.to_year}"


class Revocation(AppendOnly):
    """A title taken away, by a decision and for a ground. It stays in the history, marked, and counts no more."""

    honour = models.OneToOneField(Honour, on_delete=models.PROTECT, related_name="revocation")
    ground = models.CharField("căn cứ hủy bỏ", max_length=500)
    decision_number = models.CharField("số quyết định", max_length=80)
    decision_date = models.DateField("ngày quyết định")
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="revocation_has_a_ground",
                condition=~Q(ground="") & ~Q(decision_number=""),
                violation_error_message="Hủy bỏ danh hiệu phải có căn cứ và số quyết định.",
            )
        ]

    def __str__(self) -> str:
        return f"revocation of {self.honour_id}"


class Discipline(DecidedFact):
    """A discipline; `last_date` is the day on which it ended (none: still in force)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="disciplines")
    level = models.CharField("hình thức", max_length=16, choices=DisciplineLevel.choices)
    since_date = models.DateField("từ ngày")
    last_date = models.DateField("đến hết ngày", null=True)

    class Meta:
        constraints = [*correction_constraints("discipline"), period_constraint("discipline")]

    def __str__(self) -> str:
        return f"{self.level} từ {self.since_date}"


class Hold(Fact):
    """A pending matter about a person or a unit; while it lasts awards wait."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="holds")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField("việc", max_length=48, choices=HoldKind.choices)
    since_date = models.DateField("từ ngày")
    last_date = models.DateField("đến hết ngày", null=True)

    class Meta:
        constraints = [*correction_constraints("hold"), subject_constraint("hold"), period_constraint("hold")]

    def __str__(self) -> str:
        return f"{self.kind} từ {self.since_date}"


class Leave(Fact):
    """A long leave."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField("loại nghỉ", max_length=32, choices=LeaveKind.choices)
    since_date = models.DateField("từ ngày")
    last_date = models.DateField("đến hết ngày", null=True)

    class Meta:
        constraints = [*correction_constraints("leave"), period_constraint("leave")]

    def __str__(self) -> str:
        return f"{self.kind} từ {self.since_date}"


class MemberFigures(Fact):
    """How many members a collective had in a year, and how many of them held a title or reached a rating.

    `counts` is canonical JSON: award code or rating level → number, each at most `members`.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    members = models.PositiveIntegerField("số người")
    counts = models.TextField()

    class Meta:
        constraints = [
            *correction_constraints("member_figures"),
            models.CheckConstraint(
                name="member_figures_have_members",
                condition=Q(members__gt=0),
                violation_error_message="Số người của tập thể phải lớn hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}/{self.year}: {self.members}"
