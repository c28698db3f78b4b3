"""Từng điểm của một đơn vị: every leaf with the sentence behind its points and the way of its figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from thidua.core.claim_words import claim_in_words
from thidua.core.explain import explain_unit_leaf
from thidua.core.model import CriteriaSet, Group, Leaf, walk
from thidua.core.rank_words_vi import rank_in_words
from thidua.core.results import Result
from thidua.core.sentences_vi import effect_words, sentence
from thidua.core.verdict import require
from thidua.council.queries import snapshot_of
from thidua.council.ranking import ranked_again
from thidua.council.rules import can_read_ranking
from thidua.council.values import SnapshotFacts
from thidua.organisations.queries import members_of_year
from thidua.sheets.queries import is_assigned, self_scoring_is_over, sheet_of
from thidua.sheets.rules import can_read_submitted
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.ranking.table import rank_table
from thidua.web.verify.desk_rows import anchor_of
from thidua.web.verify.steps import Step, official, steps_of_snapshot
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class LeafLine:
    """One leaf; `points` is the text of the snapshot, "" where the leaf is missing or not assigned."""

    code: str
    title: str
    anchor: str
    claim: str
    points: str
    most: str
    sentence: str
    missing: bool
    assigned: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class GroupLine:
    code: str
    title: str
    points: str
    lines: tuple[LeafLine, ...]


@dataclass(frozen=True, slots=True)
class KnockOutLine:
    code: str
    title: str
    effect: str
    holds: bool
    reason: str
    who: str
    at: datetime


@page(rule=in_cluster, campaign=True)
def ranking_unit(request: PageRequest, unit: str) -> HttpResponse:
    """All figures of one unit of the adopted ranking."""
    visit, campaign = request.visit, request.campaign
    snapshot = snapshot_of(campaign.id)
    require(can_read_ranking(visit.actor, campaign, snapshot))
    if snapshot is None:
        raise Http404("Chưa có bảng xếp hạng.")
    row = next((row for found in rank_table(snapshot).lists for row in found.rows if row.code == unit), None)
    if row is None:
        raise Http404("Không có đơn vị này trong bảng xếp hạng.")
    ranked = ranked_again(snapshot)
    trail = snapshot.trail.get(unit, {"leaves": {}, "knock_outs": [], "receipt": None})
    receipt = trail["receipt"]
    context = {
        "snapshot": snapshot,
        "row": row,
        "sentences": rank_in_words(ranked, unit),
        "groups": _groups(snapshot, ranked, unit, trail["leaves"]),
        "knock_outs": _knock_outs(snapshot.criteria, trail["knock_outs"]),
        "receipt": receipt,
        "receipt_at": datetime.fromisoformat(receipt["at"]) if receipt else None,
        "opens_evidence": _opens_evidence(request, unit),
        "proposal": snapshot.criteria.source.get("kind") == "proposal",
    }
    return render(request, "ranking/unit.html", context)


def _opens_evidence(request: PageRequest, code: str) -> bool:
    """Whether this hat may open the unit's files: the ranking shows their titles to everybody."""
    campaign, actor = request.campaign, request.visit.actor
    unit = next((unit for unit in members_of_year(campaign.year.id) if unit.code == code), None)
    if unit is None:
        return False
    assigned = is_assigned(campaign.id, actor.user_id, unit.id)
    over = self_scoring_is_over(campaign, request.visit.at)
    return bool(can_read_submitted(actor, campaign, sheet_of(campaign.id, unit.id), assigned=assigned, over=over))


def _groups(
    snapshot: SnapshotFacts, ranked: Result, unit: str, trails: Mapping[str, list[dict[str, Any]]]
) -> list[GroupLine]:
    criteria = snapshot.criteria
    document = next(line for line in snapshot.result["units"] if line["code"] == unit)
    claims = _claims_of(snapshot, unit)
    class_code = ranked.by_code[unit].unit.class_code
    found = []
    for top in criteria.criteria:
        leaves = [leaf for leaf in walk(top) if isinstance(leaf, Leaf) and leaf.exists_for(class_code)]
        lines = tuple(_leaf(ranked, unit, leaf, document, claims, trails) for leaf in leaves)
        if lines:
            points = document["groups"].get(top.code, "") if isinstance(top, Group) else ""
            found.append(GroupLine(top.code, top.title, points, lines))
    for title, part, figure in (
        ("Điểm thưởng", criteria.bonus, "bonus"),
        ("Điểm trừ", criteria.deductions, "deduction"),
    ):
        leaves = [leaf for item in part.items for leaf in walk(item) if isinstance(leaf, Leaf)]
        lines = tuple(
            _leaf(ranked, unit, leaf, document, claims, trails) for leaf in leaves if leaf.code in document["leaves"]
        )
        if lines:
            found.append(GroupLine("", title, document[figure], lines))
    return found


def _claims_of(snapshot: SnapshotFacts, unit: str) -> dict[str, Any]:
    line = next(line for line in snapshot.claims["units"] if line["code"] == unit)
    return {**line.get("claims", {}), **line.get("bonus", {}), **line.get("deductions", {})}


def _leaf(
    ranked: Result,
    unit: str,
    leaf: Leaf,
    document: Mapping[str, Any],
    claims: Mapping[str, Any],
    trails: Mapping[str, list[dict[str, Any]]],
) -> LeafLine:
    figures = document["leaves"].get(leaf.code)
    return LeafLine(
        code=leaf.code,
        title=leaf.title,
        anchor=anchor_of(leaf.code),
        claim=claim_in_words(ranked.criteria, leaf.code, claims[leaf.code]) if leaf.code in claims else "",
        points=(figures["points"] or "") if figures else "",
        most=figures["max"] if figures else "",
        sentence=sentence(explain_unit_leaf(ranked.by_code[unit], leaf.code)),
        missing=leaf.code in document["missing"],
        assigned=figures is not None,
        steps=steps_of_snapshot(ranked.criteria, leaf.code, trails.get(leaf.code, ())),
    )


def _knock_outs(criteria: CriteriaSet, records: list[dict[str, Any]]) -> list[KnockOutLine]:
    titles = {band.code: band.title for band in criteria.grades.bands} if criteria.grades else {}
    lines = []
    for record in records:
        item = criteria.knock_out(record["code"])
        lines.append(
            KnockOutLine(
                code=item.code,
                title=item.title,
                effect=effect_words(item.effect.kind, item.effect.grade, titles),
                holds=record["holds"],
                reason=record["reason"],
                who=official(record["author"], record["role"], record["unit"]),
                at=datetime.fromisoformat(record["at"]),
            )
        )
    return lines
