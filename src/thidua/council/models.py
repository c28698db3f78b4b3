"""The council's meeting, the ranking that it adopts and its publication."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.audit.append_only import AppendOnly
from thidua.campaigns.models import Campaign, CriteriaVersion
from thidua.council.enums import MeetingState, SeatRole
from thidua.organisations.models import Organisation


class Meeting(models.Model):
    """A session of the body that reviews the year. Its name is data: bodies are called differently (decision 21)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    body_name = models.CharField("tên phiên họp", max_length=200)
    place = models.CharField("địa điểm", max_length=200)
    state = models.CharField(max_length=8, choices=MeetingState.choices, default=MeetingState.OPEN)
    quorum_percent = models.PositiveSmallIntegerField(help_text="of all members; set by the cluster's own rules")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="meeting_number_is_used_once"),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(state=MeetingState.OPEN),
                name="one_meeting_is_open_at_a_time",
                violation_error_message="Đang có một phiên họp mở.",
            ),
            models.CheckConstraint(
                name="meeting_quorum_is_a_share",
                condition=Q(quorum_percent__gte=1) & Q(quorum_percent__lte=100),
                violation_error_message="Tỷ lệ dự họp tối thiểu từ 1 đến 100 %.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name} ({self.number})"


class Seat(models.Model):
    """A member of the meeting and whether they attended."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="council_seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=SeatRole.choices)
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    present = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="seat_per_person_and_meeting"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(role=SeatRole.CHAIR),
                name="meeting_has_one_chair",
                violation_error_message="Phiên họp có một người chủ trì.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"


class RankingSnapshot(AppendOnly):
    """The ranking as adopted: criteria version, every claim in force, the result and its hash (decision 3).

    Re-ranking `claims` by the frozen criteria gives `result` again, digit by digit.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="snapshots")
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="snapshot")
    criteria_version = models.ForeignKey(CriteriaVersion, on_delete=models.PROTECT, related_name="+")
    claims = models.TextField(help_text="canonical thidua.claims/1 in force")
    result = models.TextField(help_text="canonical thidua.result/1")
    trail = models.TextField(help_text="canonical: for each unit and leaf, every entry behind the figure")
    sha256 = models.CharField(max_length=64, help_text="of criteria hash, claims and result together")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class Publication(AppendOnly):
    """The head publishes the adopted ranking; from then on all members read it."""

    snapshot = models.OneToOneField(RankingSnapshot, on_delete=models.PROTECT, related_name="publication")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.published_at}"
