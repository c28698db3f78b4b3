"""May this award be proposed? Three-valued: eligible, not eligible, undetermined, with the reason for every condition.

"Eligible" never means awarded: the council decides. Judging makes no text; reasons are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, STATE_NAMES, UNKNOWN
from thidua.core.law.facts import Facts
from thidua.core.law.model import Award, Quota, Regime, VoteThreshold
from thidua.core.law.nodes import Ground, Leaf
from thidua.core.law.shares import most_allowed

ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED = "eligible", "not_eligible", "undetermined"
RULES_NOT_LOADED = "rules_not_loaded"


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition and its state (met | failed | unknown). `code` and `params` are said by `sentences_vi.sentence`.

    `route` is the nearest label of the branch it stands in; `evidence` S | M | I says how far the condition itself was
    checked, and never changes the state; `overlay` is the local rule set that it comes from."""

    state: str
    condition: str
    cite: str | None
    evidence: str
    code: str
    params: Mapping[str, object]
    route: str | None = None
    overlay: str | None = None


@dataclass(frozen=True)
class Judgement:
    """The answer for one award. `award` and `regime` are codes; result: eligible | not_eligible | undetermined."""

    award: str
    regime: str
    result: str
    facts: Facts
    rules: Award | None
    states: tuple[int, ...]
    hold: Ground | None = None
    regime_title: str = ""

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """Every leaf in file order, those of lost branches too; then subject, pending, quota and vote where they
        count."""
        return tuple(self._reasons())

    def _reasons(self) -> Iterator[Reason]:
        if self.rules is None:
            params = {"regime": self.regime_title}
            yield Reason(STATE_NAMES[UNKNOWN], RULES_NOT_LOADED, self.regime_title, "S", RULES_NOT_LOADED, params)
            return
        for leaf, state in zip(self.rules.compiled.leaves, self.states, strict=True):
            yield _leaf_reason(leaf, state, self.facts)
        yield from self._around()

    def _around(self) -> Iterator[Reason]:
        facts, award = self.facts, self.rules
        assert award is not None
        if facts.subject not in award.subjects:
            params = {"subject": facts.subject, "subjects": award.subjects}
            yield _reason(FAILED, "subject", None, Explanation("subject.other", params))
        if facts.pending:
            yield _reason(FAILED, "pending", self.hold, Explanation("pending.hold", {"pending": facts.pending}))
        quota = quota_state(award.quota, facts)
        if quota is not None and award.quota is not None:
            yield _reason(quota, "quota", award.quota.ground, _quota_told(award.quota, facts, quota))
        vote = vote_state(award.vote_threshold, facts)
        if vote is not None and award.vote_threshold is not None:
            yield _reason(vote, "vote", award.vote_threshold.ground, _vote_told(award.vote_threshold, facts, vote))


def judge(regime: Regime, award: str, facts: Facts) -> Judgement:
    """The answer for one award under a regime. Raises KeyError for an award that a regime with awards does not have; in
    a regime without awards everything is undetermined, for its rules are not loaded."""
    if not regime.awards:
        return Judgement(award, regime.code, UNDETERMINED, facts, None, (), regime_title=regime.title)
    rules = regime.awards[award]
    states = rules.compiled.states(facts)
    result = _result(rules, facts, rules.compiled.combine(states))
    return Judgement(award, regime.code, result, facts, rules, tuple(states), regime.hold)


def result_of(regime: Regime, award: str, facts: Facts) -> str:
    """The result alone: what a search through many people needs."""
    if not regime.awards:
        return UNDETERMINED
    rules = regime.awards[award]
    if facts.pending or facts.subject not in rules.subjects:
        return NOT_ELIGIBLE
    return _result(rules, facts, rules.compiled.state(facts))


def _result(award: Award, facts: Facts, criteria: int) -> str:
    if criteria == FAILED or facts.pending or facts.subject not in award.subjects:
        return NOT_ELIGIBLE
    if facts.quota is not None and quota_state(award.quota, facts) == FAILED:
        return NOT_ELIGIBLE
    vote = None if facts.vote is None else vote_state(award.vote_threshold, facts)
    if vote == FAILED:
        return NOT_ELIGIBLE
    return UNDETERMINED if criteria == UNKNOWN or vote == UNKNOWN else ELIGIBLE


def quota_state(quota: Quota | None, facts: Facts) -> int | None:
    """Whether the share proposed keeps within the quota; None where it does not count: no figures, no percentage."""
    if quota is None or quota.pct is None or facts.quota is None:
        return None
    return FAILED if facts.quota.proposed > most_allowed(quota.pct, facts.quota.of) else MET


def vote_state(threshold: VoteThreshold | None, facts: Facts) -> int | None:
    """Whether the votes reach the share of ALL members; unknown where the share is not known (or there is nobody to
    vote); None where no vote is given or the award asks none."""
    if threshold is None or facts.vote is None:
        return None
    if threshold.min_share_pct is None or facts.vote.members == 0:
        return UNKNOWN
    return MET if 100 * facts.vote.yes >= threshold.min_share_pct * facts.vote.members else FAILED


def _quota_told(quota: Quota, facts: Facts, state: int) -> Explanation:
    assert quota.pct is not None
    assert facts.quota is not None
    params = {
        "pct": quota.pct,
        "proposed": facts.quota.proposed,
        "of": facts.quota.of,
        "most": most_allowed(quota.pct, facts.quota.of),
    }
    return Explanation("quota.met" if state == MET else "quota.above", params)


def _vote_told(threshold: VoteThreshold, facts: Facts, state: int) -> Explanation:
    assert facts.vote is not None
    params: dict[str, object] = {"yes": facts.vote.yes, "members": facts.vote.members}
    if threshold.min_share_pct is not None:
        params["pct"] = threshold.min_share_pct
    return Explanation({MET: "vote.met", FAILED: "vote.below", UNKNOWN: "vote.unknown"}[state], params)


def _leaf_reason(leaf: Leaf, state: int, facts: Facts) -> Reason:
    told = leaf.rule.told(facts)
    return Reason(
        STATE_NAMES[state],
        leaf.type,
        leaf.ground.cite,
        leaf.ground.evidence,
        told.code,
        told.params,
        leaf.route,
        leaf.overlay,
    )


def _reason(state: int, condition: str, ground: Ground | None, told: Explanation) -> Reason:
    cite, evidence = (ground.cite, ground.evidence) if ground else (None, "S")
    return Reason(STATE_NAMES[state], condition, cite, evidence, told.code, told.params)
