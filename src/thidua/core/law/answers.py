"""The answer to a case as `thidua eligibility --format json` prints it."""

from __future__ import annotations

from typing import Any

from thidua.core.law.cases import Case
from thidua.core.law.judging import Judgement, Reason, judge
from thidua.core.law.sentences_vi import sentence


def judged(case: Case) -> Judgement:
    """The judgement of a case."""
    return judge(case.regime, case.award, case.facts)


def answer_document(case: Case, judgement: Judgement) -> dict[str, Any]:
    """One answer. `provisional` stands there only where it is true; `route` only where a label is above the leaf."""
    provisional = {"provisional": True} if case.provisional else {}
    return {
        "id": case.id,
        "award": case.award,
        "regime": case.regime.code,
        **provisional,
        "result": judgement.result,
        "reasons": [_reason(reason) for reason in judgement.reasons],
    }


def _reason(reason: Reason) -> dict[str, Any]:
    route = {} if reason.route is None else {"route": reason.route}
    return {
        "state": reason.state,
        "condition": reason.condition,
        "cite": reason.cite,
        "text": sentence(reason),
        **route,
    }
