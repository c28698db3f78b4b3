"""What surrounds the conditions of an award, said in Vietnamese: who decides, quota, vote, prize, dossier, time limits.
No sentence has its full stop."""

from __future__ import annotations

from thidua.core.law.code_words_vi import DOSSIER_WORDS
from thidua.core.law.conditions.base import Names
from thidua.core.law.model import Dossier, PrizeMultiple, Quota, Timing, VoteThreshold
from thidua.core.vn import decimal_text

NOT_LOADED = "chưa nạp"
"""What is said where a regime's file has null."""


def quota_words(quota: Quota | None, names: Names) -> str:
    """How many may be proposed."""
    if quota is None:
        return NOT_LOADED
    if quota.kind == "per_cluster":
        return "theo số lượng của từng cụm, khối thi đua"
    if quota.pct is None:
        return "không có tỷ lệ chung"
    among = f"số người đạt {names[quota.of].said} của đơn vị" if quota.of else "số được xét"
    return f"không quá {decimal_text(quota.pct)}% {among}"


def vote_words(vote: VoteThreshold | None) -> str:
    """How the council must vote."""
    if vote is None:
        return NOT_LOADED
    secret = {True: ", bỏ phiếu kín", False: ", không phải bỏ phiếu kín", None: ""}[vote.secret_ballot]
    if vote.min_share_pct is None:
        return f"tỷ lệ chưa xác định{secret}"
    return f"từ {decimal_text(vote.min_share_pct)}% tổng số thành viên hội đồng trở lên{secret}"


def prize_words(prize: PrizeMultiple | None) -> str:
    """The multiples of the base salary."""
    if prize is None:
        return NOT_LOADED
    found = (("cá nhân", prize.individual), ("tập thể", prize.collective), ("hộ gia đình", prize.household))
    parts = [f"{who} {decimal_text(multiple)}" for who, multiple in found if multiple is not None]
    if not parts:
        return "chưa xác định"
    return f"{'tối đa: ' if prize.is_cap else ''}{'; '.join(parts)} lần mức lương cơ sở"


def dossier_words(dossier: Dossier | None) -> str:
    """The papers and how many sets."""
    if dossier is None:
        return NOT_LOADED
    papers = ", ".join(DOSSIER_WORDS.get(code, code) for code in dossier.items)
    sets = "số bộ chưa xác định" if dossier.copies is None else f"{dossier.copies:02d} bộ"
    electronic = {True: ", kèm tệp điện tử", False: ", không cần tệp điện tử", None: ""}[dossier.electronic_file]
    return f"{papers}; {sets}{electronic}"


def timing_words(timing: Timing | None) -> str:
    """When to submit and how long the office has."""
    if timing is None:
        return NOT_LOADED
    parts = [f"{what} {text[:1].lower()}{text[1:]}" for what, text in _dates(timing) if text]
    if timing.processing_working_days is not None:
        parts.append(f"giải quyết trong {timing.processing_working_days} ngày làm việc")
    return "; ".join(parts) or "chưa xác định"


def _dates(timing: Timing) -> tuple[tuple[str, str | None], ...]:
    return ("nộp vào", timing.submit), ("chậm nhất", timing.deadline)
