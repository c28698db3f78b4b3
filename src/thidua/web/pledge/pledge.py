"""The pledge: the text with one's own targets, what signing means, the signature, the board."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.campaigns.actions import sign_pledge
from thidua.campaigns.enums import Capacity
from thidua.campaigns.pledge_text import SigningWords, document_to_read, reading_hash
from thidua.campaigns.queries import board, pledge_of, targets_of
from thidua.campaigns.rules import can_sign
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import local_date
from thidua.core.verdict import Refused, Verdict, no, require
from thidua.core.vn import date_in_words
from thidua.organisations.enums import UNIT_ROLES
from thidua.organisations.queries import units
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.password_again import own_password
from thidua.web.visit import PageRequest

_FIELD_OF = {
    "wrong_password": "mat-khau",
    "locked": "mat-khau",
    "no_title": "chuc-vu",
    "no_delegation": "van-ban",
    "bad_capacity": "tu-cach",
}


@dataclass(frozen=True, slots=True)
class OwnTarget:
    code: str
    title: str
    value: str
    unit: str


@page(rule=in_cluster, methods=("GET", "POST"), campaign=True)
def pledge(request: PageRequest) -> HttpResponse:
    """Every member reads the text and the board; the unit's leader signs here."""
    campaign, visit = request.campaign, request.visit
    version = pledge_of(campaign.id)
    if version is None or campaign.launched_at is None:
        return render(request, "pledge/not_yet.html", {})
    unit_id = visit.actor.organisation_id if visit.actor.role in UNIT_ROLES else None
    problems: list[tuple[str, str]] = []
    typed = {"tu_cach": "head", "chuc_vu": visit.actor.job_title, "van_ban": ""}
    if request.method == "POST":
        require(can_sign(visit.actor, campaign, unit_id or 0, visit.at))
        typed = {name: request.POST.get(name, "") for name in typed}
        try:
            require(own_password(request, request.POST.get("password", "")))
            sign_pledge(
                actor=visit.actor,
                at=visit.at,
                campaign_id=campaign.id,
                organisation_id=unit_id or 0,
                words=_words(typed),
                password=request.POST.get("password", ""),
                read_sha256=request.POST.get("da_doc", ""),
            )
        except Refused as refused:
            problems = [(_FIELD_OF.get(refused.verdict.code, ""), refused.verdict.sentence)]
        else:
            address = reverse("pledge", args=[campaign.year.cluster_code, campaign.year.year])
            return HttpResponseRedirect(f"{address}?da-ky")
    lines = board(campaign)
    own = next((line for line in lines if line.unit.id == unit_id), None)
    verdict = _verdict(request, unit_id, signed=own is not None and own.signature is not None)
    head = units([campaign.year.head_id], on=local_date(campaign.launched_at))[campaign.year.head_id]
    targets = _own_targets(campaign, unit_id) if unit_id else []
    context = {
        "version": version,
        "lines": lines,
        "signed": sum(1 for line in lines if line.signature),
        "own": own,
        "own_targets": targets,
        "missing": [target.code for target in targets if not target.value],
        "verdict": verdict,
        "reading": reading_hash(document_to_read(campaign, unit_id)) if unit_id else "",
        "capacities": Capacity.choices,
        "typed": typed,
        "problems": problems,
        "just_signed": "da-ky" in request.GET,
        "head": head,
        "date_words": date_in_words(local_date(campaign.launched_at)),
    }
    return render(request, "pledge/pledge.html", context, status=400 if problems else 200)


def _words(typed: dict[str, str]) -> SigningWords:
    if typed["tu_cach"] not in Capacity.values:
        raise Refused(no("bad_capacity", "Hãy chọn tư cách ký."))
    return SigningWords(capacity=Capacity(typed["tu_cach"]), job_title=typed["chuc_vu"], delegation=typed["van_ban"])


def _verdict(request: PageRequest, unit_id: int | None, *, signed: bool) -> Verdict:
    if unit_id is None:
        return no("not_unit", "Giao ước do người đứng đầu các đơn vị thành viên ký.")
    if signed:
        return no("signed", "Đơn vị đã ký bản giao ước này.")
    return can_sign(request.visit.actor, request.campaign, unit_id, request.visit.at)


def _own_targets(campaign: CampaignFacts, unit_id: int) -> list[OwnTarget]:
    criteria = campaign.frozen_criteria
    names = {indicator.code: indicator.unit for indicator in criteria.indicators}
    values = targets_of(campaign.id, unit_id)
    return [
        OwnTarget(
            code=code,
            title=criteria.leaf(code).title,
            value=values[code].value if code in values else "",
            unit=names.get(criteria.leaf(code).fill.get("actual", ""), ""),
        )
        for code in campaign.target_leaves
    ]
