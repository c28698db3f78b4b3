"""What the desk's forms do: each button is one action of the sheets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thidua.core.verdict import Refused, no
from thidua.sheets.actions.verification import (
    agree_with_leaves,
    record_condition,
    settle_leaf,
    settle_sheet,
    verify_leaf,
)
from thidua.web.claim_form import typed_claim
from thidua.web.visit import PageRequest


@dataclass(frozen=True, slots=True)
class Done:
    """How an act is told once it is done. `about_a_leaf`: the desk goes on to the next leaf."""

    words: str
    anchor: str = "noi-dung"
    about_a_leaf: bool = False


DONE: dict[str, Done] = {
    "dong-y": Done("đồng ý", about_a_leaf=True),
    "sua": Done("đã sửa", about_a_leaf=True),
    "giu": Done("đã kết luận", about_a_leaf=True),
    "ket-luan": Done("đã kết luận", about_a_leaf=True),
    "dong-y-nhieu": Done("Đã đồng ý với các tiêu chí được đánh dấu"),
    "ghi-nhan": Done("Đã ghi nhận điều kiện ngoài điểm", "dieu-kien"),
    "rut": Done("Đã rút ghi nhận điều kiện ngoài điểm", "dieu-kien"),
    "chot": Done("Đã chốt kết quả thẩm định"),
}


def do(request: PageRequest, organisation_id: int, act: str, code: str) -> None:
    """Carry out one button of the desk. Raises what the action raises, and `Refused` for a button that is not there."""
    visit, campaign, data = request.visit, request.campaign, request.POST
    where: dict[str, Any] = {
        "actor": visit.actor,
        "at": visit.at,
        "campaign_id": campaign.id,
        "organisation_id": organisation_id,
    }
    reason = data.get("ly-do", "")
    if act == "dong-y-nhieu":
        agree_with_leaves(seen_entry_ids=_ticked(data.getlist("chon")), **where)
    elif act in ("ghi-nhan", "rut"):
        record_condition(code=data.get("dieu-kien", ""), holds=act == "ghi-nhan", reason=reason, **where)
    elif act == "chot":
        settle_sheet(**where)
    elif act in DONE and code in campaign.frozen_criteria.leaves:
        typed = act in ("sua", "ket-luan")
        write = verify_leaf if act in ("dong-y", "sua") else settle_leaf
        write(
            leaf_code=code,
            seen_entry_id=_number(data.get("ban", "")),
            claim=typed_claim(campaign.frozen_criteria, code, data) if typed else None,
            reason="" if act == "dong-y" else reason,
            **where,
        )
    else:
        raise Refused(no("unknown_act", "Trang không hiểu việc vừa bấm. Hãy tải lại trang rồi thử lại."))


def _ticked(values: list[str]) -> dict[str, int]:
    """Leaf → the entry on the page, from boxes "entry:leaf"."""
    pairs = (value.partition(":") for value in values)
    return {code: int(entry) for entry, _, code in pairs if entry.isdecimal()}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
