"""Whether the declared maxima of a set agree with what lies below them: the warning `sum_mismatch`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from thidua.core.model import DEFAULT, Group, Node, Warning, walk
from thidua.core.numbers import exact, plain


def sum_mismatches(
    criteria: Sequence[Node], total: Mapping[str, Decimal], classes: Iterable[str]
) -> tuple[Warning, ...]:
    """Warnings in document order, the total last.

    A declared maximum agrees when it equals the sum over all nodes or, with classes, the sum for at least one class;
    a capped group is mentioned only when its maximum lies above that sum, for below it the cap does its work.
    """
    codes = tuple(classes)
    found = []
    for top in criteria:
        for node in walk(top):
            if isinstance(node, Group) and node.max is not None:
                sums = [_sum(node.children, None)]
                sums += [_sum(node.children, code) for code in codes if node.exists_for(code)]
                cuts = node.cap and node.max <= max(sums)
                if not cuts and not any(Fraction(node.max) == Fraction(item) for item in sums):
                    found.append(Warning("sum_mismatch", f"criteria.{node.code}", node.max, sums[0]))
    return (*found, *_total(criteria, total, codes))


def _total(criteria: Sequence[Node], total: Mapping[str, Decimal], codes: Sequence[str]) -> list[Warning]:
    everything = _sum(criteria, None)
    found = []
    for key, declared in total.items():
        # A total for one class speaks of that class; one for all may be that of any class.
        sums = [everything, *(_sum(criteria, code) for code in codes)] if key == DEFAULT else [_sum(criteria, key)]
        if not any(Fraction(declared) == Fraction(item) for item in sums):
            found.append(Warning("sum_mismatch", "total", declared, sums[0]))
    return found


def _sum(nodes: Sequence[Node], class_code: str | None) -> Decimal:
    """Each node's declared maximum, else the sum below it; for one class, or over all nodes (None)."""
    total = Fraction(0)
    for node in nodes:
        if class_code is not None and not node.exists_for(class_code):
            continue
        if node.max is not None:
            total += Fraction(node.max)
        elif isinstance(node, Group):
            total += Fraction(_sum(node.children, class_code))
    return exact(plain(total))
