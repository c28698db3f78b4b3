"""Evidence, self-scoring and submission, as the officers and heads of ten units do them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from thidua.campaigns.queries import campaign_facts
from thidua.campaigns.values import CampaignFacts
from thidua.cli.demonstration.builder import Builder, as_upload, spread
from thidua.cli.demonstration.evidence import evidence_pdf
from thidua.cli.demonstration.source import clusters, unit_claims, windows
from thidua.core.phases import Act
from thidua.organisations.enums import Role
from thidua.organisations.queries import units
from thidua.sheets.actions.drafting import DraftChange, link_evidence, save_draft
from thidua.sheets.actions.evidence import EvidenceWords, add_evidence
from thidua.sheets.actions.submission import submit
from thidua.sheets.facts import check_hash

HALF_DONE = "don-vi-mau-07"

# What the officer typed where the team later corrects it: year → unit → leaf → the unit's own claim.
TYPED: dict[int, dict[str, dict[str, dict[str, Any]]]] = {
    2020: {
        "don-vi-mau-02": {"I.4": {"points": "3"}, "IV.3": {"points": "3.5"}},
        "don-vi-mau-04": {"III.3": {"points": "4"}},
        "don-vi-mau-10": {"V.3": {"days_late": "0"}},
        "don-vi-mau-09": {"IV.5": {"count": "14"}},
    }
}
_BOOK = (
    ("kh", "Kế hoạch thực hiện nhiệm vụ thi đua", "KH"),
    ("bc", "Báo cáo kết quả thực hiện các chỉ tiêu thi đua", "BC"),
    ("qd", "Quyết định công nhận sáng kiến, khen thưởng, kèm danh sách", "QĐ"),
)
_PLAN_LEAVES = ("I.1", "I.2", "I.5", "II.1")
_DECISION_LEAVES = ("III.2", "V.1", "IV.2", "B.1", "B.2")


def score_units(builder: Builder, year: int, *, half_done: bool, without: Collection[str] = ()) -> None:
    """Nine units (all ten without `half_done`) fill in and submit; the other stops in the middle.

    Units named in `without` are left to somebody else.
    """
    code = clusters()["sample"]["code"]
    campaign = campaign_facts(builder.campaigns[code, year])
    opens = next(window for window in windows(year) if window.act is Act.SELF_SCORE).first_day
    order = sorted(unit_claims(year), key=lambda unit: spread(unit, "day", 10))
    for place, unit_code in enumerate(order):
        if (unit_code == HALF_DONE and half_done) or unit_code in without:
            continue
        builder.go_to(opens + timedelta(days=7 + place + place // 2), 8, 30)
        _fill_in(builder, campaign, year, unit_code, _claims(year, unit_code))
        _submit(builder, campaign, unit_code)
    if half_done:
        builder.go_to(opens + timedelta(days=24), 8, 15)
        claims = _claims(year, HALF_DONE)
        some = {leaf: claims[leaf] for leaf in list(claims)[:14]}
        _fill_in(builder, campaign, year, HALF_DONE, some, papers=2)


def finish_last_unit(builder: Builder, year: int) -> None:
    """The unit that was half done goes on and submits."""
    campaign = campaign_facts(builder.campaigns[clusters()["sample"]["code"], year])
    closes = next(window for window in windows(year) if window.act is Act.SELF_SCORE).last_day
    builder.go_to(closes - timedelta(days=2), 14)
    _fill_in(builder, campaign, year, HALF_DONE, _claims(year, HALF_DONE), papers=3, have=2)
    _submit(builder, campaign, HALF_DONE)


def typed_claims(year: int, unit_code: str) -> dict[str, dict[str, Any]]:
    """A unit's claims by leaf as the file gives them, base, bonus and deductions together."""
    unit = unit_claims(year)[unit_code]
    return {**unit["claims"], **unit.get("bonus", {}), **unit.get("deductions", {})}


def _claims(year: int, unit_code: str) -> dict[str, dict[str, Any]]:
    return {**typed_claims(year, unit_code), **TYPED.get(year, {}).get(unit_code, {})}


def _fill_in(
    builder: Builder,
    campaign: CampaignFacts,
    year: int,
    unit_code: str,
    claims: dict[str, dict[str, Any]],
    *,
    papers: int = 3,
    have: int = 0,
) -> None:
    unit = builder.units[unit_code]
    editor = builder.hat(f"daumoi.mau{unit_code[-2:]}", Role.UNIT_EDITOR)
    name = units([unit], on=campaign.year.period_to)[unit].name
    at = builder.wait(3)
    for place, (_, title, abbreviation) in list(enumerate(_BOOK))[have:papers]:
        number = f"{10 + spread(unit_code, abbreviation, 80)}/{abbreviation}-ĐV{unit_code[-2:]}"
        paper_date = at.date() - timedelta(days=20 + 9 * place + spread(unit_code, title, 60))
        evidence = add_evidence(
            actor=editor,
            at=at,
            campaign_id=campaign.id,
            organisation_id=unit,
            upload=as_upload(evidence_pdf(unit_name=name, number=number, title=title, day=paper_date, year=year)),
            file_name=f"{title}.pdf",
            words=EvidenceWords(title=f"{title} năm {year}", number=number, paper_date=paper_date, issuer=name),
        )
        for leaf in _leaves_of(campaign, abbreviation, _claims(year, unit_code)):
            link_evidence(
                actor=editor, at=at, campaign_id=campaign.id, organisation_id=unit, leaf_code=leaf, evidence_id=evidence
            )
    at = builder.wait(12)
    save_draft(
        actor=editor,
        at=at,
        campaign_id=campaign.id,
        organisation_id=unit,
        changes={
            leaf: DraftChange(
                claim={key: value for key, value in claim.items() if key != "target"}, reason="", revision=0
            )
            for leaf, claim in claims.items()
        },
    )


def _leaves_of(campaign: CampaignFacts, abbreviation: str, claims: dict[str, Any]) -> Iterator[str]:
    """Which leaves a paper of the book shows: the plan, the decision, and the report for all the others."""
    for leaf in campaign.frozen_criteria.leaves.values():
        if leaf.code in claims and leaf.evidence != "none":
            wanted = "KH" if leaf.code in _PLAN_LEAVES else "QĐ" if leaf.code in _DECISION_LEAVES else "BC"
            if wanted == abbreviation:
                yield leaf.code


def _submit(builder: Builder, campaign: CampaignFacts, unit_code: str) -> None:
    unit = builder.units[unit_code]
    submit(
        actor=builder.hat(f"truong.mau{unit_code[-2:]}", Role.UNIT_HEAD),
        at=builder.wait(40 + spread(unit_code, "minutes", 120)),
        campaign_id=campaign.id,
        organisation_id=unit,
        declared=True,
        checked_sha256=check_hash(campaign, unit),
    )
