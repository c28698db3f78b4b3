"""One row: is this a demonstration, and how far has its clock been moved."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Installation(models.Model):
    """`is_demo` is set when the database is created and never changed (decision 8)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    is_demo = models.BooleanField()
    clock_offset_seconds = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="installation_is_one_row",
                condition=Q(id=1),
                violation_error_message="Mỗi cơ sở dữ liệu chỉ có một bản ghi cài đặt.",
            ),
            models.CheckConstraint(
                name="installation_clock_moves_only_in_demo",
                condition=Q(is_demo=True) | Q(clock_offset_seconds=0),
                violation_error_message="Đồng hồ chỉ chỉnh được trong cơ sở dữ liệu trình diễn.",
            ),
        ]

    def __str__(self) -> str:
        return "trình diễn" if self.is_demo else "sử dụng thật"
