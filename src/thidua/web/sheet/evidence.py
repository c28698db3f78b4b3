"""A file of evidence: its page, and its bytes. Who may open it is a rule of the sheets; opening is logged."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from thidua.core.verdict import Refused
from thidua.documents.file_types import SHOWN_IN_PAGE
from thidua.organisations.queries import units
from thidua.sheets.actions.evidence import note_opening
from thidua.sheets.book import OpenedEvidence, evidence_for
from thidua.sheets.files import evidence_path
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.sheet.rows import anchor_of
from thidua.web.visit import PageRequest


@page(rule=in_cluster, campaign=True)
def evidence(request: PageRequest, evidence_id: int) -> HttpResponse:
    """What the paper is, its SHA-256, and the file itself where a browser can show it."""
    opened = _opened(request, evidence_id)
    year = request.campaign.year
    unit = units([opened.file.organisation_id], on=year.period_to).get(opened.file.organisation_id)
    context = {
        "desk": True,
        "file": opened.file,
        "own": opened.own,
        "unit_name": unit.name if unit else "",
        "leaves": [(code, anchor_of(code)) for code in opened.leaves],
        "shown": opened.file.content_type in SHOWN_IN_PAGE,
        "is_picture": opened.file.content_type.startswith("image/"),
    }
    return render(request, "sheet/evidence.html", context)


@page(rule=in_cluster, campaign=True)
def evidence_file(request: PageRequest, evidence_id: int) -> HttpResponse:
    """The bytes under the type that they were recognised by; nothing in them may run or reach out."""
    opened = _opened(request, evidence_id)
    path = evidence_path(opened.file.sha256)
    if not path.exists():
        raise Http404("Tệp không còn trên máy chủ. Hãy báo quản trị hệ thống.")
    note_opening(
        actor=request.visit.actor,
        at=request.visit.at,
        cluster_year_id=request.campaign.year.id,
        evidence=opened.file,
    )
    in_page = opened.file.content_type in SHOWN_IN_PAGE
    response = HttpResponse(path.read_bytes(), content_type=opened.file.content_type)
    response["Content-Disposition"] = content_disposition_header(not in_page, opened.file.file_name) or "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _policy(opened.file.content_type)
    return response


def _opened(request: PageRequest, evidence_id: int) -> OpenedEvidence:
    """404 for what this hat has no business with, as for what does not exist; a reason only where waiting helps."""
    opened = evidence_for(request.visit.actor, request.campaign, evidence_id, request.visit.at)
    if opened is None or (not opened.verdict and opened.verdict.code != "still_open"):
        raise Http404("Không có minh chứng này.")
    if not opened.verdict:
        raise Refused(opened.verdict)
    return opened


def _policy(content_type: str) -> str:
    return "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; sandbox"
