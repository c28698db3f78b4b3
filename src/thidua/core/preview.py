"""What one unit sees of its points while the claims of the others are not known: figures, or intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thidua.core.claims import check_claim, prepare_claim
from thidua.core.errors import InputError
from thidua.core.explain import explain_leaf
from thidua.core.explanation import Explanation
from thidua.core.model import BASE, CriteriaSet, Group, Leaf, Node, Part
from thidua.core.numbers import round_half_away, rounded, unscaled
from thidua.core.scoring.base import Effect, State
from thidua.core.scoring.compared import Relative
from thidua.core.scoring.deducted import Deduct
from thidua.core.sentences_vi import sentence


@dataclass(frozen=True, slots=True)
class LeafPreview:
    """One leaf: between `low` and `high` points (equal when exact; None when missing or left out). `claimed`: somebody
    has scored it; `assigned` False: not assigned to the unit this year; `evidence_absent`: points above 0 without the
    evidence that the leaf requires."""

    code: str
    low: Decimal | None
    high: Decimal | None
    max: Decimal
    claimed: bool
    missing: bool
    assigned: bool
    evidence_absent: bool
    explanation: Explanation
    sentence: str
    errors: tuple[InputError, ...] = ()

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Span:
    """Points between two bounds, out of the assigned maximum where there is one."""

    low: Decimal
    high: Decimal
    max: Decimal | None = None

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Preview:
    """The unit's sheet so far. `missing`: base leaves that nobody has scored; `effects`: of knock-outs and events."""

    leaves: Mapping[str, LeafPreview]
    groups: Mapping[str, Span]
    base: Span
    bonus: Span
    deduction: Span
    total: Span
    percent: Span | None
    max_assigned: Decimal
    missing: tuple[str, ...]
    evidence_absent: tuple[str, ...]
    effects: tuple[Effect, ...]
    errors: tuple[InputError, ...]

    @property
    def excluded(self) -> bool:
        """Whether a knock-out or an event says that the unit is not considered."""
        return any(effect.kind == "exclude" for effect in self.effects)


def preview(
    criteria: CriteriaSet,
    claims: Mapping[str, Mapping[str, Any]],
    *,
    class_code: str | None = None,
    knock_outs: Sequence[str] = (),
) -> Preview:
    """The points of one unit from its own claims, by leaf code (base, bonus and deductions together). A
    relative leaf with r ≤ 1 is exact; above it, and without a target, it lies in an interval, and so do the
    sums. A faulty claim counts as missing and its faults are in `errors`; so does one with nothing but a note
    or evidence; a code that is not a leaf of the unit's class is ignored."""
    sheet = _Sheet(criteria, class_code)
    for leaf in criteria.leaves.values():
        if leaf.exists_for(class_code):
            sheet.add(leaf, claims.get(leaf.code))
    base, bonus, deduction = sheet.sum(criteria.criteria), sheet.part(criteria.bonus), sheet.part(criteria.deductions)
    low, high = (
        sheet.total(base[0] + bonus[0] - deduction[1]),
        sheet.total(base[1] + bonus[1] - deduction[0]),
    )
    most = sum(sheet.most(node) for node in criteria.criteria)
    decimals = criteria.decimals
    percent = None
    if most:
        percent = Span(
            *(unscaled(round_half_away(value * 100 * 10**decimals, most), decimals) for value in (low, high))
        )
    return Preview(
        leaves=sheet.leaves,
        groups={
            group.code: sheet.span(sheet.sums[group.code], sheet.most(group))
            for group in criteria.all_groups
            if group.exists_for(class_code)
        },
        base=sheet.span(base, most),
        bonus=sheet.span(bonus),
        deduction=sheet.span(deduction),
        total=sheet.span((low, high), most),
        percent=percent,
        max_assigned=sheet.printed(most),
        missing=tuple(code for code, leaf in sheet.leaves.items() if leaf.missing),
        evidence_absent=tuple(code for code, leaf in sheet.leaves.items() if leaf.evidence_absent),
        effects=tuple(sheet.effects) + tuple(criteria.knock_out(code).effect for code in knock_outs),
        errors=tuple(error for leaf in sheet.leaves.values() for error in leaf.errors),
    )


Bounds = tuple[int, int]


class _Sheet:
    def __init__(self, criteria: CriteriaSet, class_code: str | None) -> None:
        self.criteria = criteria
        self.class_code = class_code
        self.leaves: dict[str, LeafPreview] = {}
        self.sums: dict[str, Bounds] = {}
        self.effects: list[Effect] = []
        self._finer = 10 ** (criteria.scale_places - criteria.decimals)

    def add(self, leaf: Leaf, raw: Mapping[str, Any] | None) -> None:
        if raw and raw.keys() <= {"note", "evidence"}:
            raw = None  # a remark or a file put there before anybody has scored
        errors = check_claim(self.criteria, leaf.code, raw, path=leaf.code) if raw else ()
        claim = None if errors or not raw else prepare_claim(self.criteria, leaf.code, raw)
        low, high = self._bounds(leaf, claim)
        assigned, scored = claim is not State.NOT_ASSIGNED, claim is not None and not isinstance(claim, State)
        shown = scored or (claim is State.TOO_FEW and leaf.part != BASE)
        shown = shown or (not assigned and self.criteria.not_assigned != "reduce_max")
        decimals = self.criteria.decimals
        why = explain_leaf(
            leaf, claim, points=unscaled(high, decimals), not_assigned=self.criteria.not_assigned, field=None
        )
        if claim is not None and not isinstance(claim, State) and isinstance(leaf.rule, Deduct):
            self.effects.extend(leaf.rule.effects(claim))
        self.sums[leaf.code] = (low * self._finer, high * self._finer)
        self.leaves[leaf.code] = LeafPreview(
            code=leaf.code,
            low=unscaled(low, decimals) if shown else None,
            high=unscaled(high, decimals) if shown else None,
            max=unscaled(rounded(Fraction(leaf.max), decimals), decimals),
            claimed=scored,
            missing=leaf.part == BASE and assigned and not scored,
            assigned=assigned,
            evidence_absent=scored and high > 0 and leaf.evidence == "required" and not (raw or {}).get("evidence"),
            explanation=why,
            sentence=sentence(why),
            errors=errors,
        )

    def _bounds(self, leaf: Leaf, claim: Any) -> Bounds:
        if claim is State.NOT_ASSIGNED and self.criteria.not_assigned == "full_marks":
            low = high = Fraction(leaf.max)
        elif claim is None or isinstance(claim, State):
            return 0, 0
        elif isinstance(leaf.rule, Relative):
            low, high = leaf.rule.bounds(claim, leaf.max)
        else:
            low = high = leaf.rule.points(claim, leaf.max)
        return rounded(low, self.criteria.decimals), rounded(high, self.criteria.decimals)

    def sum(self, nodes: Sequence[Node]) -> Bounds:
        bounds = [self._node(node) for node in nodes if node.exists_for(self.class_code)]
        return sum(low for low, _ in bounds), sum(high for _, high in bounds)

    def _node(self, node: Node) -> Bounds:
        if isinstance(node, Group):
            low, high = self.sum(node.children)
            if node.cap and node.max is not None:
                most = self._scaled(node.max)
                low, high = min(low, most), min(high, most)
            self.sums[node.code] = (low, high)
        return self.sums[node.code]

    def part(self, part: Part) -> Bounds:
        low, high = self.sum(part.items)
        if part.cap is None:
            return low, high
        cap = self._scaled(part.cap)
        return min(low, cap), min(high, cap)

    def total(self, value: int) -> int:
        most = self.criteria.total_for(self.class_code)
        if self.criteria.ceiling == "total" and most is not None:
            value = min(value, self._scaled(most))
        return max(0, value)

    def most(self, node: Node) -> int:
        """The assigned maximum of a node."""
        if not node.exists_for(self.class_code):
            return 0
        if isinstance(node, Leaf):
            left_out = not self.leaves[node.code].assigned and self.criteria.not_assigned == "reduce_max"
            return 0 if left_out else self._scaled(node.max)
        below = sum(self.most(child) for child in node.children)
        return min(self._scaled(node.max), below) if node.cap and node.max is not None else below

    def _scaled(self, value: Decimal) -> int:
        return rounded(Fraction(value), self.criteria.scale_places)

    def printed(self, value: int) -> Decimal:
        return unscaled(round_half_away(value, self._finer), self.criteria.decimals)

    def span(self, bounds: Bounds, most: int | None = None) -> Span:
        return Span(self.printed(bounds[0]), self.printed(bounds[1]), None if most is None else self.printed(most))
