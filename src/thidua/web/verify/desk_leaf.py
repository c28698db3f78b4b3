"""The leaf in hand on the verification desk: its rule, the two claims, the form, the files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thidua.core.claim_words import claim_in_words
from thidua.core.errors import InputError
from thidua.core.model import CriteriaSet
from thidua.core.rule_words_vi import evidence_in_words, rule_in_words
from thidua.core.verdict import Verdict
from thidua.documents.file_types import SHOWN_IN_PAGE
from thidua.sheets.enums import Stage
from thidua.sheets.queries import evidence_by_id
from thidua.sheets.values import EntryFacts, EvidenceFacts, LeafTrail, RemarkFacts
from thidua.web.claim_form import ClaimForm, claim_form
from thidua.web.verify.desk_rows import DeskRows, Points, anchor_of
from thidua.web.verify.steps import People, Step, steps_of_trail


@dataclass(frozen=True, slots=True)
class LeafPanel:
    """Everything beside the form of one leaf. `sentence` is the reason behind the points in force."""

    code: str
    title: str
    anchor: str
    rule: str
    evidence: str
    own_claim: str
    now_claim: str
    own: EntryFacts
    latest: EntryFacts
    verified: bool
    changed: bool
    concluded: bool
    may_settle: Verdict
    question: bool
    reply: RemarkFacts | None
    points: Points | None
    sentence: str
    form: ClaimForm
    reason: str
    steps: tuple[Step, ...]
    previous: str
    following: str


def leaf_panel(
    criteria: CriteriaSet,
    trail: LeafTrail,
    rows: DeskRows,
    people: People,
    *,
    targets: Mapping[str, str],
    typed: Mapping[str, Any] | None,
    reason: str,
    faults: Iterable[InputError],
    may_settle: Verdict,
) -> LeafPanel:
    """The panel of a leaf. `typed` and `reason` are what stood in a form that was refused; `may_settle`: whether this
    hat may conclude on this leaf now."""
    leaf = criteria.leaf(trail.code)
    target = targets.get(trail.code)
    now = rows.now.leaves[trail.code]
    place = rows.codes.index(trail.code)
    return LeafPanel(
        code=trail.code,
        title=leaf.title,
        anchor=anchor_of(trail.code),
        rule=rule_in_words(leaf, criteria, target=Decimal(target) if target is not None else None),
        evidence=evidence_in_words(leaf),
        own_claim=claim_in_words(criteria, trail.code, trail.self_entry.claim),
        now_claim=claim_in_words(criteria, trail.code, trail.latest.claim),
        own=trail.self_entry,
        latest=trail.latest,
        verified=trail.verified,
        changed=trail.changed,
        concluded=trail.latest.stage is Stage.SETTLED,
        may_settle=may_settle,
        question=trail.open_question,
        reply=trail.reply,
        points=Points(now.low, now.high) if now.low is not None and now.high is not None else None,
        sentence=now.sentence,
        form=claim_form(criteria, trail.code, trail.latest.claim if typed is None else typed, problems=faults),
        reason=reason,
        steps=steps_of_trail(criteria, trail, people),
        previous=rows.codes[place - 1] if place else "",
        following=rows.codes[place + 1] if place + 1 < len(rows.codes) else "",
    )


@dataclass(frozen=True, slots=True)
class EvidencePanel:
    """The files that the unit showed for a leaf; `file` is the one opened. `intact`: it is the file that was frozen."""

    files: tuple[Mapping[str, Any], ...]
    chosen: str
    file: EvidenceFacts | None
    shown: bool
    intact: bool


def evidence_panel(trail: LeafTrail, wanted: str) -> EvidencePanel:
    """The files of the leaf, with `wanted` (an id) or the first one opened."""
    files = trail.latest.evidence
    if not files:
        return EvidencePanel((), "", None, shown=False, intact=True)
    chosen = next((file for file in files if file["id"] == wanted), files[0])
    facts = evidence_by_id(int(chosen["id"]))
    return EvidencePanel(
        files=files,
        chosen=chosen["id"],
        file=facts,
        shown=facts is not None and facts.content_type in SHOWN_IN_PAGE,
        intact=facts is not None and facts.sha256 == chosen["sha256"],
    )
