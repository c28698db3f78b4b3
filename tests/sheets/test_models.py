"""What the database itself refuses, each constraint broken on purpose, and rows that nobody changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from council.season import SCORING, Season, founded
from thidua.sheets.models import (
    Assignment,
    ClaimDraft,
    Evidence,
    EvidenceUse,
    RecordedCondition,
    Remark,
    ScoreEntry,
    Sheet,
    Submission,
    VerifierSeat,
)
from web.sheet_desk import evidence_of


@pytest.fixture
def season(db: None) -> Season:
    """Unit 01 has submitted; officers of 02 and 03 are the team."""
    season = Season(founded(SCORING)).set_up().launched().signed()
    evidence_of(season, 1, leaf="I.2")
    return season.submitted([1]).with_team()


def again(row: models.Model, **changes: Any) -> None:
    """Insert a copy of a row, with changes."""
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def condition(season: Season, **changes: Any) -> None:
    given = {
        "sheet_id": Sheet.objects.get().pk, "organisation_id": season.unit(1), "code": "K.1", "holds": True,
        "reason": "x", "stage": "cross", "author_id": season.users["canbo02"], "author_role": "VERIFIER",
        "author_organisation_id": season.unit(2), "at": SCORING,
    }  # fmt: skip
    RecordedCondition.objects.create(**{**given, **changes})


def remark(season: Season, **changes: Any) -> None:
    entry = ScoreEntry.objects.get(leaf_code="I.2")
    given = {
        "sheet": entry.sheet, "leaf_code": "I.2", "answers": entry, "accepts": False, "text": "x",
        "author": entry.author, "author_role": "UNIT_HEAD", "author_organisation_id": season.unit(1), "at": SCORING,
    }  # fmt: skip
    Remark.objects.create(**{**given, **changes})


BROKEN: dict[str, Callable[[Season], None]] = {
    "sheet_per_unit_and_campaign": lambda season: again(Sheet.objects.get()),
    "sheet_settled_has_a_time": lambda season: again(
        Sheet.objects.get(), organisation_id=season.unit(2), state="settled"
    ),
    "sheet_settled_has_a_time (a time without it)": lambda season: again(
        Sheet.objects.get(), organisation_id=season.unit(2), settled_at=SCORING
    ),
    "claim_draft_per_leaf": lambda season: again(ClaimDraft.objects.all()[0]),
    "evidence_is_used_once_a_leaf": lambda season: again(EvidenceUse.objects.get()),
    "submission_number_is_used_once": lambda season: again(Submission.objects.get(), receipt_code="TC2021-AAAA-AAAA"),
    "receipt_code": lambda season: again(Submission.objects.get(), number=2),
    "score_entry_place_is_taken_once": lambda season: again(ScoreEntry.objects.all()[0]),
    "score_entry_never_verifies_its_own_unit": lambda season: again(
        ScoreEntry.objects.all()[0], sequence=2, stage="cross", submission=None
    ),
    "score_entry_self_belongs_to_a_submission": lambda season: again(
        ScoreEntry.objects.all()[0], sequence=2, submission=None
    ),
    "score_entry_self_belongs_to_a_submission (another stage does not)": lambda season: again(
        ScoreEntry.objects.all()[0], sequence=2, stage="cross", author_organisation_id=season.unit(2)
    ),
    "remark_that_disagrees_says_why": lambda season: remark(season, text=""),
    "condition_has_a_reason": lambda season: condition(season, reason=""),
    "condition_of_the_team_is_never_its_own": lambda season: condition(season, author_organisation_id=season.unit(1)),
    "condition_of_the_team_is_never_its_own (self is its own)": lambda season: condition(season, stage="self"),
    "verifier_is_named_once": lambda season: again(VerifierSeat.objects.all()[0]),
    "assignment_is_made_once": lambda season: again(Assignment.objects.all()[0]),
    "assignment_is_never_to_one_s_own_unit": lambda season: again(
        Assignment.objects.filter(seat_organisation_id=season.unit(2))[0], organisation_id=season.unit(2)
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_database_refuses(season: Season, name: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BROKEN[name](season)


def test_every_constraint_of_the_sheets_is_broken_above() -> None:
    rows = (Sheet, ClaimDraft, Evidence, EvidenceUse, Submission, ScoreEntry, Remark, RecordedCondition, VerifierSeat)
    declared = {constraint.name for row in (*rows, Assignment) for constraint in row._meta.constraints}

    assert declared - {name.split(" (")[0] for name in BROKEN} == set()


def test_sound_rows_pass(season: Season) -> None:
    condition(season)
    condition(season, stage="self", author_organisation_id=season.unit(1))
    remark(season)
    remark(season, accepts=True, text="")


@pytest.mark.parametrize("model", [Evidence, Submission, ScoreEntry])
class TestAppendOnly:
    def test_program_does_not_change_or_delete(self, season: Season, model: type[models.Model]) -> None:
        row = model._default_manager.all()[0]

        with pytest.raises(TypeError):
            row.save()
        with pytest.raises(TypeError):
            row.delete()

    @pytest.mark.parametrize("verb", ["UPDATE {} SET salt = 'x'", "DELETE FROM {}"])
    def test_nor_does_the_database(self, season: Season, model: type[models.Model], verb: str) -> None:
        statement = verb.format(model._meta.db_table)

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
