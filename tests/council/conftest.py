"""A season at the stage that a test begins from."""

from __future__ import annotations

import pytest

from council.season import VERIFYING, Season, founded


@pytest.fixture
def season(db: None) -> Season:
    """Three units, launched and signed, nothing submitted."""
    return Season(founded(VERIFYING)).set_up().launched().signed()
