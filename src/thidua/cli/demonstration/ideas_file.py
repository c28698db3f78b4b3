"""The invented ideas and "việc làm theo" of the sample unit, read from ideas.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import yaml

from thidua.cli.demonstration.source import DATA
from thidua.cli.demonstration.twenty import Decision, Made


@dataclass(frozen=True, slots=True)
class IdeaStep:
    """What happened to an idea: the code of the step, the day, what was said; the decision of a recognition."""

    do: str
    day: date
    words: str
    number: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """An idea or "việc làm theo" with its story; `authors` are staff codes, the one who proposes first. `key` is the
    one under which its form was sent."""

    key: str
    kind: str
    authors: tuple[str, ...]
    day: date
    title: str
    problem: str
    content: str
    effect: str
    steps: tuple[IdeaStep, ...]

    @property
    def by(self) -> str:
        """The staff code of the one who proposes."""
        return self.authors[0]


@cache
def proposed() -> tuple[Proposed, ...]:
    """Every idea of the file, then every "việc làm theo"."""
    plain = yaml.safe_load((DATA / "ideas.yaml").read_text(encoding="utf-8"))
    kinds = (("initiative", plain["ideas"]), ("following", plain["following"]))
    return tuple(_read(f"{kind}-{place}", kind, row) for kind, rows in kinds for place, row in enumerate(rows))


@cache
def recognised_works() -> tuple[Made, ...]:
    """The initiatives that ideas of the file became."""
    return tuple(
        Made("initiative", idea.title, "base", idea.authors, Decision(step.number, step.day, "Đơn vị mẫu 07"),
             None, None, "", None)
        for idea in proposed()
        for step in idea.steps
        if step.do == "recognised"
    )  # fmt: skip


def _read(key: str, kind: str, row: Mapping[str, Any]) -> Proposed:
    return Proposed(
        key=key,
        kind=kind,
        authors=(row["by"], *row.get("with", [])),
        day=row["day"],
        title=row["title"],
        problem=row.get("problem", ""),
        content=row["content"],
        effect=row.get("effect", ""),
        steps=tuple(_steps(row)),
    )


def _steps(row: Mapping[str, Any]) -> Iterator[IdeaStep]:
    for do in ("done", "confirmed"):
        if do in row:
            yield IdeaStep(do, row[do], "", "")
    for step in row.get("steps", []):
        yield IdeaStep(step["do"], step["day"], step.get("words", ""), step.get("number", ""))
