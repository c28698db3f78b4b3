"""The tables, by subject: who a person is, what the history holds, works, ideas, personal-data requests."""

from __future__ import annotations

from thidua.records.models.history import Discipline, Hold, Honour, Leave, MemberFigures, Rating, Revocation
from thidua.records.models.ideas import Idea, IdeaStep, IdeaVersion
from thidua.records.models.imports import ImportDraft
from thidua.records.models.people import Employment, IdentityNumber, PartyMembership, Person, PersonDetails
from thidua.records.models.requests import DataRequest, RequestOutcome
from thidua.records.models.works import Authorship, Work

__all__ = [
    "Authorship",
    "DataRequest",
    "Discipline",
    "Employment",
    "Hold",
    "Honour",
    "Idea",
    "IdeaStep",
    "IdeaVersion",
    "IdentityNumber",
    "ImportDraft",
    "Leave",
    "MemberFigures",
    "PartyMembership",
    "Person",
    "PersonDetails",
    "Rating",
    "RequestOutcome",
    "Revocation",
    "Work",
]
