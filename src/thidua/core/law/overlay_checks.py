"""What a local rule set may not do, all of it told at once, with the national article that stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from thidua.core.errors import InputError, InputErrors
from thidua.core.law.conditions.base import Demand
from thidua.core.law.conditions.registry import KINDS
from thidua.core.law.model import Award, Regime
from thidua.core.law.nodes import Ground, Group, Leaf, Node, leaves_of
from thidua.core.law.overlay_blocks import block_faults
from thidua.core.law.overlay_merge import DELEGATED, targets_of, with_overlay
from thidua.core.law.overlays import Overlay, OverlayCondition
from thidua.core.vn import date_text


def check_overlays(regimes: Sequence[Regime], overlays: Sequence[Overlay]) -> tuple[Overlay, ...]:
    """The overlays in order, each after its parent. Raises InputErrors with every fault of all of them."""
    found: list[InputError] = []
    by_code: dict[str, Overlay] = {}
    for overlay in overlays:
        if overlay.code in by_code:
            found.append(_error(overlay, "code", f"Mã “{overlay.code}” trùng với một quy định riêng khác."))
        by_code.setdefault(overlay.code, overlay)
    for overlay in overlays:
        found += _standing(overlay, {regime.code: regime for regime in regimes})
    ordered = _ordered(by_code, found)
    for regime in regimes:
        standing: dict[str | None, Regime] = {None: regime}
        for overlay in ordered:
            below = standing.get(overlay.parent, regime)
            standing[overlay.code] = below
            if regime.code in overlay.regimes:
                faults = list(_against(overlay, regime, below))
                found += faults
                if not faults:
                    standing[overlay.code] = with_overlay(below, overlay)
        found += _filled_twice(regime, ordered)
    if found:
        raise InputErrors(dict.fromkeys(found))
    return ordered


def _error(overlay: Overlay, path: str, message: str) -> InputError:
    return InputError(overlay.file, path, message)


def _loosens(ground: Ground, *, national: bool) -> str:
    """The end of every such refusal: which article is loosened."""
    whose = "điều kiện quốc gia" if national else "quy định riêng mà nó dựa vào"
    return f"nới lỏng {whose} – {ground.cite or 'điều khoản chưa ghi'}"


def _standing(overlay: Overlay, regimes: dict[str, Regime]) -> Iterator[InputError]:
    """Whether the regimes that it names exist and its dates lie within theirs."""
    known = [regimes[code] for code in overlay.regimes if code in regimes]
    for code in overlay.regimes:
        if code not in regimes:
            choices = ", ".join(regimes)
            yield _error(overlay, "regimes", f"Không có giai đoạn luật “{code}”: chọn trong {choices}.")
    if not known:
        return
    first = min(regime.first for regime in known)
    last = max(regime.last or date.max for regime in known)
    if overlay.first < first or overlay.first > last:
        yield _error(
            overlay,
            "in_force.from",
            f"Ngày {date_text(overlay.first)} nằm ngoài thời gian của các giai đoạn luật đã nêu.",
        )
    if (overlay.last or date.max) > last:
        until = "để trống" if overlay.last is None else date_text(overlay.last)
        yield _error(
            overlay, "in_force.to", f"Ngày hết hiệu lực ({until}) vượt quá ngày {date_text(last)} của giai đoạn luật."
        )


def _ordered(by_code: dict[str, Overlay], found: list[InputError]) -> tuple[Overlay, ...]:
    """Parents first. An unknown parent and a circle are faults."""
    ordered: dict[str, Overlay] = {}
    for overlay in by_code.values():
        chain: dict[str, Overlay] = {}
        step: Overlay | None = overlay
        while step is not None and step.code not in ordered:
            if step.code in chain:
                circle = " → ".join((*chain, step.code))
                found.append(_error(overlay, "parent", f"Các quy định riêng dựa vào nhau thành vòng ({circle})."))
                break
            chain[step.code] = step
            if step.parent is not None and step.parent not in by_code:
                found.append(_error(step, "parent", f"Không có quy định riêng “{step.parent}” để dựa vào: nạp thêm."))
            step = by_code.get(step.parent) if step.parent is not None else None
        for code, item in reversed(chain.items()):
            ordered[code] = item
    return tuple(ordered.values())


def _filled_twice(regime: Regime, overlays: Sequence[Overlay]) -> Iterator[InputError]:
    """Two overlays, neither standing on the other, that fill the same unknown value: one of them would be lost."""
    filled: dict[tuple[str, str], Overlay] = {}
    for overlay in overlays:
        if regime.code not in overlay.regimes:
            continue
        for code, own in overlay.awards.items():
            for item in own.conditions:
                if item.fills is None or item.fills.rpartition("/")[2] == DELEGATED:
                    continue
                first = filled.setdefault((code, item.fills), overlay)
                if first is not overlay and not _stands_on(overlay, first, overlays):
                    yield _error(
                        overlay, f"{item.path}.fills", f"Điều kiện “{item.fills}” đã được “{first.code}” điền."
                    )


def _stands_on(overlay: Overlay, other: Overlay, overlays: Sequence[Overlay]) -> bool:
    by_code = {item.code: item for item in overlays}
    step: Overlay | None = overlay
    while step is not None and step is not other:
        step = by_code.get(step.parent) if step.parent is not None else None
    return step is other


def _against(overlay: Overlay, national: Regime, so_far: Regime) -> Iterator[InputError]:
    """What it may not do against the national regime, as the overlays that it stands on leave it (`so_far`)."""
    for code, own in overlay.awards.items():
        award = so_far.awards.get(code)
        if award is None:
            yield _error(
                overlay, f"awards.{code}", f"Giai đoạn luật {national.code} không có “{code}”: bỏ đi hoặc sửa lại mã."
            )
            continue
        for item in own.conditions:
            faults = [*_fills(item, award, national.awards[code])] if item.fills is not None else []
            if item.fills is None or item.fills.rpartition("/")[2] == DELEGATED:
                faults += _added(item, award)
            for path, message in faults:
                yield _error(overlay, path, message)
        for key, block in own.blocks.items():
            theirs = getattr(award, key)
            if block is not None and theirs is not None:
                loosens = partial(_loosens, national=theirs is getattr(national.awards[code], key))
                for step, message in block_faults(theirs, block, loosens):
                    yield _error(overlay, f"awards.{code}.{key}.{step}", message)


def _added(item: OverlayCondition, award: Award) -> Iterator[tuple[str, str]]:
    """An added condition that asks less than a national one of its type about the same thing: it would change nothing
    and shows that something was to be loosened. Those in an `any_of` of its own are alternatives, and are not looked
    at."""
    for leaf in _asked(item.node):
        own = _demand(leaf)
        if own is None:
            continue
        others = [
            (other, demand)
            for other in leaves_of(award.criteria)
            if other.type == leaf.type and other.subject == leaf.subject and (demand := _demand(other)) is not None
        ]
        same = [(other, demand) for other, demand in others if demand.thing == own.thing]
        weaker = [other for other, demand in same if own.weaker_than(demand)]
        if weaker and len(weaker) == len(same):
            said = _loosens(weaker[0].ground, national=weaker[0].overlay is None)
            yield item.path, f"Điều kiện {leaf.type} thấp hơn quy định: {said}."


def _asked(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, Group) and node.op == "all_of":
        for child in node.children:
            yield from _asked(child)


def _demand(leaf: Leaf) -> Demand | None:
    kind = KINDS[leaf.type]
    if not kind.known(leaf.values):
        return None
    demand = kind.demand(leaf.values)
    return None if demand is None or None in demand.figures else demand


def _fills(item: OverlayCondition, award: Award, national: Award) -> Iterator[tuple[str, str]]:
    assert item.fills is not None
    path = f"{item.path}.fills"
    targets = targets_of(award.criteria, item.fills)
    if not targets:
        taken = targets_of(national.criteria, item.fills)
        if not taken:
            yield path, f"Không có điều kiện quốc gia “{item.fills}” để điền: ghi loại, hoặc nhánh/loại."
        elif taken[0].type != DELEGATED:
            yield path, f"Điều kiện “{item.fills}” đã được một quy định riêng khác điền."
        return
    if len(targets) > 1:
        branches = ", ".join(f"{leaf.route}/{leaf.type}" for leaf in targets if leaf.route) or "đặt nhãn cho nhánh"
        yield path, f"Có {len(targets)} điều kiện “{item.fills}”: chỉ rõ nhánh ({branches})."
        return
    target, own = targets[0], item.node
    if target.type == DELEGATED:
        return
    if not isinstance(own, Leaf) or own.type != target.type:
        yield item.path, f"Chỉ điều kiện cùng loại {target.type} mới điền được vào “{item.fills}”."
        return
    article = target.ground.cite or "điều khoản chưa ghi"
    if None not in target.values.values():
        yield path, f"Điều kiện quốc gia “{item.fills}” không để trống giá trị nào: không được thay – {article}."
        return
    for key, value in target.values.items():
        if value is not None and own.values.get(key) not in (None, value):
            yield f"{item.path}.{key}", f"Giá trị quốc gia của “{key}” không để trống: không được thay – {article}."
    if all(own.values.get(key) is None for key, value in target.values.items() if value is None):
        yield item.path, f"Chưa điền giá trị nào còn trống của “{item.fills}”: ghi giá trị, hoặc bỏ điều kiện này."
