"""Codes of the score sheets. Their states are `core.phases.SheetState`."""

from __future__ import annotations

from django.db.models import TextChoices

from thidua.core.phases import SheetState

STATE_CHOICES = [(state.value, state.value) for state in SheetState]


class Stage(TextChoices):
    """Who speaks in an entry; a later stage outweighs an earlier one (`core.aggregation`)."""

    SELF = "self", "Tự chấm"
    CROSS = "cross", "Thẩm định"
    SETTLED = "settled", "Tổ thẩm định kết luận"
    COUNCIL = "council", "Hội nghị bình xét"
