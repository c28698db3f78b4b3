"""A regime with a local rule set worked in. What may not be merged has been refused by `overlay_checks`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from thidua.core.law.conditions.base import Names, OnlyFor, Rule
from thidua.core.law.conditions.registry import KINDS
from thidua.core.law.model import Award, Dossier, PrizeMultiple, Quota, Regime, Timing, VoteThreshold
from thidua.core.law.nodes import Group, Leaf, Node, leaves_of, nodes_on
from thidua.core.law.overlays import Overlay, OverlayAward, OverlayCondition

DELEGATED = "sector_rule"


def with_overlay(regime: Regime, overlay: Overlay, day: date | None = None) -> Regime:
    """The regime with the overlay's conditions and values: those in force on `day`, or all of them."""
    awards = dict(regime.awards)
    for code, own in overlay.awards.items():
        if code in awards:
            awards[code] = merged(awards[code], own, regime.names, day)
    return replace(regime, awards=awards, overlays=(*regime.overlays, overlay.code))


def merged(award: Award, own: OverlayAward, names: Names, day: date | None = None) -> Award:
    """One award with what the overlay says of it."""
    criteria = award.criteria
    added: list[Node] = []
    delegated: list[tuple[Leaf, list[Node]]] = []
    for item in own.conditions:
        nodes = (item.node,) if day is None else nodes_on((item.node,), day)
        targets = targets_of(criteria, item.fills) if item.fills is not None else []
        if item.fills is None or not targets:
            # where something was to be filled, another overlay has taken the place of the delegated rule: both count
            added.extend(nodes)
        elif targets[0].type == DELEGATED:
            standing = [place for target, place in delegated if target is targets[0]]
            if standing:
                standing[0].extend(nodes)
            else:
                delegated.append((targets[0], list(nodes)))
        elif nodes:
            criteria = _replaced(criteria, targets[0], filled(targets[0], item, names))
    for target, place in delegated:
        if place:
            routed = tuple(_routed(node, target.route) for node in place)
            criteria = _replaced(criteria, target, routed[0] if len(routed) == 1 else Group("all_of", routed))
    blocks = {
        key: _block(getattr(award, key), block)
        for key, block in own.blocks.items()
        if block is not None and (day is None or block.ground.holds_on(day))
    }
    return replace(award, criteria=(*criteria, *added), **blocks)


def targets_of(criteria: tuple[Node, ...], fills: str) -> list[Leaf]:
    """The leaves that `fills` names: a type, or the label of a branch and a type."""
    label, _, kind = fills.rpartition("/")
    return [leaf for leaf in leaves_of(criteria) if leaf.type == kind and (not label or leaf.route == label)]


def filled(national: Leaf, item: OverlayCondition, names: Names) -> Leaf:
    """The national condition with its unknown parameters filled; its article is then the overlay's."""
    own = item.node
    assert isinstance(own, Leaf)
    values = {**national.values, **{key: value for key, value in own.values.items() if value is not None}}
    kind = KINDS[national.type]
    rule: Rule = kind.rule(values, names) if kind.known(values) else national.rule
    if national.subject is not None and kind.known(values):
        rule = OnlyFor(national.subject, rule)
    return replace(national, values=values, rule=rule, ground=own.ground, overlay=own.overlay)


def _replaced(nodes: tuple[Node, ...], old: Leaf, new: Node) -> tuple[Node, ...]:
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            result.append(replace(node, children=_replaced(node.children, old, new)))
        else:
            result.append(new if node is old else node)
    return tuple(result)


def _routed(node: Node, route: str | None) -> Node:
    """The node below a national branch: its leaves belong to that route unless they have one of their own."""
    if isinstance(node, Leaf):
        return replace(node, route=node.route or route)
    return replace(node, children=tuple(_routed(child, route) for child in node.children))


def _block(theirs: Any, own: Any) -> Any:
    """Both blocks in one: the overlay's values where it speaks, the stricter of two figures (overlays that do not stand
    on one another are not compared, and both count)."""
    if theirs is None:
        return own
    if isinstance(own, Quota):
        looser = own.pct is None or (theirs.pct is not None and own.pct > theirs.pct)
        return theirs if looser else replace(own, of=own.of or theirs.of)
    if isinstance(own, VoteThreshold):
        share = _most(own.min_share_pct, theirs.min_share_pct)
        secret = _either(own.secret_ballot, theirs.secret_ballot)
        ground = own.ground if share == own.min_share_pct else theirs.ground
        return VoteThreshold(share, secret, ground)
    if isinstance(own, PrizeMultiple):
        return replace(
            own,
            individual=_or(own.individual, theirs.individual),
            collective=_or(own.collective, theirs.collective),
            household=_or(own.household, theirs.household),
        )
    if isinstance(own, Dossier):
        return replace(
            own,
            items=tuple(dict.fromkeys((*theirs.items, *own.items))),
            copies=_most(own.copies, theirs.copies),
            electronic_file=_either(own.electronic_file, theirs.electronic_file),
        )
    assert isinstance(own, Timing)
    days = (own.processing_working_days, theirs.processing_working_days)
    return replace(
        own,
        submit=_or(own.submit, theirs.submit),
        deadline=_or(own.deadline, theirs.deadline),
        processing_working_days=min((count for count in days if count is not None), default=None),
    )


def _or(own: Any, theirs: Any) -> Any:
    return theirs if own is None else own


def _either(own: bool | None, theirs: bool | None) -> bool | None:
    return True if True in (own, theirs) else _or(own, theirs)


def _most(own: Any, theirs: Any) -> Any:
    return max((value for value in (own, theirs) if value is not None), default=None)
