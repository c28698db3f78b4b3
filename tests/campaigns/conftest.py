"""A season at the stage that a test begins from."""

from __future__ import annotations

import pytest

from council.season import PLEDGING, Season, founded


@pytest.fixture
def prepared(db: None) -> Season:
    """Two units; everything ready to be launched, nothing launched."""
    return Season(founded(PLEDGING), size=2).set_up().prepared()


@pytest.fixture
def launched(prepared: Season) -> Season:
    """Launched on 23 March; nobody has set a target or signed."""
    return prepared.launch()
