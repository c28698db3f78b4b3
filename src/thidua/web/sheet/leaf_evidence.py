"""Minh chứng của một tiêu chí: choose from the unit's book, upload, take off."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.rule_words_vi import evidence_in_words, rule_in_words
from thidua.core.verdict import Refused
from thidua.core.vn import parse_date
from thidua.sheets.actions.drafting import link_evidence, unlink_evidence
from thidua.sheets.actions.evidence import DuplicateFile, EvidenceWords, add_evidence
from thidua.sheets.book import look_in_book
from thidua.sheets.queries import evidence_in_draft, sheet_of
from thidua.sheets.rules import can_add_evidence
from thidua.web.access import page
from thidua.web.access_rules import own_sheet
from thidua.web.sheet.rows import anchor_of
from thidua.web.visit import PageRequest

_WORDS = ("trich-yeu", "so", "ngay", "co-quan")


@dataclass(slots=True)
class Result:
    """What came of a POST: problems beside their fields, and files already in the book."""

    problems: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)


@page(rule=own_sheet, methods=("GET", "POST"), campaign=True)
def sheet_evidence(request: PageRequest, leaf: str) -> HttpResponse:
    """One leaf's files. A POST either uploads, chooses from the book, or takes one off."""
    campaign = request.campaign
    if not campaign.launched or leaf not in campaign.frozen_criteria.leaves:
        raise Http404("Không có tiêu chí này.")
    result = Result()
    if request.method == "POST":
        try:
            _act(request, leaf, result)
        except Refused as refused:
            result.problems.append(("", refused.verdict.sentence))
        if not result.problems:
            here = reverse("sheet-evidence", args=[campaign.year.cluster_code, campaign.year.year, leaf])
            query = "&".join(f"trung={number}" for number in result.duplicates)
            return HttpResponseRedirect(f"{here}?{query}" if query else here)
    return _page(request, leaf, result)


def _act(request: PageRequest, leaf: str, result: Result) -> None:
    """Several files or several ticks: each is kept for itself, and what is refused is told by its name."""
    visit, data = request.visit, request.POST
    where: dict[str, Any] = {
        "actor": visit.actor,
        "at": visit.at,
        "campaign_id": request.campaign.id,
        "organisation_id": visit.actor.organisation_id or 0,
        "leaf_code": leaf,
    }
    if "bo" in data:
        unlink_evidence(**where, evidence_id=_number(data["bo"]))
    elif "gan" in data:
        chosen = data.getlist("tep-da-co")
        if not chosen:
            result.problems.append(("so-minh-chung", "Chưa chọn minh chứng nào trong sổ."))
        for number in chosen:
            link_evidence(**where, evidence_id=_number(number))
    else:
        _upload(where, request.FILES.getlist("tep"), data.dict(), result)


def _upload(where: dict[str, Any], files: list[UploadedFile], data: dict[str, Any], result: Result) -> None:
    if not files:
        result.problems.append(("tep", "Hãy chọn tệp cần gửi."))
        return
    paper_date: date | None = None
    try:
        paper_date = parse_date(data["ngay"]) if data.get("ngay", "").strip() else None
    except ValueError as error:
        result.problems.append(("ngay", str(error)))
        return
    for place, file in enumerate(files, start=1):
        title = data.get("trich-yeu", "").strip()
        if title and len(files) > 1:
            title = f"{title} ({place}/{len(files)})"
        words = EvidenceWords(title, data.get("so", ""), paper_date, data.get("co-quan", ""))
        try:
            add_evidence(**where, upload=file, file_name=file.name or "", words=words)
        except DuplicateFile as same:
            result.duplicates.append(same.evidence_id)
            link_evidence(**where, evidence_id=same.evidence_id)
        except Refused as refused:
            result.problems.append(("tep", f"{file.name}: {refused.verdict.sentence}"))


def _page(request: PageRequest, leaf: str, result: Result) -> HttpResponse:
    visit, campaign, criteria = request.visit, request.campaign, request.campaign.frozen_criteria
    unit_id = visit.actor.organisation_id or 0
    facts = sheet_of(campaign.id, unit_id)
    linked = evidence_in_draft(facts).get(leaf, [])
    search = request.GET.get("tim", "")
    book = look_in_book(
        unit_id, words=search, page=_number(request.GET.get("trang", "1")), without={file.id for file in linked}
    )
    pointed_out = {*map(_number, request.GET.getlist("trung")), *result.duplicates}
    node = criteria.leaf(leaf)
    context = {
        "leaf": node,
        "anchor": anchor_of(leaf),
        "rule": rule_in_words(node, criteria),
        "evidence_rule": evidence_in_words(node),
        "linked": linked,
        "book": book,
        "search": search,
        "duplicates": [file for file in linked if file.id in pointed_out],
        "verdict": can_add_evidence(visit.actor, campaign, facts, visit.at),
        "problems": result.problems,
        "faulty": {field for field, _ in result.problems},
        "typed": {name: request.POST.get(name, "") for name in _WORDS},
    }
    return render(request, "sheet/leaf_evidence.html", context, status=422 if result.problems else 200)


def _number(text: str) -> int:
    """0, which is nobody's id, for what is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
