"""Rules of points, one module a family; `RULES` finds the rule of a kind."""

from __future__ import annotations

from thidua.core.scoring.base import Rule
from thidua.core.scoring.compared import Relative
from thidua.core.scoring.counted import BestOf, PerUnit, PlusMinus, SumOf
from thidua.core.scoring.deducted import Deduct, OnTime
from thidua.core.scoring.direct import Judged, Levels, PassFail
from thidua.core.scoring.measured import Bands, Ratio
from thidua.core.scoring.panel import Mean

RULES: dict[str, type[Rule]] = {
    rule.kind: rule
    for rule in (
        Judged,
        PassFail,
        Levels,
        Ratio,
        Bands,
        PerUnit,
        Deduct,
        PlusMinus,
        BestOf,
        SumOf,
        OnTime,
        Mean,
        Relative,
    )
}
