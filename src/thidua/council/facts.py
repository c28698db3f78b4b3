"""The minutes of the review session: every figure is the text of the adopted snapshot, never a live table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from thidua.campaigns.facts import PROPOSAL_NOTE
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import VIETNAM, local_date
from thidua.core.rank_words_vi import rank_in_words
from thidua.core.results import Result
from thidua.core.vn import date_in_words
from thidua.council.queries import adoption_in_log, meeting_of, snapshot_of
from thidua.council.ranking import ranked_again
from thidua.council.values import MeetingFacts, SnapshotFacts
from thidua.council.words import ranking_rule
from thidua.documents.paper import (
    Align,
    Block,
    Column,
    Heading,
    ItemList,
    KeyValue,
    Marker,
    Paper,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Table,
)
from thidua.organisations.enums import Role
from thidua.organisations.queries import Unit, grants_of_cluster_year, units

SYMBOL = "BB-CTĐ"
"""Minutes (BB) of an emulation cluster (CTĐ); the number before it comes from the cluster's series."""

_STATEMENTS = ("Hội nghị", "Phiên họp", "Họp", "Cuộc họp")


def minutes(campaign: CampaignFacts, *, is_demo: bool) -> Paper:
    """The paper "Biên bản" of the session that adopted the ranking. Raises LookupError before the adoption."""
    meeting, snapshot = meeting_of(campaign.id), snapshot_of(campaign.id)
    if meeting is None or snapshot is None or meeting.closed_at is None:
        raise LookupError("no minutes before the ranking is adopted")
    names = units({seat.organisation_id for seat in meeting.seats}, on=campaign.year.period_to)
    secretary = _secretary(campaign, meeting)
    return Paper(
        kind="minutes",
        title="Biên bản",
        abstract=_abstract(meeting),
        issue_date=local_date(meeting.closed_at),
        place=units([campaign.year.head_id], on=campaign.year.period_to)[campaign.year.head_id].place,
        issuer=campaign.year.cluster_code,
        upper=campaign.year.organiser_name,
        issuing=campaign.year.cluster_name,
        symbol=SYMBOL,
        body=(
            KeyValue(
                (
                    ("Thời gian bắt đầu", _moment(meeting.opened_at)),
                    ("Địa điểm", meeting.place),
                    ("Chủ trì", _person(meeting.chair.full_name, meeting.chair.job_title)),
                    ("Thư ký", secretary),
                )
            ),
            Heading("I. THÀNH PHẦN"),
            *_attendance(meeting, names),
            Heading("II. NỘI DUNG"),
            Heading("1. Căn cứ và cách xếp hạng", level=2),
            _procedure(campaign, snapshot),
            Heading("2. Kết quả xếp hạng", level=2),
            *_results(snapshot),
            Heading("3. Thông qua", level=2),
            Paragraph(
                f"Người chủ trì ghi trên hệ thống việc phiên họp thông qua bảng xếp hạng nêu trên lúc "
                f"{_moment(snapshot.adopted_at)}."
            ),
            Heading("III. DẤU VẾT SỐ LIỆU"),
            _traces(campaign, snapshot),
            Paragraph(f"Phiên họp kết thúc lúc {_moment(meeting.closed_at)}./."),
        ),
        source_note=PROPOSAL_NOTE if snapshot.criteria.source.get("kind") == "proposal" else "",
        signatures=Signatures(
            (Signature(secretary.split(",", 1)[0], ("THƯ KÝ",)), Signature(meeting.chair.full_name, ("CHỦ TRÌ",)))
        ),
        recipients=(f"{campaign.year.organiser_name} (để báo cáo)", "Các đơn vị thành viên", "Lưu: VT, hồ sơ Cụm"),
        demo=is_demo,
    )


def figure_text(figure: str | None) -> str:
    """A figure of the snapshot as papers write it, digit by digit; "" for none."""
    return (figure or "").replace(".", ",")


def _abstract(meeting: MeetingFacts) -> str:
    return meeting.body_name if meeting.body_name.startswith(_STATEMENTS) else f"Họp {meeting.body_name}"


def _secretary(campaign: CampaignFacts, meeting: MeetingFacts) -> str:
    """Who took the minutes: the session's secretary, else the cluster's on that day."""
    if meeting.secretary is not None:
        return _person(meeting.secretary.full_name, meeting.secretary.job_title)
    grants = grants_of_cluster_year(campaign.year.id, Role.CLUSTER_SECRETARY, on=local_date(meeting.opened_at))
    return _person(grants[0].user.full_name, Role.CLUSTER_SECRETARY.label) if grants else ""


def _person(name: str, title: str) -> str:
    return f"{name}, {title}" if title else name


def _moment(instant: datetime) -> str:
    """ "08 giờ 05 phút, ngày 18 tháng 11 năm 2021", in Viet Nam."""
    local = instant.astimezone(VIETNAM)
    return f"{local:%H} giờ {local:%M} phút, {date_in_words(local)}"


def _attendance(meeting: MeetingFacts, names: Mapping[int, Unit]) -> tuple[Block, ...]:
    rows = tuple(
        Row(
            (
                str(number),
                seat.full_name,
                seat.job_title,
                names[seat.organisation_id].name,
                "có mặt" if seat.present else "vắng" if seat.present is False else "không điểm danh",
            )
        )
        for number, seat in enumerate(meeting.members, start=1)
    )
    return (
        Paragraph(
            f"Có mặt {meeting.present}/{meeting.total} thành viên. Theo quy chế của Cụm, phiên họp cần ít nhất "
            f"{meeting.quorum_percent} % tổng số thành viên, tức {meeting.needed} người."
        ),
        Table(
            caption="Thành viên dự họp",
            columns=(
                Column("STT", 6, Align.CENTER),
                Column("Họ và tên", 28),
                Column("Chức vụ", 24),
                Column("Đơn vị", 34),
                Column("Dự họp", 12, Align.CENTER),
            ),
            rows=rows,
        ),
    )


def _procedure(campaign: CampaignFacts, snapshot: SnapshotFacts) -> ItemList:
    submitted = sum(1 for trail in snapshot.trail.values() if trail["receipt"])
    frozen = f", khóa ngày {local_date(campaign.launched_at):%d/%m/%Y}" if campaign.launched_at else ""
    return ItemList(
        (
            f"Bộ tiêu chí {snapshot.criteria.code}{frozen}.",
            f"Bảng tự chấm của {submitted}/{len(snapshot.trail)} đơn vị đã nộp; tổ thẩm định xem từng tiêu chí, đơn vị "
            "trả lời các thay đổi, tổ thẩm định đã chốt kết quả.",
            ranking_rule(snapshot.criteria),
        ),
        Marker.DASH,
    )


def _results(snapshot: SnapshotFacts) -> tuple[Block, ...]:
    ranked = ranked_again(snapshot)
    placed = [unit for unit in snapshot.result["units"] if unit["rank"] is not None]
    left = [unit for unit in snapshot.result["units"] if unit["rank"] is None]
    blocks: list[Block] = [_ranking_table(snapshot, ranked, placed), _groups_table(snapshot, ranked, placed)]
    if left:
        blocks.append(Paragraph("Đơn vị không xếp hạng:"))
        told = (f"{ranked.by_code[unit['code']].title}: {rank_in_words(ranked, unit['code'])[0]}" for unit in left)
        blocks.append(ItemList(tuple(told), Marker.DASH))
    else:
        blocks.append(Paragraph("Mọi đơn vị đều được xếp hạng."))
    return tuple(blocks)


def _ranking_table(snapshot: SnapshotFacts, ranked: Result, placed: list[dict[str, Any]]) -> Table:
    grades = snapshot.criteria.grades
    titles = {band.code: band.title for band in grades.bands} if grades else {}
    rows = []
    for unit in placed:
        notes = list(rank_in_words(ranked, unit["code"])[1:])
        if unit["tied"]:
            notes.insert(0, "Đồng hạng.")
        rows.append(
            Row(
                (
                    str(unit["rank"]),
                    ranked.by_code[unit["code"]].title,
                    figure_text(unit["total"]),
                    figure_text(unit["max_assigned"]),
                    figure_text(unit["percent"]),
                    titles.get(unit["grade"] or "", "không xếp loại"),
                    " ".join(notes),
                )
            )
        )
    return Table(
        caption="Bảng xếp hạng",
        columns=(
            Column("Hạng", 7, Align.CENTER),
            Column("Đơn vị", 30),
            Column("Tổng điểm", 11, Align.DECIMAL),
            Column("Được giao", 11, Align.DECIMAL),
            Column("Tỷ lệ (%)", 11, Align.DECIMAL),
            Column("Xếp loại", 12, Align.CENTER),
            Column("Ghi chú", 34),
        ),
        rows=tuple(rows),
    )


def _groups_table(snapshot: SnapshotFacts, ranked: Result, placed: list[dict[str, Any]]) -> Table:
    groups = snapshot.criteria.groups
    return Table(
        caption="Điểm theo nhóm tiêu chí",
        columns=(
            Column("Đơn vị", 34),
            *(Column(_group_head(group.code, group.max), 12, Align.DECIMAL) for group in groups),
            Column("Thưởng", 11, Align.DECIMAL),
            Column("Trừ", 10, Align.DECIMAL),
            Column("Tổng", 12, Align.DECIMAL),
        ),
        rows=tuple(
            Row(
                (
                    ranked.by_code[unit["code"]].title,
                    *(figure_text(unit["groups"].get(group.code)) for group in groups),
                    figure_text(unit["bonus"]),
                    figure_text(unit["deduction"]),
                    figure_text(unit["total"]),
                )
            )
            for unit in placed
        ),
        note="Điểm tối đa của mỗi nhóm ghi trong ngoặc ở đầu cột.",
    )


def _group_head(code: str, most: object) -> str:
    return f"{code} ({figure_text(f'{most:f}')})" if most is not None else code


def _traces(campaign: CampaignFacts, snapshot: SnapshotFacts) -> ItemList:
    logged = adoption_in_log(campaign, snapshot)
    return ItemList(
        (
            f"Bộ tiêu chí, SHA-256: {_grouped(snapshot.criteria_sha256)}.",
            f"Bản chụp kết quả, SHA-256: {_grouped(snapshot.sha256)}.",
            f"Nhật ký của năm sau khi thông qua: mục số {logged.seq}, SHA-256: {_grouped(logged.hash)}.",
        ),
        Marker.DASH,
    )


def _grouped(digest: str) -> str:
    """A SHA-256 in groups of eight: it breaks over lines and can be read aloud."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))
