"""The way of one figure, step by step: who said what, in which role, when, why, on what evidence.

The same steps are drawn from a sheet under verification and from the trail that an adopted ranking keeps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from thidua.accounts.queries import names_of
from thidua.core.claim_words import claim_in_words
from thidua.core.model import CriteriaSet
from thidua.organisations.enums import Role
from thidua.organisations.queries import units
from thidua.sheets.enums import Stage
from thidua.sheets.queries import ConditionFacts
from thidua.sheets.values import EntryFacts, LeafTrail, RemarkFacts


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `change` is the claim before and after in words, or the claim alone; `last`: in force now."""

    at: datetime
    act: str
    who: str
    why: str
    change: str
    evidence: tuple[tuple[str, str], ...]
    last: bool


class People:
    """Names, roles and units of those who wrote in some trails, in two queries."""

    def __init__(self, trails: Iterable[LeafTrail], conditions: Iterable[ConditionFacts] = (), *, on: date) -> None:
        said: list[EntryFacts | RemarkFacts | ConditionFacts] = list(conditions)
        for trail in trails:
            said += [*trail.entries, *trail.remarks]
        self._names = names_of({item.author_id for item in said})
        ids = {item.author_organisation_id for item in said if not isinstance(item, RemarkFacts)}
        self._units = units(ids, on=on)

    def official(self, author_id: int, role: str, organisation_id: int) -> str:
        """ "Nguyễn Văn A, Thành viên tổ thẩm định (Đơn vị mẫu 02)"."""
        unit = self._units.get(organisation_id)
        return official(self._names.get(author_id, ""), Role(role).label, unit.short_name if unit else "")


def official(name: str, role: str, unit: str) -> str:
    """A person as an official: name, role and unit."""
    return f"{name}, {role}" + (f" ({unit})" if unit else "")


def steps_of_trail(criteria: CriteriaSet, trail: LeafTrail, people: People) -> tuple[Step, ...]:
    """The steps of a leaf of a submitted sheet."""
    document: list[dict[str, Any]] = []
    for entry in trail.entries:
        document.append(
            {
                "kind": "entry",
                "stage": entry.stage.value,
                "claim": entry.claim,
                "reason": entry.reason,
                "who": people.official(entry.author_id, entry.author_role, entry.author_organisation_id),
                "evidence": entry.evidence,
                "at": entry.at,
            }
        )
        document += [
            {
                "kind": "remark",
                "accepts": remark.accepts,
                "text": remark.text,
                "who": people.official(remark.author_id, remark.author_role, trail.self_entry.author_organisation_id),
                "at": remark.at,
            }
            for remark in trail.remarks
            if remark.answers_id == entry.id
        ]
    return _steps(criteria, trail.code, document)


def steps_of_snapshot(criteria: CriteriaSet, code: str, document: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """The steps of a leaf as an adopted ranking stored them."""
    lines = [
        {
            **line,
            "who": official(line["author"], line["role"], line["unit"]),
            "at": datetime.fromisoformat(line["at"]),
        }
        for line in document
    ]
    return _steps(criteria, code, lines)


def _steps(criteria: CriteriaSet, code: str, document: list[dict[str, Any]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    before = ""
    for place, line in enumerate(document):
        last = place == len(document) - 1
        if line["kind"] == "remark":
            act = "Đơn vị nhất trí" if line["accepts"] else "Đơn vị giải trình"
            steps.append(Step(line["at"], act, line["who"], line["text"], "", (), last))
            continue
        now = claim_in_words(criteria, code, line["claim"])
        change = now if not before or before == now else f"{before} → {now}"
        agreed = line["stage"] == Stage.CROSS and before == now
        act = "Thẩm định: đồng ý" if agreed else "Thẩm định: sửa" if line["stage"] == Stage.CROSS else ""
        evidence = tuple((file["id"], file["title"]) for file in line["evidence"]) if not before else ()
        steps.append(
            Step(line["at"], act or Stage(line["stage"]).label, line["who"], line["reason"], change, evidence, last)
        )
        before = now
    return tuple(steps)
