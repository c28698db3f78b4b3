"""What the tests of the score sheet share: a school's year on a set that has every rule, and browsers signed in."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from council.season import PASSWORD, SCORING, Season, founded
from thidua.organisations.enums import Role
from thidua.sheets.actions.evidence import EvidenceWords, add_evidence
from thidua.sheets.queries import draft_sheet, sheet_of

EVERY_RULE = """
format: thidua.criteria/1
code: du-cac-quy-tac
title: Bộ tiêu chí có mọi quy tắc
total: 41
step: 0.25
indicators:
  - {code: so_lop, title: Số lớp, unit: lớp, kind: count, from: 0, to: 500}
criteria:
  - code: I
    title: Nhóm một
    max: 20
    children:
      - {code: I.1, title: Mở lớp, max: 5, rule: {kind: ratio}, fill: {actual: so_lop}, evidence: required}
      - {code: I.2, title: Văn hóa công sở, max: 5, rule: {kind: judged}}
      - code: I.3
        title: Nhóm con
        children:
          - {code: I.3.1, title: Đoàn kết, max: 2, rule: {kind: pass_fail}, evidence: none}
          - {code: I.3.2, title: Xếp mức, max: 3, rule: {kind: levels, levels: {"Tốt": 3, "Khá": 2}}}
      - {code: I.4, title: Tỷ lệ (%), max: 5, rule: {kind: bands, bands: [{min: 90, points: 5}, {min: 80, points: 3}]}}
  - code: II
    title: Nhóm hai
    max: 19
    children:
      - {code: II.1, title: Sáng kiến, max: 4, rule: {kind: relative}}
      - {code: II.2, title: Đề tài, max: 3, rule: {kind: per_unit, points_each: 0.5}}
      - {code: II.3, title: Kỷ cương, max: 4, rule: {kind: deduct, events: {cham: 1, sai: 2}}}
      - {code: II.4, title: Cách làm mới, max: 2, rule: {kind: best_of, options: {da_lam: 2, dang_ky: 1}}}
      - {code: II.5, title: Báo cáo, max: 2, rule: {kind: on_time, per_day: 0.5}}
      - {code: II.6, title: Cộng trừ, max: 2, rule: {kind: plus_minus, plus: 1, minus: 1}}
      - {code: II.7, title: Lấy phiếu, max: 2, rule: {kind: mean, scorers_min: 2}}
  - {code: III, title: Giải hội thi, max: 2, rule: {kind: sum_of, options: {nhat: 2, nhi: 1}}}
bonus:
  cap: 2
  items:
    - {code: B.1, title: Khen thưởng, max: 2, rule: {kind: best_of, options: {co: 2, bang_khen: 1}}}
deductions:
  items:
    - {code: D.1, title: Kỷ luật, max: 4, rule: {kind: per_unit, points_each: 2}}
knock_outs:
  - {code: K.1, title: Bị kỷ luật, effect: exclude}
"""
TARGETS = {"I.1": "40", "II.1": "4"}
ADDRESS = "/cum/cum-thu/2021/tu-cham"
FILES = "/cum/cum-thu/2021/minh-chung"

# Everything that a unit types for a whole sheet, as the form's fields name it.
WHOLE = {
    "I.1:actual": "44",
    "I.2:points": "4,5",
    "I.3.1:met": "yes",
    "I.3.2:level": "Khá",
    "I.4:actual": "85,5",
    "II.1:actual": "3",
    "II.2:count": "4",
    "II.3:events:cham": "1",
    "II.4:achieved": ["da_lam", "dang_ky"],
    "II.5:days_late": "1",
    "II.6:plus": "1",
    "II.6:minus": "0",
    "II.7:scores": ["1,5", "2"],
    "III:counts:nhi": "1",
    "I.1:ly-do": "Sổ theo dõi lớp đang chờ ký.",
}

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def scoring_season(at: datetime = SCORING, *, criteria: str = EVERY_RULE, targets: dict[str, str] = TARGETS) -> Season:
    """Three units that have signed, on the clock of `at`, in the window of self-scoring unless said otherwise."""
    season = Season(founded(at), criteria=criteria.encode())
    return season.set_up().launched().signed(targets)


def browser_of(season: Season, username: str) -> Client:
    """A browser signed in as one of the season's people."""
    client = Client(HTTP_SEC_FETCH_SITE="same-origin")
    answer = client.post("/dang-nhap", {"username": f"{username}.{season.code}", "password": PASSWORD})
    assert answer.status_code == 302
    return client


def form_of(html: str, *codes: str) -> dict[str, Any]:
    """The hidden fields of the score sheet in a page: for some leaves, or for all."""
    fields: dict[str, Any] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html):
        if name == "don-vi" or (":" in name and (not codes or name.split(":")[0] in codes)):
            fields[name] = value
    return fields


def typed(client: Client, fields: dict[str, Any], *codes: str, autosave: bool = False) -> Any:
    """Open the sheet, type into the leaves named by `fields` (and `codes`), and save."""
    leaves = {name.split(":")[0] for name in fields} | set(codes)
    form = form_of(client.get(ADDRESS).content.decode(), *leaves)
    headers = {"X-Autosave": "1"} if autosave else {}
    return client.post(ADDRESS, {**form, **fields}, headers=headers)


def draft_of(season: Season, number: int = 1) -> Any:
    """What is stored of a unit's draft."""
    return draft_sheet(season.facts, sheet_of(season.campaign_id, season.unit(number)))


def claim_of(season: Season, code: str, number: int = 1) -> Any:
    """The stored claim of a leaf, or None."""
    line = draft_of(season, number).drafts.get(code)
    return None if line is None else line.claim


def evidence_of(
    season: Season, number: int = 1, *, leaf: str = "", name: str = "Kế hoạch.pdf", body: bytes = PDF
) -> int:
    """A file in a unit's book, shown for a leaf where one is named."""
    return add_evidence(
        actor=season.hat(f"daumoi{number:02d}", Role.UNIT_EDITOR),
        at=SCORING,
        upload=BytesIO(body),
        file_name=name,
        words=EvidenceWords("Kế hoạch thi đua", number="32/KH"),
        leaf_code=leaf,
        **season.where(number),
    )


def upload(name: str = "Kế hoạch.pdf", body: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body)


def leaf_address(code: str) -> str:
    return f"{ADDRESS}/minh-chung/{quote(code)}"
