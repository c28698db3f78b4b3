"""The year's papers: what may be issued, what was issued, their files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from thidua.audit.actions import chain_of_year
from thidua.campaigns.actions import issue_pledge
from thidua.campaigns.facts import pledge_paper
from thidua.campaigns.queries import board
from thidua.campaigns.rules import can_issue_pledge
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import CampaignState
from thidua.core.verdict import YES, Verdict, no
from thidua.council.actions import issue_minutes
from thidua.council.facts import minutes
from thidua.council.rules import can_issue_minutes, can_read_meeting
from thidua.documents.paper import Paper
from thidua.documents.queries import PaperLine, papers_in
from thidua.documents.queries import paper_file as stored_file
from thidua.documents.render import render as render_paper
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.web.access import page
from thidua.web.access_rules import in_cluster
from thidua.web.visit import PageRequest

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_DRAFTERS = (Role.CLUSTER_SECRETARY, Role.CLUSTER_HEAD, Role.CLERK)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper: how it is told, who may issue it now, what it holds, how it is issued."""

    code: str
    paper_kind: str
    name: str
    can_preview: Callable[[CampaignFacts], bool]
    may_issue: Callable[[Actor, CampaignFacts, tuple[PaperLine, ...]], Verdict]
    paper: Callable[..., Paper]
    issue: Callable[..., int]


def _may_issue_pledge(actor: Actor, campaign: CampaignFacts, issued: tuple[PaperLine, ...]) -> Verdict:
    unsigned = sum(1 for line in board(campaign) if line.signature is None)
    return can_issue_pledge(actor, campaign, unsigned=unsigned, issued=any(p.kind == "pledge" for p in issued))


def _may_issue_minutes(actor: Actor, campaign: CampaignFacts, issued: tuple[PaperLine, ...]) -> Verdict:
    return can_issue_minutes(actor, campaign, issued=any(paper.kind == "minutes" for paper in issued))


def _launched(campaign: CampaignFacts) -> bool:
    return campaign.launched


def _adopted(campaign: CampaignFacts) -> bool:
    return campaign.state in (CampaignState.ADOPTED, CampaignState.PUBLISHED)


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("giao-uoc", "pledge", "Giao ước thi đua", _launched, _may_issue_pledge, pledge_paper, issue_pledge),
        Kind("bien-ban", "minutes", "Biên bản phiên bình xét", _adopted, _may_issue_minutes, minutes, issue_minutes),
    )
}


def drafters(request: PageRequest) -> Verdict:
    """Who sees a paper before it is issued."""
    actor = request.visit.actor
    if actor.leads_year(request.campaign.year.id, *_DRAFTERS):
        return YES
    return no("not_drafter", "Bản xem trước dành cho Thư ký cụm, Cụm trưởng và văn thư.")


@page(rule=in_cluster, campaign=True)
def papers(request: PageRequest) -> HttpResponse:
    """Issued papers for every member; drafts and the issuing for those who make them."""
    campaign, actor = request.campaign, request.visit.actor
    issued = _readable(request)
    drafts = []
    if actor.leads_year(campaign.year.id, *_DRAFTERS):
        drafts = [
            (kind, kind.may_issue(actor, campaign, issued), kind.can_preview(campaign))
            for kind in KINDS.values()
            if not any(paper.kind == kind.paper_kind for paper in issued)
        ]
    context = {"papers": issued, "drafts": drafts, "just_issued": "da-phat-hanh" in request.GET}
    return render(request, "documents/papers.html", context)


@page(rule=drafters, campaign=True)
def preview(request: PageRequest, kind: str, form: str) -> HttpResponse:
    """A paper as it would be issued now, without number and code."""
    if kind not in KINDS or form not in _TYPES:
        raise Http404("no such paper")
    try:
        paper = KINDS[kind].paper(request.campaign, is_demo=request.visit.is_demo)
    except LookupError as error:
        raise Http404("not yet") from error
    files = render_paper(paper)
    content = files.pdf if form == "pdf" else files.docx
    return _file(content, form, f"du-thao-{kind}-{request.campaign.year.year}")


@page(rule=drafters, methods=("POST",), campaign=True)
def issue_paper(request: PageRequest, kind: str) -> HttpResponse:
    """The clerk issues; the action asks its own rule under lock."""
    if kind not in KINDS:
        raise Http404("no such paper")
    campaign, visit = request.campaign, request.visit
    KINDS[kind].issue(actor=visit.actor, at=visit.at, campaign_id=campaign.id, is_demo=visit.is_demo)
    address = reverse("papers", args=[campaign.year.cluster_code, campaign.year.year])
    return HttpResponseRedirect(f"{address}?da-phat-hanh")


@page(rule=in_cluster, campaign=True)
def paper_file(request: PageRequest, paper_id: int, form: str) -> HttpResponse:
    """A file of an issued paper of this very year."""
    line = next((line for line in _readable(request) if line.id == paper_id), None)
    found = stored_file(paper_id, form) if line and form in _TYPES else None
    if line is None or found is None:
        raise Http404("no such file")
    return _file(found.content, form, f"{line.kind}-{request.campaign.year.cluster_code}-{request.campaign.year.year}")


def _readable(request: PageRequest) -> tuple[PaperLine, ...]:
    """The issued papers that this hat may read: minutes tell the ranking, so they wait for its publication (row 17)."""
    campaign = request.campaign
    issued = papers_in(chain_of_year(campaign.year.id))
    insider = request.visit.actor.leads_year(campaign.year.id, Role.CLERK)
    if insider or can_read_meeting(request.visit.actor, campaign):
        return issued
    return tuple(paper for paper in issued if paper.kind != "minutes")


def _file(content: bytes, form: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_TYPES[form])
    disposition = "inline" if form == "pdf" else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}.{form}"'
    return response
