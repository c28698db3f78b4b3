"""The calendar of the year: two typed dates an act, one for an event."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import set_calendar
from thidua.campaigns.rules import near_year
from thidua.core.phases import ACT_NAMES, EVENTS, Act, Window
from thidua.core.vn import date_text, parse_date
from thidua.web.access import page
from thidua.web.campaign.plan import drafters
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of the form as typed."""

    code: str
    name: str
    is_event: bool
    first: str
    last: str
    problem: str = ""


@page(rule=drafters, methods=("GET", "POST"), campaign=True)
def calendar(request: PageRequest) -> HttpResponse:
    """All dates are saved together, or none; what was typed comes back with what is wrong beside it."""
    campaign = request.campaign
    if request.method == "GET":
        rows = []
        for act in Act:
            window = campaign.calendar.window(act)
            first = date_text(window.first_day) if window else ""
            last = date_text(window.last_day) if window else ""
            rows.append(ActRow(act.value, ACT_NAMES[act].capitalize(), act in EVENTS, first, last))
        return _form(request, rows, saved="da-luu" in request.GET)
    windows, rows = [], []
    for act in Act:
        first = request.POST.get(f"tu-{act.value}", "").strip()
        last = first if act in EVENTS else request.POST.get(f"den-{act.value}", "").strip()
        problem = ""
        if first or last:
            try:
                windows.append(Window.of_days(act, parse_date(first), parse_date(last)))
            except ValueError as error:
                reversed_days = f"{error}".startswith(act.value)
                problem = "Ngày kết thúc phải từ ngày bắt đầu trở đi." if reversed_days else str(error)
            except OverflowError:
                problem = f"Ngày phải nằm trong các năm {campaign.year.year - 1} đến {campaign.year.year + 1}."
            else:
                problem = near_year(windows[-1], campaign.year.year).sentence
        rows.append(ActRow(act.value, ACT_NAMES[act].capitalize(), act in EVENTS, first, last, problem))
    if any(row.problem for row in rows):
        return _form(request, rows, saved=False)
    set_calendar(
        actor=request.visit.actor,
        at=request.visit.at,
        campaign_id=campaign.id,
        windows=windows,
        revision=whole(request.POST.get("lan_sua", "")),
    )
    address = reverse("calendar", args=[campaign.year.cluster_code, campaign.year.year])
    return HttpResponseRedirect(f"{address}?da-luu")


def _form(request: PageRequest, rows: list[ActRow], *, saved: bool) -> HttpResponse:
    problems = [(f"tu-{row.code}", f"{row.name}: {row.problem}") for row in rows if row.problem]
    revision = request.POST.get("lan_sua", "") or request.campaign.revision
    context = {"rows": rows, "problems": problems, "saved": saved, "revision": revision}
    return render(request, "campaign/calendar.html", context)
