"""Changes between regimes said in Vietnamese, each with its articles."""

from __future__ import annotations

from collections.abc import Mapping

from thidua.core.law.comparing import ADDED, CHANGED, DROPPED, NEW_AWARD, NO_AWARD, NOT_LOADED, SAME, Change, Step
from thidua.core.law.judging import Reason
from thidua.core.law.saying_vi import inside
from thidua.core.law.sentences_vi import RESULT_WORDS, sentence

NO_SUCH_AWARD = "Không có trong quy định"
_KINDS: Mapping[tuple[str, bool], str] = {
    (ADDED, False): "Thêm điều kiện",
    (ADDED, True): "Thêm một cách đạt",
    (DROPPED, False): "Bỏ điều kiện",
    (DROPPED, True): "Bỏ một cách đạt",
    (CHANGED, False): "Đổi điều kiện",
    (CHANGED, True): "Đổi một cách đạt",
    (SAME, False): "Cùng điều kiện, kết quả khác",
    (SAME, True): "Cùng điều kiện, kết quả khác",
}
_BUT_NOT_MET = ", ở đây chưa đạt"
_NOT_FOUND = "giai đoạn sau không còn thấy điều kiện này"


def change_words(change: Change) -> str:
    """ "Bỏ điều kiện: Chưa đăng ký thi đua năm 2021 – Điều 10 … → Không đòi hỏi … – Điều 7 …", without a full stop."""
    if change.kind in (NEW_AWARD, NO_AWARD):
        return "Danh hiệu, hình thức mới" if change.kind == NEW_AWARD else "Không còn danh hiệu, hình thức này"
    if change.kind == NOT_LOADED:
        return told(change.after or change.before)
    kind = _KINDS[change.kind, change.alternative]
    if change.before is None:
        not_met = change.alternative and change.after is not None and change.after.state != "met"
        return f"{kind}{_BUT_NOT_MET if not_met else ''}: {told(change.after)}"
    after = _NOT_FOUND if change.after is None else told(change.after)
    return f"{kind}: {told(change.before)} → {after}"


def told(reason: Reason | None) -> str:
    """The sentence of a reason with its article ("… – điểm b khoản 2 Điều 22 …"); empty for none."""
    if reason is None:
        return ""
    # a regime that is not loaded has its own title for an article, and the sentence says it
    article = f" – {inside(reason.cite)}" if reason.cite and reason.condition != reason.code else ""
    return f"{sentence(reason)}{article}"


def result_words(result: str | None) -> str:
    """The answer in words; None: the regime has no such award."""
    return NO_SUCH_AWARD if result is None else RESULT_WORDS[result]


def step_words(step: Step) -> str:
    """ "Không đủ điều kiện → Đủ điều kiện", or one answer with what happened to its reasons."""
    if step.result_before != step.result_after:
        return f"{result_words(step.result_before)} → {result_words(step.result_after)}"
    return f"vẫn {result_words(step.result_after).lower()}"
