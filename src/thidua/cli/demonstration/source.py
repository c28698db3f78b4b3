"""The demonstration's own data files, read once."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thidua.core.canonical import canonical_json
from thidua.core.claims import parse_claims
from thidua.core.criteria import parse_criteria
from thidua.core.phases import Act, Window

DATA = Path(__file__).with_name("data")


@cache
def clusters() -> dict[str, Any]:
    """clusters.yaml: organiser, both clusters, theme, tasks, calendars."""
    found: dict[str, Any] = yaml.safe_load((DATA / "clusters.yaml").read_text(encoding="utf-8"))
    return found


def criteria_file() -> bytes:
    """The sample criteria set, as a secretary would load it."""
    return (DATA / "criteria-2021.yaml").read_bytes()


@cache
def unit_claims(year: int) -> dict[str, dict[str, Any]]:
    """Claims of the fictional units by unit code: {"claims": …, "bonus": …, "deductions": …, "knock_outs": …}."""
    criteria = parse_criteria(criteria_file())
    claims = parse_claims((DATA / f"claims-{year}.yaml").read_bytes(), criteria)
    return {unit["code"]: unit for unit in json.loads(canonical_json(json.loads(claims.canonical)))["units"]}


def windows(year: int) -> list[Window]:
    """The calendar of a year."""
    return [Window.of_days(Act(act), days[0], days[-1]) for act, days in clusters()["calendars"][year].items()]


def day(text: str) -> date:
    return date.fromisoformat(text)
