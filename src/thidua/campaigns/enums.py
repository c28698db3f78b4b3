"""Codes of the campaign. The states themselves are `core.phases.CampaignState`."""

from __future__ import annotations

from django.db.models import TextChoices

from thidua.core.phases import Act, CampaignState

STATE_CHOICES = [(state.value, state.value) for state in CampaignState]
ACT_CHOICES = [(act.value, act.value) for act in Act]


class Capacity(TextChoices):
    """In which capacity a leader signs, as Nghị định 30/2020/NĐ-CP writes it before the name."""

    HEAD = "head", "Người đứng đầu ký"
    DEPUTY_FOR_HEAD = "kt", "KT. (cấp phó ký thay người đứng đầu)"
    DELEGATED = "tuq", "TUQ. (ký thừa ủy quyền, có văn bản)"
