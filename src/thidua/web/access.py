"""Every page has a rule. `@page(rule=…)` asks it before the view runs; a view without one fails the build.

The rule of a page answers for reading it. What a page writes is guarded once more by the action's own rule, under lock.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import structlog
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from thidua.campaigns.queries import campaign_for
from thidua.core.verdict import Conflict, Refused, Verdict, no
from thidua.web.errors.pages import conflict_page, refusal_page, unavailable_page, wrong_method_page
from thidua.web.errors.signed_out import sign_in_first
from thidua.web.visit import PageRequest, mark_seen, visit_of

log = structlog.get_logger(__name__)

P = ParamSpec("P")
Rule = Callable[[PageRequest], Verdict]
View = Callable[Concatenate[PageRequest, P], HttpResponse]


def page(
    *, rule: Rule, methods: tuple[str, ...] = ("GET",), campaign: bool = False
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Wrap a view with its rule.

    With `campaign`, the address names a cluster and a year: a year that the visitor's hat does not reach looks the
    same as one that does not exist (404). An address opened in a way that it does not take is answered by 405, a
    database that does not answer by 503. A rule's no becomes the sign-in page for a stranger and the 403 page, with
    the rule's own sentence, for anybody else. `Refused` and `Conflict` from an action become 403 and 409 pages.
    """

    def wrap(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            try:
                response = _answer(request, view, rule, methods, campaign, *args, **kwargs)
                mark_seen(request, response)
            except OperationalError as error:
                log.error("database_unavailable", exc_info=error)
                response = unavailable_page(request)
            add_never_cache_headers(response)
            return response

        guarded.access_rule = rule  # type: ignore[attr-defined]
        guarded.access_methods = methods  # type: ignore[attr-defined]
        return guarded

    return wrap


def _answer(
    request: HttpRequest,
    view: Callable[..., HttpResponse],
    rule: Rule,
    methods: tuple[str, ...],
    campaign: bool,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    method = "GET" if request.method == "HEAD" else request.method
    visit = visit_of(request)
    if method not in methods:
        return wrong_method_page(request, methods)
    if _has_nul(request):
        raise BadRequest("a NUL character, which no keyboard types and PostgreSQL does not store")
    asked: PageRequest = request  # type: ignore[assignment]
    if campaign:
        cluster, year = kwargs.pop("cluster"), kwargs.pop("year")
        found = campaign_for(visit.actor, cluster, year) if visit.signed_in else None
        if found is None:
            if not visit.signed_in:
                return sign_in_first(request)
            if any(campaign_for(hat, cluster, year) for hat in visit.hats if hat.hat != visit.actor.hat):
                return refusal_page(request, no("other_hat", "Trang này thuộc về một vai khác của bạn."))
            raise Http404("no such year for this hat")
        asked.campaign = found
    verdict = rule(asked)
    if not verdict:
        return sign_in_first(request) if not visit.signed_in else refusal_page(request, verdict)
    try:
        return view(asked, *args, **kwargs)
    except Refused as refused:
        return refusal_page(request, refused.verdict)
    except Conflict as conflict:
        return conflict_page(request, conflict)


def _has_nul(request: HttpRequest) -> bool:
    texts = [request.path, *(text for _, values in request.GET.lists() for text in values)]
    if request.method == "POST":
        texts += [text for _, values in request.POST.lists() for text in values]
    return any("\x00" in text for text in texts)
