"""Conditions that a person attests, for no figure can show them, and rules that the law leaves to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from thidua.core.explanation import Explanation
from thidua.core.law.conditions.base import FAILED, MET, STATE_NAMES, Kind, Names
from thidua.core.law.conditions.base import UNKNOWN as _UNKNOWN
from thidua.core.law.facts import LAUNCHERS, SCOPES, Facts
from thidua.core.law.values_shape import FILLED, Whole
from thidua.core.shape import ListOf, Shape, one_of


@dataclass(frozen=True, slots=True)
class Attested:
    """`facts.attested[type]` says it; `silence` is the state where nobody said: met for what is presumed, unknown for
    what has to be decided, failed for what has to have happened."""

    type: str
    silence: int
    params: Mapping[str, object]

    def state(self, facts: Facts) -> int:
        said = facts.attested.get(self.type)
        return self.silence if said is None else MET if said else FAILED

    def told(self, facts: Facts) -> Explanation:
        said = facts.attested.get(self.type)
        how = "silent" if said is None else "yes" if said else "no"
        return Explanation(f"{self.type}.{how}", {**self.params, "state": STATE_NAMES[self.state(facts)]})


class AttestedKind(Kind):
    """What the types below share: their parameters are texts for people."""

    SILENCE: ClassVar[int]

    @classmethod
    def rule(cls, values: Mapping[str, Any], names: Names) -> Attested:
        known = {key: value for key, value in values.items() if value is not None}
        return Attested(cls.type, cls.SILENCE, known)


class QualitativeKind(AttestedKind):
    """Presumed; the council says when it is not so."""

    type: ClassVar[str] = "qualitative"
    FREE: ClassVar[Mapping[str, Shape]] = {"text": FILLED}
    SILENCE: ClassVar[int] = MET


class SectorRuleKind(AttestedKind):
    """A rule of a ministry, province or unit. Its place is taken by what a loaded overlay fills in; without one it is
    presumed, and the reason says that no local rule is loaded."""

    type: ClassVar[str] = "sector_rule"
    FREE: ClassVar[Mapping[str, Shape]] = {"delegated_to": FILLED, "text": FILLED}
    SILENCE: ClassVar[int] = MET


class SelectedBestKind(AttestedKind):
    type: ClassVar[str] = "selected_best"
    FREE: ClassVar[Mapping[str, Shape]] = {"among": FILLED}
    SILENCE: ClassVar[int] = _UNKNOWN


class ExceedsTargetsKind(AttestedKind):
    type: ClassVar[str] = "exceeds_targets"
    SILENCE: ClassVar[int] = _UNKNOWN


class PartyOrgStatusKind(AttestedKind):
    type: ClassVar[str] = "party_org_status"
    FREE: ClassVar[Mapping[str, Shape]] = {"min": FILLED, "mapping": FILLED, "mapping_note": FILLED}
    SILENCE: ClassVar[int] = _UNKNOWN


class SuddenAchievementKind(AttestedKind):
    type: ClassVar[str] = "sudden_achievement"
    FREE: ClassVar[Mapping[str, Shape]] = {"scope": one_of(*SCOPES)}
    SILENCE: ClassVar[int] = FAILED


class MovementCommendedKind(AttestedKind):
    type: ClassVar[str] = "movement_commended"
    FREE: ClassVar[Mapping[str, Shape]] = {
        "launched_by": ListOf(one_of(*LAUNCHERS)),
        "min_years": Whole(1, 100),
        "phase": FILLED,
    }
    SILENCE: ClassVar[int] = FAILED


class ContributionKind(AttestedKind):
    type: ClassVar[str] = "contribution"
    FREE: ClassVar[Mapping[str, Shape]] = {"text": FILLED}
    SILENCE: ClassVar[int] = FAILED


class CombatIngenuityKind(AttestedKind):
    type: ClassVar[str] = "combat_ingenuity"
    SILENCE: ClassVar[int] = FAILED
