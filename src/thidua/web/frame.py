"""What stands around every page: the cluster's name, the parts one may open, the road of the year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import PhaseState, Stone, local_date
from thidua.organisations.actor import Actor
from thidua.organisations.enums import UNIT_ROLES, Role
from thidua.web.visit import Visit

_OFFICERS = (Role.CLUSTER_SECRETARY, Role.CLUSTER_HEAD, Role.CLUSTER_DEPUTY)
_COUNCIL = (Role.COUNCIL_CHAIR, Role.COUNCIL_MEMBER)

# (label, url name, hats that see it; empty: all)
_PARTS: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("Toàn cảnh năm", "campaign", ()),
    ("Giao ước", "pledge", ()),
    ("Tự chấm", "sheet", UNIT_ROLES),
    ("Thẩm định", "verify", (Role.VERIFIER, *_OFFICERS, *_COUNCIL, Role.AUDITOR)),
    ("Giải trình", "replies", (Role.UNIT_HEAD, Role.UNIT_EDITOR)),
    ("Phiên họp", "council", (*_OFFICERS, *_COUNCIL, Role.AUDITOR)),
    ("Bảng xếp hạng", "ranking", ()),
    ("Văn bản", "papers", ()),
    ("Nhật ký", "history", (Role.AUDITOR, Role.CLUSTER_HEAD, Role.UNIT_HEAD, Role.UNIT_EDITOR)),
)

# What a unit has besides the cluster's years.
_UNIT_PARTS: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("Hồ sơ", "people", (*UNIT_ROLES, Role.AUDITOR)),
    ("Ý tưởng", "ideas", UNIT_ROLES),
)


@dataclass(frozen=True, slots=True)
class NavItem:
    label: str
    href: str
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `visit`, `campaign`, `nav`, `road`, `road_sentence`; empty where a page has none."""
    visit: Visit | None = getattr(request, "visit", None)
    campaign: CampaignFacts | None = getattr(request, "campaign", None)
    context: dict[str, Any] = {
        "visit": visit,
        "campaign": campaign,
        "nav": navigation(request, visit.actor, campaign) if visit and visit.signed_in else [],
        "road": [],
        "road_sentence": None,
        "desk": False,
        "wide_print": False,
    }
    if visit and campaign:
        stones = campaign.calendar.road(visit.at)
        context["road"] = road_stones(stones, campaign.year.year)
        context["road_sentence"] = road_sentence(stones, visit.at)
    return context


def navigation(request: HttpRequest, actor: Actor, campaign: CampaignFacts | None) -> list[NavItem]:
    """The parts of the product that this hat opens."""
    here = request.path
    items = [NavItem("Việc của tôi", reverse("home"), here == reverse("home"))]
    if campaign is not None:
        for label, name, hats in _PARTS:
            if not hats or actor.role in hats:
                href = reverse(name, args=[campaign.year.cluster_code, campaign.year.year])
                current = here == href or (name != "campaign" and here.startswith(f"{href}/"))
                items.append(NavItem(label, href, current))
    for label, name, hats in _UNIT_PARTS:
        if actor.role in hats:
            href = reverse(name)
            items.append(NavItem(label, href, here == href or here.startswith(f"{href}/")))
    if actor.role == Role.ADMIN:
        href = reverse("accounts")
        items.append(NavItem("Tài khoản", href, here.startswith(href)))
    items.append(NavItem("Trợ giúp", reverse("help"), here == reverse("help")))
    return items


@dataclass(frozen=True, slots=True)
class RoadSentence:
    """The sentence under the road: where the cluster stands, until when, what comes next.

    Between two phases `phase` is empty; after the last, `next_day` is None too and `ended` is the year's last day.
    """

    phase: str
    until: date | None
    days_left: int
    ended: date
    next_phase: str
    next_day: date | None


@dataclass(frozen=True, slots=True)
class RoadStone:
    """A stone ready to be drawn: `walked` draws the line solid, `state` the stone, `words` are for the ear."""

    name: str
    state: str
    walked: bool
    now: bool
    dates: str
    words: str


_WORDS = {
    PhaseState.CLOSED: "đã khóa",
    PhaseState.NOW: "đang diễn ra",
    PhaseState.OPEN: "cũng đang mở",
    PhaseState.AHEAD: "chưa tới",
}


def road_stones(stones: list[Stone], year: int) -> list[RoadStone]:
    """The nine stones; a window that stays open behind the present phase is walked, without a lock."""
    now = next((place for place, stone in enumerate(stones) if stone.state is PhaseState.NOW), -1)
    return [
        RoadStone(
            name=stone.phase.value,
            state="walked" if stone.state is PhaseState.OPEN and place < now else stone.state.value,
            walked=stone.state is PhaseState.CLOSED or (stone.state is PhaseState.OPEN and place < now),
            now=stone.state is PhaseState.NOW,
            dates=_dates(stone, year),
            words=_WORDS[stone.state],
        )
        for place, stone in enumerate(stones)
    ]


def _dates(stone: Stone, year: int) -> str:
    first, last = stone.first_day, stone.last_day
    if first is None or last is None:
        return ""
    if first == last:
        return f"{first:%d/%m/%Y}"
    begins = f"{first:%d/%m}" if first.year == year else f"{first:%d/%m/%Y}"
    return f"{begins} – {last:%d/%m}"


def road_sentence(road: list[Stone], at: datetime) -> RoadSentence | None:
    """None before the year has a calendar."""
    now = next((stone for stone in road if stone.state is PhaseState.NOW), None)
    if not any(stone.last_day for stone in road):
        return None
    coming = [stone for stone in road if stone.state is PhaseState.AHEAD and stone.first_day is not None]
    following = min(coming, key=lambda stone: stone.first_day or date.max, default=None)
    today = local_date(at)
    until = now.last_day if now else None
    return RoadSentence(
        phase=now.phase.value if now else "",
        until=until,
        days_left=(until - today).days if until else 0,
        ended=max(stone.last_day for stone in road if stone.last_day),
        next_phase=following.phase.value.lower() if following else "",
        next_day=following.first_day if following else None,
    )
