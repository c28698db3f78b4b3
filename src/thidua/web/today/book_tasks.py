"""What the unit's own books ask of its officers, whatever the year: answers, confirmations, personal data."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from thidua.core.vn import date_text
from thidua.organisations.actor import Actor
from thidua.records.queries.waiting import waiting_for
from thidua.web.today.tasks import Task


def book_tasks(actor: Actor) -> Iterator[Task]:
    """Tasks without a deadline, in a fixed number of queries; none for hats that keep no book."""
    waiting = waiting_for(actor)
    ideas = f"{reverse('ideas')}?xem=cho"
    if waiting.requests and waiting.request_person is not None and waiting.request_day is not None:
        yield Task(
            title=f"Giải quyết {waiting.requests} yêu cầu về dữ liệu cá nhân",
            href=reverse("person-data", args=[waiting.request_person]),
            button="Xem yêu cầu",
            about=f"Yêu cầu đầu tiên nhận ngày {date_text(waiting.request_day)}.",
        )
    if waiting.ideas:
        yield Task(
            title=f"Trả lời {waiting.ideas} ý tưởng của cán bộ",
            href=ideas,
            button="Đọc và trả lời",
            about="Người đề xuất đang chờ ý kiến của đơn vị.",
        )
    if waiting.confirmations:
        yield Task(
            title=f"Xác nhận {waiting.confirmations} việc làm theo đã báo hoàn thành",
            href=ideas,
            button="Xem và xác nhận",
        )
