"""Who is here, with which hat, at what time: made once per request, in a handful of queries, never written by a GET."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from thidua.campaigns.queries import unpublished_years
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import local_date
from thidua.council.enums import SeatRole
from thidua.council.queries import council_seats
from thidua.installation.queries import InstallationFacts, installation_facts
from thidua.organisations.actor import ANONYMOUS, Actor
from thidua.organisations.enums import Role
from thidua.organisations.queries import hats_of, years_by_id
from thidua.sheets.queries import verifier_seats

SEEN_COOKIE = "thidua-seen"
_SEEN_SALT = "thidua.seen"


@dataclass(frozen=True, slots=True)
class Visit:
    """`at` is business time; `expired` says that the session was left idle for too long."""

    actor: Actor
    hats: tuple[Actor, ...]
    at: datetime
    is_demo: bool
    expired: bool = False
    user_id: int | None = None

    @property
    def signed_in(self) -> bool:
        return self.user_id is not None and not self.expired


class PageRequest(HttpRequest):
    """A request that passed `web.access`: the visit is there, and the campaign where the address names one."""

    visit: Visit
    campaign: CampaignFacts


def visit_of(request: HttpRequest) -> Visit:
    """The visit of this request; asked for once."""
    existing: Visit | None = getattr(request, "visit", None)
    if existing is not None:
        return existing
    facts = installation_facts()
    user = request.user
    if not user.is_authenticated:
        visit = Visit(ANONYMOUS, (), facts.now, facts.is_demo)
    elif _idle_too_long(request):
        visit = Visit(ANONYMOUS, (), facts.now, facts.is_demo, expired=True, user_id=user.pk)
    else:
        visit = _of_user(request, user, facts)
    request.visit = visit  # type: ignore[attr-defined]
    return visit


def begin_visit(request: HttpRequest) -> None:
    """The visit of somebody who has just signed in: what the request said before, idle or unknown, is past."""
    request.visit = _of_user(request, request.user, installation_facts())  # type: ignore[attr-defined]


def _of_user(request: HttpRequest, user: Any, facts: InstallationFacts) -> Visit:
    hats = tuple(all_hats(user.pk, user.full_name, facts.now))
    chosen = request.session.get("hat")
    actor = next((hat for hat in hats if hat.hat == chosen), None) or _first_hat(hats)
    return Visit(actor, hats, facts.now, facts.is_demo, user_id=user.pk)


def all_hats(user_id: int, full_name: str, at: datetime) -> list[Actor]:
    """Grants first, then seats in verification teams and in council meetings; one without rights when there is none."""
    hats = hats_of(user_id, on=local_date(at))
    verifying = verifier_seats(user_id=user_id)
    council = [line for line in council_seats(user_id) if line[0].role is not SeatRole.SECRETARY]
    years = years_by_id({seat.cluster_year_id for seat in verifying} | {line[2] for line in council})
    for seat in verifying:
        year = years[seat.cluster_year_id]
        hats.append(
            Actor(
                user_id=user_id,
                role=Role.VERIFIER,
                name=full_name,
                hat=f"verifier:{seat.id}",
                organisation_id=seat.organisation_id,
                cluster_id=year.cluster_id,
                cluster_year_id=year.id,
                scope_name=f"{year.cluster_name}, năm {year.year}",
            )
        )
    for council_seat, _, cluster_year_id in council:
        year = years[cluster_year_id]
        hats.append(
            Actor(
                user_id=user_id,
                role=Role.COUNCIL_CHAIR if council_seat.role is SeatRole.CHAIR else Role.COUNCIL_MEMBER,
                name=full_name,
                hat=f"council:{council_seat.id}",
                organisation_id=council_seat.organisation_id,
                cluster_id=year.cluster_id,
                cluster_year_id=year.id,
                job_title=council_seat.job_title,
                scope_name=f"{year.cluster_name}, năm {year.year}",
            )
        )
    return hats or [Actor(user_id=user_id, role=Role.ANON, name=full_name, hat="none", scope_name="chưa được giao vai")]


def _first_hat(hats: tuple[Actor, ...]) -> Actor:
    """The hat to begin with: an office or seat in a year still under way, else the unit's own, else the newest."""
    under_way = unpublished_years({hat.cluster_year_id for hat in hats if hat.cluster_year_id is not None})
    for wanted in (lambda hat: hat.cluster_year_id in under_way, lambda hat: hat.cluster_year_id is None):
        for hat in reversed(hats):
            if wanted(hat):
                return hat
    return hats[-1]


def _idle_too_long(request: HttpRequest) -> bool:
    """Told by a signed cookie, so that reading a page writes nothing to the database."""
    key, _ = _seen(request, within=settings.THIDUA_IDLE_MINUTES * 60)
    return key is None or key != request.session.session_key


def last_user(request: HttpRequest) -> int | None:
    """Whose session this browser had last, when the session itself is gone."""
    return _seen(request, within=None)[1]


def _seen(request: HttpRequest, *, within: int | None) -> tuple[str | None, int | None]:
    """Session and account of the activity cookie, or nothing when it is missing, changed or older than `within` s."""
    try:
        key, user_id = signing.loads(request.COOKIES.get(SEEN_COOKIE, ""), salt=_SEEN_SALT, max_age=within)
    except signing.BadSignature:
        return None, None
    return key, user_id


def mark_seen(request: HttpRequest, response: HttpResponse) -> None:
    """Renew the activity cookie of a signed-in browser; an expired session is not revived by looking at a page."""
    visit: Visit | None = getattr(request, "visit", None)
    if request.user.is_authenticated and not (visit is not None and visit.expired):
        response.set_cookie(
            SEEN_COOKIE,
            signing.dumps([request.session.session_key, request.user.pk], salt=_SEEN_SALT),
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
