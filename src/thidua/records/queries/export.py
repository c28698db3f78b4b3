"""A copy of everything that is kept about a person, for the person."""

from __future__ import annotations

import json
from typing import Any

from thidua.core.phases import VIETNAM
from thidua.core.vn import date_text, datetime_text
from thidua.records.awards import award_name
from thidua.records.enums import Gender
from thidua.records.values import FactGroup, FactLine, PersonPage


def export_text(page: PersonPage, *, unit: str, identity_number: str) -> str:
    """JSON with Vietnamese keys, indented for people: own data with its versions, the history with corrections and
    revocations, requests. UTF-8, NFC as stored."""
    return json.dumps(_everything(page, unit, identity_number), ensure_ascii=False, indent=2)


def _everything(page: PersonPage, unit: str, identity_number: str) -> dict[str, Any]:
    return {
        "Hồ sơ số": page.id,
        "Đơn vị quản lý hồ sơ": unit,
        "Họ và tên": page.full_name,
        "Giới tính": _gender(page.gender),
        "Ngày sinh": date_text(page.birth_date) if page.birth_date else None,
        "Mã cán bộ": page.staff_code or None,
        "Số định danh": identity_number or None,
        "Ngày vào Đảng": _party(page),
        "Tài khoản": page.account_name or None,
        "Các bản thông tin cá nhân": [
            {
                "Bản": version.number,
                "Họ và tên": version.full_name,
                "Giới tính": _gender(version.gender),
                "Ngày sinh": date_text(version.birth_date) if version.birth_date else None,
                "Lý do sửa": version.reason or None,
                "Người ghi": version.written_by,
                "Ghi lúc": _instant(version.written_at),
            }
            for version in page.versions
        ],
        "Lịch sử": {group.label: _group(group) for group in page.groups if group.lines},
        "Yêu cầu về dữ liệu": [
            {
                "Yêu cầu": str(line.kind.label),
                "Ngày nhận": date_text(line.received_date),
                "Kết quả": {None: "đang giải quyết", True: "đã thực hiện", False: "từ chối"}[line.granted],
                "Lý do": line.reason or None,
            }
            for line in page.requests
        ],
    }


def _group(group: FactGroup) -> list[dict[str, Any]]:
    return [_line(line) for line in group.lines]


def _line(line: FactLine) -> dict[str, Any]:
    told: dict[str, Any] = {"Nội dung": line.words, "Đã bỏ": line.is_void}
    decision = (getattr(line.content, "decision_number", ""), getattr(line.content, "issuer", ""))
    if any(decision):
        told["Quyết định"] = ", ".join(part for part in decision if part)
    if line.revocation is not None:
        told["Bị hủy bỏ"] = f"{line.revocation.decision_number}: {line.revocation.ground}"
    told["Các bản ghi"] = [
        {
            "Nội dung": version.words,
            "Lý do sửa": version.reason or None,
            "Người ghi": version.written_by,
            "Ghi lúc": _instant(version.written_at),
        }
        for version in line.versions
    ]
    return told


def _party(page: PersonPage) -> str | None:
    if page.party is None:
        return None
    return f"{date_text(page.party.since_date)} (ghi để xét {award_name(page.party.purpose)})"


def _gender(code: str) -> str:
    return str(dict(Gender.choices).get(code, code))


def _instant(at: Any) -> str:
    return datetime_text(at.astimezone(VIETNAM))
