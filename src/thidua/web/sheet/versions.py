"""Two versions of some leaves: what is typed here and what was saved meanwhile. The user picks, leaf by leaf."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from thidua.accounts.queries import names_of
from thidua.core.verdict import Conflict
from thidua.sheets.queries import NO_DRAFT, drafts_of, sheet_of
from thidua.web.sheet.typed import MINE, THEIRS, kept_fields, mark_of
from thidua.web.visit import PageRequest

_NOTHING = "chưa chấm"


def versions_page(request: PageRequest, conflict: Conflict) -> HttpResponse:
    """409. Everything that the POST held travels on with the page, so nothing typed is lost whatever is chosen."""
    campaign, actor = request.campaign, request.visit.actor
    drafts = drafts_of(sheet_of(campaign.id, actor.organisation_id or 0))
    stored = {code: drafts.get(code, NO_DRAFT) for code in conflict.mine}
    names = names_of(line.editor_id for line in stored.values())
    rows = []
    for code, line in stored.items():
        mine, theirs = conflict.mine[code], conflict.theirs[code]
        rows.append(
            {
                "code": code,
                "title": campaign.frozen_criteria.leaf(code).title,
                "mine": mine,
                "theirs": theirs,
                "who": "bạn, ở cửa sổ khác" if line.editor_id == actor.user_id else names.get(line.editor_id or 0, ""),
                "when": line.updated_at,
                # Never chosen silently between two people's work: only where one side is empty.
                "chosen": MINE if theirs == _NOTHING else THEIRS if mine == _NOTHING else "",
            }
        )
    context = {
        "rows": rows,
        "sentence": conflict.sentence,
        "fields": kept_fields(request.POST, {code: mark_of(line) for code, line in stored.items()}),
        "unit_id": request.POST.get("don-vi", ""),
        "same": len(campaign.frozen_criteria.leaves) - len(rows),
        "mine": MINE,
        "theirs": THEIRS,
    }
    return render(request, "sheet/versions.html", context, status=409)
