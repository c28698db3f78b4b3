"""The pledge as an official paper, from what was frozen by the launch and by each signature."""

from __future__ import annotations

import json
from decimal import Decimal

from thidua.campaigns.enums import Capacity
from thidua.campaigns.models import PledgeVersion
from thidua.campaigns.queries import BoardLine, board
from thidua.campaigns.values import CampaignFacts
from thidua.core.phases import VIETNAM, local_date
from thidua.core.vn import date_in_words, decimal_text
from thidua.documents.paper import (
    Align,
    Column,
    Heading,
    ItemList,
    Paper,
    Paragraph,
    Row,
    RowKind,
    Run,
    Signature,
    Signatures,
    Table,
)
from thidua.organisations.queries import units

PROPOSAL_NOTE = "Bộ tiêu chí do dự án phần mềm đề xuất làm mẫu, không phải văn bản của cơ quan có thẩm quyền."


def pledge_paper(campaign: CampaignFacts, *, is_demo: bool) -> Paper:
    """The paper "Giao ước thi đua": theme, tasks, the signed targets, the signers in Vietnamese order of their units.

    Raises LookupError before the launch. The date is the launch's; units that have not signed stand there unsigned.
    """
    version = PledgeVersion.objects.filter(campaign_id=campaign.id).order_by("-number").first()
    if version is None or campaign.launched_at is None:
        raise LookupError("no pledge before the launch")
    text = json.loads(version.facts)
    lines = board(campaign)
    day = local_date(campaign.launched_at)
    head = units([campaign.year.head_id], on=day)[campaign.year.head_id]
    return Paper(
        kind="pledge",
        title="Giao ước thi đua",
        abstract=f"năm {campaign.year.year}",
        issue_date=day,
        place=head.place,
        issuer=campaign.year.cluster_code,
        upper=text["organiser"],
        issuing=text["cluster"],
        grounds=tuple(f"Căn cứ {ground}" for ground in text["grounds"]),
        body=(
            Paragraph(
                f"{date_in_words(day).capitalize()}, tại {campaign.place or head.name}, {len(lines)} đơn vị thành viên "
                f"{text['cluster']} cùng ký giao ước thi đua năm {campaign.year.year} với các nội dung sau:"
            ),
            Heading("I. CHỦ ĐỀ"),
            Paragraph((Run(text["theme"], bold=True),), Align.CENTER),
            Heading("II. NHIỆM VỤ TRỌNG TÂM"),
            ItemList(tuple(f"{task['title']}." for task in text["tasks"])),
            Heading("III. CHỈ TIÊU CỦA CÁC ĐƠN VỊ"),
            _target_table(campaign, lines),
            Heading("IV. CAM KẾT"),
            Paragraph(
                "Các đơn vị cam kết thực hiện đầy đủ các nội dung và chỉ tiêu nêu trên; tự chấm điểm trung thực, "
                "có minh chứng, theo bộ tiêu chí đã khóa khi phát động (mã SHA-256: "
                f"{text['criteria_sha256'][:16]}…)."
            ),
        ),
        source_note=_source_note(campaign),
        signatures=Signatures(tuple(_signature(line) for line in lines), title="Đại diện các đơn vị ký giao ước"),
        recipients=(f"{text['organiser']} (để báo cáo)", "Các đơn vị thành viên", "Lưu: VT, hồ sơ Cụm"),
        demo=is_demo,
    )


def pledge_due(campaign: CampaignFacts) -> bool:
    """Whether the pledge is ready to be issued: every member has signed."""
    return campaign.launched and all(line.signature is not None for line in board(campaign))


def _target_table(campaign: CampaignFacts, lines: list[BoardLine]) -> Table:
    leaves = campaign.target_leaves
    criteria = campaign.frozen_criteria
    rows = []
    for number, line in enumerate(lines, start=1):
        values = line.signature.targets if line.signature else {}
        cells = [decimal_text(Decimal(values[code])) if code in values else "chưa ký" for code in leaves]
        rows.append(Row((str(number), line.unit.name, *cells)))
    totals = []
    for code in leaves:
        signed = [Decimal(line.signature.targets[code]) for line in lines if line.signature]
        totals.append(decimal_text(sum(signed, Decimal(0))))
    rows.append(Row(("", "Tổng cộng", *totals), RowKind.TOTAL))
    return Table(
        caption="Chỉ tiêu đăng ký",
        columns=(
            Column("STT", 6, Align.CENTER),
            Column("Đơn vị", 44),
            *(Column(f"{criteria.leaf(code).title} ({code})", 24, Align.DECIMAL) for code in leaves),
        ),
        rows=tuple(rows),
    )


def _signature(line: BoardLine) -> Signature:
    signed = line.signature
    if signed is None:
        return Signature(name="(chưa ký)", authority=line.unit.name)
    title = signed.job_title.upper()
    capacity = {
        Capacity.HEAD: (title,),
        Capacity.DEPUTY_FOR_HEAD: ("KT. HIỆU TRƯỞNG", title),
        Capacity.DELEGATED: ("TUQ. HIỆU TRƯỞNG", title),
    }[Capacity(signed.capacity)]
    at = signed.signed_at.astimezone(VIETNAM)
    note = f"Đã ký trên hệ thống lúc {at:%H:%M} {at:%d/%m/%Y}"
    if signed.delegation:
        note += f" ({signed.delegation})"
    return Signature(name=signed.signer_name, authority=line.unit.name, capacity=capacity, note=note)


def _source_note(campaign: CampaignFacts) -> str:
    return PROPOSAL_NOTE if campaign.frozen_criteria.source.get("kind") == "proposal" else ""
