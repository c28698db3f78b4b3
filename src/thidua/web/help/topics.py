"""Help: the year in ten steps, who does what, and answers to what people ask first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.web.access import page
from thidua.web.access_rules import anyone
from thidua.web.visit import PageRequest


@page(rule=anyone)
def help_page(request: PageRequest) -> HttpResponse:
    return render(request, "help/help.html", {})
