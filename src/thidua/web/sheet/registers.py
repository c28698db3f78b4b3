"""Figures that the unit's own books already know, offered beside the claim that asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from thidua.campaigns.values import CampaignFacts
from thidua.core.model import Leaf
from thidua.core.vn import decimal_text
from thidua.records.queries.ideas import idea_counts

INITIATIVES, FOLLOWING = "initiatives", "following"
"""Books that an indicator of a criteria set may name as its `x-register`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A figure of a book: what it says, and where it comes from."""

    words: str
    href: str


def offers_of(campaign: CampaignFacts, organisation_id: int, at: datetime) -> Mapping[str, Offer]:
    """By leaf, the figure that the unit's books give for the year; nothing is asked of books that no leaf names."""
    criteria = campaign.frozen_criteria
    registers = {one.code: one.register for one in criteria.indicators if one.register in (INITIATIVES, FOLLOWING)}
    asking = {code: register for code, leaf in criteria.leaves.items() if (register := _register(leaf, registers))}
    if not asking:
        return {}
    year = campaign.year
    counts = idea_counts(organisation_id, since=year.period_from, until=year.period_to, year=year.year, at=at)
    share = counts.share
    said = {
        INITIATIVES: f"Sổ sáng kiến của đơn vị: {counts.initiatives} sáng kiến được công nhận trong kỳ",
        FOLLOWING: "Sổ việc làm theo: chưa có danh sách cán bộ để tính tỷ lệ"
        if share is None
        else f"Sổ việc làm theo: {counts.confirmed} trên {counts.staff} người đã được xác nhận"
        f" = {decimal_text(Decimal(share), 1)} %",
    }
    hrefs = {INITIATIVES: f"{reverse('ideas')}?xem=y-tuong", FOLLOWING: f"{reverse('ideas')}?xem=viec-lam-theo"}
    return {code: Offer(said[register], hrefs[register]) for code, register in asking.items()}


def _register(leaf: Leaf, registers: Mapping[str, str]) -> str:
    return next((registers[indicator] for indicator in leaf.fill.values() if indicator in registers), "")
