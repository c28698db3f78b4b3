"""What is known about a person, a collective or a household when an award is judged. Nothing here is believed twice: a
file is checked by `facts_reading`, the records by their own rules. Years are award years (a school year is the year in
which it ends)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RATINGS = ("not_completed", "completed", "good", "excellent")
DISCIPLINES = ("none", "reprimand", "warning", "salary", "demotion", "dismissal")
SCOPES = ("base", "ministry_province", "national")
SUBJECTS = ("individual", "collective", "household")
BASES = ("merit", "thematic", "sudden", "external")
ORGANISERS = ("ministry_province", "central_council")
LAUNCHERS = ("president", "prime_minister", "central_council", "ministry_province")
ATTESTED = (
    "qualitative",
    "sector_rule",
    "selected_best",
    "exceeds_targets",
    "party_org_status",
    "sudden_achievement",
    "movement_commended",
    "contribution",
    "combat_ingenuity",
)
FIRST_YEAR, LAST_YEAR = 1945, 2100

RATING_PLACE: Mapping[str, int] = {code: place for place, code in enumerate(RATINGS)}
DISCIPLINE_PLACE: Mapping[str, int] = {code: place for place, code in enumerate(DISCIPLINES)}
SCOPE_PLACE: Mapping[str, int] = {code: place for place, code in enumerate(SCOPES)}


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """A title or commendation that was given, for its own period of years. Only `basis` merit counts for merit."""

    code: str
    from_year: int
    to_year: int
    basis: str = "merit"


@dataclass(frozen=True, slots=True)
class InitiativeMade:
    """An initiative, by the scope in which it was recognised and the year of that decision."""

    scope: str
    year: int


@dataclass(frozen=True, slots=True)
class TopicDone:
    """A research topic; None where nobody said whether it was accepted or applied."""

    scope: str
    year: int
    accepted: bool | None = None
    applied: bool | None = None


@dataclass(frozen=True, slots=True)
class ClusterRank:
    """The rank in a cluster or block, and who organises it: ministry_province | central_council."""

    organiser: str
    rank: int


@dataclass(frozen=True, slots=True)
class FlagsPool:
    """The clusters' leaders of one ministry or province, and how many of them it proposes for the Government's flag."""

    leaders: int
    proposed: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A thematic movement: who launched it, how many years it ran, whether the subject led it."""

    launched_by: str
    years: int
    leader: bool


@dataclass(frozen=True, slots=True)
class QuotaFigures:
    """How many are proposed for the award on the list, out of how many that the quota is a share of."""

    proposed: int
    of: int


@dataclass(frozen=True, slots=True)
class VoteFigures:
    """Votes for the subject, and ALL members of the council: those absent vote by letter."""

    yes: int
    members: int


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one case. `meets_title` says whether the standard of a title is met in `year`; its None (unknown)
    comes from advice alone, never from a file. `members` holds "n" and, by award code or rating, how many have it."""

    subject: str
    year: int
    ratings: Mapping[int, str] = field(default_factory=dict)
    titles: tuple[TitleHeld, ...] = ()
    initiatives: tuple[InitiativeMade, ...] = ()
    topics: tuple[TopicDone, ...] = ()
    registered: bool | None = None
    months: int = 12
    leave: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    max_discipline: str = "none"
    member_discipline: str = "none"
    meets_title: Mapping[str, bool | None] = field(default_factory=dict)
    members: Mapping[str, int] | None = None
    cluster: ClusterRank | None = None
    flags_pool: FlagsPool | None = None
    movement: Movement | None = None
    attested: Mapping[str, bool] = field(default_factory=dict)
    quota: QuotaFigures | None = None
    vote: VoteFigures | None = None
