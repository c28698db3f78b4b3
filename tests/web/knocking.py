"""Every address × method × hat, asked for real; nothing that a knock changes stays."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from web.everyone import Everyone

IN_YEAR = "cluster"
_OF_A_ROW = ("fact", "fact-void", "honour-revoke")
_OF_A_PERSON = ("person", "person-details", "person-private", "person-data")
_OF_AN_IDEA = ("idea", "idea-revise", "idea-step", "idea-recognise")


def patterns() -> Iterator[tuple[str, bool]]:
    """(name, whether it lies below a cluster's year) of every address of the program."""
    yield from _walk(get_resolver().url_patterns, in_year=False)


def _walk(found: list[URLPattern | URLResolver], *, in_year: bool) -> Iterator[tuple[str, bool]]:
    for item in found:
        below = in_year or IN_YEAR in str(item.pattern)
        if isinstance(item, URLResolver):
            yield from _walk(item.url_patterns, in_year=below)
        else:
            yield item.name or "", below


def arguments(everyone: Everyone, name: str, in_year: bool) -> dict[str, object]:
    """The words of the address: own unit 01, its evidence, its leaf."""
    own = f"{everyone.season.code}-01"
    extra: dict[str, dict[str, object]] = {
        "sheet-evidence": {"leaf": "II.1"},
        "evidence": {"evidence_id": everyone.evidence_id},
        "evidence-file": {"evidence_id": everyone.evidence_id},
        "verify-desk": {"unit": own},
        "ranking-unit": {"unit": own},
        "paper-preview": {"kind": "giao-uoc", "form": "pdf"},
        "paper-issue": {"kind": "giao-uoc"},
        "paper-file": {"paper_id": 1, "form": "pdf"},
        "unit-fact-new": {"kind": "rating"},
        "fact-new": {"kind": "rating", "person_id": everyone.records["person_id"]},
        **{name: {"kind": "honour", "row_id": everyone.records["row_id"]} for name in _OF_A_ROW},
        **{name: {"person_id": everyone.records["person_id"]} for name in _OF_A_PERSON},
        **{name: {"idea_id": everyone.records["idea_id"]} for name in _OF_AN_IDEA},
        "import-preview": {"draft_id": everyone.records["draft_id"]},
    }
    return {**(everyone.year if in_year else {}), **extra.get(name, {})}


def knock(everyone: Everyone, hat: str, method: str, name: str, in_year: bool) -> str:
    """The status as text; a redirection to the sign-in page is "sign-in"."""
    client = Client()
    client.cookies.update(everyone.clients[hat].cookies)
    address = reverse(name, kwargs=arguments(everyone, name, in_year))
    with transaction.atomic():
        response = client.get(address) if method == "GET" else client.post(address)
        transaction.set_rollback(True)
    if response.status_code == 302 and response.headers["Location"].startswith("/dang-nhap"):
        return "sign-in"
    return str(response.status_code)
