"""The list of people from which the authors of a work are chosen, those chosen first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from thidua.core.phases import local_date
from thidua.records.contents import Author
from thidua.records.queries.choosing import people_to_choose
from thidua.records.queries.people import names_of_people
from thidua.web.numbers import whole
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class AuthorChoice:
    """Somebody of the list; `share` in percent as it was typed."""

    id: int
    name: str
    department: str
    is_chosen: bool
    share: str = ""


def typed_shares(data: QueryDict) -> dict[int, str]:
    """Person → share as typed, of those who were ticked; a share beside a name ticks it."""
    beside = {
        whole(name.removeprefix("phan-")): text.strip()
        for name, text in data.items()
        if name.startswith("phan-") and isinstance(text, str) and text.strip()
    }
    ticked = {whole(text): "" for text in data.getlist("tac_gia")}
    return {person_id: share for person_id, share in {**ticked, **beside}.items() if person_id}


def authors_of(shares: Mapping[int, str]) -> list[Author]:
    """Raises ValueError with the sentence for a share that is no number."""
    return [Author(person_id, _percent(text)) for person_id, text in shares.items()]


def author_choices(
    request: PageRequest, shares: Mapping[int, str], *, before: Mapping[int, int | None] | None = None
) -> list[AuthorChoice]:
    """The people of the unit's book, and those whom the work named before, who may have left since."""
    people = people_to_choose(request.visit.actor, on=local_date(request.visit.at))
    known = {person.id for person in people}
    gone = [person_id for person_id in before or {} if person_id not in known]
    left = names_of_people(gone) if gone else {}
    choices = [
        *(AuthorChoice(pk, name, "không còn trong sổ", pk in shares, shares.get(pk, "")) for pk, name in left.items()),
        *(AuthorChoice(one.id, one.name, one.department, one.id in shares, shares.get(one.id, "")) for one in people),
    ]
    return sorted(choices, key=lambda choice: not choice.is_chosen)


def _percent(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= 3:
        return int(text)
    raise ValueError(f"“{text[:20]}” không phải là phần trăm: ghi số nguyên từ 1 đến 100.")
