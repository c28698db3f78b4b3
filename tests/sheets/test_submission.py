"""Submission: what it fixes, what it refuses, and that it happens whole or not at all, a kill -9 included."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from council.season import CLAIMS, REASON, SCORING, Season, founded, moment
from thidua.audit.models import Entry
from thidua.audit.queries import verify_all
from thidua.core.canonical import canonical_json, sha256_hex
from thidua.core.claims import parse_claims
from thidua.core.phases import SheetState
from thidua.core.verdict import Conflict, Refused
from thidua.organisations.enums import Role
from thidua.sheets.actions.condition import declare_condition
from thidua.sheets.actions.drafting import DraftChange, save_draft
from thidua.sheets.actions.submission import submit
from thidua.sheets.facts import check_hash
from thidua.sheets.models import ScoreEntry, Submission
from thidua.sheets.queries import sheet_of
from thidua.sheets.receipts import receipt_of
from web.sheet_desk import evidence_of

CLOSES = moment(11, 1, 0, 0)
TESTS = Path(__file__).parents[1]


@pytest.fixture
def season(db: None) -> Season:
    season = Season(founded(SCORING)).set_up().launched().signed()
    fill(season, CLAIMS)
    return season


def fill(season: Season, claims: dict[str, Any], *, reason: str = REASON, revision: int = 0) -> None:
    changes = {code: DraftChange(claim, reason, revision) for code, claim in claims.items()}
    save_draft(actor=season.hat("daumoi01", Role.UNIT_EDITOR), at=SCORING, changes=changes, **season.where(1))


def hand_in(season: Season, *, at: datetime = SCORING, **words: Any) -> str:
    checked = check_hash(season.facts, season.unit(1))
    given = {"actor": season.head(1), "at": at, "declared": True, "checked_sha256": checked, **season.where(1)}
    return submit(**{**given, **words})


def test_entries_hold_complete_claims_reasons_and_files(season: Season) -> None:
    number = evidence_of(season, leaf="II.2")

    code = hand_in(season)

    entries = {row.leaf_code: row for row in ScoreEntry.objects.all()}
    assert set(entries) == set(CLAIMS)
    assert json.loads(entries["I.1"].claim) == {"actual": "36", "target": "40"}
    assert entries["I.1"].reason == REASON
    assert [file["id"] for file in json.loads(entries["II.2"].evidence)] == [str(number)]
    assert {row.author_role for row in entries.values()} == {"UNIT_HEAD"}
    assert {row.submission.receipt_code for row in entries.values() if row.submission} == {code}
    assert sheet_of(season.campaign_id, season.unit(1)).state is SheetState.SUBMITTED
    assert verify_all().ok


def test_receipt_hashes_claims_that_the_core_reads_back(season: Season) -> None:
    fill(season, {"B.1": {"achieved": ["co"]}, "D.1": {"count": "1"}}, reason="")
    declare_condition(
        actor=season.head(1), at=SCORING, code="K.1", holds=True, reason="Quyết định số 5", **season.where(1)
    )

    hand_in(season)

    row = Submission.objects.get()
    document = json.loads(row.claims)
    claims = parse_claims(row.claims.encode(), season.facts.frozen_criteria)
    assert sha256_hex(row.claims) == row.claims_sha256
    assert canonical_json(document) == row.claims
    assert document["units"][0]["bonus"] == {"B.1": {"achieved": ["co"]}}
    assert document["units"][0]["deductions"] == {"D.1": {"count": "1"}}
    assert document["units"][0]["knock_outs"] == ["K.1"]
    assert claims.units[0].code == "cum-thu-01"


def test_receipt_tells_where_the_log_stood(season: Season) -> None:
    hand_in(season)
    entry = Entry.objects.get(action="sheets.submit")
    evidence_of(season, 2)

    receipt = receipt_of(season.facts, sheet_of(season.campaign_id, season.unit(1)))

    assert receipt is not None
    assert (receipt.chain_length, receipt.chain_hash) == (entry.seq, entry.hash)
    assert Entry.objects.filter(chain=entry.chain).count() == entry.seq + 1


def test_receipt_code_has_no_letter_that_is_misread(season: Season) -> None:
    code = hand_in(season)

    assert code.startswith("TC2021-")
    assert not set(code[7:]) & set("0O1IL5S8B")


def refused(season: Season, **words: Any) -> str:
    with pytest.raises(Refused) as refusal:
        hand_in(season, **words)
    assert not Submission.objects.exists()
    assert not ScoreEntry.objects.exists()
    return refusal.value.verdict.code


def test_incomplete_sheet_is_refused_by_name(season: Season) -> None:
    fill(season, {"I.2": None}, reason="", revision=1)

    with pytest.raises(Refused) as refusal:
        hand_in(season)

    assert refusal.value.verdict.sentence == "Còn 1 tiêu chí chưa chấm: I.2."


def test_required_evidence_is_there_or_explained(season: Season) -> None:
    fill(season, {"II.2": {"level": "Tốt"}}, reason="", revision=1)

    assert refused(season) == "no_evidence"
    evidence_of(season, leaf="II.2")
    assert hand_in(season)


def test_required_evidence_binds_only_above_zero_points(season: Season) -> None:
    fill(season, {"II.2": {"level": "Yếu"}}, reason="", revision=1)

    assert hand_in(season)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ({"declared": False}, "not_declared"),
        ({"at": CLOSES}, "too_late"),
        ({"at": CLOSES + timedelta(seconds=1)}, "too_late"),
        ({"at": moment(9, 30)}, "too_early"),
    ],
)
def test_what_a_submission_asks_for(season: Season, words: dict[str, Any], code: str) -> None:
    assert refused(season, **words) == code


def test_last_microsecond_is_in_time(season: Season) -> None:
    assert hand_in(season, at=CLOSES - timedelta(microseconds=1))


@pytest.mark.parametrize(("name", "role"), [("daumoi01", Role.UNIT_EDITOR), ("truong02", Role.UNIT_HEAD)])
def test_only_the_units_own_head_submits(season: Season, name: str, role: Role) -> None:
    assert refused(season, actor=season.hat(name, role)) == "not_unit_head"


def test_another_units_sheet_is_not_mine_to_submit(season: Season) -> None:
    assert refused(season, organisation_id=season.unit(2)) == "not_unit_head"


def test_twice_is_once(season: Season) -> None:
    hand_in(season)

    with pytest.raises(Refused) as refusal:
        hand_in(season)

    assert refusal.value.verdict.code == "submitted"
    assert Submission.objects.count() == 1


def test_draft_changed_since_the_check_is_a_conflict(season: Season) -> None:
    checked = check_hash(season.facts, season.unit(1))
    fill(season, {"I.2": {"points": "5"}}, revision=1)

    with pytest.raises(Conflict):
        hand_in(season, checked_sha256=checked)

    assert not Submission.objects.exists()


def test_evidence_changed_since_the_check_is_a_conflict_too(season: Season) -> None:
    checked = check_hash(season.facts, season.unit(1))
    evidence_of(season, leaf="I.2")

    with pytest.raises(Conflict):
        hand_in(season, checked_sha256=checked)


def test_after_the_submission_nothing_of_the_sheet_changes(season: Season) -> None:
    hand_in(season)

    for act in (
        lambda: fill(season, {"I.2": {"points": "1"}}, revision=1),
        lambda: evidence_of(season, leaf="I.2"),
        lambda: declare_condition(
            actor=season.head(1), at=SCORING, code="K.1", holds=True, reason="x", **season.where(1)
        ),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.verdict.code == "submitted"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A real process on a real database file."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"THIDUA_DATA": str(folder), "PYTHONPATH": f"{TESTS}{os.pathsep}{TESTS.parent / 'src'}"}
    return subprocess.run(
        [sys.executable, "-m", "sheets.submitting", *arguments],
        env=environment, text=True, capture_output=True, check=False, timeout=120,
    )  # fmt: skip


def found(folder: Path) -> dict[str, Any]:
    """What a submission writes, read without the program."""
    counts = {
        "submissions": "SELECT count(*) FROM sheets_submission",
        "entries": "SELECT count(*) FROM sheets_scoreentry",
        "logged": "SELECT count(*) FROM audit_entry WHERE action = 'sheets.submit'",
        "state": "SELECT state FROM sheets_sheet",
        "chain": "SELECT length FROM audit_chain WHERE code = 'cluster-year:1'",
    }
    database = sqlite3.connect(folder / "thidua.sqlite3")
    try:
        return {name: database.execute(sql).fetchone()[0] for name, sql in counts.items()}
    finally:
        database.close()


@pytest.mark.slow
def test_killed_in_the_middle_the_receipt_exists_or_nothing_does(tmp_path: Path) -> None:
    data, rehearsal = tmp_path / "data", tmp_path / "rehearsal"
    built = run(data, "build")
    assert built.returncode == 0, built.stderr
    shutil.copytree(data, rehearsal)
    statements = int(run(rehearsal, "submit").stdout)
    before = found(data)
    assert (before["submissions"], before["entries"], before["state"]) == (0, 0, "draft")

    for statement in (2, statements // 2, statements - 12, statements - 4, statements):
        killed = run(data, "submit", str(statement))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        assert found(data) == before, statement

    assert run(data, "submit").returncode == 0
    after = {"submissions": 1, "entries": len(CLAIMS), "logged": 1, "state": "submitted", "chain": before["chain"] + 1}
    assert found(data) == after == found(rehearsal)
