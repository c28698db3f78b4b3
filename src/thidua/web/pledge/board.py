"""The signature board for a hall: nothing to press, renewed by the browser itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.campaigns.queries import board
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.visit import PageRequest

_SECONDS = 5


@page(rule=in_cluster, campaign=True)
def projector(request: PageRequest) -> HttpResponse:
    """n of the members signed, and who signed last."""
    lines = board(request.campaign)
    signed = [line for line in lines if line.signature]
    context = {
        "lines": lines,
        "signed": len(signed),
        "own": None,
        "last": max(signed, key=lambda line: line.signature.signed_at, default=None),  # type: ignore[union-attr]
        "seconds": _SECONDS,
    }
    return render(request, "pledge/board.html", context)
