"""Codes of the council."""

from __future__ import annotations

from django.db.models import TextChoices


class MeetingState(TextChoices):
    OPEN = "open", "Đang họp"
    ADOPTED = "adopted", "Đã thông qua xếp hạng"


class SeatRole(TextChoices):
    CHAIR = "chair", "Chủ trì"
    SECRETARY = "secretary", "Thư ký"
    MEMBER = "member", "Thành viên"
