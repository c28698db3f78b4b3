"""A cluster's year: the plan, its windows, the frozen criteria, targets, the pledge and its signatures."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.audit.append_only import AppendOnly
from thidua.campaigns.enums import ACT_CHOICES, STATE_CHOICES, Capacity
from thidua.core.phases import CampaignState
from thidua.organisations.models import ClusterYear, Organisation


class Campaign(models.Model):
    """The emulation movement of one cluster-year. `revision` counts the changes of the draft plan."""

    cluster_year = models.OneToOneField(ClusterYear, on_delete=models.PROTECT, related_name="campaign")
    state = models.CharField(max_length=16, choices=STATE_CHOICES, default=CampaignState.PREPARING.value)
    theme = models.CharField("chủ đề", max_length=300, blank=True)
    legal_bases = models.TextField("căn cứ", blank=True, help_text="one a line")
    place = models.CharField("nơi phát động", max_length=200, blank=True)
    revision = models.PositiveIntegerField(default=1)
    launched_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="campaign_launched_has_theme_and_time",
                condition=Q(state=CampaignState.PREPARING.value) | (Q(launched_at__isnull=False) & ~Q(theme="")),
                violation_error_message="Phong trào đã phát động phải có chủ đề và thời điểm phát động.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.cluster_year_id}: {self.state}"


class FocalTask(models.Model):
    """One focal task of the movement (nhiệm vụ trọng tâm)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="tasks")
    code = models.CharField("mã", max_length=16)
    title = models.TextField("nội dung")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"],
                name="focal_task_code_is_used_once",
                violation_error_message="Mã nhiệm vụ đã dùng trong phong trào này.",
            )
        ]

    def __str__(self) -> str:
        return self.code


class CalendarWindow(models.Model):
    """[opens_at, closes_at) of one act; an event is one day (decision 7)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="windows")
    act = models.CharField(max_length=16, choices=ACT_CHOICES)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "act"], name="calendar_window_per_act"),
            models.CheckConstraint(
                name="calendar_window_ends_after_it_begins",
                condition=Q(closes_at__gt=F("opens_at")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.act


class CriteriaDraft(models.Model):
    """The criteria set before launch, in canonical form. It may be replaced until it is frozen."""

    campaign = models.OneToOneField(Campaign, on_delete=models.PROTECT, related_name="criteria_draft")
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.sha256


class CriteriaVersion(AppendOnly):
    """A frozen criteria set: canonical JSON and its SHA-256. Version 1 is made by the launch."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="criteria_versions")
    number = models.PositiveSmallIntegerField()
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    reason = models.TextField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="criteria_version_number_is_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.number}"


class Target(models.Model):
    """One unit's target for one leaf whose claim takes a target. Frozen by the unit's signature (decision 4)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="targets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    leaf_code = models.CharField(max_length=32)
    value = models.CharField(max_length=40, help_text="canonical decimal text")
    revision = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organisation", "leaf_code"], name="target_is_set_once_a_leaf")
        ]

    def __str__(self) -> str:
        return f"{self.leaf_code} = {self.value}"


class PledgeVersion(AppendOnly):
    """The text that all units sign, as canonical facts; made by the launch."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="pledge_versions")
    number = models.PositiveSmallIntegerField()
    facts = models.TextField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="pledge_version_number_is_used_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.number}"


class Signature(AppendOnly):
    """One leader's signature: on which text, with which targets, in which capacity, when.

    It is a confirmation by signing in again, not a digital signature of an official (chữ ký số công vụ).
    """

    pledge = models.ForeignKey(PledgeVersion, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signer_name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=8, choices=Capacity.choices)
    job_title = models.CharField("chức vụ", max_length=120)
    delegation = models.CharField("văn bản ủy quyền", max_length=200, blank=True)
    facts = models.TextField(help_text="canonical: pledge hash, unit, targets, capacity")
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pledge", "organisation"],
                name="pledge_is_signed_once_by_a_unit",
                violation_error_message="Đơn vị đã ký bản giao ước này.",
            ),
            models.CheckConstraint(
                name="delegated_signature_names_its_document",
                condition=~Q(capacity=Capacity.DELEGATED) | ~Q(delegation=""),
                violation_error_message="Ký thừa ủy quyền phải ghi số, ngày văn bản ủy quyền.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.signed_at}"
