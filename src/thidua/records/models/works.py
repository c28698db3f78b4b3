"""Initiatives and research topics, with their authors and the decision that recognised them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thidua.audit.append_only import AppendOnly
from thidua.organisations.models import Organisation
from thidua.records.enums import Scope, WorkKind
from thidua.records.models.people import Person
from thidua.records.models.written_once import DecidedFact, correction_constraints


class Work(DecidedFact):
    """An initiative recognised in `year`, or a topic; whether a topic was accepted and applied may not be known."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("loại", max_length=16, choices=WorkKind.choices)
    title = models.CharField("tên", max_length=400)
    scope = models.CharField("phạm vi", max_length=24, choices=Scope.choices)
    year = models.PositiveSmallIntegerField("năm công nhận")
    accepted = models.BooleanField("đã nghiệm thu", null=True)
    applied = models.BooleanField("đã áp dụng", null=True)

    class Meta:
        constraints = [
            *correction_constraints("work"),
            models.CheckConstraint(
                name="initiative_has_no_acceptance",
                condition=Q(kind=WorkKind.TOPIC) | Q(accepted__isnull=True, applied__isnull=True),
                violation_error_message="Chỉ đề tài mới ghi nghiệm thu và áp dụng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.title}"


class Authorship(AppendOnly):
    """A person is an author of a work; `share` is their part of it in percent where the decision names one."""

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="authorships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="authorships")
    share = models.PositiveSmallIntegerField("phần đóng góp (%)", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["work", "person"],
                name="author_is_named_once",
                violation_error_message="Mỗi tác giả chỉ ghi một lần.",
            ),
            models.CheckConstraint(
                name="author_share_is_a_percentage",
                condition=Q(share__isnull=True) | Q(share__gte=1, share__lte=100),
                violation_error_message="Phần đóng góp là số từ 1 đến 100 phần trăm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.work_id}"
