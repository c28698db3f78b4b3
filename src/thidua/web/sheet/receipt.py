"""Biên nhận: what the submission fixed, and the very text that was hashed, for whoever wants to check it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from thidua.core.phases import Act
from thidua.sheets.queries import sheet_of
from thidua.sheets.receipts import Receipt, receipt_of
from thidua.web.access import page
from thidua.web.access_rules import own_sheet
from thidua.web.visit import PageRequest


@page(rule=own_sheet, campaign=True)
def receipt(request: PageRequest) -> HttpResponse:
    """The receipt of the unit's submission; before it, what is to be done first."""
    window = request.campaign.calendar.window(Act.VERIFY)
    context = {
        "receipt": _receipt(request),
        "unit_name": request.visit.actor.scope_name,
        "verification": window,
    }
    return render(request, "sheet/receipt.html", context)


@page(rule=own_sheet, campaign=True)
def receipt_claims(request: PageRequest) -> HttpResponse:
    """The canonical claims, byte for byte: their SHA-256 is the one on the receipt."""
    found = _receipt(request)
    if found is None:
        raise Http404("Đơn vị chưa nộp bảng tự chấm.")
    response = HttpResponse(found.claims.encode(), content_type="application/json")
    response["Content-Disposition"] = content_disposition_header(True, f"ban-ke-{found.code}.json")
    return response


def _receipt(request: PageRequest) -> Receipt | None:
    facts = sheet_of(request.campaign.id, request.visit.actor.organisation_id or 0)
    return receipt_of(request.campaign, facts)
