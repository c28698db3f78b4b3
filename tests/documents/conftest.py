"""What the tests of papers share: rendered samples, an actor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from documents import samples
from thidua.documents.composition import Composition, compose, layout_of
from thidua.documents.layout import Layout
from thidua.documents.paper import Paper
from thidua.documents.render import Rendered, render

NAMES = ("PLEDGE", "MINUTES", "WIDE", "STATEMENT")


@dataclass(frozen=True)
class Actor:
    user_id: int | None = 7
    role: str = "secretary"
    organisation_id: int | None = 1
    hat: str = ""


@dataclass(frozen=True)
class Sample:
    paper: Paper
    layout: Layout
    composition: Composition
    files: Rendered


@cache
def sample_of(name: str) -> Sample:
    paper = getattr(samples, name)
    layout = layout_of(paper)
    return Sample(paper, layout, compose(paper, layout), render(paper))


@pytest.fixture(params=NAMES)
def sample(request: pytest.FixtureRequest) -> Sample:
    """Each sample paper in turn, rendered once for all tests."""
    return sample_of(request.param)


@pytest.fixture
def rendered() -> Callable[[str], Sample]:
    return sample_of


@pytest.fixture
def actor() -> Actor:
    return Actor()
