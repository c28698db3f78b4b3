"""The score sheet as its page shows it: sections of rows, their points as figures or intervals, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from thidua.campaigns.values import CampaignFacts
from thidua.core.claim_words import claim_in_words
from thidua.core.model import BASE, BONUS, DEDUCTIONS, Group, Leaf, Node, walk
from thidua.core.preview import LeafPreview, Span
from thidua.core.rule_words_vi import evidence_in_words, rule_in_words
from thidua.sheets.queries import NO_DRAFT, DraftSheet
from thidua.sheets.values import EvidenceFacts
from thidua.web.claim_form import ClaimForm, claim_form
from thidua.web.sheet.registers import Offer
from thidua.web.sheet.typed import TypedLeaf, mark_of


@dataclass(frozen=True, slots=True)
class Row:
    """One leaf. `state`: missing | evidence | off | faulty | ""; `heading` names a group inside the section that
    begins with this row; `offer` is what a book of the unit says of it."""

    code: str
    anchor: str
    heading: str
    title: str
    part: str
    rule: str
    form: ClaimForm
    words: str
    mark: str
    reason: str
    reason_label: str
    reason_fault: str
    reason_open: bool
    evidence: tuple[EvidenceFacts, ...]
    evidence_rule: str
    evidence_href: str
    points: LeafPreview
    state: str
    offer: Offer | None


@dataclass(frozen=True, slots=True)
class Section:
    """A top group, or the bonus, or the deductions. `done` of `count` leaves are scored; None where none need be."""

    code: str
    anchor: str
    title: str
    part: str
    points: Span
    max: Decimal | None
    done: int
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A leaf to come back to."""

    code: str
    anchor: str
    title: str
    reason: str


def anchor_of(code: str) -> str:
    """The id of a leaf's row, also where a link from elsewhere leads."""
    return "tc-" + "".join(letter if letter.isalnum() else "-" for letter in code)


def sections_of(
    campaign: CampaignFacts,
    draft: DraftSheet,
    typed: Mapping[str, TypedLeaf],
    offers: Mapping[str, Offer] | None = None,
) -> list[Section]:
    """Every leaf of the set in its order; `typed` replaces what is stored where it was just refused, `offers` are
    figures of the unit's books."""
    offers = offers or {}
    criteria, preview = campaign.frozen_criteria, draft.preview
    sections, single = [], []
    for node in criteria.criteria:
        if isinstance(node, Group):
            if node.exists_for(None):
                rows = tuple(_rows(campaign, draft, typed, offers, node))
                sections.append(_section(node.code, node.title, BASE, preview.groups[node.code], rows))
        else:
            single.append(node)
    if single:
        rows = tuple(row for leaf in single for row in _rows(campaign, draft, typed, offers, leaf))
        low, high = (sum((value or Decimal(0) for value in side), Decimal(0)) for side in _bounds(rows))
        sections.append(_section("*", "Tiêu chí", BASE, Span(low, high), rows))
    for code, title, part, span, items in (
        ("+", "Điểm thưởng", BONUS, preview.bonus, criteria.bonus),
        ("−", "Điểm trừ", DEDUCTIONS, preview.deduction, criteria.deductions),
    ):
        if items.items:
            rows = tuple(row for node in items.items for row in _rows(campaign, draft, typed, offers, node))
            sections.append(_section(code, title, part, Span(span.low, span.high, items.cap), rows))
    return sections


def gaps(campaign: CampaignFacts, draft: DraftSheet, codes: tuple[str, ...]) -> list[Gap]:
    """Leaves of a list of codes, with the reason written for each."""
    leaves = campaign.frozen_criteria.leaves
    return [Gap(code, anchor_of(code), leaves[code].title, draft.drafts.get(code, NO_DRAFT).reason) for code in codes]


def _section(code: str, title: str, part: str, span: Span, rows: tuple[Row, ...]) -> Section:
    assigned = [row for row in rows if row.points.assigned]
    return Section(
        code=code,
        anchor=f"nhom-{anchor_of(code)[3:]}"
        if code not in "*+−"
        else {"*": "tieu-chi", "+": "thuong", "−": "tru"}[code],
        title=title,
        part=part,
        points=span,
        max=span.max,
        done=sum(row.points.claimed for row in assigned),
        count=len(assigned),
        rows=rows,
    )


def _bounds(rows: tuple[Row, ...]) -> tuple[list[Decimal | None], list[Decimal | None]]:
    return [row.points.low for row in rows], [row.points.high for row in rows]


def _rows(
    campaign: CampaignFacts,
    draft: DraftSheet,
    typed: Mapping[str, TypedLeaf],
    offers: Mapping[str, Offer],
    top: Node,
) -> Iterator[Row]:
    headings: list[str] = []
    for node in walk(top):
        if isinstance(node, Group):
            if node is not top:
                headings.append(f"{node.code}. {node.title}")
        elif node.code in draft.preview.leaves:
            yield _row(campaign, draft, typed.get(node.code), offers.get(node.code), node, " · ".join(headings))
            headings = []


def _row(
    campaign: CampaignFacts,
    draft: DraftSheet,
    typed: TypedLeaf | None,
    offer: Offer | None,
    leaf: Leaf,
    heading: str,
) -> Row:
    criteria, year = campaign.frozen_criteria, campaign.year
    stored = draft.drafts.get(leaf.code, NO_DRAFT)
    points = draft.preview.leaves[leaf.code]
    claim = stored.claim if typed is None else typed.claim
    reason = stored.reason if typed is None else typed.reason
    faults = typed.faults if typed is not None else ()
    target = draft.targets.get(leaf.code)
    state = _state(points, faulty=bool(faults))
    return Row(
        code=leaf.code,
        anchor=anchor_of(leaf.code),
        heading=heading,
        title=leaf.title,
        part=leaf.part,
        rule=rule_in_words(leaf, criteria, target=Decimal(target) if target else None),
        form=claim_form(
            criteria,
            leaf.code,
            claim,
            problems=[fault for fault in faults if fault.path != "reason"],
            own_assignment=target is None,
        ),
        words="không khai"
        if leaf.part != BASE and not points.claimed
        else claim_in_words(criteria, leaf.code, draft.claims.get(leaf.code, {})),
        mark=mark_of(stored),
        reason=reason,
        reason_label=_reason_label(points),
        reason_fault=" ".join(fault.message for fault in faults if fault.path == "reason"),
        reason_open=bool(reason) or points.evidence_absent or not points.assigned,
        evidence=tuple(draft.evidence.get(leaf.code, ())),
        evidence_rule="" if leaf.evidence == "optional" else evidence_in_words(leaf),
        evidence_href=""
        if leaf.evidence == "none"
        else reverse("sheet-evidence", args=[year.cluster_code, year.year, leaf.code]),
        points=points,
        state=state,
        offer=offer,
    )


def _state(points: LeafPreview, *, faulty: bool) -> str:
    if faulty:
        return "faulty"
    if not points.assigned:
        return "off"
    if points.missing:
        return "missing"
    return "evidence" if points.evidence_absent else ""


def _reason_label(points: LeafPreview) -> str:
    if not points.assigned:
        return "Căn cứ không giao"
    return "Lý do chưa có minh chứng" if points.evidence_absent else "Giải thích thêm"
