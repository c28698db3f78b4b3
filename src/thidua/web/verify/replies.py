"""Giải trình: what the team changed in the unit's own sheet, and the unit's answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.core.claim_words import claim_in_words
from thidua.core.phases import Act, SheetState
from thidua.core.verdict import Conflict, Refused, Verdict
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import reply
from thidua.sheets.enums import Stage
from thidua.sheets.queries import condition_records, sheet_of, trails_of
from thidua.sheets.rules import can_reply, may_reply_to_leaf
from thidua.sheets.values import LeafTrail
from thidua.web.access import page
from thidua.web.access_rules import roles
from thidua.web.verify.conditions import condition_lines
from thidua.web.verify.desk_rows import Points, anchor_of, desk_rows
from thidua.web.verify.steps import People, Step, steps_of_trail
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class Answerable:
    """A leaf that the team changed. `may_answer`: the head may answer it now; `typed` is what a refused form held."""

    code: str
    title: str
    anchor: str
    entry_id: int
    own_claim: str
    now_claim: str
    own_points: Points | None
    now_points: Points | None
    reason: str
    who: str
    kind: str
    words: str
    may_answer: bool
    typed: str
    steps: tuple[Step, ...]


@page(rule=roles(Role.UNIT_HEAD, Role.UNIT_EDITOR), methods=("GET", "POST"), campaign=True)
def replies(request: PageRequest) -> HttpResponse:
    """The unit's side of verification: the head accepts or explains, the editor reads."""
    visit, campaign = request.visit, request.campaign
    unit_id = visit.actor.organisation_id or 0
    problems: list[tuple[str, str]] = []
    versions: list[tuple[str, str, str]] = []
    status, code = 200, request.POST.get("tieu-chi", "")
    if request.method == "POST":
        try:
            _reply(request, unit_id, code)
        except Refused as refused:
            problems, status = [(f"tra-loi-{anchor_of(code)}", refused.verdict.sentence)], 403
        except Conflict as conflict:
            problems, status = [("ban-khac", conflict.sentence)], 409
            versions = [(label, mine, conflict.theirs.get(label, "")) for label, mine in conflict.mine.items()]
        else:
            address = reverse("replies", args=[campaign.year.cluster_code, campaign.year.year])
            return HttpResponseRedirect(f"{address}?da-luu={code}#{anchor_of(code)}")
    context = {
        **_content(request, unit_id, code, request.POST.get("noi-dung", "")),
        "problems": problems,
        "versions": versions,
        "saved": request.GET.get("da-luu", ""),
    }
    return render(request, "verify/replies.html", context, status=status)


def _reply(request: PageRequest, unit_id: int, code: str) -> None:
    seen = request.POST.get("ban", "")
    reply(
        actor=request.visit.actor,
        at=request.visit.at,
        campaign_id=request.campaign.id,
        organisation_id=unit_id,
        leaf_code=code,
        seen_entry_id=int(seen) if seen.isdecimal() else 0,
        accepts=request.POST.get("viec") == "nhat-tri",
        text=request.POST.get("noi-dung", ""),
    )


def _content(request: PageRequest, unit_id: int, code: str, typed: str) -> dict[str, object]:
    visit, campaign = request.visit, request.campaign
    sheet = sheet_of(campaign.id, unit_id)
    window = campaign.calendar.window(Act.VERIFY)
    content: dict[str, object] = {
        "sheet": sheet,
        "settled": sheet.state is SheetState.SETTLED,
        "window": window,
        "days_left": window.days_left(visit.at) if window else None,
        "may_reply": can_reply(visit.actor, campaign, sheet, visit.at),
        "lines": [],
        "conditions": [],
        "verified": 0,
        "total": 0,
        "waiting": 0,
    }
    if not sheet.submitted:
        return content
    trails, records = trails_of(sheet), condition_records(sheet)
    people = People(trails.values(), records, on=campaign.year.period_to)
    may_reply = can_reply(visit.actor, campaign, sheet, visit.at)
    rows = desk_rows(campaign.frozen_criteria, trails, "")
    changed = [trails[item] for item in rows.codes if trails[item].verified and _was_changed(trails[item])]
    points = {row.code: row for _, row in rows.rows if row is not None}
    lines = []
    for trail in changed:
        entry, (kind, words) = trail.latest, _state(trail)
        lines.append(
            Answerable(
                code=trail.code,
                title=campaign.frozen_criteria.leaf(trail.code).title,
                anchor=anchor_of(trail.code),
                entry_id=entry.id,
                own_claim=claim_in_words(campaign.frozen_criteria, trail.code, trail.self_entry.claim),
                now_claim=claim_in_words(campaign.frozen_criteria, trail.code, entry.claim),
                own_points=points[trail.code].own,
                now_points=points[trail.code].verified,
                reason=entry.reason,
                who=people.official(entry.author_id, entry.author_role, entry.author_organisation_id),
                kind=kind,
                words=words,
                may_answer=_open(may_reply, trail),
                typed=typed if trail.code == code else "",
                steps=steps_of_trail(campaign.frozen_criteria, trail, people),
            )
        )
    return content | {
        "lines": lines,
        "conditions": [line for line in condition_lines(campaign.frozen_criteria, records, people) if line.records],
        "verified": rows.verified,
        "total": rows.total,
        "waiting": sum(line.may_answer for line in lines),
    }


def _was_changed(trail: LeafTrail) -> bool:
    """Changed at some step, even where the team later came back to the unit's own figure."""
    own = dict(trail.self_entry.claim)
    return any(dict(entry.claim) != own for entry in trail.entries)


def _open(may_reply: Verdict, trail: LeafTrail) -> bool:
    accepted = trail.reply is not None and trail.reply.accepts
    return bool(may_reply) and bool(may_reply_to_leaf(trail)) and not accepted


def _state(trail: LeafTrail) -> tuple[str, str]:
    if trail.latest.stage is Stage.SETTLED:
        return "ok", "tổ thẩm định đã kết luận"
    if not trail.changed:
        return "ok", "tổ thẩm định đã giữ số của đơn vị"
    if trail.reply is None:
        return "warn", "chờ đơn vị trả lời"
    return ("ok", "đơn vị đã nhất trí") if trail.reply.accepts else ("differs", "đã giải trình, chờ tổ kết luận")
