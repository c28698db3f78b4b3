"""The ranking that is adopted: what it holds, and that it can be computed again from itself and from files alone."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from council.season import VERIFYING, Season, founded
from thidua.cli.demonstration.source import criteria_file, unit_claims
from thidua.core.canonical import canonical_json
from thidua.core.claims import parse_claims
from thidua.core.criteria import parse_criteria
from thidua.core.ranking import evaluate, recompute, result_document
from thidua.council.queries import snapshot_of
from thidua.council.ranking import is_reproduced, ranked_again, standing_of
from thidua.council.values import SnapshotFacts
from thidua.sheets.actions.verification import record_condition, reply, settle_leaf, verify_leaf
from thidua.sheets.queries import sheet_of


def adopted_snapshot(season: Season) -> SnapshotFacts:
    snapshot = snapshot_of(season.campaign_id)
    assert snapshot is not None
    return snapshot


@pytest.fixture
def adopted(season: Season) -> SnapshotFacts:
    season.submitted(u02={"II.3": {"achieved": ["dang_ky"]}}, u03={"I.2": {"points": "3.25"}})
    return adopted_snapshot(season.settled().meeting().adopted())


def test_the_snapshot_ranks_again_to_itself(adopted: SnapshotFacts) -> None:
    again = ranked_again(adopted)
    assert canonical_json(result_document(again)) == canonical_json(adopted.result)
    assert is_reproduced(adopted, again)
    from_texts = recompute(adopted.criteria.canonical, canonical_json(adopted.claims))
    assert result_document(from_texts) == adopted.result


def test_the_hash_covers_criteria_claims_and_result(adopted: SnapshotFacts) -> None:
    changed = {**adopted.result, "warnings": [{"code": "x", "path": "y"}]}
    with_another = SnapshotFacts(**{**fields_of(adopted), "result": changed})
    assert not is_reproduced(with_another, ranked_again(with_another))


def fields_of(snapshot: SnapshotFacts) -> dict[str, Any]:
    return {name: getattr(snapshot, name) for name in SnapshotFacts.__slots__}


def test_ranks_follow_the_points(adopted: SnapshotFacts) -> None:
    ranks = {unit["code"]: (unit["rank"], unit["total"]) for unit in adopted.result["units"]}
    # 7.20 + 4.50 + 2 + 4.50 + 2.25 (75 % of the share) + 6 + 5; unit 02 has 2 for II.3, unit 03 3.25 for I.2
    assert ranks == {
        "cum-thu-01": (1, "31.45"),
        "cum-thu-02": (3, "28.45"),
        "cum-thu-03": (2, "30.20"),
    }


def test_ten_units_through_the_product_equal_the_core_on_files(db: None) -> None:
    """Typed, submitted, verified, adopted: the same figures as the core gives for the claims file alone."""
    wanted = unit_claims(2020)
    season = Season(founded(VERIFYING), size=10, criteria=criteria_file()).set_up().launched()
    for number, (_, unit) in enumerate(sorted(wanted.items()), start=1):
        claims = {**unit["claims"], **unit.get("bonus", {}), **unit.get("deductions", {})}
        season.sign(number, {code: claims[code]["target"] or "0" for code in ("II.1", "III.2")})
        season.submit(number, {code: without_target(claim) for code, claim in claims.items()})
    season.with_team()
    for number, (_, unit) in enumerate(sorted(wanted.items()), start=1):
        by = 3 if number == 2 else 2
        season.agree(number, by)
        for code in unit.get("knock_outs", ()):
            record_condition(
                actor=season.verifier(by), at=VERIFYING, code=code, holds=True, reason="Có quyết định.",
                **season.where(number),
            )  # fmt: skip
        season.settle(number, by)
    snapshot = adopted_snapshot(season.meeting().adopted())
    criteria = parse_criteria(criteria_file())
    document = {"format": "thidua.claims/1", "criteria_set": criteria.code, "units": list(wanted.values())}
    alone = result_document(evaluate(criteria, parse_claims(canonical_json(document).encode(), criteria)))

    def figures(result: dict[str, Any]) -> dict[str, Any]:
        return {unit["code"][-2:]: {**unit, "code": ""} for unit in result["units"]}

    assert figures(snapshot.result) == figures(alone)
    assert len(figures(alone)) == 10


def without_target(claim: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in claim.items() if key not in ("target", "evidence", "note")}


def test_the_trail_tells_every_step_of_a_figure(season: Season) -> None:
    season.submitted().with_team()
    season.agree(1, by=2)
    where = season.where(1)
    later = VERIFYING + timedelta(hours=1)
    verify_leaf(
        actor=season.verifier(2), at=later, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"),
        claim={"points": "4"}, reason="Thiếu biên bản.", **where,
    )  # fmt: skip
    reply(
        actor=season.head(1), at=later, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"), accepts=False,
        text="Biên bản ở phụ lục 2.", **where,
    )  # fmt: skip
    settle_leaf(
        actor=season.verifier(3), at=later, leaf_code="I.2", seen_entry_id=season.latest(1, "I.2"),
        claim={"points": "4.25"}, reason="Tính theo phụ lục 2.", **where,
    )  # fmt: skip
    trail = json.loads(standing_of(season.facts).trail)["cum-thu-01"]
    steps = [(step["kind"], step.get("stage"), step["role"], step["unit"]) for step in trail["leaves"]["I.2"]]
    assert steps == [
        ("entry", "self", "Người đứng đầu đơn vị", "Đơn vị 01"),
        ("entry", "cross", "Thành viên tổ thẩm định", "Đơn vị 02"),
        ("entry", "cross", "Thành viên tổ thẩm định", "Đơn vị 02"),
        ("remark", None, "Người đứng đầu đơn vị", "Đơn vị 01"),
        ("entry", "settled", "Thành viên tổ thẩm định", "Đơn vị 03"),
    ]
    claims = [step["claim"]["points"] for step in trail["leaves"]["I.2"] if step["kind"] == "entry"]
    assert claims == ["4.5", "4.5", "4", "4.25"]
    submission = sheet_of(season.campaign_id, season.unit(1)).submission
    assert submission is not None
    assert trail["receipt"]["code"] == submission.receipt_code


def test_more_units_take_no_more_queries(season: Season) -> None:
    season.submitted()
    facts = season.facts
    with CaptureQueriesContext(connection) as few:
        standing_of(facts)
    bigger = Season(season.setup, code="cum-lon", size=6).set_up().launched().signed().submitted()
    facts = bigger.facts
    with CaptureQueriesContext(connection) as many:
        standing_of(facts)
    assert len(few) == len(many)
