"""What a person asked about their own data, and what was done."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.audit.append_only import AppendOnly
from thidua.records.enums import RequestKind
from thidua.records.models.people import Person


class DataRequest(AppendOnly):
    """A request for access or erasure, received on a day; whoever received it wrote it down."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=16, choices=RequestKind.choices)
    received_date = models.DateField("ngày nhận yêu cầu")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.kind} of {self.person_id}"


class RequestOutcome(AppendOnly):
    """How a request ended: carried out, or refused with the reason. `erased` lists the fields emptied (JSON)."""

    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="outcome")
    granted = models.BooleanField()
    reason = models.CharField("lý do", max_length=500, blank=True)
    erased = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="refused_request_says_why",
                condition=Q(granted=True) | ~Q(reason=""),
                violation_error_message="Từ chối yêu cầu phải có lý do.",
            )
        ]

    def __str__(self) -> str:
        return f"outcome of {self.request_id}"
