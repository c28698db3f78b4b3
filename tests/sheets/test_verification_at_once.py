"""Two members of the team write on one leaf in the same moment: one is kept, the other is told with both versions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from council.season import VERIFYING, Season, founded
from thidua.core.verdict import Conflict
from thidua.organisations.actor import Actor
from thidua.sheets.actions.verification import verify_leaf


@pytest.mark.usefixtures("committed_database")
def test_the_second_of_two_gets_both_versions() -> None:
    season = Season(founded(VERIFYING)).set_up().launched().signed().submitted().with_team()
    seen = season.latest(1, "I.2")
    where, together = season.where(1), Barrier(2)

    def write(actor: Actor, points: str) -> Conflict | None:
        try:
            together.wait(timeout=30)
            verify_leaf(
                actor=actor, at=VERIFYING, leaf_code="I.2", seen_entry_id=seen, claim={"points": points},
                reason=f"Ý kiến {points}.", **where,
            )  # fmt: skip
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(2) as pool:
        written = [pool.submit(write, season.verifier(2), "4"), pool.submit(write, season.verifier(3), "3.5")]
        conflicts = [future.result() for future in written]
    entries = season.trail(1, "I.2").entries
    assert len(entries) == 2
    kept = entries[1].claim["points"]
    lost = {"4": "3,5", "3.5": "4"}[kept]
    (told,) = [conflict for conflict in conflicts if conflict is not None]
    assert told.mine == {"I.2": f"{lost} – Ý kiến {lost.replace(',', '.')}."}
    assert told.theirs == {"I.2": f"{kept.replace('.', ',')} – Ý kiến {kept}."}
