"""The minutes say what was recorded, and their tables equal the snapshot digit by digit."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from council.season import MEETING, PUBLISHING, VERIFYING, Season
from thidua.audit.queries import head_of
from thidua.core.verdict import Refused
from thidua.council.actions import issue_minutes
from thidua.council.facts import minutes
from thidua.council.queries import snapshot_of
from thidua.council.values import SnapshotFacts
from thidua.documents.paper import ItemList, KeyValue, Paper, Paragraph, Table
from thidua.documents.queries import paper_file, papers_in
from thidua.documents.render import render
from thidua.organisations.enums import Role
from thidua.sheets.actions.verification import record_condition


@pytest.fixture
def held(season: Season) -> Season:
    """Unit 01 tied with none, 02 without a representative present, 03 excluded; the ranking is adopted."""
    season.submitted(u01={"B.1": {"achieved": ["bang_khen"]}, "D.1": {"count": "1"}}, u02={"I.3": {"assigned": False}})
    season.with_team()
    record = {"actor": season.verifier(2), "at": VERIFYING, "code": "K.1", "holds": True}
    record_condition(reason="Có quyết định kỷ luật.", **record, **season.where(3))
    for number in (1, 2, 3):
        season.agree(number, 3 if number == 2 else 2)
        season.settle(number, 3 if number == 2 else 2)
    return season.meeting(absent=(1,)).adopted()


def snapshot(season: Season) -> SnapshotFacts:
    found = snapshot_of(season.campaign_id)
    assert found is not None
    return found


def tables(paper: Paper) -> dict[str, Table]:
    return {block.caption: block for block in paper.body if isinstance(block, Table)}


def grouped(digest: str) -> str:
    return " ".join(digest[start : start + 8] for start in range(0, 64, 8))


def said(paper: Paper) -> str:
    """Every sentence outside the tables."""
    lines: list[str] = []
    for block in paper.body:
        if isinstance(block, Paragraph):
            lines.append(str(block.text))
        elif isinstance(block, ItemList):
            lines += [str(item) for item in block.items]
        elif isinstance(block, KeyValue):
            lines += [f"{label}: {value}" for label, value in block.pairs]
    return "\n".join(lines)


def test_both_tables_are_the_snapshot_s_text(held: Season) -> None:
    paper, found = minutes(held.facts, is_demo=True), snapshot(held)
    ranked = [unit for unit in found.result["units"] if unit["rank"] is not None]
    rows = tables(paper)["Bảng xếp hạng"].rows
    assert [row.cells[0] for row in rows] == [str(unit["rank"]) for unit in ranked]
    assert [row.cells[2:5] for row in rows] == [
        tuple(unit[key].replace(".", ",") for key in ("total", "max_assigned", "percent")) for unit in ranked
    ]
    groups = tables(paper)["Điểm theo nhóm tiêu chí"].rows
    assert [row.cells[1:] for row in groups] == [
        tuple(
            figure.replace(".", ",")
            for figure in (*unit["groups"].values(), unit["bonus"], unit["deduction"], unit["total"])
        )
        for unit in ranked
    ]
    assert len(ranked) == 2


def test_who_was_there_and_what_was_decided(held: Season) -> None:
    paper = minutes(held.facts, is_demo=True)
    words, found = said(paper), snapshot(held)
    assert "Có mặt 2/3 thành viên." in words
    assert "60 % tổng số thành viên, tức 2 người" in words
    assert [row.cells[4] for row in tables(paper)["Thành viên dự họp"].rows] == ["có mặt", "vắng", "có mặt"]
    assert "Chủ trì: Người truong02, Hiệu trưởng" in words
    assert "Đơn vị 03: Không xét thi đua, không xếp hạng: K.1 (Lãnh đạo bị kỷ luật)." in words
    assert grouped(found.sha256) in words
    assert grouped(found.criteria_sha256) in words
    assert "nhất trí" not in words  # no vote was recorded, none is claimed
    assert paper.signatures is not None
    assert [(block.name, block.capacity) for block in paper.signatures.blocks] == [
        ("Người thuky", ("THƯ KÝ",)),
        ("Người truong02", ("CHỦ TRÌ",)),
    ]


def test_the_head_of_the_log_after_the_adoption_is_printed(held: Season) -> None:
    length, last = head_of(f"cluster-year:{held.year_id}")
    assert f"mục số {length}, SHA-256: {grouped(last)}" in said(minutes(held.facts, is_demo=True))
    held.published()
    assert f"mục số {length}, SHA-256: {grouped(last)}" in said(minutes(held.facts, is_demo=True))


def test_there_are_none_before_the_adoption(season: Season) -> None:
    season.submitted().settled().meeting()
    with pytest.raises(LookupError):
        minutes(season.facts, is_demo=True)


def test_the_clerk_issues_them_once(held: Season) -> None:
    held.grant("vanthu", Role.CLERK, organisation_id=held.unit(1), cluster_year_id=held.year_id)
    clerk, act = held.hat("vanthu", Role.CLERK), {"campaign_id": held.campaign_id, "is_demo": True}
    with pytest.raises(Refused) as caught:
        issue_minutes(actor=held.chair(), at=MEETING, **act)
    assert caught.value.verdict.code == "not_clerk"
    issue_minutes(actor=clerk, at=PUBLISHING, **act)
    with pytest.raises(Refused) as caught:
        issue_minutes(actor=clerk, at=PUBLISHING, **act)
    assert caught.value.verdict.code == "issued"
    (line,) = papers_in(f"cluster-year:{held.year_id}")
    file = paper_file(line.id, "pdf")
    assert file is not None
    with pdfplumber.open(io.BytesIO(file.content)) as document:
        cells = {cell for page in document.pages for table in page.extract_tables() for row in table for cell in row}
    figures = {unit["total"].replace(".", ",") for unit in snapshot(held).result["units"] if unit["rank"] is not None}
    assert figures <= cells


def test_both_files_can_be_made(held: Season) -> None:
    files = render(minutes(held.facts, is_demo=False))
    assert files.pdf.startswith(b"%PDF")
    assert files.docx.startswith(b"PK")
