"""The page of an unforeseen error: it names the incident's code, which stands on the log's line too."""

from __future__ import annotations

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.utils.html import format_html
from django.views.decorators.csrf import requires_csrf_token

log = structlog.get_logger(__name__)

PLAIN = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<title>Có lỗi trong chương trình – Thi Đua</title>
<h1>Có lỗi trong chương trình</h1>
<p>Yêu cầu của anh/chị chưa được thực hiện. Hãy quay lại và thử lại sau ít phút.
Nếu vẫn lỗi, hãy báo cho người quản trị mã sự cố <strong>{code}</strong>.</p>
<p><a href="/">Về trang đầu</a></p>
</html>
"""


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """`errors/500.html` with `incident`, the request's code."""
    code = getattr(request, "request_id", "")
    return page(request, 500, {"incident": code}, plain=format_html(PLAIN, code=code))


def page(request: HttpRequest, status: int, context: dict[str, Any], *, plain: str) -> HttpResponse:
    """The web's own page for `status`, or `plain` where it has none or that page fails in its turn.

    Such a page is shown when half of what a request carries may be missing: no user, no session, no database.
    """
    try:
        body = loader.select_template([f"errors/{status}.html", f"{status}.html"]).render(context, request)
    except Exception as error:  # whatever broke the request may break its page
        if not isinstance(error, TemplateDoesNotExist):
            log.error("error_page_failed", status=status, exc_info=error)
        body = plain
    return HttpResponse(body, status=status)
