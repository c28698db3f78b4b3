"""What a POST of the score sheet holds: per leaf the claim as typed, the reason, and the version that it stands on.

Only leaves that differ from what their page was given are changes. So a form of all leaves, sent without JavaScript,
never argues with a colleague about a leaf that nobody touched here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from thidua.campaigns.values import CampaignFacts
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.errors import InputError, InputErrors
from thidua.sheets.actions.drafting import LONGEST_REASON, DraftChange, normal_reason, reason_too_long
from thidua.sheets.facts import typed_claim
from thidua.sheets.queries import DraftFacts, DraftSheet
from thidua.sheets.values import SheetFacts
from thidua.web import claim_form

MINE, THEIRS = "cua-toi", "da-luu"
_NO_TARGET = "Đơn vị chưa ký giao ước nên chưa có chỉ tiêu để so; tiêu chí này chưa chấm được."


@dataclass(frozen=True, slots=True)
class TypedLeaf:
    """One leaf as typed: `claim` is raw text, shown again whatever its faults."""

    claim: Mapping[str, Any]
    reason: str
    faults: tuple[InputError, ...] = ()


@dataclass(slots=True)
class TypedSheet:
    """`leaves`: everything that differs from its page; `changes`: those of them that can be saved."""

    leaves: dict[str, TypedLeaf] = field(default_factory=dict)
    changes: dict[str, DraftChange] = field(default_factory=dict)

    @property
    def faulty(self) -> dict[str, TypedLeaf]:
        return {code: leaf for code, leaf in self.leaves.items() if leaf.faults}


def mark_of(draft: DraftFacts) -> str:
    """The version of a leaf that a page carries: its revision and a fingerprint of its content."""
    return f"{draft.revision}.{_fingerprint(draft.content)}"


def read_typed(data: QueryDict, campaign: CampaignFacts, sheet: SheetFacts, draft: DraftSheet) -> TypedSheet:
    """The changed leaves of a POST. A choice for the saved version on the page of two versions is no change."""
    criteria, found = campaign.frozen_criteria, TypedSheet()
    for code in criteria.leaves:
        if not claim_form.is_typed(criteria, code, data) or data.get(claim_form.field_name(code, "giu")) == THEIRS:
            continue
        raw = claim_form.typed_claim(criteria, code, data)
        reason = normal_reason(data.get(claim_form.field_name(code, "ly-do"), ""))
        faults: list[InputError] = []
        if len(reason) > LONGEST_REASON:
            faults.append(InputError("claims", "reason", reason_too_long(reason)))
        claim = ""
        try:
            claim = canonical_json(typed_claim(campaign, sheet, code, raw, targets=draft.targets)) if raw else ""
        except InputErrors as errors:
            faults.extend(_friendly(fault) for fault in errors.errors)
        revision, fingerprint = _read_mark(data.get(claim_form.field_name(code, "goc"), ""))
        if not faults and _fingerprint((claim, reason)) == fingerprint:
            continue
        found.leaves[code] = TypedLeaf(raw, reason, tuple(faults))
        if not faults:
            found.changes[code] = DraftChange(claim=raw or None, reason=reason, revision=revision)
    return found


def kept_fields(data: QueryDict, marks: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every typed field of a POST, to be carried by the page of two versions; `marks` renews those of stale leaves."""
    renewed = {claim_form.field_name(code, "goc"): mark for code, mark in marks.items()}
    choices = {claim_form.field_name(code, "giu") for code in marks}
    return [
        (name, renewed.get(name, value))
        for name in data
        if name not in choices and name not in ("csrfmiddlewaretoken", "ve", "don-vi")
        for value in data.getlist(name)
    ]


def _read_mark(mark: str) -> tuple[int, str]:
    revision, _, fingerprint = mark.partition(".")
    return (int(revision), fingerprint) if revision.isascii() and revision.isdigit() else (0, "")


def _fingerprint(content: tuple[str, str]) -> str:
    return sha256_hex(canonical_json(list(content)))[:12]


def _friendly(fault: InputError) -> InputError:
    """A missing target is not a field of this screen: the pledge sets it."""
    return InputError(fault.file, fault.path, _NO_TARGET) if fault.path == "target" else fault
