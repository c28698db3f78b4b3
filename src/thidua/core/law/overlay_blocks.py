"""What an overlay's quota, vote, prize, dossier and timing may not do to the national ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from thidua.core.law.model import Dossier, PrizeMultiple, Quota, Timing, VoteThreshold
from thidua.core.law.nodes import Ground

Loosens = Callable[[Ground], str]
Fault = tuple[str, str]
"""A step of the path below the block, and the sentence."""


def block_faults(national: Any, own: Any, loosens: Loosens) -> Iterator[Fault]:
    """The faults of one block; none where the national law has no such block."""
    if national is None:
        return
    check: Callable[[Any, Any, Loosens], Iterator[Fault]] = _CHECKS[type(own)]
    yield from check(national, own, loosens)


def _quota(national: Quota, own: Quota, loosens: Loosens) -> Iterator[Fault]:
    if national.pct is not None and (own.pct is None or own.pct > national.pct):
        yield "pct", f"Tỷ lệ tối đa cao hơn quy định: {loosens(national.ground)}."
    if national.of is not None and own.of not in (None, national.of):
        yield "of", _not_null("of", national.ground)


def _vote(national: VoteThreshold, own: VoteThreshold, loosens: Loosens) -> Iterator[Fault]:
    lowest = national.min_share_pct
    if lowest is not None and own.min_share_pct is not None and own.min_share_pct < lowest:
        yield "min_share_pct", f"Tỷ lệ phiếu thấp hơn quy định: {loosens(national.ground)}."
    if national.secret_ballot is True and own.secret_ballot is False:
        yield "secret_ballot", f"Bỏ việc bỏ phiếu kín: {loosens(national.ground)}."


def _prize(national: PrizeMultiple, own: PrizeMultiple, loosens: Loosens) -> Iterator[Fault]:
    for key in ("individual", "collective", "household"):
        given, mine = getattr(national, key), getattr(own, key)
        if given is None or mine is None or mine == given:
            continue
        if not national.is_cap:
            yield key, _not_null(key, national.ground)
        elif mine > given:
            yield key, f"Hệ số vượt mức tối đa: {loosens(national.ground)}."


def _dossier(national: Dossier, own: Dossier, loosens: Loosens) -> Iterator[Fault]:
    dropped = [item for item in national.items if own.items and item not in own.items]
    if dropped:
        yield "items", f"Bỏ thành phần hồ sơ {', '.join(dropped)}: {loosens(national.ground)}."
    if national.copies is not None and own.copies is not None and own.copies < national.copies:
        yield "copies", f"Số bộ hồ sơ ít hơn quy định: {loosens(national.ground)}."
    if national.electronic_file is True and own.electronic_file is False:
        yield "electronic_file", f"Bỏ tệp điện tử: {loosens(national.ground)}."


def _timing(national: Timing, own: Timing, loosens: Loosens) -> Iterator[Fault]:
    for key in ("submit", "deadline"):
        given, mine = getattr(national, key), getattr(own, key)
        if given is not None and mine not in (None, given):
            yield key, _not_null(key, national.ground)
    days, mine = national.processing_working_days, own.processing_working_days
    if days is not None and mine is not None and mine > days:
        yield "processing_working_days", f"Thời gian giải quyết dài hơn quy định: {loosens(national.ground)}."


def _not_null(key: str, ground: Ground) -> str:
    article = ground.cite or "điều khoản chưa ghi"
    return f"Giá trị quốc gia của “{key}” không để trống: không được thay – {article}."


_CHECKS: dict[type, Callable[[Any, Any, Loosens], Iterator[Fault]]] = {
    Quota: _quota,
    VoteThreshold: _vote,
    PrizeMultiple: _prize,
    Dossier: _dossier,
    Timing: _timing,
}
