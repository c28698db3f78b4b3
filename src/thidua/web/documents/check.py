"""Anybody checks a printed paper by the code in its foot."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.documents.queries import paper_by_code
from thidua.web.access import page
from thidua.web.access_rules import anyone
from thidua.web.visit import PageRequest


@page(rule=anyone)
def check_paper(request: PageRequest) -> HttpResponse:
    """What was issued under a code: title, body, date, hash; never the content itself."""
    typed = request.GET.get("ma", "").strip()[:40]
    found = paper_by_code(typed) if typed else None
    return render(request, "documents/check.html", {"typed": typed, "paper": found})
