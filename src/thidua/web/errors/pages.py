"""The error pages: each says what happened, why, and what to do next, with a code to quote."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.core.verdict import Conflict, Verdict
from thidua.web.visit import visit_of

_RETRY_SECONDS = 30


def refusal_page(request: HttpRequest, verdict: Verdict) -> HttpResponse:
    """403 with the rule's own sentence, and the visitor's other hats, one of which may be allowed."""
    visit = visit_of(request)
    others = [hat for hat in visit.hats if hat.hat != visit.actor.hat]
    context = {"sentence": verdict.sentence, "code": verdict.code, "others": others, "back": request.path}
    return render(request, "errors/403.html", context, status=403)


def conflict_page(request: HttpRequest, conflict: Conflict, *, again: str = "") -> HttpResponse:
    """409 with both versions; what was typed stands on the page and nothing was overwritten. `again` is where to go on
    when it is not the page that was sent."""
    rows = [
        (label, conflict.mine.get(label, ""), conflict.theirs.get(label, ""))
        for label in dict.fromkeys([*conflict.mine, *conflict.theirs])
    ]
    context = {"sentence": conflict.sentence, "rows": rows, "again": again or request.path}
    return render(request, "errors/409.html", context, status=409)


def wrong_method_page(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """405: an address that takes forms only was opened, or the reverse."""
    response = render(request, "errors/405.html", status=405)
    response["Allow"] = ", ".join(methods)
    return response


def unavailable_page(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer; nothing was changed, and what is on the page before is still there."""
    response = render(request, "errors/503.html", status=503)
    response["Retry-After"] = str(_RETRY_SECONDS)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    visit_of(request)  # an address that does not exist reaches no page; the frame still says who is here, and where
    return render(request, "errors/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", {"sentence": "Bạn không có quyền xem trang này."}, status=403)
