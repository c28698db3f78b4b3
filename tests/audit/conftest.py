"""A small season, whose launch and signatures left append-only rows."""

from __future__ import annotations

import pytest

from council.season import PLEDGING, Season, founded


@pytest.fixture
def season(db: None) -> Season:
    """Two units, launched and signed."""
    return Season(founded(PLEDGING), size=2).set_up().launched().signed()
