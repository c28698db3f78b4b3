"""The page of an unforeseen error: it names the incident's code, which stands on the log's line too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.html import format_html
from django.views.decorators.csrf import requires_csrf_token

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
    """`500.html` with `incident`; the plain page when there is no such template or it fails as well."""
    code = getattr(request, "request_id", "")
    try:
        body = loader.get_template("500.html").render({"incident": code}, request)
    except Exception:  # whatever broke the page may break this one too
        body = format_html(PLAIN, code=code)
    return HttpResponse(body, status=500)
