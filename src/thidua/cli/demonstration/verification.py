"""The team verifies ten sheets: agrees, corrects with a reason, the unit answers, the team settles."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from thidua.cli.demonstration.builder import Builder
from thidua.cli.demonstration.scoring import TYPED, typed_claims
from thidua.cli.demonstration.source import clusters, unit_claims, windows
from thidua.core.phases import Act
from thidua.organisations.actor import Actor
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import (
    agree_with_leaves,
    name_team,
    record_condition,
    reply,
    settle_leaf,
    settle_sheet,
    verify_leaf,
)
from thidua.sheets.queries import sheet_of, trails_of

_CORRECTED_2021: dict[str, dict[str, dict[str, Any]]] = {
    "don-vi-mau-03": {"IV.3": {"points": "3.25"}},
    "don-vi-mau-06": {"I.4": {"points": "2"}},
    "don-vi-mau-10": {"V.2": {"actual": "1"}},
}
_REASONS = {
    "I.4": "Biên bản kiểm tra ghi hai lượt vi phạm quy chế văn hóa công sở.",
    "III.3": "Chưa có số liệu cho thấy chuyển biến ở quý IV.",
    "IV.3": "Phần mềm quản lý mới dùng ở một khoa, chưa triển khai toàn trường.",
    "IV.5": "Hai hội thảo trong danh sách do đơn vị khác chủ trì.",
    "V.2": "Danh sách điểm danh của Cụm ghi đơn vị dự một hoạt động.",
    "V.3": "Sổ công văn đến ghi báo cáo quý III chậm so với hạn.",
}
_KNOCK_OUT_REASON = "Đơn vị không có hồ sơ về nội dung mới, cách làm mới trong năm."
EXPLAINED = "don-vi-mau-09"


def name_the_team(builder: Builder, year: int) -> None:
    """The head names two people from two units, so that every unit has somebody who is not its own."""
    code = clusters()["sample"]["code"]
    cluster_year = builder.years[code, year]
    builder.go_to(next(w for w in windows(year) if w.act is Act.VERIFY).first_day, 8)
    name_team(
        actor=builder.hat("cumtruong.mau", Role.CLUSTER_HEAD, cluster_year_id=cluster_year),
        at=builder.wait(5),
        campaign_id=builder.campaigns[code, year],
        members=[
            (builder.account("thamdinh.mau02"), builder.units["don-vi-mau-02"]),
            (builder.account("thamdinh.mau03"), builder.units["don-vi-mau-03"]),
        ],
    )


def verify_units(builder: Builder, year: int, *, without: Collection[str] = ()) -> None:
    """Each sheet (but those `without`): the corrections, then agreement with the rest, the unit's answers, the team's
    conclusion."""
    code = clusters()["sample"]["code"]
    opens = next(w for w in windows(year) if w.act is Act.VERIFY).first_day
    for place, unit_code in enumerate(sorted(unit_claims(year))):
        if unit_code in without:
            continue
        builder.go_to(opens + timedelta(days=1 + place // 2), 8 + 5 * (place % 2))
        number = "03" if unit_code == "don-vi-mau-02" or place % 2 else "02"
        number = "02" if unit_code == "don-vi-mau-03" else number
        verifier = builder.hat(f"thamdinh.mau{number}", Role.VERIFIER, cluster_year_id=builder.years[code, year])
        _verify(builder, verifier, builder.campaigns[code, year], year, unit_code)


def _corrections(year: int, unit_code: str) -> dict[str, dict[str, Any]]:
    if year == 2021:
        return _CORRECTED_2021.get(unit_code, {})
    wanted = typed_claims(year, unit_code)
    return {leaf: wanted[leaf] for leaf in TYPED[year].get(unit_code, {})}


def _verify(builder: Builder, verifier: Actor, campaign_id: int, year: int, unit_code: str) -> None:
    unit = builder.units[unit_code]
    where: dict[str, Any] = {"campaign_id": campaign_id, "organisation_id": unit}
    corrections = _corrections(year, unit_code)
    for leaf, claim in corrections.items():
        verify_leaf(
            actor=verifier, at=builder.wait(6), leaf_code=leaf, seen_entry_id=_latest(where, leaf), claim=claim,
            reason=_REASONS[leaf], **where,
        )  # fmt: skip
    trails = trails_of(sheet_of(campaign_id, unit))
    agree_with_leaves(
        actor=verifier,
        at=builder.wait(25),
        seen_entry_ids={leaf: trail.latest.id for leaf, trail in trails.items() if not trail.verified},
        **where,
    )
    for knock_out in unit_claims(year)[unit_code].get("knock_outs", []):
        record_condition(
            actor=verifier, at=builder.wait(4), code=knock_out, holds=True, reason=_KNOCK_OUT_REASON, **where
        )
    leader = builder.hat(f"truong.mau{unit_code[-2:]}", Role.UNIT_HEAD)
    for leaf in corrections:
        explains = unit_code == EXPLAINED
        reply(
            actor=leader, at=builder.wait(30), leaf_code=leaf, seen_entry_id=_latest(where, leaf), accepts=not explains,
            text="Hai hội thảo này trường đồng chủ trì, có tên trong kế hoạch của tỉnh." if explains else "", **where,
        )  # fmt: skip
        if explains:
            settle_leaf(
                actor=verifier, at=builder.wait(15), leaf_code=leaf, seen_entry_id=_latest(where, leaf), claim=None,
                reason="Kế hoạch của tỉnh ghi trường là đơn vị phối hợp; giữ kết quả thẩm định.", **where,
            )  # fmt: skip
    settle_sheet(actor=verifier, at=builder.wait(5), **where)


def _latest(where: dict[str, Any], leaf: str) -> int:
    return trails_of(sheet_of(where["campaign_id"], where["organisation_id"]))[leaf].latest.id
