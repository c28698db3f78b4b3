"""Who a person is, where they work, and the few personal data that an award may need."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from thidua.organisations.models import Organisation
from thidua.records.enums import Gender
from thidua.records.models.written_once import Fact, correction_constraints, period_constraint


class Person(models.Model):
    """Somebody whose record is kept. `organisation` is the unit in charge of the record: that of the present
    employment, else of the last one. The words by which the person is found stand here and go when they are erased."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    staff_code = models.CharField("mã cán bộ", max_length=32, blank=True)
    sort_key = models.CharField(max_length=600, blank=True)
    search_text = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "staff_code"],
                condition=~Q(staff_code=""),
                name="staff_code_is_used_once_a_unit",
                violation_error_message="Mã cán bộ này đã dùng cho người khác trong đơn vị.",
            ),
            models.CheckConstraint(
                name="erased_person_is_not_found",
                condition=Q(erased_at__isnull=True) | Q(search_text="", sort_key="", staff_code="", user__isnull=True),
                violation_error_message="Người đã xóa dữ liệu không còn tên để tìm.",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "sort_key"])]

    def __str__(self) -> str:
        return f"person {self.pk}"


class PersonDetails(models.Model):
    """One version of a person's own data. A correction adds a version with a reason; erasure empties them all."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="details")
    number = models.PositiveSmallIntegerField(help_text="1, 2, …; the greatest is in force")
    full_name = models.CharField("họ và tên", max_length=120, blank=True)
    gender = models.CharField("giới tính", max_length=8, choices=Gender.choices, blank=True)
    birth_date = models.DateField("ngày sinh", null=True)
    reason = models.CharField("lý do sửa", max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "number"],
                name="person_details_version_is_written_once",
                violation_error_message="Người khác vừa sửa hồ sơ này. Hãy mở lại trang.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}/{self.number}"


class IdentityNumber(models.Model):
    """The number of a citizen's identity card, sealed; no copy of a card is ever kept. `tail` is what a page shows."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="identity")
    sealed = models.BinaryField()
    tail = models.CharField(max_length=3)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}: …{self.tail}"


class PartyMembership(models.Model):
    """Party membership, kept only where an award asks for it: `purpose` is that award's code."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="party_membership")
    since_date = models.DateField("ngày vào Đảng")
    purpose = models.CharField("danh hiệu cần đến", max_length=32)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="party_membership_has_a_purpose",
                condition=~Q(purpose=""),
                violation_error_message="Chỉ ghi ngày vào Đảng khi một danh hiệu cần đến: hãy chọn danh hiệu đó.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.since_date}"


class Employment(Fact):
    """A person works in a unit, in a department and position, from a day to a last day (none: still).

    The unit is one of this installation, or `employer` names a place that is not.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employments")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    employer = models.CharField("nơi làm việc khác", max_length=200, blank=True)
    department = models.CharField("phòng, khoa", max_length=120, blank=True)
    position = models.CharField("chức vụ", max_length=120, blank=True)
    since_date = models.DateField("từ ngày")
    last_date = models.DateField("đến hết ngày", null=True)
    decision = models.CharField("quyết định", max_length=200, blank=True)

    class Meta:
        constraints = [
            *correction_constraints("employment"),
            period_constraint("employment"),
            models.CheckConstraint(
                name="employment_is_somewhere",
                condition=Q(organisation__isnull=False, employer="") | (Q(organisation__isnull=True) & ~Q(employer="")),
                violation_error_message="Hãy chọn đơn vị, hoặc ghi tên nơi làm việc khác.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} – {self.organisation_id or self.employer} từ {self.since_date}"
