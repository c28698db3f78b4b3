"""Organisations with dated names, clusters with dated members, years, and grants."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from thidua.organisations.enums import UNIT_ROLES, YEAR_ROLES, ClusterKind, OrganisationKind, Role

_PERIOD = Q(until_date__isnull=True) | Q(until_date__gt=F("since_date"))
_PERIOD_MESSAGE = "Ngày kết thúc phải sau ngày bắt đầu."


class Organisation(models.Model):
    """A school, an organiser or another body. Its name is dated: see `OrganisationName`."""

    code = models.SlugField("mã đơn vị", max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=OrganisationKind.choices)
    place = models.CharField("địa danh", max_length=80)
    is_fictional = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code


class OrganisationName(models.Model):
    """What the organisation is called from `since_date` up to, not including, `until_date`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=60)
    sort_key = models.CharField(max_length=600)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_name_period", condition=_PERIOD, violation_error_message=_PERIOD_MESSAGE
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(until_date__isnull=True),
                name="organisation_has_one_present_name",
                violation_error_message="Đơn vị chỉ có một tên hiện hành.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Cluster(models.Model):
    """A cluster or block, formed by its organiser."""

    code = models.SlugField("mã cụm", max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=ClusterKind.choices, default=ClusterKind.CLUSTER)
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="organised_clusters")
    is_fictional = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code


class ClusterName(models.Model):
    """What the cluster is called from `since_date` up to, not including, `until_date`."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="names")
    name = models.CharField("tên cụm", max_length=200)
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cluster_name_period", condition=_PERIOD, violation_error_message=_PERIOD_MESSAGE
            ),
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(until_date__isnull=True),
                name="cluster_has_one_present_name",
                violation_error_message="Cụm chỉ có một tên hiện hành.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An organisation belongs to a cluster from `since_date` up to, not including, `until_date`."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    since_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_period", condition=_PERIOD, violation_error_message=_PERIOD_MESSAGE
            ),
            models.UniqueConstraint(
                fields=["cluster", "organisation"],
                condition=Q(until_date__isnull=True),
                name="membership_is_open_once",
                violation_error_message="Đơn vị đang là thành viên của cụm này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} – {self.cluster_id}"


class ClusterYear(models.Model):
    """One emulation year of a cluster, with its head unit. The campaign of the year stands on it (decision 9)."""

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("năm")
    head = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="headed_years")
    period_from = models.DateField()
    period_to = models.DateField(help_text="the last day")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "year"],
                name="cluster_year_is_opened_once",
                violation_error_message="Năm thi đua này của cụm đã được mở.",
            ),
            models.CheckConstraint(
                name="cluster_year_period",
                condition=Q(period_to__gt=F("period_from")),
                violation_error_message=_PERIOD_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cluster_id}/{self.year}"


class ClusterYearDeputy(models.Model):
    """A unit that is deputy head of the cluster for the year."""

    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, related_name="deputies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster_year", "organisation"], name="deputy_is_named_once")]

    def __str__(self) -> str:
        return f"{self.organisation_id} – {self.cluster_year_id}"


class Grant(models.Model):
    """A role in a scope from a date up to, not including, another, with the decision that gave it.

    The scope is an organisation (unit roles, clerk, organiser), a cluster (auditor), a cluster-year (secretary, head,
    deputy; `organisation` is then the unit that the person comes from) or the installation (administrator).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="grants")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, null=True, related_name="grants")
    cluster_year = models.ForeignKey(ClusterYear, on_delete=models.PROTECT, null=True, related_name="grants")
    job_title = models.CharField("chức vụ", max_length=120, blank=True)
    since_date = models.DateField()
    until_date = models.DateField(null=True)
    decision = models.CharField("quyết định", max_length=200)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="grant_period", condition=_PERIOD, violation_error_message=_PERIOD_MESSAGE),
            models.CheckConstraint(
                name="grant_scope_fits_role",
                condition=(
                    Q(
                        role__in=[*UNIT_ROLES, Role.ORGANISER],
                        organisation__isnull=False,
                        cluster__isnull=True,
                        cluster_year__isnull=True,
                    )
                    | Q(
                        role__in=YEAR_ROLES,
                        organisation__isnull=False,
                        cluster__isnull=True,
                        cluster_year__isnull=False,
                    )
                    | Q(role=Role.CLERK, organisation__isnull=False, cluster__isnull=True)
                    | Q(
                        role=Role.AUDITOR,
                        organisation__isnull=True,
                        cluster__isnull=False,
                        cluster_year__isnull=True,
                    )
                    | Q(
                        role=Role.ADMIN,
                        organisation__isnull=True,
                        cluster__isnull=True,
                        cluster_year__isnull=True,
                    )
                ),
                violation_error_message="Vai này không giao được trong phạm vi đã chọn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role}"
