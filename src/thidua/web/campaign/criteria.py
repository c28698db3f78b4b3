"""The criteria set as a tree that people read, its file, and loading a draft from YAML or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import set_criteria
from thidua.campaigns.rules import can_prepare
from thidua.core.errors import InputErrors
from thidua.core.model import CriteriaSet, Group, Leaf, Node
from thidua.core.rule_words_vi import rule_in_words
from thidua.core.sentences_vi import effect_words
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.campaign.plan import drafters
from thidua.web.visit import PageRequest

_MOST_BYTES = 20_000_000
_EVIDENCE = {"required": "bắt buộc", "optional": "nên có", "none": "không cần"}


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A group or a leaf on one line; `depth` 0 for a group at the top."""

    code: str
    title: str
    max: Decimal | None
    depth: int
    is_group: bool
    rule: str
    evidence: str
    evidence_note: str
    tasks: str


@page(rule=in_cluster, campaign=True)
def criteria(request: PageRequest) -> HttpResponse:
    """Open to every member: the draft until the launch, the frozen set after it."""
    return _tree_page(request, errors=[])


@page(rule=drafters, methods=("POST",), campaign=True)
def load_criteria(request: PageRequest) -> HttpResponse:
    """Read an uploaded set; every error of the file is shown at once, and nothing is taken then."""
    campaign = request.campaign
    upload = request.FILES.get("tep")
    if upload is None:
        return _tree_page(request, errors=[("", "Hãy chọn tệp bộ tiêu chí (.yaml hoặc .json).")], status=400)
    document = upload.read(_MOST_BYTES + 1)
    try:
        set_criteria(actor=request.visit.actor, at=request.visit.at, campaign_id=campaign.id, document=document)
    except InputErrors as wrong:
        errors = [(error.path, error.message) for error in wrong.errors]
        return _tree_page(request, errors=errors, status=400, file_name=upload.name or "")
    address = reverse("criteria", args=[campaign.year.cluster_code, campaign.year.year])
    return HttpResponseRedirect(f"{address}?da-nap")


@page(rule=in_cluster, campaign=True)
def criteria_file(request: PageRequest) -> HttpResponse:
    """The canonical JSON of the set: its SHA-256 is the one that the pages and papers print."""
    if request.campaign.criteria is None:
        raise Http404("no criteria")
    response = HttpResponse(request.campaign.criteria.canonical, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.campaign.criteria.code}.json"'
    return response


def _tree_page(
    request: PageRequest, *, errors: list[tuple[str, str]], status: int = 200, file_name: str = ""
) -> HttpResponse:
    campaign = request.campaign
    found = campaign.criteria
    context = {
        "rows": list(tree_rows(found)) if found else [],
        "parts": _parts(found) if found else [],
        "knock_outs": [
            (one.code, one.title, effect_words(one.effect.kind, one.effect.grade)) for one in found.knock_outs
        ]
        if found
        else [],
        "grades": found.grades.bands if found and found.grades else [],
        "warnings": found.warnings if found else [],
        "is_proposal": bool(found and found.source.get("kind") == "proposal"),
        "can_load": can_prepare(request.visit.actor, campaign),
        "errors": errors,
        "file_name": file_name,
        "loaded": "da-nap" in request.GET,
    }
    return render(request, "campaign/criteria.html", context, status=status)


def tree_rows(criteria: CriteriaSet) -> Iterator[TreeRow]:
    """The base criteria in document order."""
    for node in criteria.criteria:
        yield from _rows(node, criteria, 0)


def _parts(criteria: CriteriaSet) -> list[tuple[str, Decimal | None, list[TreeRow]]]:
    """Bonus and deductions, where the set has them."""
    return [
        (title, part.cap, [row for node in part.items for row in _rows(node, criteria, 1)])
        for title, part in (("Điểm thưởng", criteria.bonus), ("Điểm trừ", criteria.deductions))
        if part.items
    ]


def _rows(node: Node, criteria: CriteriaSet, depth: int) -> Iterator[TreeRow]:
    if isinstance(node, Group):
        yield TreeRow(node.code, node.title, node.max, depth, True, "", "", "", "")
        for child in node.children:
            yield from _rows(child, criteria, depth + 1)
    elif isinstance(node, Leaf):
        yield TreeRow(
            code=node.code,
            title=node.title,
            max=node.max,
            depth=depth,
            is_group=False,
            rule=rule_in_words(node, criteria),
            evidence=_EVIDENCE[node.evidence],
            evidence_note=node.evidence_note,
            tasks=", ".join(node.tasks),
        )
