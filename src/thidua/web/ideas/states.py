"""How the state of an idea looks: a word and a colour, the same on every page."""

from __future__ import annotations

from thidua.records.enums import IdeaKind, IdeaStepKind

_STATES: dict[IdeaStepKind, tuple[str, str]] = {
    IdeaStepKind.WITHDRAWN: ("Đã rút lại", "off"),
    IdeaStepKind.ACCEPTED: ("Đã đồng ý", "differs"),
    IdeaStepKind.DECLINED: ("Chưa đồng ý", "error"),
    IdeaStepKind.DONE: ("Chờ xác nhận", "warn"),
    IdeaStepKind.CONFIRMED: ("Đã xác nhận", "ok"),
    IdeaStepKind.RETURNED: ("Cần bổ sung", "warn"),
    IdeaStepKind.RECOGNISED: ("Là sáng kiến", "ok"),
}
_NEW = {IdeaKind.INITIATIVE: ("Chờ trả lời", "warn"), IdeaKind.FOLLOWING: ("Đang thực hiện", "missing")}


def state_words(kind: IdeaKind, state: IdeaStepKind | None) -> tuple[str, str]:
    """(the word, the colour's name) of an idea's last step."""
    return _NEW[kind] if state is None else _STATES[state]
