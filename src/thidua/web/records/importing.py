"""Past years from Excel: upload, see what would be written and what is wrong, settle doubts, take it whole."""

from __future__ import annotations

import re

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.phases import local_date
from thidua.core.verdict import Refused
from thidua.documents.workbook.reading import SheetOfCells, read_workbook
from thidua.records.actions.importing import FILE_GONE, drop_file, receive_file, take_import
from thidua.records.importing.old_fonts import ENCODINGS, KEEP
from thidua.records.importing.plan import Plan
from thidua.records.queries.importing import ReceivedFile, plan_import, received_file
from thidua.web.access import page
from thidua.web.records.readers import officers
from thidua.web.records.template import template_workbook
from thidua.web.visit import PageRequest

_MOST_BYTES = 10 * 1024 * 1024
_SHOWN_LINES = 200
_FONTS = {"TCVN3": ".VnTime (TCVN3)", "VNI": "VNI"}
_ANSWER = re.compile(r"nghi-[0-9]{1,4}")


@page(rule=officers, methods=("GET", "POST"))
def upload(request: PageRequest) -> HttpResponse:
    """The template, and the box for the filled one."""
    problems: list[tuple[str, str]] = []
    if request.method == "POST":
        file = request.FILES.get("tep")
        content = file.read(_MOST_BYTES + 1) if file is not None else b""
        if file is None or not content:
            problems = [("tep", "Hãy chọn tệp Excel (.xlsx) đã điền.")]
        elif len(content) > _MOST_BYTES:
            problems = [("tep", "Tệp vượt quá 10 MB. Hãy tách thành nhiều tệp, ví dụ mỗi năm một tệp.")]
        else:
            try:
                read_workbook(content)  # what cannot be read is refused before it is kept
                draft = receive_file(
                    actor=request.visit.actor, at=request.visit.at, file_name=file.name or "", content=content
                )
            except Refused as refused:
                problems = [("tep", refused.verdict.sentence)]
            else:
                return HttpResponseRedirect(reverse("import-preview", args=[draft]))
    return render(request, "records/upload.html", {"problems": problems}, status=422 if problems else 200)


@page(rule=officers)
def template(request: PageRequest) -> HttpResponse:
    """The workbook to fill in."""
    response = HttpResponse(
        template_workbook(is_demo=request.visit.is_demo),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = 'attachment; filename="mau-nap-ho-so.xlsx"'
    return response


@page(rule=officers, methods=("GET", "POST"))
def preview(request: PageRequest, draft_id: int) -> HttpResponse:
    """What would be written; nothing is, before the last button. Answers, the choice of font and the hash of the plan
    that was seen ride in the form."""
    visit = request.visit
    file = received_file(visit.actor, draft_id)
    act = request.POST.get("viec", "")
    if file is None:
        if act == "ghi":
            raise Refused(FILE_GONE)
        raise Http404("Không có tệp này.")
    if act == "bo":
        drop_file(actor=visit.actor, draft_id=draft_id)
        return HttpResponseRedirect(reverse("import"))
    encoding = request.POST.get("bang-ma", "")
    encoding = encoding if encoding in (*ENCODINGS, KEEP) else ""
    answers = _answers(request)
    sheets = read_workbook(file.content)
    problems: list[tuple[str, str]] = []
    if act == "ghi":
        try:
            taken = take_import(
                actor=visit.actor, at=visit.at, draft_id=draft_id, sheets=sheets, answers=answers, encoding=encoding,
                seen_sha256=request.POST.get("da-xem", ""),
            )  # fmt: skip
        except Refused as refused:
            problems = [("", refused.verdict.sentence)]
        else:
            return HttpResponseRedirect(f"{reverse('people')}?da-nap={len(taken.lines)}")
    plan = _plan(request, sheets, answers, encoding)
    return _show(request, file, plan, encoding, problems)


def _plan(request: PageRequest, sheets: tuple[SheetOfCells, ...], answers: dict[str, str], encoding: str) -> Plan:
    return plan_import(
        organisation_id=request.visit.actor.organisation_id or 0,
        sheets=sheets,
        answers=answers,
        encoding=encoding,
        today=local_date(request.visit.at),
    )


def _answers(request: PageRequest) -> dict[str, str]:
    """Doubt's key → answer: each doubt rides as two boxes, its key and the choice."""
    return {
        request.POST.get(f"khoa-{name[5:]}", ""): value
        for name, value in request.POST.items()
        if _ANSWER.fullmatch(name) and isinstance(value, str)
    }


def _show(
    request: PageRequest, file: ReceivedFile, plan: Plan, encoding: str, problems: list[tuple[str, str]]
) -> HttpResponse:
    context = {
        "file": file,
        "plan": plan,
        "blocked": plan.may_be_taken.sentence,
        "people": plan.people[:_SHOWN_LINES],
        "more_people": max(0, len(plan.people) - _SHOWN_LINES),
        "lines": plan.lines[:_SHOWN_LINES],
        "more_lines": max(0, len(plan.lines) - _SHOWN_LINES),
        "encoding": encoding,
        "font": _FONTS.get(plan.legacy.encoding if plan.legacy else encoding, ""),
        "problems": problems,
    }
    return render(request, "records/preview.html", context, status=400 if problems else 200)
